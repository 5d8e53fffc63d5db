//! The whole flow over attachments that hold others.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::io::Cursor;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use image::{DynamicImage, ImageFormat};

use crate::attachment::{Attachment, ByteSource, SourceFailed};
use crate::context::{CancelToken, ScanContext};
use crate::hash::digest::{DigestSet, digest};
use crate::journal::{JournalStore as _, MemoryJournal};
use crate::limits::{LimitName, Limits};
use crate::policy::{Allowed, Decision, Policy, PolicyError};
use crate::report::{Evidence, Outcome, PartSkipped, ScanReport, SkipReason};
use crate::scan::{AttachmentScanner, Job, PictureHashes, fingerprint};
use crate::set::KnownSet;
use crate::undecided::Undecided;
use crate::unpack::testing::{Archive, File};

const CAT: &[u8] = include_bytes!("../../../testdata/photos/cat.jpg");
const COFFEE: &[u8] = include_bytes!("../../../testdata/photos/coffee.jpg");
const CLIP: &[u8] = b"\0\0\0\x18ftypisom\0\0\x02\0isomiso2\0\0\0\x08free";
/// The start of an enhanced metafile.
const DRAWING: &[u8] = b"\x01\0\0\0\x6c\0\0\0\0\0\0\0\0\0\0\0\xff\xff\0\0 EMF";

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let files: Vec<_> = files.iter().map(|(name, bytes)| File::deflated(name, bytes)).collect();
    Archive::of(&files).bytes
}

/// A Word document of more text than is looked at to tell what a file is, and with these files in it.
fn docx(more: &[(&str, &[u8])]) -> Vec<u8> {
    let text =
        format!("<?xml version='1.0'?><w:document>{}</w:document>", "<w:t>x</w:t>".repeat(9_000));
    let own: [(&str, &[u8]); 3] = [
        ("[Content_Types].xml", b"<?xml version='1.0'?><Types/>"),
        ("_rels/.rels", b"<?xml version='1.0'?><Relationships/>"),
        ("word/document.xml", text.as_bytes()),
    ];
    zip(&[&own, more].concat())
}

/// Knows the cat: its picture, and its bytes.
fn builder() -> crate::scan::AttachmentScannerBuilder {
    let (limits, cancel) = (Limits::default(), CancelToken::new());
    let found = fingerprint(&Attachment::bytes(CAT), &Job::everything(&limits, &cancel));
    let pdq = found.fingerprints.frames[0].pdq[0].hash.to_hex();
    let blake3 = blake3::hash(CAT).to_hex();
    let set = KnownSet::from_list_unverified("made-up", &format!("pdq:{pdq}\nblake3:{blake3}"));
    AttachmentScanner::builder().add_set(set.unwrap())
}

fn scanned(bytes: &[u8]) -> ScanReport {
    scanned_within(bytes, &Limits::default())
}

fn scanned_within(bytes: &[u8], limits: &Limits) -> ScanReport {
    let scanner = builder().limits(limits.clone()).build();
    scanner.scan(Attachment::bytes(bytes), &ScanContext::at(1)).report
}

fn skipped(report: &ScanReport) -> Vec<(&str, Undecided)> {
    let reason = |skipped: &PartSkipped| match skipped.reason {
        SkipReason::Undecided(reason) => Some(reason),
        SkipReason::LowQuality => None,
    };
    let all = report.coverage.parts_skipped.iter();
    all.filter_map(|skipped| Some((skipped.part.as_str(), reason(skipped)?))).collect()
}

fn places(report: &ScanReport) -> Vec<(Evidence, &str)> {
    report.findings.iter().map(|found| (found.evidence, found.part.as_str())).collect()
}

#[test]
fn a_listed_picture_is_found_where_it_lies_by_its_bytes_and_by_its_look() {
    let inner = zip(&[("a.txt", b"hello"), ("b", CAT)]);
    let report = scanned(&zip(&[("coffee", COFFEE), ("inner", &inner)]));
    assert_eq!(report.outcome, Outcome::Match);
    let place = "entry/2/entry/2";
    assert_eq!(places(&report), [(Evidence::Exact, place), (Evidence::Perceptual, place)]);
    assert_eq!((report.coverage.parts_seen, report.coverage.parts_skipped.len()), (2, 0));
    let report = scanned(&docx(&[("word/media/image1.jpeg", CAT)]));
    assert_eq!(places(&report)[0], (Evidence::Exact, "entry/4"));
}

