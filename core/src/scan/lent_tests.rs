//! From a picture to a finding by a hash that the app lends, and what is said where it is not compared.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::io::Cursor;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};

use super::{AttachmentScanner, Checked, PictureHashes};
use crate::attachment::{Attachment, PixelFormat, PixelView};
use crate::context::ScanContext;
use crate::explain::{Language, Level};
use crate::lent::testing::{MadeUp, form, terms};
use crate::lent::{
    LentAnswer, LentDistance, LentFailed, LentFault, LentForm, LentHash, LentInput, LentPicture,
    LentTerms,
};
use crate::limits::Limits;
use crate::orientation::Orientation;
use crate::report::{Evidence, Outcome};
use crate::set::{KnownSet, LentValue, ListBuilder, ListValue};
use crate::undecided::Undecided;

/// A picture of 24 x 12 pixels, each half of it of one grey.
fn drawn(left: u8, right: u8) -> Vec<u8> {
    let picture =
        image::GrayImage::from_fn(24, 12, |x, _| image::Luma([if x < 12 { left } else { right }]));
    let mut png = Cursor::new(Vec::new());
    picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
    png.into_inner()
}

/// What the made-up hash says of it: 12 pixels a row, six of each half.
fn value_of(left: u8, right: u8) -> Vec<u8> {
    let row = [[left; 6], [right; 6]].concat();
    row.repeat(12)
}

fn set(value: Vec<u8>) -> KnownSet {
    let mut list = ListBuilder::new("made-up-list").unwrap();
    let form = LentForm::new("made-up", u16::try_from(value.len()).unwrap()).unwrap();
    let value = LentValue::new(form, value).unwrap();
    list.add_record::<Vec<_>>(&[ListValue::Md5([1; 16])], &[], &[value]).unwrap();
    list.build().unwrap()
}

fn lent_by(terms: LentTerms, hash: impl LentHash + 'static) -> AttachmentScanner {
    let builder = AttachmentScanner::builder().add_set(set(value_of(40, 200)));
    builder.lend_hash(terms, Arc::new(hash)).build()
}

fn scan(scanner: &AttachmentScanner, file: &[u8]) -> Checked {
    scanner.scan(Attachment::bytes(file), &ScanContext::at(1_800_000_000))
}

/// What was not compared: part and reason.
fn left_out(checked: &Checked) -> Vec<(String, LentFault)> {
    let told = checked.report.coverage.not_compared.iter();
    told.map(|left| (left.part.clone(), left.reason)).collect()
}

#[test]
fn a_listed_picture_is_found_by_its_lent_hash_and_another_is_not() {
    let scanner = lent_by(terms(), MadeUp);
    let checked = scan(&scanner, &drawn(41, 199));
    assert_eq!(checked.report.outcome, Outcome::Match);
    let finding = &checked.report.findings[0];
    let lent = finding.lent.as_ref().unwrap();
    assert_eq!((finding.evidence, lent.distance, lent.threshold), (Evidence::Perceptual, 144, 300));
    assert_eq!(left_out(&checked), []);
    let other = scan(&scanner, &drawn(90, 200));
    assert_eq!((other.report.outcome, left_out(&other)), (Outcome::Clean, vec![]));
}

#[test]
fn without_the_code_the_rest_is_compared_and_the_report_says_what_was_not() {
    let scanner = AttachmentScanner::builder().add_set(set(value_of(40, 200))).build();
    let checked = scan(&scanner, &drawn(40, 200));
    assert_eq!(checked.report.outcome, Outcome::Clean);
    assert_eq!(left_out(&checked), [(String::new(), LentFault::NoCodeLent)]);
    assert_eq!(scanner.not_compared(), checked.report.coverage.not_compared);
    for level in [Level::Engineer, Level::Auditor] {
        let words = checked.explain(level, Language::English);
        assert!(
            words.contains("not compared: made-up, the attachment itself: no_code_lent\n"),
            "{words}"
        );
    }
}

#[test]
fn a_set_of_nothing_but_rows_that_nobody_can_compare_is_no_usable_set() {
    let mut list = ListBuilder::new("made-up-list").unwrap();
    let value = LentValue::new(form(), value_of(40, 200)).unwrap();
    list.add_record::<Vec<_>>(&[], &[], &[value]).unwrap();
    let builder = AttachmentScanner::builder().add_set(list.build().unwrap());
    let undecided = Outcome::Undecided(Undecided::NoUsableSet);
    assert_eq!(scan(&builder.clone().build(), &drawn(1, 2)).report.outcome, undecided);
    let scanner = builder.lend_hash(terms(), Arc::new(MadeUp)).build();
    assert_eq!(scan(&scanner, &drawn(1, 2)).report.outcome, Outcome::Clean);
    assert_eq!(scan(&scanner, &drawn(40, 200)).report.outcome, Outcome::Match);
}

#[test]
fn code_for_another_length_is_refused_by_name_and_nothing_is_clean() {
    let other = LentForm::new("made-up", 145).unwrap();
    let other = LentTerms::new(other, LentInput::Bytes, LentDistance::L1, 300, 200).unwrap();
    let scanner = lent_by(other, MadeUp);
    let told: Vec<_> =
        scanner.not_compared().into_iter().map(|left| (left.hash, left.reason)).collect();
    assert_eq!(told, [("made-up".to_owned(), LentFault::OtherLength)]);
    let checked = scan(&scanner, &drawn(90, 200));
    assert_eq!(checked.report.outcome, Outcome::Undecided(Undecided::LentHashFailed));
    assert_eq!(left_out(&checked), [(String::new(), LentFault::OtherLength)]);
}

/// Answers as it was told; without an answer it panics.
struct Answers(Option<Result<LentAnswer, LentFailed>>);

