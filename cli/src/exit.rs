//! Exit codes, failures that end the command, and panics.

use core::fmt;
use std::cell::RefCell;
use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;

/// What the command's exit code says. Over several files the worst wins: 5 > 4 > 1 > 3 > 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Nothing found, everything checked.
    Clean,
    /// A match or a near match.
    Found,
    /// The command line makes no sense.
    Usage,
    /// A check could not be finished.
    Undecided,
    /// A set or list named on the command line cannot be opened.
    UnusableSet,
    /// The program or its surroundings failed: a bug, a full disk, a journal that cannot be kept.
    Internal,
}

impl Exit {
    /// The process exit code.
    pub(crate) const fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Found => 1,
            Self::Usage => 2,
            Self::Undecided => 3,
            Self::UnusableSet => 4,
            Self::Internal => 5,
        }
    }

    /// The one of the two that a caller must hear of.
    pub(crate) fn worse(self, other: Self) -> Self {
        if other.rank() > self.rank() { other } else { self }
    }

    const fn rank(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Undecided => 1,
            Self::Found => 2,
            Self::Usage => 3,
            Self::UnusableSet => 4,
            Self::Internal => 5,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        exit.code().into()
    }
}

/// Ends the command with a message on standard error.
#[derive(Debug)]
pub(crate) struct Failure {
    exit: Exit,
    message: String,
}

impl Failure {
    /// The command line makes no sense.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self { exit: Exit::Usage, message: message.into() }
    }

    /// A set or list cannot be opened.
    pub(crate) fn unusable_set(message: impl Into<String>) -> Self {
        Self { exit: Exit::UnusableSet, message: message.into() }
    }

    /// The program or its surroundings failed.
    pub(crate) fn internal(message: impl Into<String>) -> Self {
        Self { exit: Exit::Internal, message: message.into() }
    }

    /// Writes the message to standard error and gives the exit code.
    pub(crate) fn report(self) -> Exit {
        note(&self.message);
        self.exit
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// One line on standard error, `presend: ...`. A closed standard error is no reason to stop.
pub(crate) fn note(message: &str) {
    let _ = writeln!(io::stderr(), "presend: {message}");
}

/// Where the program panicked. The panic's own text is dropped: it could quote what was read.
#[derive(Debug)]
pub(crate) struct Panicked {
    place: Option<String>,
}

impl From<Panicked> for Failure {
    fn from(panicked: Panicked) -> Self {
        let place = panicked.place.map(|place| format!(" at {place}")).unwrap_or_default();
        Self::internal(format!("internal error{place}; please report it"))
    }
}

thread_local! {
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps panics off the terminal. The core turns a decoder's panic into `decoder_failed`; the
/// command's own are reported by [`guarded`].
pub(crate) fn quiet_panics() {
    panic::set_hook(Box::new(|info| {
        PLACE.set(info.location().map(|at| format!("{}:{}", at.file(), at.line())));
    }));
}

/// Runs `work` and turns a panic into where it happened.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Panicked> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|_| Panicked { place: PLACE.take() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_of_several_files_wins() {
        let order = [Exit::Clean, Exit::Undecided, Exit::Found, Exit::UnusableSet, Exit::Internal];
        for (i, a) in order.into_iter().enumerate() {
            for (j, b) in order.into_iter().enumerate() {
                assert_eq!(a.worse(b), if i >= j { a } else { b }, "{a:?} {b:?}");
            }
        }
    }

    #[test]
    #[expect(clippy::panic, reason = "the panic is what is tested")]
    fn a_panic_is_reported_without_its_text() {
        let panicked = guarded(|| panic!("private")).err();
        let message = panicked.map(|p| Failure::from(p).message);
        assert!(message.is_some_and(|m| m.contains("internal error") && !m.contains("private")));
    }
}
