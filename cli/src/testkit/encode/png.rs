use std::io::Write;

use flate2::{Compression, write::ZlibEncoder};
use png::{BitDepth, BlendOp, ColorType, DisposeOp, Encoder, Info, chunk};

use super::{Encoded, gif};
use crate::testkit::picture::{Picture, Rgb, gray};

/// Truecolour, 8 bits.
pub(crate) fn rgb(picture: &Picture) -> Encoded {
    write(picture, ColorType::Rgb, BitDepth::Eight, &picture.rgb)
}

/// Truecolour, 16 bits.
pub(crate) fn rgb16(picture: &Picture) -> Encoded {
    write(picture, ColorType::Rgb, BitDepth::Sixteen, &doubled(&picture.rgb))
}

pub(crate) fn gray8(picture: &Picture) -> Encoded {
    write(picture, ColorType::Grayscale, BitDepth::Eight, &picture.gray())
}

pub(crate) fn gray16(picture: &Picture) -> Encoded {
    write(picture, ColorType::Grayscale, BitDepth::Sixteen, &doubled(&picture.gray()))
}

/// Gray in 1, 2 or 4 bits, dithered by a fixed pattern as scanners and fax machines do it.
pub(crate) fn gray_bits(picture: &Picture, depth: BitDepth) -> Encoded {
    let (bits, top) = bits_and_top(depth);
    let levels = dithered(picture, |pixel, x, y| level(gray(pixel), top, x, y));
    write(picture, ColorType::Grayscale, depth, &packed(&levels, picture.width, bits))
}

/// Up to 256 colours chosen from the picture.
pub(crate) fn palette8(picture: &Picture) -> Encoded {
    let (palette, indices) = gif::quantised(picture)?;
    write_palette(picture, BitDepth::Eight, &palette, &indices)
}

/// Sixteen fixed colours, dithered.
pub(crate) fn palette4(picture: &Picture) -> Encoded {
    let palette: Vec<u8> =
        (0..16_u8).flat_map(|i| [(i >> 3) * 255, (i >> 1 & 3) * 85, (i & 1) * 255]).collect();
    let indices = dithered(picture, |[r, g, b], x, y| {
        level(r, 1, x, y) << 3 | level(g, 3, x, y) << 1 | level(b, 1, x, y)
    });
    write_palette(picture, BitDepth::Four, &palette, &packed(&indices, picture.width, 4))
}

/// Two colours that are not black and white.
pub(crate) fn palette1(picture: &Picture) -> Encoded {
    let palette = [20, 10, 60, 255, 250, 225];
    let indices = dithered(picture, |pixel, x, y| level(gray(pixel), 1, x, y));
    write_palette(picture, BitDepth::One, &palette, &packed(&indices, picture.width, 1))
}

/// With an alpha channel; `alpha` gives what is stored for a pixel.
pub(crate) fn rgba(picture: &Picture, alpha: impl Fn(Rgb) -> [u8; 4]) -> Encoded {
    let samples: Vec<u8> = picture.pixels().flat_map(alpha).collect();
    write(picture, ColorType::Rgba, BitDepth::Eight, &samples)
}

/// Gray with alpha, 16 bits: white is stored as clear black.
pub(crate) fn gray_alpha16(picture: &Picture) -> Encoded {
    let clear_white = |value: u8| if value == 255 { [0, 0] } else { [value, 255] };
    let samples: Vec<u8> = picture.gray().into_iter().flat_map(clear_white).collect();
    write(picture, ColorType::GrayscaleAlpha, BitDepth::Sixteen, &doubled(&samples))
}

