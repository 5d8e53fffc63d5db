//! The whole flow on real photographs and on odd input, through the public API alone.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use presend::attachment::{Attachment, ByteSource, PixelFormat, PixelView, SourceFailed};
use presend::context::{CancelToken, ScanContext};
use presend::journal::{MemoryJournal, Recorded};
use presend::limits::{LimitName, Limits};
use presend::orientation::Orientation;
use presend::policy::{Action, BuiltInPolicy};
use presend::report::{Evidence, Outcome, Variant};
use presend::scan::{AttachmentScanner, Fingerprinted, Job, fingerprint};
use presend::set::KnownSet;
use presend::undecided::Undecided;

const CAT: &[u8] = include_bytes!("../testdata/photos/cat.jpg");
const COFFEE: &[u8] = include_bytes!("../testdata/photos/coffee.jpg");
const NOW: u64 = 1_800_000_000;

fn fingerprinted(bytes: &[u8]) -> Fingerprinted {
    let (limits, cancel) = (Limits::default(), CancelToken::new());
    fingerprint(&Attachment::bytes(bytes), &Job::everything(&limits, &cancel))
}

/// A list with the PDQ of these pictures.
fn pdq_list(pictures: &[&[u8]]) -> KnownSet {
    let lines: Vec<String> = pictures
        .iter()
        .flat_map(|bytes| fingerprinted(bytes).fingerprints.frames)
        .map(|frame| frame.pdq.first().unwrap().hash.to_hex())
        .collect();
    KnownSet::from_list_unverified("made-up", &lines.join("\n")).unwrap()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn scanner(set: KnownSet) -> AttachmentScanner {
    AttachmentScanner::builder().add_set(set).build()
}

fn outcome(scanner: &AttachmentScanner, bytes: &[u8]) -> Outcome {
    scanner.scan(Attachment::bytes(bytes), &ScanContext::at(NOW)).report.outcome
}

#[test]
fn finds_the_listed_photo_and_not_the_other() {
    let scanner = scanner(pdq_list(&[CAT]));
    let found = scanner.scan(Attachment::bytes(CAT), &ScanContext::at(NOW));
    assert_eq!(found.report.outcome, Outcome::Match);
    let finding = found.report.findings.first().unwrap();
    assert_eq!(finding.evidence, Evidence::Perceptual);
    assert_eq!(finding.distance_bits, Some(0));
    assert_eq!(finding.variant, Some(Variant::Turned(Orientation::Upright)));
    assert_eq!(found.decision().action(), Action::Warn);
    assert_eq!(outcome(&scanner, COFFEE), Outcome::Clean);
}

#[test]
fn an_exact_digest_is_found_in_bytes_that_are_no_picture() {
    let list =
        format!("sha256:{}", hex(&fingerprinted(b"hello").fingerprints.digests.sha256.unwrap()));
    let scanner = scanner(KnownSet::from_list_unverified("made-up", &list).unwrap());
    let found = scanner.scan(Attachment::bytes(b"hello"), &ScanContext::at(NOW));
    assert_eq!(found.report.findings.first().unwrap().evidence, Evidence::Exact);
    assert!(found.report.coverage.not_applicable);
    // With an exact-only list no picture is decoded, and a photograph that differs is clean.
    let other = scanner.scan(Attachment::bytes(CAT), &ScanContext::at(NOW));
    assert_eq!((other.report.outcome, other.report.coverage.parts_seen), (Outcome::Clean, 0));
}

#[test]
fn both_weak_digests_and_the_picture_of_one_entry_corroborate_each_other() {
    let found = fingerprinted(CAT).fingerprints;
    let pdq = found.frames.first().unwrap().pdq.first().unwrap().hash.to_hex();
    let md5 = hex(&found.digests.md5.unwrap());
    let sha1 = hex(&found.digests.sha1.unwrap());
    for (list, evidence) in [
        (format!("{pdq} md5:{md5} sha1:{sha1}"), Evidence::Corroborated),
        (format!("{pdq} md5:{md5}"), Evidence::ExactWeak),
        (format!("{pdq} sha1:{sha1}"), Evidence::ExactWeak),
        (format!("md5:{md5} sha1:{sha1}"), Evidence::ExactWeak),
        (format!("md5:{md5}"), Evidence::ExactWeak),
    ] {
        let scanner = scanner(KnownSet::from_list_unverified("made-up", &list).unwrap());
        let report = scanner.scan(Attachment::bytes(CAT), &ScanContext::at(NOW)).report;
        assert_eq!(report.findings.first().unwrap().evidence, evidence);
    }
}

#[test]
fn what_cannot_be_checked_is_undecided_by_name() {
    let scanner = scanner(pdq_list(&[CAT]));
    let truncated = COFFEE.get(..COFFEE.len() / 2).unwrap();
    for (bytes, reason) in [
        (&b""[..], Undecided::Empty),
        (&[0, 1, 2, 3][..], Undecided::UnsupportedFormat),
        (&b"%PDF-1.7\n"[..], Undecided::Truncated),
        (truncated, Undecided::Truncated),
    ] {
        assert_eq!(outcome(&scanner, bytes), Outcome::Undecided(reason));
    }
}

#[test]
fn without_a_set_or_with_an_empty_one_nothing_is_clean() {
    let no_set = AttachmentScanner::builder().build();
    let empty = scanner(KnownSet::from_list_unverified("made-up", "# nothing\n").unwrap());
    for scanner in [no_set, empty] {
        assert_eq!(outcome(&scanner, CAT), Outcome::Undecided(Undecided::NoUsableSet));
    }
}

#[test]
fn a_finding_in_a_truncated_picture_wins_over_truncated() {
    let most = CAT.get(..CAT.len() - CAT.len() / 50).unwrap();
    assert_eq!(outcome(&scanner(pdq_list(&[CAT])), most), Outcome::Match);
}

#[test]
fn a_cancelled_scan_is_undecided_as_cancelled() {
    let cancel = CancelToken::new();
    cancel.cancel();
    let context = ScanContext::at(NOW).with_cancel(cancel);
    let found = scanner(pdq_list(&[CAT])).scan(Attachment::bytes(CAT), &context);
    assert_eq!(found.report.outcome, Outcome::Undecided(Undecided::Cancelled));
}

/// Serves bytes, and shows `later` instead from the `switch`-th read on.
struct Changing<'a> {
    first: &'a [u8],
    later: &'a [u8],
    switch: usize,
    reads: AtomicUsize,
}

