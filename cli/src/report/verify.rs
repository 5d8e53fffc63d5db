use std::path::{Path, PathBuf};

use presend::explain::date;
use presend::sealed::ReportContent;
use presend_curator::report::{RecipientKey, SetCopy, Tally, WORTH, open};

use super::files;
use crate::exit::{Exit, Failure};
use crate::output::{Out, printable};
use crate::scan::now_unix_seconds;
use crate::set;

/// Compare sealed reports with your own copy of the set: its place in the log, its entries, the day
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend report verify report.pkr --key office.key --set images-3.khs --pins pins.txt
  presend report verify inbox --key office.key --set images-3.khs --pins pins.txt

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
        out.text(&desk.lines(path))?;
    }
    out.text(&desk.sum(files.len()))?;
    let all = u64::try_from(files.len()) == Ok(desk.holding);
    Ok(if all { Exit::Clean } else { Exit::UnusableSet })
}

impl Desk {
    /// A line for the report, and one for each thing that speaks against it.
    fn lines(&mut self, path: &Path) -> String {
        let name = printable(path);
        let report = match files::report(path) {
            Ok(report) => report,
            Err(error) => return format!("{name}: refused: {error}\n"),
        };
        let content = match open(&self.key, &report) {
            Ok(opened) => opened.content,
            Err(fault) => return format!("{name}: refused: {fault}\n"),
        };
        let earlier = self.tally.add(&content);
        let faults = self.copy.faults(&content, &self.key, self.now);
        let verdict = if faults.is_empty() { "holds" } else { "does not hold" };
        self.holding += u64::from(faults.is_empty());
        let faults: String = faults.iter().map(|fault| format!("  {fault}\n")).collect();
        format!("{name}: {verdict}; {}\n{faults}", about(&content, earlier))
    }

    fn sum(&self, files: usize) -> String {
        let Tally { opened, same_code, same_entries, .. } = self.tally;
        let holding = self.holding;
        format!(
            "{files} files: {opened} opened, {holding} hold; {same_code} copies of another, \
             {same_entries} more with the same entries as another\n{WORTH}\n"
        )
    }
}

fn about(content: &ReportContent, (same_code, same_entries): (u64, u64)) -> String {
    let ReportContent { set, version, day, appeal, findings, .. } = content;
    let (day, findings) = (date(*day), findings.len());
    let alike = match (same_code, same_entries) {
        (0, 0) => String::new(),
        (0, earlier) => format!("; the same entries as {earlier} before"),
        (earlier, _) => format!("; a copy: {earlier} before with this code"),
    };
    format!("{set} {version}, {day}, {findings} entries, appeal code {appeal}{alike}")
}
