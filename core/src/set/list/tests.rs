#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::io::Read;

use super::{ListBuilder, ListError, ListErrorKind as Kind, ListValue, ListWord};
use crate::hash::digest::{DigestKind, DigestSet, digest};
use crate::hash::pdq::PdqHash;
use crate::policy::{Action, Actions};
use crate::set::{KnownSet, Needs, SectionAlgorithm};

const PDQ: &str = "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22";
const SHA1: &str = "00112233445566778899aabbccddeeff00112233";
const MD5: &str = "00112233445566778899AABBCCDDEEFF";

fn read(text: &str) -> Result<KnownSet, ListError> {
    KnownSet::from_list_unverified("drawn", text)
}

fn refused(text: &str) -> (u64, Kind) {
    let error = read(text).unwrap_err();
    (error.line, error.kind)
}

#[test]
fn every_kind_of_value_is_read_with_and_without_its_prefix() {
    let text = format!(
        "# a comment\n\n{PDQ}\n{SHA1}\n{MD5}\npdq:{}\npdq512:{PDQ}\n  blake3:{PDQ} # why\n\
         sha256:{PDQ}\nsha1:{}\r\n\tmd5:{}",
        PDQ.replace("f8", "07"),
        SHA1.replace("00", "44"),
        MD5.replace("00", "55"),
    );
    let set = read(&text).unwrap();
    assert_eq!(set.rows(), 9);
    let all = Needs { digests: DigestSet::ALL, pdq: true, pdq512: true, links: false };
    assert_eq!(set.needs(), all);
}

#[test]
fn a_list_is_never_verified_and_never_allows_a_report() {
    let set = read(MD5).unwrap();
    assert_eq!((set.reference().name.as_str(), set.reference().version), ("drawn", 0));
    assert!(!set.reference().verified);
    assert_eq!(set.actions(), Actions::LIST);
    assert!(!set.actions().contains(Action::ReportCandidate));
    assert_eq!(
        set.needs(),
        Needs { digests: DigestSet::NONE.with(DigestKind::Md5), ..Needs::default() }
    );
    assert!(!set.needs().pictures() && set.min_quality().is_none());
}

#[test]
fn a_bad_line_stops_with_its_number() {
    let long = "a".repeat(100_000);
    let cases = [
        ("nonsense", Kind::UnknownValue),
        ("pdq:", Kind::UnknownValue),
        (":", Kind::UnknownValue),
        ("pdq:pdq:00", Kind::UnknownValue),
        ("PDQ:PDQHEX", Kind::UnknownValue),
        ("sha512:PDQHEX", Kind::UnknownValue),
        ("sha1:PDQHEX", Kind::UnknownValue),
        ("PDQHEX0", Kind::UnknownValue),
        ("PDQHEX0a", Kind::UnknownValue),
        ("PDQHEX\r PDQHEX", Kind::UnknownValue),
        ("+0112233445566778899aabbccddeeff", Kind::UnknownValue),
        ("٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣", Kind::UnknownValue),
        ("PDQHEX,90", Kind::UnknownValue),
        (long.as_str(), Kind::UnknownValue),
        ("#! test", Kind::BadInstruction),
        ("#!", Kind::BadInstruction),
        ("pdq:0000000000000000000000000000000000000000000000000000000000000000", Kind::AllZeroHash),
        (
            "pdq512:0000000000000000000000000000000000000000000000000000000000000000",
            Kind::AllZeroHash,
        ),
        ("d41d8cd98f00b204e9800998ecf8427e", Kind::EmptyFileDigest),
        ("da39a3ee5e6b4b0d3255bfef95601890afd80709", Kind::EmptyFileDigest),
        (
            "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            Kind::EmptyFileDigest,
        ),
        (
            "blake3:af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262",
            Kind::EmptyFileDigest,
        ),
    ];
    for (line, kind) in cases {
        let line = line.replace("PDQHEX", PDQ);
        assert_eq!(
            refused(&format!("# drawn\r\n{PDQ}\r\n{line}\r\n{PDQ}")),
            (3, kind),
            "{line:.80}"
        );
    }
}

#[test]
fn the_digests_of_an_empty_file_are_refused_as_computed() {
    let nothing = digest(b"", DigestSet::ALL);
    let values = [
        ListValue::Blake3(nothing.blake3.unwrap()),
        ListValue::Sha256(nothing.sha256.unwrap()),
        ListValue::Sha1(nothing.sha1.unwrap()),
        ListValue::Md5(nothing.md5.unwrap()),
    ];
    for value in values {
        let mut builder = ListBuilder::new("drawn").unwrap();
        assert_eq!(builder.add_entry(&[value]), Err(Kind::EmptyFileDigest), "{value:?}");
    }
}

