use core::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;

use super::fingerprint::LentFault;
use super::terms::LentTerms;
use super::{LentAnswer, LentFailed, LentHash, LentPicture};
use crate::policy::guarded;

/// A lent hash with its terms. Clones share both.
#[derive(Clone)]
pub struct Lent {
    terms: LentTerms,
    hash: Arc<dyn LentHash>,
    /// Threads that did not come back by the deadline and have not since.
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
        match self.wait(&self.begin(picture)?)? {
            None => Err(LentFault::Panicked),
            Some(Err(LentFailed)) => Err(LentFault::Failed),
            Some(Ok(LentAnswer::TooFlat)) => Err(LentFault::TooFlat),
            Some(Ok(LentAnswer::Value(value))) if value.len() == self.terms.form().length() => {
                Ok(value)
            }
            Some(Ok(LentAnswer::Value(_))) => Err(LentFault::WrongLength),
        }
    }

    fn begin(&self, picture: LentPicture) -> Result<Receiver<Answered>, LentFault> {
        // An answer is handed over only if somebody takes it: whoever is late learns so from that.
        let (answer, answered) = sync_channel(0);
        let (hash, late) = (Arc::clone(&self.hash), Arc::clone(&self.late));
        let asked = thread::Builder::new().name("presend-lent".to_owned()).spawn(move || {
            let found = guarded(|| hash.hash(&picture));
            // Whoever waits may let go of the scanner next, and must then be the last to hold the hash.
            drop((hash, picture));
            if answer.send(found).is_err() {
                late.fetch_sub(1, Ordering::AcqRel);
            }
        });
        asked.map_err(|_| LentFault::Failed)?;
        Ok(answered)
    }

    fn wait(&self, answered: &Receiver<Answered>) -> Result<Answered, LentFault> {
        match answered.recv_timeout(self.terms.deadline()) {
            Ok(answer) => Ok(answer),
            Err(RecvTimeoutError::Disconnected) => Err(LentFault::Failed),
            Err(RecvTimeoutError::Timeout) => {
                // Before the channel is let go of, so that it is counted down only after it was up.
                self.late.fetch_add(1, Ordering::AcqRel);
                Err(LentFault::Late)
            }
        }
    }
}

/// `None` if it panicked.
type Answered = Option<Result<LentAnswer, LentFailed>>;

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
