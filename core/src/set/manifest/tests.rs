#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use super::Manifest;
use crate::policy::Action;
use crate::set::fault::SetFault;
use crate::set::section_algorithm::SectionAlgorithm;

const A: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

fn text() -> String {
    format!(
        "presend/manifest/v1\nset made-up/images\nversion 3\nvalid 1000 2000\nbasis urn:x:1 3000\n\
         purpose known-images\nactions warn,ask,block\nthreshold 3 30\nnotice immediate\n\
         recipient none\nsalt {A}\nprev 2 {A}\nauthority one.example\nauthority two.example\n\
         section sha256 10 10 {A}\nsection pdq 5 5 {A}\nsection vpdq 2 7 {A}\n\
         section canary-sha256 2 2 {A}\nmatch pdq 31 36 10 50\nmatch vpdq 31 31 4 50 80 0\n\
         attest sha256 one.example 10 {A}\nattest sha256 two.example 9 {A}\n\
         attest pdq one.example 5 {A}\nattest pdq two.example 0 {A}\n\
         attest vpdq one.example 2 {A}\nattest vpdq two.example 2 {A}\n\
         attest canary-sha256 one.example 2 {A}\nattest canary-sha256 two.example 2 {A}\n"
    )
}

#[test]
fn a_manifest_is_read_and_written_again() {
    let manifest = Manifest::parse(&text()).unwrap();
    assert_eq!(manifest.to_string(), text());
    assert_eq!((manifest.version, manifest.previous.unwrap().version), (3, 2));
    assert!(manifest.actions.contains(Action::Block));
    assert_eq!(manifest.section(SectionAlgorithm::Vpdq).unwrap().items, 7);
    assert_eq!(manifest.matches[1].video_rule().query_pct, 80);
    assert_eq!(manifest.items(), 24);
}

#[test]
fn every_line_that_is_missing_moved_or_doubled_refuses_the_text() {
    let text = text();
    let lines: Vec<&str> = text.lines().collect();
    for at in 0..lines.len() {
        let mut missing = lines.clone();
        missing.remove(at);
        // The last authority may go only with its attest lines.
        let mut doubled = lines.clone();
        doubled.insert(at, lines[at]);
        let mut moved = lines.clone();
        let line = moved.remove(at);
        moved.insert((at + 7) % lines.len(), line);
        for changed in [missing, doubled, moved] {
            let changed = changed.join("\n") + "\n";
            assert_eq!(Manifest::parse(&changed), Err(SetFault::BadManifest), "{changed}");
        }
    }
}

#[test]
fn every_truncation_and_every_bit_flip_is_refused_or_is_another_manifest() {
    let text = text();
    for length in 0..text.len() {
        assert!(Manifest::parse(&text[..length]).is_err(), "{length}");
    }
    let whole = Manifest::parse(&text).unwrap();
    for at in 0..text.len() {
        for bit in 0..8 {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1 << bit;
            let Ok(changed) = String::from_utf8(bytes) else { continue };
            if let Ok(other) = Manifest::parse(&changed) {
                assert_ne!(other, whole, "{changed}");
            }
        }
    }
    assert!(Manifest::parse(&(text + "\n")).is_err());
}

#[test]
fn what_a_set_may_not_ask_for_is_refused() {
    let cases = [
        ("version 3", "version 0"),
        ("version 3", "version 03"),
        ("version 3", "version +3"),
        ("version 3", "version 9223372036854775808"),
        ("version 3", "version 2"),
        ("valid 1000 2000", "valid 2000 2000"),
        ("valid 1000 2000", "valid 1000  2000"),
        ("set made-up/images", "set Made-up/images"),
        ("actions warn,ask,block", "actions ask,warn,block"),
        ("actions warn,ask,block", "actions warn,warn"),
        ("actions warn,ask,block", "actions allow"),
        ("actions warn,ask,block", "actions"),
        ("actions warn,ask,block", "actions warn,report"),
        ("threshold 3 30", "threshold 1 30"),
        ("threshold 3 30", "threshold 33 30"),
        ("threshold 3 30", "threshold 3 31"),
        ("threshold 3 30", "threshold 3 0"),
        ("notice immediate", "notice later"),
        ("recipient none", "recipient a x448 AAAA"),
        ("match pdq 31 36 10 50", "match pdq 32 36 10 50"),
        ("match pdq 31 36 10 50", "match pdq 31 41 10 50"),
        ("match pdq 31 36 10 50", "match pdq 31 36 11 50"),
        ("match pdq 31 36 10 50", "match pdq 31 36 10 49"),
        ("match pdq 31 36 10 50", "match pdq 31 36 10 101"),
        ("31 4 50 80 0", "31 4 50 101 0"),
        ("31 4 50 80 0", "31 4 50 80 101"),
        ("31 4 50 80 0", "31 4 50 79 0"),
        ("31 4 50 80 0", "31 4 50 0 100"),
        ("31 4 50 80 0", "31 4 50 0 0"),
        ("section sha256 10 10", "section sha256 10 11"),
        ("section sha256 10 10", "section sha256 0 0"),
        ("section vpdq 2 7", "section vpdq 7 2"),
        ("attest sha256 two.example 9", "attest sha256 two.example 11"),
        ("authority two.example\n", "authority one.example\n"),
        ("authority two.example\n", "authority test.presend.invalid/two\n"),
    ];
    for (from, to) in cases {
        let changed = text().replace(from, to);
        assert_ne!(changed, text(), "{from}");
        assert_eq!(Manifest::parse(&changed), Err(SetFault::BadManifest), "{to}");
    }
    let unknown = text().replace("section vpdq", "section neural");
    assert_eq!(Manifest::parse(&unknown), Err(SetFault::UnknownAlgorithm));
}

#[test]
fn a_set_that_may_lead_to_reports_names_who_opens_them() {
    let reporting = text()
        .replace("warn,ask,block", "warn,ask,block,report")
        .replace("recipient none", &format!("recipient desk.example x25519 {A}"));
    let manifest = Manifest::parse(&reporting).unwrap();
    assert_eq!(manifest.recipient.unwrap().name, "desk.example");
}
