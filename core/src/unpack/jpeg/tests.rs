//! What is behind, and what the head tells of, whatever is done to it.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
#![expect(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use super::open;
use crate::limits::{LimitName, Limits};
use crate::undecided::Undecided;
use crate::unpack::testing::{Given, given};

/// A picture without a picture: markers are all that matters here.
const PICTURE: &[u8] = b"\xff\xd8\xff\xda\0\x04\x01\x02\x11\x22\xff\0\x33\xff\xd9";
const OTHER: &[u8] = b"\xff\xd8\xff\xda\0\x04\x01\x02\x44\xff\xd9";
const CLIP: &[u8] = b"\0\0\0\x18ftypisom\0\0\x02\0isomiso2\0\0\0\x08free";

fn opened(bytes: &[u8]) -> Given {
    given(bytes, &Limits::default(), open)
}

fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let given = opened(bytes);
    assert_eq!((given.skipped, given.ended), (Vec::new(), None));
    given.parts
}

fn part(name: &str, bytes: &[u8]) -> (String, Vec<u8>) {
    (name.to_owned(), bytes.to_vec())
}

/// A segment of application data behind the start of a picture.
fn with_segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&PICTURE[..2], &[0xff, marker], &length, content, &PICTURE[2..]].concat()
}

/// EXIF data with a small copy in their second directory, in either byte order.
fn exif(big: bool, thumbnail: &[u8], tags: [u16; 2]) -> Vec<u8> {
    let short = |n: u16| if big { n.to_be_bytes() } else { n.to_le_bytes() };
    let long = |n: usize| {
        let n = u32::try_from(n).unwrap();
        if big { n.to_be_bytes() } else { n.to_le_bytes() }
    };
    let mut out = b"Exif\0\0".to_vec();
    out.extend(if big { b"MM\0*" } else { b"II*\0" });
    // The first directory has nothing, and the second lies behind it.
    out.extend([&long(8)[..], &short(0), &long(14), &short(2)].concat());
    for (tag, value) in tags.into_iter().zip([14 + 2 + 24 + 4, thumbnail.len()]) {
        out.extend([&short(tag)[..], &short(4), &long(1), &long(value)].concat());
    }
    out.extend(long(0));
    [out, thumbnail.to_vec()].concat()
}

/// An index of pictures, each at a distance from the byte order mark.
fn index(entries: &[(usize, usize)]) -> Vec<u8> {
    let long = |n: usize| u32::try_from(n).unwrap().to_le_bytes();
    let mut out = b"MPF\0II*\0\x08\0\0\0\x01\0\x02\xb0\x07\0".to_vec();
    out.extend([long(16 * entries.len()), long(26), long(0)].concat());
    for (offset, length) in entries {
        out.extend([long(0), long(*length), long(*offset), long(0)].concat());
    }
    out
}

/// A picture whose index tells of bytes behind its end: from where, and how many.
fn indexed(entries: &[(usize, usize)], behind: &[u8]) -> Vec<u8> {
    let content = index(entries).len();
    // From the byte order mark to the end of the picture.
    let end = content - 4 + PICTURE.len() - 2;
    let at: Vec<_> = entries.iter().map(|(start, length)| (start + end, *length)).collect();
    [with_segment(0xe2, &index(&at)), behind.to_vec()].concat()
}

#[test]
fn a_picture_alone_has_no_part_and_padding_is_none() {
    assert_eq!(parts(PICTURE), []);
    for padding in [&b"\0"[..], b"\0\0\0\0", b"\xff\xff\xff", b"\r\n \t\0\xff"] {
        assert_eq!(parts(&[PICTURE, padding].concat()), [part("picture/1", PICTURE)]);
    }
}

#[test]
fn what_lies_behind_is_a_part_wherever_padding_ends() {
    for padding in [&b""[..], b"\0", b"\0\0\0\0\0", b"\xff", b"\n", &[0; 40_000]] {
        let longer = b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41";
        for behind in [OTHER, CLIP, longer, b"%PDF-1.7", b"hello", b"\x01\x02\x03\x04"] {
            let file = [PICTURE, padding, behind].concat();
            let expected = [part("after-end/1", behind), part("picture/1", PICTURE)];
            assert_eq!(parts(&file), expected, "{padding:x?} {behind:x?}");
        }
    }
}

#[test]
fn each_picture_behind_is_a_part_up_to_its_own_end() {
    let file = [PICTURE, OTHER, b"\0\0", OTHER, CLIP].concat();
    let expected = [
        part("after-end/1", OTHER),
        part("after-end/2", OTHER),
        part("after-end/3", CLIP),
        part("picture/1", PICTURE),
    ];
    assert_eq!(parts(&file), expected);
    // One without an end is a part of all that follows.
    let file = [PICTURE, &OTHER[..9], b"rest"].concat();
    assert_eq!(parts(&file)[0], part("after-end/1", &[&OTHER[..9], b"rest"].concat()));
    // A picture that begins where no end was written is behind the one before.
    let file = [&PICTURE[..PICTURE.len() - 2], OTHER].concat();
    assert_eq!(parts(&file)[0], part("after-end/1", OTHER));
}

