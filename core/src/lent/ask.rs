use core::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::fingerprint::LentFault;
use super::terms::LentTerms;
use super::{LentAnswer, LentFailed, LentHash, LentPicture};
use crate::policy::{NoAnswer, Outstanding, on_own_thread};

/// Those of lent hashes: one that never returns takes no place from a policy.
static OF_LENT_HASHES: Outstanding = Outstanding::new();

/// A lent hash with its terms. Clones share both.
#[derive(Clone)]
pub struct Lent {
    terms: LentTerms,
    hash: Arc<dyn LentHash>,
    /// Calls that did not come back by the deadline and have not since.
    late: Arc<AtomicUsize>,
}

impl Lent {
    pub(crate) fn new(terms: LentTerms, hash: Arc<dyn LentHash>) -> Self {
        Self { terms, hash, late: Arc::default() }
    }

    /// What the app declared.
    #[must_use]
    pub const fn terms(&self) -> &LentTerms {
        &self.terms
    }

    /// The value of one picture, or why there is none. While the code hangs at an earlier picture it is not
    /// asked again: it costs one thread and one deadline.
    pub(crate) fn ask(&self, picture: LentPicture) -> Result<Vec<u8>, LentFault> {
        if self.late.load(Ordering::Acquire) > 0 {
            return Err(LentFault::Late);
        }
        let call = Arc::new(Call { late: Arc::clone(&self.late), met: AtomicBool::new(false) });
        let (hash, back) = (Arc::clone(&self.hash), Back(Arc::clone(&call)));
        let ask = move || {
            let _back = back;
            hash.hash(&picture)
        };
        match on_own_thread("presend-lent", &OF_LENT_HASHES, self.terms.deadline(), ask) {
            Ok(Ok(LentAnswer::Value(value))) if value.len() == self.terms.form().length() => {
                Ok(value)
            }
            Ok(Ok(LentAnswer::Value(_))) => Err(LentFault::WrongLength),
            Ok(Ok(LentAnswer::TooFlat)) => Err(LentFault::TooFlat),
            Ok(Err(LentFailed)) | Err(NoAnswer::Failed) => Err(LentFault::Failed),
            Err(NoAnswer::Panicked) => Err(LentFault::Panicked),
            Err(NoAnswer::Late) => {
                call.given_up();
                Err(LentFault::Late)
            }
        }
    }
}

/// One call of the code, for whoever waits and for the thread it runs on.
struct Call {
    late: Arc<AtomicUsize>,
    /// Deadline or return: the first of them is past.
    met: AtomicBool,
}

impl Call {
    /// The deadline is past. It is counted first, so that it is counted down only after it was up.
    fn given_up(&self) {
        self.late.fetch_add(1, Ordering::AcqRel);
        self.count_down_if_second();
    }

    fn count_down_if_second(&self) {
        if self.met.swap(true, Ordering::AcqRel) {
            self.late.fetch_sub(1, Ordering::AcqRel);
        }
    }
}

/// Dropped when the code returned or panicked, or was not begun.
struct Back(Arc<Call>);

impl Drop for Back {
    fn drop(&mut self) {
        self.0.count_down_if_second();
    }
}

impl fmt::Debug for Lent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Lent({})", self.terms)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use core::time::Duration;
    use std::sync::mpsc::{Receiver, channel};
    use std::sync::{Arc, Mutex};
    use std::thread::sleep;

    use super::*;
    use crate::lent::testing::{picture, terms};

    /// Answers what it was made with; without one it panics.
    struct Answers(Option<Result<LentAnswer, LentFailed>>);

    impl LentHash for Answers {
        fn hash(&self, _: &LentPicture) -> Result<LentAnswer, LentFailed> {
            self.0.clone().unwrap()
        }
    }

    fn ask(answer: Option<Result<LentAnswer, LentFailed>>) -> Result<Vec<u8>, LentFault> {
        Lent::new(terms(), Arc::new(Answers(answer))).ask(picture())
    }

    #[test]
    fn each_way_to_fail_has_its_name() {
        let value = |bytes: usize| Some(Ok(LentAnswer::Value(vec![7; bytes])));
        assert_eq!(ask(value(144)), Ok(vec![7; 144]));
        assert_eq!(ask(value(143)), Err(LentFault::WrongLength));
        assert_eq!(ask(value(0)), Err(LentFault::WrongLength));
        assert_eq!(ask(Some(Ok(LentAnswer::TooFlat))), Err(LentFault::TooFlat));
        assert_eq!(ask(Some(Err(LentFailed))), Err(LentFault::Failed));
        assert_eq!(ask(None), Err(LentFault::Panicked));
    }

    /// Answers when it is told to.
    struct Hangs(Mutex<Receiver<()>>);

    impl LentHash for Hangs {
        fn hash(&self, _: &LentPicture) -> Result<LentAnswer, LentFailed> {
            self.0.lock().unwrap().recv().unwrap();
            Ok(LentAnswer::Value(vec![7; 144]))
        }
    }

    #[test]
    fn code_that_hangs_costs_one_thread_and_is_asked_again_when_it_came_back() {
        let (go, wait) = channel();
        let lent = Lent::new(terms(), Arc::new(Hangs(Mutex::new(wait))));
        assert_eq!(lent.ask(picture()), Err(LentFault::Late));
        for _ in 0..100 {
            assert_eq!(lent.ask(picture()), Err(LentFault::Late));
        }
        assert_eq!(lent.late.load(Ordering::Acquire), 1);
        go.send(()).unwrap();
        while lent.late.load(Ordering::Acquire) > 0 {
            sleep(Duration::from_millis(1));
        }
        go.send(()).unwrap();
        assert_eq!(lent.ask(picture()), Ok(vec![7; 144]));
    }
}
