use super::bits::Bits;
use crate::undecided::Undecided;

const LONGEST: u16 = 15;
/// Codes of up to this many bits are found in a table of image-webp's, longer ones in a tree.
const TABLE_BITS: u16 = 10;
const ENTRY_BYTES: u64 = 4;
const NODE_BYTES: u64 = 16;
/// The order in which the lengths of the code for code lengths are written.
const LENGTH_ORDER: [usize; 19] =
    [17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];

/// A prefix code (RFC 9649, 3.7.2).
pub(super) enum Code {
    /// One symbol, written in no bits at all.
    One(u16),
    /// The symbols of a 0 and a 1 bit. As in image-webp they may be unordered, or the same twice.
    Two(u16, u16),
    /// How many codes there are of each length, and their symbols in the order of the codes.
    Many([u16; 16], Vec<u16>),
}

impl Code {
    /// Reads the code of an alphabet; at most 2,328 symbols.
    pub(super) fn read(bits: &mut Bits<'_>, alphabet: u16) -> Result<Self, Undecided> {
        if bits.flag()? {
            return Self::read_simple(bits, alphabet);
        }
        let mut lengths = [0; LENGTH_ORDER.len()];
        let written = usize::try_from(bits.take(4)?.saturating_add(4)).unwrap_or(usize::MAX);
        for place in LENGTH_ORDER.iter().take(written) {
            if let Some(length) = lengths.get_mut(*place) {
                *length = number(bits, 3)?;
            }
        }
        let lengths = read_lengths(bits, &Self::build(&lengths)?, alphabet)?;
        Self::build(&lengths)
    }

    fn read_simple(bits: &mut Bits<'_>, alphabet: u16) -> Result<Self, Undecided> {
        let two = bits.flag()?;
        let first_bits = if bits.flag()? { 8 } else { 1 };
        let first = number(bits, first_bits)?;
        let second = if two { number(bits, 8)? } else { first };
        if first >= alphabet || second >= alphabet {
            return Err(Undecided::Corrupt);
        }
        Ok(if two { Self::Two(first, second) } else { Self::One(first) })
    }

    /// The code whose symbols have these lengths; it must use every bit pattern once.
    fn build(lengths: &[u16]) -> Result<Self, Undecided> {
        let mut by_length: Vec<(u16, u16)> = (0..).zip(lengths).map(|(s, l)| (*l, s)).collect();
        by_length.retain(|(length, _)| *length != 0);
        by_length.sort_unstable();
        if let [(_, symbol)] = *by_length {
            return Ok(Self::One(symbol));
        }
        let (mut counts, mut patterns) = ([0_u16; 16], 0_u32);
        for (length, _) in &by_length {
            let count = counts.get_mut(usize::from(*length)).ok_or(Undecided::Corrupt)?;
            *count = count.saturating_add(1);
            patterns = patterns.saturating_add(1 << LONGEST.saturating_sub(*length));
        }
        if patterns != 1 << LONGEST {
            return Err(Undecided::Corrupt);
        }
        Ok(Self::Many(counts, by_length.into_iter().map(|(_, symbol)| symbol).collect()))
    }

    /// Reads a symbol, bit by bit.
    pub(super) fn symbol(&self, bits: &mut Bits<'_>) -> Result<u16, Undecided> {
        let (counts, symbols) = match self {
            Self::One(symbol) => return Ok(*symbol),
            Self::Two(zero, one) => return Ok(if bits.flag()? { *one } else { *zero }),
            Self::Many(counts, symbols) => (counts, symbols),
        };
        let ahead = bits.peek(u32::from(LONGEST));
        // The code so far, the first code of this length, and its place among the symbols.
        let (mut code, mut first, mut place) = (0_u32, 0_u32, 0_u32);
        for (length, count) in (1_u32..).zip(counts.iter().skip(1)) {
            let count = u32::from(*count);
            code = code << 1 | ahead >> length.saturating_sub(1) & 1;
            let among = code.saturating_sub(first);
            if among < count {
                bits.skip(length)?;
                let place = usize::try_from(place.saturating_add(among)).unwrap_or(usize::MAX);
                return symbols.get(place).copied().ok_or(Undecided::Corrupt);
            }
            place = place.saturating_add(count);
            first = first.saturating_add(count) << 1;
        }
        Err(Undecided::Corrupt)
    }

    /// What image-webp's `HuffmanTree` of this code allocates.
    pub(super) fn tree_bytes(&self) -> u64 {
        let (entries, nodes) = match self {
            Self::One(_) => (0, 0),
            Self::Two(..) => (2, 3),
            Self::Many(counts, _) => {
                let longest = (0_u16..).zip(counts).filter(|(_, count)| **count != 0).last();
                let table_bits = longest.map_or(0, |(length, _)| length.min(TABLE_BITS));
                let long = counts.iter().skip(usize::from(TABLE_BITS).saturating_add(1));
                let long = long.fold(0_u64, |sum, count| sum.saturating_add(u64::from(*count)));
                (1_u64 << table_bits, long.saturating_mul(2))
            }
        };
        entries.saturating_mul(ENTRY_BYTES).saturating_add(nodes.saturating_mul(NODE_BYTES))
    }
}

fn number(bits: &mut Bits<'_>, count: u32) -> Result<u16, Undecided> {
    u16::try_from(bits.take(count)?).map_err(|_| Undecided::Corrupt)
}

/// Code lengths, themselves coded: 0 to 15 as they are, 16 repeats the last one that was not zero,
/// 17 and 18 are runs of zeros.
fn read_lengths(bits: &mut Bits<'_>, code: &Code, alphabet: u16) -> Result<Vec<u16>, Undecided> {
    let mut left = u32::from(alphabet);
    if bits.flag()? {
        let count_bits = bits.take(3)?.saturating_mul(2).saturating_add(2);
        let count = bits.take(count_bits)?.saturating_add(2);
        left = if count > left { return Err(Undecided::Corrupt) } else { count };
    }
    let alphabet = usize::from(alphabet);
    let mut lengths = Vec::with_capacity(alphabet);
    let mut last = 8;
    while lengths.len() < alphabet && left > 0 {
        left = left.saturating_sub(1);
        let (length, times) = match code.symbol(bits)? {
            16 => (last, bits.take(2)?.saturating_add(3)),
            17 => (0, bits.take(3)?.saturating_add(3)),
            18 => (0, bits.take(7)?.saturating_add(11)),
            length => (length, 1),
        };
        last = if length == 0 { last } else { length };
        lengths.extend((0..times).map(|_| length));
    }
    if lengths.len() > alphabet {
        return Err(Undecided::Corrupt);
    }
    Ok(lengths)
}
