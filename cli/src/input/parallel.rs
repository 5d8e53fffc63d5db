use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::exit::{Panicked, guarded};

/// Results that may wait for an earlier file, for each worker.
const WAITING_PER_JOB: usize = 8;

/// Whether to go on after a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    GoOn,
    Stop,
}

/// Does `work` on every item with `jobs` threads and hands the results to `each` in the order of
/// the items, as soon as they are there. Few results are held at a time, whatever the number of
/// items. One item alone is done without a thread.
pub(crate) fn in_order<I: Send, T: Send>(
    mut items: impl Iterator<Item = I> + Send,
    jobs: usize,
    work: impl Fn(I) -> T + Sync,
    mut each: impl FnMut(Result<T, Panicked>) -> Next,
) {
    let (first, second) = (items.next(), items.next());
    let several = second.is_some();
    let items = first.into_iter().chain(second).chain(items);
    if jobs > 1 && several {
        return on_threads(items, jobs, &work, &mut each);
    }
    for item in items {
        if each(guarded(|| work(item))) == Next::Stop {
            return;
        }
    }
}

fn on_threads<I: Send, T: Send>(
    items: impl Iterator<Item = I> + Send,
    jobs: usize,
    work: &(impl Fn(I) -> T + Sync),
    each: &mut impl FnMut(Result<T, Panicked>) -> Next,
) {
    let desk = Desk::new(items, jobs.saturating_mul(WAITING_PER_JOB));
    thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| {
                while let Some((number, item)) = desk.take() {
                    desk.put(number, guarded(|| work(item)));
                }
            });
        }
        while let Some(result) = desk.next_result() {
            if each(result) == Next::Stop {
                desk.stop();
                return;
            }
        }
    });
}

/// Where items are fetched and results are put down.
struct Desk<I: Iterator, T> {
    state: Mutex<State<I, T>>,
    changed: Condvar,
    window: usize,
}

struct State<I: Iterator, T> {
    items: I,
    taken: usize,
    handed_on: usize,
    exhausted: bool,
    ready: BTreeMap<usize, Result<T, Panicked>>,
}

impl<I: Iterator, T> Desk<I, T> {
    fn new(items: I, window: usize) -> Self {
        let state =
            State { items, taken: 0, handed_on: 0, exhausted: false, ready: BTreeMap::new() };
        Self { state: Mutex::new(state), changed: Condvar::new(), window }
    }

    /// The next item with its number, once it is not too far ahead of what was handed on.
    fn take(&self) -> Option<(usize, I::Item)> {
        let ahead = |state: &mut State<I, T>| {
            !state.exhausted && state.taken.saturating_sub(state.handed_on) >= self.window
        };
        let mut state = unpoisoned(self.changed.wait_while(self.lock(), ahead));
        if state.exhausted {
            return None;
        }
        let Some(item) = state.items.next() else {
            state.exhausted = true;
            self.changed.notify_all();
            return None;
        };
        let number = state.taken;
        state.taken = number.saturating_add(1);
        Some((number, item))
    }

    fn put(&self, number: usize, result: Result<T, Panicked>) {
        self.lock().ready.insert(number, result);
        self.changed.notify_all();
    }

    /// The next result in the order of the items; `None` after the last.
    fn next_result(&self) -> Option<Result<T, Panicked>> {
        let wanting = |state: &mut State<I, T>| {
            let last = state.exhausted && state.taken == state.handed_on;
            !last && !state.ready.contains_key(&state.handed_on)
        };
        let mut state = unpoisoned(self.changed.wait_while(self.lock(), wanting));
        let number = state.handed_on;
        let result = state.ready.remove(&number)?;
        state.handed_on = number.saturating_add(1);
        self.changed.notify_all();
        Some(result)
    }

    /// No further item is taken.
    fn stop(&self) {
        self.lock().exhausted = true;
        self.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State<I, T>> {
        unpoisoned(self.state.lock())
    }
}

/// Work runs guarded and outside the lock, so a poisoned lock still guards whole state.
fn unpoisoned<G>(lock: Result<G, PoisonError<G>>) -> G {
    lock.unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        for jobs in [1, 2, 3, 7] {
            for count in [0_u64, 1, 2, 3, 100] {
                let mut results = Vec::new();
                let work = |n: u64| {
                    thread::sleep(Duration::from_micros((n * 7919) % 500));
                    n * n
                };
                in_order(0..count, jobs, work, |result| {
                    results.extend(result.ok());
                    Next::GoOn
                });
                assert_eq!(results, (0..count).map(|n| n * n).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn a_slow_first_file_does_not_let_results_pile_up() {
        let finished = AtomicUsize::new(0);
        let mut most_waiting = 0;
        let mut handed_on = 0;
        let work = |n: usize| {
            thread::sleep(Duration::from_millis(if n == 0 { 100 } else { 0 }));
            finished.fetch_add(1, Ordering::SeqCst);
        };
        in_order(0..1_000, 4, work, |_| {
            most_waiting = most_waiting.max(finished.load(Ordering::SeqCst) - handed_on);
            handed_on += 1;
            Next::GoOn
        });
        assert_eq!(handed_on, 1_000);
        // One more is being handed on.
        assert!(most_waiting <= 4 * WAITING_PER_JOB + 1, "{most_waiting}");
    }

    #[test]
    fn stopping_leaves_the_rest_undone() {
        let done = AtomicUsize::new(0);
        for jobs in [1, 3] {
            done.store(0, Ordering::SeqCst);
            let mut seen = 0;
            in_order(
                0..10_000,
                jobs,
                |_| done.fetch_add(1, Ordering::SeqCst),
                |_| {
                    seen += 1;
                    if seen == 5 { Next::Stop } else { Next::GoOn }
                },
            );
            assert_eq!(seen, 5);
            assert!(done.load(Ordering::SeqCst) < 100);
        }
    }

    #[test]
    #[expect(clippy::panic, reason = "the panic is what is tested")]
    fn a_panic_in_one_file_leaves_the_others() {
        for jobs in [1, 3] {
            let mut failed = Vec::new();
            let work = |n: u32| if n == 4 { panic!("bug") } else { n };
            in_order(0..9, jobs, work, |result| {
                failed.push(result.is_err());
                Next::GoOn
            });
            assert_eq!(failed, (0..9).map(|n| n == 4).collect::<Vec<_>>());
        }
    }
}
