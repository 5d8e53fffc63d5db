use image::ExtendedColorType;
use image::codecs::bmp::BmpEncoder;

use super::{Encoded, gif};
use crate::testkit::picture::Picture;

/// 24 bits a pixel.
pub(crate) fn rgb(picture: &Picture) -> Encoded {
    let mut bytes = Vec::new();
    let mut encoder = BmpEncoder::new(&mut bytes);
    encoder.encode(&picture.rgb, picture.width, picture.height, ExtendedColorType::Rgb8)?;
    Ok(bytes)
}

/// A palette of at most 256 colours.
pub(crate) fn palette(picture: &Picture) -> Encoded {
    let (palette, indices) = gif::quantised(picture)?;
    let mut bytes = Vec::new();
    let mut encoder = BmpEncoder::new(&mut bytes);
    let (width, height) = (picture.width, picture.height);
    let colours = palette.as_chunks::<3>().0;
    encoder.encode_with_palette(&indices, width, height, ExtendedColorType::L8, Some(colours))?;
    Ok(bytes)
}
