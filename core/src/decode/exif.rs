use crate::orientation::Orientation;

/// The orientation that EXIF data asks for: tag 274 of its first directory (TIFF 6.0, EXIF 2.32).
///
/// `tiff` begins with the byte order mark; an `Exif\0\0` before it is allowed, as some PNG and WebP
/// writers leave it in. Missing or malformed data means upright, as viewers take it.
#[must_use]
pub(super) fn orientation(tiff: &[u8]) -> Orientation {
    let tiff = tiff.strip_prefix(b"Exif\0\0").unwrap_or(tiff);
    find_tag(tiff).map_or(Orientation::Upright, Orientation::from_exif)
}

fn find_tag(tiff: &[u8]) -> Option<u16> {
    let order = match tiff.get(..4)? {
        b"II*\0" => Order::Little,
        b"MM\0*" => Order::Big,
        _ => return None,
    };
    let start = usize::try_from(order.u32(tiff, 4)?).ok()?;
    let count = usize::from(order.u16(tiff, start)?);
    let entries = tiff.get(start.checked_add(2)?..)?;
    let (entries, _) = entries.as_chunks::<ENTRY_BYTES>();
    entries.iter().take(count).find_map(|entry| tag_value(entry, order))
}

/// The value of an entry if it is the orientation: one SHORT, as the standard says, or one LONG, as
/// a few writers have it.
fn tag_value(entry: &[u8; ENTRY_BYTES], order: Order) -> Option<u16> {
    if order.u16(entry, 0)? != ORIENTATION_TAG || order.u32(entry, 4)? != 1 {
        return None;
    }
    match order.u16(entry, 2)? {
        SHORT => order.u16(entry, 8),
        LONG => u16::try_from(order.u32(entry, 8)?).ok(),
        _ => None,
    }
}

#[derive(Clone, Copy)]
enum Order {
    Little,
    Big,
}

impl Order {
    fn u16(self, bytes: &[u8], at: usize) -> Option<u16> {
        let raw = *bytes.get(at..)?.first_chunk()?;
        Some(match self {
            Self::Little => u16::from_le_bytes(raw),
            Self::Big => u16::from_be_bytes(raw),
        })
    }

    fn u32(self, bytes: &[u8], at: usize) -> Option<u32> {
        let raw = *bytes.get(at..)?.first_chunk()?;
        Some(match self {
            Self::Little => u32::from_le_bytes(raw),
            Self::Big => u32::from_be_bytes(raw),
        })
    }
}

const ENTRY_BYTES: usize = 12;
const ORIENTATION_TAG: u16 = 274;
const SHORT: u16 = 3;
const LONG: u16 = 4;

#[cfg(test)]
#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]
mod tests {
    use super::*;

    /// EXIF data whose first directory holds a make tag and this orientation.
    fn exif(big: bool, orientation: u16) -> Vec<u8> {
        let u16b = |v: u16| if big { v.to_be_bytes() } else { v.to_le_bytes() };
        let u32b = |v: u32| if big { v.to_be_bytes() } else { v.to_le_bytes() };
        let mut out = if big { b"MM\0*".to_vec() } else { b"II*\0".to_vec() };
        out.extend(u32b(8));
        out.extend(u16b(2));
        for (tag, kind, value) in [(271, 2, *b"abc\0"), (274, 3, [0; 4])] {
            out.extend(u16b(tag));
            out.extend(u16b(kind));
            out.extend(u32b(if kind == 2 { 4 } else { 1 }));
            out.extend(value);
        }
        let at = out.len() - 4;
        out[at..at + 2].copy_from_slice(&u16b(orientation));
        out.extend(u32b(0));
        out
    }

    #[test]
    fn reads_all_eight_in_both_byte_orders() {
        for tag in 1..=8 {
            for big in [false, true] {
                assert_eq!(orientation(&exif(big, tag)), Orientation::from_exif(tag));
                let prefixed = [b"Exif\0\0".as_slice(), &exif(big, tag)].concat();
                assert_eq!(orientation(&prefixed), Orientation::from_exif(tag));
            }
        }
    }

    #[test]
    fn values_outside_the_standard_are_upright() {
        for tag in [0, 9, 255, 0x600, u16::MAX] {
            assert_eq!(orientation(&exif(true, tag)), Orientation::Upright);
        }
    }

    #[test]
    fn no_cut_and_no_bit_flip_panics_and_cuts_before_the_tag_are_upright() {
        for big in [false, true] {
            let whole = exif(big, 6);
            for len in 0..whole.len() {
                let seen = orientation(&whole[..len]);
                let complete = len >= 8 + 2 + 24;
                assert_eq!(seen == Orientation::Rotate90, complete, "{len}");
            }
            for bit in 0..whole.len() * 8 {
                let mut flipped = whole.clone();
                flipped[bit / 8] ^= 1 << (bit % 8);
                let _ = orientation(&flipped);
            }
        }
    }

    #[test]
    fn a_directory_past_the_end_is_upright() {
        let mut data = exif(false, 6);
        data[4..8].copy_from_slice(&u32::MAX.to_le_bytes());
        assert_eq!(orientation(&data), Orientation::Upright);
    }
}
