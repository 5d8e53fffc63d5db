//! Files that are broken, claim too much, or hold no picture, each with the answer it must get.

use presend::sniff::MediaKind as Kind;
use presend::undecided::Undecided;

use super::encode::jpeg::{Jpeg, PLAIN};
use super::encode::zip::{self, Lock, crc32};
use super::encode::{Encoded, bmp, gif, ico, png as png_file, pnm, qoi, tga, tiff, webp};
use super::expected::{Expected, TOO_MANY_PIXELS, Wanted};
use super::recipes::{Recipe, Source};

/// Sides of a picture of 200 million pixels.
const CLAIMED: (u32, u32) = (20_000, 10_000);

fn file(
    name: &str,
    kind: Kind,
    wanted: Wanted,
    make: impl Fn(&Source) -> Encoded + 'static,
) -> Recipe {
    Recipe { name: name.to_owned(), expected: Expected::new(kind, wanted), make: Box::new(make) }
}

/// All of them. The pictures in the broken ones are on no list.
pub(crate) fn all() -> Vec<Recipe> {
    [nothing_to_see(), containers(), broken(), over_limit()].into_iter().flatten().collect()
}

fn nothing_to_see() -> Vec<Recipe> {
    let flat = |s: &Source| s.other.map(|_| [128, 140, 150]);
    vec![
        file("empty.jpg", Kind::Unknown, Wanted::Undecided(Undecided::Empty), |_| Ok(Vec::new())),
        file("text.txt", Kind::PlainText, Wanted::NotApplicable, |_| {
            Ok(b"See you at eight. Bring the umbrella.\n".to_vec())
        }),
        file("flat.png", Kind::Png, Wanted::LowQuality, move |s| png_file::rgb(&flat(s))),
        file("random-bytes.bin", Kind::Unknown, unsupported(), |_| Ok(noise(4_096))),
    ]
}

const fn unsupported() -> Wanted {
    Wanted::Undecided(Undecided::UnsupportedFormat)
}

fn noise(length: i64) -> Vec<u8> {
    (0..length).map(|at| super::draw::random(5, at, 0) as u8 | 0x80).collect()
}

/// Opened, or recognised and not opened.
fn containers() -> Vec<Recipe> {
    // An MP4 without a movie in it: whoever opens it says so.
    let reason =
        if cfg!(feature = "video") { Undecided::Corrupt } else { Undecided::UnopenedContainer };
    let unopened = || Wanted::Undecided(reason);
    vec![
        file("document.pdf", Kind::Pdf, Wanted::NotApplicable, |_| Ok(PDF.to_vec())),
        file("archive.zip", Kind::Zip, Wanted::NotApplicable, |_| {
            Ok(zip::stored(&[("a.txt", b"hi")], Lock::Open))
        }),
        file("clip.mp4", Kind::Mp4, unopened(), |_| Ok(MP4.to_vec())),
    ]
}

const PDF: &[u8] =
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n";
const MP4: &[u8] = b"\0\0\0\x18ftypisom\0\0\x02\0isomiso2\0\0\0\x08free\0\0\0\x08mdat";

