use std::collections::BTreeMap;

use presend::text::CanonicalUrl;

use super::*;
use crate::import::{Columns, LeftOut};

fn table(columns: &str) -> Format {
    Format::Table(Columns::parse(columns).unwrap())
}

fn reasons(shown: &Shown) -> Vec<Reason> {
    shown.bad.iter().map(|(_, reason)| *reason).collect()
}

#[test]
fn values_of_a_line_are_sorted_lowered_and_stand_once() {
    let text = format!(
        "# head\n\n{} md5:{MD5}\t{MD5} sha256:{SHA256} # why\nvpdq:{},{SHA256},{SHA256}\n",
        SHA1.to_uppercase(),
        SHA256.replace("f8", "07").to_uppercase()
    );
    let shown = show_list(Format::Plain, &text);
    let video = format!("vpdq:{},{SHA256}", SHA256.replace("f8", "07"));
    assert_eq!(shown.list, format!("md5:{MD5} sha1:{SHA1} sha256:{SHA256}\n{video}\n"));
    assert_eq!((shown.lines, shown.bad.len()), (vec![3, 4], 0));
    assert_eq!(shown.ended.unwrap().lines, 4);
}

#[test]
fn each_bad_word_of_a_plain_list_has_its_reason() {
    let zero = "0".repeat(64);
    for (line, reason) in [
        ("md5:".to_owned(), Reason::WrongLength),
        (format!("md5:{SHA1}"), Reason::WrongLength),
        (format!("{MD5}0"), Reason::WrongLength),
        (format!("md5:{}", MD5.replace('f', "g")), Reason::WrongAlphabet),
        ("٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣".to_owned(), Reason::WrongAlphabet),
        (format!("sha512:{SHA256}"), Reason::UnknownPrefix),
        (format!("cleared:{SHA256}"), Reason::UnknownPrefix),
        (format!("MD5:{MD5}"), Reason::UnknownPrefix),
        (format!("pdq:{zero}"), Reason::AllZeroHash),
        (format!("vpdq:{SHA256},{zero}"), Reason::AllZeroHash),
        (format!("vpdq:{SHA256},"), Reason::WrongLength),
        (format!("vpdq:{SHA256},{}", SHA256.replace('f', "g")), Reason::WrongAlphabet),
        (format!("md5:{EMPTY_MD5}"), Reason::EmptyFileDigest),
        (format!("md5:{MD5} {EMPTY_MD5}"), Reason::EmptyFileDigest),
        ("#! test".to_owned(), Reason::Instruction),
        ("a".repeat(3 << 20), Reason::TooLong),
    ] {
        let shown = show_list(Format::Plain, &format!("{SHA256}\n{line}\n{SHA1}\n"));
        assert_eq!(shown.bad, [(2, reason)], "{line:.80}");
        assert_eq!(shown.lines, [1, 3]);
    }
    let comment = format!("{SHA1} # {}\n{MD5}", "y".repeat(3 << 20));
    assert_eq!(show_list(Format::Plain, &comment).lines, [1, 2]);
    let bytes = b"md5:\xff\xfe\n# caf\xe9\n";
    let shown = show(&Reading::List(Format::Plain), &bytes[..], &Options::default());
    assert_eq!(shown.bad, [(1, Reason::WrongAlphabet)]);
}

#[test]
fn links_of_every_format_become_the_digests_by_which_they_are_looked_up() {
    let text = CanonicalUrl::of("http://evil.example/a?b").unwrap().expression().sha256();
    let hex: String = text.iter().map(|byte| format!("{byte:02x}")).collect();
    let expected = format!("url-sha256:{hex}\n");
    let phishtank = "phish_id,url,phish_detail_url,submission_time,verified,verification_time,online,target\n\
                     7,http://evil.example/a?b,http://p.example/,t,yes,t,yes,Other\n";
    for (format, text) in [
        (Format::Plain, "url:HTTP://EVIL.example:80/a?b\n"),
        (Format::Urls, "# c\n  https://evil.example/x/../a?b#part\n"),
        (
            Format::UrlHaus,
            "# h\n\"7\",\"t\",\"http://evil.example/a?b\",\"on\",\"t\",\"t\",\"t\",\"l\",\"r\"\n",
        ),
        (Format::PhishTank, phishtank),
        (table("url=Where,id=No"), "No,Where\n7,evil.example/a?b\n"),
    ] {
        let shown = show_list(format.clone(), text);
        assert_eq!((shown.list, shown.bad), (expected.clone(), vec![]), "{format:?}");
    }
    assert_eq!(show_list(Format::Plain, "url:http://\n").bad, [(1, Reason::NoHost)]);
    // A table of files may say where each was found.
    let files = show_list(
        Format::Table(Columns::of_header()),
        &format!("md5,url\n{MD5},http://a.example/\n"),
    );
    assert_eq!(files.list, format!("md5:{MD5}\n"));
}

