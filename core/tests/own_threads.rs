//! Own checks that never return: how many threads of this process they keep, and that no policy pays for
//! it. A test binary of its own, since they keep the places of every other own check.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use presend::attachment::Attachment;
use presend::context::ScanContext;
use presend::own::{OwnAnswer, OwnCheck, OwnCheckFailed, OwnInput, OwnSaid, OwnSeen, OwnTerms};
use presend::policy::{BuiltInPolicy, DecidedBy, HookTerms};
use presend::scan::{AttachmentScanner, Checked};
use presend::set::KnownSet;

/// As the documentation says.
const MOST: usize = 64;

/// Counts how often it is asked, and answers once the other end of `waits` is gone.
struct Stuck {
    asked: Arc<AtomicUsize>,
    waits: Arc<Mutex<Receiver<()>>>,
}

impl OwnCheck for Stuck {
    fn check(&self, _: OwnSeen<'_>) -> Result<OwnAnswer, OwnCheckFailed> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let _ = self.waits.lock().map(|waits| waits.recv());
        Ok(OwnAnswer::Remark)
    }
}

/// Scans once, with a scanner of its own, whose policy has a thread of its own too.
fn scan(check: Arc<dyn OwnCheck>, deadline_ms: u32) -> Checked {
    let set = KnownSet::from_list_unverified("made-up", "url:http://evil.example/").unwrap();
    let terms = HookTerms { deadline_ms: Some(60_000), ..HookTerms::default() };
    let own = OwnTerms { looks_at: OwnInput::Text, deadline_ms };
    let builder = AttachmentScanner::builder().add_set(set).hook_terms(terms);
    let builder = builder.policy(Arc::new(BuiltInPolicy::WarnOnly)).policy_on_its_own_thread();
    let scanner = builder.add_own_check("stuck", own, check).unwrap().build();
    scanner.scan(Attachment::text("hello"), &ScanContext::at(1_800_000_000))
}

fn said(checked: &Checked) -> OwnSaid {
    checked.report.own_checks.first().unwrap().said
}

#[test]
fn own_checks_that_never_return_keep_no_policy_from_answering() {
    let (release, waits) = channel::<()>();
    let (asked, waits) = (Arc::new(AtomicUsize::new(0)), Arc::new(Mutex::new(waits)));
    let stuck = || Arc::new(Stuck { asked: Arc::clone(&asked), waits: Arc::clone(&waits) });
    for _ in 0..MOST + 16 {
        let checked = scan(stuck(), 1);
        assert_eq!(said(&checked), OwnSaid::Late);
        assert_eq!(checked.decided.by, DecidedBy::Policy);
    }
    // The last thread given away may not have begun yet.
    while asked.load(Ordering::SeqCst) < MOST {
        thread::sleep(Duration::from_millis(1));
    }
    thread::sleep(Duration::from_millis(20));
    assert_eq!(asked.load(Ordering::SeqCst), MOST);
    // When they return, own checks are asked again.
    drop(release);
    while said(&scan(stuck(), 10_000)) != OwnSaid::Remark {}
}
