//! Units of H.264 and HEVC streams, and the parameter sets that say how large their pictures are.

use presend::undecided::Undecided;

use crate::bits::Bits;

/// Most units of one sample: a slice for each row of blocks of a picture, many times over.
const MAX_UNITS: usize = 1 << 14;

/// The units of a sample, each behind its length in so many bytes.
pub(crate) fn units(sample: &[u8], length_bytes: usize) -> Result<Vec<&[u8]>, Undecided> {
    let (mut rest, mut units) = (sample, Vec::new());
    while !rest.is_empty() {
        let cut = rest.split_at_checked(length_bytes);
        let (length, behind) = cut.ok_or(Undecided::Truncated)?;
        let length = length.iter().fold(0_usize, |all, byte| (all << 8) | usize::from(*byte));
        let (unit, behind) = behind.split_at_checked(length).ok_or(Undecided::Truncated)?;
        if units.len() >= MAX_UNITS {
            return Err(Undecided::Corrupt);
        }
        units.push(unit);
        rest = behind;
    }
    Ok(units)
}

/// Every place behind a start code: a decoder that is given a stream with start codes sees a unit there,
/// whatever the container says.
pub(crate) fn behind_start_codes(stream: &[u8]) -> impl Iterator<Item = &[u8]> {
    let starts = stream.windows(3).enumerate().filter(|(_, three)| *three == [0, 0, 1]);
    starts.filter_map(|(at, _)| stream.get(at.checked_add(3)?..))
}

/// What a parameter set says of its pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pictures {
    /// Coded width, in pixels.
    pub(crate) width: u32,
    /// Coded height, in pixels.
    pub(crate) height: u32,
    /// How many pictures a decoder holds, at most.
    pub(crate) held: u32,
    /// False for depths and colours that are not decoded here, and for fields.
    pub(crate) is_supported: bool,
    /// True if luma goes from 0 to 255, and not from 16 to 235.
    pub(crate) has_full_range: bool,
}

impl Pictures {
    pub(crate) fn pixels(self) -> u64 {
        u64::from(self.width).saturating_mul(u64::from(self.height))
    }
}

/// Most bytes of a parameter set that are looked at: sizes come early in it.
const MAX_SET_BYTES: usize = 4 << 10;

/// The bytes of a unit without what keeps start codes out of it. A start code, or three zeros, ends it:
/// what follows is looked at by itself, so that many sets behind each other are each read once.
fn unescaped(unit: &[u8]) -> Vec<u8> {
    let mut zeros = 0_u32;
    let mut bytes = Vec::new();
    for byte in unit.iter().take(MAX_SET_BYTES) {
        if zeros >= 2 && *byte == 3 {
            zeros = 0;
            continue;
        }
        if zeros >= 2 && *byte <= 1 {
            break;
        }
        zeros = if *byte == 0 { zeros.saturating_add(1) } else { 0 };
        bytes.push(*byte);
    }
    bytes
}

/// In which block of 16 by 16 pixels a slice of H.264 begins, from its header on.
pub(crate) fn h264_first_block(unit: &[u8]) -> Option<u32> {
    Bits::new(unit.get(1..)?).golomb()
}

/// A sequence parameter set of H.264, from its header on (ITU-T H.264, 7.3.2.1.1).
pub(crate) fn h264_pictures(unit: &[u8]) -> Option<Pictures> {
    let bytes = unescaped(unit.get(1..)?);
    let mut bits = Bits::new(&bytes);
    let profile = bits.number(8)?;
    bits.skip(16)?;
    bits.golomb()?;
    let is_plain = match profile {
        100 | 110 | 122 | 244 | 44 | 83 | 86 | 118 | 128 | 138 | 139 | 134 | 135 => {
            h264_depth(&mut bits)?
        }
        _ => true,
    };
    bits.golomb()?;
    match bits.golomb()? {
        0 => drop(bits.golomb()?),
        1 => h264_cycle(&mut bits)?,
        _ => {}
    }
    let held = bits.golomb()?;
    bits.bit()?;
    let width = bits.golomb()?.checked_add(1)?.checked_mul(16)?;
    let units = bits.golomb()?.checked_add(1)?.checked_mul(16)?;
    let has_frames_only = bits.flag()?;
    let height = if has_frames_only { units } else { units.checked_mul(2)? };
    let is_supported = is_plain && held <= 16;
    let has_full_range = h264_range(&mut bits, has_frames_only).unwrap_or(false);
    Some(Pictures { width, height, held, is_supported, has_full_range })
}