/// Truecolour, interlaced: seven passes over an 8 by 8 pattern (PNG specification, 8.2).
pub(crate) fn adam7(picture: &Picture) -> Encoded {
    let passes = [
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    ];
    let mut rows = ZlibEncoder::new(Vec::new(), Compression::new(6));
    for (left, top, step_x, step_y) in passes {
        for y in (top..picture.height).step_by(step_y) {
            let row = (left..picture.width).step_by(step_x).flat_map(|x| picture.at(x, y));
            rows.write_all(&[vec![0], row.collect()].concat())?;
        }
    }
    let mut info = Info::with_size(picture.width, picture.height);
    info.color_type = ColorType::Rgb;
    info.interlaced = true;
    let mut bytes = Vec::new();
    let mut writer = Encoder::with_info(&mut bytes, info)?.write_header()?;
    writer.write_chunk(chunk::IDAT, &rows.finish()?)?;
    writer.finish()?;
    Ok(bytes)
}

/// Two frames: `first` fills the canvas, `second` replaces it.
pub(crate) fn animated(first: &Picture, second: &Picture) -> Encoded {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, first.width, first.height);
    encoder.set_color(ColorType::Rgb);
    encoder.set_compression(png::Compression::Fast);
    encoder.set_animated(2, 0)?;
    encoder.set_frame_delay(1, 2)?;
    encoder.set_blend_op(BlendOp::Source)?;
    encoder.set_dispose_op(DisposeOp::None)?;
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&first.rgb)?;
    writer.write_image_data(&second.rgb)?;
    writer.finish()?;
    Ok(bytes)
}

fn write(picture: &Picture, color: ColorType, depth: BitDepth, samples: &[u8]) -> Encoded {
    write_info(picture, color, depth, None, samples)
}

fn write_palette(picture: &Picture, depth: BitDepth, palette: &[u8], samples: &[u8]) -> Encoded {
    write_info(picture, ColorType::Indexed, depth, Some(palette), samples)
}

fn write_info(
    picture: &Picture,
    color: ColorType,
    depth: BitDepth,
    palette: Option<&[u8]>,
    samples: &[u8],
) -> Encoded {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, picture.width, picture.height);
    encoder.set_color(color);
    encoder.set_depth(depth);
    encoder.set_compression(png::Compression::Fast);
    if let Some(palette) = palette {
        encoder.set_palette(palette);
    }
    let mut writer = encoder.write_header()?;
    writer.write_image_data(samples)?;
    writer.finish()?;
    Ok(bytes)
}

/// Each byte twice: 8 bits as 16, white still white.
pub(super) fn doubled(samples: &[u8]) -> Vec<u8> {
    samples.iter().flat_map(|value| [*value, *value]).collect()
}

fn bits_and_top(depth: BitDepth) -> (u32, u8) {
    match depth {
        BitDepth::One => (1, 1),
        BitDepth::Two => (2, 3),
        BitDepth::Four => (4, 15),
        BitDepth::Eight | BitDepth::Sixteen => (8, 255),
    }
}

fn dithered(picture: &Picture, index: impl Fn(Rgb, u32, u32) -> u8) -> Vec<u8> {
    let places = (0..picture.height).flat_map(|y| (0..picture.width).map(move |x| (x, y)));
    places.map(|(x, y)| index(picture.at(x, y), x, y)).collect()
}

/// The level, 0 to `top`, by Bayer's ordered dither of 4 by 4.
fn level(value: u8, top: u8, x: u32, y: u32) -> u8 {
    const BAYER: [[u32; 4]; 4] = [[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]];
    let threshold = BAYER[y as usize % 4][x as usize % 4] * 2 + 1;
    let scaled = u32::from(value) * u32::from(top) * 32 / 255;
    ((scaled + threshold) / 32).min(u32::from(top)) as u8
}

/// Rows of `bits` a pixel, the leftmost highest, each row beginning a new byte.
pub(super) fn packed(indices: &[u8], width: u32, bits: u32) -> Vec<u8> {
    let per_byte = (8 / bits) as usize;
    let row = |row: &[u8]| -> Vec<u8> {
        let bytes = row.chunks(per_byte).map(|pixels| {
            let filled = pixels.iter().fold(0, |byte: u32, index| byte << bits | u32::from(*index));
            (filled << (bits as usize * (per_byte - pixels.len()))) as u8
        });
        bytes.collect()
    };
    indices.chunks(width as usize).flat_map(row).collect()
}