#[test]
fn the_small_copy_is_a_part_in_both_byte_orders() {
    for big in [false, true] {
        let file = with_segment(0xe1, &exif(big, OTHER, [0x201, 0x202]));
        assert_eq!(parts(&file), [part("thumbnail/1", OTHER)]);
    }
}

#[test]
fn a_small_copy_that_is_cut_is_as_long_as_its_segment_and_strips_are_named() {
    let whole = exif(true, OTHER, [0x201, 0x202]);
    let cut = with_segment(0xe1, &whole[..whole.len() - 3]);
    assert_eq!(parts(&cut), [part("thumbnail/1", &OTHER[..OTHER.len() - 3])]);
    let strips = opened(&with_segment(0xe1, &exif(true, OTHER, [0x111, 0x117])));
    assert_eq!(strips.skipped, [("thumbnail/1".to_owned(), Undecided::UnsupportedFormat)]);
    for length in 0..whole.len() {
        let given = opened(&with_segment(0xe1, &whole[..length]));
        assert!(given.ended.is_none() && given.parts.len() <= 1, "{length}");
    }
}

/// Resource blocks: a kind, a name and data each.
fn resources(blocks: &[(u16, &str, &[u8])]) -> Vec<u8> {
    let mut out = b"Photoshop 3.0\0".to_vec();
    for (kind, name, data) in blocks {
        out.extend(
            [b"8BIM", &kind.to_be_bytes()[..], &[u8::try_from(name.len()).unwrap()]].concat(),
        );
        out.extend(name.as_bytes());
        out.extend(vec![0; 1 - name.len() % 2]);
        out.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
        out.extend([data, &vec![0; data.len() % 2][..]].concat());
    }
    out
}

/// A small copy in a resource block: its form, 24 bytes that matter to nobody, and the file.
fn small_copy(form: u8, file: &[u8]) -> Vec<u8> {
    [&[0, 0, 0, form], &[7; 24][..], file].concat()
}

#[test]
fn the_small_copies_of_photoshop_are_parts() {
    let blocks = resources(&[
        (0x0404, "", b"caption"),
        (0x0409, "old", &small_copy(1, OTHER)),
        (0x03ed, "even", b"resolution"),
        (0x040c, "", &small_copy(1, PICTURE)),
        (0x040c, "", b"\0\0\0\x01"),
    ]);
    let expected = [part("thumbnail/1", OTHER), part("thumbnail/2", PICTURE)];
    assert_eq!(parts(&with_segment(0xed, &blocks)), expected);
    let samples = resources(&[(0x040c, "", &small_copy(0, OTHER))]);
    let given = opened(&with_segment(0xed, &samples));
    assert_eq!(given.skipped, [("thumbnail/1".to_owned(), Undecided::UnsupportedFormat)]);
}

#[test]
fn blocks_that_are_cut_or_changed_anywhere_give_what_is_there_of_them() {
    let whole = resources(&[(0x0404, "", b"caption"), (0x040c, "", &small_copy(1, OTHER))]);
    for length in 0..whole.len() {
        let given = opened(&with_segment(0xed, &whole[..length]));
        assert!(given.ended.is_none() && given.skipped.is_empty(), "{length}");
        assert!(given.parts.iter().all(|(_, bytes)| OTHER.starts_with(bytes)), "{length}");
    }
    for bit in 0..whole.len() * 8 {
        let mut flipped = whole.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        let given = opened(&with_segment(0xed, &flipped));
        assert!(given.ended.is_none() && given.parts.len() + given.skipped.len() <= 1, "{bit}");
    }
}

#[test]
fn pictures_of_the_index_are_parts_once() {
    let behind = [OTHER, PICTURE].concat();
    let file = indexed(&[(0, OTHER.len()), (OTHER.len(), PICTURE.len())], &behind);
    let own = &file[..file.len() - behind.len()];
    let expected = [part("mpf/1", OTHER), part("mpf/2", PICTURE), part("picture/1", own)];
    assert_eq!(parts(&file), expected);
    // The same entry twice is one part, and what it does not cover lies behind it.
    let file = indexed(&[(0, OTHER.len()), (0, OTHER.len())], &behind);
    let names: Vec<_> = parts(&file).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["mpf/1", "after-end/1", "picture/1"]);
}