/// Whether luma has its full range: annex E, which may not be there.
fn h264_range(bits: &mut Bits<'_>, has_frames_only: bool) -> Option<bool> {
    bits.skip(if has_frames_only { 1 } else { 2 })?;
    if bits.flag()? {
        (0..4).try_for_each(|_| bits.golomb().map(drop))?;
    }
    if !bits.flag()? {
        return Some(false);
    }
    if bits.flag()? && bits.number(8)? == 255 {
        bits.skip(32)?;
    }
    if bits.flag()? {
        bits.skip(1)?;
    }
    let has_signal = bits.flag()?;
    bits.skip(3)?;
    Some(has_signal && bits.flag()?)
}

/// Colours, depths and scaling lists; true if they are 4:2:0 and 8 bits.
fn h264_depth(bits: &mut Bits<'_>) -> Option<bool> {
    let colours = bits.golomb()?;
    if colours == 3 {
        bits.bit()?;
    }
    let (luma, chroma) = (bits.golomb()?, bits.golomb()?);
    bits.bit()?;
    if bits.flag()? {
        for list in 0..if colours == 3 { 12 } else { 8 } {
            if bits.flag()? {
                h264_scaling(bits, if list < 6 { 16 } else { 64 })?;
            }
        }
    }
    Some(colours <= 1 && luma == 0 && chroma == 0)
}

fn h264_scaling(bits: &mut Bits<'_>, size: u32) -> Option<()> {
    let (mut last, mut next) = (8_i64, 8_i64);
    for _ in 0..size {
        if next != 0 {
            next = last.checked_add(bits.signed()?)?.checked_rem_euclid(256)?;
        }
        last = if next == 0 { last } else { next };
    }
    Some(())
}

fn h264_cycle(bits: &mut Bits<'_>) -> Option<()> {
    bits.bit()?;
    bits.signed()?;
    bits.signed()?;
    let count = bits.golomb().filter(|count| *count < 256)?;
    (0..count).try_for_each(|_| bits.signed().map(drop))
}

/// A sequence parameter set of HEVC, from its header on (ITU-T H.265, 7.3.2.2).
pub(crate) fn hevc_pictures(unit: &[u8]) -> Option<Pictures> {
    let bytes = unescaped(unit.get(2..)?);
    let mut bits = Bits::new(&bytes);
    bits.skip(4)?;
    let layers = bits.number(3)?;
    bits.bit()?;
    hevc_profile(&mut bits, layers)?;
    bits.golomb()?;
    let colours = bits.golomb()?;
    if colours == 3 {
        bits.bit()?;
    }
    let (width, height) = (bits.golomb()?, bits.golomb()?);
    if bits.flag()? {
        (0..4).try_for_each(|_| bits.golomb().map(drop))?;
    }
    let (luma, chroma) = (bits.golomb()?, bits.golomb()?);
    let is_supported = colours <= 1 && luma <= 2 && chroma <= 2;
    bits.golomb()?;
    let has_each = bits.flag()?;
    let mut held = 0;
    for _ in if has_each { 0 } else { layers }..layers.checked_add(1)? {
        held = bits.golomb()?.checked_add(1)?.max(held);
        (0..2).try_for_each(|_| bits.golomb().map(drop))?;
    }
    // The range of luma is said far behind; hardly any HEVC has the full one.
    let is_supported = is_supported && held <= 17;
    Some(Pictures { width, height, held, is_supported, has_full_range: false })
}

/// `profile_tier_level`, of which nothing is of interest.
fn hevc_profile(bits: &mut Bits<'_>, layers: u32) -> Option<()> {
    bits.skip(88)?;
    bits.skip(8)?;
    let mut flags = Vec::new();
    for _ in 0..layers {
        flags.push((bits.flag()?, bits.flag()?));
    }
    if layers > 0 {
        (layers..8).try_for_each(|_| bits.skip(2))?;
    }
    for (has_profile, has_level) in flags {
        bits.skip(if has_profile { 88 } else { 0 })?;
        bits.skip(if has_level { 8 } else { 0 })?;
    }
    Some(())
}
