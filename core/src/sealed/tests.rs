#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use proptest::prelude::*;

use super::format::seal;
use super::{
    CONTENT_BYTES, MAX_FINDINGS, NoticeFacts, REPORT_BYTES, ReportContent, ReportHead,
    ReportedFinding, key_id, texts,
};
use crate::appeal::AppealCode;
use crate::explain::Language;
use crate::policy::policy_digest;
use crate::report::Evidence;

/// The base point: the public key of the private key one.
const RECIPIENT: [u8; 32] = {
    let mut key = [0; 32];
    key[0] = 9;
    key
};

fn content(findings: usize) -> ReportContent {
    let numbers = (1..).take(findings);
    ReportContent {
        set: "made-up/images".to_owned(),
        version: 3,
        leaf: [7; 32],
        day: 20_833,
        build: "presend-0.1.0".to_owned(),
        policy: policy_digest("made up"),
        appeal: AppealCode::parse("AAECAwQFBgcICQoLDA0ODw==").unwrap(),
        findings: numbers
            .map(|entry| ReportedFinding {
                version: 2,
                entry,
                evidence: if entry % 2 == 0 { Evidence::Exact } else { Evidence::Corroborated },
                distance_bits: entry % 2 * 31,
            })
            .collect(),
    }
}

/// The largest that there can be.
fn largest() -> ReportContent {
    let mut content = content(MAX_FINDINGS);
    content.set = "x".repeat(64);
    content.build = "x".repeat(64);
    (content.version, content.day) = (u64::MAX, u32::MAX);
    for (found, entry) in content.findings.iter_mut().rev().zip((0..=u32::MAX).rev()) {
        let evidence = Evidence::Corroborated;
        *found = ReportedFinding { version: u64::MAX, entry, evidence, distance_bits: u32::MAX };
    }
    content
}

fn padded(content: &ReportContent) -> Vec<u8> {
    let mut bytes = content.to_string().into_bytes();
    bytes.resize(CONTENT_BYTES, 0);
    bytes
}

#[test]
fn the_text_is_as_the_format_fixes_it() {
    let digest = crate::set::base64::encode(policy_digest("made up").as_bytes());
    let leaf = crate::set::base64::encode(&[7; 32]);
    let expected = format!(
        "presend/report/v1\nset made-up/images\nversion 3\nleaf {leaf}\nday 20833\n\
         build presend-0.1.0\npolicy {digest}\nappeal AAECAwQFBgcICQoLDA0ODw==\n\
         finding 2 1 corroborated 31\nfinding 2 2 exact 0\n"
    );
    assert_eq!(content(2).to_string(), expected);
}

#[test]
fn a_report_is_4208_bytes_whatever_is_in_it() {
    for content in [content(2), content(3), content(MAX_FINDINGS), largest()] {
        assert!(ReportContent::parse(&content.to_string()) == Some(content.clone()));
        let report = seal(&content, &RECIPIENT).unwrap();
        assert_eq!(report.len(), REPORT_BYTES);
        assert_eq!(report[..16], *b"PKRP\x01\0\r\n\0\x20\0\x01\0\x03\0\0");
        assert_eq!((&report[16..48], &report[48..64]), (&[7; 32][..], &key_id(&RECIPIENT)[..]));
        assert_eq!(ReportHead::of_report(&report), Some(ReportHead::new([7; 32], &RECIPIENT)));
    }
}

#[test]
fn two_reports_of_the_same_have_nothing_in_common_behind_the_head() {
    let [one, other] = [(), ()].map(|()| seal(&content(3), &RECIPIENT).unwrap());
    assert_eq!(one[..64], other[..64]);
    let pairs = || one[64..].iter().zip(&other[64..]);
    // Of 4,144 random bytes 16 are equal by chance; more than 80 come once in 10^28 runs.
    assert!(pairs().filter(|(a, b)| a == b).count() <= 80);
    let windows = one[64..].windows(8).zip(other[64..].windows(8));
    assert!(windows.filter(|(a, b)| a == b).count() == 0);
}

#[test]
fn a_head_of_another_format_suite_or_length_is_none() {
    let report = seal(&content(2), &RECIPIENT).unwrap();
    for (at, bit) in (0..16).flat_map(|at| (0..8).map(move |bit| (at, bit))) {
        let mut changed = report.clone();
        changed[at] ^= 1 << bit;
        assert_eq!(ReportHead::of_report(&changed), None, "{at}.{bit}");
    }
    assert_eq!(ReportHead::of_report(&[report.clone(), vec![0]].concat()), None);
    assert!((0..report.len()).all(|length| ReportHead::of_report(&report[..length]).is_none()));
}

