//! Whole clips through the decoder: what is seen, when, and how it compares with ffmpeg's decoders.

use super::support::{CAT, COFFEE, clip, hashed, hashed_as_source, list_of, scanned};
use presend::decode::VideoCodec;
use presend::hash::pdq::PdqHash;
use presend::report::{Evidence, Outcome, PartSkipped, SkipReason};
use presend::undecided::Undecided;

/// CLIP FRAME TIME_MS PDQ, as `scripts/video-clips` wrote them.
const FRAMES: &str = include_str!("../../testdata/frames.txt");

/// Clips whose hashes are the same to the last bit.
const EQUAL: [&str; 10] = [
    "h264-high.mp4",
    "h264-main-fragmented.mp4",
    "h264-baseline-rotated.mov",
    "h264-high.mkv",
    "hevc-main.mp4",
    "vp8-key.webm",
    "vp8.webm",
    "vp8-hidden.webm",
    "vp9.webm",
    "vp9.mp4",
];

fn expected(name: &str) -> Vec<(u32, u64, PdqHash)> {
    let lines = FRAMES.lines().filter(|line| !line.starts_with('#'));
    let words = lines.map(|line| line.split(' ').collect::<Vec<_>>());
    let own = words.filter(|words| words[0] == name);
    own.map(|words| {
        let hash = PdqHash::from_hex(words[3]).unwrap();
        (words[1].parse().unwrap(), words[2].parse().unwrap(), hash)
    })
    .collect()
}

#[test]
fn every_frame_is_that_of_ffmpeg_at_its_number_and_time() {
    let clips = [
        ("h264-high.mp4", 9),
        ("h264-main-fragmented.mp4", 9),
        ("h264-baseline-rotated.mov", 2),
        ("h264-high.mkv", 9),
        ("hevc-main.mp4", 9),
        ("hevc-main10.mkv", 2),
        ("vp8-key.webm", 9),
        ("vp8.webm", 2),
        ("vp8-hidden.webm", 2),
        ("vp9.webm", 9),
        ("vp9.mp4", 2),
        ("vp9-10bit.webm", 2),
    ];
    for (name, count) in clips {
        let (found, expected) = (hashed(&clip(name)), expected(name));
        assert_eq!((found.undecided, expected.len()), (None, count), "{name}");
        let frames = &found.fingerprints.frames;
        assert_eq!(frames.len(), count, "{name}");
        for (frame, (number, time_ms, hash)) in frames.iter().zip(expected) {
            assert_eq!((frame.frame, frame.time_ms), (number, Some(time_ms)), "{name}");
            let bits = frame.pdq[0].hash.distance_bits(&hash);
            // Colours of 8 bits are ffmpeg's to the last one; those of 10 bits it rounds in another way.
            let most = if EQUAL.contains(&name) { 0 } else { 6 };
            assert!(bits <= most && frame.pdq[0].quality >= 50, "{name} {number}: {bits} bits");
        }
    }
}

#[test]
fn a_listed_picture_is_found_at_second_7() {
    let clips = ["h264-high.mp4", "h264-main-fragmented.mp4", "h264-high.mkv"];
    for name in clips.into_iter().chain(["hevc-main.mp4", "vp9.webm"]) {
        let report = scanned(&clip(name), &list_of(CAT)).report;
        assert_eq!(report.outcome, Outcome::Match, "{name}");
        let times: Vec<_> = report.findings.iter().map(|found| found.time_ms.unwrap()).collect();
        assert!(times.iter().all(|ms| (6_000..9_000).contains(ms)), "{name}: {times:?}");
    }
}

#[test]
fn a_source_that_is_streamed_gives_what_bytes_in_memory_give() {
    for name in ["h264-high.mp4", "h264-main-fragmented.mp4", "h264-high.mkv"] {
        let (bytes, source) = (hashed(&clip(name)), hashed_as_source(&clip(name)));
        assert_eq!((bytes.undecided, source.undecided), (None, None), "{name}");
        assert_eq!(bytes.fingerprints.frames, source.fingerprints.frames, "{name}");
    }
}

#[test]
fn what_is_not_decoded_is_named() {
    for (name, codec) in [
        ("vp9-444.webm", VideoCodec::Vp9),
        ("av1.mp4", VideoCodec::Av1),
        ("h264-interlaced.mp4", VideoCodec::H264),
        ("h264-10bit.mp4", VideoCodec::H264),
        ("mpeg4.mp4", VideoCodec::Mpeg),
    ] {
        let report = scanned(&clip(name), &list_of(CAT)).report;
        let reason = SkipReason::Undecided(Undecided::UnsupportedFormat);
        let skipped = PartSkipped { part: String::new(), reason, codec: Some(codec) };
        assert_eq!(report.outcome, Outcome::Undecided(Undecided::UnsupportedFormat), "{name}");
        assert_eq!(report.coverage.parts_skipped, [skipped], "{name}");
    }
    // A clip that is decoded to its end, or cut, is not named by its codec.
    let cut = &clip("vp9.mp4")[..5_000];
    assert_eq!((hashed(&clip("vp9.mp4")).codec, hashed(cut).codec), (None, None));
}

#[test]
fn sound_alone_has_nothing_to_see() {
    let found = hashed(&clip("sound.m4a"));
    assert_eq!((found.undecided, found.not_applicable), (None, true));
}

#[test]
fn a_cover_is_a_part_and_found_by_its_bytes() {
    for name in ["cover.mp4", "cover.mkv"] {
        let report = scanned(&clip(name), &list_of(CAT)).report;
        let found = &report.findings[0];
        assert_eq!((found.evidence, found.part.as_str()), (Evidence::Exact, "cover/1"), "{name}");
    }
}

#[test]
fn the_clip_of_a_motion_photo_is_opened() {
    let photo = [COFFEE, &clip("h264-high.mp4")].concat();
    let report = scanned(&photo, &list_of(CAT)).report;
    assert_eq!(report.outcome, Outcome::Match);
    let found = &report.findings[0];
    assert_eq!((found.part.as_str(), found.evidence), ("after-end/1", Evidence::Perceptual));
    assert!(found.time_ms.is_some_and(|ms| (6_000..9_000).contains(&ms)));
}
