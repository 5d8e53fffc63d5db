//! Whatever is done to an archive, nothing of it is lost in silence, and nothing is unpacked before
//! its size was counted.

use super::*;

/// What was opened without a word is what was packed.
fn nothing_is_lost(bytes: &[u8], at: usize) {
    let given = opened(bytes);
    if given.ended.is_none() && given.skipped.is_empty() {
        assert_eq!(given.parts, whole().parts, "{at}");
    }
}

#[test]
fn an_archive_cut_anywhere_is_not_opened() {
    let whole = Archive::of(&files()).bytes;
    for length in 0..whole.len() {
        let ended = opened(&whole[..length]).ended;
        assert!(matches!(ended, Some(Undecided::Truncated | Undecided::Corrupt)), "{length}");
    }
}

#[test]
fn bytes_behind_or_before_an_archive_are_corrupt() {
    let whole = Archive::of(&files()).bytes;
    for odd in [&b"x"[..], b"\0", b"PK\x05\x06", &whole] {
        assert_eq!(opened(&[&whole, odd].concat()).ended, Some(Undecided::Corrupt));
        assert_eq!(opened(&[odd, &whole].concat()).ended, Some(Undecided::Corrupt));
    }
}

#[test]
fn no_flipped_bit_loses_anything_in_silence() {
    let whole = Archive::of(&files()).bytes;
    for bit in 0..whole.len() * 8 {
        let mut flipped = whole.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        nothing_is_lost(&flipped, bit);
    }
}

#[test]
fn no_byte_taken_out_or_put_in_loses_anything_in_silence() {
    let whole = Archive::of(&files()).bytes;
    for at in 0..whole.len() {
        let mut other = whole.clone();
        other.remove(at);
        nothing_is_lost(&other, at);
        other.insert(at, 0);
        other.insert(at, 0x50);
        nothing_is_lost(&other, at);
    }
}

#[test]
fn two_readings_are_corrupt_before_anything_is_unpacked() {
    let one = || File::stored("a", b"one");
    let other_name = File { local_name: b"b".to_vec(), ..one() };
    let longer = File { local_name: b"aa".to_vec(), ..one() };
    let mut other_crc = Archive::of(&[one()]).bytes;
    other_crc[14] ^= 1;
    let mut other_method = Archive::of(&[one()]).bytes;
    other_method[8] = 8;
    for bytes in [
        Archive::of(&[one(), one()]).bytes,
        Archive::of(&[other_name]).bytes,
        Archive::of(&[longer]).bytes,
        other_crc,
        other_method,
    ] {
        let given = opened(&bytes);
        assert_eq!(given, Given { ended: Some(Undecided::Corrupt), ..Given::default() });
    }
}

#[test]
fn a_thousand_entries_that_share_their_bytes_are_corrupt() {
    let zeros = vec![0; 1 << 20];
    let names = 0..1_000_u32;
    let files: Vec<_> = names.map(|name| File::deflated(&name.to_string(), &zeros)).collect();
    let whole = Archive::of(&files);
    // The first file, and a directory that has it a thousand times under different names.
    let first = &whole.bytes[..whole.locals[1]];
    let mut directory = whole.bytes[whole.directory..whole.end].to_vec();
    let mut at = 0;
    for name in 0..1_000_u32 {
        directory[at + 42..at + 46].fill(0);
        at += 46 + name.to_string().len();
    }
    let mut end = whole.bytes[whole.end..].to_vec();
    end[16..20].copy_from_slice(&u32::try_from(first.len()).unwrap().to_le_bytes());
    let given = opened(&[first, &directory, &end].concat());
    assert_eq!(given, Given { ended: Some(Undecided::Corrupt), ..Given::default() });
}

#[test]
fn bytes_between_entries_are_corrupt() {
    let archive = Archive::of(&[File::stored("a", b"one"), File::stored("b", b"two")]);
    let between = archive.locals[1];
    let mut bytes = archive.bytes.clone();
    bytes.splice(between..between, *b"hidden");
    let (directory, end) = (archive.directory + 6, archive.end + 6);
    let second = directory + 46 + 1;
    bytes[second + 42] += 6;
    bytes[end + 16] += 6;
    assert_eq!(opened(&bytes).ended, Some(Undecided::Corrupt));
}

#[test]
fn a_bomb_ends_at_the_bound_of_a_part_and_of_all() {
    let zeros = vec![0; 1 << 20];
    let names = 0..8_u32;
    let files: Vec<_> = names.map(|name| File::deflated(&name.to_string(), &zeros)).collect();
    let bytes = Archive::of(&files).bytes;
    assert!(bytes.len() < 10_000);
    let limits = Limits { max_part_bytes: (1 << 20) - 1, ..Limits::default() };
    let given = opened_within(&bytes, &limits);
    let part = Undecided::OverLimit(LimitName::PartBytes);
    assert!(given.parts.is_empty() && given.skipped.len() == 8);
    assert!(given.skipped.iter().all(|(_, why)| *why == part));
    let limits = Limits { max_unpacked_bytes: (3 << 20) + 1_000, ..Limits::default() };
    let given = opened_within(&bytes, &limits);
    let all = Undecided::OverLimit(LimitName::UnpackedBytes);
    assert_eq!((given.parts.len(), given.skipped.len()), (3, 5));
    assert!(given.skipped.iter().all(|(_, why)| *why == all));
    let limits = Limits { max_work_bytes: 3 << 20, ..Limits::default() };
    let given = opened_within(&bytes, &limits);
    assert_eq!(given.skipped[0].1, Undecided::OverLimit(LimitName::WorkBytes));
}

#[test]
fn a_stream_that_is_not_as_long_as_it_says_is_corrupt() {
    let right = File::deflated("a", &text());
    let one = |unpacked: u64| File { unpacked, ..right.clone() };
    let longer = [&right.packed[..], b"x"].concat();
    let cut = right.packed[..right.packed.len() - 1].to_vec();
    for wrong in [
        one(right.unpacked - 1),
        one(right.unpacked + 1),
        one(1),
        // More than any such stream can hold: nothing is set aside for it.
        one(600 << 10),
        File { packed: longer, ..right.clone() },
        File { packed: cut, ..right.clone() },
        File { crc: right.crc ^ 1, ..right.clone() },
        File { unpacked: 0, crc: 0, ..right.clone() },
        File { unpacked: 7, ..File::stored("a", b"stored") },
        File { packed: vec![0xff; 9], ..right.clone() },
    ] {
        let given = opened(&Archive::of(&[wrong]).bytes);
        assert_eq!(given.skipped, [("entry/1".to_owned(), Undecided::Corrupt)]);
        assert!(given.parts.is_empty());
    }
}