#[test]
fn a_table_is_read_by_the_names_of_its_columns() {
    let text = format!(
        "Name, MD5 ,x,\"Hash\",Q,PDQ\n\
         \"a \"\"b\"\",\nc\",{MD5},,{SHA256},100,{SHA256}\n\
         \n\
         d,,,{SHA256},49,{SHA256}\n\
         e,{MD5},,,,\n\
         f,,,\"{}\",50, {SHA256} ,\n",
        SHA256.to_uppercase()
    );
    let shown = show_list(table("id=name,sha256=hash,md5=md5,pdq=pdq,quality=q"), &text);
    assert_eq!(
        shown.list,
        format!(
            "md5:{MD5} pdq:{SHA256} sha256:{SHA256}\nsha256:{SHA256}\nmd5:{MD5}\n\
             pdq:{SHA256} sha256:{SHA256}\n"
        )
    );
    assert_eq!((shown.lines, shown.bad), (vec![2, 5, 6, 7], vec![]));
    let summary = shown.ended.unwrap();
    assert_eq!((summary.lines, summary.shortened), (7, [(Reason::LowQuality, 1)].into()));
}

#[test]
fn each_bad_row_of_a_table_has_its_reason() {
    for (row, reason) in [
        (MD5.to_owned(), Reason::WrongFieldCount),
        (format!("{MD5},{SHA256},100,x"), Reason::WrongFieldCount),
        (format!("{MD5},{SHA256},101"), Reason::BadQuality),
        (format!("{MD5},{SHA256},"), Reason::BadQuality),
        (format!("{MD5},{SHA256},+50"), Reason::BadQuality),
        (format!(",{SHA256},12"), Reason::LowQuality),
        (format!("{MD5},{},100", "0".repeat(64)), Reason::AllZeroHash),
        (format!("{EMPTY_MD5},,"), Reason::EmptyFileDigest),
        (",,".to_owned(), Reason::NoValue),
        (format!("{SHA1},,"), Reason::WrongLength),
        (format!("0x{},,", &MD5[2..]), Reason::WrongAlphabet),
        (format!("\"{MD5},{SHA256},100"), Reason::UnclosedQuote),
        (format!("{MD5},{},100", "x".repeat(3 << 20)), Reason::TooLong),
        (format!("{MD5},{},100", "x".repeat(1 << 19)), Reason::WrongAlphabet),
    ] {
        let text = format!("md5,pdq,q\n{row}\n{SHA1},,\n{MD5},,\n");
        let shown = show_list(table("md5=md5,pdq=pdq,quality=q"), &text);
        assert_eq!(shown.bad, [(2, reason), (3, Reason::WrongLength)], "{row:.80}");
        assert_eq!(shown.lines, [4], "{row:.80}");
    }
}

#[test]
fn a_mark_that_is_not_closed_costs_its_own_line() {
    let rows = format!("{MD5},a\n").repeat(3000);
    let columns = || table("md5=md5");
    let shown = show_list(columns(), &format!("md5,name\n{MD5},\"a\n{rows}"));
    assert_eq!((shown.bad, shown.lines.len()), (vec![(2, Reason::UnclosedQuote)], 3000));
    // Two of them, a few lines apart: neither swallows what is between.
    for second in ["\"d", "d\"e", "d\"\"\"e"] {
        let text = format!("md5,name\n{MD5},\"a\n{MD5},b\n{MD5},c\n{MD5},{second},\n{rows}");
        let shown = show_list(columns(), &text);
        assert_eq!(shown.lines.len(), 3002, "{second}");
        assert_eq!(reasons(&shown), [Reason::UnclosedQuote; 2], "{second}");
        assert_eq!(shown.ended.unwrap().lines, 3005);
    }
    let text = format!("md5,name\n{MD5},\"a\n{MD5},b");
    let shown = show_list(columns(), &text);
    assert_eq!((shown.bad, shown.lines), (vec![(2, Reason::UnclosedQuote)], vec![3]));
}

