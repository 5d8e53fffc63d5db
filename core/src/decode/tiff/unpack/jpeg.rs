use std::cell::RefCell;
use std::rc::Rc;

use crate::decode::Guard;
use crate::decode::jpeg::{Share, Stream, Tables};
use crate::decode::tiff::directory::Directory;
use crate::decode::tiff::grid::{Part, is_planar};
use crate::decode::tiff::stored::Stored;
use crate::decode::tiff::tags;
use crate::undecided::Undecided;

/// What the JPEG streams of a page have in common (TIFF Technical Note 2): each strip or tile is one,
/// read as libtiff reads them, one after the other.
#[derive(Debug)]
pub(in crate::decode::tiff) struct Streams {
    /// Those of the tag JPEGTables.
    tables: Tables,
    components: usize,
    /// The page says that colours are mixed into luma and chroma. Streams mix and share colours by
    /// themselves, and only luma is looked at.
    pub(super) mixed: bool,
    so_far: RefCell<SoFar>,
}

/// What the streams before leave behind.
#[derive(Debug, Default)]
struct SoFar {
    tables: Tables,
    /// The sampling factors of the first stream: libtiff takes those for the page's.
    sampling: Option<(u32, u32)>,
    share: Option<Share>,
}

impl Streams {
    pub(super) fn read(
        directory: &mut Directory<'_>,
        samples: u64,
        guard: &Guard<'_>,
    ) -> Result<Self, Undecided> {
        let planar = is_planar(directory, samples);
        let components = if planar { 1 } else { usize::try_from(samples).unwrap_or(usize::MAX) };
        let mixed = !planar && directory.number(tags::PHOTOMETRIC) == Some(6);
        if mixed && components != 3 {
            directory.doubt(Undecided::Corrupt);
        }
        let mut tables = Tables::default();
        if let Some(mut bytes) = directory.bytes(tags::JPEG_TABLES) {
            let read = tables.take_all(&mut bytes);
            guard.cancelled()?;
            guard.within_work()?;
            if read.is_err() {
                // libtiff shows nothing then, and others what the streams have of their own.
                directory.doubt(Undecided::Corrupt);
            }
        }
        Ok(Self { tables: tables.carried(), components, mixed, so_far: RefCell::default() })
    }

    /// How many components are looked at.
    const fn shown(&self) -> usize {
        if self.mixed { 1 } else { self.components }
    }

    /// Starts the page over, with so many strips or tiles side by side.
    pub(super) fn begin(&self, share: Share) {
        let tables = self.tables.clone();
        self.so_far.replace(SoFar { tables, sampling: None, share: Some(share) });
    }
}

/// The stream of one strip or tile.
pub(in crate::decode::tiff) struct Jpeg<'r> {
    streams: Rc<Streams>,
    width: u32,
    part: Part,
    stream: Option<Stream<'r>>,
    /// libtiff does not show this stream, or others show it otherwise.
    odd: bool,
}

impl<'r> Jpeg<'r> {
    pub(super) fn new(streams: &Rc<Streams>, width: u32) -> Self {
        let streams = Rc::clone(streams);
        Self { streams, width, part: Part::default(), stream: None, odd: false }
    }

    pub(super) fn restart(&mut self, part: Part) {
        (self.part, self.stream, self.odd) = (part, None, false);
    }

    /// Why what was given is not what the file says or what all viewers show.
    pub(super) fn damage(&self) -> Option<Undecided> {
        let fault = self.stream.as_ref().and_then(Stream::fault);
        fault.or(self.odd.then_some(Undecided::Corrupt))
    }

    /// Fills a row. What cannot be decoded in a page that can is damage.
    pub(super) fn fill(
        &mut self,
        stored: &Stored<'r>,
        row: &mut [u8],
        filled: &mut usize,
        guard: &mut Guard<'_>,
    ) -> Result<(), Undecided> {
        let stream = match &mut self.stream {
            Some(stream) => stream,
            None => {
                let opened = self.open(stored, guard).map_err(|reason| match reason {
                    Undecided::UnsupportedFormat => Undecided::Corrupt,
                    other => other,
                })?;
                self.stream.insert(opened)
            }
        };
        let samples = self.streams.shown();
        let given = stream.line(guard, &mut |lines| *filled = weave(lines, samples, row))?;
        // One line less than the strip has rows.
        if given { Ok(()) } else { Err(Undecided::Corrupt) }
    }

    fn open(
        &mut self,
        stored: &Stored<'r>,
        guard: &mut Guard<'_>,
    ) -> Result<Stream<'r>, Undecided> {
        let streams = &self.streams;
        let mut so_far = streams.so_far.borrow_mut();
        let share = so_far.share.ok_or(Undecided::Corrupt)?;
        let stream = Stream::open(stored.whole(), &so_far.tables, streams.shown(), share, guard)?;
        let leans = stream.leans_on(&so_far.tables, &streams.tables);
        so_far.tables = stream.tables();
        if stream.components() != streams.components {
            return Err(Undecided::Corrupt);
        }
        let sampling = stream.sampling();
        let usual = if streams.mixed { so_far.sampling.or(sampling) } else { Some((1, 1)) };
        so_far.sampling = usual;
        let lies = stream.says_mixed().is_some_and(|mixed| mixed != streams.mixed);
        let fits = self.part.fits(self.width, stream.sides());
        self.odd = leans || lies || !fits || sampling.is_none() || sampling != usual;
        Ok(stream)
    }
}

/// Puts lines of samples into a row of pixels; gives how much of it there is.
fn weave(lines: &[&[u8]], samples: usize, row: &mut [u8]) -> usize {
    for (at, line) in lines.iter().enumerate() {
        let places = row.iter_mut().skip(at).step_by(samples.max(1));
        places.zip(*line).for_each(|(to, sample)| *to = *sample);
    }
    let width = lines.first().map_or(0, |line| line.len());
    width.saturating_mul(samples).min(row.len())
}
