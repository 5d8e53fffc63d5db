//! What is shown of a file that breaks the rules, and what is said of it.

use super::*;
use crate::undecided::Undecided;

const CORRUPT: Result<(), Undecided> = Err(Undecided::Corrupt);
const TRUNCATED: Result<(), Undecided> = Err(Undecided::Truncated);

/// 64x64, one restart a row of 8 blocks: 8 segments.
fn with_restarts() -> Vec<u8> {
    colour_file(64, 64, Shape { restarts: 8, ..PLAIN })
}

/// Offsets of the restart markers.
fn restarts(file: &[u8]) -> Vec<usize> {
    let is_restart = |at: &usize| file[*at] == 0xff && (0xd0..=0xd7).contains(&file[*at + 1]);
    (0..file.len() - 1).filter(is_restart).collect()
}

fn shown(file: &[u8]) -> (Vec<f32>, Result<(), Undecided>) {
    let (mut frames, result) = run(decode, file);
    assert_eq!(frames.len(), 1);
    (frames.remove(0).over_white, result)
}

/// A row of blocks of the picture.
fn band(luma: &[f32], row: usize) -> &[f32] {
    &luma[row * 512..(row + 1) * 512]
}

#[test]
fn a_lost_segment_leaves_the_others_where_they_belong() {
    let file = with_restarts();
    let whole = whole(&file).over_white;
    let marks = restarts(&file);
    let lost = [&file[..marks[2]], &file[marks[3]..]].concat();
    let (seen, result) = shown(&lost);
    assert_eq!(result, CORRUPT);
    for row in [0, 1, 2, 4, 5, 6, 7] {
        assert_eq!(band(&seen, row), band(&whole, row), "row {row}");
    }
    assert_ne!(band(&seen, 3), band(&whole, 3));
}

#[test]
fn segments_with_numbers_of_the_past_are_passed_over_as_viewers_do() {
    let file = with_restarts();
    let marks = restarts(&file);
    let other =
        colour_file(64, 64, Shape { restarts: 8, sampling: SamplingFactor::F_1_1, ..PLAIN });
    let mut foreign = other[marks[0]..marks[1]].to_vec();
    foreign[1] = 0xd7;
    for byte in &mut foreign[2..] {
        *byte = byte.wrapping_mul(3) & 0x7f;
    }
    let two_faced = [&file[..marks[0]], &foreign, &file[marks[0]..]].concat();
    assert_eq!(shown(&two_faced), (whole(&file).over_white, CORRUPT));
}

#[test]
fn a_segment_that_comes_twice_is_shown_once() {
    let file = with_restarts();
    let marks = restarts(&file);
    let twice = [&file[..marks[3]], &file[marks[2]..]].concat();
    assert_eq!(shown(&twice), (whole(&file).over_white, CORRUPT));
}

#[test]
fn a_missing_marker_is_noticed() {
    let file = with_restarts();
    let mark = restarts(&file)[2];
    let (_, result) = shown(&[&file[..mark], &file[mark + 2..]].concat());
    assert_eq!(result, CORRUPT);
}

#[test]
fn an_end_behind_a_part_of_the_data_is_no_whole_picture() {
    for shape in [
        PLAIN,
        Shape { progressive: true, ..PLAIN },
        Shape { restarts: 8, ..PLAIN },
        Shape { own_scans: true, ..PLAIN },
    ] {
        let file = colour_file(64, 64, shape);
        let start = file.windows(2).position(|pair| pair == [0xff, 0xda]).unwrap() + 20;
        for cut in (start..file.len() - 8).step_by(97) {
            let (_, result) = shown(&[&file[..cut], &[0xff, 0xd9]].concat());
            assert_eq!(result, TRUNCATED, "cut at {cut} of {}", file.len());
        }
    }
}

#[test]
fn a_picture_is_whole_without_its_end_and_with_anything_behind_it() {
    for shape in [PLAIN, Shape { progressive: true, ..PLAIN }, Shape { own_scans: true, ..PLAIN }] {
        let file = colour_file(64, 64, shape);
        let without_end = &file[..file.len() - 2];
        let luma = whole(&file).over_white;
        let second = colour_file(16, 16, PLAIN);
        let clip = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom".as_slice();
        let tails = [&[][..], &[0; 100], b"some text that somebody wrote", clip, &second];
        for tail in tails {
            assert_eq!(whole(&[without_end, tail].concat()).over_white, luma);
            assert_eq!(whole(&[&file, tail].concat()).over_white, luma);
        }
    }
}