#[test]
fn an_index_of_what_is_not_there_tells_nothing_and_hides_nothing() {
    assert_eq!(parts(&indexed(&[(0, 500)], b"")), []);
    let file = indexed(&[(1, 500)], OTHER);
    let names: Vec<_> = parts(&file).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["mpf/1", "after-end/1", "picture/1"]);
    // Padding does not reach into a picture of the index, nor over it.
    let file = indexed(&[(4, 4)], b"\0\0\0\0\0\0\0\0\x01\x02\x03\x04");
    let names: Vec<_> = parts(&file).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["mpf/1", "after-end/1", "picture/1"]);
}

#[test]
fn every_byte_behind_the_end_is_in_a_part_or_padding_whatever_the_index_says() {
    let behind = [OTHER, b"\0\0", OTHER, CLIP].concat();
    let whole = indexed(&[(0, OTHER.len()), (OTHER.len() + 2, OTHER.len())], &behind);
    for bit in 0..whole.len() * 8 {
        let mut flipped = whole.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        let given = opened(&flipped);
        let seen: usize = given.parts.iter().map(|(_, bytes)| bytes.len()).sum();
        let own = whole.len() - behind.len();
        let intact = bit / 8 >= own || given.ended.is_some() || seen + 4 >= behind.len();
        // Without an end, or with a segment over all that follows, there is no behind.
        assert!(intact || given.parts.len() < 3, "{bit}");
    }
    for length in 0..whole.len() {
        let given = opened(&whole[..length]);
        assert!(given.ended.is_none() || length < 4, "{length}: {:?}", given.ended);
    }
}

/// A trailer of fields, each with a type, a name and what it holds.
fn trailer(fields: &[(u16, &str, &[u8])]) -> Vec<u8> {
    let long = |n: usize| u32::try_from(n).unwrap().to_le_bytes();
    let (mut out, mut entries) = (Vec::new(), Vec::new());
    for (kind, name, content) in fields {
        entries.push((*kind, out.len(), 8 + name.len() + content.len()));
        out.extend([&[0, 0], &kind.to_le_bytes()[..], &long(name.len())].concat());
        out.extend([name.as_bytes(), content].concat());
    }
    let directory = out.len();
    out.extend([&b"SEFH"[..], &long(107), &long(entries.len())].concat());
    for (kind, start, length) in entries {
        let back = long(directory - start);
        out.extend([&[0, 0], &kind.to_le_bytes()[..], &back, &long(length)].concat());
    }
    let length = long(out.len() - directory);
    [&out, &length[..], b"SEFT"].concat()
}

#[test]
fn the_fields_of_a_trailer_are_parts_and_an_empty_one_is_none() {
    let fields = trailer(&[
        (0x0a01, "Image_UTC_Data", b"1600000000000"),
        (0x0a30, "MotionPhoto_Data", CLIP),
        (0x0c61, "Nothing", b""),
    ]);
    for (before, behind) in [(&b""[..], vec![]), (OTHER, vec![part("after-end/1", OTHER)])] {
        let expected = [
            behind,
            vec![part("trailer/1", b"1600000000000"), part("trailer/2", CLIP)],
            vec![part("picture/1", PICTURE)],
        ];
        assert_eq!(parts(&[PICTURE, before, &fields].concat()), expected.concat());
    }
}

#[test]
fn a_trailer_that_leaves_a_byte_unsaid_is_an_unknown_part_as_a_whole() {
    let fields = trailer(&[(0x0a01, "Image_UTC_Data", b"1600000000000"), (1, "Other", OTHER)]);
    let whole = [PICTURE, &fields].concat();
    for bit in PICTURE.len() * 8..whole.len() * 8 {
        let mut flipped = whole.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        let given = opened(&flipped);
        let seen: usize = given.parts.iter().map(|(_, bytes)| bytes.len()).sum();
        let names: Vec<_> = given.parts.iter().map(|(name, _)| name.as_str()).collect();
        // Names and contents may be any; else it is no trailer. The zeros of its first field are padding then.
        let read = ["trailer/1", "trailer/2", "picture/1"];
        assert!(names == read || seen + 8 >= whole.len(), "{bit}: {names:?}");
    }
    for long in ["n".repeat(65), "\u{1}".to_owned()] {
        let file = [PICTURE, &trailer(&[(1, &long, b"1")])].concat();
        assert_eq!(parts(&file)[0].0, "after-end/1");
    }
    for length in PICTURE.len()..whole.len() {
        assert!(opened(&whole[..length]).ended.is_none(), "{length}");
    }
    assert_eq!(parts(&[&whole[..], b"\0"].concat())[0].0, "after-end/1");
}

#[test]
fn more_parts_than_allowed_end_the_file() {
    let file = [PICTURE, &OTHER.repeat(5)].concat();
    let limits = Limits { max_parts: 3, ..Limits::default() };
    let given = given(&file, &limits, open);
    assert_eq!(given.parts.len(), 3);
    assert_eq!(given.ended, Some(Undecided::OverLimit(LimitName::Parts)));
}
