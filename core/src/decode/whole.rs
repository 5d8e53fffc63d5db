//! One rule for every format: a picture is whole if every pixel of every frame came, whatever is
//! missing or odd behind the last one.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
#![expect(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use super::dispatch::decode;
use super::recorder::{Recorded, Recorder};
use super::{BlockReader, Guard};
use crate::context::CancelToken;
use crate::limits::Limits;
use crate::sniff::MediaKind;
use crate::undecided::Undecided;
use crate::unpack::Unpacked;

/// A file of 4x2 pixels, and where its last pixel ends.
struct Row {
    what: &'static str,
    kind: MediaKind,
    file: Vec<u8>,
    end: usize,
}

fn row(what: &'static str, kind: MediaKind, pixels: &[&[u8]], behind: &[u8]) -> Row {
    let pixels = pixels.concat();
    let end = pixels.len();
    Row { what, kind, file: [&pixels, behind].concat(), end }
}

/// The rows of a kind: none only if nothing of it is decoded.
fn rows_of(kind: MediaKind) -> Vec<Row> {
    match kind {
        MediaKind::Jpeg => jpeg_rows(),
        MediaKind::Png => png_rows(),
        MediaKind::Apng => vec![apng()],
        MediaKind::Gif => vec![
            row("GIF", kind, &[GIF_HEAD, GIF_FRAME], b"\0;"),
            row("GIF, animated", kind, &[GIF_HEAD, GIF_FRAME, b"\0", GIF_FRAME], b"\0;"),
        ],
        MediaKind::WebP => vec![webp()],
        MediaKind::AnimatedWebP => vec![animated_webp()],
        MediaKind::Bmp => bmp_rows(),
        MediaKind::Ico => vec![row("ICO", kind, &[ICO_HEAD, ICO_INFO, &[255; 32]], &[0; 8])],
        MediaKind::Pnm => vec![
            row("PGM", kind, &[b"P5 4 2 255\n", &GRAY], b""),
            row("PGM, text", kind, &[b"P2 4 2 255\n9 8 7 6 5 4 3 2"], b"\n"),
            row("PBM, text", kind, &[b"P1 4 2\n01100101"], b"\n"),
        ],
        MediaKind::Qoi => vec![row("QOI", kind, &[QOI], &[0, 0, 0, 0, 0, 0, 0, 1])],
        MediaKind::Tga => tga_rows(),
        MediaKind::Tiff => vec![row("TIFF", kind, &[TIFF_HEAD, &GRAY], b""), tiff_of_jpeg()],
        MediaKind::Heic
        | MediaKind::Avif
        | MediaKind::Mp4
        | MediaKind::QuickTime
        | MediaKind::WebM
        | MediaKind::Pdf
        | MediaKind::Zip
        | MediaKind::Docx
        | MediaKind::Xlsx
        | MediaKind::Pptx
        | MediaKind::PlainText
        | MediaKind::Message
        | MediaKind::Unknown => Vec::new(),
    }
}

fn table() -> Vec<Row> {
    MediaKind::ALL.into_iter().flat_map(rows_of).collect()
}

fn png_rows() -> Vec<Row> {
    let pixels = [png_head(false), idat(&GRAY)];
    let pixels = [&pixels[0][..], &pixels[1]];
    vec![
        row("PNG", MediaKind::Png, &pixels, &[0, 0, 0, 0, 0, 0, 0, 0]),
        row("PNG, ended", MediaKind::Png, &pixels, b"\0\0\0\0crc.\0\0\0\0IENDcrc."),
    ]
}

fn bmp_rows() -> Vec<Row> {
    let head = |bits: u8, compression: u8, palette: u8| {
        let size = [54 + palette * 4, 0, 0, 0];
        let info = [40, 0, 0, 0, 4, 0, 0, 0, 2, 0, 0, 0, 1, 0, bits, 0, compression, 0, 0, 0];
        let colours = [palette, 0, 0, 0];
        [b"BM", &[0; 8][..], &size, &info, &[0; 12], &colours, &[0; 4]].concat()
    };
    let runs = [&head(8, 1, 2)[..], &[0; 4], &[9; 4]].concat();
    vec![
        row("BMP, runs", MediaKind::Bmp, &[&runs, &[4, 1, 0, 0, 4, 0]], &[0, 0, 0, 1]),
        row("BMP", MediaKind::Bmp, &[&head(24, 0, 0), &[7; 24]], &[]),
    ]
}

