#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{
    BadSection, ExactSection, MatchParameters, NearForm, NearSection, SetBytes, VideoSection,
};
use crate::hash::digest::DigestKind;
use crate::hash::vpdq::VideoRule;

/// Bytes of a section's columns, each `(width, rows)`, filled with ones and padded with zeros.
fn columns(columns: &[(usize, usize)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (width, rows) in columns {
        bytes.resize(bytes.len() + width * rows, 1);
        bytes.resize(bytes.len().div_ceil(64) * 64, 0);
    }
    bytes
}

fn exact(
    bytes: &[u8],
    range: core::ops::Range<usize>,
    rows: usize,
) -> Result<ExactSection, BadSection> {
    ExactSection::new(DigestKind::Sha256, SetBytes::from(bytes.to_vec()), range, rows)
}

#[test]
fn a_section_must_fill_its_range_to_the_last_byte() {
    for rows in [0, 1, 4, 5, 64, 65] {
        let bytes = columns(&[(16, rows), (4, rows), (2, rows)]);
        let section = exact(&bytes, 0..bytes.len(), rows).unwrap();
        assert_eq!((section.keys().len(), section.rows().mask(rows)), (rows, None));
        for length in 0..bytes.len() {
            assert_eq!(exact(&bytes, 0..length, rows).unwrap_err(), BadSection::Extent);
        }
        let longer = [bytes.as_slice(), &[0; 64]].concat();
        assert_eq!(exact(&longer, 0..longer.len(), rows).unwrap_err(), BadSection::Extent);
        assert!(exact(&longer, 0..bytes.len(), rows).is_ok());
    }
}

#[test]
fn extents_that_overflow_or_run_backwards_are_refused() {
    let bytes = columns(&[(16, 4), (4, 4), (2, 4)]);
    for rows in [usize::MAX, usize::MAX / 16, usize::MAX / 16 + 1, usize::MAX / 8] {
        assert_eq!(exact(&bytes, 0..bytes.len(), rows).unwrap_err(), BadSection::Extent);
    }
    #[expect(clippy::reversed_empty_ranges, reason = "what a bad header may say")]
    for range in [64..0, 0..usize::MAX, usize::MAX..usize::MAX, bytes.len() + 1..bytes.len() + 1] {
        assert_eq!(exact(&bytes, range, 0).unwrap_err(), BadSection::Extent);
    }
}

#[test]
fn every_byte_of_padding_must_be_zero() {
    let whole = columns(&[(16, 3), (16, 3), (4, 3), (2, 3)]);
    let near = |bytes: Vec<u8>| {
        let (length, parameters) = (bytes.len(), MatchParameters::default());
        NearSection::new(NearForm::Pdq, parameters, SetBytes::from(bytes), 0..length, 3)
    };
    assert_eq!(near(whole.clone()).unwrap().hashes().lo(), [[1; 16]; 3]);
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        let byte = bytes.get_mut(at).unwrap();
        let padding = *byte == 0;
        *byte ^= 0x80;
        assert_eq!(near(bytes).err(), padding.then_some(BadSection::Padding), "{at}");
    }
}

#[test]
fn videos_must_follow_each_other_and_cover_every_frame() {
    let video = |starts: [u32; 3]| {
        let mut bytes = columns(&[(16, 5), (16, 5)]);
        bytes.extend(starts.iter().flat_map(|start| start.to_le_bytes()));
        bytes.resize(bytes.len().div_ceil(64) * 64, 0);
        bytes.extend(columns(&[(4, 2), (2, 2)]));
        let (length, rule) = (bytes.len(), VideoRule::default());
        VideoSection::new(
            MatchParameters::default(),
            rule,
            SetBytes::from(bytes),
            0..length,
            (2, 5),
        )
    };
    assert_eq!(video([0, 2, 5]).unwrap().frames_of(1), Some(3));
    for starts in
        [[0, 2, 4], [0, 2, 6], [1, 2, 5], [0, 0, 5], [0, 5, 5], [0, 6, 5], [0, u32::MAX, 5]]
    {
        assert_eq!(video(starts).unwrap_err(), BadSection::Frames, "{starts:?}");
    }
}

#[test]
fn an_owner_whose_bytes_vanish_later_changes_no_column() {
    struct Vanishing(AtomicBool);
    impl AsRef<[u8]> for Vanishing {
        fn as_ref(&self) -> &[u8] {
            if self.0.load(Ordering::Relaxed) { &[] } else { &[0; 192] }
        }
    }
    let shared = Arc::new(Vanishing(AtomicBool::new(false)));
    let bytes = SetBytes::new(shared.clone());
    let section = ExactSection::new(DigestKind::Md5, bytes, 0..192, 4).unwrap();
    assert_eq!((section.keys().len(), section.find(&[0; 16]).is_some()), (4, true));
    shared.0.store(true, Ordering::Relaxed);
    assert_eq!((section.keys().len(), section.find(&[0; 16]).is_some()), (4, true));
}

#[test]
fn no_set_can_match_more_loosely_than_the_product_allows() {
    assert!(MatchParameters::new(31, 40, 50).is_ok());
    assert!(MatchParameters::new(0, 0, 100).is_ok());
    for (perceptual, borderline, quality) in [
        (32, 40, 50),
        (31, 41, 50),
        (31, 30, 50),
        (31, 31, 49),
        (31, 31, 101),
        (u32::MAX, u32::MAX, 50),
    ] {
        assert!(MatchParameters::new(perceptual, borderline, quality).is_err());
    }
}
