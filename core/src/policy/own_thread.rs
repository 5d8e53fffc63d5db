//! The app's code on a thread of its own, where it cannot hold a scan up.

use core::time::Duration;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

use crate::context::CancelToken;
use crate::panics::guarded;
use crate::policy::{Allowed, Decision, Policy, PolicyError};
use crate::report::ScanReport;

/// How many answers may be outstanding at once in this process, of all scanners and of one kind of
/// question. Code that never returns costs a thread each time it is asked, so at some point none is asked
/// any more.
const MOST_OUTSTANDING: usize = 64;

/// Those of policies.
static OF_POLICIES: Outstanding = Outstanding::new();

/// The answers that are waited for, or were.
#[derive(Debug)]
pub struct Outstanding(AtomicUsize);

impl Outstanding {
    /// None yet.
    #[expect(
        clippy::new_without_default,
        reason = "it is made for a static, where no default can be called"
    )]
    #[must_use]
    pub const fn new() -> Self {
        Self(AtomicUsize::new(0))
    }
}

/// Why there is no answer.
#[derive(Debug)]
pub enum NoAnswer {
    /// There was no thread to be had.
    Failed,
    /// It panicked.
    Panicked,
    /// It took longer, or too many are outstanding.
    Late,
}

/// How soon a cancel is seen.
const LOOKS_EVERY: Duration = Duration::from_millis(20);

/// Calls on a thread of its own, and waits no longer than the deadline.
pub(crate) fn on_own_thread<T: Send + 'static>(
    name: &str,
    of: &'static Outstanding,
    deadline: Duration,
    call: impl FnOnce() -> T + Send + 'static,
) -> Result<T, NoAnswer> {
    answered(ask(name, of, call)?.wait(deadline))
}

/// Calls on a thread of its own, and waits until there is an answer or nobody wants it any more: then it is
/// late. For the crates of this workspace.
///
/// # Errors
/// [`NoAnswer`] if there is none.
pub fn until_cancelled<T: Send + 'static>(
    name: &str,
    of: &'static Outstanding,
    cancel: &CancelToken,
    call: impl FnOnce() -> T + Send + 'static,
) -> Result<T, NoAnswer> {
    let answer = ask(name, of, call)?;
    loop {
        let given = answer.wait(LOOKS_EVERY);
        if given.is_some() || cancel.is_cancelled() {
            return answered(given);
        }
    }
}

fn answered<T>(given: Option<Option<T>>) -> Result<T, NoAnswer> {
    given.ok_or(NoAnswer::Late)?.ok_or(NoAnswer::Panicked)
}

/// Begins to call.
fn ask<T: Send + 'static>(
    name: &str,
    of: &'static Outstanding,
    call: impl FnOnce() -> T + Send + 'static,
) -> Result<Arc<Answer<T>>, NoAnswer> {
    let place = Place::take(of).ok_or(NoAnswer::Late)?;
    let answer = Arc::new(Answer { given: Mutex::new(None), ready: Condvar::new() });
    let given = Arc::clone(&answer);
    let asked = thread::Builder::new().name(name.to_owned()).spawn(move || {
        // Whoever waits may let go of the scanner next, and must then be the last to hold what the call
        // took along: it is dropped before the answer is given.
        let answered = guarded(call);
        drop(place);
        given.give(answered);
    });
    asked.map(|_| answer).map_err(|_| NoAnswer::Failed)
}

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
        let (policy, report) = (Arc::clone(&self.policy), report.clone());
        let decide = move || policy.decide(&report, allowed);
        match on_own_thread("presend-policy", &OF_POLICIES, self.deadline, decide) {
            Ok(decided) => decided,
            Err(NoAnswer::Failed) => Err(PolicyError::Failed),
            // It panicked, and goes on doing so here.
            Err(NoAnswer::Panicked) => resume_unwind(Box::new("the policy panicked")),
            Err(NoAnswer::Late) => Err(PolicyError::Late),
        }
    }

    fn describe(&self) -> String {
        self.policy.describe()
    }

    fn may_report(&self) -> bool {
        self.policy.may_report()
    }
}

/// Where an answer is handed over: `None` in it if the call panicked.
struct Answer<T> {
    given: Mutex<Option<Option<T>>>,
    ready: Condvar,
}

impl<T> Answer<T> {
    fn give(&self, answered: Option<T>) {
        *self.given.lock().unwrap_or_else(PoisonError::into_inner) = Some(answered);
        self.ready.notify_one();
    }

    /// `None` if it takes longer.
    fn wait(&self, deadline: Duration) -> Option<Option<T>> {
        let given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.ready.wait_timeout_while(given, deadline, |given| given.is_none());
        waited.unwrap_or_else(PoisonError::into_inner).0.take()
    }
}

/// One of the outstanding answers; dropped when it came, or when the call panicked.
struct Place(&'static Outstanding);

impl Place {
    fn take(of: &'static Outstanding) -> Option<Self> {
        let next = |taken: usize| (taken < MOST_OUTSTANDING).then(|| taken.saturating_add(1));
        of.0.fetch_update(Ordering::AcqRel, Ordering::Acquire, next).ok()?;
        Some(Self(of))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Ordering::AcqRel);
    }
}
