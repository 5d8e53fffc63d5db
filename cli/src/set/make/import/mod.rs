mod gather;
mod namer;
mod outcome;
mod source;

use std::io::{BufWriter, Seek};
use std::path::PathBuf;

use presend::lent::LentForm;

use crate::exit::{Exit, Failure, note};
use crate::output::{Out, Working, json_line};
use crate::set::new_file::NewFile;
use gather::{gather, refuse_known_good};
use outcome::Outcome;
pub(in crate::set::make) use source::lent_form;
use source::{GoodFormat, Source, known_good};

/// Read lists of many formats into one plain list; every bad line is named
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend set import --from csv --out own.txt list.csv
  presend set import --from csv --columns sha256=HASH,pdq=PDQ,quality=Q --out own.txt list.csv
  presend set import --from vics --categories 1=take,2=take,0=leave --out own.txt vic.json
  presend set import --from ncmec --known-good nsrl:NSRLFile.txt --out own.txt feed.xml

A bad line is named with its file and the reason, and the reading goes on; --strict ends it there.
The last lines say what became of every row. The list appears whole or not at all.
Exit codes: 0 every row was sound, 4 rows were bad, a file cannot be read, or nothing is left to write.")]
pub(in crate::set) struct Args {
    /// The format of the inputs
    #[arg(long, value_enum)]
    from: Source,
    /// For csv: what a column holds and its name, as sha256=HASH,md5=MD5,pdq=PDQ,quality=Q,id=ID
    /// [default: the columns whose names in the header say what they hold]
    #[arg(long, value_name = "COLUMNS")]
    columns: Option<String>,
    /// For csv: what separates fields [default: a comma, semicolon, tab or bar, as in the header]
    #[arg(long, value_name = "CHARACTER")]
    delimiter: Option<char>,
    /// For vics: which categories are taken, as 1=take,2=take,0=leave. They differ by country
    #[arg(long, value_name = "MAP")]
    categories: Option<String>,
    /// Name and length in bytes of a hash that apps with a licence lend, as photodna:144: its values are
    /// taken where the format has them, as hex digits, base64 or numbers
    #[arg(long, value_name = "NAME:BYTES", value_parser = lent_form)]
    lent: Option<LentForm>,
    /// A file of known-good digests, with its format: plain:FILE, caid:FILE or nsrl:FILE. Records
    /// that share a digest with it are dropped and named; may be given several times
    #[arg(long, value_name = "FORMAT:FILE", value_parser = known_good)]
    known_good: Vec<(GoodFormat, PathBuf)>,
    /// One JSON object with what became of the rows, instead of a sentence
    #[arg(long)]
    json: bool,
    /// Name every line that is bad or loses a hash, with the row's own id, and the columns taken
    #[arg(short, long)]
    verbose: bool,
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

pub(in crate::set) fn run(args: &Args) -> Result<Exit, Failure> {
    let format = args.format()?;
    let inputs = args.inputs.iter().chain(args.known_good.iter().map(|(_, path)| path));
    let inputs: Vec<_> = inputs.map(PathBuf::as_path).collect();
    let all = NewFile::beside(&args.out, &inputs)?;
    let list = NewFile::beside(&args.out, &inputs)?;
    let working = Working::begin();
    let (mut sealed, read) = gather(args, &format, &all, &working)?;
    let good = refuse_known_good(args, &mut sealed, &working)?;
    working.at(|| "writing the list".to_owned());
    all.file().rewind().map_err(|error| all.failed(error))?;
    let written = sealed.write_rest(all.file(), BufWriter::new(list.file()));
    let written = written.map_err(|error| list.failed(error))?;
    drop(working);
    let outcome = Outcome::new(&read, &good, &sealed, written);
    if written > 0 {
        list.keep()?;
    } else {
        note(&format!("nothing was written: {}", outcome.why_nothing()));
    }
    let text = if args.json { json_line(&outcome)? } else { outcome.text() };
    Out::new().text(&text)?;
    Ok(if outcome.is_complete() { Exit::Clean } else { Exit::UnusableSet })
}