fn broken() -> Vec<Recipe> {
    let truncated = || Wanted::Undecided(Undecided::Truncated);
    let corrupt = || Wanted::Undecided(Undecided::Corrupt);
    vec![
        file("truncated.jpg", Kind::Jpeg, truncated(), |s| Ok(cut(PLAIN.rgb(&s.other)?, 40))),
        file("truncated-progressive.jpg", Kind::Jpeg, truncated(), |s| {
            Ok(cut(Jpeg { progressive: true, ..PLAIN }.rgb(&s.other)?, 40))
        }),
        file("truncated.png", Kind::Png, truncated(), |s| Ok(cut(png_file::rgb(&s.other)?, 40))),
        file("truncated.gif", Kind::Gif, truncated(), |s| Ok(cut(gif::still(&s.other)?, 40))),
        file("truncated.webp", Kind::WebP, truncated(), |s| Ok(cut(webp::lossless(&s.other)?, 40))),
        file("truncated.bmp", Kind::Bmp, truncated(), |s| Ok(cut(bmp::rgb(&s.other)?, 40))),
        file("truncated.ico", Kind::Ico, truncated(), |s| Ok(cut(ico::bitmap(&s.other)?, 40))),
        file("truncated.ppm", Kind::Pnm, truncated(), |s| Ok(cut(pnm::bytes(&s.other)?, 40))),
        file("truncated.qoi", Kind::Qoi, truncated(), |s| Ok(cut(qoi::rgb(&s.other)?, 40))),
        file("truncated.tga", Kind::Tga, truncated(), |s| Ok(cut(tga::rgb(&s.other)?, 40))),
        file("truncated.tif", Kind::Tiff, truncated(), |s| Ok(cut(tiff::rgb(&s.other)?, 40))),
        file("corrupt-header.jpg", Kind::Jpeg, corrupt(), |s| {
            Ok(overwritten(PLAIN.rgb(&s.other)?, 20, 400))
        }),
        file("corrupt-header.png", Kind::Png, corrupt(), |s| {
            Ok(overwritten(png_file::rgb(&s.other)?, 24, 1))
        }),
        file("corrupt-data.png", Kind::Png, corrupt(), |s| {
            Ok(overwritten(png_file::rgb(&s.other)?, 60, 300))
        }),
    ]
}

/// The first `percent` of a file.
pub(crate) fn cut(mut bytes: Vec<u8>, percent: usize) -> Vec<u8> {
    bytes.truncate(bytes.len() * percent / 100);
    bytes
}

pub(crate) fn overwritten(mut bytes: Vec<u8>, start: usize, count: usize) -> Vec<u8> {
    bytes.iter_mut().skip(start).take(count).for_each(|byte| *byte = 0xAA);
    bytes
}

/// Small files whose headers claim 200 million pixels.
fn over_limit() -> Vec<Recipe> {
    vec![
        file("claims-200-megapixels.png", Kind::Png, TOO_MANY_PIXELS, |_| Ok(huge_png())),
        file("claims-200-megapixels.jpg", Kind::Jpeg, TOO_MANY_PIXELS, |s| {
            Ok(huge_jpeg(PLAIN.rgb(&s.other)?))
        }),
        file("claims-200-megapixels.gif", Kind::Gif, TOO_MANY_PIXELS, |s| {
            let mut bytes = gif::still(&s.other)?;
            bytes[6..8].copy_from_slice(&(CLAIMED.0 as u16).to_le_bytes());
            bytes[8..10].copy_from_slice(&(CLAIMED.1 as u16).to_le_bytes());
            Ok(bytes)
        }),
        file("claims-200-megapixels.bmp", Kind::Bmp, TOO_MANY_PIXELS, |s| {
            let mut bytes = bmp::rgb(&s.other)?;
            bytes[18..22].copy_from_slice(&CLAIMED.0.to_le_bytes());
            bytes[22..26].copy_from_slice(&CLAIMED.1.to_le_bytes());
            bytes.truncate(4_096);
            Ok(bytes)
        }),
    ]
}

/// A header with a right checksum, and no row behind it.
pub(crate) fn huge_png() -> Vec<u8> {
    let mut header = b"IHDR".to_vec();
    header.extend(CLAIMED.0.to_be_bytes());
    header.extend(CLAIMED.1.to_be_bytes());
    header.extend([8, 2, 0, 0, 0]);
    let checksum = crc32(&header).to_be_bytes();
    let rows = b"\0\0\0\0IDAT\x35\xAF\x06\x1E\0\0\0\0IEND\xAE\x42\x60\x82";
    [&b"\x89PNG\r\n\x1A\n\0\0\0\x0D"[..], &header, &checksum, rows].concat()
}

/// Writes the claimed sides into the frame header (SOF0).
fn huge_jpeg(mut bytes: Vec<u8>) -> Vec<u8> {
    if let Some(at) = bytes.windows(2).position(|window| window == [0xFF, 0xC0]) {
        bytes[at + 5..at + 7].copy_from_slice(&(CLAIMED.1 as u16).to_be_bytes());
        bytes[at + 7..at + 9].copy_from_slice(&(CLAIMED.0 as u16).to_be_bytes());
    }
    bytes
}
