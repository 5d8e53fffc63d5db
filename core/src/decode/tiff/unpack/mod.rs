//! The compressions of a strip or tile, each undone piece by piece: memory does not grow with the
//! strip.

mod deflate;
mod jpeg;
mod lzw;
mod packbits;

use std::rc::Rc;

use self::deflate::Deflate;
use self::jpeg::{Jpeg, Streams};
use self::lzw::Lzw;
use self::packbits::PackBits;
use super::directory::Directory;
use super::fax::{Fax, Mode};
use super::grid::Part;
use super::stored::Stored;
use super::tags;
use crate::decode::Guard;
use crate::decode::jpeg::Share;
use crate::undecided::Undecided;

/// How the bytes of a page are compressed (TIFF 6.0 and its supplements).
#[derive(Clone, Debug)]
pub(super) enum Compression {
    None,
    PackBits,
    Lzw,
    Deflate,
    Fax(Mode),
    Jpeg(Rc<Streams>),
}

impl Compression {
    pub(super) fn of(
        directory: &mut Directory<'_>,
        samples: u64,
        guard: &Guard<'_>,
    ) -> Result<Self, Undecided> {
        let code = directory.number_of_samples(tags::COMPRESSION, samples)?;
        Ok(match code.unwrap_or(1) {
            1 => Self::None,
            2 => Self::Fax(Mode::Rows { align_bits: 8 }),
            3 => {
                let options = directory.number(tags::T4_OPTIONS).unwrap_or(0);
                Self::Fax(Mode::Group3 { two_dimensional: options & 1 != 0 })
            }
            4 => Self::Fax(Mode::Group4),
            5 => Self::Lzw,
            7 => Self::Jpeg(Rc::new(Streams::read(directory, samples, guard)?)),
            8 | 32_946 => Self::Deflate,
            32_771 => Self::Fax(Mode::Rows { align_bits: 16 }),
            32_773 => Self::PackBits,
            // 6, the JPEG of before, keeps its segments in tags and between the strips.
            _ => return Err(Undecided::UnsupportedFormat),
        })
    }

    pub(super) const fn is_fax(&self) -> bool {
        matches!(self, Self::Fax(_))
    }

    /// JPEG has an order of bits and colours of its own.
    pub(super) const fn is_jpeg(&self) -> bool {
        matches!(self, Self::Jpeg(_))
    }

    /// True if it makes luma and chroma of colours and back by itself.
    pub(super) fn mixes_colours(&self) -> bool {
        matches!(self, Self::Jpeg(streams) if streams.mixed)
    }

    /// A page begins, of so many strips or tiles side by side.
    pub(super) fn begin(&self, share: Share) {
        if let Self::Jpeg(streams) = self {
            streams.begin(share);
        }
    }

    /// Memory for undoing it, in bytes; a stream of JPEG asks for its own.
    pub(super) fn memory_bytes(&self, width: u32) -> u64 {
        match self {
            Self::None | Self::PackBits | Self::Jpeg(_) => 64,
            Self::Lzw => 64 << 10,
            Self::Deflate => 48 << 10,
            Self::Fax(_) => Fax::memory_bytes(width),
        }
    }

    pub(super) fn unpacker<'r>(&self, width: u32) -> Unpacker<'r> {
        match self {
            Self::None => Unpacker::None,
            Self::PackBits => Unpacker::PackBits(PackBits::default()),
            Self::Lzw => Unpacker::Lzw(Lzw::default()),
            Self::Deflate => Unpacker::Deflate(Deflate::new()),
            Self::Fax(mode) => Unpacker::Fax(Fax::new(*mode, width)),
            Self::Jpeg(streams) => Unpacker::Jpeg(Box::new(Jpeg::new(streams, width))),
        }
    }
}

/// Undoes a compression; reused from strip to strip.
pub(super) enum Unpacker<'r> {
    None,
    PackBits(PackBits),
    Lzw(Lzw),
    Deflate(Deflate),
    Fax(Fax),
    Jpeg(Box<Jpeg<'r>>),
}

impl<'r> Unpacker<'r> {
    /// A new strip begins.
    pub(super) fn restart(&mut self, part: Part) {
        match self {
            Self::None => {}
            Self::PackBits(packbits) => *packbits = PackBits::default(),
            Self::Lzw(lzw) => lzw.restart(),
            Self::Deflate(deflate) => deflate.restart(),
            Self::Fax(fax) => fax.restart(),
            Self::Jpeg(jpeg) => jpeg.restart(part),
        }
    }

    /// Fills a row. Returns how many bytes there are, and why it broke off.
    pub(super) fn fill(
        &mut self,
        stored: &mut Stored<'r>,
        row: &mut [u8],
        guard: &mut Guard<'_>,
    ) -> (usize, Result<(), Undecided>) {
        let mut filled = 0;
        let result = match self {
            Self::None => copy(stored, row, &mut filled),
            Self::PackBits(packbits) => packbits.fill(stored, row, &mut filled),
            Self::Lzw(lzw) => lzw.fill(stored, row, &mut filled),
            Self::Deflate(deflate) => deflate.fill(stored, row, &mut filled),
            Self::Fax(fax) => fax.fill(stored, row, &mut filled),
            Self::Jpeg(jpeg) => jpeg.fill(stored, row, &mut filled, guard),
        };
        (filled, result)
    }

    /// What was odd in data that were read to their end all the same.
    pub(super) fn damage(&self) -> Option<Undecided> {
        match self {
            Self::Fax(fax) if fax.damaged() => Some(Undecided::Corrupt),
            Self::Jpeg(jpeg) => jpeg.damage(),
            _ => None,
        }
    }
}

fn copy(stored: &mut Stored<'_>, row: &mut [u8], filled: &mut usize) -> Result<(), Undecided> {
    while let Some(rest) = row.get_mut(*filled..).filter(|rest| !rest.is_empty()) {
        let ahead = stored.ahead()?;
        let count = ahead.len().min(rest.len());
        if count == 0 {
            return Err(Undecided::Truncated);
        }
        rest.iter_mut().zip(ahead).for_each(|(to, from)| *to = *from);
        stored.consume(count);
        *filled = filled.saturating_add(count);
    }
    Ok(())
}
