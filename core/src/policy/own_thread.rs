//! A policy that cannot hold a scan up.

use core::time::Duration;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

use crate::policy::{Allowed, Decision, Policy, PolicyError, guarded};
use crate::report::ScanReport;

/// How many answers may be outstanding at once in this process, of all scanners and policies. A policy
/// that never returns costs a thread each time it is asked, so at some point none is asked any more.
const MOST_OUTSTANDING: usize = 64;

static OUTSTANDING: AtomicUsize = AtomicUsize::new(0);

/// Asks a policy on a thread of its own, and waits no longer than the deadline.
pub(crate) struct OwnThread {
    policy: Arc<dyn Policy>,
    deadline: Duration,
}

impl OwnThread {
    pub(crate) fn new(policy: Arc<dyn Policy>, deadline_ms: u32) -> Self {
        let deadline = Duration::from_millis(u64::from(deadline_ms));
        Self { policy, deadline }
    }
}

impl Policy for OwnThread {
    fn decide(&self, report: &ScanReport, allowed: Allowed) -> Result<Decision, PolicyError> {
        let place = Place::take().ok_or(PolicyError::Late)?;
        let (policy, report) = (Arc::clone(&self.policy), report.clone());
        let answer = Arc::new(Answer::default());
        let given = Arc::clone(&answer);
        let asked = thread::Builder::new().name("presend-policy".to_owned()).spawn(move || {
            let decided = guarded(|| policy.decide(&report, allowed));
            // Whoever waits may let go of the scanner next, and must then be the last to hold the policy.
            drop((policy, report, place));
            given.give(decided);
        });
        asked.map_err(|_| PolicyError::Failed)?;
        match answer.wait(self.deadline) {
            Some(Some(decided)) => decided,
            // It panicked, and goes on doing so here.
            Some(None) => resume_unwind(Box::new("the policy panicked")),
            None => Err(PolicyError::Late),
        }
    }

    fn describe(&self) -> String {
        self.policy.describe()
    }

    fn may_report(&self) -> bool {
        self.policy.may_report()
    }
}

/// What a policy decided; `None` if it panicked.
type Decided = Option<Result<Decision, PolicyError>>;

/// Where it is handed over.
#[derive(Default)]
struct Answer {
    given: Mutex<Option<Decided>>,
    ready: Condvar,
}

impl Answer {
    fn give(&self, decided: Decided) {
        *self.given.lock().unwrap_or_else(PoisonError::into_inner) = Some(decided);
        self.ready.notify_one();
    }

    /// `None` if it takes longer.
    fn wait(&self, deadline: Duration) -> Option<Decided> {
        let given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.ready.wait_timeout_while(given, deadline, |given| given.is_none());
        waited.unwrap_or_else(PoisonError::into_inner).0.take()
    }
}

/// One of the outstanding answers; dropped when it came, or when the policy panicked.
struct Place;

impl Place {
    fn take() -> Option<Self> {
        let next = |taken: usize| (taken < MOST_OUTSTANDING).then(|| taken.saturating_add(1));
        OUTSTANDING.fetch_update(Ordering::AcqRel, Ordering::Acquire, next).ok()?;
        Some(Self)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        OUTSTANDING.fetch_sub(1, Ordering::AcqRel);
    }
}
