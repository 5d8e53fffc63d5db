//! Archives that are right, and archives that tell two things.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod hostile;

use super::open;
use crate::limits::{LimitName, Limits};
use crate::undecided::Undecided;
use crate::unpack::testing::{Archive, File, Given, given};

fn opened(bytes: &[u8]) -> Given {
    given(bytes, &Limits::default(), open)
}

fn opened_within(bytes: &[u8], limits: &Limits) -> Given {
    given(bytes, limits, open)
}

fn text() -> Vec<u8> {
    (0_u32..300).flat_map(|n| n.to_string().into_bytes()).collect()
}

/// Every way of writing an entry.
fn files() -> [File; 6] {
    let text = text();
    [
        File::stored("a", b"stored"),
        File::deflated("folder/b", &text),
        File::deflated("c", &text).streamed(),
        File { large: true, ..File::deflated("d", &text) },
        File { large: true, ..File::stored("e", b"large and streamed").streamed() },
        File::stored("f", b"last"),
    ]
}

fn whole() -> Given {
    let text = text();
    let all = [&b"stored"[..], &text, &text, &text, b"large and streamed", b"last"];
    let parts = (1..).zip(all).map(|(n, bytes)| (format!("entry/{n}"), bytes.to_vec())).collect();
    Given { parts, ..Given::default() }
}

#[test]
fn every_entry_comes_unchanged_in_the_order_of_the_directory() {
    assert_eq!(opened(&Archive::of(&files()).bytes), whole());
}

#[test]
fn folders_and_empty_files_are_no_parts_but_have_their_numbers() {
    let files = [
        File::stored("folder/", b""),
        File::stored("empty", b""),
        File::deflated("empty too", b""),
        File::stored("full", b"full"),
    ];
    let given = opened(&Archive::of(&files).bytes);
    assert_eq!(given.parts, [("entry/4".to_owned(), b"full".to_vec())]);
    assert_eq!((given.skipped, given.ended), (Vec::new(), None));
}

#[test]
fn a_comment_is_a_part_and_an_archive_without_entries_is_empty() {
    let mut bytes = Archive::of(&files()).bytes;
    let at = bytes.len() - 2;
    bytes[at] = 5;
    bytes.extend(b"hello");
    let given = opened(&bytes);
    assert_eq!(given.parts[0], ("comment/1".to_owned(), b"hello".to_vec()));
    assert_eq!((given.parts.len(), given.ended), (7, None));
    assert_eq!(opened(&Archive::of(&[]).bytes).ended, Some(Undecided::Empty));
}

#[test]
fn the_mark_of_a_split_archive_may_stand_before_the_first_entry() {
    for (mark, ended) in
        [(b"PK00", None), (b"PK\x07\x08", None), (b"PK01", Some(Undecided::Corrupt))]
    {
        let archive = Archive::of(&[File::stored("a", b"stored")]);
        let mut bytes = [&mark[..], &archive.bytes].concat();
        let moved = |at: usize| u32::try_from(at + 4).unwrap().to_le_bytes();
        bytes[archive.directory + 4 + 42..][..4].copy_from_slice(&moved(0));
        bytes[archive.end + 4 + 16..][..4].copy_from_slice(&moved(archive.directory));
        assert_eq!(opened(&bytes).ended, ended);
    }
}

#[test]
fn a_large_record_at_the_end_says_what_the_small_one_says_or_stands_for_it() {
    let archive = Archive::of(&files());
    let (start, end) = (archive.directory, archive.end);
    let mut large = b"PK\x06\x06".to_vec();
    large.extend(44_u64.to_le_bytes());
    large.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    for number in [6, 6, end - start, start] {
        large.extend(u64::try_from(number).unwrap().to_le_bytes());
    }
    large.extend(b"PK\x06\x07\0\0\0\0");
    large.extend(u64::try_from(end).unwrap().to_le_bytes());
    large.extend([1, 0, 0, 0]);
    let bytes = [&archive.bytes[..end], &large, &archive.bytes[end..]].concat();
    assert_eq!(opened(&bytes), whole());
    let small = end + large.len();
    let mut saturated = bytes.clone();
    saturated[small + 8..small + 20].fill(0xff);
    assert_eq!(opened(&saturated), whole());
    for at in [end + 4, end + 24, end + 32, end + 40, end + 48, end + 56 + 8, small + 8, small + 12]
    {
        let mut other = bytes.clone();
        other[at] ^= 1;
        assert_eq!(opened(&other).ended, Some(Undecided::Corrupt), "{at}");
    }
}

#[test]
fn what_is_locked_or_packed_in_another_way_is_named() {
    for (flags, method, why) in [
        (1, 8, Undecided::Encrypted),
        (1 | 1 << 6, 8, Undecided::Encrypted),
        (1, 99, Undecided::Encrypted),
        (0, 9, Undecided::UnsupportedFormat),
        (0, 12, Undecided::UnsupportedFormat),
        (0, 93, Undecided::UnsupportedFormat),
    ] {
        let odd = File { flags, method, ..File::stored("odd", b"whatever") };
        let given = opened(&Archive::of(&[odd, File::stored("plain", b"plain")]).bytes);
        assert_eq!(given.skipped, [("entry/1".to_owned(), why)]);
        assert_eq!(given.parts, [("entry/2".to_owned(), b"plain".to_vec())]);
    }
}

#[test]
fn more_parts_than_allowed_end_the_archive() {
    let archive = Archive::of(&files());
    let limits = Limits { max_parts: 2, ..Limits::default() };
    let given = opened_within(&archive.bytes, &limits);
    assert_eq!(given.parts, whole().parts[..2]);
    assert_eq!(given.ended, Some(Undecided::OverLimit(LimitName::Parts)));
}
