//! Nothing that a program logs by habit shows content, a name or a hash.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Debug;
use std::sync::Arc;

use presend::attachment::{Attachment, PixelFormat, PixelView};
use presend::context::{CancelToken, ScanContext};
use presend::explain::{Language, Level};
use presend::hash::Fingerprints;
use presend::journal::{JournalStore, MemoryJournal};
use presend::limits::Limits;
use presend::orientation::Orientation;
use presend::scan::{AttachmentScanner, Checked, Job, fingerprint};
use presend::set::KnownSet;

const CAT: &[u8] = include_bytes!("../testdata/photos/cat.jpg");

/// Every form that the cat's hashes could take in a text.
struct Secrets {
    needles: Vec<String>,
}

impl Secrets {
    fn of(fingerprints: &Fingerprints) -> Self {
        let digests = &fingerprints.digests;
        let mut values: Vec<Vec<u8>> = vec![
            digests.blake3.unwrap().to_vec(),
            digests.sha256.unwrap().to_vec(),
            digests.sha1.unwrap().to_vec(),
            digests.md5.unwrap().to_vec(),
        ];
        for frame in &fingerprints.frames {
            values.extend(frame.pdq.iter().map(|pdq| pdq.hash.as_bytes().to_vec()));
            values.push(frame.pdq512.hash.as_bytes().to_vec());
        }
        // Five bytes are enough to know a hash by, in hex or as a list of numbers.
        let starts = values.iter().filter_map(|value| value.get(..5));
        let needles = starts.flat_map(|start| {
            let hex: String = start.iter().map(|byte| format!("{byte:02x}")).collect();
            let numbers = format!("{start:?}");
            [hex.to_uppercase(), hex, numbers.trim_matches(['[', ']']).to_owned()]
        });
        Self { needles: needles.collect() }
    }

    fn must_not_be_in(&self, what: &str, text: &str) {
        for needle in &self.needles {
            assert!(!text.contains(needle.as_str()), "{what} shows a hash: {text}");
        }
    }

    fn must_not_be_shown_by(&self, what: &str, value: &dyn Debug) {
        self.must_not_be_in(what, &format!("{value:?}"));
        self.must_not_be_in(what, &format!("{value:#?}"));
    }
}

fn cat_and_its_secrets() -> (Fingerprints, Secrets) {
    let (limits, cancel) = (Limits::default(), CancelToken::new());
    let found = fingerprint(&Attachment::bytes(CAT), &Job::everything(&limits, &cancel));
    let secrets = Secrets::of(&found.fingerprints);
    secrets.must_not_be_shown_by("what was fingerprinted", &found);
    (found.fingerprints, secrets)
}

fn list_of(fingerprints: &Fingerprints) -> String {
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let pdq = fingerprints.frames.first().unwrap().pdq.first().unwrap().hash.to_hex();
    let sha256 = hex(&fingerprints.digests.sha256.unwrap());
    let md5 = hex(&fingerprints.digests.md5.unwrap());
    format!("{pdq} sha256:{sha256} md5:{md5}\n")
}

#[test]
fn the_needles_are_found_where_they_are() {
    let (fingerprints, secrets) = cat_and_its_secrets();
    let shown = list_of(&fingerprints);
    assert!(secrets.needles.iter().any(|needle| shown.contains(needle.as_str())));
    let numbers = format!("{:?}", fingerprints.digests.md5.unwrap());
    assert!(secrets.needles.iter().any(|needle| numbers.contains(needle.as_str())));
}

#[test]
fn neither_debug_nor_journal_nor_explanation_shows_a_hash() {
    let (fingerprints, secrets) = cat_and_its_secrets();
    let set = KnownSet::from_list_unverified("made-up", &list_of(&fingerprints)).unwrap();
    secrets.must_not_be_shown_by("a set", &set);
    let journal = Arc::new(MemoryJournal::new());
    let store: Arc<dyn JournalStore> = journal.clone();
    let scanner = AttachmentScanner::builder().add_set(set).journal(store).build();
    secrets.must_not_be_shown_by("a scanner", &scanner);
    let checked = scanner.scan(Attachment::bytes(CAT), &ScanContext::at(1_800_000_000));
    assert!(!checked.report.findings.is_empty());
    secrets.must_not_be_shown_by("what was checked", &checked);
    secrets.must_not_be_in("the policy", &scanner.describe_policy());
    for record in journal.records().unwrap() {
        secrets.must_not_be_in("the journal", &record.to_string());
        secrets.must_not_be_shown_by("a record", &record);
    }
    explanations(&checked).for_each(|text| secrets.must_not_be_in("an explanation", &text));
}

fn explanations(checked: &Checked) -> impl Iterator<Item = String> {
    [Level::User, Level::Engineer].into_iter().flat_map(|level| {
        [Language::English, Language::Dutch].map(|language| checked.explain(level, language))
    })
}

#[test]
fn a_list_error_repeats_nothing_of_its_line() {
    let error = KnownSet::from_list_unverified("made-up", "secret-of-a-curator").unwrap_err();
    for text in [format!("{error}"), format!("{error:?}")] {
        assert!(!text.contains("secret"), "{text}");
    }
}

#[test]
fn attachments_and_pixels_show_no_content() {
    let bytes = [201, 202, 203, 204];
    let view = PixelView {
        width: 2,
        height: 2,
        stride_bytes: 2,
        format: PixelFormat::Gray8,
        orientation: Orientation::Upright,
        bytes: &bytes,
    };
    for text in [
        format!("{:?}", Attachment::bytes(&bytes)),
        format!("{:?}", Attachment::pixels(view)),
        format!("{view:?}"),
    ] {
        assert!(!text.contains("201") && !text.contains("c9"), "{text}");
    }
}
