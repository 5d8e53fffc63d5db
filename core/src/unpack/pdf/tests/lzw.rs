//! LZW, against the example of the standard and another's encoder.

use weezl::{BitOrder, encode::Encoder};

use super::*;

/// As PDF has it: codes grow one string early, unless `late`.
fn lzw(bytes: &[u8], late: bool) -> Vec<u8> {
    let early = || Encoder::with_tiff_size_switch(BitOrder::Msb, 8);
    let mut encoder = if late { Encoder::new(BitOrder::Msb, 8) } else { early() };
    encoder.encode(bytes).unwrap()
}

fn grey(size: usize, filter: &str, data: &[u8]) -> Vec<u8> {
    let entries = "/Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8";
    picture(&format!("/Width {size} {entries} {filter}"), data)
}

/// So many bytes, which repeat themselves now and then.
fn some(count: usize) -> Vec<u8> {
    (0..count).map(|at| u8::try_from((at * at / 7 + at / 300) % 251).unwrap()).collect()
}

#[test]
fn the_example_of_the_standard_is_unpacked() {
    // ISO 32000-1, 7.4.4.2, example 1.
    let packed = [0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01];
    let given = one(grey(9, "/Filter /LZWDecode", &packed)).unwrap();
    assert_eq!(given, b"P5\n9 1\n255\n\x2d\x2d\x2d\x2d\x2d\x41\x2d\x2d\x2d"[..].to_vec());
}

#[test]
fn what_another_packed_is_unpacked_with_codes_of_every_length() {
    for size in [1, 2, 255, 257, 600, 1_100, 2_300, 5_000, 20_000] {
        for (bytes, kind) in [(some(size), "some"), (vec![7; size], "one")] {
            let expected = [format!("P5\n{size} 1\n255\n").as_bytes(), &bytes].concat();
            let early = grey(size, "/Filter /LZW", &lzw(&bytes, false));
            assert_eq!(one(early).unwrap(), expected, "{kind} {size}");
            let late = "/Filter [/LZWDecode] /DecodeParms [<< /EarlyChange 0 >>]";
            let late = grey(size, late, &lzw(&bytes, true));
            assert_eq!(one(late).unwrap(), expected, "{kind} {size}, late");
        }
    }
}

#[test]
fn a_prediction_is_undone_behind_it() {
    let rows = [0, 1, 2, 3, 2, 3, 4, 5];
    let entries =
        "/Width 3 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /LZWDecode";
    let parameters = "/DecodeParms << /Predictor 15 /Columns 3 >>";
    let given = one(picture(&format!("{entries} {parameters}"), &lzw(&rows, false)));
    assert_eq!(given.unwrap(), b"P5\n3 2\n255\n\x01\x02\x03\x04\x06\x08");
}

#[test]
fn what_is_cut_or_has_no_such_code_is_named() {
    let bytes = some(3_000);
    let whole = lzw(&bytes, false);
    for length in (0..whole.len() - 2).step_by(11) {
        let cut = one(grey(3_000, "/Filter /LZWDecode", &whole[..length]));
        assert_eq!(cut, Err(Undecided::Truncated), "{length}");
    }
    // A string before there is any; a growth that is none.
    let early = "/Filter /LZWDecode /DecodeParms << /EarlyChange 2 >>";
    for (filter, data) in [("/Filter /LZWDecode", &[0x80, 0x40, 0xa0][..]), (early, &whole)] {
        assert_eq!(one(grey(9, filter, data)), Err(Undecided::Corrupt), "{filter}");
    }
    for bit in 0..whole.len() * 8 {
        let mut flipped = whole.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        let _ = one(grey(3_000, "/Filter /LZWDecode", &flipped));
    }
}

#[test]
fn a_bomb_of_long_strings_ends_at_the_bounds() {
    let zeros = lzw(&vec![0; 4 << 20], false);
    assert!(zeros.len() < 8_000, "{}", zeros.len());
    let bomb = stream("/Filter /LZWDecode", &zeros);
    let limits = Limits { max_part_bytes: 1 << 20, ..Limits::default() };
    let given = given_within(&document(std::slice::from_ref(&bomb)), &limits);
    let over = |name| Undecided::OverLimit(name);
    assert_eq!(given.skipped, [("stream/1".to_owned(), over(LimitName::PartBytes))]);
    let limits = Limits { max_unpacked_bytes: 6 << 20, ..Limits::default() };
    let given = given_within(&document(&[bomb.clone(), bomb]), &limits);
    assert_eq!(given.skipped, [("stream/2".to_owned(), over(LimitName::UnpackedBytes))]);
}

#[test]
fn words_and_files_that_are_packed_so_are_read() {
    let page = stream("/Filter /LZWDecode", &lzw(b"BT /F1 12 Tf (words) Tj ET", false));
    assert_eq!(opened(&document(&[page])), Given::default());
    let attached = stream("/Type /EmbeddedFile /Filter /LZWDecode", &lzw(b"a letter", false));
    let given = opened(&document(&[attached]));
    assert_eq!(given.parts, [("attached/1".to_owned(), b"a letter".to_vec())]);
}
