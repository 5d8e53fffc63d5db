//! Texts through the whole flow, beside pictures.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::sync::Arc;

use super::{AttachmentScanner, Checked};
use crate::attachment::Attachment;
use crate::context::{CancelToken, ScanContext};
use crate::explain::{Language, Level};
use crate::journal::{JournalEvent, JournalStore as _, MemoryJournal};
use crate::limits::{LimitName, Limits};
use crate::policy::{Action, MessageKey, Notice};
use crate::report::{Evidence, Outcome};
use crate::set::KnownSet;
use crate::sniff::MediaKind;
use crate::undecided::Undecided;

const SECRET: &str = "http://evil.example/secret/path?word=x";

fn list(name: &str, text: &str) -> KnownSet {
    KnownSet::from_list_unverified(name, text).unwrap()
}

fn links() -> KnownSet {
    list("links", "url:http://evil.example/secret/\nurl:www.phish.example/login?a=b\n")
}

fn pictures() -> KnownSet {
    list("pictures", "md5:0123456789abcdef0123456789abcdef")
}

fn scan_with(sets: &[KnownSet], limits: Limits, text: &str) -> Checked {
    let builder = AttachmentScanner::builder().limits(limits);
    let builder = sets.iter().cloned().fold(builder, |builder, set| builder.add_set(set));
    builder.build().scan(Attachment::text(text), &ScanContext::at(1))
}

fn scan(text: &str) -> Checked {
    scan_with(&[links()], Limits::default(), text)
}

#[test]
fn a_listed_link_is_found_by_itself_by_its_folder_and_however_it_is_written() {
    for text in [
        SECRET,
        "look: http://EVIL.example:80/secret/x, or not",
        "http://www.evil.example/a/../secret/deep/er/still",
        "https://evil.example/%73ecret/",
        "http://www.phish.example/login?a=b",
        "http://good.example/?to=http://evil.example/secret/",
    ] {
        let report = scan(text).report;
        assert_eq!(report.outcome, Outcome::Match, "{text}");
        let found = &report.findings[0];
        assert_eq!((found.evidence, found.part.as_str()), (Evidence::Exact, ""));
        assert_eq!((found.distance_bits, found.frame, found.variant), (None, None, None));
        assert_eq!(report.kind, Some(MediaKind::Message));
    }
    for text in
        ["http://evil.example/", "http://evil.example/secret", "phish.example/login", "hello"]
    {
        assert_eq!(scan(text).report.outcome, Outcome::Clean, "{text}");
    }
}

#[test]
fn nothing_says_which_link_it_was() {
    let journal = Arc::new(MemoryJournal::new());
    let scanner = AttachmentScanner::builder().add_set(links()).journal(journal.clone()).build();
    let checked = scanner.scan(Attachment::text(SECRET), &ScanContext::at(1));
    assert_eq!(Notice::about(&checked.report).key(), MessageKey::KnownLink);
    let levels = [Level::User, Level::Engineer, Level::Auditor];
    let mut said: Vec<String> =
        levels.iter().map(|level| checked.explain(*level, Language::English)).collect();
    said.push(checked.json());
    said.push(format!("{checked:?} {:?} {:?}", Attachment::text(SECRET), links()));
    let records = journal.records().unwrap();
    assert!(
        matches!(records[0].event(), JournalEvent::Decision(entry) if entry.action == Action::Warn)
    );
    said.extend(records.iter().map(ToString::to_string));
    for text in said {
        for part in ["evil", "secret", "word=x"] {
            assert!(!text.contains(part), "{text}");
        }
    }
}

#[test]
fn each_set_speaks_of_what_it_lists_and_says_so() {
    let both = [pictures(), links()];
    let names = |checked: &Checked| -> Vec<String> {
        checked.report.sets.iter().map(|set| set.name.clone()).collect()
    };
    let text = scan_with(&both, Limits::default(), SECRET);
    assert_eq!(
        (text.report.findings[0].set.name.as_str(), names(&text)),
        ("links", vec!["links".to_owned()])
    );
    let scanner = both.into_iter().fold(AttachmentScanner::builder(), |to, set| to.add_set(set));
    let file = scanner.build().scan(Attachment::bytes(b"abc"), &ScanContext::at(1));
    assert_eq!((file.report.outcome, names(&file)), (Outcome::Clean, vec!["pictures".to_owned()]));
}

#[test]
fn what_no_set_speaks_of_is_never_clean() {
    let no_set = Outcome::Undecided(Undecided::NoUsableSet);
    let text = |sets: &[KnownSet]| scan_with(sets, Limits::default(), "hello").report.outcome;
    assert_eq!(text(&[]), no_set);
    assert_eq!(text(&[pictures()]), no_set);
    assert_eq!(text(&[pictures(), links()]), Outcome::Clean);
    let scanner = AttachmentScanner::builder().add_set(links()).build();
    let file = scanner.scan(Attachment::bytes(b"abc"), &ScanContext::at(1));
    assert_eq!(file.report.outcome, no_set);
    // The text of a file is a file.
    let scanner = AttachmentScanner::builder().add_set(links()).add_set(pictures()).build();
    let file = scanner.scan(Attachment::bytes(SECRET.as_bytes()), &ScanContext::at(1));
    assert_eq!(
        (file.report.outcome, file.report.kind),
        (Outcome::Clean, Some(MediaKind::PlainText))
    );
}

#[test]
fn every_bound_is_named_and_what_comes_before_it_is_found() {
    let named = |name| Outcome::Undecided(Undecided::OverLimit(name));
    let clean = "http://good.example/ ";
    let limits = Limits::default();
    assert_eq!(scan(&clean.repeat(64)).report.outcome, Outcome::Clean);
    assert_eq!(scan(&clean.repeat(64)).report.coverage.parts_seen, 64);
    assert_eq!(scan(&clean.repeat(65)).report.outcome, named(LimitName::Links));
    assert_eq!(scan(&(SECRET.to_owned() + " " + &clean.repeat(65))).report.outcome, Outcome::Match);
    let most = usize::try_from(limits.max_text_bytes).unwrap();
    assert_eq!(scan(&"a".repeat(most)).report.outcome, Outcome::Clean);
    assert_eq!(scan(&"a".repeat(most + 1)).report.outcome, named(LimitName::TextBytes));
    // Links within links.
    let nested = clean.trim().repeat(20);
    let small = Limits { max_text_bytes: 1_000, ..limits };
    assert_eq!(scan_with(&[links()], small, &nested).report.outcome, named(LimitName::TextBytes));
    assert_eq!(scan("").report.outcome, Outcome::Undecided(Undecided::Empty));
    let cancel = CancelToken::new();
    cancel.cancel();
    let scanner = AttachmentScanner::builder().add_set(links()).build();
    let context = ScanContext::at(1).with_cancel(cancel);
    let outcome = scanner.scan(Attachment::text(clean), &context).report.outcome;
    assert_eq!(outcome, Outcome::Undecided(Undecided::Cancelled));
}

#[test]
fn a_list_takes_links_and_digests_and_refuses_what_names_no_host() {
    let digest = "url-sha256:".to_owned() + &"0f".repeat(32);
    assert_eq!(list("links", &format!("{digest}\nurl:http://a.example/#b\n")).rows(), 2);
    for bad in ["url:", "url:http://", "url-sha256:0f", "url:/x"] {
        assert!(KnownSet::from_list_unverified("links", bad).is_err(), "{bad}");
    }
    // Written twice, listed once.
    assert_eq!(list("links", "url:a.example\nurl:HTTP://A.example/\n").rows(), 1);
}