#[test]
fn only_the_text_and_zero_bytes_are_read() {
    let content = content(3);
    let sound = padded(&content);
    assert!(ReportContent::of_sealed(&sound) == Some(content.clone()));
    let text = content.to_string().len();
    for at in text..CONTENT_BYTES {
        let mut changed = sound.clone();
        changed[at] = 1;
        assert!(ReportContent::of_sealed(&changed).is_none(), "{at}");
    }
    for length in (0..CONTENT_BYTES).chain([CONTENT_BYTES + 1]) {
        let mut cut = sound.clone();
        cut.resize(length, 0);
        assert!(ReportContent::of_sealed(&cut).is_none(), "{length}");
    }
    // A changed letter is another report, or none: never the same one.
    for (at, bit) in (0..text).flat_map(|at| (0..8).map(move |bit| (at, bit))) {
        let mut changed = sound.clone();
        changed[at] ^= 1 << bit;
        let read = ReportContent::of_sealed(&changed);
        assert!(read.is_none_or(|read| read != content && padded(&read) == changed), "{at}.{bit}");
    }
}

#[test]
fn contents_that_break_a_rule_are_none() {
    let sound = content(3).to_string();
    assert!(ReportContent::parse(&sound).is_some());
    for (from, to) in [
        ("finding 2 2 exact 0\nfinding 2 3", "finding 2 3"),
        ("finding 2 2 exact 0", "finding 2 2 exact 1"),
        ("finding 2 2 exact 0", "finding 2 2 perceptual 0"),
        ("finding 2 2 exact 0", "finding 2 1 exact 0"),
        ("finding 2 1", "finding 2 0"),
        ("finding 2 1", "finding 2 5"),
        ("finding 2 1", "finding 02 1"),
        ("finding 2 1", "finding  2 1"),
        ("day 20833", "day -1"),
        ("day 20833", "day 4294967296"),
        ("set made-up/images", "set Made-Up"),
        ("build presend", "build a presend"),
        ("v1\n", "v2\n"),
        ("appeal AAEC", "appeal AAE"),
    ] {
        let changed = sound.replacen(from, to, 1);
        assert_ne!(changed, sound, "{from}");
        // The first leaves two findings, which is a report; the others leave none.
        let left = ReportContent::parse(&changed).map(|content| content.findings.len());
        assert_eq!(left, (to == "finding 2 3").then_some(2), "{from} -> {to}");
    }
    assert!(ReportContent::parse(&content(1).to_string()).is_none());
    assert!(ReportContent::parse(&content(MAX_FINDINGS + 1).to_string()).is_none());
    assert!(ReportContent::parse(&(sound + "\n")).is_none());
}

proptest! {
    #[test]
    fn whatever_is_read_is_written_the_same(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let mut padded = bytes;
        padded.resize(CONTENT_BYTES, 0);
        if let Some(read) = ReportContent::of_sealed(&padded) {
            prop_assert!(self::padded(&read) == padded);
        }
    }
}

#[test]
fn no_sentence_of_a_notice_is_longer_than_25_words_and_all_is_said() {
    let facts = NoticeFacts {
        set: "made-up/images".to_owned(),
        version: 3,
        findings: 32,
        window_days: 30,
        recipient: "office.example".to_owned(),
        basis: "urn:example:law".to_owned(),
        weighed_unix_seconds: 1_799_913_600,
        ends_unix_seconds: 1_831_536_000,
        purpose: "known-images".to_owned(),
        appeal: AppealCode::parse("AAECAwQFBgcICQoLDA0ODw==").unwrap(),
        appeal_desk: "https://office.example/contest".to_owned(),
    };
    for language in [Language::English, Language::Dutch] {
        let text = texts::notice(&facts, language);
        for sentence in text.split(['.', ':', '?', '\n']) {
            assert!(sentence.split_whitespace().count() <= 25, "{sentence}");
        }
        for said in [
            "made-up/images",
            "32",
            "30",
            "office.example",
            "urn:example:law",
            "2027-01-14",
            "2028-01-15",
            "known-images",
            "AAECAwQFBgcICQoLDA0ODw==",
            "https://office.example/contest",
        ] {
            assert!(text.contains(said), "{said} in {text}");
        }
    }
}
