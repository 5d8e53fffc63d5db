use crate::decode::Guard;
use crate::decode::bytes::{read_at, u16_le, u32_le};
use crate::decode::reader::BlockReader;
use crate::undecided::Undecided;

/// Bytes of the file header, which an icon's bitmap does not have.
pub(in crate::decode) const FILE_HEADER_BYTES: u64 = 14;
const CORE_BYTES: usize = 12;
/// The longest header, of version 5.
const LONGEST_BYTES: usize = 124;
/// More colours than this are no palette.
const MOST_COLOURS: u32 = 65_536;

/// How the pixels are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::decode) enum Coding {
    Plain,
    /// Runs of pixels of 8 bits, or of 4.
    Runs,
}

/// What the header of a bitmap says, of OS/2 or of Windows, in any version.
#[derive(Debug)]
pub(in crate::decode) struct Header {
    pub(in crate::decode) width: u32,
    pub(in crate::decode) height: u32,
    pub(in crate::decode) top_down: bool,
    /// 1, 2, 4, 8, 16, 24 or 32.
    pub(in crate::decode) bits: u16,
    pub(in crate::decode) coding: Coding,
    /// Red, green, blue, alpha; of pixels of 16 and 32 bits.
    pub(in crate::decode) masks: [u32; 4],
    /// Where header and masks end, and the palette begins.
    pub(in crate::decode) end: u64,
    /// Where the header without masks behind it ends.
    pub(super) own_end: u64,
    /// Bytes of a colour of the palette: 3 in the oldest version, else 4.
    pub(super) colour_bytes: u8,
    pub(super) colours: u32,
}

impl Header {
    /// Reads the header that begins at this place.
    pub(in crate::decode) fn read(
        reader: &mut BlockReader<'_>,
        at: u64,
        guard: &Guard<'_>,
    ) -> Result<Self, Undecided> {
        let mut size = [0; 4];
        read_at(reader, at, &mut size, guard)?;
        let size = usize::try_from(u32::from_le_bytes(size)).map_err(|_| Undecided::Corrupt)?;
        if !is_header_length(size) {
            return Err(Undecided::UnsupportedFormat);
        }
        let mut fields = [0; LONGEST_BYTES];
        read_at(reader, at, fields.get_mut(..size).unwrap_or_default(), guard)?;
        let end = at.saturating_add(u64::try_from(size).unwrap_or(u64::MAX));
        if size == CORE_BYTES {
            core(&fields, end)
        } else {
            info(reader, &fields, size, end, guard)
        }
    }

    pub(in crate::decode) const fn has_palette(&self) -> bool {
        self.colours > 0
    }

    /// Where the palette ends, if it has as many colours as the header says.
    pub(in crate::decode) fn palette_end(&self) -> u64 {
        let bytes = u64::from(self.colours).saturating_mul(u64::from(self.colour_bytes));
        self.end.saturating_add(bytes)
    }

    /// Bytes of a row as stored: rows are padded to four bytes.
    pub(in crate::decode) fn row_bytes(&self) -> u64 {
        let bits = u64::from(self.width).saturating_mul(u64::from(self.bits));
        bits.div_ceil(32).saturating_mul(4)
    }
}

/// Windows: 12, 40, 52, 56, 108, 124. OS/2 writes its header of 64 bytes up to any field.
pub(crate) const fn is_header_length(bytes: usize) -> bool {
    matches!(bytes, CORE_BYTES | 42 | 46 | 108 | LONGEST_BYTES)
        || (16 <= bytes && bytes <= 64 && bytes.is_multiple_of(4))
}

/// The oldest header, which OS/2 version 1 and Windows 2 share.
fn core(fields: &[u8], end: u64) -> Result<Header, Undecided> {
    let bits = known_depth(u16_le(fields, 10))?;
    Ok(Header {
        width: u16_le(fields, 4).into(),
        height: u16_le(fields, 6).into(),
        top_down: false,
        bits,
        coding: Coding::Plain,
        masks: plain_masks(bits),
        end,
        own_end: end,
        colour_bytes: 3,
        colours: all_colours(bits),
    })
}

