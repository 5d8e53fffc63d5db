//! Ctrl-C ends the command at once, as always, and says how far it came.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::Total;
use crate::output::files_of;

/// How many files are done, for whoever is interrupted.
pub(super) type Done = Arc<AtomicUsize>;

/// From now on an interruption is answered with the number of files that are done.
#[cfg(unix)]
pub(super) fn watch(total: &Total) -> Done {
    use std::io::{self, IsTerminal, Write};

    use signal_hook::consts::SIGINT;
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    let (done, total) = (Done::default(), Arc::clone(total));
    // Without a handler the system ends the command, without a word.
    if let Ok(mut signals) = Signals::new([SIGINT]) {
        let done = Arc::clone(&done);
        std::thread::spawn(move || {
            for signal in signals.forever() {
                if io::stderr().is_terminal() {
                    let _ = io::stderr().write_all(b"\r\x1b[K");
                }
                crate::exit::note(&stopped(done.load(Ordering::Relaxed), &total));
                let _ = emulate_default_handler(signal);
            }
        });
    }
    done
}

#[cfg(not(unix))]
pub(super) fn watch(_total: &Total) -> Done {
    Done::default()
}

/// So many files are done.
pub(super) fn set(done: &Done, files: usize) {
    done.store(files, Ordering::Relaxed);
}

#[cfg(unix)]
fn stopped(done: usize, total: &Total) -> String {
    format!("stopped after {}", files_of(done, total.get().copied()))
}
