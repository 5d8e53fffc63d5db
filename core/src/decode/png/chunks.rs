use flate2::Crc;
use zeroize::Zeroizing;

use crate::decode::Guard;
use crate::decode::bytes::{CHUNK_HEAD_BYTES, chunk_head, read_at, u32_be};
use crate::decode::exif;
use crate::decode::reader::BlockReader;
use crate::orientation::Orientation;
use crate::undecided::Undecided;

pub(super) const SIGNATURE_BYTES: u64 = 8;
pub(super) const HEADER_BYTES: usize = 13;
/// Most of an `eXIf` chunk that is read, in bytes: the orientation is in its first directory.
const EXIF_BYTES: u64 = 64 << 10;

/// Colour types that have no alpha of their own.
const GRAY: u8 = 0;
const TRUE_COLOUR: u8 = 2;
const INDEXED: u8 = 3;
const MOST_COLOURS: u64 = 256;

/// A chunk of the file: its name, and where its data lie.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chunk {
    pub(super) name: [u8; 4],
    pub(super) start: u64,
    pub(super) length: u64,
}

impl Chunk {
    /// Where its data end.
    const fn end(&self) -> u64 {
        self.start.saturating_add(self.length)
    }

    /// Where the next chunk begins, behind data and checksum.
    pub(super) const fn after(&self) -> u64 {
        self.end().saturating_add(4)
    }
}

/// The chunk at this place; `None` where the file ends.
pub(super) fn chunk_at(
    reader: &mut BlockReader<'_>,
    at: u64,
    guard: &mut Guard<'_>,
) -> Result<Option<Chunk>, Undecided> {
    let Some(head) = chunk_head(reader, at, guard)? else { return Ok(None) };
    let ([length @ .., _, _, _, _], [_, _, _, _, name @ ..]) = (head, head);
    let start = at.saturating_add(CHUNK_HEAD_BYTES);
    Ok(Some(Chunk { name, start, length: u32::from_be_bytes(length).into() }))
}

/// What the chunks of a file say, before any pixel is decoded.
#[derive(Debug, Default)]
pub(super) struct Survey {
    pub(super) header: Option<[u8; HEADER_BYTES]>,
    pub(super) palette: Option<Chunk>,
    pub(super) transparency: Option<Chunk>,
    /// Where the first chunk of the still picture is.
    pub(super) pixels: Option<u64>,
    pub(super) orientation: Orientation,
    /// How many frames the file says that it has, if it says it in time.
    pub(super) claimed: Option<u32>,
    /// Where the chunk is that controls the first frame, and whether it comes before the pixels.
    pub(super) first_control: Option<(Chunk, bool)>,
    pub(super) controls: u32,
    pub(super) early_controls: u32,
    /// The end of the file has its mark.
    pub(super) ended: bool,
    /// Chunks that must not be there, not so often, not in this place or not like this: viewers
    /// differ.
    pub(super) disorder: bool,
    exif: Option<Chunk>,
}

impl Survey {
    /// Looks at every chunk, with none of their data in memory.
    pub(super) fn read(
        reader: &mut BlockReader<'_>,
        guard: &mut Guard<'_>,
    ) -> Result<Self, Undecided> {
        let mut survey = Self::default();
        let mut at = SIGNATURE_BYTES;
        while let Some(chunk) = chunk_at(reader, at, guard)? {
            survey.take(&chunk, at, reader, guard)?;
            if survey.ended {
                break;
            }
            at = chunk.after();
        }
        if let Some(chunk) = survey.exif {
            survey.orientation = orientation(reader, &chunk, guard)?;
        }
        Ok(survey)
    }