#[test]
fn an_error_repeats_nothing_of_the_list() {
    let error = read("deadbeef").unwrap_err();
    assert!(!format!("{error} {error:?}").contains("deadbeef"));
    assert!(!format!("{:?}", read(PDQ).unwrap()).contains("f8f8"));
    assert!(!format!("{:?}", ListValue::parse(PDQ.as_bytes()).unwrap()).contains("248"));
}

#[test]
fn instructions_come_before_the_first_value() {
    let set = read(&format!("# head\n#! test\n#!borderline  36\n{PDQ}")).unwrap();
    assert!(set.parts().test);
    assert_eq!(set.parts().near[0].parameters.borderline_bits(), 36);
    assert!(!read(PDQ).unwrap().parts().test);
    for bad in [
        "#! tests",
        "#! test 1",
        "#! borderline",
        "#! borderline 30",
        "#! borderline 41",
        "#! borderline +36",
        "#! borderline 36 1",
        "#!/bin/sh",
    ] {
        assert_eq!(refused(&format!("# head\n{bad}\n{PDQ}")), (2, Kind::BadInstruction), "{bad}");
    }
}

#[test]
fn bytes_that_are_no_text_are_refused_and_comments_may_hold_them() {
    let mut list = b"\xef\xbb\xbf# caf\xe9 \xff\xfe\n".to_vec();
    list.extend_from_slice(PDQ.as_bytes());
    assert_eq!(KnownSet::from_list_reader_unverified("drawn", list.as_slice()).unwrap().rows(), 1);
    list.extend_from_slice(b"\n\xff\xfe\x00\n");
    let error = KnownSet::from_list_reader_unverified("drawn", list.as_slice()).unwrap_err();
    assert_eq!((error.line, error.kind), (3, Kind::UnknownValue));
}

#[test]
fn a_comment_may_be_longer_than_what_is_kept_of_a_line() {
    let text = format!("#{}\n{PDQ} # {}\n{MD5}\n", "x".repeat(200_000), "y".repeat(200_000));
    assert_eq!(read(&text).unwrap().rows(), 2);
}

#[test]
fn a_list_that_cannot_be_read_to_its_end_is_refused() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("gone"))
        }
    }
    let list = format!("{PDQ}\n");
    let error =
        KnownSet::from_list_reader_unverified("drawn", list.as_bytes().chain(Broken)).unwrap_err();
    assert_eq!((error.line, error.kind), (2, Kind::Unreadable));
}

#[test]
fn an_empty_list_is_an_empty_set() {
    for text in ["", "\n", "# nothing\n\n"] {
        let set = read(text).unwrap();
        assert_eq!((set.rows(), set.needs()), (0, Needs::default()));
    }
}

#[test]
fn rows_are_sorted_and_entries_that_share_one_are_one() {
    let other = PDQ.replace("f8", "07");
    let list = format!("{PDQ} {SHA1}\npdq:{other}\n{MD5} pdq:{other}\n{SHA1}\n{MD5}\n");
    let set = read(&list).unwrap();
    let near = &set.parts().near[0];
    assert_eq!(near.hashes().hi().len(), 2);
    assert!(near.hashes().hi().is_sorted());
    let entries = [near.rows().entry(0), near.rows().entry(1), near.rows().entry(2)];
    assert_eq!(entries, [Some(2), Some(1), None]);
    let sha1 = &set.parts().exact[0];
    let md5 = &set.parts().exact[1];
    assert_eq!((sha1.rows().entry(0), md5.rows().entry(0)), (Some(1), Some(2)));
}

#[test]
fn a_long_chain_of_shared_rows_is_one_entry() {
    let line = |at: u32| format!("md5:{at:032x} md5:{:032x}\n", at + 1);
    let set = read(&(1..5000).rev().map(line).collect::<String>()).unwrap();
    let section = &set.parts().exact[0];
    assert_eq!(section.keys().len(), 5000);
    assert!((0..5000).all(|row| section.rows().entry(row) == Some(1)));
    assert!(section.keys().is_sorted());
}

#[test]
fn two_readings_of_one_list_hold_no_tag_in_common() {
    let (a, b) = (read(SHA1).unwrap(), read(SHA1).unwrap());
    assert_ne!(a.parts().exact[0].keys(), b.parts().exact[0].keys());
}

