use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use presend_curator::file;
use presend_curator::import::{
    Candidates, Categories, Columns, Dropped, Format, Item, KnownGood, OnBadLine, Options, Sealed,
    read,
};

use crate::exit::{Exit, Failure};
use crate::output::{Out, Working, printable};
use crate::set::files;
use crate::set::make::counted::Counted;

/// Read lists of many formats into one plain list; every bad line is named
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend set import --from csv --columns sha256=HASH,pdq=PDQ,quality=Q --out own.txt list.csv
  presend set import --from vics --categories 1=take,2=take,0=leave --out own.txt vic.json
  presend set import --from ncmec --known-good nsrl:NSRLFile.txt --out own.txt feed.xml

A bad line is named with its file and the reason, and the reading goes on; --strict ends it there.
Exit codes: 0 every line was read, 4 lines were bad or a file cannot be read.")]
pub(in crate::set) struct Args {
    /// The format of the inputs
    #[arg(long, value_enum)]
    from: Source,
    /// For csv: what a column holds and its name, as sha256=HASH,md5=MD5,pdq=PDQ,quality=Q,id=ID
    #[arg(long, value_name = "COLUMNS")]
    columns: Option<String>,
    /// For csv: what separates fields [default: a comma]
    #[arg(long, value_name = "CHARACTER")]
    delimiter: Option<char>,
    /// For vics: which categories are taken, as 1=take,2=take,0=leave. They differ by country
    #[arg(long, value_name = "MAP")]
    categories: Option<String>,
    /// A file of known-good digests, with its format: plain:FILE, caid:FILE or nsrl:FILE. Records
    /// that share a digest with it are dropped and named; may be given several times
    #[arg(long, value_name = "FORMAT:FILE", value_parser = known_good)]
    known_good: Vec<(GoodFormat, PathBuf)>,
    /// End at the first bad line
    #[arg(long)]
    strict: bool,
    /// The file for the plain list
    #[arg(long, value_name = "LIST")]
    out: PathBuf,
    /// What is read
    #[arg(value_name = "FILE", required = true)]
    inputs: Vec<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Source {
    /// A plain list
    Plain,
    /// A table with named columns
    Csv,
    /// Project VIC JSON, 1.3 or 2.0
    Vics,
    /// INTERPOL's ICSE list
    Icse,
    /// NCMEC hash sharing, version 2
    Ncmec,
    /// Answers of ThreatExchange
    Threatexchange,
    /// Answers of StopNCII
    Stopncii,
    /// What the PDQ tools print
    Pdq,
    /// The frames of one video, as the vPDQ tools print them
    Vpdq,
}

#[derive(Clone, Copy, Debug)]
enum GoodFormat {
    Plain,
    Caid,
    Nsrl,
}

fn known_good(text: &str) -> Result<(GoodFormat, PathBuf), String> {
    let (format, path) = text.split_once(':').ok_or("needs FORMAT:FILE")?;
    let format = match format {
        "plain" => GoodFormat::Plain,
        "caid" => GoodFormat::Caid,
        "nsrl" => GoodFormat::Nsrl,
        _ => return Err("known formats are plain, caid and nsrl".to_owned()),
    };
    Ok((format, path.into()))
}

pub(in crate::set) fn run(args: &Args) -> Result<Exit, Failure> {
    let format = args.format()?;
    let all = args.out.with_extension("all");
    let failed = |error| Failure::internal(format!("{}: {error}", printable(&args.out)));
    let working = Working::begin();
    let (sealed, mut bad) = gather(args, &format, &all, &working)?;
    let (sealed, more) = refuse_known_good(args, sealed, &working)?;
    bad += more;
    working.at(|| "writing the list".to_owned());
    let new = args.out.with_extension("new");
    let written = sealed.write_rest(
        File::open(&all).map_err(failed)?,
        BufWriter::new(file::create(&new).map_err(failed)?),
    );
    let written = written.map_err(failed)?;
    std::fs::rename(&new, &args.out).map_err(failed)?;
    std::fs::remove_file(&all).map_err(failed)?;
    drop(working);
    Out::new().text(&format!(
        "{written} records written; {bad} bad lines; {} repeated, {} linked, {} known good, \
         {} replaced, {} withdrawn\n",
        sealed.repeated, sealed.linked, sealed.known_good, sealed.replaced, sealed.withdrawn
    ))?;
    Ok(if bad == 0 { Exit::Clean } else { Exit::UnusableSet })
}

impl Args {
    fn format(&self) -> Result<Format, Failure> {
        let needs = |option: &str| Failure::usage(format!("this format needs {option}"));
        Ok(match self.from {
            Source::Plain => Format::Plain,
            Source::Csv => {
                let text = self.columns.as_ref().ok_or_else(|| needs("--columns"))?;
                let columns = Columns::parse(text);
                let columns = match self.delimiter {
                    None => columns,
                    Some(delimiter) => columns.and_then(|known| known.delimited_by(delimiter)),
                };
                Format::Table(columns.map_err(|error| Failure::usage(error.to_string()))?)
            }
            Source::Vics => {
                let text = self.categories.as_ref().ok_or_else(|| needs("--categories"))?;
                let map = Categories::parse(text);
                Format::Vics(map.map_err(|error| Failure::usage(error.to_string()))?)
            }
            Source::Icse => Format::Icse,
            Source::Ncmec => Format::Ncmec,
            Source::Threatexchange => Format::ThreatExchange,
            Source::Stopncii => Format::StopNcii,
            Source::Pdq => Format::PdqText,
            Source::Vpdq => Format::VpdqText,
        })
    }

