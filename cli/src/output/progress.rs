use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use super::files_of;
use crate::input::Total;

/// A line at the bottom of the terminal that says how far the work is. It is shown only if standard
/// error is a terminal and the work takes longer than a moment.
#[derive(Debug)]
pub(crate) struct Progress {
    started: Instant,
    drawn: Option<Instant>,
    /// True while the line stands there.
    stands: bool,
    total: Total,
    visible: bool,
}

const FIRST_AFTER: Duration = Duration::from_millis(400);
const THEN_EVERY: Duration = Duration::from_millis(100);
const BAR_CELLS: usize = 24;

impl Progress {
    /// For this many files, as far as that is known.
    pub(crate) fn new(total: Total) -> Self {
        let visible = io::stderr().is_terminal() && total.get() != Some(&1);
        Self { started: Instant::now(), drawn: None, stands: false, total, visible }
    }

    /// Takes the line away, so that a result can be printed in its place.
    pub(crate) fn clear(&mut self) {
        if core::mem::take(&mut self.stands) {
            let _ = io::stderr().write_all(b"\r\x1b[K");
        }
    }

    /// So many files are done.
    pub(crate) fn done(&mut self, files: usize) {
        let due = match self.drawn {
            Some(drawn) => drawn.elapsed() >= THEN_EVERY,
            None => self.started.elapsed() >= FIRST_AFTER,
        };
        if self.visible && due {
            let line = line(files, self.total.get().copied());
            let _ = write!(io::stderr(), "\r\x1b[K{line}");
            (self.drawn, self.stands) = (Some(Instant::now()), true);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}

fn line(files: usize, total: Option<usize>) -> String {
    let words = files_of(files, total);
    let Some(total) = total.filter(|total| *total > 0) else { return words };
    let full = files.min(total).saturating_mul(BAR_CELLS) / total;
    let bar = "#".repeat(full) + &".".repeat(BAR_CELLS.saturating_sub(full));
    format!("[{bar}] {words}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_is_empty_at_first_and_full_at_last() {
        assert_eq!(line(0, Some(8)), "[........................] 0 of 8 files");
        assert_eq!(line(4, Some(8)), "[############............] 4 of 8 files");
        assert_eq!(line(8, Some(8)), "[########################] 8 of 8 files");
        assert_eq!(line(3, None), "3 files");
        assert_eq!(line(0, Some(0)), "0 of 0 files");
        assert_eq!(line(12, Some(1_936)), "[........................] 12 of 1,936 files");
    }
}
