//! `presend scan`: files compared with known material.

mod edits;
mod json;
mod lists;
mod looker;
pub(crate) mod nearest;
mod page;
mod policy;
mod scanner;
mod show;
mod tally;
mod text;
mod video_time;

use std::path::{Path, PathBuf};

use presend::context::ScanContext;
use presend::journal::Recorded;
use presend::limits::Limits;
use presend::report::{Outcome, ScanReport};
use presend::scan::Checked;

use crate::exit::{Exit, Failure};
use crate::input::{Files, Opened, each_file};
use crate::output::{Out, Style};

use looker::{Looker, Seen};
use show::Show;

pub(crate) use edits::EditsChoice;
pub(crate) use lists::{Known, Lists};
pub(crate) use policy::PolicyChoice;
pub(crate) use scanner::{now_unix_seconds, scanner};
pub(crate) use tally::{Counted, Tally};

/// Compare files with known material
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend scan --set images-3.khs --pins pins.txt photo.jpg
  presend scan --list known.txt photo.jpg
  presend scan --json --list known.txt --list more.txt -r Pictures
  presend scan --nearest --list known.txt photo.jpg
  presend scan --page scan.html --list known.txt -r Pictures
  presend scan --only match,near --exclude '*.tmp' --list known.txt -r Pictures
  find . -newer stamp -type f -print0 | presend scan --summary --list known.txt --files-from - -0
  presend scan --list known.txt --policy ask_before_send --audience teen photo.jpg
  presend scan --list known.txt --journal ~/presend-journal photo.jpg
  cat photo.jpg | presend scan --list known.txt -
  echo 'see http://evil.example/' | presend scan --text --list links.txt -

A line of a list is a PDQ hash (64 hex digits) or a digest with its prefix (pdq:, pdq512:, blake3:,
sha256:, sha1:, md5:), or a link behind url:, or its digest behind url-sha256:. Without a prefix 40 digits are SHA-1 and 32 are MD5. # starts a comment.
After several files a line on standard error counts them by outcome; not with --json or --quiet.
Exit codes: 0 clean, 1 match or near, 3 undecided, 4 a set or list cannot be opened. They
are those of all files, shown or not.")]
pub(crate) struct Args {
    #[command(flatten)]
    show: Show,
    #[command(flatten)]
    lists: Lists,
    #[command(flatten)]
    policy: PolicyChoice,
    #[command(flatten)]
    edits: EditsChoice,
    /// Folder of the journal to write into; it is made if it is not there
    #[arg(long, value_name = "DIR")]
    journal: Option<PathBuf>,
    /// Each file is the text of a message: look its links up, and nothing else of it
    #[arg(long, conflicts_with_all = ["nearest", "page"])]
    text: bool,
    /// Of plain lists: name the line that is nearest to each file, and how many bits apart it is,
    /// also where nothing was found. Each file is read twice
    #[arg(long, requires = "lists")]
    nearest: bool,
    #[command(flatten)]
    files: Files,
}

pub(crate) fn run(args: &Args) -> Result<Exit, Failure> {
    let limits = Limits::default();
    let (known, policy) = (args.lists.open()?, args.policy.built_in()?);
    let (now, mut page) = (now_unix_seconds()?, args.show.page.begin()?);
    let edits = args.edits.profile();
    let with_lines = args.nearest || page.is_some();
    let looker = Looker {
        scanner: scanner(&known, policy, args.journal.as_deref(), limits.clone(), edits)?,
        neighbours: with_lines.then(|| args.lists.neighbours()).transpose()?,
        lines_name_nearest: args.nearest,
        as_text: args.text,
        context: ScanContext::at(now),
        is_of_one_file: args.files.is_one(),
        limits: &limits,
        style: Style::of_stdout(),
        show: &args.show,
    };
    let mut tally = Tally::default();
    Out::new().text(args.show.heading())?;
    let look = |path: &Path, opened: &Opened| looker.look(path, opened);
    let count = |seen: Seen| {
        tally.add(seen.counted);
        if let Some(page) = &mut page {
            page.add(seen.card);
        }
    };
    let exit = each_file(&args.files, &limits, look, count)?;
    if let Some(page) = &page {
        page.end(&tally, &known, now, policy.name())?;
    }
    args.show.end(&tally)?;
    Ok(known.exit(exit))
}

/// What an outcome means for the exit code.
pub(crate) const fn exit_of(report: &ScanReport) -> Exit {
    match report.outcome {
        Outcome::Clean => Exit::Clean,
        Outcome::Match | Outcome::Near => Exit::Found,
        Outcome::Undecided(_) => Exit::Undecided,
    }
}

/// A decision that the journal did not take is said, and ends in an exit code of its own.
fn unrecorded(checked: &Checked) -> Option<Failure> {
    match checked.recorded {
        Recorded::Failed(fault) => Some(Failure::internal(format!("not recorded: {fault}"))),
        Recorded::Yes | Recorded::NotNeeded | Recorded::NoJournal => None,
    }
}