impl ByteSource for Changing<'_> {
    fn length(&self) -> Result<u64, SourceFailed> {
        u64::try_from(self.first.len()).map_err(|_| SourceFailed)
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<usize, SourceFailed> {
        let read = self.reads.fetch_add(1, Ordering::Relaxed);
        let bytes = if read < self.switch { self.first } else { self.later };
        let rest = bytes.get(usize::try_from(offset).unwrap()..).unwrap_or_default();
        let count = rest.len().min(buffer.len());
        buffer.get_mut(..count).unwrap().copy_from_slice(rest.get(..count).unwrap());
        Ok(count)
    }
}

fn source<'a>(first: &'a [u8], later: &'a [u8], switch: usize) -> Changing<'a> {
    Changing { first, later, switch, reads: AtomicUsize::new(0) }
}

#[test]
fn a_source_gives_the_same_answer_held_or_streamed() {
    let streaming = Limits { max_input_bytes_in_memory: 1_000, ..limits() };
    for limits in [limits(), streaming] {
        let scanner = AttachmentScanner::builder().add_set(pdq_list(&[CAT])).limits(limits).build();
        let found = scanner.scan(Attachment::source(&source(CAT, CAT, 0)), &ScanContext::at(NOW));
        assert_eq!(found.report.outcome, Outcome::Match);
    }
}

fn limits() -> Limits {
    Limits::default()
}

#[test]
fn a_streamed_source_that_changes_while_it_is_read_is_noticed() {
    let mut later = CAT.to_vec();
    *later.last_mut().unwrap() ^= 1;
    let limits = Limits { max_input_bytes_in_memory: 1_000, ..limits() };
    let scanner = AttachmentScanner::builder().add_set(pdq_list(&[CAT])).limits(limits).build();
    let changing = source(CAT, &later, 3);
    let found = scanner.scan(Attachment::source(&changing), &ScanContext::at(NOW));
    assert_eq!(found.report.outcome, Outcome::Undecided(Undecided::ChangedWhileReading));
    assert!(found.report.findings.is_empty());
}

#[test]
fn a_streamed_source_that_is_text_only_at_first_is_noticed() {
    let text = vec![b'a'; CAT.len()];
    let limits = Limits { max_input_bytes_in_memory: 1_000, ..limits() };
    let scanner = AttachmentScanner::builder().add_set(pdq_list(&[CAT])).limits(limits).build();
    let outcome = |first: &[u8], later: &[u8]| {
        let changing = source(first, later, 1);
        scanner.scan(Attachment::source(&changing), &ScanContext::at(NOW)).report.outcome
    };
    let changed = Outcome::Undecided(Undecided::ChangedWhileReading);
    assert_eq!(outcome(&text, CAT), changed);
    assert_eq!(outcome(CAT, &text), changed);
    assert_eq!(outcome(&text, &text), Outcome::Clean);
}

