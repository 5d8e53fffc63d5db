//! Files that are what they seem, drawn in any size, and some of others.

use presend::sniff::MediaKind;

use super::plain::{bmp, bmp_runs, ico, pnm, qoi, tga};

/// The decoders, each with an honest file of this many pixels on a side.
pub(super) fn decoders(side: u32) -> Vec<(&'static str, MediaKind, Vec<u8>)> {
    let rgb = drawn(side);
    vec![
        ("jpeg", MediaKind::Jpeg, jpeg(side, &rgb, false)),
        ("progressive jpeg", MediaKind::Jpeg, jpeg(side, &rgb, true)),
        ("png", MediaKind::Png, png(side, &rgb)),
        ("apng", MediaKind::Apng, apng(side, &rgb)),
        ("gif", MediaKind::Gif, gif(side)),
        ("webp", MediaKind::WebP, webp(side, &rgb)),
        ("bmp", MediaKind::Bmp, bmp(side, &rgb)),
        ("bmp runs", MediaKind::Bmp, bmp_runs(side, &rgb)),
        ("ico", MediaKind::Ico, ico(side, &rgb)),
        ("tga", MediaKind::Tga, tga(side, &rgb)),
        ("qoi", MediaKind::Qoi, qoi(side, &rgb)),
        ("pnm", MediaKind::Pnm, pnm(side, &rgb)),
        ("tiff", MediaKind::Tiff, tiff(side, &rgb, ::tiff::encoder::Compression::Lzw)),
        (
            "tiff packbits",
            MediaKind::Tiff,
            tiff(side, &rgb, ::tiff::encoder::Compression::Packbits),
        ),
        ("tiff jpeg", MediaKind::Tiff, tiff_of_jpeg(side, &rgb)),
    ]
}

/// Files of others, which cannot be drawn in two sizes.
pub(super) fn fixed() -> Vec<(&'static str, MediaKind, Vec<u8>)> {
    vec![
        (
            "animated webp",
            MediaKind::AnimatedWebP,
            include_bytes!("../../testdata/decode/lossy_fields.webp").to_vec(),
        ),
        (
            "lossless webp",
            MediaKind::WebP,
            include_bytes!("../../testdata/decode/lossless_groups.webp").to_vec(),
        ),
        (
            "lossy webp",
            MediaKind::WebP,
            include_bytes!("../../testdata/decode/lossy_slope.webp").to_vec(),
        ),
        (
            "group 4",
            MediaKind::Tiff,
            include_bytes!("../../testdata/decode/fax_runs_group4.tif").to_vec(),
        ),
        (
            "group 3",
            MediaKind::Tiff,
            include_bytes!("../../testdata/decode/fax_runs_group3_2d.tif").to_vec(),
        ),
    ]
}

pub(super) fn drawn(side: u32) -> Vec<u8> {
    let value = |x: u32, y: u32, band: u32| (x * (3 + band) + y * (5 - band) + x * y / 7) % 256;
    let pixels = (0..side).flat_map(|y| (0..side).map(move |x| (x, y)));
    pixels
        .flat_map(|(x, y)| [0, 1, 2].map(|band| u8::try_from(value(x, y, band)).unwrap()))
        .collect()
}

pub(super) fn jpeg(side: u32, rgb: &[u8], progressive: bool) -> Vec<u8> {
    let side = u16::try_from(side).unwrap();
    jpeg_of(side, side, rgb, progressive)
}

fn jpeg_of(width: u16, height: u16, rgb: &[u8], progressive: bool) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut file, 90);
    encoder.set_progressive(progressive);
    encoder.encode(rgb, width, height, jpeg_encoder::ColorType::Rgb).unwrap();
    file
}

pub(super) fn png(side: u32, rgb: &[u8]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, side, side);
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header().unwrap().write_image_data(rgb).unwrap();
    file
}

fn apng(side: u32, rgb: &[u8]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, side, side);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_animated(3, 0).unwrap();
    let mut writer = encoder.write_header().unwrap();
    for turn in 0..3 {
        let turned: Vec<u8> = rgb.iter().map(|value| value.wrapping_add(turn * 40)).collect();
        writer.write_image_data(&turned).unwrap();
    }
    writer.finish().unwrap();
    file
}

fn gif(side: u32) -> Vec<u8> {
    let mut file = Vec::new();
    let palette: Vec<u8> = (0..=255).flat_map(|value| [value; 3]).collect();
    let side = u16::try_from(side).unwrap();
    let mut encoder = gif::Encoder::new(&mut file, side, side, &palette).unwrap();
    for turn in 0..3_u8 {
        let pixels = drawn(u32::from(side)).into_iter().step_by(3).map(|v| v.wrapping_add(turn));
        let frame = gif::Frame::from_indexed_pixels(side, side, pixels.collect::<Vec<_>>(), None);
        encoder.write_frame(&frame).unwrap();
    }
    drop(encoder);
    file
}

fn webp(side: u32, rgb: &[u8]) -> Vec<u8> {
    let mut file = Vec::new();
    let encoder = image_webp::WebPEncoder::new(&mut file);
    encoder.encode(rgb, side, side, image_webp::ColorType::Rgb8).unwrap();
    file
}

fn tiff(side: u32, rgb: &[u8], compression: ::tiff::encoder::Compression) -> Vec<u8> {
    let mut file = std::io::Cursor::new(Vec::new());
    let encoder = ::tiff::encoder::TiffEncoder::new(&mut file).unwrap();
    let mut encoder = encoder.with_compression(compression);
    encoder.write_image::<::tiff::encoder::colortype::RGB8>(side, side, rgb).unwrap();
    file.into_inner()
}

/// Strips of eight rows, each a JPEG.
fn tiff_of_jpeg(side: u32, rgb: &[u8]) -> Vec<u8> {
    let row_bytes = usize::try_from(side * 3).unwrap();
    let width = u16::try_from(side).unwrap();
    let strips: Vec<_> =
        rgb.chunks(8 * row_bytes).map(|rows| jpeg_of(width, 8, rows, false)).collect();
    let depths = 8 + u32::try_from(strips.concat().len()).unwrap();
    let count = u32::try_from(strips.len()).unwrap();
    let (places, lengths) = (depths + 6, depths + 6 + 4 * count);
    let mut file = [b"II*\0", &(lengths + 4 * count).to_le_bytes()[..]].concat();
    file.extend(strips.concat());
    file.extend([8, 0, 8, 0, 8, 0]);
    let mut at = 8;
    for strip in &strips {
        file.extend(u32::to_le_bytes(at));
        at += u32::try_from(strip.len()).unwrap();
    }
    for strip in &strips {
        file.extend(u32::try_from(strip.len()).unwrap().to_le_bytes());
    }
    let entries = [
        (256, 3, 1, side),
        (257, 3, 1, side),
        (258, 3, 3, depths),
        (259, 3, 1, 7),
        (262, 3, 1, 6),
        (273, 4, count, places),
        (277, 3, 1, 3),
        (278, 3, 1, 8),
        (279, 4, count, lengths),
    ];
    [file, directory(&entries), vec![0; 4]].concat()
}

/// A directory of a TIFF: tag, type, number of values, and value or place.
pub(super) fn directory(entries: &[(u16, u16, u32, u32)]) -> Vec<u8> {
    let mut bytes = u16::try_from(entries.len()).unwrap().to_le_bytes().to_vec();
    for (tag, kind, count, value) in entries {
        bytes.extend(tag.to_le_bytes().into_iter().chain(kind.to_le_bytes()));
        bytes.extend(count.to_le_bytes().into_iter().chain(value.to_le_bytes()));
    }
    bytes
}
