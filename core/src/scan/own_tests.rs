//! Own checks through the whole flow: whatever they do, they add a line and a question at most.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, and so do checks"
)]

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use super::{AttachmentScanner, AttachmentScannerBuilder, Checked};
use crate::attachment::{Attachment, ByteSource, PixelFormat, PixelView, SourceFailed};
use crate::context::{CancelToken, ScanContext};
use crate::explain::{Language, Level};
use crate::journal::{JournalEvent, JournalStore, MemoryJournal, total_counts};
use crate::limits::Limits;
use crate::orientation::Orientation;
use crate::own::{
    OwnAnswer, OwnCheck, OwnCheckFailed, OwnCheckRefused, OwnInput, OwnSaid, OwnSeen, OwnTerms,
};
use crate::policy::{
    Action, Allowed, BuiltInPolicy, Decision, MessageKey, Notice, Policy, PolicyError,
};
use crate::report::{Outcome, ScanReport};
use crate::set::KnownSet;
use crate::undecided::Undecided;

type Said = Result<OwnAnswer, OwnCheckFailed>;

/// A check made of a function.
struct Own<F>(F);

impl<F: Fn(OwnSeen<'_>) -> Said + Send + Sync> OwnCheck for Own<F> {
    fn check(&self, seen: OwnSeen<'_>) -> Said {
        (self.0)(seen)
    }
}

