use std::path::Path;

use presend::limits::Limits;

use super::{Files, Found, Next, Opened, Walk, in_order};
use crate::exit::{Exit, Failure, Panicked, note};
use crate::output::{Out, Progress, printable};

/// What a verb has to say of one file.
#[derive(Debug)]
pub(crate) struct Said {
    /// What it means for the exit code.
    pub(crate) exit: Exit,
    /// For standard output.
    pub(crate) text: String,
    /// What went wrong beside it.
    pub(crate) trouble: Option<Failure>,
}

/// Opens every file, lets `look` look at it, several at a time, and prints what it says in the
/// order of the files. What could not be opened is named on standard error too.
pub(crate) fn each_file(
    files: &Files,
    limits: &Limits,
    look: impl Fn(&Path, &Opened) -> Result<Said, Failure> + Sync,
) -> Result<Exit, Failure> {
    let mut walk = files.walk()?;
    let mut printer = Printer::new(files.count());
    let work = |found: Found| {
        let path = found.path();
        let opened = Opened::open(found, limits);
        (look(&path, &opened), trouble(&path, &opened))
    };
    in_order(walk.by_ref(), files.jobs(), work, |result| printer.print(result));
    let exit = printer.finish();
    note_passed_over(&walk);
    exit
}

fn trouble(path: &Path, opened: &Opened) -> Option<String> {
    opened.failure().map(|why| format!("{}: {why}", printable(path)))
}

fn note_passed_over(walk: &Walk) {
    let count = walk.passed_over();
    if count > 0 {
        note(&format!("{count} symbolic links, pipes, sockets or devices in folders not opened"));
    }
}

/// Prints results, and remembers the worst.
struct Printer {
    out: Out,
    progress: Progress,
    files: usize,
    worst: Exit,
    failure: Option<Failure>,
}

impl Printer {
    fn new(total: Option<usize>) -> Self {
        let progress = Progress::new(total);
        Self { out: Out::new(), progress, files: 0, worst: Exit::Clean, failure: None }
    }

    fn print(&mut self, result: Result<(Result<Said, Failure>, Option<String>), Panicked>) -> Next {
        self.progress.clear();
        let (said, trouble) = result.unwrap_or_else(|panicked| (Err(panicked.into()), None));
        if let Some(trouble) = trouble {
            note(&trouble);
        }
        match said {
            Ok(said) => self.say(said),
            Err(failure) => self.report(failure),
        }
        self.files = self.files.saturating_add(1);
        self.progress.done(self.files);
        if self.failure.is_some() { Next::Stop } else { Next::GoOn }
    }

    fn say(&mut self, said: Said) {
        self.worst = self.worst.worse(said.exit);
        self.failure = self.out.text(&said.text).err();
        if let Some(trouble) = said.trouble {
            self.report(trouble);
        }
    }

    /// One file that cannot be worked on leaves the others to do.
    fn report(&mut self, failure: Failure) {
        self.worst = self.worst.worse(failure.report());
    }

    /// The exit code, or what cut the work short: the rest was not looked at.
    fn finish(self) -> Result<Exit, Failure> {
        self.failure.map_or(Ok(self.worst), Err)
    }
}