#[test]
fn more_data_than_the_picture_has_mcus_is_noticed() {
    for (progressive, own_scans) in [(false, false), (true, false), (false, true)] {
        let file = colour_file(64, 64, Shape { progressive, own_scans, ..PLAIN });
        let height = frame_header(&file) + 5;
        let lower = patched(&file, height, &[0, 32]);
        let (seen, result) = shown(&lower);
        assert_eq!((seen.len(), result), (64 * 32, CORRUPT));
    }
    let file = with_restarts();
    let end = file.len() - 2;
    let more = [&file[..end], &[0xff, 0xd7, 0x12, 0x34, 0x56], &file[end..]].concat();
    assert_eq!(shown(&more), (whole(&file).over_white, CORRUPT));
    let padded = [&file[..end], &[0xff, 0xd7], &file[end..]].concat();
    assert_eq!(shown(&padded), (whole(&file).over_white, Ok(())));
}

#[test]
fn what_viewers_show_alike_is_no_fault() {
    let file = colour_file(64, 64, PLAIN);
    let luma = whole(&file).over_white;
    let scan = file.windows(2).position(|pair| pair == [0xff, 0xda]).unwrap();
    let parameters = patched(&file, scan + 11, &[0, 0, 0]);
    assert_eq!(whole(&parameters).over_white, luma, "a band that no sequential picture has");
    let frame = frame_header(&file);
    let junk = [&file[..frame], b"junk\xff\x00\xff\xff", &file[frame..]].concat();
    assert_eq!(whole(&junk).over_white, luma, "bytes between segments");
    for length in [0, 1] {
        let comment = [&file[..2], &[0xff, 0xfe, 0, length], b"text", &file[2..]].concat();
        assert_eq!(whole(&comment).over_white, luma, "a segment of length {length}");
    }
}

#[test]
fn a_second_frame_scan_or_height_behind_the_picture_is_named() {
    let file = colour_file(64, 64, PLAIN);
    let luma = whole(&file).over_white;
    let end = file.len() - 2;
    let frame = frame_header(&file);
    let scan = file.windows(2).position(|pair| pair == [0xff, 0xda]).unwrap();
    let lines = |height: u8| [0xff, 0xdc, 0, 4, 0, height];
    let put = |extra: &[u8]| [&file[..end], extra, &file[end..]].concat();
    assert_eq!(shown(&put(&file[frame..frame + 19])), (luma.clone(), CORRUPT));
    assert_eq!(shown(&put(&file[scan..end])), (luma.clone(), CORRUPT));
    assert_eq!(shown(&put(&lines(32))), (luma.clone(), CORRUPT));
    assert_eq!(shown(&put(&lines(64))), (luma, Ok(())));
}

#[test]
fn tables_that_change_between_scans_count_from_then_on() {
    let file = colour_file(64, 64, Shape { own_scans: true, ..PLAIN });
    let luma = whole(&file).over_white;
    let second = file.windows(2).rposition(|pair| pair == [0xff, 0xda]).unwrap();
    let flat = [&[0xff, 0xdb, 0, 67, 0][..], &[1; 64]].concat();
    let changed = [&file[..second], &flat, &file[second..]].concat();
    assert_eq!(whole(&changed).over_white, luma, "the divisors of luma stay those of its scan");
}

#[test]
fn an_unfinished_progressive_picture_is_smoothed_and_named() {
    let file = colour_file(64, 64, Shape { progressive: true, ..PLAIN });
    let scans: Vec<_> =
        (0..file.len() - 1).filter(|at| file[*at..*at + 2] == [0xff, 0xda]).collect();
    let first = [&file[..scans[1]], &[0xff, 0xd9]].concat();
    let (seen, result) = shown(&first);
    assert_eq!(result, TRUNCATED);
    let steps: Vec<_> = seen[..64].windows(2).map(|pair| (pair[1] - pair[0]).abs()).collect();
    let at_borders = steps.iter().skip(7).step_by(8).copied().fold(0.0, f32::max);
    assert!(at_borders < 12.0, "blocks of one colour would step by more: {at_borders}");
    assert!(difference(&seen, &whole(&file).over_white).0 < 12.0);
}