fn own(check: impl Fn(OwnSeen<'_>) -> Said + Send + Sync + 'static) -> Arc<dyn OwnCheck> {
    Arc::new(Own(check))
}

fn remarks() -> Arc<dyn OwnCheck> {
    own(|_| Ok(OwnAnswer::Remark))
}

fn builder() -> AttachmentScannerBuilder {
    let links = KnownSet::from_list_unverified("links", "url:http://evil.example/").unwrap();
    let files = KnownSet::from_list_unverified("files", &"5a".repeat(32)).unwrap();
    AttachmentScanner::builder().add_set(links).add_set(files)
}

fn with(looks_at: OwnInput, check: Arc<dyn OwnCheck>) -> AttachmentScannerBuilder {
    // Longer than any answer takes that comes at all.
    let terms = OwnTerms { looks_at, deadline_ms: OwnTerms::MOST_MS };
    builder().add_own_check("spelling", terms, check).unwrap()
}

fn context() -> ScanContext {
    ScanContext::at(1_800_000_000)
}

fn scan(builder: AttachmentScannerBuilder, text: &str) -> Checked {
    builder.build().scan(Attachment::text(text), &context())
}

fn said(checked: &Checked) -> OwnSaid {
    checked.report.own_checks[0].said
}

#[test]
fn a_remark_is_in_the_report_the_decision_the_journal_the_words_and_the_json() {
    let journal = Arc::new(MemoryJournal::new());
    let store: Arc<dyn JournalStore> = journal.clone();
    let checked = scan(with(OwnInput::Text, remarks()).journal(store), "recieve");
    assert_eq!(checked.report.outcome, Outcome::Clean);
    assert!(checked.report.findings.is_empty());
    assert_eq!((said(&checked), checked.decision().action()), (OwnSaid::Remark, Action::Warn));
    assert_eq!(Notice::about(&checked.report).key(), MessageKey::OwnRemark);
    let JournalEvent::Decision(entry) = journal.records().unwrap()[0].event().clone() else {
        panic!("a decision")
    };
    assert_eq!((entry.outcome, entry.strongest), (Outcome::Clean, None));
    assert_eq!(entry.own_remarks[0].as_str(), "spelling");
    let counts = total_counts(journal.as_ref()).unwrap();
    assert_eq!((counts.clean, counts.matched, counts.near), (1, 0, 0));
    for (level, english, dutch) in [
        (Level::User, "check \"spelling\" has a remark.", "app-controle \"spelling\" heeft"),
        (Level::Engineer, "own check: spelling, remark\n", ": spelling, remark (opmerking)\n"),
        (Level::Auditor, "own check: spelling, remark\n", ": spelling, remark (opmerking)\n"),
    ] {
        assert!(checked.explain(level, Language::English).contains(english));
        assert!(checked.explain(level, Language::Dutch).contains(dutch));
    }
    assert!(checked.json().contains(r#""own_checks":[{"check":"spelling","said":"remark"}]"#));
}

#[test]
fn nothing_to_say_changes_nothing() {
    let plain = scan(builder(), "hello");
    let checked = scan(with(OwnInput::Text, own(|_| Ok(OwnAnswer::Nothing))), "hello");
    assert_eq!(said(&checked), OwnSaid::Nothing);
    assert_eq!(checked.decided, plain.decided);
    let words = |checked: &Checked| checked.explain(Level::User, Language::English);
    assert_eq!(words(&checked), words(&plain));
}

#[test]
fn a_check_that_fails_or_panics_is_named_and_the_scan_goes_on() {
    let panics = own(|_| panic!("a check may panic"));
    for (check, expected) in
        [(own(|_| Err(OwnCheckFailed)), OwnSaid::Failed), (panics, OwnSaid::Panicked)]
    {
        let listed = scan(with(OwnInput::Text, Arc::clone(&check)), "http://evil.example/");
        assert_eq!((said(&listed), listed.report.outcome), (expected, Outcome::Match));
        let clean = scan(with(OwnInput::Text, check), "hello");
        assert_eq!((said(&clean), clean.report.outcome), (expected, Outcome::Clean));
        let words = clean.explain(Level::User, Language::English);
        assert!(words.contains("check \"spelling\" failed"), "{words}");
    }
}

/// Waits until it is let go.
fn stuck(release: Receiver<()>) -> Arc<dyn OwnCheck> {
    let release = Mutex::new(release);
    own(move |_| {
        let _ = release.lock().map(|release| release.recv());
        Ok(OwnAnswer::Remark)
    })
}

#[test]
fn a_check_that_does_not_return_is_late_and_holds_up_neither_scan_nor_policy() {
    let (release, waits): (Sender<()>, _) = channel();
    let terms = OwnTerms { looks_at: OwnInput::Text, deadline_ms: 5 };
    let checked = scan(builder().add_own_check("stuck", terms, stuck(waits)).unwrap(), "hello");
    assert_eq!((said(&checked), checked.report.outcome), (OwnSaid::Late, Outcome::Clean));
    assert!(said(&checked).is_failure());
    assert_eq!(checked.decision(), &Decision::Allow);
    drop(release);
}

#[test]
fn no_deadline_is_longer_than_the_longest() {
    let terms = OwnTerms { looks_at: OwnInput::Text, deadline_ms: u32::MAX };
    let scanner = builder().add_own_check("spelling", terms, remarks()).unwrap().build();
    let line = "\nown_check spelling looks_at text deadline_ms 10000 at most ask\n";
    assert!(scanner.describe_policy().contains(line));
}

#[test]
fn a_check_never_clears_and_never_worsens_what_was_found_or_not_decided() {
    for answer in [OwnAnswer::Nothing, OwnAnswer::Remark] {
        for policy in BuiltInPolicy::ALL {
            let text = "http://evil.example/";
            let alone = scan(builder().policy(Arc::new(policy)), text);
            let beside = with(OwnInput::Text, own(move |_| Ok(answer))).policy(Arc::new(policy));
            let beside = scan(beside, text);
            assert_eq!(beside.report.outcome, Outcome::Match);
            assert_eq!(beside.report.findings.len(), 1);
            assert_eq!(beside.decision(), alone.decision());
            assert!(beside.threshold_reached().is_none());
        }
        let limits = Limits { max_links: 0, ..Limits::default() };
        let many = with(OwnInput::Text, own(move |_| Ok(answer))).limits(limits);
        let checked = scan(many, "http://a.example/");
        assert!(matches!(checked.report.outcome, Outcome::Undecided(Undecided::OverLimit(_))));
        assert_eq!(Notice::about(&checked.report).key(), MessageKey::CouldNotBeChecked);
    }
}

/// Answers with the strongest there is, whatever was found.
struct Strongest;

impl Policy for Strongest {
    fn decide(&self, report: &ScanReport, _: Allowed) -> Result<Decision, PolicyError> {
        Ok(Decision::about(Action::ReportCandidate, report))
    }

    fn describe(&self) -> String {
        "report whatever there is".to_owned()
    }
}

#[test]
fn a_policy_that_would_report_a_remark_can_only_ask() {
    let checked = scan(with(OwnInput::Text, remarks()).policy(Arc::new(Strongest)), "recieve");
    assert_eq!(checked.decided.answered, Action::ReportCandidate);
    assert_eq!(checked.decision().action(), Action::Ask);
    assert!(checked.threshold_reached().is_none());
    let silent = with(OwnInput::Text, own(|_| Ok(OwnAnswer::Nothing)));
    let silent = scan(silent.policy(Arc::new(Strongest)), "receive");
    assert_eq!(silent.decision(), &Decision::Allow);
}

/// A source in memory.
struct Held(&'static [u8]);

impl ByteSource for Held {
    fn length(&self) -> Result<u64, SourceFailed> {
        u64::try_from(self.0.len()).map_err(|_| SourceFailed)
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<usize, SourceFailed> {
        let from = usize::try_from(offset).map_err(|_| SourceFailed)?;
        let rest = self.0.get(from..).ok_or(SourceFailed)?;
        let read = rest.len().min(buffer.len());
        buffer[..read].copy_from_slice(&rest[..read]);
        Ok(read)
    }
}

const GREY: PixelView<'static> = PixelView {
    width: 2,
    height: 2,
    stride_bytes: 3,
    format: PixelFormat::Gray8,
    orientation: Orientation::Upright,
    bytes: &[1, 2, 3, 4, 5, 6, 7],
};

#[test]
fn each_sees_what_it_looks_at_as_the_app_handed_it_over_and_nothing_else() {
    let sees = own(|seen| {
        let expected = match seen {
            OwnSeen::Text(text) => text == "words",
            OwnSeen::Bytes(bytes) => bytes == b"bytes",
            // The rows, and not what lies behind them.
            OwnSeen::Pixels(view) => view.width == 2 && view.bytes == [1, 2, 3, 4, 5],
        };
        if expected { Ok(OwnAnswer::Remark) } else { Err(OwnCheckFailed) }
    });
    let held = Held(b"bytes");
    let attachments = [
        (OwnInput::Text, Attachment::text("words")),
        (OwnInput::Bytes, Attachment::bytes(b"bytes")),
        (OwnInput::Bytes, Attachment::source(&held)),
        (OwnInput::Pixels, Attachment::pixels(GREY)),
    ];
    for looks_at in OwnInput::ALL {
        let scanner = with(looks_at, Arc::clone(&sees)).build();
        for (input, attachment) in &attachments {
            let expected = if *input == looks_at { OwnSaid::Remark } else { OwnSaid::NotAsked };
            assert_eq!(said(&scanner.scan(*attachment, &context())), expected, "{attachment:?}");
        }
    }
    let frames = with(OwnInput::Pixels, sees).build().frames(&context());
    assert_eq!(said(&frames.finish()), OwnSaid::NotAsked);
}

#[test]
fn what_is_over_a_limit_or_cannot_be_read_is_unread_and_not_silent() {
    let limits = Limits { max_text_bytes: 4, max_input_bytes_in_memory: 4, ..Limits::default() };
    let held = Held(b"bytes");
    let short = PixelView { height: 3, ..GREY };
    for (looks_at, attachment) in [
        (OwnInput::Text, Attachment::text("words")),
        (OwnInput::Bytes, Attachment::bytes(b"bytes")),
        (OwnInput::Bytes, Attachment::source(&held)),
        (OwnInput::Pixels, Attachment::pixels(short)),
    ] {
        let scanner = with(looks_at, remarks()).limits(limits.clone()).build();
        assert_eq!(said(&scanner.scan(attachment, &context())), OwnSaid::Unread, "{attachment:?}");
    }
}

#[test]
fn nobody_is_asked_about_a_scan_that_was_cancelled() {
    let cancel = CancelToken::new();
    cancel.cancel();
    let scanner = with(OwnInput::Text, own(|_| panic!("it is not asked"))).build();
    let checked = scanner.scan(Attachment::text("hello"), &context().with_cancel(cancel));
    assert_eq!(said(&checked), OwnSaid::NotAsked);
    assert_eq!(checked.report.outcome, Outcome::Undecided(Undecided::Cancelled));
}

#[test]
fn a_check_may_scan_again_with_the_same_scanner() {
    let inner = Arc::new(Mutex::new(None::<AttachmentScanner>));
    let again = Arc::clone(&inner);
    let scanner = with(
        OwnInput::Text,
        own(move |_| {
            let scanner = again.lock().unwrap().take();
            Ok(match scanner.map(|scanner| scanner.scan(Attachment::text("b"), &context())) {
                Some(checked) if said(&checked) == OwnSaid::Nothing => OwnAnswer::Remark,
                _ => OwnAnswer::Nothing,
            })
        }),
    )
    .build();
    *inner.lock().unwrap() = Some(scanner.clone());
    assert_eq!(said(&scanner.scan(Attachment::text("a"), &context())), OwnSaid::Remark);
}

#[test]
fn the_policy_lists_each_check_and_a_bad_or_second_name_is_refused() {
    let terms = OwnTerms::from(OwnInput::Text);
    let add = |builder: AttachmentScannerBuilder, name: &str| {
        builder.add_own_check(name, terms, remarks())
    };
    let refused = |builder: AttachmentScannerBuilder, name: &str| add(builder, name).err();
    assert_eq!(refused(builder(), "My Check"), Some(OwnCheckRefused::Name));
    let four = ["a", "b", "c", "d"].into_iter().try_fold(builder(), add).unwrap();
    assert_eq!(refused(four.clone(), "a"), Some(OwnCheckRefused::Twice));
    assert_eq!(refused(four.clone(), "e"), Some(OwnCheckRefused::TooMany));
    let described = four.build().describe_policy();
    for name in ["a", "b", "c", "d"] {
        let line = format!("\nown_check {name} looks_at text deadline_ms 250 at most ask\n");
        assert!(described.contains(&line), "{described}");
    }
    assert!(!builder().build().describe_policy().contains("\nown_check "));
}
