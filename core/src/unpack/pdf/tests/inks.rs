//! Samples of cyan, magenta, yellow and black.

use super::*;

/// One row: no ink, each of the four alone, all, and half of each.
const INKS: [[u8; 4]; 7] = [
    [0; 4],
    [255, 0, 0, 0],
    [0, 255, 0, 0],
    [0, 0, 255, 0],
    [0, 0, 0, 255],
    [255; 4],
    [128, 64, 0, 128],
];
const LIGHTS: [[u8; 3]; 7] = [
    [255; 3],
    [0, 255, 255],
    [255, 0, 255],
    [255, 255, 0],
    [0; 3],
    [0; 3],
    // 127 of 255 pass the black: 127 * 127 / 255 and 191 * 127 / 255 of them the others.
    [63, 95, 127],
];

fn row(entries: &str, samples: &[u8]) -> Result<Vec<u8>, Undecided> {
    let entries = format!("/Width 7 /Height 1 /BitsPerComponent 8 {entries}");
    one(picture(&format!("{entries} /Filter /FlateDecode"), &packed(samples)))
}

fn lights() -> Vec<u8> {
    [&b"P6\n7 1\n255\n"[..], LIGHTS.as_flattened()].concat()
}

#[test]
fn inks_become_the_light_that_they_let_through() {
    let inks = INKS.as_flattened();
    assert_eq!(row("/ColorSpace /DeviceCMYK", inks).unwrap(), lights());
    let turned: Vec<u8> = inks.iter().map(|ink| !ink).collect();
    let decode = "/ColorSpace /DeviceCMYK /Decode [1 0 1 0 1 0 1 0]";
    assert_eq!(row(decode, &turned).unwrap(), lights());
    let cut = row("/ColorSpace /DeviceCMYK", &inks[1..]);
    assert_eq!(cut, Err(Undecided::Truncated));
}

#[test]
fn a_profile_of_four_channels_and_a_palette_of_inks_are_read_alike() {
    let digits: String = INKS.as_flattened().iter().map(|ink| format!("{ink:02x}")).collect();
    let indexed = format!("/ColorSpace [/Indexed /DeviceCMYK 6 <{digits}>]");
    assert_eq!(row(&indexed, &[0, 1, 2, 3, 4, 5, 6]).unwrap(), lights());
    let entries = "/Width 7 /Height 1 /BitsPerComponent 8 /ColorSpace [/ICCBased 3 0 R]";
    let profiled = picture(entries, INKS.as_flattened());
    let given = opened(&document(&[profiled, stream("/N 4", b"a profile")]));
    assert_eq!(given.parts, [("page-picture/1".to_owned(), lights())]);
}

#[test]
fn inks_of_other_depths_and_stretched_ones_are_named() {
    for (bits, decode) in [(1, ""), (4, ""), (16, ""), (8, "/Decode [0 1 0 1 0 1 0 0.5]")] {
        let entries =
            format!("/Width 7 /Height 1 /ColorSpace /DeviceCMYK /BitsPerComponent {bits} {decode}");
        assert_eq!(one(picture(&entries, &[0; 64])), Err(Undecided::UnsupportedFormat), "{bits}");
    }
}