    const fn options(&self) -> Options {
        let on_bad_line = if self.strict { OnBadLine::Stop } else { OnBadLine::NameAndGoOn };
        Options { on_bad_line }
    }
}

/// Every record of the inputs, written to `all`, and how many lines were bad.
fn gather(
    args: &Args,
    format: &Format,
    all: &Path,
    working: &Working,
) -> Result<(Sealed, u64), Failure> {
    let failed = |error| Failure::internal(format!("{}: {error}", printable(all)));
    let out = BufWriter::new(file::create(all).map_err(failed)?);
    let mut candidates = Candidates::new(out);
    let mut bad = 0_u64;
    for (number, path) in (1..).zip(&args.inputs) {
        let source = open(path, "list", (number, args.inputs.len()), working)?;
        candidates.begin_source(format);
        let mut broken = None;
        let read = read(format, source, &args.options(), &mut |item| {
            if let Item::Bad(line) = item {
                bad += 1;
                working.note(&format!("{}: {line}", printable(path)));
            }
            if broken.is_none() {
                broken = candidates.take(&item).err();
            }
        });
        if let Some(error) = broken {
            return Err(failed(error));
        }
        read.map_err(|halted| files::refused(path, format!("reading ended at {halted}")))?;
    }
    working.at(|| "comparing the records".to_owned());
    Ok((candidates.seal().map_err(failed)?, bad))
}

fn open<'a>(
    path: &Path,
    what: &str,
    (number, of): (usize, usize),
    working: &'a Working,
) -> Result<Counted<'a, File>, Failure> {
    let source = File::open(path).map_err(|error| files::refused(path, error))?;
    Ok(Counted::new(source, format!("{what} {number} of {of}"), working))
}

/// Drops what known-good files share, and names it.
fn refuse_known_good(
    args: &Args,
    mut sealed: Sealed,
    working: &Working,
) -> Result<(Sealed, u64), Failure> {
    let mut bad = 0_u64;
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
                Dropped::Bad(line) => {
                    bad += 1;
                    working.note(&format!("{}: {line}", printable(path)));
                }
                _ => {}
            });
        refused.map_err(|halted| files::refused(path, format!("reading ended at {halted}")))?;
    }
    Ok((sealed, bad))
}
