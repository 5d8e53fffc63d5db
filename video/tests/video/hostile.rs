//! Clips that are cut, changed and made up: nothing panics, and what was not seen has a name.

use super::support::{clip, hashed, hashed_as_source, hashed_within};
use presend::attachment::Attachment;
use presend::context::CancelToken;
use presend::limits::{LimitName, Limits};
use presend::undecided::Undecided;

const CLIPS: [&str; 8] = [
    "h264-baseline-rotated.mov",
    "hevc-main10.mkv",
    "vp8-key.webm",
    "vp8-hidden.webm",
    "vp9.mp4",
    "vp9-10bit.webm",
    "cover.mp4",
    "h264-main-fragmented.mp4",
];

#[test]
fn a_clip_that_is_cut_is_never_whole() {
    for name in CLIPS {
        let bytes = clip(name);
        for cut in 1..24 {
            let end = bytes.len() * cut / 24 - 1;
            let why = hashed(&bytes[..end]).undecided;
            let is_named = matches!(
                why,
                Some(Undecided::Truncated | Undecided::Corrupt | Undecided::UnsupportedFormat)
            );
            assert!(is_named, "{name} cut at {end}: {why:?}");
        }
    }
}

#[test]
fn what_lies_behind_a_clip_is_told_and_hides_no_frame() {
    for name in CLIPS {
        let (bytes, whole) = (clip(name), hashed(&clip(name)));
        for behind in
            [&b"x"[..], b"\0\0\0\x02mdat", b"\xff\xd8\xff\xe0 and so on, as a picture might"]
        {
            let found = hashed(&[&bytes, behind].concat());
            assert!(found.undecided.is_some(), "{name}: {behind:?}");
            let frames = found.fingerprints.frames.len();
            assert_eq!(frames, whole.fingerprints.frames.len(), "{name}: {behind:?}");
        }
    }
}

#[test]
fn no_flipped_bit_makes_a_decoder_fail() {
    let mut seed = 1_u32;
    for name in CLIPS {
        let bytes = clip(name);
        for _ in 0..24 {
            let mut changed = bytes.clone();
            for _ in 0..3 {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                // Half of the flips go where the container says most.
                let most = if seed & 1 == 0 { 1_500 } else { bytes.len() };
                let at = usize::try_from(seed >> 4).unwrap() % most.min(bytes.len());
                changed[at] ^= 1 << (seed >> 1 & 7);
            }
            let why = hashed(&changed).undecided;
            assert_ne!(why, Some(Undecided::DecoderFailed), "{name}, before {seed}");
        }
    }
}

/// Puts bytes behind the first place of a name, so far from its end.
fn patched(name: &str, place: &[u8], after: usize, with: &[u8]) -> Vec<u8> {
    let mut bytes = clip(name);
    let at = bytes.windows(place.len()).position(|window| window == place).unwrap();
    let at = at + place.len() + after;
    bytes[at..at + with.len()].copy_from_slice(with);
    bytes
}

#[test]
fn tables_of_four_thousand_million_entries_are_refused() {
    let clip = "h264-baseline-rotated.mov";
    let most = &[0xff; 4];
    for table in [&b"stsz"[..], b"stts", b"stsc", b"stco"] {
        let after = if table == b"stsz" { 8 } else { 4 };
        let found = hashed(&patched(clip, table, after, most));
        assert_eq!(found.undecided, Some(Undecided::Corrupt), "{table:?}");
    }
    // All of one size need no table.
    let same = patched(clip, b"stsz", 4, &[0, 0, 0, 1, 0xff, 0xff, 0xff, 0xff]);
    assert_eq!(hashed(&same).undecided, Some(Undecided::Corrupt));
}

#[test]
fn times_that_do_not_move_and_edits_that_lie_are_bounded() {
    let clip = "h264-baseline-rotated.mov";
    // No frame lasts at all: each is looked at, as far as the bounds go.
    let still = patched(clip, b"stts", 8 + 4, &[0; 4]);
    assert_eq!(hashed(&still).fingerprints.frames.len(), 50);
    let limits = Limits { max_video_frames: 10, ..Limits::default() };
    let found = hashed_within(&Attachment::bytes(&still), &limits, &CancelToken::new());
    assert_eq!(found.undecided, Some(Undecided::OverLimit(LimitName::VideoFrames)));
    assert_eq!(found.fingerprints.frames.len(), 10);
    // All frames lie before what is shown.
    let late = patched(clip, b"elst", 12, &[0x7f, 0xff, 0xff, 0xff]);
    let found = hashed(&late);
    assert_eq!((found.undecided, found.fingerprints.frames.len() >= 2), (None, true));
    // A time scale of no ticks.
    let none = patched(clip, b"mdhd", 12, &[0; 4]);
    assert_eq!(hashed(&none).undecided, Some(Undecided::Corrupt));
}

#[test]
fn a_million_empty_elements_end_by_the_budget() {
    let mut file = b"\x1a\x45\xdf\xa3\x8b\x42\x82\x88matroska".to_vec();
    file.extend_from_slice(b"\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff");
    file.extend(b"\xec\x80".iter().cycle().take(2 << 20));
    let limits = Limits { max_work_bytes: 64 << 20, ..Limits::default() };
    let found = hashed_within(&Attachment::bytes(&file), &limits, &CancelToken::new());
    assert_eq!(found.undecided, Some(Undecided::OverLimit(LimitName::WorkBytes)));
    // The same in boxes.
    let mut file = b"\0\0\0\x10ftypisom\0\0\x02\0".to_vec();
    file.extend(b"\0\0\0\x08free".iter().cycle().take(4 << 20));
    let found = hashed_within(&Attachment::bytes(&file), &limits, &CancelToken::new());
    assert_eq!(found.undecided, Some(Undecided::OverLimit(LimitName::WorkBytes)));
}

#[test]
fn each_bound_holds_for_a_whole_clip_and_a_streamed_one() {
    let default = Limits::default;
    // H.264 is decoded in whole blocks of 16 pixels.
    for (name, pixels) in [("h264-high.mp4", 318 * 238), ("vp9.webm", 318 * 238 - 1)] {
        let bytes = clip(name);
        let cases = [
            (Limits { max_pixels: pixels, ..default() }, LimitName::Pixels),
            (Limits { max_side_pixels: 300, ..default() }, LimitName::SidePixels),
            (Limits { max_decode_bytes: 300_000, ..default() }, LimitName::DecodeBytes),
            (Limits { max_work_bytes: 1 << 20, ..default() }, LimitName::WorkBytes),
        ];
        for (limits, bound) in cases {
            let found = hashed_within(&Attachment::bytes(&bytes), &limits, &CancelToken::new());
            assert_eq!(found.undecided, Some(Undecided::OverLimit(bound)), "{name}");
        }
    }
    let bytes = clip("h264-high.mp4");
    let cancel = CancelToken::new();
    cancel.cancel();
    let found = hashed_within(&Attachment::bytes(&bytes), &default(), &cancel);
    assert_eq!(found.undecided, Some(Undecided::Cancelled));
    assert_eq!(hashed_as_source(&bytes[..20_000]).undecided, Some(Undecided::Truncated));
}
