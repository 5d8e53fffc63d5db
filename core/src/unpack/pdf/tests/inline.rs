//! Pictures between the words of a page.

use super::*;

/// 64 by 64 pixels, among which the word for the end stands twice.
fn pixels() -> Vec<u8> {
    let mut pixels: Vec<u8> = (0..4096_u32).map(|at| u8::try_from(at % 253).unwrap()).collect();
    pixels[500..504].copy_from_slice(b" EI ");
    pixels[900..904].copy_from_slice(b"\nEI\n");
    pixels
}

fn page(entries: &str, data: &[u8]) -> Vec<u8> {
    let head = format!("q 64 0 0 64 0 0 cm BI /W 64 /H 64 {entries} ID ");
    [head.as_bytes(), data, b"\nEI Q\n"].concat()
}

fn grey() -> Vec<u8> {
    [&b"P5\n64 64\n255\n"[..], &pixels()].concat()
}

/// What one page gave.
fn of(content: &[u8]) -> Result<Vec<u8>, Undecided> {
    one(stream("/Filter /FlateDecode", &packed(content)))
}

#[test]
fn a_picture_is_read_to_its_end_and_no_word_in_it_is_taken_for_that() {
    let flate = packed(&pixels());
    for (filter, data) in [
        ("", pixels()),
        ("/F /Fl", flate.clone()),
        ("/Filter [/AHx /FlateDecode]", [&digits(&flate)[..], b">"].concat()),
        ("/F /A85", letters(&pixels())),
        ("/F /RL", in_runs(&pixels())),
    ] {
        let content = page(&format!("/BPC 8 /CS /G {filter}"), &data);
        assert_eq!(of(&content).unwrap(), grey(), "{filter}");
    }
    let short = page("/BPC 8 /CS /G", &pixels()[..4_000]);
    assert_eq!(of(&short), Err(Undecided::Truncated));
}

#[test]
fn a_jpeg_between_words_is_the_file_that_it_is() {
    let jpeg = [&JPEG[..8], b" EI ", &JPEG[8..]].concat();
    assert_eq!(of(&page("/F /DCT", &jpeg)).unwrap(), jpeg);
    assert_eq!(of(&page("/F /DCT", &jpeg[..14])), Err(Undecided::Truncated));
}

#[test]
fn each_picture_of_a_page_is_one_and_none_lies_in_another() {
    let mut hidden = pixels();
    hidden[100..130].copy_from_slice(b" BI /W 99 /H 99 /BPC 8 ID EI  ");
    let content =
        [page("/BPC 8 /CS /G", &hidden), page("/BPC 8 /CS /Own", &pixels()), page("/F /DCT", JPEG)];
    let given = opened(&document(&[stream("", &content.concat())]));
    let names: Vec<_> = given.parts.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["page-picture/1", "page-picture/3"]);
    // A colour space of the page is known by a name of its own.
    let named = ("page-picture/2".to_owned(), Undecided::UnsupportedFormat);
    assert_eq!(given.skipped, [named]);
}

#[test]
fn a_letter_of_a_font_is_no_picture_and_one_without_an_end_is_named() {
    let small = b"q BI /W 20 /H 100 /BPC 8 /CS /G ID xxxx EI Q";
    assert_eq!(opened(&document(&[stream("", small)])), Given::default());
    let endless = page("/BPC 8 /CS /G", &pixels());
    let endless = &endless[..endless.len() - 6];
    // The words in it are all that there is.
    assert_eq!(of(endless), Err(Undecided::Truncated));
}

#[test]
fn a_page_of_pictures_without_end_is_bounded_by_the_work() {
    let flood = b" BI /W 64 /H 64 /BPC 8 /CS /G ID ".repeat(3_000);
    let limits = Limits { max_work_bytes: 8 << 20, ..Limits::default() };
    let given = given_within(&document(&[stream("", &flood)]), &limits);
    let over = Undecided::OverLimit(LimitName::WorkBytes);
    assert!(given.ended.is_some() || given.skipped.iter().any(|(_, why)| *why == over));
}
