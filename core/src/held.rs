//! Which locks this thread holds while it calls a hook. A hook that calls back in would wait for itself:
//! it is told so instead.

use core::marker::PhantomData;
use core::ops::{Deref, DerefMut};
use std::cell::RefCell;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard};

use crate::lock::{Patience, lock_within};

/// Why this thread does not have a lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotLocked {
    /// It has it already, and would wait for itself.
    Reentered,
    /// Another thread had it all the time: what it calls may be waiting for this one.
    Held,
}

/// Locks what hooks are called under, or says why not. What is in it must be whole whenever a hook is
/// called: a panic of a hook changes nothing.
pub(crate) fn lock<T>(mutex: &Mutex<T>, patience: Patience) -> Result<Locked<'_, T>, NotLocked> {
    let at = Lock::At(core::ptr::from_ref(mutex).addr());
    let held = Held::take(at).ok_or(NotLocked::Reentered)?;
    let guard = lock_within(mutex, patience).ok_or(NotLocked::Held)?;
    Ok(Locked { guard, _held: held })
}

/// A mutex that this thread holds and knows to hold.
pub(crate) struct Locked<'a, T> {
    guard: MutexGuard<'a, T>,
    _held: Held,
}

impl<T> Deref for Locked<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.guard
    }
}

impl<T> DerefMut for Locked<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.guard
    }
}

thread_local! {
    static HELD: RefCell<Vec<Lock>> = const { RefCell::new(Vec::new()) };
}

/// A lock under which hooks are called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Lock {
    /// The one of a folder: every store that has it waits for it.
    Folder(PathBuf),
    /// The one of the value at this address, which is borrowed meanwhile.
    At(usize),
}

/// This thread holds a lock, until this is dropped.
#[derive(Debug)]
pub(crate) struct Held {
    lock: Lock,
    /// What one thread holds is not handed to another.
    here: PhantomData<*const ()>,
}

impl Held {
    /// `None` if this thread holds it already: whoever asks must not wait for it.
    pub(crate) fn take(lock: Lock) -> Option<Self> {
        let entered = HELD.try_with(|held| {
            let mut held = held.borrow_mut();
            let free = !held.contains(&lock);
            if free {
                held.push(lock.clone());
            }
            free
        });
        // A thread that is ending keeps no list, and holds nothing any more.
        entered.unwrap_or(true).then(|| Self { lock, here: PhantomData })
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let _ = HELD.try_with(|held| held.borrow_mut().retain(|lock| *lock != self.lock));
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::{Held, Lock, NotLocked, lock};
    use crate::lock::Patience;
    use std::sync::Mutex;

    #[test]
    fn a_thread_takes_a_lock_once_and_again_when_it_let_go() {
        let one = Held::take(Lock::At(1)).unwrap();
        assert!(Held::take(Lock::At(1)).is_none());
        assert!(Held::take(Lock::At(1)).is_none(), "being refused lets go of nothing");
        let two = Held::take(Lock::At(2)).unwrap();
        drop(one);
        assert!(Held::take(Lock::At(2)).is_none());
        assert!(Held::take(Lock::At(1)).is_some());
        drop(two);
        assert!(Held::take(Lock::At(2)).is_some());
    }

    #[test]
    fn a_mutex_that_is_held_is_not_waited_for_by_its_own_thread() {
        let mutex = Mutex::new(1);
        let mut locked = lock(&mutex, Patience::USUAL).unwrap();
        *locked += 1;
        let again = lock(&mutex, Patience::USUAL);
        assert_eq!(again.err(), Some(NotLocked::Reentered));
        assert_eq!(*locked, 2);
        drop(locked);
        assert!(lock(&mutex, Patience::NONE).is_ok());
    }

    #[test]
    fn a_mutex_that_another_thread_holds_is_waited_for_with_an_end() {
        let mutex = Mutex::new(1);
        let locked = lock(&mutex, Patience::NONE).unwrap();
        let other = || lock(&mutex, Patience::NONE).err();
        let refused = std::thread::scope(|scope| scope.spawn(other).join().unwrap());
        assert_eq!(refused, Some(NotLocked::Held));
        drop(locked);
        assert!(lock(&mutex, Patience::NONE).is_ok());
    }

    #[test]
    fn another_thread_may_wait_for_it() {
        let _held = Held::take(Lock::Folder("sets".into())).unwrap();
        let other = || Held::take(Lock::Folder("sets".into())).is_some();
        assert!(std::thread::spawn(other).join().unwrap());
    }
}
