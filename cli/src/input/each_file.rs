use std::path::Path;

use presend::limits::Limits;

use super::interrupt::{self, Done};
use super::{Files, Found, Next, Opened, Total, in_order};
use crate::exit::{Exit, Failure, Panicked, note};
use crate::output::{Out, Progress, printable};

/// What a verb has to say of one file.
#[derive(Debug)]
pub(crate) struct Said<K> {
    /// What it means for the exit code.
    pub(crate) exit: Exit,
    /// For standard output.
    pub(crate) text: String,
    /// What went wrong beside it.
    pub(crate) trouble: Option<Failure>,
    /// What the file counts as.
    pub(crate) kind: K,
}

/// Opens every file, lets `look` look at it, several at a time, prints what it says in the order of
/// the files, and lets `count` have what it counts as. What could not be opened is named on standard
/// error too.
pub(crate) fn each_file<K: Send>(
    files: &Files,
    limits: &Limits,
    look: impl Fn(&Path, &Opened) -> Result<Said<K>, Failure> + Sync,
    count: impl FnMut(K),
) -> Result<Exit, Failure> {
    let mut walk = files.walk()?;
    let mut printer = Printer::new(files.total(&walk), count);
    let work = |found: Found| {
        let path = found.path();
        let opened = Opened::open(found, limits);
        (look(&path, &opened), trouble(&path, &opened))
    };
    in_order(walk.by_ref(), files.jobs(), work, |result| printer.print(result));
    let exit = printer.finish();
    walk.skipped().note();
    exit
}

fn trouble(path: &Path, opened: &Opened) -> Option<String> {
    opened.failure().map(|why| format!("{}: {why}", printable(path)))
}

/// Prints results, and remembers the worst.
struct Printer<C> {
    out: Out,
    progress: Progress,
    files: usize,
    done: Done,
    count: C,
    worst: Exit,
    failure: Option<Failure>,
}

/// What became of a file: what the verb says, and why it could not be opened.
type Looked<K> = (Result<Said<K>, Failure>, Option<String>);

impl<C> Printer<C> {
    fn new(total: Total, count: C) -> Self {
        let (done, progress) = (interrupt::watch(&total), Progress::new(total));
        let (out, worst) = (Out::new(), Exit::Clean);
        Self { out, progress, files: 0, done, count, worst, failure: None }
    }

    fn print<K>(&mut self, result: Result<Looked<K>, Panicked>) -> Next
    where
        C: FnMut(K),
    {
        let (said, trouble) = result.unwrap_or_else(|panicked| (Err(panicked.into()), None));
        if let Some(trouble) = trouble {
            self.progress.clear();
            note(&trouble);
        }
        match said {
            Ok(said) => self.say(said),
            Err(failure) => self.report(failure),
        }
        self.files = self.files.saturating_add(1);
        interrupt::set(&self.done, self.files);
        self.progress.done(self.files);
        if self.failure.is_some() { Next::Stop } else { Next::GoOn }
    }

    fn say<K>(&mut self, said: Said<K>)
    where
        C: FnMut(K),
    {
        self.worst = self.worst.worse(said.exit);
        if !said.text.is_empty() {
            self.progress.clear();
            self.failure = self.out.text(&said.text).err();
        }
        if let Some(trouble) = said.trouble {
            self.report(trouble);
        }
        (self.count)(said.kind);
    }

    /// One file that cannot be worked on leaves the others to do.
    fn report(&mut self, failure: Failure) {
        self.progress.clear();
        self.worst = self.worst.worse(failure.report());
    }

    /// The exit code, or what cut the work short: the rest was not looked at.
    fn finish(self) -> Result<Exit, Failure> {
        self.failure.map_or(Ok(self.worst), Err)
    }
}
