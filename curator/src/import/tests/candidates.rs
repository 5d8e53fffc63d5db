use super::*;
use crate::import::{Candidates, Dropped, Sealed};

fn gather(sources: &[(Format, String)]) -> (Sealed, Vec<u8>) {
    let mut list = Vec::new();
    let mut candidates = Candidates::new(&mut list);
    for (format, text) in sources {
        candidates.begin_source(format);
        let take = &mut |item: Item<'_>| candidates.take(&item).unwrap();
        read(format, text.as_bytes(), &Options::default(), take).unwrap();
    }
    let sealed = candidates.seal().unwrap();
    (sealed, list)
}

fn rest(sealed: &Sealed, list: &[u8]) -> String {
    let mut out = Vec::new();
    let written = sealed.write_rest(list, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert_eq!(written, text.lines().count() as u64);
    text
}

fn md5(number: u32) -> String {
    format!("{number:032x}")
}

#[test]
fn the_same_record_stands_once_and_those_that_share_a_value_are_counted() {
    let text = format!("{a} {s}\n{b}\n{s} md5:{a}\n{s}\n{s}\n", a = md5(1), b = md5(2), s = SHA1);
    let (sealed, list) = gather(&[(Format::Plain, text)]);
    assert_eq!((sealed.repeated, sealed.linked), (2, 1));
    let kept = format!("md5:{} sha1:{SHA1}\nmd5:{}\nsha1:{SHA1}\n", md5(1), md5(2));
    assert_eq!(rest(&sealed, &list), kept);
}

#[test]
fn what_a_known_good_file_shares_is_dropped_and_named() {
    let first = format!("{} {SHA1}\npdq:{SHA256}\n", md5(1));
    let second = format!("{}\n{} sha256:{SHA256}\n{}\n", md5(2), md5(3), md5(4));
    let (mut sealed, list) = gather(&[(Format::Plain, first), (Format::Plain, second)]);
    let mut dropped = Vec::new();
    let good = format!(
        "\"SHA-1\",\"MD5\",\"FileName\"\n,{},a\n{SHA1},{},b\n,{},c\nx,,d\n{SHA1},{EMPTY_MD5},e\n",
        md5(9),
        md5(4),
        md5(4)
    );
    let each = &mut |drop| dropped.push(drop);
    let options = Options::default();
    let summary = sealed.refuse(&KnownGood::Nsrl, good.as_bytes(), &options, each).unwrap();
    assert_eq!((summary.records, summary.bad_rows(), sealed.known_good), (4, 1, 2));
    let named =
        |source, line, known_good_line| Dropped::KnownGood { source, line, known_good_line };
    let bad = Dropped::Bad(BadLine { line: 5, reason: Reason::WrongAlphabet });
    assert_eq!(dropped, [named(1, 3, 3), named(0, 1, 3), bad]);
    let kept = format!("pdq:{SHA256}\nmd5:{}\nmd5:{} sha256:{SHA256}\n", md5(2), md5(3));
    assert_eq!(rest(&sealed, &list), kept);
    let good = format!("{SHA256}\n");
    sealed.refuse(&KnownGood::Plain, good.as_bytes(), &options, &mut |_| {}).unwrap();
    assert_eq!(sealed.known_good, 3);
    assert_eq!(rest(&sealed, &list).lines().count(), 2);
}

#[test]
fn of_a_feed_the_newest_record_of_a_name_stands_until_it_is_taken_back() {
    let update = |id: u32, value: u32| {
        format!("{{\"id\":\"{id}\",\"type\":\"HASH_MD5\",\"indicator\":\"{}\"}}", md5(value))
    };
    let delete = |id: u32| format!("{{\"id\":\"{id}\",\"should_delete\":true}}");
    let first = [update(1, 1), update(2, 2), update(3, 3), delete(3), update(3, 4), delete(9)];
    let second = [update(1, 5), delete(2), delete(2)];
    let page = |rows: &[String]| (Format::ThreatExchange, format!("[{}]", rows.join(",")));
    let (sealed, list) = gather(&[page(&first), page(&second)]);
    assert_eq!((sealed.replaced, sealed.withdrawn, sealed.repeated), (1, 2, 0));
    assert_eq!(rest(&sealed, &list), format!("md5:{}\nmd5:{}\n", md5(4), md5(5)));
    // A table's own numbers say nothing of that kind.
    let columns = crate::import::Columns::parse("md5=md5,id=id").unwrap();
    let text = format!("md5,id\n{},1\n{},1\n", md5(1), md5(2));
    let (sealed, _) = gather(&[(Format::Table(columns), text)]);
    assert_eq!(sealed.replaced, 0);
}

#[test]
fn a_list_that_is_not_the_one_that_was_written_is_refused() {
    let (sealed, list) = gather(&[(Format::Plain, format!("{}\n{}\n", md5(1), md5(2)))]);
    for wrong in [&list[..list.len() / 2], &[list.clone(), list.clone()].concat()] {
        assert!(sealed.write_rest(wrong, &mut Vec::new()).is_err());
    }
}
