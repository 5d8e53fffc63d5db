//! A scan whose pictures were hashed elsewhere comes to what a whole scan comes to, and whatever the
//! other process answers leads to no more than it may.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::Arc;

use super::{PartHashes, PictureHashes};
use crate::attachment::Attachment;
use crate::context::ScanContext;
use crate::journal::{JournalStore as _, MemoryJournal, Recorded};
use crate::limits::Limits;
use crate::policy::Action;
use crate::report::{Evidence, Outcome};
use crate::scan::{AttachmentScanner, Checked};
use crate::set::KnownSet;
use crate::undecided::Undecided;

const FILES: [&[u8]; 6] = [
    include_bytes!("../../../testdata/photos/cat.jpg"),
    include_bytes!("../../../testdata/photos/coffee.jpg"),
    b"plain text",
    b"%PDF-1.7\n",
    b"",
    b"\xff\xd8\xff\xe0 cut",
];

fn cat() -> &'static [u8] {
    FILES.first().unwrap()
}

/// A scanner that has the cat by its picture, and the text by its digest.
fn scanner() -> (AttachmentScanner, Arc<MemoryJournal>) {
    let cat = PictureHashes::of(cat(), &Limits::default());
    let picture =
        cat.parts.first().unwrap().frames.first().unwrap().pdq.first().unwrap().hash.to_hex();
    let text = blake3::hash(b"plain text").to_hex();
    let list = format!("pdq:{picture}\nblake3:{text}\n");
    let set = KnownSet::from_list_unverified("made-up-list", &list).unwrap();
    let journal = Arc::new(MemoryJournal::new());
    let scanner = AttachmentScanner::builder().add_set(set).journal(journal.clone()).build();
    (scanner, journal)
}

fn hashed(bytes: &[u8], pictures: &PictureHashes) -> Checked {
    scanner().0.scan_hashed(bytes, pictures, &ScanContext::at(86_400))
}

#[test]
fn both_ways_come_to_the_same() {
    let (whole, own) = scanner();
    let (split, other) = scanner();
    for file in FILES {
        let text = PictureHashes::of(file, &Limits::default()).to_text();
        let pictures = PictureHashes::parse(&text).unwrap();
        let whole = whole.scan(Attachment::bytes(file), &ScanContext::at(86_400));
        let split = split.scan_hashed(file, &pictures, &ScanContext::at(86_400));
        assert_eq!(whole.report.outcome, split.report.outcome);
        assert_eq!((whole.decided, whole.recorded), (split.decided, split.recorded));
        assert_eq!(whole.report.coverage, split.report.coverage);
        assert_eq!(whole.report.kind, split.report.kind);
        let grades = |checked: &Checked| -> Vec<_> {
            let findings = checked.report.findings.iter();
            findings.map(|found| (found.evidence, found.distance_bits, found.quality)).collect()
        };
        assert_eq!(grades(&whole), grades(&split));
    }
    assert_eq!(own.records().unwrap(), other.records().unwrap());
    assert_eq!(own.state().unwrap(), other.state().unwrap());
}

#[test]
fn an_answer_that_does_not_come_is_told_recorded_and_never_clean() {
    let (scanner, journal) = scanner();
    let context = ScanContext::at(86_400);
    let checked = scanner.scan_hashed(cat(), &PictureHashes::failed(), &context);
    assert_eq!(checked.report.outcome, Outcome::Undecided(Undecided::DecoderFailed));
    assert_eq!(checked.decided.decision.action(), Action::Warn);
    assert_eq!(checked.recorded, Recorded::Yes);
    assert_eq!(journal.records().unwrap().len(), 1);
    // What needs no picture is found all the same.
    let checked = scanner.scan_hashed(b"plain text", &PictureHashes::failed(), &context);
    assert_eq!(checked.report.outcome, Outcome::Match);
}

#[test]
fn a_picture_of_which_nothing_is_said_is_not_clean() {
    let nothing = PictureHashes::parse("presend/pictures/v3\nundecided none\nedits 0\n").unwrap();
    let outcome = hashed(cat(), &nothing).report.outcome;
    assert_eq!(outcome, Outcome::Undecided(Undecided::DecoderFailed));
}

#[test]
fn more_frames_than_the_limit_are_none() {
    let mut many = PictureHashes::of(cat(), &Limits::default());
    let own = many.parts.first_mut().unwrap();
    own.frames = vec![*own.frames.first().unwrap(); 301];
    let outcome = hashed(cat(), &many).report.outcome;
    assert_eq!(outcome, Outcome::Undecided(Undecided::DecoderFailed));
}

#[test]
fn a_lie_about_a_picture_is_perceptual_evidence_at_most() {
    let lie = PictureHashes::of(cat(), &Limits::default());
    let coffee = FILES.get(1).unwrap();
    let checked = hashed(coffee, &lie);
    let strongest = checked.report.findings.iter().map(|found| found.evidence).max();
    assert_eq!(strongest, Some(Evidence::Perceptual));
    // Of what has no picture, and of what is known to be undecided, it is not heard.
    for file in FILES.get(2..5).unwrap() {
        let honest = hashed(file, &PictureHashes::of(file, &Limits::default()));
        assert_eq!(hashed(file, &lie).report.outcome, honest.report.outcome);
    }
}

#[test]
fn only_a_decoders_reasons_are_taken() {
    for reason in Undecided::ALL {
        let text = format!("presend/pictures/v3\nundecided {reason}\nedits 0\n");
        let soft = [
            Undecided::UnopenedContainer,
            Undecided::Cancelled,
            Undecided::NoUsableSet,
            Undecided::Empty,
            Undecided::Unreadable,
            Undecided::ChangedWhileReading,
            Undecided::LentHashFailed,
        ];
        assert_eq!(PictureHashes::parse(&text).is_some(), !soft.contains(&reason), "{reason}");
    }
}

#[test]
fn a_text_is_exactly_what_is_written_or_none() {
    let mut whole = PictureHashes::of(cat(), &Limits::default());
    // One of the whole picture, and one of a window.
    let edited = &mut whole.parts.first_mut().unwrap().edited;
    edited.drain(1..edited.len().saturating_sub(1));
    let text = whole.to_text();
    assert!(text.is_ascii() && text.len() < 1_300);
    assert_eq!(PictureHashes::parse(&text), Some(whole));
    for end in 0..text.len() {
        let cut = PictureHashes::parse(text.get(..end).unwrap());
        let none = |cut: PictureHashes| cut == PictureHashes { parts: vec![PartHashes::default()] };
        assert!(cut.is_none_or(none), "{end}");
    }
    for wrong in [
        text.replace("pdq 100 ", "pdq 101 "),
        text.replace("frame 0 ", "frame 00 "),
        text.replace("frame 0 ", "frame +0 "),
        text.replace('a', "A"),
        text.replacen("black none\n", "", 1),
        text.replace("v3", "v2"),
        text.replace("edits 2", "edits 1"),
        text.replace(",-", ",-0"),
        text.replace(" none\n", " 0,0,1000,1000\n"),
        text.replace("inverted", "reversed"),
        format!("{text}\n"),
        format!("{text}frame 1"),
        format!(" {text}"),
    ] {
        assert!(wrong != text && PictureHashes::parse(&wrong).is_none(), "{wrong}");
    }
    // Any other byte makes another text, or none.
    for at in 0..text.len() {
        let mut bytes = text.clone().into_bytes();
        *bytes.get_mut(at).unwrap() ^= 1;
        let other = String::from_utf8(bytes).unwrap();
        assert!(PictureHashes::parse(&other).is_none_or(|read| read.to_text() == other));
    }
}