#[test]
fn what_holds_only_text_is_clean_and_says_that_it_has_no_picture() {
    for bytes in [docx(&[]), zip(&[("a.txt", b"hello"), ("folder/", b"")])] {
        let report = scanned(&bytes);
        assert_eq!((report.outcome, skipped(&report)), (Outcome::Clean, vec![]));
        assert!(report.coverage.not_applicable);
    }
    // With a picture that is not listed it is clean, and there was something to compare.
    let report = scanned(&docx(&[("word/media/image1.jpeg", COFFEE)]));
    assert_eq!((report.outcome, report.coverage.not_applicable), (Outcome::Clean, false));
}

#[test]
fn what_is_not_opened_is_named_by_part_and_never_clean() {
    let locked = File { flags: 1, ..File::stored("locked", CAT) };
    let locked = Archive::of(&[locked, File::stored("b", b"hello")]).bytes;
    let broken = zip(&[("a", &zip(&[("b", COFFEE)])[..200])]);
    for (bytes, place, reason) in [
        (docx(&[("word/media/image1.emf", DRAWING)]), "entry/4", Undecided::UnsupportedFormat),
        (
            docx(&[("word/embeddings/ole.bin", b"\xd0\xcf\x11\xe0")]),
            "entry/4",
            Undecided::UnsupportedFormat,
        ),
        (docx(&[("word/media/image1.svg", b"<svg/>")]), "entry/4", Undecided::UnsupportedFormat),
        (docx(&[("word/media/media1.mp4", CLIP)]), "entry/4", Undecided::UnopenedContainer),
        (docx(&[("cut.jpg", &COFFEE[..30_000])]), "entry/4", Undecided::Truncated),
        (locked, "entry/1", Undecided::Encrypted),
        (broken, "entry/1", Undecided::Truncated),
    ] {
        let report = scanned(&bytes);
        assert_eq!(report.outcome, Outcome::Undecided(reason));
        assert_eq!(skipped(&report), [(place, reason)]);
        assert!(!report.coverage.not_applicable);
    }
}

#[test]
fn an_open_document_declares_a_prefix_and_draws_nothing_by_it() {
    let text = "<?xml version='1.0'?><o:d xmlns:svg='urn:svg'><p svg:x='1cm'>long</p></o:d>";
    let long = text.replace("long", &"text ".repeat(20_000));
    for text in [text, &long] {
        assert_eq!(scanned(&zip(&[("content.xml", text.as_bytes())])).outcome, Outcome::Clean);
        for drawing in ["<svg:svg ", "<svg:svg>", "<svg>", "<image href='data:image/png;base64,'"] {
            let drawn = text.replace("<p ", drawing);
            let outcome = scanned(&zip(&[("content.xml", drawn.as_bytes())])).outcome;
            assert_eq!(outcome, Outcome::Undecided(Undecided::UnsupportedFormat), "{drawing}");
        }
    }
}

#[test]
fn a_motion_photo_is_found_by_its_picture_and_its_clip_is_named() {
    let report = scanned(&[CAT, CLIP].concat());
    // The bytes of the picture are the listed ones, though those of the file are not.
    assert_eq!(places(&report), [(Evidence::Exact, "picture/1"), (Evidence::Perceptual, "")]);
    assert_eq!(skipped(&report), [("after-end/1", Undecided::UnopenedContainer)]);
    let report = scanned(&[COFFEE, CLIP].concat());
    assert_eq!(report.outcome, Outcome::Undecided(Undecided::UnopenedContainer));
    // A picture behind another is found, and so is one in an archive behind it.
    let report = scanned(&[COFFEE, CAT].concat());
    assert_eq!(places(&report)[0], (Evidence::Exact, "after-end/1"));
    let report = scanned(&[COFFEE, &zip(&[("cat", CAT)])].concat());
    assert_eq!(places(&report)[0], (Evidence::Exact, "after-end/1/entry/1"));
    // With a list of digests alone no picture is decoded, and the parts are opened all the same.
    let list = format!("blake3:{}", blake3::hash(CAT).to_hex());
    let set = KnownSet::from_list_unverified("made-up", &list).unwrap();
    let scanner = AttachmentScanner::builder().add_set(set).build();
    let file = [COFFEE, CAT].concat();
    let report = scanner.scan(Attachment::bytes(&file), &ScanContext::at(1)).report;
    assert_eq!(places(&report), [(Evidence::Exact, "after-end/1")]);
}

