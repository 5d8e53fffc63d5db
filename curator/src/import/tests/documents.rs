use super::*;
use crate::import::{Categories, LeftOut};

const V1: &str =
    "\"odata.metadata\":\"http://github.com/ICMEC/ProjectVic/DataModels/1.3.xml#Media\"";
const NCMEC: &str = "<queryResult xmlns=\"https://hashsharing.ncmec.org/hashsharing/v2\">";

fn vics(text: &str) -> Shown {
    show_list(Format::Vics(Categories::parse("1=take, 2=leave").unwrap()), text)
}

fn halts(shown: Shown) -> Reason {
    shown.ended.unwrap_err().at.reason
}

#[test]
fn project_vic_must_say_which_model_it_is_before_its_rows() {
    let url = "http://github.com/VICSDATAMODEL/ProjectVic/DataModels/2.0.xml";
    let rows = format!("\"value\":[{{\"Category\":1,\"MD5\":\"{MD5}\"}}]");
    let profile = |name: &str| format!("\"@odata.context\":\"{url}/{name}/$metadata#Media\"");
    for head in [V1.to_owned(), profile("US"), profile("Default")] {
        assert_eq!(vics(&format!("{{{head},{rows}}}")).lines, [1]);
    }
    for head in [
        "\"x\":1".to_owned(),
        V1.replace("1.3", "1.2"),
        V1.replace("Media", "Cases"),
        V1.replace("odata.metadata", "@odata.context"),
        V1.replace("http:", "https:"),
        profile("US").replace("@odata.context", "odata.metadata"),
        profile(""),
        profile("a/b"),
        profile("US").replace("Media", "Cases"),
        format!("{V1},{V1}"),
        format!("{V1},{}", profile("US")),
        "\"odata.metadata\":1".to_owned(),
    ] {
        let shown = vics(&format!("{{{head},{rows}}}"));
        assert_eq!(halts(shown), Reason::WrongMetadata, "{head}");
    }
    assert_eq!(halts(vics(&format!("{{{rows},{V1}}}"))), Reason::WrongMetadata);
    assert_eq!(halts(vics(&format!("{{{V1}}}"))), Reason::NoRows);
    assert_eq!(halts(vics(&format!("{{{V1},{rows},{rows}}}"))), Reason::DuplicateField);
    assert_eq!(halts(vics(&format!("[{{{V1},{rows}}}]"))), Reason::NoRows);
}

#[test]
fn each_bad_item_of_project_vic_has_its_reason_and_its_line() {
    let good = format!("{{\"MediaID\":\"a\",\"Category\":\"1\",\"SHA1\":\"{SHA1}\",\"MD5\":null}}");
    for (item, reason) in [
        (format!("{{\"MD5\":\"{MD5}\"}}"), Reason::MissingField),
        (format!("{{\"Category\":3,\"MD5\":\"{MD5}\"}}"), Reason::UnknownCategory),
        (format!("{{\"Category\":-1,\"MD5\":\"{MD5}\"}}"), Reason::WrongType),
        (format!("{{\"Category\":\"one\",\"MD5\":\"{MD5}\"}}"), Reason::UnknownCategory),
        (format!("{{\"Category\":1,\"MD5\":12,\"SHA1\":\"{SHA1}\"}}"), Reason::WrongType),
        (format!("{{\"Category\":1,\"MD5\":[\"{MD5}\"]}}"), Reason::WrongType),
        (format!("{{\"Category\":1,\"MD5\":\"{MD5}\",\"MediaID\":{{}}}}"), Reason::WrongType),
        (format!("{{\"Category\":1,\"MD5\":\"{MD5}\",\"MD5\":\"{MD5}\"}}"), Reason::DuplicateField),
        (format!("{{\"Category\":1,\"MD5\":\"{}\"}}", "a".repeat(1000)), Reason::WrongType),
        (format!("{{\"Category\":1,\"MD5\":\"{}\"}}", &MD5[1..]), Reason::WrongLength),
        (format!("{{\"Category\":1,\"MD5\":\"{EMPTY_MD5}\"}}"), Reason::EmptyFileDigest),
        ("{\"Category\":1,\"MD5\":\"\"}".to_owned(), Reason::NoValue),
        ("{}".to_owned(), Reason::MissingField),
        ("[[]]".to_owned(), Reason::NotARow),
        ("\"text\"".to_owned(), Reason::NotARow),
        ("null".to_owned(), Reason::NotARow),
        ("-1.5".to_owned(), Reason::NotARow),
    ] {
        let shown = vics(&format!("{{{V1},\n\"value\":[\n{good},\n\n{item},\n{good}]}}"));
        assert_eq!((shown.bad, shown.lines), (vec![(5, reason)], vec![3, 6]), "{item:.90}");
    }
    let left = format!("{{{V1},\"value\":[{{\"Category\":2,\"MD5\":\"nonsense\"}}]}}");
    assert_eq!(vics(&left).ended.unwrap().left_out, [(LeftOut::Category, 1)].into());
}

