use super::container::{FORMS, Page, file};
use super::drawn::{Cut, Drawn, HEIGHT, WIDTH};
use super::seen::{assert_seen, one};
use crate::decode::recorder::{run, run_within, survives_every_change};
use crate::decode::tiff::decode;
use crate::limits::{LimitName, Limits};
use crate::undecided::Undecided;

#[test]
fn a_page_that_cannot_be_decoded_does_not_hide_the_others() {
    let good = Drawn::new(1, 8, 1);
    let mut lab = Drawn::new(2, 8, 3).page(FORMS[0], Cut::Strips(9), false);
    lab.tags[3].1[0] = 8;
    let pages = [
        good.page(FORMS[0], Cut::Strips(9), false),
        lab,
        good.page(FORMS[0], Cut::Strips(5), false),
    ];
    let (frames, result) = run(decode, &file(FORMS[0], &pages));
    assert_eq!(result, Err(Undecided::UnsupportedFormat));
    assert_eq!(frames.iter().map(|frame| frame.info.frame).collect::<Vec<_>>(), [0, 2]);
}

#[test]
fn floats_and_unknown_compressions_are_unsupported_by_name() {
    let mut float = Drawn::new(1, 32, 1);
    float.tags.push((339, vec![3]));
    let mut zstd = Drawn::new(1, 8, 1);
    zstd.tags.push((259, vec![50_000]));
    for drawn in [float, zstd] {
        let (frames, result) = run(decode, &drawn.file(FORMS[0], Cut::Strips(9), false));
        assert_eq!((frames.len(), result), (0, Err(Undecided::UnsupportedFormat)));
    }
}

#[test]
fn directories_in_a_circle_end() {
    let mut bytes = Drawn::new(1, 8, 1).file(FORMS[0], Cut::Strips(HEIGHT), false);
    let first: [u8; 4] = bytes[4..8].try_into().unwrap();
    let directory = usize::try_from(u32::from_le_bytes(first)).unwrap();
    let entries = usize::from(u16::from_le_bytes([bytes[directory], bytes[directory + 1]]));
    let link = directory + 2 + entries * 12;
    bytes[link..link + 4].copy_from_slice(&first);
    assert_seen(&one(&bytes), &Drawn::new(1, 8, 1), "circle");
}

#[test]
fn a_cut_picture_is_given_as_far_as_it_goes() {
    for (photometric, cut) in
        [(2, Cut::Strips(HEIGHT)), (2, Cut::Strips(4)), (2, Cut::Tiles(32, 8))]
    {
        let drawn = Drawn::new(photometric, 8, 3);
        let bytes = drawn.file(FORMS[0], cut, false);
        let (frames, result) = run(decode, &bytes[..bytes.len() - 9 * WIDTH * 3]);
        assert_eq!(result, Err(Undecided::Truncated));
        let seen = frames[0].over_white.iter().zip(drawn.seen());
        let same = seen.take_while(|(given, drawn)| **given == drawn.0).count();
        assert!(same >= 5 * WIDTH, "only {same} pixels of the first rows");
        assert_eq!(*frames[0].over_white.last().unwrap(), 0.0);
        assert_eq!(frames[0].transparent, Some(false));
    }
}

#[test]
fn huge_claims_are_over_a_limit_before_anything_is_allocated() {
    for (tag, value, limit) in [
        (256, 0x7fff_ffff, LimitName::SidePixels),
        (257, 0x7fff_ffff, LimitName::SidePixels),
        (322, 0x7fff_ffff, LimitName::DecodeBytes),
    ] {
        let mut page = Drawn::new(2, 8, 3).page(FORMS[2], Cut::Tiles(32, 32), false);
        page.set(tag, value);
        let (frames, result) = run(decode, &file(FORMS[2], &[page]));
        let strict = Err(Undecided::OverLimit(limit));
        // The decoder may see first that there are too few tiles.
        let refused = result == strict || result == Err(Undecided::Corrupt);
        assert!(frames.is_empty() && refused, "{tag}: {result:?}");
    }
}

#[test]
fn a_strip_of_any_size_takes_the_memory_of_a_row() {
    let mut page = Drawn::new(2, 8, 3).page(FORMS[0], Cut::Strips(HEIGHT), false);
    page.set(256, 10_000);
    page.set(257, 11_000);
    page.set(278, 11_000);
    let limits = Limits { max_decode_bytes: 1 << 20, ..Limits::default() };
    let (frames, result) = run_within(&limits, decode, &file(FORMS[0], &[page]));
    assert_eq!((frames.len(), result), (1, Err(Undecided::Truncated)));
}