#[test]
fn a_picture_behind_one_of_another_format_is_found_and_what_a_crop_left_there_is_named() {
    let mut png = Cursor::new(Vec::new());
    DynamicImage::new_rgb8(60, 60).write_to(&mut png, ImageFormat::Png).unwrap();
    let png = png.into_inner();
    assert_eq!(scanned(&png).outcome, Outcome::Clean);
    let report = scanned(&[&png, CAT].concat());
    assert_eq!(places(&report)[0], (Evidence::Exact, "after-end/1"));
    let report = scanned(&[&png, &png[png.len() / 2..]].concat());
    assert_eq!(report.outcome, Outcome::Undecided(Undecided::UnsupportedFormat));
    assert_eq!(skipped(&report), [("after-end/1", Undecided::UnsupportedFormat)]);
}

/// A document with this picture on it.
fn pdf(picture: &[u8]) -> Vec<u8> {
    let head = format!(
        "%PDF-1.7\n1 0 obj\n<< /Subtype /Image /Filter /DCTDecode /Length {} >>\nstream\n",
        picture.len()
    );
    [head.as_bytes(), picture, b"\nendstream\nendobj\ntrailer\n<<>>\n%%EOF\n"].concat()
}

#[test]
fn a_picture_in_a_document_is_found_and_a_document_without_one_has_nothing_to_compare() {
    for (bytes, place) in [
        (pdf(CAT), "page-picture/1"),
        (zip(&[("a.pdf", &pdf(CAT))]), "entry/1/page-picture/1"),
        ([COFFEE, &pdf(CAT)].concat(), "after-end/1/page-picture/1"),
        ([pdf(COFFEE), zip(&[("cat", CAT)])].concat(), "after-end/1/entry/1"),
    ] {
        let report = scanned(&bytes);
        assert_eq!(places(&report), [(Evidence::Exact, place), (Evidence::Perceptual, place)]);
    }
    let text = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<<>>\n%%EOF\n";
    let report = scanned(text);
    assert_eq!((report.outcome, report.coverage.not_applicable), (Outcome::Clean, true));
    assert_eq!(scanned(b"%PDF-1.4\n").outcome, Outcome::Undecided(Undecided::Truncated));
}

#[test]
fn what_lies_deeper_than_allowed_or_over_a_bound_is_undecided() {
    let mut bytes = zip(&[("coffee", COFFEE)]);
    for _ in 0..3 {
        bytes = zip(&[("a", &bytes)]);
    }
    assert_eq!(scanned(&bytes).outcome, Outcome::Clean);
    let deeper = scanned(&zip(&[("a", &bytes)]));
    let depth = Undecided::OverLimit(LimitName::Depth);
    assert_eq!(skipped(&deeper), [("entry/1/entry/1/entry/1/entry/1", depth)]);
    assert_eq!(deeper.outcome, Outcome::Undecided(depth));
    for _ in 0..30 {
        bytes = zip(&[("a", &bytes)]);
    }
    let boundless = Limits { max_depth: u32::MAX, ..Limits::default() };
    assert_eq!(scanned_within(&bytes, &boundless).outcome, Outcome::Undecided(depth));
    let many = zip(&[("a", COFFEE), ("b", COFFEE), ("c", COFFEE)]);
    let whole = Limits::default();
    for (limits, over) in [
        (Limits { max_parts: 2, ..whole.clone() }, LimitName::Parts),
        (Limits { max_part_bytes: 50_000, ..whole.clone() }, LimitName::PartBytes),
        (Limits { max_unpacked_bytes: 150_000, ..whole.clone() }, LimitName::UnpackedBytes),
        (Limits { max_video_frames: 2, ..whole.clone() }, LimitName::VideoFrames),
        (Limits { max_work_bytes: 1_000_000, ..whole.clone() }, LimitName::WorkBytes),
        (Limits { max_depth: 0, ..whole }, LimitName::Depth),
    ] {
        let report = scanned_within(&many, &limits);
        assert_eq!(report.outcome, Outcome::Undecided(Undecided::OverLimit(over)), "{over:?}");
    }
}

struct Source<'a>(&'a [u8]);

impl ByteSource for Source<'_> {
    fn length(&self) -> Result<u64, SourceFailed> {
        u64::try_from(self.0.len()).map_err(|_| SourceFailed)
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<usize, SourceFailed> {
        let rest = usize::try_from(offset).ok().and_then(|offset| self.0.get(offset..));
        let rest = rest.unwrap_or_default();
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        Ok(count)
    }
}