#[test]
fn videos_keep_their_frames_apart() {
    let hash = |first: u8| PdqHash::from_bytes([first; 32]);
    let mut builder = ListBuilder::new("drawn").unwrap();
    builder.add_video(&[hash(3), hash(1), hash(3)]).unwrap();
    builder.add_video(&[hash(2)]).unwrap();
    assert_eq!(builder.add_video(&[]), Err(Kind::UnknownValue));
    assert_eq!(builder.add_video(&[hash(9), hash(0)]), Err(Kind::AllZeroHash));
    let set = builder.build().unwrap();
    let video = set.parts().video.as_ref().unwrap();
    assert_eq!(video.hashes().hi(), [[1; 16], [3; 16], [2; 16]]);
    assert_eq!([0, 1, 2].map(|frame| video.video_of(frame)), [Some(0), Some(0), Some(1)]);
    assert_eq!((video.frames_of(0), video.frames_of(1)), (Some(2), Some(1)));
    assert_eq!((video.rows().entry(0), video.rows().entry(1)), (Some(1), Some(2)));
}

#[test]
fn a_video_stands_on_a_line_of_its_own_or_with_digests_of_the_same_item() {
    let frame = |first: &str| PDQ.replace("f8", first);
    let (a, b, c) = (frame("11"), frame("22"), frame("33"));
    let set = read(&format!(
        "md5:{MD5}\nvpdq:{c},{a},{c} # the middle\nvpdq:{} {SHA1} md5:{MD5}\n{SHA1} vpdq:{a}\nvpdq:{a},{c}",
        b.to_uppercase()
    ))
    .unwrap();
    let video = set.parts().video.as_ref().unwrap();
    let frames = [0, 1, 2].map(|row| (video.rows().entry(row), video.frames_of(row)));
    // The second and the fifth line are one video; the first, third and fourth share digests.
    assert_eq!(frames, [(Some(1), Some(1)), (Some(1), Some(1)), (Some(2), Some(2))]);
    assert_eq!(video.hashes().hi().len(), 4);
}

#[test]
fn a_bad_frame_is_a_bad_line() {
    let zero = "0".repeat(64);
    for (video, kind) in [
        (String::new(), Kind::UnknownValue),
        (format!("{PDQ},"), Kind::UnknownValue),
        (format!("{PDQ};{PDQ}"), Kind::UnknownValue),
        (format!("{PDQ},{}", &PDQ[1..]), Kind::UnknownValue),
        (format!("{PDQ},{zero}"), Kind::AllZeroHash),
        (vec![PDQ; 20_000].join(","), Kind::UnknownValue),
    ] {
        assert_eq!(refused(&format!("{PDQ}\nvpdq:{video}\n{PDQ}")), (2, kind), "{video:.80}");
    }
    let long = vec![PDQ; 16_000].join(",");
    assert_eq!(read(&format!("vpdq:{long}")).unwrap().rows(), 1);
}

#[test]
fn a_value_knows_what_it_is_and_is_read_back_from_its_parts() {
    for text in [PDQ, &format!("pdq512:{PDQ}"), &format!("sha256:{PDQ}"), SHA1, MD5] {
        let ListWord::Value(value) = ListWord::parse(text.as_bytes()).unwrap() else { panic!() };
        let digits: String = value.bytes().iter().map(|byte| format!("{byte:02X}")).collect();
        assert_eq!(ListValue::from_hex(value.algorithm(), digits.as_bytes()), Ok(value));
    }
    for algorithm in ["vpdq", "cleared", "canary-sha256", "canary-pdq"] {
        let algorithm = SectionAlgorithm::from_name(algorithm).unwrap();
        let refused = ListValue::from_hex(algorithm, PDQ.as_bytes());
        assert_eq!(refused, Err(Kind::UnknownValue));
    }
}

#[test]
fn a_digit_is_one_of_twenty_two_characters() {
    for byte in 0..=u8::MAX {
        for at in [4, 67] {
            let mut text = format!("pdq:{PDQ}").into_bytes();
            text[at] = byte;
            assert_eq!(ListValue::parse(&text).is_ok(), byte.is_ascii_hexdigit(), "{byte}");
        }
    }
}

#[test]
fn digits_that_are_no_pdq_of_a_photograph_need_their_prefix() {
    // SHA-256 of "abc".
    let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(refused(&format!("{PDQ}\n{sha256}\n")), (2, Kind::UnbalancedDigits));
    let named = read(&format!("{PDQ}\nsha256:{sha256}\npdq:{sha256}\n")).unwrap();
    assert_eq!(named.rows(), 3);
}

#[test]
fn a_name_is_kept_short_and_without_control_characters() {
    let set = KnownSet::from_list_unverified("a\u{1b}[31mb\n", "").unwrap();
    assert_eq!(set.reference().name, "a[31mb");
    assert_eq!(
        KnownSet::from_list_unverified(&"x".repeat(500), "").unwrap().reference().name.len(),
        64
    );
}