/// A page whose bit depths are a list far longer than a pixel has samples.
fn with_long_list(count: usize) -> Page {
    let mut page = Drawn::new(1, 8, 1).page(FORMS[0], Cut::Strips(HEIGHT), false);
    page.tags.retain(|(tag, _)| *tag != 258);
    page.tags.push((258, vec![8; count]));
    page
}

#[test]
fn lists_of_values_are_never_held_and_are_work_on_every_page() {
    let limits = Limits { max_decode_bytes: 100 << 10, ..Limits::default() };
    let (_, result) = run_within(&limits, decode, &file(FORMS[0], &[with_long_list(500_000)]));
    assert_eq!(result, Ok(()));
    let pages: Vec<Page> = (0..100).map(|_| with_long_list(60_000)).collect();
    let pages = pages.into_iter().map(|mut page| {
        page.set(277, 60_000);
        page
    });
    let limits = Limits { max_work_bytes: 1 << 20, ..Limits::default() };
    let (_, result) = run_within(&limits, decode, &file(FORMS[0], &pages.collect::<Vec<_>>()));
    assert_eq!(result, Err(Undecided::OverLimit(LimitName::WorkBytes)));
}

#[test]
fn samples_that_nobody_looks_at_are_memory_too() {
    let mut page = Drawn::new(2, 8, 3).page(FORMS[0], Cut::Strips(HEIGHT), false);
    for (tag, value) in [(256, 65_535), (257, 1), (278, 1), (258, 8), (277, 60_000)] {
        page.set(tag, value);
    }
    page.tags.push((338, vec![0; 59_997]));
    let result = run(decode, &file(FORMS[0], &[page])).1;
    assert_eq!(result, Err(Undecided::OverLimit(LimitName::DecodeBytes)));
}

#[test]
fn samples_that_nobody_looks_at_are_work_too() {
    let mut page = Drawn::new(1, 8, 1).page(FORMS[0], Cut::Strips(HEIGHT), false);
    for (tag, value) in [(256, 64), (257, 16), (278, 16), (258, 1), (277, 8000)] {
        page.set(tag, value);
    }
    page.tags.push((338, vec![0; 7999]));
    page.chunks = vec![vec![0; 64 * 16 * 1000]];
    // Four times the bytes, and half of the samples.
    let limits = Limits { max_work_bytes: 4 << 20, ..Limits::default() };
    let (_, result) = run_within(&limits, decode, &file(FORMS[0], &[page]));
    assert_eq!(result, Err(Undecided::OverLimit(LimitName::WorkBytes)));
}

#[test]
fn a_value_of_a_list_costs_more_than_its_bytes() {
    let mut page = with_long_list(60_000);
    page.set(277, 60_000);
    let depths = page.tags.iter_mut().find(|(tag, _)| *tag == 258).unwrap();
    *depths.1.last_mut().unwrap() = 4;
    let bytes = file(FORMS[0], &[page]);
    assert_eq!(run(decode, &bytes).1, Err(Undecided::UnsupportedFormat));
    let limits = Limits { max_work_bytes: 1 << 19, ..Limits::default() };
    let (_, result) = run_within(&limits, decode, &bytes);
    assert_eq!(result, Err(Undecided::OverLimit(LimitName::WorkBytes)));
}

#[test]
fn the_tables_of_very_many_pages_are_memory() {
    let mut bytes = b"II*\0\x08\0\0\0".to_vec();
    for _ in 0..10_000 {
        let next = u32::try_from(bytes.len()).unwrap() + 6;
        bytes.extend([0, 0]);
        bytes.extend(next.to_le_bytes());
    }
    let limits = Limits { max_decode_bytes: 1 << 19, ..Limits::default() };
    let (_, result) = run_within(&limits, decode, &bytes);
    assert_eq!(result, Err(Undecided::OverLimit(LimitName::DecodeBytes)));
}

#[test]
fn survives_every_cut_every_bit_and_a_tail() {
    for (drawn, form, cut) in [
        (Drawn::new(3, 2, 1), FORMS[0], Cut::Strips(8)),
        (Drawn::new(1, 1, 1), FORMS[3], Cut::Tiles(16, 16)),
    ] {
        // The rows of the last tile that lie beyond the picture are not missed.
        survives_every_change(decode, &drawn.file(form, cut, false), 32);
    }
}
