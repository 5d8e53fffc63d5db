//! A policy on a thread of its own, and a scan that is followed: whatever the app's code does there,
//! the scan comes to an end that has a name.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking, and so do hooks"
)]

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use presend::attachment::{Attachment, ByteSource, SourceFailed};
use presend::context::{ScanContext, ScanProgress, ScanStep};
use presend::limits::Limits;
use presend::policy::{
    Action, Allowed, DecidedBy, Decision, HookFailure, HookTerms, Policy, PolicyError,
};
use presend::report::{Outcome, ScanReport};
use presend::scan::{AttachmentScanner, AttachmentScannerBuilder, Checked};
use presend::set::KnownSet;

const CAT: &[u8] = include_bytes!("../testdata/photos/cat.jpg");

/// A policy made of a function.
struct Hook<F>(F);

impl<F: Fn(&ScanReport) -> Result<Decision, PolicyError> + Send + Sync> Policy for Hook<F> {
    fn decide(&self, report: &ScanReport, _: Allowed) -> Result<Decision, PolicyError> {
        (self.0)(report)
    }

    fn describe(&self) -> String {
        "made up".to_owned()
    }
}

fn builder() -> AttachmentScannerBuilder {
    // No row of this list is found: what is decided does not matter here.
    let set = KnownSet::from_list_unverified("made-up", &"5a".repeat(32)).unwrap();
    AttachmentScanner::builder().add_set(set)
}

fn scanner<F>(deadline_ms: u32, hook: F) -> AttachmentScanner
where
    F: Fn(&ScanReport) -> Result<Decision, PolicyError> + Send + Sync + 'static,
{
    let terms = HookTerms { deadline_ms: Some(deadline_ms), ..HookTerms::default() };
    builder().policy(Arc::new(Hook(hook))).hook_terms(terms).policy_on_its_own_thread().build()
}

fn scan(scanner: &AttachmentScanner) -> Checked {
    scanner.scan(Attachment::bytes(b"plain words"), &ScanContext::at(1_800_000_000))
}

/// Longer than any answer takes that comes at all.
const LONG_MS: u32 = 60_000;

#[test]
fn an_answer_in_time_counts() {
    let checked = scan(&scanner(LONG_MS, |report| Ok(Decision::about(Action::Allow, report))));
    assert_eq!((checked.decided.by, checked.report.outcome), (DecidedBy::Policy, Outcome::Clean));
}

#[test]
fn a_failure_and_a_panic_keep_their_names() {
    let failed = scan(&scanner(LONG_MS, |_| Err(PolicyError::Failed)));
    assert_eq!(failed.decided.by, DecidedBy::Fallback(HookFailure::Failed));
    let panicked = scan(&scanner(LONG_MS, |_| panic!("a hook may panic")));
    assert_eq!(panicked.decided.by, DecidedBy::Fallback(HookFailure::Panicked));
}

#[test]
fn a_policy_may_scan_again_with_the_same_scanner() {
    let inner = Arc::new(Mutex::new(None::<AttachmentScanner>));
    let again = Arc::clone(&inner);
    let depth = AtomicUsize::new(0);
    let scanner = scanner(LONG_MS, move |report| {
        if depth.fetch_add(1, Ordering::Relaxed) == 0 {
            let scanner = again.lock().unwrap().clone().unwrap();
            assert_eq!(scan(&scanner).decided.by, DecidedBy::Policy);
        }
        Ok(Decision::about(Action::Allow, report))
    });
    *inner.lock().unwrap() = Some(scanner.clone());
    assert_eq!(scan(&scanner).decided.by, DecidedBy::Policy);
    *inner.lock().unwrap() = None;
}

#[derive(Default)]
struct Steps(Mutex<Vec<ScanStep>>);

impl ScanProgress for Steps {
    fn step(&self, step: ScanStep) {
        self.0.lock().unwrap().push(step);
    }
}

/// An app's own source.
struct Held(Vec<u8>);

impl ByteSource for Held {
    fn length(&self) -> Result<u64, SourceFailed> {
        u64::try_from(self.0.len()).map_err(|_| SourceFailed)
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<usize, SourceFailed> {
        let at = usize::try_from(offset).map_err(|_| SourceFailed)?;
        let rest = self.0.get(at..).ok_or(SourceFailed)?;
        let read = rest.len().min(buffer.len());
        for (to, from) in buffer.iter_mut().zip(rest) {
            *to = *from;
        }
        Ok(read)
    }
}

struct Panics;

impl ScanProgress for Panics {
    fn step(&self, _: ScanStep) {
        panic!("progress may panic");
    }
}

#[test]
fn a_scan_that_is_followed_says_each_step_in_order() {
    let steps = Arc::new(Steps::default());
    let context = ScanContext::at(1_800_000_000).with_progress(steps.clone());
    let checked = builder().build().scan(Attachment::bytes(CAT), &context);
    assert_eq!(checked.report.outcome, Outcome::Clean);
    let total_bytes = u64::try_from(CAT.len()).unwrap();
    let expected = [
        ScanStep::Reading { done_bytes: 0, total_bytes },
        ScanStep::Picture { frame: 0, time_ms: None },
        ScanStep::LookingUp,
        ScanStep::Deciding,
    ];
    assert_eq!(*steps.0.lock().unwrap(), expected);
}

#[test]
fn progress_runs_once_and_forward_however_often_the_bytes_are_read() {
    let bytes = [CAT, &[0; 1 << 20]].concat();
    let total = u64::try_from(bytes.len()).unwrap();
    // Held in memory, and streamed: then the bytes are read for the digest, the picture and once more.
    for in_memory in [total, 1 << 10] {
        let limits = Limits { max_input_bytes_in_memory: in_memory, ..Limits::default() };
        let steps = Arc::new(Steps::default());
        let context = ScanContext::at(1_800_000_000).with_progress(steps.clone());
        let _ = builder()
            .limits(limits)
            .build()
            .scan(Attachment::source(&Held(bytes.clone())), &context);
        let seen = steps.0.lock().unwrap().clone();
        let done = seen.iter().filter_map(|step| match step {
            ScanStep::Reading { done_bytes, total_bytes } => {
                assert_eq!(*total_bytes, total);
                Some(*done_bytes)
            }
            ScanStep::Picture { .. } | ScanStep::LookingUp | ScanStep::Deciding => None,
        });
        let done: Vec<u64> = done.collect();
        assert_eq!(done.first(), Some(&0));
        assert!(done.len() > 3 && done.is_sorted_by(|a, b| a < b), "{done:?}");
    }
}

#[test]
fn a_follower_that_panics_changes_nothing() {
    let plain = builder().build().scan(Attachment::bytes(CAT), &ScanContext::at(1_800_000_000));
    let context = ScanContext::at(1_800_000_000).with_progress(Arc::new(Panics));
    let followed = builder().build().scan(Attachment::bytes(CAT), &context);
    assert_eq!((followed.report.outcome, followed.decided), (plain.report.outcome, plain.decided));
}