    fn take(
        &mut self,
        chunk: &Chunk,
        at: u64,
        reader: &mut BlockReader<'_>,
        guard: &Guard<'_>,
    ) -> Result<(), Undecided> {
        let early = self.pixels.is_none();
        match &chunk.name {
            // Apple's own form, which other viewers do not show. Elsewhere it is a chunk like others.
            b"CgBI" if self.header.is_none() => return Err(Undecided::UnsupportedFormat),
            b"CgBI" => self.disorder = true,
            b"IHDR" if self.header.is_none() => self.header = Some(header(chunk, reader, guard)?),
            b"IHDR" => self.disorder = true,
            b"PLTE" if early => {
                let twice = self.palette.replace(*chunk).is_some();
                self.disorder |= twice && self.colour() == Some(INDEXED);
                // Of a picture in colour, transparency counts only behind the palette.
                if !twice && self.colour() == Some(TRUE_COLOUR) {
                    self.disorder |= self.transparency.take().is_some();
                }
            }
            b"tRNS" => match self.transparency {
                None if early && self.is_transparency(chunk, reader, guard)? => {
                    self.transparency = Some(*chunk);
                }
                _ => self.disorder = true,
            },
            b"IDAT" if early => self.pixels = Some(at),
            b"eXIf" if self.exif.is_none() => self.exif = Some(*chunk),
            b"acTL" if early && self.claimed.is_none() => {
                self.claimed = claimed(chunk, reader, guard)?;
            }
            // One that is cut off controls nothing.
            b"fcTL" if chunk.end() <= reader.length() => {
                self.controls = self.controls.saturating_add(1);
                self.early_controls = self.early_controls.saturating_add(u32::from(early));
                self.first_control.get_or_insert((*chunk, early));
            }
            b"IEND" => self.ended = true,
            _ => {}
        }
        self.disorder |= self.header.is_none();
        Ok(())
    }

    fn colour(&self) -> Option<u8> {
        self.header.map(|[_, _, _, _, _, _, _, _, _, colour, ..]| colour)
    }

    /// Whether this chunk makes pixels transparent: as libpng does, one is dropped that is too short
    /// or too long, comes before the palette whose colours it makes clear, or has a wrong checksum.
    fn is_transparency(
        &self,
        chunk: &Chunk,
        reader: &mut BlockReader<'_>,
        guard: &Guard<'_>,
    ) -> Result<bool, Undecided> {
        let colours = self.palette.map_or(0, |palette| palette.length / 3);
        let fits = match self.colour() {
            Some(GRAY) => chunk.length == 2,
            Some(TRUE_COLOUR) => chunk.length == 6,
            Some(INDEXED) => (1..=colours.min(MOST_COLOURS)).contains(&chunk.length),
            _ => false,
        };
        Ok(fits && chunk.after() <= reader.length() && sum_is_right(chunk, reader, guard)?)
    }

    /// Width and height.
    pub(super) fn sides(&self) -> Result<(u32, u32), Undecided> {
        let nothing = if self.ended { Undecided::Corrupt } else { Undecided::Truncated };
        let header = self.header.as_ref().ok_or(nothing)?;
        Ok((u32_be(header, 0), u32_be(header, 4)))
    }
}

/// Whether a short chunk, which is in the file whole, has the checksum of its name and data.
fn sum_is_right(
    chunk: &Chunk,
    reader: &mut BlockReader<'_>,
    guard: &Guard<'_>,
) -> Result<bool, Undecided> {
    let mut data = vec![0; usize::try_from(chunk.length).unwrap_or(0)];
    let mut sum = [0; 4];
    read_at(reader, chunk.start, &mut data, guard)?;
    read_at(reader, chunk.end(), &mut sum, guard)?;
    let mut crc = Crc::new();
    crc.update(&chunk.name);
    crc.update(&data);
    Ok(crc.sum() == u32::from_be_bytes(sum))
}

fn header(
    chunk: &Chunk,
    reader: &mut BlockReader<'_>,
    guard: &Guard<'_>,
) -> Result<[u8; HEADER_BYTES], Undecided> {
    let mut header = [0; HEADER_BYTES];
    if chunk.length != 13 {
        return Err(Undecided::Corrupt);
    }
    read_at(reader, chunk.start, &mut header, guard)?;
    Ok(header)
}

/// The number of frames, if it may be one (PNG, third edition, 11.3.6.1).
fn claimed(
    chunk: &Chunk,
    reader: &mut BlockReader<'_>,
    guard: &Guard<'_>,
) -> Result<Option<u32>, Undecided> {
    let mut control = [0; 8];
    if chunk.length != 8 || chunk.after() > reader.length() {
        return Ok(None);
    }
    read_at(reader, chunk.start, &mut control, guard)?;
    let number = u32_be(&control, 0);
    Ok(Some(number).filter(|number| (1..=0x7fff_ffff).contains(number)))
}

/// The orientation of an `eXIf` chunk, which may come before the pixels or behind them.
fn orientation(
    reader: &mut BlockReader<'_>,
    chunk: &Chunk,
    guard: &Guard<'_>,
) -> Result<Orientation, Undecided> {
    let there = chunk.length.min(EXIF_BYTES).min(reader.length().saturating_sub(chunk.start));
    let mut data = Zeroizing::new(vec![0; usize::try_from(there).unwrap_or(0)]);
    read_at(reader, chunk.start, &mut data, guard)?;
    Ok(exif::orientation(&data))
}