#[test]
fn a_header_must_have_each_named_column_once() {
    for (header, reason) in [
        ("", Reason::Truncated),
        ("sha1,pdq", Reason::MissingColumn),
        ("md5,sha1,MD5", Reason::DuplicateColumn),
        ("\"md5", Reason::UnclosedQuote),
    ] {
        let shown = show_list(table("md5=md5"), header);
        assert_eq!(shown.bad, [(1, reason)]);
        assert!(shown.ended.is_err());
    }
}

#[test]
fn the_columns_and_the_delimiter_are_those_of_the_header() {
    let rows = [["7", "49", MD5, SHA256, ""], ["8", "50", MD5, SHA256, SHA1]];
    for (delimiter, end) in [(",", "\n"), (";", "\r\n"), ("\t", "\r\n"), ("|", "\r")] {
        let head = ["Item, or id", "PDQ_Quality", "MD5 Hash", "hash-pdq", "SHA-1"];
        let line =
            |fields: [&str; 5]| fields.map(|field| format!("\"{field}\"")).join(delimiter) + end;
        let text = line(head) + &rows.map(line).concat();
        let shown = show_list(Format::Table(Columns::of_header()), &text);
        let second = format!("md5:{MD5} pdq:{SHA256} sha1:{SHA1}\n");
        assert_eq!(shown.list, format!("md5:{MD5}\n{second}"), "{delimiter:?}");
        assert_eq!(shown.shortened, [(2, Reason::LowQuality)]);
    }
    for (header, reason) in
        [("HASH,quality", Reason::NoHashColumn), ("md5,md5 hash", Reason::DuplicateColumn)]
    {
        let shown = show_list(Format::Table(Columns::of_header()), header);
        assert_eq!(shown.bad, [(1, reason)]);
    }
}

#[test]
fn a_quality_that_nobody_named_is_taken_from_the_header() {
    let text = format!("x,P,M,Quality\na,{SHA256},{MD5},49\n");
    let shown = show_list(table("pdq=p,md5=m"), &text);
    assert_eq!(
        (shown.list, shown.shortened),
        (format!("md5:{MD5}\n"), vec![(2, Reason::LowQuality)])
    );
    let named = text.replace("x,", "q,").replace("a,", "80,");
    assert_eq!(show_list(table("pdq=p,quality=q"), &named).list, format!("pdq:{SHA256}\n"));
    assert_eq!(show_list(table("md5=m"), &text).shortened, []);
}

#[test]
fn the_header_and_the_name_of_a_row_are_shown() {
    let text = format!("id;P;M;quality\nrow 1;{SHA256};{MD5};49\nrow 2;x;;50\nrow 3\n");
    let mut shown = Vec::new();
    let columns = Columns::parse("pdq=P,md5=M,id=ID").unwrap();
    read(&Format::Table(columns), text.as_bytes(), &Options::default(), &mut |item| match item {
        Item::Header(header) => shown.push(format!("{:?}", header.taken)),
        Item::Bad(bad, id) | Item::Shortened(bad, id) => {
            shown.push(format!("{} {}", bad.line, String::from_utf8_lossy(id)));
        }
        Item::Record(_) | Item::Withdrawn(_) => {}
    })
    .unwrap();
    let taken = r#"[("pdq", "P"), ("md5", "M"), ("id", "id"), ("quality", "quality")]"#;
    assert_eq!(shown, [taken, "2 row 1", "3 row 2", "4 "]);
    let mut missing = None;
    let columns = Columns::parse("md5=M,sha1=S").unwrap();
    let ended = read(&Format::Table(columns), text.as_bytes(), &Options::default(), &mut |item| {
        if let Item::Header(header) = item {
            missing = Some((header.missing.clone(), header.names.clone()));
        }
    });
    assert_eq!(ended.unwrap_err().at.reason, Reason::MissingColumn);
    let names = ["id", "P", "M", "quality"].map(str::to_owned).to_vec();
    assert_eq!(missing, Some((Some("S".to_owned()), names)));
}

