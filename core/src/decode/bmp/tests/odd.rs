//! Headers, offsets and runs as other programs wrote them.

use super::*;
use crate::decode::recorder::run_within;
use crate::limits::Limits;

/// The same picture of 3x2 in a file whose header has this many bytes.
fn with_header(bytes: usize) -> Vec<u8> {
    let mut header = u32::try_from(bytes).unwrap().to_le_bytes().to_vec();
    if bytes == 12 {
        header.extend([3, 0, 2, 0, 1, 0, 24, 0]);
    } else {
        header.extend([3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 24, 0]);
        header.resize(bytes, 0);
    }
    let start = u32::try_from(14 + bytes).unwrap().to_le_bytes();
    [b"BM", &[0; 8][..], &start, &header, &rows24()].concat()
}

#[test]
fn every_header_of_windows_and_os2_is_read() {
    let [red, green, blue] = [RED, GREEN, BLUE].map(luma8);
    for bytes in [12, 16, 20, 24, 28, 32, 36, 40, 42, 44, 46, 48, 52, 56, 60, 64, 108, 124] {
        let (frames, result) = run(decode, &with_header(bytes));
        assert_eq!(result, Ok(()), "{bytes}");
        let seen = &frames.first().unwrap().over_white;
        assert_eq!(*seen, [blue, blue, red, red, green, blue], "{bytes}");
    }
    for bytes in [4, 13, 41, 68, 100, 128] {
        assert_eq!(
            run(decode, &with_header(bytes)).1,
            Err(Undecided::UnsupportedFormat),
            "{bytes}"
        );
    }
}

#[test]
fn planes_say_nothing() {
    let rows = rows24();
    let mut file = File { rows: &rows, ..PLAIN }.bytes();
    let (expected, _) = run(decode, &file);
    for planes in [0, 3, 255] {
        file[26] = planes;
        let (frames, result) = run(decode, &file);
        assert_eq!((result, &frames[0].over_white), (Ok(()), &expected[0].over_white));
    }
}

/// Eight bits, 16 colours of 256 said by nobody or by the header.
fn indexed(colours: u32, there: usize, named: Option<u32>) -> Vec<u8> {
    let palette: Vec<_> = (0..there).map(|v| [u8::try_from(v % 256).unwrap(), 9, 3, 0]).collect();
    let rows = [5, 6, 7, 0, 8, 9, 10, 0];
    let mut file = File { bits: 8, palette: &palette, rows: &rows, ..PLAIN }.bytes();
    file[46..50].copy_from_slice(&colours.to_le_bytes());
    if let Some(named) = named {
        file[10..14].copy_from_slice(&named.to_le_bytes());
    }
    file
}

#[test]
fn an_offset_that_leaves_the_palette_out_means_its_end() {
    let expected = [8, 9, 10, 5, 6, 7].map(|blue| luma8([3, 9, blue]));
    for (colours, there) in [(0, 256), (252, 252), (300, 300), (16, 16)] {
        for named in [None, Some(0), Some(54)] {
            let (frames, result) = run(decode, &indexed(colours, there, named));
            assert_eq!(result, Ok(()), "{colours} {named:?}");
            assert_eq!(frames[0].over_white, expected, "{colours} {named:?}");
        }
    }
}

#[test]
fn pixels_inside_the_header_or_palette_are_never_clean() {
    for named in [2, 14, 53, 55, 60, 500, 1077] {
        let (frames, result) = run(decode, &indexed(0, 256, Some(named)));
        assert_eq!((frames.len(), result), (1, Err(Undecided::Corrupt)), "{named}");
    }
    let rows = rows24();
    let mut file = File { rows: &rows, ..PLAIN }.bytes();
    let (expected, _) = run(decode, &file);
    file[10] = 0;
    let (frames, result) = run(decode, &file);
    assert_eq!((result, &frames[0].over_white), (Ok(()), &expected[0].over_white));
    file[10] = 30;
    assert_eq!(run(decode, &file).1, Err(Undecided::Corrupt));
}

fn runs(bits: u16, height: i32, rows: &[u8]) -> (Vec<Recorded>, Result<(), Undecided>) {
    let shades = (0..100).map(|v| [v + 100, v, v, 0]).chain([[0; 4]; 156]);
    let palette: Vec<_> = shades.take(1 << bits).collect();
    let compression = if bits == 4 { 2 } else { 1 };
    run(decode, &File { bits, height, compression, palette: &palette, rows, ..PLAIN }.bytes())
}

fn shade(index: u8) -> f32 {
    luma8([index, index, index + 100])
}

#[test]
fn runs_of_four_bits_alternate_and_copies_are_padded() {
    // Three pixels 1 2 1, end of row; three as they are, 4 5 6, padded.
    let (frames, result) = runs(4, 2, &[3, 0x12, 0, 0, 0, 3, 0x45, 0x60, 0, 1]);
    assert_eq!(result, Ok(()));
    assert_eq!(frames[0].over_white, [4, 5, 6, 1, 2, 1].map(shade));
    let (frames, result) = runs(4, -2, &[3, 0x12, 0, 0, 0, 3, 0x45, 0x60]);
    assert_eq!(result, Ok(()), "from the top, and without an end code");
    assert_eq!(frames[0].over_white, [1, 2, 1, 4, 5, 6].map(shade));
}

