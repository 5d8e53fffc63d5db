//! Small files that claim much: each comes to a named answer, from the header or within the budget.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use presend::attachment::Attachment;
use presend::context::{CancelToken, ScanContext};
use presend::limits::{LimitName, Limits};
use presend::report::Outcome;
use presend::scan::AttachmentScanner;
use presend::set::KnownSet;
use presend::undecided::Undecided;

fn outcome(bytes: &[u8], limits: Limits) -> Outcome {
    let list = "a5".repeat(32);
    let set = KnownSet::from_list_unverified("made-up", &list).unwrap();
    let scanner = AttachmentScanner::builder().add_set(set).limits(limits).build();
    scanner.scan(Attachment::bytes(bytes), &ScanContext::at(0)).report.outcome
}

fn over(limit: LimitName) -> Outcome {
    Outcome::Undecided(Undecided::OverLimit(limit))
}

/// A PNG header of this size, and as many image data chunks of zeros as asked for.
fn png(width: u32, height: u32, data: &[u8]) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut header = [width.to_be_bytes(), height.to_be_bytes()].concat();
    header.extend([8, 2, 0, 0, 0]);
    for (name, content) in [(b"IHDR", header.as_slice()), (b"IDAT", data), (b"IEND", &[])] {
        bytes.extend(u32::try_from(content.len()).unwrap().to_be_bytes());
        bytes.extend(name);
        bytes.extend(content);
        bytes.extend([0; 4]);
    }
    bytes
}

#[test]
fn a_small_file_that_claims_200_megapixels_is_refused_from_its_header() {
    let mut file = png(20_000, 10_000, &[]);
    file.resize(2 << 20, 0);
    assert_eq!(outcome(&file, Limits::default()), over(LimitName::Pixels));
}

#[test]
fn a_side_that_is_too_long_is_refused_however_thin_the_picture() {
    assert_eq!(outcome(&png(70_000, 1, &[]), Limits::default()), over(LimitName::SidePixels));
}

#[test]
fn a_picture_of_no_size_is_corrupt() {
    let corrupt = Outcome::Undecided(Undecided::Corrupt);
    assert_eq!(outcome(&png(0, 10, &[]), Limits::default()), corrupt);
}

#[test]
fn rows_that_never_come_make_the_picture_truncated() {
    // A valid deflate stream of nothing.
    let empty = [0x78, 0x9c, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01];
    let truncated = Outcome::Undecided(Undecided::Truncated);
    assert_eq!(outcome(&png(4_000, 3_000, &empty), Limits::default()), truncated);
}

/// A GIF of this canvas with as many frames of one pixel.
fn gif(side: u16, frames: usize) -> Vec<u8> {
    let mut bytes = b"GIF89a".to_vec();
    bytes.extend([side.to_le_bytes(), side.to_le_bytes()].concat());
    bytes.extend([0x80, 0, 0, 0, 0, 0, 255, 255, 255]);
    let place = [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0];
    // One white or black pixel: clear, 1 or 0, end.
    for code in [0x4c_u8, 0x44].into_iter().cycle().take(frames) {
        bytes.extend(place);
        bytes.extend([2, 2, code, 1, 0]);
    }
    bytes.push(0x3b);
    bytes
}

#[test]
fn an_animation_of_a_million_frames_is_sampled_and_undecided() {
    assert_eq!(outcome(&gif(2, 1_000_000), Limits::default()), over(LimitName::Frames));
}

#[test]
fn many_frames_of_a_large_canvas_end_with_the_work_budget() {
    let limits = Limits { max_work_bytes: 64 << 20, ..Limits::default() };
    assert_eq!(outcome(&gif(2_000, 200), limits), over(LimitName::WorkBytes));
}

#[test]
fn a_canvas_that_does_not_fit_is_refused_before_it_is_made() {
    let limits = Limits { max_decode_bytes: 1 << 20, ..Limits::default() };
    assert_eq!(outcome(&gif(2_000, 2), limits), over(LimitName::DecodeBytes));
}

#[test]
fn the_share_extension_looks_at_a_progressive_photo_in_little_memory() {
    let mut file = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut file, 50);
    encoder.set_progressive(true);
    let pixels = vec![90; 4_000 * 3_000];
    encoder.encode(&pixels, 4_000, 3_000, jpeg_encoder::ColorType::Luma).unwrap();
    assert_eq!(outcome(&file, Limits::share_extension()), Outcome::Clean);
    let little = Limits { max_decode_bytes: 2 << 20, ..Limits::default() };
    assert_eq!(outcome(&file, little), Outcome::Clean);
    let too_little = Limits { max_decode_bytes: 64 << 10, ..Limits::default() };
    assert_eq!(outcome(&file, too_little), over(LimitName::DecodeBytes));
}

#[test]
fn a_cancel_wins_over_every_other_reason() {
    let cancel = CancelToken::new();
    cancel.cancel();
    let context = ScanContext::at(0).with_cancel(cancel);
    let set = KnownSet::from_list_unverified("made-up", &"a5".repeat(32)).unwrap();
    let scanner = AttachmentScanner::builder().add_set(set).build();
    for file in [png(20_000, 10_000, &[]), gif(2, 1_000)] {
        let report = scanner.scan(Attachment::bytes(&file), &context).report;
        assert_eq!(report.outcome, Outcome::Undecided(Undecided::Cancelled));
    }
}
