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
    use std::sync::atomic::AtomicBool;
    use std::time::Duration;

    use signal_hook::consts::SIGINT;
    use signal_hook::flag;
    use signal_hook::low_level::emulate_default_handler;

    /// At once, to whoever pressed the keys.
    const LOOK_EVERY: Duration = Duration::from_millis(20);

    let (done, total) = (Done::default(), Arc::clone(total));
    let interrupted = Arc::new(AtomicBool::new(false));
    // A flag that is looked at, and no iterator over signals: that one makes a socket pair, and whoever
    // traces a scan must see not one call for the network. Without a handler the system ends the command.
    if flag::register(SIGINT, Arc::clone(&interrupted)).is_ok() {
        let done = Arc::clone(&done);
        std::thread::spawn(move || {
            while !interrupted.load(Ordering::Relaxed) {
                std::thread::sleep(LOOK_EVERY);
            }
            if io::stderr().is_terminal() {
                let _ = io::stderr().write_all(b"\r\x1b[K");
            }
            crate::exit::note(&stopped(done.load(Ordering::Relaxed), &total));
            let _ = emulate_default_handler(SIGINT);
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
