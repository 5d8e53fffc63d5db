use super::{Encoded, bmp, png};
use crate::testkit::picture::Picture;

const DIRECTORY_BYTES: usize = 6 + 16;

/// An icon of one PNG, as Windows has written them since Vista.
pub(crate) fn png(picture: &Picture) -> Encoded {
    around(&png::rgb(picture)?)
}

/// An icon of one bitmap of 24 bits, without a clear pixel.
pub(crate) fn bitmap(picture: &Picture) -> Encoded {
    let mut bitmap = bmp::rgb(picture)?.split_off(14);
    // Twice as high: below the pixels lies the mask.
    bitmap[8..12].copy_from_slice(&(picture.height * 2).to_le_bytes());
    let mask_row = picture.width.div_ceil(32) as usize * 4;
    bitmap.extend(vec![0; mask_row * picture.height as usize]);
    around(&bitmap)
}

fn around(picture: &[u8]) -> Encoded {
    let length = u32::try_from(picture.len())?.to_le_bytes();
    let at = u32::try_from(DIRECTORY_BYTES)?.to_le_bytes();
    Ok([&[0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 1, 0, 32, 0][..], &length, &at, picture].concat())
}
