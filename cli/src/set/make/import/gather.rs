use std::io::{BufWriter, Read};
use std::path::Path;

use presend_curator::import::{Candidates, Dropped, Format, KnownGood, Sealed, Summary, read};

use super::Args;
use super::namer::Namer;
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
        let mut namer = Namer::new(path, args.verbose, working);
        let read = read(format, source, &args.options(), &mut |item| {
            namer.item(&item);
            if broken.is_none() {
                broken = candidates.take(&item).err();
            }
        });
        namer.end();
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
    let named = |path| Namer::new(path, args.verbose, working);
    let mut inputs: Vec<_> = args.inputs.iter().map(|path| named(path)).collect();
    for (number, (format, path)) in (1..).zip(&args.known_good) {
        let source = open(path, "known-good file", (number, args.known_good.len()), working)?;
        let format = match format {
            GoodFormat::Plain => KnownGood::Plain,
            GoodFormat::Caid => KnownGood::Caid,
            GoodFormat::Nsrl => KnownGood::Nsrl,
        };
        let mut namer = named(path);
        let mut each = |dropped| match dropped {
            Dropped::KnownGood { source, line, known_good_line } => {
                let input = usize::try_from(source).ok().and_then(|at| inputs.get_mut(at));
                let why = format!("known good, by line {known_good_line} of {}", printable(path));
                input.into_iter().for_each(|input| input.known_good(line, &why));
            }
            Dropped::Bad(line) => namer.bad(line, &[]),
        };
        let refused = sealed.refuse(&format, source, &args.options_for_good(), &mut each);
        namer.end();
        let read =
            refused.map_err(|halted| files::refused(path, format!("reading ended at {halted}")))?;
        // A list would come out with what this file should have kept out of it.
        if read.records == 0 {
            return Err(files::refused(path, "no known-good digest in it"));
        }
        sum.add(&read);
    }
    inputs.into_iter().for_each(Namer::end);
    Ok(sum)
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
