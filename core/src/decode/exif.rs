use super::ifd::Tags;
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
    let tags = Tags::new(tiff)?;
    // One SHORT, as the standard says, or one LONG, as a few writers have it.
    u16::try_from(tags.number(tags.first()?, ORIENTATION_TAG)?).ok()
}

const ORIENTATION_TAG: u16 = 274;

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
