use std::io::Cursor;

use tiff::encoder::{
    Compression, DeflateLevel, TiffEncoder, TiffValue,
    colortype::{CMYK8, ColorType, Gray8, Gray16, RGB8, RGB16},
};
use tiff::tags::Tag;

use super::{Encoded, jpeg};
use crate::testkit::picture::Picture;

/// Uncompressed strips.
pub(crate) fn rgb(picture: &Picture) -> Encoded {
    write::<RGB8>(picture, &picture.rgb, Compression::Uncompressed, None)
}

pub(crate) fn lzw(picture: &Picture) -> Encoded {
    write::<RGB8>(picture, &picture.rgb, Compression::Lzw, None)
}

pub(crate) fn deflate(picture: &Picture) -> Encoded {
    write::<RGB8>(picture, &picture.rgb, Compression::Deflate(DeflateLevel::Balanced), None)
}

pub(crate) fn packbits_gray(picture: &Picture) -> Encoded {
    write::<Gray8>(picture, &picture.gray(), Compression::Packbits, None)
}

pub(crate) fn gray16(picture: &Picture) -> Encoded {
    let samples = picture.gray().into_iter().map(|value| u16::from(value) * 257);
    write::<Gray16>(picture, &samples.collect::<Vec<_>>(), Compression::Lzw, None)
}

pub(crate) fn rgb16(picture: &Picture) -> Encoded {
    let samples = picture.rgb.iter().map(|value| u16::from(*value) * 257);
    write::<RGB16>(picture, &samples.collect::<Vec<_>>(), Compression::Lzw, None)
}

/// Four inks.
pub(crate) fn cmyk(picture: &Picture) -> Encoded {
    let inks: Vec<u8> = picture.pixels().flat_map(jpeg::inks).collect();
    write::<CMYK8>(picture, &inks, Compression::Lzw, None)
}

/// With an orientation tag, 1 to 8.
pub(crate) fn oriented(picture: &Picture, tag: u16) -> Encoded {
    write::<RGB8>(picture, &picture.rgb, Compression::Lzw, Some(tag))
}

fn write<C: ColorType>(
    picture: &Picture,
    samples: &[C::Inner],
    compression: Compression,
    orientation: Option<u16>,
) -> Encoded
where
    [C::Inner]: TiffValue,
{
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = TiffEncoder::new(&mut bytes)?.with_compression(compression);
    let mut image = encoder.new_image::<C>(picture.width, picture.height)?;
    image.rows_per_strip(64)?;
    if let Some(tag) = orientation {
        image.encoder().write_tag(Tag::Orientation, tag)?;
    }
    image.write_data(samples)?;
    Ok(bytes.into_inner())
}