fn tga_rows() -> Vec<Row> {
    let head = |kind: u8| [&[0, 0, kind][..], &[0; 9], &[4, 0, 2, 0, 8, 0]].concat();
    vec![
        row("TGA", MediaKind::Tga, &[&head(3), &GRAY], b"\0\0\0\0\0\0\0\0TRUEVISION-XFILE.\0"),
        row("TGA, runs", MediaKind::Tga, &[&head(11), &[0x86, 9, 0, 3]], b""),
    ]
}

/// A JPEG without its end, whose last byte holds bits of the last block.
fn jpeg(progressive: bool) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut file, 100);
    encoder.set_progressive(progressive);
    encoder.encode(&GRAY.map(|gray| gray * 25), 4, 2, jpeg_encoder::ColorType::Luma).unwrap();
    assert_eq!(file.split_off(file.len() - 2), [0xff, 0xd9]);
    file
}

fn jpeg_rows() -> Vec<Row> {
    let behind = b"\xff\xfe\0\x04ab\xff\xd9";
    let kind = MediaKind::Jpeg;
    vec![
        row("JPEG", kind, &[&jpeg(false)], b"\xff\xd9"),
        row("JPEG, a comment behind", kind, &[&jpeg(false)], behind),
        row("JPEG, progressive", kind, &[&jpeg(true)], b"\xff\xd9"),
    ]
}

/// One strip, the JPEG of above, whose length is not said.
fn tiff_of_jpeg() -> Row {
    let mut head = TIFF_HEAD.to_vec();
    // The length becomes the compression.
    head[82..94].copy_from_slice(b"\x03\x01\x03\0\x01\0\0\0\x07\0\0\0");
    row("TIFF, JPEG", MediaKind::Tiff, &[&head, &jpeg(false)], b"\xff\xd9")
}

/// The picture's chunk of a lossless still. A byte that would fill it up to an even length is made a
/// part of it.
fn lossless() -> Vec<u8> {
    let mut file = Vec::new();
    let encoder = image_webp::WebPEncoder::new(&mut file);
    encoder.encode(&GRAY, 4, 2, image_webp::ColorType::L8).unwrap();
    let mut chunk = file.split_off(12);
    chunk[4] += chunk[4] % 2;
    chunk
}

fn riff(chunks: &[&[u8]], behind: &[u8]) -> Vec<u8> {
    let length = 4 + chunks.concat().len() + behind.len();
    let length = u32::try_from(length).unwrap().to_le_bytes();
    [b"RIFF", &length[..], b"WEBP", &chunks.concat()].concat()
}

const EXIF: &[u8] = b"EXIF\x06\0\0\0II*\0\0\0";

fn webp() -> Row {
    let header = b"VP8X\x0a\0\0\0\x08\0\0\0\x03\0\0\x01\0\0";
    let pixels = riff(&[header, &lossless()], EXIF);
    row("WebP", MediaKind::WebP, &[&pixels], EXIF)
}

fn animated_webp() -> Row {
    let header = b"VP8X\x0a\0\0\0\x02\0\0\0\x03\0\0\x01\0\0ANIM\x06\0\0\0\0\0\0\0\0\0";
    let frame = |left: u8| {
        let still = lossless();
        let length = u32::try_from(16 + still.len()).unwrap().to_le_bytes();
        let place = [left, 0, 0, 0, 0, 0, 3, 0, 0, 1, 0, 0, 40, 0, 0, 0];
        [b"ANMF", &length[..], &place, &still].concat()
    };
    let pixels = riff(&[header, &frame(0), &frame(1)], EXIF);
    row("WebP, animated", MediaKind::AnimatedWebP, &[&pixels], EXIF)
}

const GRAY: [u8; 8] = [9, 8, 7, 6, 5, 4, 3, 2];
const ICO_INFO: &[u8] = b"\x28\0\0\0\x04\0\0\0\x04\0\0\0\x01\0\x20\0\0\0\0\0\
    \0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
const QOI: &[u8] = b"qoif\0\0\0\x04\0\0\0\x02\x03\0\xfe\x09\x08\x07\xc6";
const GIF_HEAD: &[u8] = b"GIF89a\x04\0\x02\0\x81\0\0\0\0\0\x40\x40\x40\x80\x80\x80\xf0\xf0\xf0";
/// Codes of three bits: clear, 1, 2, clear, 3, 0, clear, 1, 2, clear, 3, 0, and the end code.
const GIF_FRAME: &[u8] = b",\0\0\0\0\x04\0\x02\0\0\x02\x05\x8c\x38\x30\xe2\x50";
const ICO_HEAD: &[u8] = &[0, 0, 1, 0, 1, 0, 4, 2, 0, 0, 1, 0, 32, 0, 80, 0, 0, 0, 22, 0, 0, 0];
/// Width, height, 8 bits, grey, one strip of 8 bytes at 98.
const TIFF_HEAD: &[u8] = b"II*\0\x08\0\0\0\x07\0\
    \0\x01\x03\0\x01\0\0\0\x04\0\0\0\x01\x01\x03\0\x01\0\0\0\x02\0\0\0\
    \x02\x01\x03\0\x01\0\0\0\x08\0\0\0\x06\x01\x03\0\x01\0\0\0\x01\0\0\0\
    \x11\x01\x04\0\x01\0\0\0\x62\0\0\0\x16\x01\x03\0\x01\0\0\0\x02\0\0\0\
    \x17\x01\x04\0\x01\0\0\0\x08\0\0\0\0\0\0\0";

fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&length[..], name, data, &[0; 4]].concat()
}

fn png_head(animated: bool) -> Vec<u8> {
    let header = chunk(b"IHDR", &[0, 0, 0, 4, 0, 0, 0, 2, 8, 0, 0, 0, 0]);
    let claim = chunk(b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]);
    let claim = if animated { &claim[..] } else { &[] };
    [&b"\x89PNG\r\n\x1a\n"[..], &header, claim].concat()
}

/// Stored pixels, up to the last one: a checksum of four bytes would follow.
fn stored(gray: &[u8; 8]) -> Vec<u8> {
    let rows = [&[0][..], &gray[..4], &[0], &gray[4..]].concat();
    [&[0x78, 1, 1, 10, 0, 0xf5, 0xff][..], &rows].concat()
}

fn idat(gray: &[u8; 8]) -> Vec<u8> {
    let data = stored(gray);
    let length = u32::try_from(data.len() + 4).unwrap().to_be_bytes();
    [&length[..], b"IDAT", &data].concat()
}

fn apng() -> Row {
    let gray = &GRAY;
    let control = |sequence: u8| {
        let sides = [0, 0, 0, sequence, 0, 0, 0, 4, 0, 0, 0, 2];
        chunk(b"fcTL", &[&sides[..], &[0; 8], &[0, 1, 0, 9, 0, 0]].concat())
    };
    let mut second = idat(&gray.map(|gray| gray * 20));
    second[3] += 4;
    second.splice(4..8, *b"fdAT\0\0\0\x02");
    let first = [idat(gray), vec![0; 8]].concat();
    let pixels = [&png_head(true), &control(0), &first, &control(1), &second];
    row("APNG", MediaKind::Apng, &pixels.map(Vec::as_slice), b"adlrcrc.\0\0\0\0IENDcrc.")
}

fn seen(kind: MediaKind, bytes: &[u8]) -> (Vec<Recorded>, Result<(), Undecided>) {
    let (limits, cancel) = (Limits::default(), CancelToken::new());
    let mut recorder = Recorder::default();
    let reader = BlockReader::slice(bytes, &cancel);
    let result = decode(kind, reader, &mut Guard::new(&limits, &cancel), &mut recorder);
    (recorder.frames, result)
}

#[test]
fn every_kind_that_is_decoded_has_a_row() {
    for kind in MediaKind::ALL {
        let decoded = matches!(Unpacked::of(kind), Unpacked::Still | Unpacked::Animation);
        assert_eq!(decoded, !rows_of(kind).is_empty(), "{kind:?}");
    }
}

#[test]
fn a_file_is_whole_from_its_last_pixel_on_and_not_before() {
    for Row { what, kind, file, end } in table() {
        let (whole, result) = seen(kind, &file);
        assert_eq!(result, Ok(()), "{what}");
        for length in end..file.len() {
            let (frames, result) = seen(kind, &file[..length]);
            assert_eq!((frames.len(), result), (whole.len(), Ok(())), "{what} cut at {length}");
            for (cut, whole) in frames.iter().zip(&whole) {
                assert_eq!(cut.over_white, whole.over_white, "{what} cut at {length}");
            }
        }
        let (_, result) = seen(kind, &file[..end - 1]);
        assert_eq!(result, Err(Undecided::Truncated), "{what} without its last byte of pixels");
    }
}

#[test]
fn rubbish_behind_the_picture_changes_nothing() {
    for Row { what, kind, file, .. } in table() {
        let (whole, _) = seen(kind, &file);
        for rubbish in [&[0; 3][..], &[0; 5000], b"some text, and more", &[0xff; 70], b"PK\x03\x04"]
        {
            let (frames, result) = seen(kind, &[&file, rubbish].concat());
            assert_eq!((frames.len(), result), (whole.len(), Ok(())), "{what}");
            assert_eq!(frames[0].over_white, whole[0].over_white, "{what}");
        }
    }
}
