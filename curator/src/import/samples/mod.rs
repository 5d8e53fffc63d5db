//! Made-up files in the true shape of every format, with a stated number of bad lines. No digest in
//! them is of any file: they are drawn from a generator, the same on every machine.

mod digits;
mod documents;
mod links;
mod tables;

use std::io::{self, Write};

use super::{Categories, Columns, Format, KnownGood};
use digits::Digits;

/// One made-up file, and what its import must come to.
#[derive(Clone, Debug)]
pub struct Sample {
    /// A name for the file.
    pub name: &'static str,
    /// How to read it.
    pub reading: Reading,
    /// The file.
    pub bytes: Vec<u8>,
    /// Records in it.
    pub records: u64,
    /// The lines that must be named, in their order.
    pub bad_lines: Vec<u64>,
}

/// How to read a sample.
#[derive(Clone, Debug)]
pub enum Reading {
    /// As a list.
    List(Format),
    /// As known-good files.
    KnownGood(KnownGood),
}

/// The columns of [`write_table`].
pub const COLUMNS: &str = "id=item,sha256=hash,sha1=sha1,md5=md5,pdq=pdq,quality=quality";

/// A file of each format with so many rows, 4 at least, of which 2 are bad where a format has rows.
///
/// # Errors
/// Never: what is written is kept in memory.
pub fn all(rows: u32) -> io::Result<Vec<Sample>> {
    let rows = rows.max(4);
    let columns = || Columns::parse(COLUMNS).map_err(io::Error::other);
    let categories = || Categories::parse("0=leave,1=take,2=take").map_err(io::Error::other);
    let mut digits = Digits::default();
    let mut table = Vec::new();
    let bad_lines = write_table(&mut table, u64::from(rows), 2)?;
    let records = u64::from(rows).saturating_sub(2);
    let list = Reading::List(Format::Table(columns()?));
    Ok(vec![
        Sample { name: "table.csv", reading: list, bytes: table, records, bad_lines },
        tables::plain(rows, &mut digits),
        tables::icse(rows, &mut digits),
        tables::pdq(rows, &mut digits),
        tables::vpdq(rows, &mut digits),
        links::urls(rows),
        links::urlhaus(rows),
        links::phishtank(rows),
        documents::vics_1_3(rows, categories()?, &mut digits),
        documents::vics_2_0(rows, categories()?, &mut digits),
        documents::ncmec(rows, &mut digits),
        documents::threatexchange(rows, &mut digits),
        documents::stopncii(rows, &mut digits),
        documents::caid(rows, &mut digits),
        tables::nsrl_2(rows, &mut digits),
        tables::nsrl_3(rows, &mut digits),
    ])
}

/// Writes a table of so many rows, evenly among them so many bad ones, with the columns
/// [`COLUMNS`]; the lines that are bad. A real list has 2.26 million lines and 50 bad ones.
///
/// # Errors
/// If writing fails.
pub fn write_table(into: &mut impl Write, rows: u64, bad: u64) -> io::Result<Vec<u64>> {
    let mut digits = Digits::default();
    let mut bad_lines = Vec::new();
    writeln!(into, "item,hash,sha1,md5,pdq,quality")?;
    let every = rows.checked_div(bad).unwrap_or(u64::MAX).max(1);
    for row in 1..=rows {
        let number = u64::try_from(bad_lines.len()).unwrap_or(u64::MAX);
        let is_bad = row.checked_rem(every) == Some(0) && number < bad;
        if is_bad {
            bad_lines.push(row.saturating_add(1));
        }
        let flaw = if is_bad { number.checked_rem(4) } else { None };
        let (sha256, sha1, md5) = (digits.hex(64), digits.hex(40), digits.hex(32));
        let pdq = digits.hex(64);
        match flaw {
            // A digest that lost a digit, one that is no hex, a field too few, the empty file.
            Some(0) => writeln!(into, "{row},{sha256},{sha1},{},{pdq},100", cut(&md5))?,
            Some(1) => writeln!(into, "{row},x{},{sha1},{md5},{pdq},100", cut(&sha256))?,
            Some(2) => writeln!(into, "{row},{sha256},{sha1},{md5},{pdq}")?,
            Some(_) => writeln!(into, "{row},{sha256},{sha1},{EMPTY_MD5},{pdq},100")?,
            None => writeln!(into, "{row},{sha256},{sha1},{md5},{pdq},100")?,
        }
    }
    Ok(bad_lines)
}

/// The MD5 of zero bytes.
const EMPTY_MD5: &str = "d41d8cd98f00b204e9800998ecf8427e";

/// Without its last digit.
fn cut(digits: &str) -> &str {
    digits.get(..digits.len().saturating_sub(1)).unwrap_or_default()
}
