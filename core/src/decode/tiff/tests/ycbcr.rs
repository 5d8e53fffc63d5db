//! Tags that say of YCbCr which samples are black and white, and what luma is made of.

use super::container::{FORMS, file};
use super::drawn::{Cut, Drawn};
use super::odd::entry;
use super::seen::{assert_seen, one};
use crate::decode::recorder::run;
use crate::decode::tiff::decode;
use crate::undecided::Undecided;

const BLACK_WHITE: u64 = 532;
const COEFFICIENTS: u64 = 529;
/// More than 16 bits hold, so that the writer makes every number one of 32.
const BELOW: u64 = 100_000;

fn drawn() -> Drawn {
    Drawn::new(6, 8, 3)
}

/// A file with a tag of fractions, each of as many hundred thousandths.
fn with_fractions(tag: u64, above: &[u64]) -> Vec<u8> {
    let mut page = drawn().page(FORMS[0], Cut::Strips(5), false);
    page.tags.push((tag, above.iter().flat_map(|above| [*above, BELOW]).collect()));
    let mut bytes = file(FORMS[0], &[page]);
    let at = entry(&bytes, tag);
    bytes[at + 2..at + 4].copy_from_slice(&[5, 0]);
    let count = u32::try_from(above.len()).unwrap();
    bytes[at + 4..at + 8].copy_from_slice(&count.to_le_bytes());
    bytes
}

fn with_black_white(values: [u64; 6]) -> Vec<u8> {
    with_fractions(BLACK_WHITE, &values.map(|value| value * BELOW))
}

#[test]
fn a_negative_is_seen_as_libtiff_shows_it_and_as_it_stands() {
    for (black, white) in [(255_u8, 0_u8), (16, 235), (10, 10)] {
        let bytes = with_black_white([black.into(), white.into(), 128, 255, 128, 255]);
        let (frames, result) = run(decode, &bytes);
        assert_eq!((frames.len(), result), (2, Ok(())), "{black} {white}");
        let width = if black == white { 1.0 } else { f32::from(white) - f32::from(black) };
        for (seen, (sample, _)) in frames[0].over_white.iter().zip(drawn().seen()) {
            let expected = ((sample - f32::from(black)) * 255.0 / width).clamp(0.0, 255.0);
            assert!((seen - expected).abs() < 0.01, "{black} {white}: {seen} for {sample}");
        }
        assert_seen(&frames[1], &drawn(), "as it stands");
    }
}

#[test]
fn what_is_usual_changes_nothing() {
    assert_seen(&one(&with_black_white([0, 255, 128, 255, 128, 255])), &drawn(), "full range");
    let usual = with_fractions(COEFFICIENTS, &[29_900, 58_700, 11_400]);
    assert_seen(&one(&usual), &drawn(), "usual weights");
}

#[test]
fn colours_that_become_luma_are_told() {
    for bytes in [
        with_fractions(COEFFICIENTS, &[0, BELOW, 0]),
        with_fractions(COEFFICIENTS, &[21_260, 71_520, 7_220]),
        with_black_white([0, 255, 127, 128, 128, 255]),
        with_black_white([0, 255, 128, 255, 0, 255]),
        with_fractions(BLACK_WHITE, &[0, 255 * BELOW]),
    ] {
        let (frames, result) = run(decode, &bytes);
        assert_eq!((frames.len(), result), (1, Err(Undecided::Corrupt)));
        assert_seen(&frames[0], &drawn(), "the first sample");
    }
}
