use std::path::{Path, PathBuf};

use presend_curator::report::{RecipientKey, SetCopy, Tally, WORTH, open};
use serde_json::json;

use super::files;
use super::seen::{Earlier, Seen};
use crate::exit::{Exit, Failure};
use crate::input::FileName;
use crate::output::{Out, json_line, printable};
use crate::scan::now_unix_seconds;
use crate::set;

/// Compare sealed reports with your own copy of the set: its place in the log, its entries, the day
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend report verify report.pkr --key office.key --set images-3.khs --pins pins.txt
  presend report verify inbox --key office.key --set images-3.khs --pins pins.txt
  presend report verify inbox --key office.key --set images-3.khs --pins pins.txt --json

The set is checked as a device does, so that it is in the public log. A report that holds is one that
a phone with this set could have made, and no more. Copies and equal findings are counted: many that
are alike are a flood, or a forger's.
The exit code is 0 if every report holds, else 4.")]
pub(super) struct Args {
    /// Reports, or folders of them
    #[arg(value_name = "REPORT", required = true)]
    paths: Vec<PathBuf>,
    /// The recipient's private key
    #[arg(long, value_name = "KEY")]
    key: PathBuf,
    /// The version of the set that the reports are of
    #[arg(long, value_name = "SET")]
    set: PathBuf,
    /// What an app would pin
    #[arg(long, value_name = "PINS")]
    pins: PathBuf,
    /// Check as of this day, or of these seconds since 1970 [default: now]
    #[arg(long, value_name = "DATE", value_parser = set::moment)]
    now: Option<u64>,
    /// One JSON object a line and report, and one with the counts at the end
    #[arg(long)]
    json: bool,
}

/// What the reports are compared with.
struct Desk {
    key: RecipientKey,
    copy: SetCopy,
    now: u64,
    tally: Tally,
    holding: u64,
}

pub(super) fn run(args: &Args) -> Result<Exit, Failure> {
    let (bytes, pins) = set::file_and_pins(&args.set, &args.pins)?;
    let copy = SetCopy::check(&bytes, &pins);
    let mut desk = Desk {
        key: files::key(&args.key)?,
        copy: copy.map_err(|fault| files::refused(&args.set, set::named(fault)))?,
        now: args.now.map_or_else(now_unix_seconds, Ok)?,
        tally: Tally::default(),
        holding: 0,
    };
    let (mut out, files) = (Out::new(), files::all(&args.paths)?);
    for path in &files {
        let seen = desk.look(path);
        out.text(&if args.json {
            seen.json(&FileName::new(path))?
        } else {
            seen.text(&printable(path))
        })?;
    }
    out.text(&if args.json { desk.sum_json(files.len())? } else { desk.sum(files.len()) })?;
    let all = u64::try_from(files.len()) == Ok(desk.holding);
    Ok(if all { Exit::Clean } else { Exit::UnusableSet })
}

impl Desk {
    fn look(&mut self, path: &Path) -> Seen {
        let report = match files::report(path) {
            Ok(report) => report,
            Err(error) => return Seen::Refused { name: None, detail: error.to_string() },
        };
        let content = match open(&self.key, &report) {
            Ok(opened) => opened.content,
            Err(fault) => {
                return Seen::Refused { name: Some(fault.name()), detail: fault.to_string() };
            }
        };
        let (same_code, same_entries) = self.tally.add(&content);
        let faults = self.copy.faults(&content, &self.key, self.now);
        let seen = Seen::Opened { content, faults, earlier: Earlier { same_code, same_entries } };
        self.holding += u64::from(seen.holds());
        seen
    }

    fn sum(&self, files: usize) -> String {
        let Tally { opened, same_code, same_entries, .. } = self.tally;
        let holding = self.holding;
        format!(
            "{files} files: {opened} opened, {holding} hold; {same_code} copies of another, \
             {same_entries} more with the same entries as another\n{WORTH}\n"
        )
    }

    fn sum_json(&self, files: usize) -> Result<String, Failure> {
        let Tally { opened, same_code, same_entries, .. } = self.tally;
        json_line(&json!({
            "v": 1, "files": files, "opened": opened, "hold": self.holding,
            "same_code": same_code, "same_entries": same_entries, "worth": WORTH,
        }))
    }
}
