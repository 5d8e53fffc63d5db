//! Windows of a picture that are listed with it: what is left if somebody cuts it.

use presend::decode::{FrameInfo, LumaRow, LumaSink, Samples};
use presend::hash::edits::{EditProfile, PictureContent, PictureHasher};
use presend::hash::pdq::Pdq;
use presend::limits::Limits;
use presend::sniff::MediaKind;

use super::place::{Part, stored};
use crate::input::Opened;
use crate::thumb::first_picture;

const WHOLE: Part = [0, 0, 1000, 1000];

/// 5, 10, 15, 20 and 25 per cent of each length cut away around the middle; three quarters from each
/// side; the middle band; three fifths from above and from below.
const PARTS: [Part; 12] = [
    [25, 25, 975, 975],
    [50, 50, 950, 950],
    [75, 75, 925, 925],
    [100, 100, 900, 900],
    [125, 125, 875, 875],
    [0, 0, 1000, 750],
    [0, 250, 1000, 1000],
    [0, 0, 750, 1000],
    [250, 0, 1000, 1000],
    [0, 300, 1000, 700],
    [0, 0, 1000, 600],
    [0, 400, 1000, 1000],
];

/// A part with less in it is near to anything.
const MIN_QUALITY: u8 = 80;

/// What the first picture of a file holds.
#[derive(Debug)]
pub(super) struct Looked {
    pub(super) content: PictureContent,
    /// Of its parts, those with enough in them.
    pub(super) parts: Vec<Pdq>,
}

/// Looks at a picture once more, with or without its parts. `None` if none could be decoded whole.
pub(super) fn look(
    opened: &Opened,
    kind: MediaKind,
    limits: &Limits,
    with_parts: bool,
) -> Option<Looked> {
    let parts = if with_parts { &PARTS[..] } else { &[] };
    let mut sink = Windows::new(parts);
    first_picture(opened, kind, limits, &mut sink)?;
    let mut hashers = sink.windows.into_iter().map(|window| window.hasher);
    let content = hashers.next()?.contents().first().copied()?;
    let of_part = |hasher: PictureHasher| {
        let empty = hasher.contents().first().is_none_or(PictureContent::is_empty);
        let upright = hasher.into_hashes().0.first().map(|frame| {
            let [upright, ..] = frame.pdq;
            upright
        });
        upright.filter(|pdq| !empty && pdq.quality >= MIN_QUALITY)
    };
    Some(Looked { content, parts: hashers.filter_map(of_part).collect() })
}

/// Hands each window of the first frame to a hasher of its own: PDQ of it is that of the picture cut.
struct Windows {
    windows: Vec<Window>,
    row: u32,
    within: bool,
    done: bool,
}

struct Window {
    part: Part,
    /// In pixels as stored: left, top, right, bottom.
    place: [u32; 4],
    hasher: PictureHasher,
}

impl Windows {
    fn new(parts: &[Part]) -> Self {
        let window = |part: &Part| Window {
            part: *part,
            place: [0; 4],
            hasher: PictureHasher::new(EditProfile::None).with_contents(),
        };
        let windows = [WHOLE].iter().chain(parts).map(window).collect();
        Self { windows, row: 0, within: false, done: false }
    }
}

impl LumaSink for Windows {
    fn start(&mut self, frame: FrameInfo) {
        self.within = !core::mem::replace(&mut self.done, true);
        self.row = 0;
        for window in self.windows.iter_mut().filter(|_| self.within) {
            window.place = stored(window.part, frame);
            let [left, top, right, bottom] = window.place;
            window.hasher.start(FrameInfo { width: right - left, height: bottom - top, ..frame });
        }
    }

    fn row(&mut self, row: LumaRow<'_>) {
        if !self.within {
            return;
        }
        for window in &mut self.windows {
            let [left, top, right, bottom] = window.place;
            if (top..bottom).contains(&self.row) {
                let cut = |samples| between(samples, left as usize, right as usize);
                let (over_white, over_black) = (cut(row.over_white), row.over_black.map(cut));
                window.hasher.row(LumaRow { over_white, over_black });
            }
        }
        self.row += 1;
    }

    fn end(&mut self, transparent: bool) {
        if core::mem::take(&mut self.within) {
            self.windows.iter_mut().for_each(|window| window.hasher.end(transparent));
        }
    }
}

fn between(samples: Samples<'_>, from: usize, to: usize) -> Samples<'_> {
    match samples {
        Samples::U8(row) => Samples::U8(row.get(from..to).unwrap_or_default()),
        Samples::F32(row) => Samples::F32(row.get(from..to).unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use presend::orientation::Orientation;

    use super::*;

    #[test]
    fn no_window_is_without_a_pixel() {
        for (width, height) in [(1, 1), (2, 900), (900, 3)] {
            for part in PARTS {
                let frame = FrameInfo {
                    frame: 0,
                    width,
                    height,
                    orientation: Orientation::Upright,
                    time_ms: None,
                };
                let [left, top, right, bottom] = stored(part, frame);
                assert!(left < right && right <= width && top < bottom && bottom <= height);
            }
        }
    }
}
