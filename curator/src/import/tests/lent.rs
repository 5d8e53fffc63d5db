//! Values of a lent hash, in every format that has them.

use super::*;
use crate::import::{Categories, Columns};
use presend::lent::LentForm;

fn options() -> Options {
    Options { lent: LentForm::new("photodna", 8), ..Options::default() }
}

fn shown(format: Format, text: &str, options: &Options) -> Shown {
    show(&Reading::List(format), text.as_bytes(), options)
}

/// 1 to 8, as base64.
const VALUE: &str = "AQIDBAUGBwg=";
const WORD: &str = "lent:photodna:0102030405060708";

#[test]
fn each_format_gives_the_column_that_it_passes_over_without_the_name() {
    let icse = format!("MD5;SHA1;PhotoDNA;Image ID\n{MD5};{SHA1};{VALUE};7\n");
    let table = format!("md5,PhotoDNA Hash\n{MD5},\"1,2,3,4,5,6,7,8\"\n");
    let named = format!("sum,robust\n{MD5},0102030405060708\n");
    let columns = Columns::parse("md5=sum,lent=robust").unwrap();
    let vics = format!(
        "{{\"odata.metadata\":\"http://github.com/ICMEC/ProjectVic/DataModels/1.3.xml#Media\",\"value\":\
         [{{\"MediaID\":1,\"Category\":1,\"MD5\":\"{MD5}\",\"SHA1\":\"\",\"PhotoDNA\":\"{VALUE}\"}}]}}"
    );
    let ncmec = format!(
        "<queryResult xmlns=\"https://hashsharing.ncmec.org/hashsharing/v2\"><images><image><id>a</id>\
         <fingerprints><md5>{MD5}</md5><pdna>{VALUE}</pdna></fingerprints></image></images></queryResult>"
    );
    let with_md5 = format!("md5:{MD5} {WORD}\n");
    let both = format!("md5:{MD5} sha1:{SHA1} {WORD}\n");
    let categories = Categories::parse("1=take").unwrap();
    for (format, text, expected) in [
        (Format::Icse, &icse, &both),
        (Format::Table(Columns::of_header()), &table, &with_md5),
        (Format::Table(columns), &named, &with_md5),
        (Format::Vics(categories), &vics, &with_md5),
        (Format::Ncmec, &ncmec, &with_md5),
    ] {
        let read = shown(format.clone(), text, &options());
        assert_eq!((&read.list, read.bad), (expected, vec![]), "{format:?}");
        if !matches!(&format, Format::Table(columns) if *columns != Columns::of_header()) {
            let without = shown(format.clone(), text, &Options::default());
            assert_eq!(without.list, expected.replace(&format!(" {WORD}"), ""), "{format:?}");
        }
    }
}

#[test]
fn feeds_give_records_of_the_lent_hash_alone_and_their_letters_keep_their_case() {
    let stopncii = format!(
        "{{\"hashRecords\":[{{\"hashValue\":\"{VALUE}\",\"hashStatus\":\"Active\",\"signalType\":\"ImagePhotoDNA\"}}]}}"
    );
    let exchange =
        format!("[{{\"id\":\"1\",\"type\":\"HASH_PHOTODNA\",\"indicator\":\"{VALUE}\"}}]");
    for (format, text) in [(Format::StopNcii, stopncii), (Format::ThreatExchange, exchange)] {
        let read = shown(format.clone(), &text, &options());
        assert_eq!((read.list, read.bad), (format!("{WORD}\n"), vec![]), "{format:?}");
        let without = shown(format.clone(), &text, &Options::default());
        assert_eq!((without.list.as_str(), without.bad), ("", vec![]), "{format:?}");
    }
}

#[test]
fn a_bad_value_is_named_with_its_line_and_reason_and_the_next_row_is_read() {
    let text = format!(
        "MD5;SHA1;PhotoDNA;Image ID\n{MD5};{SHA1};AQIDBAUGBw==;1\n{MD5};{SHA1};n.a.;2\n\
         {MD5};{SHA1};1,2,3,4,5,6,7,300;3\n{MD5};{SHA1};{};4\n{MD5};{SHA1};;5\n{MD5};{SHA1};{VALUE};6\n",
        "0".repeat(16)
    );
    let read = shown(Format::Icse, &text, &options());
    let bad = [
        (2, Reason::LentLength),
        (3, Reason::LentAlphabet),
        (4, Reason::LentAlphabet),
        (5, Reason::AllZeroHash),
    ];
    assert_eq!((read.bad.as_slice(), read.lines.as_slice()), (&bad[..], &[6, 7][..]));
    let named = Format::Table(Columns::parse("lent=h").unwrap());
    let read = shown(named, &format!("h\n{VALUE}\n"), &Options::default());
    assert_eq!(read.bad, [(2, Reason::LentUnnamed)]);
}

#[test]
fn a_plain_list_says_itself_which_one_hash_it_has_unless_another_is_asked_for() {
    let text = format!("{WORD}\nlent:made-up:0102030405060708\nlent:photodna:01\n");
    let bad = [(2, Reason::OtherLentHash), (3, Reason::LentLength)];
    for options in [Options::default(), options()] {
        let read = shown(Format::Plain, &text, &options);
        assert_eq!((read.lines.as_slice(), read.bad.as_slice()), (&[1][..], &bad[..]));
    }
    let other = Options { lent: LentForm::new("made-up", 8), ..Options::default() };
    assert_eq!(shown(Format::Plain, &text, &other).lines, [2]);
}
