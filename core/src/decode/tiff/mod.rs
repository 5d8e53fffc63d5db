//! TIFF, read by the project itself: every page of the file is a frame, as libtiff shows it. Where
//! viewers differ in what they make of a directory, the page is given and the outcome says so.

mod band;
mod chain;
mod colours;
mod directory;
mod fax;
mod form;
mod grid;
mod numbers;
mod page;
mod rows;
mod samples;
mod show;
mod stored;
mod tags;
mod unpack;
mod ycbcr;

use self::directory::Directory;
use self::form::Form;
use self::page::Page;
use self::samples::{Alpha, PixelLayout};
use super::Guard;
use super::reader::BlockReader;
use super::reason;
use super::sink::LumaSink;
use crate::limits::LimitName;
use crate::undecided::Undecided;
use crate::unpack::FramePlan;

/// Gives the pages of a file. A page that cannot be decoded does not keep the others from being
/// seen; the first reason is told.
pub(super) fn decode(
    mut reader: BlockReader<'_>,
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<(), Undecided> {
    let form = Form::read(&mut reader).map_err(|error| reason::of_io(&error, guard))?;
    let places = chain::walk(form, &mut reader, guard)?;
    let count = u32::try_from(places.len()).unwrap_or(u32::MAX);
    let plan = FramePlan::new(count, guard.limits().max_frames);
    let mut file = File { form, reader, pages: count, shown: 0, reason: None };
    for (number, place) in (0..).zip(places) {
        guard.cancelled()?;
        guard.within_work()?;
        if plan.takes(number) {
            file.give_page(number, place, guard, sink)?;
        }
    }
    match file.reason {
        Some(reason) => Err(reason),
        None if count == 0 => Err(Undecided::Corrupt),
        None if plan.complete() => Ok(()),
        None => Err(Undecided::OverLimit(LimitName::Frames)),
    }
}

/// A file while its pages are given.
struct File<'r> {
    form: Form,
    reader: BlockReader<'r>,
    pages: u32,
    /// Frames that were given.
    shown: u32,
    /// The first reason why something was not seen, or not as all viewers see it.
    reason: Option<Undecided>,
}

impl File<'_> {
    /// Gives a page in all its readings. Fails only if nothing more can be given.
    fn give_page(
        &mut self,
        number: u32,
        place: u64,
        guard: &mut Guard<'_>,
        sink: &mut dyn LumaSink,
    ) -> Result<(), Undecided> {
        let given = self.readings(number, place, guard, sink);
        guard.cancelled()?;
        guard.within_work()?;
        self.reason = self.reason.or(given.err());
        Ok(())
    }

    fn readings(
        &mut self,
        number: u32,
        place: u64,
        guard: &mut Guard<'_>,
        sink: &mut dyn LumaSink,
    ) -> Result<(), Undecided> {
        let mut directory = Directory::read(self.form, self.reader.rewound(), place, guard)?;
        let page = Page::read(&mut directory, self.form.big_endian, guard)?;
        let (mut broken, mut opaque) = (None, None::<&PixelLayout>);
        // The second and later readings of all pages are numbered behind the pages.
        let frames = (number..).step_by(usize::try_from(self.pages).unwrap_or(usize::MAX).max(1));
        for (layout, frame) in page.readings.iter().zip(frames) {
            // A sample that hides nothing reads the same in every way.
            let same = opaque.is_some_and(|other| layout.differs_in_alpha_alone(other));
            if same && layout.alpha != Alpha::Unassociated {
                continue;
            }
            if self.shown >= guard.limits().max_frames {
                return Err(Undecided::OverLimit(LimitName::Frames));
            }
            self.shown = self.shown.saturating_add(1);
            let shown =
                show::show(&page, layout, &mut directory, &self.reader, frame, guard, sink)?;
            opaque = Some(layout).filter(|_| layout.has_alpha() && !shown.transparent);
            broken = broken.or(shown.broken);
        }
        broken.or(directory.doubt).map_or(Ok(()), Err)
    }
}

#[cfg(test)]
mod tests;
