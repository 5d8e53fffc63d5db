use std::io::{BufWriter, Read};
use std::path::Path;

use presend_curator::import::{
    BadLine, Candidates, Dropped, Format, Item, KnownGood, Sealed, Summary, read,
};

use super::Args;
use super::source::GoodFormat;
use crate::exit::Failure;
use crate::input::open_list;
use crate::output::{Working, printable};
use crate::set::files;
use crate::set::make::counted::Counted;
use crate::set::new_file::NewFile;

/// Writes every record of the inputs to `all`; what became of their rows.
pub(super) fn gather(
    args: &Args,
    format: &Format,
    all: &NewFile,
    working: &Working,
) -> Result<(Sealed, Summary), Failure> {
    let mut candidates = Candidates::new(BufWriter::new(all.file()));
    let mut sum = Summary::default();
    for (number, path) in (1..).zip(&args.inputs) {
        let source = open(path, "list", (number, args.inputs.len()), working)?;
        candidates.begin_source(format);
        let mut broken = None;
        let read = read(format, source, &args.options(), &mut |item| {
            if let Item::Bad(line) | Item::Shortened(line) = item {
                name(path, line, working);
            }
            if broken.is_none() {
                broken = candidates.take(&item).err();
            }
        });
        if let Some(error) = broken {
            return Err(all.failed(error));
        }
        let read =
            read.map_err(|halted| files::refused(path, format!("reading ended at {halted}")))?;
        if read.rows == 0 {
            working.note(&format!("{}: no row in it", printable(path)));
        }
        sum.add(&read);
    }
    working.at(|| "comparing the records".to_owned());
    Ok((candidates.seal().map_err(|error| all.failed(error))?, sum))
}

/// Drops what known-good files share, and names it; what became of the rows of these files.
pub(super) fn refuse_known_good(
    args: &Args,
    sealed: &mut Sealed,
    working: &Working,
) -> Result<Summary, Failure> {
    let mut sum = Summary::default();
    for (number, (format, path)) in (1..).zip(&args.known_good) {
        let source = open(path, "known-good file", (number, args.known_good.len()), working)?;
        let format = match format {
            GoodFormat::Plain => KnownGood::Plain,
            GoodFormat::Caid => KnownGood::Caid,
            GoodFormat::Nsrl => KnownGood::Nsrl,
        };
        let refused =
            sealed.refuse(&format, source, &args.options(), &mut |dropped| match dropped {
                Dropped::KnownGood { source, line, known_good_line } => {
                    let input = usize::try_from(source).ok().and_then(|at| args.inputs.get(at));
                    let input = input.map(|path| printable(path)).unwrap_or_default();
                    let good = printable(path);
                    working.note(&format!(
                        "{input}: line {line}: known good, by line {known_good_line} of {good}"
                    ));
                }
                Dropped::Bad(line) => name(path, line, working),
            });
        let read =
            refused.map_err(|halted| files::refused(path, format!("reading ended at {halted}")))?;
        // A list would come out with what this file should have kept out of it.
        if read.records == 0 {
            return Err(files::refused(path, "no known-good digest in it"));
        }
        sum.add(&read);
    }
    Ok(sum)
}

fn name(path: &Path, line: BadLine, working: &Working) {
    working.note(&format!("{}: {line}", printable(path)));
}

fn open<'a>(
    path: &Path,
    what: &str,
    (number, of): (usize, usize),
    working: &'a Working,
) -> Result<Counted<'a, impl Read>, Failure> {
    let source = open_list(path).map_err(|error| files::refused(path, error))?;
    Ok(Counted::new(source, format!("{what} {number} of {of}"), working))
}
