//! Importers answer whatever they are given, and how the bytes arrive makes no difference; what they
//! write is a plain list that is read again as the same. The first byte chooses the format, and whether values
//! of a lent hash are taken.
#![no_main]

use std::io::Read;

use libfuzzer_sys::fuzz_target;
use presend::lent::LentForm;
use presend::set::KnownSet;
use presend_curator::import::{
    Categories, Columns, Format, Halted, Item, KnownGood, Options, Summary, read, read_known_good,
    write_line,
};

/// Hands out one byte at a time.
struct Drip<'a>(&'a [u8]);

impl Read for Drip<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = buffer.len().min(1);
        self.0.read(&mut buffer[..length])
    }
}

/// What an import shows.
#[derive(Debug, Default, PartialEq)]
struct Shown {
    list: Vec<u8>,
    bad: Vec<String>,
    ended: Option<Result<Summary, Halted>>,
}

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, bytes)) = bytes.split_first() else { return };
    let whole = show(*choice, bytes);
    assert_eq!(whole, show(*choice, Drip(bytes)));
    let again = show(0, whole.list.as_slice());
    assert!(again.bad.is_empty() && again.list == whole.list);
    KnownSet::from_list_reader_unverified("fuzz", whole.list.as_slice()).unwrap();
});

fn show(choice: u8, source: impl Read) -> Shown {
    let columns = || Columns::parse("id=id,sha256=a,sha1=b,md5=c,pdq=d,quality=q").unwrap();
    let categories = || Categories::parse("0=leave,1=take").unwrap();
    let list = match choice % 13 {
        0 => Some(Format::Plain),
        1 => Some(Format::Table(columns())),
        2 => Some(Format::Vics(categories())),
        3 => Some(Format::Icse),
        4 => Some(Format::Ncmec),
        5 => Some(Format::ThreatExchange),
        6 => Some(Format::StopNcii),
        7 => Some(Format::PdqText),
        8 => Some(Format::VpdqText),
        _ => None,
    };
    let good = match choice % 13 {
        9 => KnownGood::Plain,
        10 => KnownGood::Table(columns().delimited_by(';').unwrap()),
        11 => KnownGood::Caid,
        _ => KnownGood::Nsrl,
    };
    let mut shown = Shown::default();
    let mut sink = |item: Item<'_>| match item {
        Item::Record(record) => write_line(record, &mut shown.list),
        Item::Bad(line, _) => shown.bad.push(line.to_string()),
        _ => {}
    };
    let lent = if choice < 128 { None } else { LentForm::new("photodna", 8) };
    let options = Options { lent, ..Options::default() };
    let ended = match list {
        Some(format) => read(&format, source, &options, &mut sink),
        None => read_known_good(&good, source, &options, &mut sink),
    };
    shown.ended = Some(ended);
    shown
}