#[test]
fn a_source_of_any_length_gives_what_the_bytes_give() {
    for bytes in [
        docx(&[("a.jpg", CAT), ("b.emf", DRAWING)]),
        zip(&[("a", &zip(&[("b", CAT)]))]),
        [COFFEE, &[0; 100], CAT, CLIP].concat(),
        zip(&[("a", CAT)])[..20_000].to_vec(),
    ] {
        let whole = scanned(&bytes);
        let limits = Limits { max_input_bytes_in_memory: 1_000, ..Limits::default() };
        let scanner = builder().limits(limits).build();
        let report = scanner.scan(Attachment::source(&Source(&bytes)), &ScanContext::at(1)).report;
        assert_eq!((report.outcome, &report.coverage), (whole.outcome, &whole.coverage));
        assert_eq!(places(&report), places(&whole));
    }
}

#[derive(Default)]
struct Counting(AtomicUsize);

impl Policy for Counting {
    fn decide(&self, report: &ScanReport, _: Allowed) -> Result<Decision, PolicyError> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Ok(Decision::about(crate::policy::Action::Warn, report))
    }

    fn describe(&self) -> String {
        "warns".to_owned()
    }
}

#[test]
fn however_many_parts_there_is_one_question_and_one_record_without_a_name() {
    let (policy, journal) = (Arc::new(Counting::default()), Arc::new(MemoryJournal::new()));
    let scanner = builder().policy(policy.clone()).journal(journal.clone()).build();
    let bytes = docx(&[("secret-name.jpg", CAT), ("other-secret-name.jpg", CAT)]);
    let checked = scanner.scan(Attachment::bytes(&bytes), &ScanContext::at(1));
    assert_eq!(checked.report.findings.len(), 4);
    assert_eq!(policy.0.load(Ordering::Relaxed), 1);
    assert_eq!(journal.records().unwrap().len(), 1);
    let told = format!("{:?} {:?}", checked.report, journal.records().unwrap());
    assert!(!told.contains("secret"));
}

#[test]
fn the_parts_of_fingerprints_are_a_tree_with_digests_and_pictures_of_their_own() {
    let bytes = zip(&[("a", &zip(&[("cat", CAT)])), ("text", b"hello")]);
    let (limits, cancel) = (Limits::default(), CancelToken::new());
    let found = fingerprint(&Attachment::bytes(&bytes), &Job::everything(&limits, &cancel));
    let names: Vec<_> = found.all_parts().map(|part| part.name.as_str()).collect();
    assert_eq!(names, ["entry/1", "entry/1/entry/1", "entry/2"]);
    let cat = found.all_parts().nth(1).unwrap();
    assert_eq!(cat.found.fingerprints.digests, digest(CAT, DigestSet::ALL));
    assert_eq!((cat.found.fingerprints.frames.len(), cat.found.undecided), (1, None));
    assert_eq!(found.first_undecided(), None);
}

#[test]
fn pictures_hashed_in_another_process_are_those_of_their_parts() {
    for bytes in [
        docx(&[("a.jpg", CAT), ("b.emf", DRAWING), ("cut.jpg", &COFFEE[..30_000])]),
        [COFFEE, CAT, CLIP].concat(),
    ] {
        let text = PictureHashes::of(&bytes, &Limits::default()).to_text();
        let pictures = PictureHashes::parse(&text).unwrap();
        let scanner = builder().build();
        let whole = scanned(&bytes);
        let split = scanner.scan_hashed(&bytes, &pictures, &ScanContext::at(1)).report;
        assert_eq!((split.outcome, &split.coverage), (whole.outcome, &whole.coverage));
        assert_eq!(places(&split), places(&whole));
        let failed = scanner.scan_hashed(&bytes, &PictureHashes::failed(), &ScanContext::at(1));
        assert_ne!(failed.report.outcome, Outcome::Clean);
    }
}

#[test]
fn a_container_cut_anywhere_is_not_clean() {
    let whole = zip(&[("a.txt", b"hello"), ("tiny.bmp", &tiny())]);
    // Two letters are a text.
    for length in 3..whole.len() {
        assert_ne!(scanned(&whole[..length]).outcome, Outcome::Clean, "{length}");
    }
    let mut behind = whole.clone();
    behind.push(0);
    assert_eq!(scanned(&behind).outcome, Outcome::Undecided(Undecided::Corrupt));
}

/// A bitmap of 64 by 64 pixels, all of them white.
fn tiny() -> Vec<u8> {
    let mut out =
        b"BM\x3e\x02\0\0\0\0\0\0\x3e\0\0\0\x28\0\0\0\x40\0\0\0\x40\0\0\0\x01\0\x01\0".to_vec();
    out.resize(0x36, 0);
    out.extend([0, 0, 0, 0, 0xff, 0xff, 0xff, 0]);
    out.resize(0x3e + 0x200, 0xff);
    out
}
