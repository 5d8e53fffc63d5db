//! Videos through the whole flow, by a decoder that a test lends.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
#![expect(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use std::io::Read as _;
use std::sync::{Arc, Mutex};

use super::{AttachmentScanner, AttachmentScannerBuilder, Checked, Job, fingerprint};
use crate::attachment::{Attachment, ByteSource, PixelFormat, PixelView, SourceFailed};
use crate::context::{CancelToken, ScanContext, ScanProgress, ScanStep};
use crate::decode::{BlockReader, VideoDecoder, VideoFrames};
use crate::limits::{LimitName, Limits};
use crate::orientation::Orientation;
use crate::report::{Evidence, Outcome};
use crate::set::KnownSet;
use crate::sniff::MediaKind;
use crate::undecided::Undecided;

const FILE: &[u8] = b"\0\0\0\x18ftypisom\0\0\x02\0isomiso2\0\0\0\x08free";
const CAT: &[u8] = include_bytes!("../../testdata/photos/cat.jpg");
const SIDE: usize = 64;

/// What a lent decoder does with a video.
type Decode =
    dyn Fn(BlockReader<'_>, &mut VideoFrames<'_, '_>) -> Result<(), Undecided> + Send + Sync;

struct Lent(Box<Decode>);

impl VideoDecoder for Lent {
    fn opens(&self, kind: MediaKind) -> bool {
        kind == MediaKind::Mp4
    }

    fn decode(
        &self,
        file: BlockReader<'_>,
        frames: &mut VideoFrames<'_, '_>,
    ) -> Result<(), Undecided> {
        (self.0)(file, frames)
    }
}

/// A drawing of a number: no two are alike.
fn drawing(number: u32) -> Vec<u8> {
    let (mut seed, mut cells) = (number.wrapping_mul(0x9e37_79b9) | 1, [0_u8; 64]);
    for cell in &mut cells {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        *cell = seed.to_be_bytes()[0];
    }
    (0..SIDE * SIDE).map(|at| cells[at / SIDE / 8 * 8 + at % SIDE / 8]).collect()
}

fn view(bytes: &[u8]) -> PixelView<'_> {
    let (side, format) = (u32::try_from(SIDE).unwrap(), PixelFormat::Gray8);
    let orientation = Orientation::Upright;
    PixelView { width: side, height: side, stride_bytes: SIDE, format, orientation, bytes }
}

fn push(frames: &mut VideoFrames<'_, '_>, second: u32) -> Result<(), Undecided> {
    frames.push(second * 25, u64::from(second) * 1_000, view(&drawing(second)))
}

fn pdq(number: u32) -> String {
    let (limits, cancel) = (Limits::default(), CancelToken::new());
    let pixels = drawing(number);
    let found = fingerprint(&Attachment::pixels(view(&pixels)), &Job::everything(&limits, &cancel));
    found.fingerprints.frames[0].pdq[0].hash.to_hex()
}

fn list(text: &str) -> KnownSet {
    KnownSet::from_list_unverified("made-up", text).unwrap()
}

