use std::io;

use super::Guard;
use crate::attachment::SourceFailed;
use crate::undecided::Undecided;

/// Why reading stopped. A cancel and a spent budget show up as errors of the reader, so they are
/// asked first.
pub(super) fn of_io(error: &io::Error, guard: &Guard<'_>) -> Undecided {
    if let Err(cancelled) = guard.cancelled() {
        return cancelled;
    }
    if let Err(spent) = guard.within_work() {
        return spent;
    }
    of_reader(error)
}

/// The same where a cancel is asked about afterwards.
pub(super) fn of_reader(error: &io::Error) -> Undecided {
    let source_failed = error.get_ref().is_some_and(|inner| inner.is::<SourceFailed>());
    match error.kind() {
        _ if source_failed => Undecided::Unreadable,
        io::ErrorKind::UnexpectedEof => Undecided::Truncated,
        _ => Undecided::Corrupt,
    }
}