#[test]
fn a_run_past_the_end_of_its_row_is_cut_there() {
    let (frames, result) = runs(8, 2, &[9, 7, 0, 0, 0, 5, 1, 2, 3, 4, 5, 0, 0, 1]);
    assert_eq!((frames.len(), result), (1, Ok(())));
    assert_eq!(frames[0].over_white, [1, 2, 3, 7, 7, 7].map(shade));
}

#[test]
fn pixels_that_runs_leave_out_are_given_in_both_ways_that_viewers_show_them() {
    // One pixel; two to the right and one up; end of the picture.
    let (frames, result) = runs(8, 2, &[1, 7, 0, 2, 1, 1, 1, 9, 0, 1]);
    assert_eq!((frames.len(), result), (2, Ok(())));
    assert_eq!(frames[0].over_white, [0, 0, 9, 7, 0, 0].map(shade));
    assert_eq!(frames[0].transparent, Some(false));
    let (clear, [seven, nine]) = (255.0, [7, 9].map(shade));
    assert_eq!(frames[1].over_white, [clear, clear, nine, seven, clear, clear]);
    assert_eq!((frames[1].info.frame, frames[1].transparent), (1, Some(true)));
}

#[test]
fn runs_that_break_off_are_truncated_and_given() {
    let (frames, result) = runs(8, 2, &[3, 7, 0, 0, 1, 9]);
    assert_eq!((frames.len(), result), (1, Err(Undecided::Truncated)));
    assert_eq!(frames[0].over_white, [9, 0, 0, 7, 7, 7].map(shade));
}

#[test]
fn other_codings_are_named() {
    let rows = rows24();
    let result = |bits: u16, compression: u32, header_bytes: u32| {
        let file = File { bits, compression, header_bytes, rows: &rows, ..PLAIN };
        run(decode, &file.bytes()).1
    };
    for (bits, compression, header_bytes) in
        [(1, 3, 64), (24, 4, 64), (0, 4, 40), (0, 5, 108), (24, 4, 40), (64, 0, 40), (32, 11, 40)]
    {
        let named = result(bits, compression, header_bytes);
        assert_eq!(named, Err(Undecided::UnsupportedFormat), "{bits} {compression}");
    }
    for (bits, compression) in [(3, 0), (24, 1), (8, 2), (8, 3), (24, 99)] {
        assert_eq!(result(bits, compression, 40), Err(Undecided::Corrupt), "{bits} {compression}");
    }
}

fn fielded(header_bytes: u32, bits: u16, masks: [u32; 4], rows: &[u8]) -> Vec<u8> {
    File { header_bytes, bits, compression: 3, masks, height: -2, rows, ..PLAIN }.bytes()
}

#[test]
fn fields_of_any_width_are_scaled() {
    // Six bits of green between five of red and blue.
    let pixels = [0xf800_u16, 0x07e0, 0x001f, 0, 0xffff, 0x8410];
    let row = |row: &[u16; 3]| [row.map(u16::to_le_bytes).as_flattened(), &[0; 2]].concat();
    let rows: Vec<u8> = pixels.as_chunks().0.iter().flat_map(row).collect();
    let (frames, result) = run(decode, &fielded(56, 16, [0xf800, 0x7e0, 0x1f, 0], &rows));
    assert_eq!(result, Ok(()));
    let colours = [[255, 0, 0], [0, 255, 0], [0, 0, 255], [0; 3], [255; 3], [132, 130, 132]];
    assert_eq!(frames[0].over_white, colours.map(luma8));
    // Ten bits each.
    let rows: Vec<u8> = [0x3ff00000_u32, 0xffc00, 0x3ff, 0, 0, 0].map(u32::to_le_bytes).concat();
    let file = fielded(56, 32, [0x3ff0_0000, 0xf_fc00, 0x3ff, 0], &rows);
    let (frames, result) = run(decode, &file);
    assert_eq!(result, Ok(()));
    assert_eq!(frames[0].over_white[..3], [[255, 0, 0], [0, 255, 0], [0, 0, 255]].map(luma8));
    let torn = fielded(56, 32, [0x0f0f, 0xf0, 0xf000, 0], &rows);
    assert_eq!(run(decode, &torn).1, Err(Undecided::Corrupt));
}

#[test]
fn a_flood_of_empty_runs_is_counted_as_work() {
    let rows = [0, 2, 0, 0].repeat(100_000);
    let palette = [[1, 2, 3, 0]; 256];
    let file = File { bits: 8, compression: 1, palette: &palette, rows: &rows, ..PLAIN };
    let limits = Limits { max_work_bytes: 100_000, ..Limits::default() };
    let (_, result) = run_within(&limits, decode, &file.bytes());
    assert_eq!(result, Err(Undecided::OverLimit(LimitName::WorkBytes)));
}

#[test]
fn rows_in_bands_are_the_rows_in_order() {
    // 300 rows of 400 bytes: two bands.
    let rows: Vec<u8> = (0..300_u32).flat_map(|y| [u8::try_from(y % 251).unwrap(); 400]).collect();
    let palette: Vec<_> = (0..=255).map(|v| [v, v, v, 0]).collect();
    let upward = File { bits: 8, width: 400, height: 300, palette: &palette, rows: &rows, ..PLAIN };
    let seen = upward.shown();
    for (y, row) in seen.over_white.chunks(400).enumerate() {
        let gray = u8::try_from((299 - y) % 251).unwrap();
        assert!(row.iter().all(|luma| *luma == exact(gray.into())), "{y}");
    }
}
