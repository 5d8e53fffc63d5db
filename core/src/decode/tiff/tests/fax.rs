//! Fax rows as a naive coder writes them, pixel by pixel, and as libtiff writes them.

use super::container::{FORMS, Page, file};
use super::seen::one;
use crate::decode::recorder::{run, run_within};
use crate::decode::tiff::decode;
use crate::limits::{LimitName, Limits};
use crate::undecided::Undecided;

/// Drawn by libtiff through Pillow (see ORIGIN.md): a row for every run that has a code of its own,
/// as many white pixels and one black pixel more.
#[test]
fn every_run_of_every_code_is_read_as_libtiff_writes_it() {
    let files: [&[u8]; 4] = [
        include_bytes!("../../../../testdata/decode/fax_runs_rows.tif"),
        include_bytes!("../../../../testdata/decode/fax_runs_group3.tif"),
        include_bytes!("../../../../testdata/decode/fax_runs_group3_2d.tif"),
        include_bytes!("../../../../testdata/decode/fax_runs_group4.tif"),
    ];
    let lengths = (0..64).chain((1..=40).map(|number| number * 64));
    let drawn: Vec<f32> = lengths
        .flat_map(|length| {
            let black = length..(2 * length + 1).min(2700);
            (0..2700).map(move |x| if black.contains(&x) { 0.0 } else { 255.0 })
        })
        .collect();
    for (bytes, number) in files.into_iter().zip(0..) {
        assert!(one(bytes).over_white == drawn, "file {number}");
    }
}

/// A page of one strip with these bits.
fn fax(compression: u64, width: u64, height: u64, bits: &str) -> Page {
    let padded: Vec<char> = bits.chars().filter(|bit| *bit != ' ').collect();
    let byte = |bits: &[char]| {
        let text: String = bits.iter().chain(&['0'; 8]).take(8).collect();
        u8::from_str_radix(&text, 2).unwrap()
    };
    let strip = padded.chunks(8).map(byte).collect();
    let tags = [(256, width), (257, height), (258, 1), (259, compression), (262, 0), (278, height)];
    Page {
        tags: tags.map(|(tag, value)| (tag, vec![value])).to_vec(),
        chunks: vec![strip],
        tiled: false,
    }
}

fn rows(page: Page, width: usize) -> (Vec<String>, Result<(), Undecided>) {
    let (frames, result) = run(decode, &file(FORMS[0], &[page]));
    let dark = |luma: &f32| if *luma == 0.0 { '#' } else { '.' };
    let rows = frames.iter().flat_map(|frame| frame.over_white.chunks(width));
    (rows.map(|row| row.iter().map(dark).collect()).collect(), result)
}

const EOL: &str = "000000000001";

#[test]
fn rows_of_runs_begin_at_whole_bytes_or_words() {
    // White 3, black 2, white 3; then white 8.
    let row = "1000 11 1000";
    for (compression, zeros) in [(2, 6), (32_771, 6)] {
        let bits = format!("{row}{} 10011", "0".repeat(zeros));
        let given = rows(fax(compression, 8, 2, &bits), 8);
        assert_eq!(given, (vec!["...##...".into(), "........".into()], Ok(())));
    }
    // White 8 is five bits: the next row is a byte further, or a word.
    for (compression, zeros) in [(2, 3), (32_771, 11)] {
        let bits = format!("10011{}{row}", "0".repeat(zeros));
        let given = rows(fax(compression, 8, 2, &bits), 8);
        assert_eq!(given, (vec!["........".into(), "...##...".into()], Ok(())));
    }
}

#[test]
fn changes_are_read_in_every_form() {
    let pass = "0001";
    let horizontal = "001";
    // Row 1: horizontal white 3 black 2, then V0 at the end of the row.
    let first = format!("{horizontal} 1000 11 1");
    for (second, seen) in [
        // V0 V0 V0: the same again.
        ("1 1 1".to_owned(), "...##..."),
        ("011 010 1".to_owned(), "........"),
        (format!("{pass} 1"), "........"),
        ("000011 010 1".to_owned(), ".....##."),
        ("000010 000010 1".to_owned(), ".##....."),
        ("0000010 0000010 0001 1".to_owned(), "##......"),
        ("0000011 010 1".to_owned(), "......#."),
    ] {
        let (given, result) = rows(fax(4, 8, 2, &format!("{first}{second}")), 8);
        assert_eq!(result, Ok(()), "{second}");
        assert_eq!(given, ["...##...", seen], "{second}");
    }
}

#[test]
fn group_3_is_read_with_and_without_end_of_line_codes_and_with_fill() {
    let row = "1000 11 1000";
    let fill = "00000";
    let seen = (vec!["...##...".to_owned(), "...##...".to_owned()], Ok(()));
    for bits in [
        format!("{EOL}{row}{EOL}{row}{EOL}"),
        format!("{row}{row}"),
        format!("{fill}{EOL}{row}{fill}{EOL}{row}"),
    ] {
        assert_eq!(rows(fax(3, 8, 2, &bits), 8), seen, "{bits}");
    }
    let mut mixed = fax(3, 8, 2, &format!("{EOL}1{row}{EOL}0 1 1 1"));
    mixed.tags.push((292, vec![1]));
    assert_eq!(rows(mixed, 8), seen);
}

#[test]
fn a_row_that_is_damaged_is_told_and_rows_behind_the_next_end_of_line_are_seen() {
    let row = "1000 11 1000";
    for damaged in ["1000 11 1011", "1000 11 00000000", "1000"] {
        let bits = format!("{EOL}{damaged}{EOL}{row}");
        let (given, result) = rows(fax(3, 8, 2, &bits), 8);
        assert_eq!((given[1].as_str(), result), ("...##...", Err(Undecided::Corrupt)));
    }
}

#[test]
fn rows_that_are_missing_are_truncated_and_pixels_without_a_code_unsupported() {
    let first = "001 1000 11 1";
    let (given, result) = rows(fax(4, 8, 3, &format!("{first}{EOL}{EOL}")), 8);
    assert_eq!((given[0].as_str(), result), ("...##...", Err(Undecided::Truncated)));
    let (_, result) = rows(fax(4, 8, 3, &format!("{first} 0000001111 0000")), 8);
    assert_eq!(result, Err(Undecided::UnsupportedFormat));
    let (_, result) = rows(fax(4, 8, 3, &format!("{first} 1 1 1")), 8);
    assert_eq!(result, Err(Undecided::Truncated));
}

#[test]
fn runs_of_no_pixels_are_bounded_by_the_width_and_long_rows_by_the_budget() {
    // Horizontal, white 0, black 0, over and over.
    let nothing = "001 00110101 0000110111".repeat(4000);
    let (_, result) = rows(fax(4, 128, 2, &nothing), 128);
    assert_eq!(result, Err(Undecided::Corrupt));
    // The longest run, over and over, in a row that never ends.
    let page = fax(4, 8, 2, &format!("001 {}", "000000011111".repeat(200_000)));
    let limits = Limits { max_work_bytes: 100_000, ..Limits::default() };
    let (_, result) = run_within(&limits, decode, &file(FORMS[0], &[page]));
    assert_eq!(result, Err(Undecided::OverLimit(LimitName::WorkBytes)));
}
