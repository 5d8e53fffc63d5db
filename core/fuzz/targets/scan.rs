//! Any bytes through the whole flow: it ends, the outcome follows from the findings, the decision
//! stays within the outcome, and the journal is whole; from memory and from a source alike.
#![no_main]

use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use presend::attachment::Attachment;
use presend::context::ScanContext;
use presend::journal::{JournalStore, MemoryJournal, verify};
use presend::policy::{Action, BuiltInPolicy};
use presend::report::{Evidence, Finding, Outcome, ScanReport, SkipReason};
use presend::scan::{AttachmentScanner, Checked};
use presend::set::KnownSet;
use presend_fuzz::{Source, small_limits};

/// The PDQ of two of the seeds, so that matches are among what is tried.
const SEEDS: &str = "933064cfbbb89e44e41993b0fcc4381966c60cc9fb2727c60cb9f1a71e78e3c3
a3a07a9b75f134b8983edd0462c79957454574a88bb6604a6db9f1771e5895c3
";

static LIST: LazyLock<KnownSet> = LazyLock::new(|| {
    let digests = format!("sha1:{}\nmd5:{}\n", "11".repeat(20), "22".repeat(16));
    let list = format!("#! borderline 40\n{SEEDS}{digests}");
    KnownSet::from_list_unverified("fuzz", &list).expect("the list is right")
});

fuzz_target!(|bytes: &[u8]| {
    let from_memory = check(Attachment::bytes(bytes));
    let source = Source(bytes);
    let from_source = check(Attachment::source(&source));
    assert_eq!(from_memory.report.outcome, from_source.report.outcome);
    assert_eq!(facts(&from_memory.report), facts(&from_source.report));
});

fn check(attachment: Attachment<'_>) -> Checked {
    let journal = Arc::new(MemoryJournal::new());
    let scanner = AttachmentScanner::builder()
        .add_set(LIST.clone())
        .policy(Arc::new(BuiltInPolicy::ReportCandidate))
        .journal(journal.clone())
        .limits(small_limits())
        .build();
    let checked = scanner.scan(attachment, &ScanContext::at(1_700_000_000));
    follows(&checked);
    verify(&journal.records().expect("a journal in memory is there"), None).expect("it is whole");
    checked
}

fn follows(checked: &Checked) {
    let report = &checked.report;
    let strongest = report.findings.iter().map(|finding| finding.evidence).max();
    let most = match report.outcome {
        Outcome::Match => {
            assert!(strongest > Some(Evidence::Edited));
            Action::Block
        }
        Outcome::Near => {
            assert!(strongest == Some(Evidence::Borderline) || strongest == Some(Evidence::Edited));
            Action::Ask
        }
        Outcome::Undecided(_) => Action::Ask,
        Outcome::Clean => {
            let skipped = report.coverage.parts_skipped.iter();
            assert!(skipped.map(|part| part.reason).all(|reason| reason == SkipReason::LowQuality));
            Action::Allow
        }
    };
    assert!(matches!(report.outcome, Outcome::Match | Outcome::Near) != report.findings.is_empty());
    assert!(checked.decision().action() <= most);
}

/// Everything but the token, which is random.
fn facts(report: &ScanReport) -> Vec<impl PartialEq + std::fmt::Debug + use<>> {
    let fact = |f: &Finding| (f.evidence, f.distance_bits, f.quality, f.frame, f.variant);
    report.findings.iter().map(fact).collect()
}
