//! `presend journal`: what the user may read afterwards.

mod json;
mod text;

use std::path::{Path, PathBuf};

use clap::Subcommand;
use presend::journal::{FileJournal, JournalFault, JournalRecord, JournalStore, VerifiedJournal};

use crate::exit::{Exit, Failure, note};
use crate::output::{Out, json_line, printable};

/// Read, check and export the journal that `presend scan --journal DIR` keeps
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend journal show ~/presend-journal
  presend journal verify ~/presend-journal
  presend journal export --json ~/presend-journal > journal.jsonl

The journal holds no content, no hash of content, no name of a file and no time of day.")]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Show the records, one a line
    #[command(after_help = "Examples:\n  presend journal show ~/presend-journal")]
    Show {
        /// Folder of the journal
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Check that no record was changed, taken out or cut off; exit code 1 if one was
    #[command(after_help = "Examples:\n  presend journal verify ~/presend-journal")]
    Verify {
        /// Folder of the journal
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Write all records to standard output, as they are kept
    #[command(after_help = "\
Examples:
  presend journal export ~/presend-journal > journal.txt
  presend journal export --json ~/presend-journal > journal.jsonl")]
    Export {
        /// One JSON object a line for each record
        #[arg(long)]
        json: bool,
        /// Folder of the journal
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

pub(crate) fn run(args: &Args) -> Result<Exit, Failure> {
    match &args.what {
        What::Show { folder } => show(folder),
        What::Verify { folder } => verify(folder),
        What::Export { json: false, folder } => export(folder),
        What::Export { json: true, folder } => export_json(folder),
    }
}

fn show(folder: &Path) -> Result<Exit, Failure> {
    let journal = open(folder)?;
    let mut out = Out::new();
    let read = each_record(folder, &journal, &mut out, |record| Ok(text::record(record)))?;
    let open_day = match journal.state() {
        Ok(state) => state.open_day,
        // An altered journal has no state that can be trusted; what can be read was shown.
        Err(_) if read.exit == Exit::Found => None,
        Err(fault) => return Err(failed(folder, fault)),
    };
    if let Some(open_day) = open_day {
        out.text(&text::open_day(&open_day))?;
    }
    if read.lines == 0 && open_day.is_none() {
        out.text("nothing recorded\n")?;
    }
    Ok(read.exit)
}

struct Read {
    lines: u64,
    exit: Exit,
}

/// Prints every record that can be read, and names those that cannot.
fn each_record(
    folder: &Path,
    journal: &FileJournal,
    out: &mut Out,
    say: impl Fn(&JournalRecord) -> Result<String, Failure>,
) -> Result<Read, Failure> {
    let text = journal.text().map_err(|fault| failed(folder, fault))?;
    let mut read = Read { lines: 0, exit: Exit::Clean };
    for line in text.split_inclusive(|byte| *byte == b'\n') {
        match parse(line, read.lines) {
            Ok(record) => out.text(&say(&record)?)?,
            Err(fault) => {
                note(&format!("{}: {fault}", printable(folder)));
                read.exit = Exit::Found;
            }
        }
        read.lines += 1;
    }
    Ok(read)
}

fn parse(line: &[u8], index: u64) -> Result<JournalRecord, JournalFault> {
    let line = line.strip_suffix(b"\n").and_then(|line| str::from_utf8(line).ok());
    JournalRecord::parse(line.ok_or(JournalFault::Malformed { index })?, index)
}

fn verify(folder: &Path) -> Result<Exit, Failure> {
    match open(folder)?.verify() {
        Ok(verified) => Out::new().text(&intact(&verified)).map(|()| Exit::Clean),
        Err(
            fault @ (JournalFault::Unavailable | JournalFault::Locked | JournalFault::Contended),
        ) => Err(failed(folder, fault)),
        Err(fault) => Out::new().text(&format!("altered: {fault}\n")).map(|()| Exit::Found),
    }
}

fn intact(verified: &VerifiedJournal) -> String {
    let mut text = format!("intact: {} records", verified.head.count);
    if verified.deleted > 0 {
        text.push_str(&format!("; {} earlier ones were deleted by the user", verified.deleted));
    }
    if verified.repairs > 0 {
        text.push_str(&format!("; mended {} times after an interrupted write", verified.repairs));
    }
    text + "\n"
}

fn export(folder: &Path) -> Result<Exit, Failure> {
    let text = open(folder)?.text().map_err(|fault| failed(folder, fault))?;
    Out::new().bytes(&text)?;
    Ok(Exit::Clean)
}

fn export_json(folder: &Path) -> Result<Exit, Failure> {
    let journal = open(folder)?;
    let line = |record: &JournalRecord| json_line(&json::RecordLine::new(record));
    Ok(each_record(folder, &journal, &mut Out::new(), line)?.exit)
}

/// Opens a journal that is there; reading one must not make one.
fn open(folder: &Path) -> Result<FileJournal, Failure> {
    let there = |name: &str| folder.join(name).is_file();
    if !there("journal") && !there("state") {
        return Err(Failure::usage(format!("{}: no journal there", printable(folder))));
    }
    FileJournal::open(folder).map_err(|fault| failed(folder, fault))
}

fn failed(folder: &Path, fault: JournalFault) -> Failure {
    Failure::internal(format!("{}: {fault}", printable(folder)))
}
