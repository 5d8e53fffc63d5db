//! `presend testkit`: harmless drawn pictures, variants of them in every format and edit, and the
//! list that holds them.

#![expect(
    clippy::indexing_slicing,
    reason = "the pictures and files here are made by this program, none is read"
)]

pub(crate) mod check;
pub(crate) mod draw;
pub(crate) mod encode;
pub(crate) mod expected;
pub(crate) mod font;
pub(crate) mod hostile;
pub(crate) mod kit;
pub(crate) mod list;
pub(crate) mod picture;
pub(crate) mod recipes;
mod verified;
mod verified_links;

use std::fs;
use std::path::{Path, PathBuf};

use crate::exit::{Exit, Failure};
use crate::input::{Next, Total, in_order};
use crate::output::{Out, Progress, json_line, printable};
use kit::{Sheet, SheetName};

/// Write harmless test pictures, edits of them in every format, a list and a verified set of them
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend testkit kit
  presend scan --list kit/list.txt -r kit
  presend scan --set kit/verified/2.khs --pins kit/verified/pins.txt kit/test-1/original.png

Every file of the kit is drawn by the program and is the same on every machine. expected.json says
what a scan against list.txt must find in each.")]
pub(crate) struct Args {
    /// The folder to write to: a new one, or an empty one
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// A sheet takes up to 100 MB while it is made.
const MOST_JOBS: usize = 4;

const README: &str = "\
Presend test kit

Harmless pictures drawn by a program, to try out `presend scan` or an app that uses Presend.

test-1 .. test-6   one drawn picture each, original.png, and the same picture in every format and
                   after every edit that a scan must see through
test-7, test-8     drawn pictures that are on no list: a scan must find nothing
canary             the two pictures that are in every set, and in the test kits of the libraries
other              broken files, files that claim too much, files without a picture
list.txt           the hashes of the six originals and of canary: the made-up list of known material
expected.json      one line a file: what a scan against list.txt must come to
verified           a set of the six originals that three made-up authorities signed with test keys:
                   pins.txt, the versions 1.khs and 2.khs (without test-6, and with test-7 on its
                   exclusion list), what changed between them (1-2.khd), the public log of both, and
                   refused.khs, with an entry that one authority alone put in
verified-links     a set of made-up links that two other authorities signed with test keys: pins.txt,
                   1.khs, 2.khs with one link more, 1-2.khd, and the public log of both

Try:  presend scan --list list.txt -r .
      presend scan --set verified/2.khs --pins verified/pins.txt test-1/original.png
      presend set verify verified/refused.khs --pins verified/pins.txt
      echo 'see http://link.presend.invalid/listed' | presend scan --text --set \
          verified-links/1.khs --pins verified-links/pins.txt -
";

/// Runs the verb.
pub(crate) fn run(args: &Args) -> Result<Exit, Failure> {
    must_be_empty(&args.folder)?;
    let expectations = write_sheets(&args.folder)?;
    write(&args.folder, "expected.json", expectations.as_bytes())?;
    write(&args.folder, "list.txt", list::text()?.as_bytes())?;
    write(&args.folder, "README.txt", README.as_bytes())?;
    verified::write(&args.folder.join("verified"))?;
    verified_links::write(&args.folder.join("verified-links"))?;
    let (files, folder) = (expectations.lines().count(), printable(&args.folder));
    Out::new().text(&format!(
        "{files} harmless test files written, and a verified set of them. Try:\n  \
         presend scan --list {folder}/list.txt -r {folder}\n  \
         presend set verify {folder}/verified/2.khs --pins {folder}/verified/pins.txt\n"
    ))?;
    Ok(Exit::Clean)
}

/// Writes all sheets, several at a time, and gives the lines of `expected.json` in their order.
fn write_sheets(folder: &Path) -> Result<String, Failure> {
    let mut expectations = Ok(String::new());
    let mut progress = Progress::new(Total::default());
    let work = |name: SheetName| write_sheet(folder, &Sheet::of(name));
    in_order(SheetName::ALL.into_iter(), jobs(), work, |written| {
        let lines = written.map_err(Failure::from).flatten();
        match (lines, &mut expectations) {
            (Ok(lines), Ok(all)) => {
                all.push_str(&lines);
                progress.done(all.lines().count());
                return Next::GoOn;
            }
            (Err(failure), _) => expectations = Err(failure),
            (Ok(_), Err(_)) => {}
        }
        Next::Stop
    });
    expectations
}

/// How many sheets are made at the same time.
pub(crate) fn jobs() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from).min(MOST_JOBS)
}

/// Nothing of anybody's is overwritten.
pub(crate) fn must_be_empty(folder: &Path) -> Result<(), Failure> {
    match fs::read_dir(folder).map(|mut entries| entries.next().is_none()) {
        Ok(true) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Ok(false) => Err(Failure::usage(format!("{} is not empty", printable(folder)))),
        Err(error) => Err(Failure::usage(format!("{}: {error}", printable(folder)))),
    }
}

/// Writes the files of one sheet and gives their lines of `expected.json`.
fn write_sheet(folder: &Path, sheet: &Sheet) -> Result<String, Failure> {
    let mut lines = String::new();
    for file in sheet.files() {
        let file = file?;
        write(folder, &file.path, &file.bytes)?;
        lines.push_str(&json_line(&file.expected.json(&file.path))?);
    }
    Ok(lines)
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), Failure> {
    let path = folder.join(name);
    let parent = path.parent().unwrap_or(folder);
    fs::create_dir_all(parent)
        .and_then(|()| fs::write(&path, bytes))
        .map_err(|error| Failure::internal(format!("{}: {error}", printable(&path))))
}