impl LentHash for Answers {
    fn hash(&self, _: &LentPicture) -> Result<LentAnswer, LentFailed> {
        self.0.clone().unwrap()
    }
}

#[test]
fn code_that_fails_is_named_and_undecided_and_a_flat_picture_is_named_alone() {
    let undecided = Outcome::Undecided(Undecided::LentHashFailed);
    for (answer, outcome, fault) in [
        (None, undecided, LentFault::Panicked),
        (Some(Err(LentFailed)), undecided, LentFault::Failed),
        (Some(Ok(LentAnswer::Value(vec![1; 9]))), undecided, LentFault::WrongLength),
        (Some(Ok(LentAnswer::TooFlat)), Outcome::Clean, LentFault::TooFlat),
    ] {
        let checked = scan(&lent_by(terms(), Answers(answer)), &drawn(90, 200));
        assert_eq!(
            (checked.report.outcome, left_out(&checked)),
            (outcome, vec![(String::new(), fault)])
        );
    }
}

/// Hangs until what it was made with is gone.
struct Hangs(Mutex<Receiver<()>>);

impl LentHash for Hangs {
    fn hash(&self, _: &LentPicture) -> Result<LentAnswer, LentFailed> {
        let _ = self.0.lock().unwrap().recv();
        Err(LentFailed)
    }
}

#[test]
fn code_that_hangs_holds_a_scan_up_no_longer_than_its_deadline() {
    let (held, wait) = channel();
    let scanner = lent_by(terms(), Hangs(Mutex::new(wait)));
    for _ in 0..3 {
        let checked = scan(&scanner, &drawn(90, 200));
        assert_eq!(checked.report.outcome, Outcome::Undecided(Undecided::LentHashFailed));
        assert_eq!(left_out(&checked), [(String::new(), LentFault::Late)]);
    }
    drop(held);
}

#[test]
fn a_finding_elsewhere_wins_over_code_that_fails() {
    let mut list = ListBuilder::new("made-up-list").unwrap();
    let file = drawn(90, 200);
    let sha256 = ring::digest::digest(&ring::digest::SHA256, &file);
    let sha256 = ListValue::Sha256(sha256.as_ref().try_into().unwrap());
    let value = LentValue::new(form(), vec![1; 144]).unwrap();
    list.add_record::<Vec<_>>(&[sha256], &[], &[value]).unwrap();
    let builder = AttachmentScanner::builder().add_set(list.build().unwrap());
    let checked = scan(&builder.lend_hash(terms(), Arc::new(Answers(None))).build(), &file);
    assert_eq!(checked.report.outcome, Outcome::Match);
    assert_eq!(left_out(&checked), [(String::new(), LentFault::Panicked)]);
}

fn of_bytes() -> LentTerms {
    LentTerms::new(form(), LentInput::Bytes, LentDistance::Hamming, 1, 500).unwrap()
}

#[test]
fn a_hash_of_the_file_gets_its_bytes_also_of_a_format_that_is_not_decoded() {
    let mut heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec();
    heic.resize(200, 9);
    for file in [drawn(90, 200), heic] {
        let mut padded = file.clone();
        padded.resize(file.len().max(144), 0);
        let listed = set(padded[..144].to_vec());
        let builder = AttachmentScanner::builder().add_set(listed);
        let checked = scan(&builder.lend_hash(of_bytes(), Arc::new(MadeUp)).build(), &file);
        if file.len() < 144 {
            assert_eq!(left_out(&checked), [(String::new(), LentFault::Failed)]);
        } else {
            assert_eq!(checked.report.outcome, Outcome::Match, "{:?}", checked.report);
        }
    }
}

#[test]
fn pixels_have_no_bytes_and_the_report_says_so() {
    let scanner = lent_by(of_bytes(), MadeUp);
    let bytes = vec![77; 24 * 12];
    let view = PixelView {
        width: 24,
        height: 12,
        stride_bytes: 24,
        format: PixelFormat::Gray8,
        orientation: Orientation::Upright,
        bytes: &bytes,
    };
    let context = ScanContext::at(1_800_000_000);
    let checked = scanner.scan(Attachment::pixels(view), &context);
    assert_eq!(left_out(&checked), [(String::new(), LentFault::NoInput)]);
    let mut frames = scanner.frames(&context);
    frames.push(view, 0).unwrap();
    assert_eq!(left_out(&frames.finish()), [(String::new(), LentFault::NoInput)]);
    let mut frames = lent_by(terms(), MadeUp).frames(&context);
    frames.push(view, 0).unwrap();
    assert_eq!(left_out(&frames.finish()), []);
}

#[test]
fn pictures_that_another_process_hashed_are_named_as_not_compared() {
    let file = drawn(40, 200);
    let pictures = PictureHashes::of(&file, &Limits::default());
    let checked =
        lent_by(terms(), MadeUp).scan_hashed(&file, &pictures, &ScanContext::at(1_800_000_000));
    assert_eq!(checked.report.outcome, Outcome::Clean);
    assert_eq!(left_out(&checked), [(String::new(), LentFault::NoInput)]);
}

#[test]
fn what_the_app_declares_of_its_hash_is_part_of_the_policy() {
    let with = lent_by(terms(), MadeUp).describe_policy();
    assert!(
        with.contains("\nlent made-up 144 bytes of grey 12x12 l1 300 deadline_ms 200\n"),
        "{with}"
    );
    let without = AttachmentScanner::builder().add_set(set(value_of(40, 200))).build();
    assert!(!without.describe_policy().contains("\nlent "));
}

#[test]
fn a_text_says_nothing_of_lent_hashes() {
    let scanner = lent_by(terms(), Answers(None));
    let checked = scanner.scan(Attachment::text("no link"), &ScanContext::at(1_800_000_000));
    assert_eq!(left_out(&checked), []);
}
