use std::io::{self, IsTerminal, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::exit::note;

const FIRST_AFTER: Duration = Duration::from_millis(400);
const THEN_EVERY: Duration = Duration::from_millis(100);

/// A line at the bottom of the terminal that says what long work is at. It is shown only if standard
/// error is a terminal and the work takes longer than a moment. A thread of its own draws it, for a
/// step that takes long does not come back to say so.
#[derive(Debug)]
pub(crate) struct Working(Option<(Arc<Board>, JoinHandle<()>)>);

impl Working {
    pub(crate) fn begin() -> Self {
        if !io::stderr().is_terminal() {
            return Self(None);
        }
        Self::on(Box::new(io::stderr()))
    }

    /// Shows nothing if a program reads what is printed.
    pub(crate) fn begin_unless(json: bool) -> Self {
        if json { Self(None) } else { Self::begin() }
    }

    fn on(to: Box<dyn Write + Send>) -> Self {
        let line = Line { to, text: String::new(), drawn: None, ended: false };
        let board = Arc::new(Board { line: Mutex::new(line), ends: Condvar::new() });
        let drawer = Arc::clone(&board);
        let thread = thread::Builder::new().spawn(move || drawer.draw_until_it_ends());
        // Without a thread there is no line: that is no reason to stop.
        Self(thread.ok().map(|thread| (board, thread)))
    }

    /// What it is at now.
    pub(crate) fn at(&self, what: impl FnOnce() -> String) {
        if let Some((board, _)) = &self.0 {
            board.line().text = what();
        }
    }

    /// One line on standard error that stays.
    pub(crate) fn note(&self, message: &str) {
        match &self.0 {
            None => note(message),
            Some((board, _)) => {
                let mut line = board.line();
                line.clear();
                note(message);
            }
        }
    }
}

impl Drop for Working {
    fn drop(&mut self) {
        if let Some((board, thread)) = self.0.take() {
            board.line().ended = true;
            board.ends.notify_all();
            let _ = thread.join();
        }
    }
}

#[derive(Debug)]
struct Board {
    line: Mutex<Line>,
    ends: Condvar,
}

impl Board {
    fn line(&self) -> MutexGuard<'_, Line> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn draw_until_it_ends(&self) {
        let started = Instant::now();
        let (mut line, mut pause) = (self.line(), FIRST_AFTER);
        while !line.ended {
            let waited = self.ends.wait_timeout_while(line, pause, |line| !line.ended);
            line = waited.unwrap_or_else(PoisonError::into_inner).0;
            pause = THEN_EVERY;
            if !line.ended {
                line.draw(started.elapsed().as_secs());
            }
        }
        line.clear();
    }
}

struct Line {
    to: Box<dyn Write + Send>,
    text: String,
    drawn: Option<String>,
    ended: bool,
}

impl Line {
    fn draw(&mut self, seconds: u64) {
        let text = format!("{} ({seconds} s)", self.text);
        if self.drawn.as_ref() != Some(&text) {
            let _ = write!(self.to, "\r\x1b[K{text}");
            let _ = self.to.flush();
            self.drawn = Some(text);
        }
    }

    fn clear(&mut self) {
        if self.drawn.take().is_some() {
            let _ = self.to.write_all(b"\r\x1b[K");
            let _ = self.to.flush();
        }
    }
}

impl std::fmt::Debug for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Line").field("text", &self.text).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Default)]
    struct Screen(Arc<Mutex<Vec<u8>>>);

    impl Screen {
        fn text(&self) -> String {
            let bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            String::from_utf8_lossy(&bytes).into_owned()
        }
    }

    impl Write for Screen {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_step_that_takes_long_is_shown_and_taken_away_at_the_end() {
        let screen = Screen::default();
        let working = Working::on(Box::new(screen.clone()));
        working.at(|| "step 5 of 13".to_owned());
        let ends = Instant::now() + Duration::from_secs(60);
        while screen.text().is_empty() && Instant::now() < ends {
            thread::sleep(Duration::from_millis(10));
        }
        assert!(screen.text().starts_with("\r\x1b[Kstep 5 of 13 ("), "{:?}", screen.text());
        drop(working);
        assert!(screen.text().ends_with("s)\r\x1b[K"), "{:?}", screen.text());
    }

    #[test]
    fn work_that_takes_a_moment_shows_nothing() {
        let (screen, began) = (Screen::default(), Instant::now());
        let working = Working::on(Box::new(screen.clone()));
        working.at(|| "step 5 of 13".to_owned());
        drop(working);
        let took_long = began.elapsed() >= FIRST_AFTER;
        assert!(took_long || screen.text().is_empty(), "{:?}", screen.text());
    }

    #[test]
    fn a_line_is_drawn_again_only_if_it_says_something_else() {
        let screen = Screen::default();
        let to = Box::new(screen.clone());
        let mut line = Line { to, text: "a".to_owned(), drawn: None, ended: false };
        [0, 0, 1].iter().for_each(|seconds| line.draw(*seconds));
        line.clear();
        line.clear();
        assert_eq!(screen.text(), "\r\x1b[Ka (0 s)\r\x1b[Ka (1 s)\r\x1b[K");
    }

    #[test]
    fn with_json_there_is_no_line() {
        assert!(Working::begin_unless(true).0.is_none());
    }
}
