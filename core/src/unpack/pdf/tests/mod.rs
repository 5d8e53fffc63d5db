//! Documents that are right, and documents that are not.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod inks;
mod inline;
mod lzw;

use std::io::Write as _;

use flate2::write::ZlibEncoder;

use super::open;
use crate::limits::{LimitName, Limits};
use crate::undecided::Undecided;
use crate::unpack::testing::{Given, given};

const JPEG: &[u8] = b"\xff\xd8\xff\xda\0\x04\x01\x02\x11\x22\xff\xd9";

fn opened(bytes: &[u8]) -> Given {
    given(bytes, &Limits::default(), open)
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// A document of these objects, numbered from 1, with this trailer.
fn document_with(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    for (number, object) in (1..).zip(objects) {
        out.extend(format!("{number} 0 obj\n").into_bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    out.extend(format!("trailer\n<< /Root 1 0 R {trailer} >>\n%%EOF\n").into_bytes());
    out
}

fn document(objects: &[Vec<u8>]) -> Vec<u8> {
    let catalog = b"<< /Type /Catalog >>".to_vec();
    document_with(&[&[catalog], objects].concat(), "")
}

fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let head = format!("<< {entries} /Length {} >>\nstream\n", data.len());
    [head.as_bytes(), data, b"\nendstream"].concat()
}

fn picture(entries: &str, data: &[u8]) -> Vec<u8> {
    stream(&format!("/Type /XObject /Subtype /Image {entries}"), data)
}

fn plain(entries: &str, samples: &[u8]) -> Vec<u8> {
    picture(&format!("/Width 3 /Height 2 /Filter /FlateDecode {entries}"), &packed(samples))
}

/// What one object of a document gave: its bytes, or why not.
fn one(object: Vec<u8>) -> Result<Vec<u8>, Undecided> {
    let given = opened(&document(&[object]));
    assert_eq!(given.ended, None);
    match (given.parts.as_slice(), given.skipped.as_slice()) {
        ([(name, bytes)], []) if name == "page-picture/1" => Ok(bytes.clone()),
        ([], [(name, why)]) if name == "page-picture/1" => Err(*why),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_jpeg_is_the_file_that_it_is() {
    for filter in ["/DCTDecode", "[/DCTDecode]", "/DCT", "/DCT#44ecode"] {
        assert_eq!(one(picture(&format!("/Filter {filter}"), JPEG)).unwrap(), JPEG);
    }
    let twice = picture("/Filter [/FlateDecode /DCTDecode]", &packed(JPEG));
    assert_eq!(one(twice).unwrap(), JPEG);
}

/// The letters of a digit: ASCII85 without its short form for zeros.
fn letters(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for chunk in bytes.chunks(4) {
        let mut four = [0; 4];
        four[..chunk.len()].copy_from_slice(chunk);
        let group = u32::from_be_bytes(four);
        let digits = [52_200_625, 614_125, 7_225, 85, 1].map(|unit| group / unit % 85);
        out.extend(digits.iter().take(chunk.len() + 1).map(|d| b'!' + u8::try_from(*d).unwrap()));
    }
    [&out, &b"~>"[..]].concat()
}

fn digits(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().map(|byte| format!("{byte:02X}\n")).collect::<String>().into_bytes()
}

/// Stored bytes, up to 128 in each run.
fn in_runs(bytes: &[u8]) -> Vec<u8> {
    let head = |chunk: &[u8]| u8::try_from(chunk.len() - 1).unwrap();
    bytes.chunks(128).flat_map(|chunk| [&[head(chunk)], chunk].concat()).chain([128]).collect()
}

#[test]
fn filters_that_write_in_letters_or_runs_are_undone_before_the_picture_is_read() {
    for length in [JPEG.len(), JPEG.len() - 1, JPEG.len() - 2, JPEG.len() - 3] {
        let jpeg = &JPEG[..length];
        for (filter, bytes) in [
            ("ASCII85Decode", letters(jpeg)),
            ("A85", letters(jpeg)),
            ("ASCIIHexDecode", digits(jpeg)),
            ("AHx", [&digits(jpeg)[..], b">"].concat()),
            ("RunLengthDecode", in_runs(jpeg)),
            ("RL", in_runs(jpeg)),
        ] {
            let held = picture(&format!("/Filter [/{filter} /DCTDecode]"), &bytes);
            assert_eq!(one(held).unwrap(), jpeg, "{filter} {length}");
        }
    }
    let grey = "/Width 3 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8";
    let expected = b"P5\n3 2\n255\n\x01\x02\x02\x02\0\0";
    let six = [1, 2, 2, 2, 0, 0];
    for (filters, bytes) in [
        ("/RunLengthDecode", b"\0\x01\xfe\x02\x01\0\0".to_vec()),
        ("/ASCIIHexDecode", b"01 02\t0202 0>".to_vec()),
        ("[/ASCIIHexDecode /ASCII85Decode]", digits(&letters(&six))),
        ("[/A85 /FlateDecode]", letters(&packed(&six))),
    ] {
        let given = one(picture(&format!("{grey} /Filter {filters}"), &bytes));
        let short = filters == "/ASCIIHexDecode";
        let wanted = if short { Err(Undecided::Truncated) } else { Ok(expected.to_vec()) };
        assert_eq!(given, wanted, "{filters}");
    }
}

#[test]
fn letters_that_are_none_and_runs_that_are_cut_are_named() {
    let grey = "/Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8";
    let given =
        |filter: &str, bytes: &[u8]| one(picture(&format!("{grey} /Filter /{filter}"), bytes));
    assert_eq!(given("A85", b"z").unwrap(), b"P5\n2 2\n255\n\0\0\0\0");
    assert_eq!(given("A85", b"s8W-!~>").unwrap(), b"P5\n2 2\n255\n\xff\xff\xff\xff");
    for letters in [&b"s8W-\"~>"[..], b"uuuuu", b"!!z!!", b"!!!!v", b"!!!!!!~>"] {
        assert_eq!(given("A85", letters), Err(Undecided::Corrupt), "{letters:?}");
    }
    assert_eq!(given("AHx", b"00 0g"), Err(Undecided::Corrupt));
    assert_eq!(given("RL", b"\x03\x01\x02\x03"), Err(Undecided::Truncated));
    assert_eq!(given("RL", b"\xff"), Err(Undecided::Truncated));
    assert_eq!(given("RL", b"\xfd\x09\x80").unwrap(), b"P5\n2 2\n255\n\x09\x09\x09\x09");
}

#[test]
fn runs_and_zeros_are_bounded_before_they_are_written() {
    for (filter, bytes) in [("RL", b"\x81\0".repeat(1_000)), ("A85", b"z".repeat(40_000))] {
        let odd = picture(&format!("/Width 9 /Height 9 /Filter [/{filter} /DCTDecode]"), &bytes);
        let limits = Limits { max_part_bytes: 100_000, ..Limits::default() };
        let given = given(&document(&[odd]), &limits, open);
        let over = Undecided::OverLimit(LimitName::PartBytes);
        assert_eq!(given.skipped, [("page-picture/1".to_owned(), over)], "{filter}");
    }
}

#[test]
fn samples_become_a_plain_file_of_what_a_person_sees() {
    let six = [1, 2, 3, 4, 5, 6];
    let grey = "/ColorSpace /DeviceGray /BitsPerComponent 8";
    assert_eq!(one(plain(grey, &six)).unwrap(), b"P5\n3 2\n255\n\x01\x02\x03\x04\x05\x06");
    let inverted = plain(&format!("{grey} /Decode [1 0]"), &six);
    assert_eq!(one(inverted).unwrap(), b"P5\n3 2\n255\n\xfe\xfd\xfc\xfb\xfa\xf9");
    let rgb: Vec<u8> = (0..18).collect();
    let expected = [b"P6\n3 2\n255\n", &rgb[..]].concat();
    assert_eq!(
        one(plain("/ColorSpace [/CalRGB <<>>] /BitsPerComponent 8", &rgb)).unwrap(),
        expected
    );
    // Zero is black on a page and white in a bitmap.
    let bits = "/ColorSpace /DeviceGray /BitsPerComponent 1";
    assert_eq!(one(plain(bits, &[0x20, 0x40])).unwrap(), b"P4\n3 2\n\xdf\xbf");
    assert_eq!(one(plain("/ImageMask true", &[0x20, 0x40])).unwrap(), b"P4\n3 2\n\xdf\xbf");
    let indexed = "/ColorSpace [/Indexed /DeviceRGB 1 <0102 03 040506>] /BitsPerComponent 1";
    let painted = one(plain(indexed, &[0x20, 0x40])).unwrap();
    assert_eq!(
        painted,
        b"P6\n3 2\n255\n\x01\x02\x03\x01\x02\x03\x04\x05\x06\x01\x02\x03\x04\x05\x06\x01\x02\x03"
    );
    let stored = picture(&format!("/Width 3 /Height 2 {grey}"), &six);
    assert_eq!(one(stored).unwrap(), b"P5\n3 2\n255\n\x01\x02\x03\x04\x05\x06");
}

#[test]
fn every_prediction_of_rows_is_undone() {
    let grey = |predictor: u32| {
        format!(
            "/ColorSpace /DeviceGray /BitsPerComponent 8 /DecodeParms << /Predictor {predictor} /Columns 3 >>"
        )
    };
    let expected = b"P5\n3 2\n255\n\x01\x02\x03\x04\x06\x08";
    for (first, rest) in
        [(0, [4, 6, 8]), (1, [4, 2, 2]), (2, [3, 4, 5]), (3, [4, 3, 4]), (4, [3, 2, 2])]
    {
        let rows = [&[0, 1, 2, 3, first][..], &rest].concat();
        assert_eq!(one(plain(&grey(15), &rows)).unwrap(), expected, "{first}");
    }
    assert_eq!(one(plain(&grey(2), &[1, 1, 1, 4, 2, 2])).unwrap(), expected);
    assert_eq!(one(plain(&grey(15), &[5, 1, 2, 3, 0, 4, 6, 8])), Err(Undecided::Corrupt));
}

#[test]
fn values_may_lie_elsewhere_even_packed_together() {
    let index = b"8 0 9 2 10 14 ";
    let values = b"3 /DeviceGray [/FlateDecode]";
    let together = packed(&[&index[..], values].concat());
    let objects = [
        stream("/Type /ObjStm /N 3 /First 14 /Filter /FlateDecode", &together),
        picture(
            "/Width 8 0 R /Height 2 /Filter 10 0 R /ColorSpace 9 0 R /BitsPerComponent 5 0 R",
            &packed(&[1, 2, 3, 4, 5, 6]),
        ),
        b"<< /N 1 >>".to_vec(),
        b"8".to_vec(),
    ];
    let given = opened(&document(&objects));
    assert_eq!(given.ended, None);
    assert_eq!(given.parts[0].1, b"P5\n3 2\n255\n\x01\x02\x03\x04\x05\x06");
}

#[test]
fn what_is_packed_in_another_way_or_means_other_colours_is_named() {
    for filter in ["JPXDecode", "CCITTFaxDecode", "JBIG2Decode", "Unheard"] {
        let odd = picture(&format!("/Width 3 /Height 2 /Filter /{filter}"), JPEG);
        assert_eq!(one(odd), Err(Undecided::UnsupportedFormat), "{filter}");
    }
    for entries in [
        "/ColorSpace [/Separation /Black /DeviceCMYK 3 0 R] /BitsPerComponent 8",
        "/ColorSpace /DeviceGray /BitsPerComponent 4",
        "/ColorSpace /DeviceGray /BitsPerComponent 8 /Decode [0 0.5]",
    ] {
        assert_eq!(one(plain(entries, &[0; 24])), Err(Undecided::UnsupportedFormat), "{entries}");
    }
    assert_eq!(one(plain("/ColorSpace /DeviceGray", &[0; 6])), Err(Undecided::Corrupt));
}

#[test]
fn a_document_without_pictures_has_no_part_and_a_locked_one_is_not_opened() {
    let page = stream("/Filter /FlateDecode", &packed(b"BT /F1 12 Tf (BI and ID) Tj ET"));
    assert_eq!(opened(&document(std::slice::from_ref(&page))), Given::default());
    let locked =
        document_with(&[page.clone(), picture("/Filter /DCTDecode", JPEG)], "/Encrypt 9 0 R");
    assert_eq!(opened(&locked), Given { ended: Some(Undecided::Encrypted), ..Given::default() });
    let table = stream("/Type /XRef /Encrypt 9 0 R", b"");
    assert_eq!(opened(&document(&[page, table])).ended, Some(Undecided::Encrypted));
}

#[test]
fn what_cannot_be_unpacked_is_named() {
    let odd = opened(&document(&[stream("/Filter /JBIG2Decode", b"whatever")]));
    assert_eq!(odd.skipped, [("stream/1".to_owned(), Undecided::UnsupportedFormat)]);
}

#[test]
fn attached_files_and_what_lies_behind_are_parts() {
    let attached = stream("/Type /EmbeddedFile /Filter /FlateDecode", &packed(b"a letter"));
    let undeclared = stream("", JPEG);
    let mut bytes = document(&[attached, undeclared]);
    bytes.extend(b"\r\n\0\0hidden");
    let given = opened(&bytes);
    let expected: [(&str, &[u8]); 3] =
        [("attached/1", b"a letter"), ("attached/2", JPEG), ("after-end/1", b"hidden")];
    assert_eq!(given.parts, expected.map(|(name, bytes)| (name.to_owned(), bytes.to_vec())));
}

fn whole() -> Vec<u8> {
    let grey = "/ColorSpace /DeviceGray /BitsPerComponent 8";
    let inline = [&b"BI /W 64 /H 64 /CS /G /BPC 8 ID "[..], &[7; 4096], b" EI"].concat();
    document(&[
        picture("/Filter /DCTDecode", JPEG),
        plain(grey, &[1, 2, 3, 4, 5, 6]),
        stream("/Filter /FlateDecode", &packed(&inline)),
    ])
}

#[test]
fn a_document_cut_anywhere_is_not_opened_in_silence() {
    let whole = whole();
    assert_eq!(opened(&whole).parts.len(), 3);
    let end = whole.len().checked_sub(1).unwrap();
    for length in 0..end {
        let given = opened(&whole[..length]);
        assert!(given.ended.is_some() || given.skipped.len() == 1, "{length}");
    }
}

#[test]
fn no_flipped_bit_panics_and_objects_that_never_end_do_not_hang() {
    let whole = whole();
    for bit in 0..whole.len().checked_mul(8).unwrap() {
        let mut flipped = whole.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        let _ = opened(&flipped);
    }
    for piece in [
        "1 0 obj (",
        "1 0 obj <<",
        "1 0 obj [",
        "trailer (",
        "1 0 obj << >> stream ",
        "obj ",
        "1 0 obj 9 ",
        "BI /A (",
        "<",
        "[",
    ] {
        let _ = opened(&document(&[piece.repeat(50_000).into_bytes()]));
        let _ = opened(&document(&[stream("", piece.repeat(50_000).as_bytes())]));
    }
    let deep = opened(&document(&["[".repeat(100_000).into_bytes()]));
    assert_eq!(deep.ended, Some(Undecided::Corrupt));
}

#[test]
fn packed_objects_that_share_their_bytes_are_corrupt() {
    let numbers = 500;
    let index: String = (10..10 + numbers).map(|number| format!("{number} 0 ")).collect();
    let shared = format!("{index}[{}]", "1 ".repeat(1_000));
    let entries = format!("/Type /ObjStm /N {numbers} /First {}", index.len());
    let given = opened(&document(&[stream(&entries, shared.as_bytes())]));
    assert_eq!(given.ended, Some(Undecided::Corrupt));
}

#[test]
fn words_that_look_like_endless_pictures_are_named_and_end() {
    let flood = b" BI/A(".repeat(100_000);
    let given = opened(&document(&[stream("", &flood)]));
    assert_eq!(given.skipped, [("page-picture/1".to_owned(), Undecided::UnsupportedFormat)]);
    // One such word in a text of some length is none.
    let text = [&b"words ".repeat(1_000)[..], b" BI/A( ", &b"words ".repeat(2_000)].concat();
    assert_eq!(opened(&document(&[stream("", &text)])), Given::default());
}

#[test]
fn a_bomb_ends_at_the_bounds() {
    let zeros = packed(&vec![0; 4 << 20]);
    let bomb = stream("/Filter /FlateDecode", &zeros);
    let limits = Limits { max_part_bytes: 1 << 20, ..Limits::default() };
    let given = given_within(&document(std::slice::from_ref(&bomb)), &limits);
    let over = |name| Undecided::OverLimit(name);
    assert_eq!(given.skipped, [("stream/1".to_owned(), over(LimitName::PartBytes))]);
    let limits = Limits { max_unpacked_bytes: 6 << 20, ..Limits::default() };
    let given = given_within(&document(&[bomb.clone(), bomb]), &limits);
    assert_eq!(given.skipped, [("stream/2".to_owned(), over(LimitName::UnpackedBytes))]);
    let claims = picture(
        "/Width 60000 /Height 60000 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode",
        &zeros,
    );
    assert_eq!(one(claims), Err(over(LimitName::Pixels)));
}

fn given_within(bytes: &[u8], limits: &Limits) -> Given {
    given(bytes, limits, open)
}
