#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use super::decode;
use crate::decode::luma::luma;
use crate::decode::recorder::{Recorded, run, survives_every_change};
use crate::limits::LimitName;
use crate::undecided::Undecided;

fn seen(file: &[u8]) -> Recorded {
    let (mut frames, result) = run(decode, file);
    assert_eq!(result, Ok(()), "{:?}", file.escape_ascii().to_string());
    frames.remove(0)
}

#[test]
fn each_form_is_seen_as_written() {
    let bits = [255.0, 0.0, 255.0, 0.0, 0.0, 255.0];
    assert_eq!(seen(b"P1\n3 2\n0 1 0\n110").over_white, bits);
    assert_eq!(seen(b"P4\n3 2\n\x40\xc0").over_white, bits);
    assert_eq!(seen(b"P2\n2 1 10\n0 10").over_white, [0.0, 255.0]);
    assert_eq!(seen(b"P5 2 1 255\n\x07\xf0").over_white, [7.0, 240.0]);
    let rgb = luma(255.0, 51.0, 0.0);
    assert_eq!(seen(b"P3 1 1 5\n5 1 0").over_white, [rgb]);
    assert_eq!(seen(b"P6 1 1 5\n\x05\x01\x00").over_white, [rgb]);
    assert_eq!(seen(b"P5 1 1 65535\n\x80\x80").over_white, [128.0]);
    assert_eq!(
        seen(b"P7\nWIDTH 1\nHEIGHT 1\nDEPTH 3\nMAXVAL 5\nENDHDR\n\x05\x01\0").over_white,
        [rgb]
    );
    let white = b"P7\nWIDTH 2\nHEIGHT 1\nDEPTH 1\nMAXVAL 1\nTUPLTYPE BLACKANDWHITE\nENDHDR\n\x01\0";
    assert_eq!(seen(white).over_white, [255.0, 0.0]);
}

#[test]
fn a_pam_may_have_alpha() {
    let file = b"P7\nWIDTH 2\nHEIGHT 1\nDEPTH 2\nMAXVAL 255\nTUPLTYPE GRAYSCALE_ALPHA\nENDHDR\n\x09\0\x40\xff";
    let frame = seen(file);
    assert_eq!((frame.over_white, frame.transparent), (vec![255.0, 64.0], Some(true)));
    assert_eq!(frame.over_black.unwrap()[0], 0.0);
}

#[test]
fn comments_and_odd_spaces_are_passed_over() {
    let odd = b"P2 # a comment\n#another\r\n 2\t1\x0c 9 #last\n # in the data\n3 9\n";
    assert_eq!(seen(odd).over_white, [85.0, 255.0]);
}

#[test]
fn zeros_before_a_number_and_no_space_before_the_first_are_right() {
    assert_eq!(
        seen(b"P2 00000000000002 0000000000001 0255 000000000000007 9").over_white,
        [7.0, 9.0]
    );
    assert_eq!(seen(b"P22 1 255 7 9").over_white, [7.0, 9.0]);
    assert_eq!(run(decode, b"P2 2 1 9 12345678901 1").1, Err(Undecided::UnsupportedFormat));
}

#[test]
fn a_comment_ends_a_number() {
    assert_eq!(seen(b"P2 2#wide\n1#high\n255#most\n7#first\n9").over_white, [7.0, 9.0]);
    assert_eq!(seen(b"P5 2 1 255#most\n\x07\x09").over_white, [7.0, 9.0]);
}

#[test]
fn a_text_that_begins_like_a_picture_and_has_no_sample_is_of_another_format() {
    for text in [
        &b"P2 10 20 apples"[..],
        b"P1 10 20 apples",
        b"P3 10 20 30 apples",
        b"P6 10 20 apples",
        b"P4 10 pears",
    ] {
        let (frames, result) = run(decode, text);
        assert_eq!((frames.len(), result), (0, Err(Undecided::UnsupportedFormat)));
    }
}

#[test]
fn printable_pixels_are_pixels() {
    let mut file = b"P5\n8 8\n126\n".to_vec();
    file.extend(b'!'..b'!' + 64);
    let frame = seen(&file);
    assert_eq!(frame.over_white[1], 34.0 * 255.0 / 126.0);
}

#[test]
fn survives_every_cut_every_bit_and_a_tail() {
    survives_every_change(decode, b"P5 3 2 255\n\x01\x02\x03\x04\x05\x06", 0);
    survives_every_change(
        decode,
        b"P6 2 1 300\n\x00\x02\x00\x04\x00\x06\x00\x01\x00\x03\x00\x05",
        0,
    );
    survives_every_change(decode, b"P4 9 2\n\xff\x80\x00\x80", 0);
    // The last number is there with its first digit.
    survives_every_change(decode, b"P3 1 2 255\n1 2 3 44 5 66 ", 2);
    survives_every_change(decode, b"P1 3 2\n010 011 ", 1);
    let pam =
        b"P7\nWIDTH 1\nHEIGHT 2\nDEPTH 4\nMAXVAL 255\nENDHDR\n\x01\x02\x03\x04\x05\x06\x07\x08";
    survives_every_change(decode, pam, 0);
}

#[test]
fn numbers_that_are_none_or_too_large_are_corrupt_behind_what_came() {
    let (frames, result) = run(decode, b"P2 2 2 9\n1 2 x 4");
    assert_eq!(result, Err(Undecided::Corrupt));
    assert_eq!(frames[0].over_white, [255.0 / 9.0, 2.0 * 255.0 / 9.0, 0.0, 0.0]);
    assert_eq!(run(decode, b"P2 2 2 9\n1 2 10 4").1, Err(Undecided::Corrupt));
    assert_eq!(run(decode, b"P2 2 2 0\n1 2 1 4").1, Err(Undecided::Corrupt));
    assert_eq!(run(decode, b"P2 2 2 65536\n1 2 1 4").1, Err(Undecided::Corrupt));
    let cmyk =
        b"P7\nWIDTH 1\nHEIGHT 1\nDEPTH 4\nMAXVAL 255\nTUPLTYPE CMYK\nENDHDR\n\x01\x02\x03\x04";
    assert_eq!(run(decode, cmyk).1, Err(Undecided::UnsupportedFormat));
}

#[test]
fn claims_of_size_are_refused_before_anything_is_allocated() {
    let over = |limit| Err(Undecided::OverLimit(limit));
    assert_eq!(run(decode, b"P5 65535 65535 255\n").1, over(LimitName::Pixels));
    assert_eq!(run(decode, b"P1 4294967295 1\n").1, over(LimitName::SidePixels));
    assert_eq!(run(decode, b"P4 0 1\n").1, Err(Undecided::Corrupt));
}
