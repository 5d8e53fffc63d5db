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

fn table() -> Vec<Row> {
    let gray = [9, 8, 7, 6, 5, 4, 3, 2];
    let bmp_head = |bits: u8, compression: u8, palette: u8| {
        let size = [54 + palette * 4, 0, 0, 0];
        let info = [40, 0, 0, 0, 4, 0, 0, 0, 2, 0, 0, 0, 1, 0, bits, 0, compression, 0, 0, 0];
        let colours = [palette, 0, 0, 0];
        [b"BM", &[0; 8][..], &size, &info, &[0; 12], &colours, &[0; 4]].concat()
    };
    let bmp_runs = [&bmp_head(8, 1, 2)[..], &[0; 4], &[9; 4]].concat();
    let bmp_rows = [bmp_head(24, 0, 0), vec![7; 24]].concat();
    let mut rows = vec![
        row("PNG", MediaKind::Png, &[&png_head(false), &idat(&gray)], &[0, 0, 0, 0, 0, 0, 0, 0]),
        row(
            "PNG, ended",
            MediaKind::Png,
            &[&png_head(false), &idat(&gray)],
            b"\0\0\0\0crc.\0\0\0\0IENDcrc.",
        ),
        row("GIF", MediaKind::Gif, &[GIF_HEAD, GIF_FRAME], b"\0;"),
        row("GIF, animated", MediaKind::Gif, &[GIF_HEAD, GIF_FRAME, b"\0", GIF_FRAME], b"\0;"),
        row("BMP, runs", MediaKind::Bmp, &[&bmp_runs, &[4, 1, 0, 0, 4, 0]], &[0, 0, 0, 1]),
        row("BMP", MediaKind::Bmp, &[&bmp_rows], &[]),
        row(
            "ICO",
            MediaKind::Ico,
            &[ICO_HEAD, &[40, 0, 0, 0, 4, 0, 0, 0, 4, 0, 0, 0, 1, 0, 32, 0], &[0; 24], &[255; 32]],
            &[0; 8],
        ),
        row("PGM", MediaKind::Pnm, &[b"P5 4 2 255\n", &gray], b""),
        row("PGM, text", MediaKind::Pnm, &[b"P2 4 2 255\n9 8 7 6 5 4 3 2"], b"\n"),
        row("PBM, text", MediaKind::Pnm, &[b"P1 4 2\n01100101"], b"\n"),
        row(
            "QOI",
            MediaKind::Qoi,
            &[b"qoif\0\0\0\x04\0\0\0\x02\x03\0\xfe\x09\x08\x07\xc6"],
            &[0, 0, 0, 0, 0, 0, 0, 1],
        ),
        row(
            "TGA",
            MediaKind::Tga,
            &[&[0, 0, 3], &[0; 9], &[4, 0, 2, 0, 8, 0], &gray],
            b"\0\0\0\0\0\0\0\0TRUEVISION-XFILE.\0",
        ),
        row(
            "TGA, runs",
            MediaKind::Tga,
            &[&[0, 0, 11], &[0; 9], &[4, 0, 2, 0, 8, 0], &[0x86, 9, 0, 3]],
            b"",
        ),
        row("TIFF", MediaKind::Tiff, &[TIFF_HEAD, &gray], b""),
    ];
    rows.push(apng(&gray));
    rows
}

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

fn apng(gray: &[u8; 8]) -> Row {
    let control = |sequence: u8| {
        let sides = [0, 0, 0, sequence, 0, 0, 0, 4, 0, 0, 0, 2];
        chunk(b"fcTL", &[&sides[..], &[0; 8], &[0, 1, 0, 9, 0, 0]].concat())
    };
    let mut second = idat(&gray.map(|gray| gray * 20));
    second[3] += 4;
    second.splice(4..8, *b"fdAT\0\0\0\x02");
    let first = [idat(gray), vec![0; 8]].concat();
    let pixels = [&png_head(true), &control(0), &first, &control(1), &second];
    row("APNG", MediaKind::Png, &pixels.map(Vec::as_slice), b"adlrcrc.\0\0\0\0IENDcrc.")
}

fn seen(kind: MediaKind, bytes: &[u8]) -> (Vec<Recorded>, Result<(), Undecided>) {
    let (limits, cancel) = (Limits::default(), CancelToken::new());
    let mut recorder = Recorder::default();
    let reader = BlockReader::slice(bytes, &cancel);
    let result = decode(kind, reader, &mut Guard::new(&limits, &cancel), &mut recorder);
    (recorder.frames, result)
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