fn info(
    reader: &mut BlockReader<'_>,
    fields: &[u8],
    size: usize,
    end: u64,
    guard: &Guard<'_>,
) -> Result<Header, Undecided> {
    let height = u32_le(fields, 8).cast_signed();
    let bits = known_depth(u16_le(fields, 14))?;
    let windows = matches!(size, 40 | 52 | 56 | 108 | LONGEST_BYTES);
    let stored = compression(u32_le(fields, 16), bits, windows)?;
    let (masks, masks_end) = match stored {
        Stored::Masks(count) if size < 52 => behind(reader, end, count, guard)?,
        Stored::Masks(_) => ([40, 44, 48, 52].map(|at| u32_le(fields, at)), end),
        Stored::Plain | Stored::Runs => (plain_masks(bits), end),
    };
    let colours = match u32_le(fields, 32) {
        0 => all_colours(bits),
        colours if bits <= 8 && colours > MOST_COLOURS => return Err(Undecided::Corrupt),
        colours => colours,
    };
    Ok(Header {
        width: u32::try_from(u32_le(fields, 4).cast_signed()).map_err(|_| Undecided::Corrupt)?,
        height: height.unsigned_abs(),
        top_down: height < 0,
        bits,
        coding: if stored == Stored::Runs { Coding::Runs } else { Coding::Plain },
        masks,
        end: masks_end,
        own_end: end,
        colour_bytes: 4,
        colours,
    })
}

fn known_depth(bits: u16) -> Result<u16, Undecided> {
    match bits {
        1 | 2 | 4 | 8 | 16 | 24 | 32 => Ok(bits),
        // 0: a JPEG or PNG is inside; 64: GDI+ alone writes and reads it.
        0 | 64 => Err(Undecided::UnsupportedFormat),
        _ => Err(Undecided::Corrupt),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stored {
    Plain,
    Runs,
    /// So many masks say which bits are which colour.
    Masks(usize),
}

fn compression(number: u32, bits: u16, windows: bool) -> Result<Stored, Undecided> {
    match (number, bits) {
        (0, _) => Ok(Stored::Plain),
        (1, 8) | (2, 4) => Ok(Stored::Runs),
        // What OS/2 calls 3 and 4 is Huffman coding and runs of 24 bits.
        (3 | 4, _) if !windows => Err(Undecided::UnsupportedFormat),
        (3, 16 | 24 | 32) => Ok(Stored::Masks(3)),
        (6, 16 | 32) => Ok(Stored::Masks(4)),
        // A JPEG, a PNG, or inks, as some printer drivers have them.
        (4 | 5 | 11..=13, _) => Err(Undecided::UnsupportedFormat),
        _ => Err(Undecided::Corrupt),
    }
}

/// The masks behind a header that has no room for them, and where they end.
fn behind(
    reader: &mut BlockReader<'_>,
    at: u64,
    count: usize,
    guard: &Guard<'_>,
) -> Result<([u32; 4], u64), Undecided> {
    let mut bytes = [0; 16];
    let there = bytes.get_mut(..count.saturating_mul(4)).unwrap_or_default();
    let end = at.saturating_add(u64::try_from(there.len()).unwrap_or(u64::MAX));
    read_at(reader, at, there, guard)?;
    Ok(([0, 4, 8, 12].map(|at| u32_le(&bytes, at)), end))
}

const fn plain_masks(bits: u16) -> [u32; 4] {
    match bits {
        16 => [0x7c00, 0x3e0, 0x1f, 0],
        _ => [0xff_0000, 0xff00, 0xff, 0],
    }
}

/// A palette that has every colour that the pixels can name; none for true colour.
fn all_colours(bits: u16) -> u32 {
    if bits <= 8 { 1_u32.checked_shl(bits.into()).unwrap_or(0) } else { 0 }
}