fn builder(
    set: KnownSet,
    decode: impl Fn(BlockReader<'_>, &mut VideoFrames<'_, '_>) -> Result<(), Undecided>
    + Send
    + Sync
    + 'static,
) -> AttachmentScannerBuilder {
    AttachmentScanner::builder().add_set(set).add_video_decoder(Arc::new(Lent(Box::new(decode))))
}

fn scan(builder: AttachmentScannerBuilder) -> Checked {
    builder.build().scan(Attachment::bytes(FILE), &ScanContext::at(1))
}

#[test]
fn a_listed_picture_is_found_at_its_second() {
    let checked = scan(builder(list(&format!("pdq:{}", pdq(7))), |_, frames| {
        (0..9).try_for_each(|second| push(frames, second))
    }));
    let report = &checked.report;
    assert_eq!((report.outcome, report.coverage.parts_seen), (Outcome::Match, 9));
    let found = &report.findings[0];
    assert_eq!((found.evidence, found.part.as_str()), (Evidence::Perceptual, ""));
    assert_eq!((found.frame, found.time_ms), (Some(175), Some(7_000)));
    let said = checked.explain(crate::explain::Level::Engineer, crate::explain::Language::English);
    assert!(said.contains("frame 175, at 0:07"), "{said}");
}

#[test]
fn a_listed_video_is_found_by_the_share_of_its_frames() {
    let frames: Vec<_> = (0..5).map(pdq).collect();
    let set = || list(&format!("vpdq:{}", frames.join(",")));
    let of = |seconds: core::ops::Range<u32>| {
        scan(builder(set(), move |_, frames| {
            seconds.clone().try_for_each(|second| push(frames, second))
        }))
    };
    assert_eq!(of(0..5).report.outcome, Outcome::Match);
    assert_eq!(of(0..6).report.outcome, Outcome::Match);
    // Three of seven frames are listed: too few.
    assert_eq!(of(2..9).report.outcome, Outcome::Clean);
}

#[test]
fn nothing_unseen_is_clean() {
    let set = || list("md5:0123456789abcdef0123456789abcdef");
    let pictures = || list(&format!("pdq:{}", pdq(99)));
    let outcome = |checked: Checked| checked.report.outcome;
    let undecided = Outcome::Undecided;
    // Exact digests alone call for no frame, and what lies beside the frames is not opened for them.
    let all_is_well = |_: BlockReader<'_>, frames: &mut VideoFrames<'_, '_>| push(frames, 1);
    assert_eq!(outcome(scan(builder(set(), all_is_well))), undecided(Undecided::UnopenedContainer));
    assert_eq!(outcome(scan(builder(pictures(), all_is_well))), Outcome::Clean);
    let none = builder(pictures(), |_, _| Ok(()));
    assert_eq!(outcome(scan(none)), undecided(Undecided::DecoderFailed));
    let panics = builder(pictures(), |_, frames| {
        push(frames, 1)?;
        let rows = drawing(1);
        // As a decoder might.
        push(frames, u32::from(rows[SIDE * SIDE]))
    });
    assert_eq!(outcome(scan(panics)), undecided(Undecided::DecoderFailed));
    let cut = builder(pictures(), |_, frames| {
        push(frames, 1)?;
        Err(Undecided::Truncated)
    });
    assert_eq!(outcome(scan(cut)), undecided(Undecided::Truncated));
    let lies = builder(pictures(), |_, frames| {
        frames.only_sound();
        push(frames, 1)
    });
    assert_eq!(outcome(scan(lies)), undecided(Undecided::DecoderFailed));
    let nobody = AttachmentScanner::builder().add_set(pictures());
    assert_eq!(outcome(scan(nobody)), undecided(Undecided::UnopenedContainer));
}

#[test]
fn sound_alone_is_clean_and_says_that_there_is_no_picture() {
    let checked = scan(builder(list(&format!("pdq:{}", pdq(1))), |_, frames| {
        frames.only_sound();
        Ok(())
    }));
    assert_eq!(checked.report.outcome, Outcome::Clean);
    assert!(checked.report.coverage.not_applicable);
}

#[test]
fn a_cover_is_a_part() {
    let blake3 = blake3::hash(CAT).to_hex();
    let checked = scan(builder(list(&format!("blake3:{blake3} pdq:{}", pdq(1))), |_, frames| {
        frames.picture(CAT.to_vec())?;
        push(frames, 5)
    }));
    let found = &checked.report.findings[0];
    assert_eq!((found.evidence, found.part.as_str()), (Evidence::Exact, "cover/1"));
}

#[test]
fn frames_covers_and_work_are_bounded_by_name() {
    let set = || list(&format!("pdq:{}", pdq(99)));
    let over = |limits: Limits| {
        let scanner = builder(set(), |_, frames| {
            frames.picture(CAT.to_vec())?;
            (0..4).try_for_each(|second| push(frames, second))
        });
        scan(scanner.limits(limits)).report.outcome
    };
    let named = |name| Outcome::Undecided(Undecided::OverLimit(name));
    let default = Limits::default;
    // The cover counts too.
    assert_eq!(over(Limits { max_video_frames: 5, ..default() }), Outcome::Clean);
    let cases = [
        (Limits { max_video_frames: 3, ..default() }, LimitName::VideoFrames),
        (Limits { max_part_bytes: 1_000, ..default() }, LimitName::PartBytes),
        (Limits { max_unpacked_bytes: 1_000, ..default() }, LimitName::UnpackedBytes),
        (Limits { max_pixels: 4_095, ..default() }, LimitName::Pixels),
        (Limits { max_work_bytes: 12_000, ..default() }, LimitName::WorkBytes),
        (Limits { max_depth: 0, ..default() }, LimitName::Depth),
    ];
    for (limits, name) in cases {
        assert_eq!(over(limits), named(name));
    }
}

#[derive(Default)]
struct Times(Mutex<Vec<Option<u64>>>);

impl ScanProgress for Times {
    fn step(&self, step: ScanStep) {
        if let ScanStep::Picture { time_ms, .. } = step {
            self.0.lock().unwrap().push(time_ms);
        }
    }
}

#[test]
fn progress_tells_the_time_of_the_video_and_a_cancel_ends_it() {
    let (times, cancel) = (Arc::new(Times::default()), CancelToken::new());
    let stop = cancel.clone();
    let scanner = builder(list(&format!("pdq:{}", pdq(99))), move |_, frames| {
        (0..9).try_for_each(|second| {
            if second == 3 {
                stop.cancel();
            }
            push(frames, second)
        })
    });
    let context = ScanContext::at(1).with_cancel(cancel).with_progress(Arc::<Times>::clone(&times));
    let report = scanner.build().scan(Attachment::bytes(FILE), &context).report;
    assert_eq!(report.outcome, Outcome::Undecided(Undecided::Cancelled));
    assert_eq!(*times.0.lock().unwrap(), [Some(0), Some(1_000), Some(2_000)]);
}

/// Says another byte each time it is read.
struct Restless(Mutex<u8>);

impl ByteSource for Restless {
    fn length(&self) -> Result<u64, SourceFailed> {
        Ok(64)
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<usize, SourceFailed> {
        let mut bytes = [FILE, &[0; 32]].concat();
        let mut last = self.0.lock().unwrap();
        *last = last.wrapping_add(1);
        bytes[63] = *last;
        let rest = bytes.get(usize::try_from(offset).unwrap()..).unwrap_or_default();
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        Ok(count)
    }
}

#[test]
fn a_video_that_changes_while_it_is_streamed_is_noticed() {
    let scanner = builder(list(&format!("pdq:{}", pdq(99))), |mut file, frames| {
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(|error| frames.reason(&error))?;
        push(frames, 1)
    });
    let limits = Limits { max_input_bytes_in_memory: 16, ..Limits::default() };
    let source = Restless(Mutex::new(0));
    let scanner = scanner.limits(limits).build();
    let report = scanner.scan(Attachment::source(&source), &ScanContext::at(1)).report;
    assert_eq!(report.outcome, Outcome::Undecided(Undecided::ChangedWhileReading));
}