#[test]
fn columns_are_named_once_each_and_one_is_a_hash() {
    for bad in ["", "md5", "md5=", "md5=a,md5=b", "id=a,quality=q", "vpdq=a", "cleared=a", "x=a"] {
        assert!(Columns::parse(bad).is_err(), "{bad}");
    }
    let tabs = Columns::parse("md5=a b, sha1 = c ").unwrap().delimited_by('\t').unwrap();
    let text = format!("c\ta b\n{SHA1}\t{MD5}\n\"\t{MD5}\n");
    let shown = show_list(Format::Table(tabs.clone().without_quotes()), &text);
    assert_eq!(shown.list, format!("md5:{MD5} sha1:{SHA1}\n"));
    assert_eq!(shown.bad, [(3, Reason::WrongAlphabet)]);
    for bad in ['"', '\n', 'a', '0', '€'] {
        assert!(tabs.clone().delimited_by(bad).is_err());
    }
}

#[test]
fn pdq_text_takes_a_number_for_the_quality_and_nothing_else() {
    let text = format!(
        "{SHA256}\n{SHA256},50\nhash={SHA256},quality=100,a,b.jpg\n{SHA256},a.jpg\n\
         {SHA256},49,a\n{SHA256},101\n{SHA256},-1\n{MD5},100\n\n"
    );
    let shown = show_list(Format::PdqText, &text);
    assert_eq!(shown.lines, [1, 2, 3, 4]);
    use Reason::{BadQuality, LowQuality, WrongLength};
    assert_eq!(reasons(&shown), [LowQuality, BadQuality, BadQuality, WrongLength]);
}

#[test]
fn a_vpdq_text_is_one_video_of_its_good_frames() {
    let other = SHA256.replace("f8", "07");
    let zero = "0".repeat(64);
    let text = format!(
        "0,0,{zero},0.000\n1,100,{SHA256},1.000\n2,100,{other},2\n3,100,{SHA256},3.1\n\
         4,100,{zero},4.0\nx,100,{SHA256},4.0\n5,100,{MD5},5.0\n6,100,{SHA256},-6\n"
    );
    let shown = show_list(Format::VpdqText, &text);
    assert_eq!((shown.list, shown.lines), (format!("vpdq:{other},{SHA256}\n"), vec![1]));
    assert_eq!(shown.ended.unwrap().left_out, BTreeMap::from([(LeftOut::LowQualityFrame, 1)]));
    let frame = |at: u32| format!("{at},100,{at:064x},0.0\n");
    let long: String = (1..=16_001).map(frame).collect();
    let shown = show_list(Format::VpdqText, &long);
    assert_eq!(shown.bad, [(16_001, Reason::TooManyFrames)]);
    assert!(shown.ended.is_err() && shown.lines.is_empty());
    let shown = show_list(Format::VpdqText, &(1..=16_000).map(frame).collect::<String>());
    presend::set::KnownSet::from_list_unverified("drawn", &shown.list).unwrap();
    assert!(show_list(Format::VpdqText, "").ended.is_ok());
}

#[test]
fn nsrl_is_read_in_its_old_and_its_new_forms() {
    let (sha1, md5, sha256) = (SHA1.to_uppercase(), MD5.to_uppercase(), SHA256.to_uppercase());
    let good = format!("md5:{MD5} sha1:{SHA1} sha256:{SHA256}\n");
    for text in [
        format!("sha256|sha1|md5|crc32\n{sha256}|{sha1}|{md5}|0\n"),
        format!("\"sha256\",\"SHA-1\",\"md5\"\n\"{sha256}\",{sha1},\"{md5}\"\n"),
        format!(
            "INSERT INTO METADATA (metadata_id, file_name, md5, sha1, sha256) VALUES (1, 'a''b,);\n', '{md5}', '{sha1}', '{sha256}');\n"
        ),
        format!(
            "\nUPDATE x\ninsert into file(sha256,sha1,md5) values('{sha256}','{sha1}','{md5}'), ('{sha256}','{sha1}','{md5}')"
        ),
    ] {
        let shown = show_good(KnownGood::Nsrl, &text);
        assert_eq!(shown.bad, [], "{text}");
        assert_eq!(shown.list.lines().next(), Some(good.trim()), "{text}");
    }
    let empty =
        format!("sha1,md5\nda39a3ee5e6b4b0d3255bfef95601890afd80709,{EMPTY_MD5}\n{sha1},\n");
    let shown = show_good(KnownGood::Nsrl, &empty);
    assert_eq!(shown.lines, [3]);
    assert_eq!(shown.ended.unwrap().left_out, BTreeMap::from([(LeftOut::NoKnownGood, 1)]));
    let shown = show_good(KnownGood::Nsrl, &format!("{sha1}\n"));
    assert_eq!(shown.ended.unwrap_err().at.reason, Reason::MissingColumn);
}
