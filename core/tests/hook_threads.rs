//! Policies that never return, of many scanners: how many threads of this process they keep. A test binary
//! of its own, since they keep the places of every other policy on a thread.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use presend::attachment::Attachment;
use presend::context::ScanContext;
use presend::policy::{
    Action, Allowed, DecidedBy, Decision, HookFailure, HookTerms, Policy, PolicyError,
};
use presend::report::ScanReport;
use presend::scan::AttachmentScanner;
use presend::set::KnownSet;

/// As the documentation says.
const MOST: usize = 64;

/// Counts how often it is asked, and answers once `returns` is dropped at its other end.
struct Stuck {
    asked: Arc<AtomicUsize>,
    returns: Arc<dyn Fn() + Send + Sync>,
}

impl Policy for Stuck {
    fn decide(&self, report: &ScanReport, _: Allowed) -> Result<Decision, PolicyError> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        (self.returns)();
        Ok(Decision::about(Action::Allow, report))
    }

    fn describe(&self) -> String {
        "stuck".to_owned()
    }
}

/// Scans once, with a scanner of its own.
fn decided_by(policy: Stuck, deadline_ms: u32) -> DecidedBy {
    let set = KnownSet::from_list_unverified("made-up", &"5a".repeat(32)).unwrap();
    let terms = HookTerms { deadline_ms: Some(deadline_ms), ..HookTerms::default() };
    let builder = AttachmentScanner::builder().add_set(set).policy(Arc::new(policy));
    let scanner = builder.hook_terms(terms).policy_on_its_own_thread().build();
    let context = ScanContext::at(1_800_000_000);
    scanner.scan(Attachment::bytes(b"plain words"), &context).decided.by
}

#[test]
fn policies_that_never_return_keep_no_more_threads_however_many_scanners_ask_them() {
    let (release, waits) = channel::<()>();
    let waits = Mutex::new(waits);
    let asked = Arc::new(AtomicUsize::new(0));
    let returns: Arc<dyn Fn() + Send + Sync> = Arc::new(move || {
        let _ = waits.lock().map(|waits| waits.recv());
    });
    let stuck = || Stuck { asked: Arc::clone(&asked), returns: Arc::clone(&returns) };
    let late = DecidedBy::Fallback(HookFailure::Late);
    for _ in 0..128 {
        assert_eq!(decided_by(stuck(), 1), late);
    }
    // Also of scanners that are used at once.
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| (0..MOST).for_each(|_| assert_eq!(decided_by(stuck(), 1), late)));
        }
    });
    // The last thread given away may not have begun yet.
    while asked.load(Ordering::SeqCst) < MOST {
        thread::sleep(Duration::from_millis(1));
    }
    thread::sleep(Duration::from_millis(20));
    assert_eq!(asked.load(Ordering::SeqCst), MOST);
    // When they return, policies are asked again.
    drop(release);
    while decided_by(stuck(), 60_000) != DecidedBy::Policy {}
}
