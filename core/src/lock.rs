//! Locks that are waited for with a bound: between processes files of their own, within one a mutex.

use core::time::Duration;
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, TryLockError as TryMutexError};
use std::thread;

/// Why there is no lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoLock {
    /// Somebody else held it all the time.
    Held,
    /// Its file cannot be made or opened.
    Failed,
}

/// How often it is tried before it counts as held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Patience(u32);

impl Patience {
    /// For five seconds, more than any honest holder needs.
    pub(crate) const USUAL: Self = Self(500);

    /// Once.
    pub(crate) const NONE: Self = Self(1);
}

const PAUSE: Duration = Duration::from_millis(10);

/// Locks this file, which its owner alone may open; dropping it ends that. Where the standard library has
/// no locks between processes (on Android before Rust 1.98), only one process may use what it guards.
pub(crate) fn lock(path: &Path, patience: Patience) -> Result<File, NoLock> {
    let mut options = private();
    let opened = options.write(true).create(true).truncate(false).open(path);
    let file = opened.map_err(|_| NoLock::Failed)?;
    for again in (0..patience.0).rev() {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                return Ok(file);
            }
            Err(TryLockError::Error(_)) => return Err(NoLock::Failed),
            Err(TryLockError::WouldBlock) if again > 0 => thread::sleep(PAUSE),
            Err(TryLockError::WouldBlock) => {}
        }
    }
    Err(NoLock::Held)
}

/// Locks a mutex under which hooks are called, or may be waited for by one; `None` if somebody else held it
/// all the time. What it guards is whole whenever it is free: a panic changes nothing.
pub(crate) fn lock_within<T>(mutex: &Mutex<T>, patience: Patience) -> Option<MutexGuard<'_, T>> {
    for again in (0..patience.0).rev() {
        match mutex.try_lock() {
            Ok(guard) => return Some(guard),
            Err(TryMutexError::Poisoned(poisoned)) => return Some(poisoned.into_inner()),
            Err(TryMutexError::WouldBlock) if again > 0 => thread::sleep(PAUSE),
            Err(TryMutexError::WouldBlock) => {}
        }
    }
    None
}

/// For files that only their owner may read.
pub(crate) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}
