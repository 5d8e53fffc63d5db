use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// A line at the bottom of the terminal that says how far the work is. It is shown only if standard
/// error is a terminal and the work takes longer than a moment.
#[derive(Debug)]
pub(crate) struct Progress {
    started: Instant,
    drawn: Option<Instant>,
    total: Option<usize>,
    visible: bool,
}

const FIRST_AFTER: Duration = Duration::from_millis(400);
const THEN_EVERY: Duration = Duration::from_millis(100);
const BAR_CELLS: usize = 24;

impl Progress {
    /// For this many files, or for an unknown number.
    pub(crate) fn new(total: Option<usize>) -> Self {
        let visible = io::stderr().is_terminal() && total != Some(1);
        Self { started: Instant::now(), drawn: None, total, visible }
    }

    /// Takes the line away, so that a result can be printed in its place.
    pub(crate) fn clear(&mut self) {
        if self.drawn.take().is_some() {
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
            let line = line(files, self.total);
            let _ = write!(io::stderr(), "\r\x1b[K{line}");
            self.drawn = Some(Instant::now());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}

fn line(files: usize, total: Option<usize>) -> String {
    let Some(total) = total.filter(|total| *total > 0) else {
        return format!("{files} files");
    };
    let full = files.min(total).saturating_mul(BAR_CELLS) / total;
    let bar = "#".repeat(full) + &".".repeat(BAR_CELLS.saturating_sub(full));
    format!("[{bar}] {files} of {total} files")
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
        assert_eq!(line(0, Some(0)), "0 files");
    }
}