#[test]
fn a_source_that_is_shorter_than_it_says_has_changed() {
    let found = scanner(pdq_list(&[CAT]))
        .scan(Attachment::source(&source(CAT, b"", 0)), &ScanContext::at(NOW));
    assert_eq!(found.report.outcome, Outcome::Undecided(Undecided::ChangedWhileReading));
}

#[test]
fn an_attachment_over_the_input_limit_is_named() {
    let limits = Limits { max_input_bytes: 1_000, ..limits() };
    let scanner = AttachmentScanner::builder().add_set(pdq_list(&[CAT])).limits(limits).build();
    let over = Outcome::Undecided(Undecided::OverLimit(LimitName::InputBytes));
    assert_eq!(outcome(&scanner, CAT), over);
}

#[expect(clippy::arithmetic_side_effects, reason = "small numbers")]
fn pixel(phase: u32, x: u32, y: u32) -> u32 {
    (x * 3 / 2 + phase * 40) ^ (y + x * y / (64 + phase * 31))
}

/// A drawn picture with structure.
fn drawn(phase: u32) -> Vec<u8> {
    (0..240_u32)
        .flat_map(|y| (0..320_u32).map(move |x| u8::try_from(pixel(phase, x, y) % 256).unwrap()))
        .collect()
}

fn view(bytes: &[u8]) -> PixelView<'_> {
    PixelView {
        width: 320,
        height: 240,
        stride_bytes: 320,
        format: PixelFormat::Gray8,
        orientation: Orientation::Upright,
        bytes,
    }
}

#[test]
fn pixels_and_pushed_frames_are_found_like_a_picture() {
    let (limits, cancel) = (limits(), CancelToken::new());
    let picture = drawn(1);
    let found =
        fingerprint(&Attachment::pixels(view(&picture)), &Job::everything(&limits, &cancel));
    let pdq = found.fingerprints.frames.first().unwrap().pdq.first().unwrap();
    let set = KnownSet::from_list_unverified("made-up", &pdq.hash.to_hex()).unwrap();
    let scanner = scanner(set);
    let context = ScanContext::at(NOW);
    let still = scanner.scan(Attachment::pixels(view(&picture)), &context);
    assert_eq!(still.report.outcome, Outcome::Match);

    let mut video = scanner.frames(&context);
    for (second, phase) in [5, 1, 7].into_iter().enumerate() {
        let time_ms = u64::try_from(second).unwrap() * 1_000;
        video.push(view(&drawn(phase)), time_ms).unwrap();
    }
    let report = video.finish().report;
    assert_eq!((report.outcome, report.coverage.parts_seen), (Outcome::Match, 3));
    assert_eq!(report.findings.first().unwrap().frame, Some(1));
}

#[test]
fn a_frame_session_without_frames_is_not_clean() {
    let context = ScanContext::at(NOW);
    let report = scanner(pdq_list(&[CAT])).frames(&context).finish().report;
    assert_eq!(report.outcome, Outcome::Undecided(Undecided::Empty));
}

#[test]
fn a_frame_session_stops_at_its_limit_and_says_so() {
    let limits = Limits { max_video_frames: 2, ..limits() };
    let scanner = AttachmentScanner::builder().add_set(pdq_list(&[CAT])).limits(limits).build();
    let context = ScanContext::at(NOW);
    let mut video = scanner.frames(&context);
    let over = Undecided::OverLimit(LimitName::VideoFrames);
    let pushed: Vec<_> = (0..3).map(|second| video.push(view(&drawn(second)), 0)).collect();
    assert_eq!(pushed, [Ok(()), Ok(()), Err(over)]);
    assert_eq!(video.finish().report.outcome, Outcome::Undecided(over));
}

#[test]
fn decisions_go_into_the_journal_and_clean_scans_are_only_counted() {
    let journal = Arc::new(MemoryJournal::new());
    let scanner = AttachmentScanner::builder()
        .add_set(pdq_list(&[CAT]))
        .policy(Arc::new(BuiltInPolicy::BlockMatch))
        .journal(journal)
        .build();
    let blocked = scanner.scan(Attachment::bytes(CAT), &ScanContext::at(NOW));
    assert_eq!(blocked.decision().action(), Action::Block);
    assert_eq!(blocked.recorded, Recorded::Yes);
    let sent = scanner.scan(Attachment::bytes(COFFEE), &ScanContext::at(NOW));
    assert_eq!(sent.recorded, Recorded::NotNeeded);
}