#[test]
fn categories_are_named_and_one_is_taken() {
    for bad in ["", "1", "1=", "1=yes", "0=leave", "1=take,1=leave", "-1=take", "x=take"] {
        assert!(Categories::parse(bad).is_err(), "{bad}");
    }
}

#[test]
fn a_document_whose_grammar_is_broken_ends_with_its_line() {
    let good = format!("{{\"Category\":1,\"MD5\":\"{MD5}\"}}");
    let deep = format!("{{\"x\":{}1{}}}", "[".repeat(100), "]".repeat(100));
    let huge = format!("{{\"x\":\"{}\"}}", "y".repeat(2 << 20));
    let name = format!("{{\"{}\":1}}", "y".repeat(2 << 20));
    for (bad, reason) in [
        ("{\"Category\":}", Reason::Broken),
        ("{\"Category\" 1}", Reason::Broken),
        ("{'Category':1}", Reason::Broken),
        ("{\"MD5\":\"\\ud800\"}", Reason::Broken),
        (deep.as_str(), Reason::TooDeep),
        (huge.as_str(), Reason::TooLong),
        (name.as_str(), Reason::TooLong),
    ] {
        let shown = vics(&format!("{{{V1},\n\"value\":[\n{good},\n{bad},\n{good}]}}"));
        assert_eq!((shown.lines, &shown.bad), (vec![3], &vec![(4, reason)]), "{bad:.80}");
        assert!(shown.ended.is_err());
    }
    let whole = format!("{{{V1},\"value\":[{good}]}}");
    assert_eq!(halts(vics(&format!("{whole} x"))), Reason::Broken);
    assert_eq!(halts(vics("")), Reason::Truncated);
    assert_eq!(halts(vics("7")), Reason::Broken);
    let mut bytes = whole.into_bytes();
    let at = bytes.windows(3).position(|part| part == b"001").unwrap();
    bytes[at] = 0xff;
    let reading = Reading::List(Format::Vics(Categories::parse("1=take").unwrap()));
    let shown = show(&reading, bytes.as_slice(), &Options::default());
    assert_eq!(halts(shown), Reason::Broken);
}

#[test]
fn threatexchange_shows_indicators_of_three_answers_and_what_was_deleted() {
    let text = format!(
        "[{{\"id\":1,\"type\":\"HASH_PDQ\",\"indicator\":\"{SHA256}\"}},\n\
         {{\"id\":\"2\",\"type\":\"HASH_VIDEO_MD5\",\"raw_indicator\":\"{MD5}\",\
           \"indicator\":{{\"id\":\"9\"}},\"status\":\"MALICIOUS\"}},\n\
         {{\"id\":\"3\",\"type\":\"HASH_MD5\",\"raw_indicator\":\"{MD5}\",\"status\":\"NON_MALICIOUS\"}},\n\
         {{\"id\":\"4\",\"type\":\"HASH_TMK\",\"indicator\":\"x\"}},\n\
         {{\"id\":\"1\",\"should_delete\":true}},\n\
         {{\"should_delete\":true}},\n\
         {{\"id\":\"5\",\"type\":\"HASH_SHA256\"}},\n\
         {{\"id\":\"6\",\"indicator\":\"{MD5}\"}},\n\
         {{\"id\":\"7\",\"should_delete\":\"no\"}}]"
    );
    let shown = show_list(Format::ThreatExchange, &text);
    assert_eq!(shown.list, format!("pdq:{SHA256}\nmd5:{MD5}\n"));
    assert_eq!(shown.withdrawn, ["1"]);
    use Reason::{MissingField, NoValue, WrongType};
    assert_eq!(shown.bad, [(6, MissingField), (7, NoValue), (8, MissingField), (9, WrongType)]);
    assert_eq!(shown.ended.unwrap().rows_left_out(), 2);
}

#[test]
fn stopncii_shows_what_is_active_and_what_was_withdrawn() {
    let row = |kind: &str, hash: &str, status: &str| {
        format!(
            "{{\"signalType\":\"{kind}\",\"hashValue\":\"{hash}\",\"hashStatus\":\"{status}\"}}"
        )
    };
    let rows = [
        row("ImagePDQ", SHA256, "Active"),
        row("VideoMD5", MD5, "Received"),
        row("ImagePDQ", &SHA256.to_uppercase(), "Withdrawn"),
        row("VideoMD5", MD5, "Deleted"),
        row("URL", "https://example.invalid", "Active"),
        row("ImagePDQ", "", "Active"),
        row("", SHA256, "Active"),
        row("ImagePDQ", SHA256, ""),
    ];
    let shown =
        show_list(Format::StopNcii, &format!("{{\"hashRecords\":[\n{}]}}", rows.join(",\n")));
    assert_eq!(shown.list, format!("pdq:{SHA256}\nmd5:{MD5}\n"));
    assert_eq!(shown.withdrawn, [format!("ImagePDQ:{SHA256}"), format!("VideoMD5:{MD5}")]);
    use Reason::{MissingField, NoValue};
    assert_eq!(shown.bad, [(7, NoValue), (8, MissingField), (9, MissingField)]);
    assert_eq!(shown.ended.unwrap().left_out, [(LeftOut::NotCompared, 1)].into());
}

#[test]
fn ncmec_shows_images_and_videos_and_what_was_deleted() {
    let text = format!(
        "<?xml version='1.0' encoding='UTF-8'?>\n<!-- made up -->\n{NCMEC}\n<images count='1'>\n\
         <image><id>\n  a </id><fingerprints><md5><![CDATA[{MD5}]]></md5><pdna>..</pdna></fingerprints></image>\n\
         <deletedImage><id>b</id></deletedImage></images><videos>\n\
         <video><id>c</id><fingerprints><sha1>{SHA1}</sha1><pdq/></fingerprints></video></videos></queryResult>\n"
    );
    let shown = show_list(Format::Ncmec, &text);
    assert_eq!(shown.list, format!("md5:{MD5}\nsha1:{SHA1}\n"));
    assert_eq!((shown.lines, shown.bad, shown.withdrawn), (vec![5, 8], vec![], vec!["b".into()]));
}

#[test]
fn each_bad_entry_of_ncmec_has_its_reason_and_its_line() {
    let prints = |inside: &str| format!("<id>a</id><fingerprints>{inside}</fingerprints>");
    for (inside, reason) in [
        (String::new(), Reason::MissingField),
        (prints(""), Reason::NoValue),
        (prints(&format!("<pdna>{MD5}</pdna>")), Reason::NoValue),
        (prints(&format!("<md5>{}</md5>", &MD5[1..])), Reason::WrongLength),
        (prints(&format!("<md5>{}&#x66;</md5>", &MD5[1..])), Reason::WrongAlphabet),
        (prints(&format!("<md5>{MD5}</md5><md5>{MD5}</md5>")), Reason::DuplicateField),
        (prints(&format!("<md5><b>{MD5}</b></md5>")), Reason::WrongType),
        (prints(&format!("<md5>{}</md5>", "a".repeat(5000))), Reason::TooLong),
        (prints(&format!("<md5>{EMPTY_MD5}</md5>")), Reason::EmptyFileDigest),
        (format!("<id/>{}", prints(&format!("<md5>{MD5}</md5>"))), Reason::DuplicateField),
    ] {
        let good = format!("<image>{}</image>", prints(&format!("<md5>{MD5}</md5>")));
        let text = format!(
            "{NCMEC}<images>\n{good}\n<image>{inside}</image>\n{good}</images></queryResult>"
        );
        let shown = show_list(Format::Ncmec, &text);
        assert_eq!((shown.bad, shown.lines), (vec![(3, reason)], vec![2, 4]), "{inside:.80}");
    }
}

#[test]
fn a_document_that_is_not_ncmecs_or_broken_ends_with_its_line() {
    let deep = format!("{NCMEC}\n{}", "<a>".repeat(100));
    let huge = format!("{NCMEC}\n<!--{}-->", "x".repeat(1 << 20));
    for (text, reason) in [
        ("", Reason::Truncated),
        ("<queryResult/>", Reason::WrongMetadata),
        (
            "<queryResult xmlns='https://hashsharing.ncmec.org/hashsharing/v1'/>",
            Reason::WrongMetadata,
        ),
        ("<status xmlns='https://hashsharing.ncmec.org/hashsharing/v2'/>", Reason::WrongMetadata),
        ("<?xml version='1.0' encoding='UTF-16'?><a/>", Reason::WrongEncoding),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", Reason::Broken),
        ("text", Reason::Broken),
        (&format!("{NCMEC}\n</images>"), Reason::Broken),
        (&format!("{NCMEC}</queryResult>\n<a/>"), Reason::Broken),
        (&format!("{NCMEC}</queryResult>\nx"), Reason::Broken),
        (&format!("{NCMEC}\n<images>"), Reason::Truncated),
        (&format!("{NCMEC}\n<ima"), Reason::Truncated),
        (&deep, Reason::TooDeep),
        (&huge, Reason::TooLong),
    ] {
        let shown = show_list(Format::Ncmec, text);
        let line = 1 + text.matches('\n').count() as u64;
        assert_eq!(shown.bad, [(line, reason)], "{text:.80}");
        assert!(shown.ended.is_err());
    }
    let prefixed =
        "<q:queryResult xmlns:q='https://hashsharing.ncmec.org/hashsharing/v2'></q:queryResult>";
    assert!(show_list(Format::Ncmec, prefixed).ended.is_ok());
}
