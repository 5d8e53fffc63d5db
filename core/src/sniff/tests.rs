#![expect(clippy::indexing_slicing, reason = "a test fails by panicking")]

use proptest::prelude::*;

use super::{MediaKind, SNIFF_BYTES, sniff};

fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap_or(0).to_be_bytes();
    [&length[..], name, data, &[0; 4]].concat()
}

fn png(chunks: &[Vec<u8>]) -> Vec<u8> {
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &[0; 13]), chunks.concat()].concat()
}

fn ftyp(brands: &[&[u8; 4]]) -> Vec<u8> {
    let mut content = b"ftyp".to_vec();
    for (i, brand) in brands.iter().enumerate() {
        content.extend_from_slice(*brand);
        if i == 0 {
            content.extend_from_slice(&[0; 4]);
        }
    }
    let length = u32::try_from(content.len()).unwrap_or(0).saturating_add(4).to_be_bytes();
    // What follows the box is no brand, whatever it spells.
    [&length[..], &content, b"avifheic"].concat()
}

fn entry(name: &str, size_is_behind: bool, data: &[u8]) -> Vec<u8> {
    let size = if size_is_behind { 0 } else { u32::try_from(data.len()).unwrap_or(0) };
    let length = u16::try_from(name.len()).unwrap_or(0).to_le_bytes();
    let flags = [if size_is_behind { 8 } else { 0 }, 0];
    let head = [b"PK\x03\x04\x14\x00", &flags[..], &[0; 10], &size.to_le_bytes()].concat();
    [&head[..], &size.to_le_bytes(), &length, &[0; 2], name.as_bytes(), data].concat()
}

fn webp(first: &[u8]) -> Vec<u8> {
    [b"RIFF\x40\0\0\0WEBP", first].concat()
}

fn office(folder: &str, size_is_behind: bool) -> Vec<u8> {
    [
        entry("[Content_Types].xml", size_is_behind, b"<Types/>"),
        entry("_rels/.rels", size_is_behind, b"x"),
        entry(folder, size_is_behind, b"y"),
    ]
    .concat()
}

/// An icon or a cursor with one picture.
fn icon(kind: u8) -> Vec<u8> {
    let entry = [16, 16, 0, 0, 1, 0, 32, 0, 40, 0, 0, 0, 22, 0, 0, 0];
    [&[0, 0, kind, 0, 1, 0][..], &entry].concat()
}

fn samples() -> Vec<(MediaKind, Vec<u8>)> {
    let ebml = |doc_type: &[u8]| {
        let size = [0x80 | u8::try_from(doc_type.len()).unwrap_or(0)];
        [b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82", &size[..], doc_type, &[0; 9]].concat()
    };
    let mut bmp = vec![b'B', b'M'];
    bmp.resize(54, 0);
    bmp[14] = 40;
    vec![
        (MediaKind::Jpeg, b"\xff\xd8\xff\xe0\0\x10JFIF\0".to_vec()),
        (MediaKind::Png, png(&[chunk(b"IDAT", &[1]), chunk(b"acTL", &[0; 8])])),
        (MediaKind::Apng, png(&[chunk(b"gAMA", &[0; 4]), chunk(b"acTL", &[0; 8])])),
        (MediaKind::Gif, b"GIF87a\x01\0\x01\0".to_vec()),
        (MediaKind::Gif, b"GIF89a\x01\0\x01\0".to_vec()),
        (MediaKind::WebP, webp(b"VP8 \x08\0\0\0")),
        (MediaKind::WebP, webp(b"VP8X\x0a\0\0\0\x10\0\0\0")),
        (MediaKind::AnimatedWebP, webp(b"VP8X\x0a\0\0\0\x12\0\0\0")),
        (MediaKind::Bmp, bmp),
        (MediaKind::Tiff, b"II*\0\x08\0\0\0".to_vec()),
        (MediaKind::Tiff, b"MM\0*\0\0\0\x08".to_vec()),
        (MediaKind::Tiff, b"II+\0\x08\0\0\0".to_vec()),
        (MediaKind::Tiff, b"MM\0+\0\x08\0\0".to_vec()),
        (MediaKind::Bmp, [&b"BM"[..], &[0; 12], &[20, 0, 0, 0]].concat()),
        (MediaKind::Pnm, b"P1 3 2\n010110".to_vec()),
        (MediaKind::Pnm, b"P2 # drawn by hand\n3 2 255".to_vec()),
        (MediaKind::Pnm, b"P6\n8 8\n255\nAll of it can be printed.".to_vec()),
        (MediaKind::Pnm, b"P5\n8 8\n255\n\xff\0".to_vec()),
        (MediaKind::Pnm, b"P7\nWIDTH 3\n".to_vec()),
        (MediaKind::Qoi, b"qoif\0\0\0\x03\0\0\0\x02\x04\0".to_vec()),
        (MediaKind::Ico, icon(1)),
        (MediaKind::Ico, icon(2)),
        (MediaKind::Tga, [&[0, 0, 2][..], &[0; 9], &[3, 0, 2, 0, 24, 0x20]].concat()),
        (MediaKind::Tga, [&[9, 1, 9, 0, 0, 4, 0, 24][..], &[0; 4], &[3, 0, 2, 0, 8, 0]].concat()),
        (MediaKind::Heic, ftyp(&[b"heic", b"mif1"])),
        (MediaKind::Heic, ftyp(&[b"hevx"])),
        (MediaKind::Heic, ftyp(&[b"mif1", b"miaf"])),
        (MediaKind::Heic, ftyp(&[b"msf1", b"hevc"])),
        (MediaKind::Heic, ftyp(&[b"zzzz", b"heis"])),
        (MediaKind::Avif, ftyp(&[b"avif", b"mif1"])),
        (MediaKind::Avif, ftyp(&[b"avis", b"msf1"])),
        (MediaKind::Avif, ftyp(&[b"mif1", b"miaf", b"avif"])),
        (MediaKind::Mp4, ftyp(&[b"isom", b"iso2", b"avc1", b"mp41"])),
        (MediaKind::Mp4, ftyp(&[b"3gp4"])),
        (MediaKind::QuickTime, ftyp(&[b"qt  ", b"heic"])),
        (MediaKind::QuickTime, b"\0\0\0\x08wide\0\0\0\0mdat".to_vec()),
        (MediaKind::QuickTime, b"\0\0\x01\x08moov\0\0\0\0mvhd".to_vec()),
        (MediaKind::WebM, ebml(b"webm")),
        (MediaKind::WebM, ebml(b"matroska")),
        (MediaKind::Pdf, b"%PDF-1.7\n%\xff".to_vec()),
        (MediaKind::Pdf, [&[0u8; 1000][..], b"%PDF-1.4"].concat()),
        (MediaKind::Zip, b"PK\x05\x06\0\0\0\0".to_vec()),
        (MediaKind::Zip, entry("word/a.txt", false, b"1")),
        (MediaKind::Zip, [b"PK\x07\x08".to_vec(), entry("a", false, b"1")].concat()),
        // The archive inside is data of the first entry, not entries of its own.
        (MediaKind::Zip, entry("mail.docx", false, &office("word/document.xml", false))),
        (MediaKind::Docx, office("word/document.xml", false)),
        (MediaKind::Docx, office("word/document.xml", true)),
        (MediaKind::Xlsx, office("xl/workbook.xml", false)),
        (MediaKind::Pptx, office("ppt/presentation.xml", true)),
        (MediaKind::PlainText, b"Dear reader,\r\n\tBM is no bitmap.\x0c".to_vec()),
        (MediaKind::PlainText, "\u{feff}na\u{ef}ve".as_bytes().to_vec()),
        (MediaKind::PlainText, b"\xff\xfeh\0i\0".to_vec()),
        (MediaKind::PlainText, b"\xfe\xff\0h\0i".to_vec()),
        (MediaKind::PlainText, b"<p>a page</p>".to_vec()),
        (MediaKind::PlainText, b"P1 and P2 are 3 4 you".to_vec()),
        (MediaKind::Unknown, b"P6 10 of them".to_vec()),
        (MediaKind::Unknown, b"P2 +10 +20 +255 1 2 3".to_vec()),
        (MediaKind::Unknown, b"P7\nwidth 3\nheight 2\n".to_vec()),
        (MediaKind::Unknown, b"P7\rWIDTH 3\r".to_vec()),
        (MediaKind::PlainText, b"P7 is a letter and a number".to_vec()),
        (MediaKind::PlainText, b"P8 10 20 30 1 2 3".to_vec()),
        (MediaKind::Pnm, b"P264 64 255 1 2 3".to_vec()),
        (MediaKind::Pnm, b"P2#drawn\n64#wide\n64 255 1 2 3".to_vec()),
        (MediaKind::Pnm, b"P2 00000000000064 000000000000064 255 1 2 3".to_vec()),
        (MediaKind::Unknown, [&[0, 0, 1, 0, 1, 0][..], &[0; 16]].concat()),
        // A movie in a box of 256 bytes.
        (MediaKind::QuickTime, b"\0\0\x01\0moov\0\0\0\0mvhd\0\0\0\0\xff\xff\xff\xff".to_vec()),
        (MediaKind::Unknown, Vec::new()),
        (MediaKind::Unknown, vec![0; 100]),
        (MediaKind::Unknown, b"text with \x1b[1m in it".to_vec()),
        (MediaKind::Unknown, b"latin \xe9 1".to_vec()),
        (MediaKind::Unknown, ebml(b"other")),
    ]
}

#[test]
fn a_picture_whose_numbers_lie_behind_the_head_is_no_plain_text() {
    let comment = [b'a'; 40_000];
    for file in [
        [&b"P2"[..], &[b' '; SNIFF_BYTES], b"64 64 255 1 2 3"].concat(),
        [&b"P2"[..], &[b'0'; SNIFF_BYTES], b"64 64 255 1 2 3"].concat(),
        [&b"P2 #"[..], &comment, b"\n64 #", &comment, b"\n64 255 1"].concat(),
    ] {
        assert_eq!(sniff(&file), MediaKind::Pnm);
    }
}

#[test]
fn knows_each_kind_by_its_signature() {
    for (i, (kind, bytes)) in samples().into_iter().enumerate() {
        assert_eq!(sniff(&bytes), kind, "sample {i}");
    }
}

#[test]
fn a_file_shorter_than_its_signature_is_text_or_unknown() {
    for (signature, needed) in [
        (&b"\xff\xd8\xff"[..], 3),
        (b"\x89PNG\r\n\x1a\n", 8),
        (b"GIF89a", 6),
        (b"RIFF\0\0\0\0WEBP", 12),
        (b"II*\0", 4),
        (b"\0\0\0\x14ftypheic", 12),
        (b"%PDF-", 5),
        (b"PK\x03\x04", 4),
    ] {
        for length in 0..needed {
            let kind = sniff(&signature[..length]);
            assert!(matches!(kind, MediaKind::Unknown | MediaKind::PlainText), "{kind:?} {length}");
        }
        assert!(!matches!(sniff(signature), MediaKind::Unknown | MediaKind::PlainText));
    }
}

#[test]
fn every_truncation_is_the_kind_itself_or_a_more_general_one() {
    for (kind, bytes) in samples() {
        for length in 0..bytes.len() {
            let cut = sniff(&bytes[..length]);
            let general = match kind {
                MediaKind::Apng => cut == MediaKind::Png,
                MediaKind::AnimatedWebP => cut == MediaKind::WebP,
                MediaKind::Docx | MediaKind::Xlsx | MediaKind::Pptx => cut == MediaKind::Zip,
                // The brand that says AVIF is cut off.
                MediaKind::Avif => cut == MediaKind::Heic,
                MediaKind::Heic => cut == MediaKind::Mp4,
                _ => false,
            };
            let none = matches!(cut, MediaKind::Unknown | MediaKind::PlainText);
            assert!(cut == kind || general || none, "{kind:?} cut at {length}: {cut:?}");
        }
    }
}

#[test]
fn the_first_signature_wins_in_a_file_of_two_kinds() {
    let zip = entry("a", false, b"1");
    for (kind, first) in samples() {
        let strong = !matches!(
            kind,
            MediaKind::Unknown
                | MediaKind::PlainText
                | MediaKind::Zip
                | MediaKind::Docx
                | MediaKind::Xlsx
                | MediaKind::Pptx
                | MediaKind::Ico
                | MediaKind::Tga
        );
        // Neither have an icon and a targa; a movie without a brand has only the name of a box.
        let branded = ![&b"\0\0\0\x08wide"[..], b"\0\0\x01\x08moov", b"\0\0\x01\0moov"]
            .iter()
            .any(|start| first.starts_with(start));
        if strong && branded {
            assert_eq!(sniff(&[&first[..], &zip, b"%PDF-1.7"].concat()), kind);
        }
    }
    assert_eq!(sniff(&[&b"\xff\xd8\xff\xe0"[..], b"%PDF-1.7"].concat()), MediaKind::Jpeg);
}

#[test]
fn text_that_draws_or_carries_a_picture_is_not_plain() {
    let svg = "<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'/>";
    let utf16: Vec<u8> = svg.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let page = "<html><img src='DATA:image/png;base64,AAAA'></html>";
    let pictures: [&[u8]; 6] = [
        svg.as_bytes(),
        &[b"\xef\xbb\xbf  ", svg.as_bytes()].concat(),
        &[b"\xff\xfe", &utf16[..]].concat(),
        page.as_bytes(),
        b"{\\rtf1 {\\pict ffd8}}",
        b"%!PS-Adobe-3.0",
    ];
    for picture in pictures {
        assert_eq!(sniff(picture), MediaKind::Unknown);
    }
    assert_eq!(sniff(b"how to write <svg in a page"), MediaKind::PlainText);
}

#[test]
fn pictures_that_are_text_are_not_plain() {
    let pictures = [
        "/* XPM */\nstatic char *x[] = {\"1 1 1 1\", \"a c red\", \"a\"};",
        "// made by hand\n/* XPM */\nstatic char *x[] = {",
        "! XPM2\n1 1 1 1\na c red\na",
        "#define cat_width 16\n#define cat_height 2\nstatic char cat_bits[] = { 0x00, 0xff };",
        "/* a cat */\n  #define  width 8\n#define height 1\nstatic char bits[] = {0};",
        "here it is: <svg width='9' viewBox='0 0 9 9'><path d='M0 0'/></svg>",
        "x <s:svg xmlns:s='http://www.w3.org/2000/svg'/>",
        "  0\nSECTION\n  2\nHEADER",
        "999\nby hand\n0\r\nSECTION\r\n",
        "<Canvas xmlns='http://schemas.microsoft.com/winfx/2006/xaml/presentation'/>",
        "c = document.getElementById('a').getContext('2d'); c.fillRect(0, 0, 9, 9)",
        "Pf\n3 2\n-1.0\nabcdabcdabcdabcdabcdabcd",
        "P7 332\n#IMGINFO:9x9\n#END_OF_COMMENTS\n9 9 255\nabc",
    ];
    for picture in pictures {
        assert_eq!(sniff(picture.as_bytes()), MediaKind::Unknown, "{picture}");
    }
}

#[test]
fn code_and_talk_about_pictures_stay_plain() {
    let texts = [
        "#define frame_width 16\n#define frame_height 9\nint area(void);",
        "The macro is called #define cat_width 16, and its bits are few.",
        "In XPM a picture begins with a comment.",
        "0\nsections of it",
        "Draw it on the <canvas> or in <svg as you like.",
    ];
    for text in texts {
        assert_eq!(sniff(text.as_bytes()), MediaKind::PlainText, "{text}");
    }
}

/// Letters as base64 has them, made up.
fn base64(letters: usize) -> String {
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let at = |i: usize| char::from(alphabet[i.wrapping_mul(0x9e37_79b1) >> 9 & 63]);
    (0..letters).map(at).collect()
}

fn wrapped(data: &str, columns: usize, before: &str) -> String {
    let lines: Vec<&str> =
        data.as_bytes().chunks(columns).filter_map(|line| str::from_utf8(line).ok()).collect();
    lines.join(&["\r\n", before].concat())
}

#[test]
fn contacts_mails_and_encoded_data_are_not_plain() {
    let data = base64(3000);
    let contact = format!("BEGIN:VCARD\r\nN:A;B\r\nPHOTO;ENCODING=b:\r\n {}\r\n", &data[..60]);
    let utf16: Vec<u8> = contact.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let with = |between: &str| wrapped(&data, 76, "").replace("\r\n", between).into_bytes();
    let carriers: [Vec<u8>; 22] = [
        with(" "),
        with("\n\n"),
        with(" \r\n \r\n"),
        with(",\n"),
        with("\n> "),
        with("\",\n  \""),
        with("\n// "),
        with("\n12: "),
        with("' +\n'"),
        contact.clone().into(),
        contact.to_ascii_lowercase().into(),
        [b"\xfe\xff", &utf16[..]].concat(),
        b"begin:vcard\nitem1.LOGO;VALUE=uri:data\n".to_vec(),
        b"From: a\r\nMIME-Version: 1.0\r\n\r\nhello".to_vec(),
        b"Subject: b\nContent-Transfer-Encoding:BASE64\n\nAAAA".to_vec(),
        b"content-type: Multipart/mixed; boundary=x\n\n--x".to_vec(),
        b"begin 644 cat.jpg\nM_]C_X".to_vec(),
        b"![a cat](data:image/png;base64,AAAA)".to_vec(),
        data.clone().into(),
        format!("ATTACH:{}", wrapped(&data, 74, " ")).into(),
        format!("here it is\n\n{}", wrapped(&data, 60, "")).into(),
        format!("{{\"cat\":\"{}\"}}", data.replace('/', "\\/")).into(),
    ];
    for (i, carrier) in carriers.iter().enumerate() {
        assert_eq!(sniff(carrier), MediaKind::Unknown, "{i}");
    }
}

#[test]
fn prose_keys_and_lists_stay_plain() {
    let digest = "0123456789abcdef".repeat(4);
    let texts = [
        "BEGIN:VCARD\nFN:Photo: a studio\nNOTE:my photo\nEND:VCARD".to_owned(),
        "A mail says MIME-Version: 1.0 and Content-Type: image/png in its head.".to_owned(),
        "begin 3 times, then begin again".to_owned(),
        "One two three, Testing. ".repeat(500),
        "Apple1\nBanana2\nCherry3\n".repeat(500),
        format!("{digest}\n").repeat(100),
        format!("{}\n", "GATTACA".repeat(10)).repeat(100),
        format!("ssh-rsa {} someone@example.org", base64(716)),
        wrapped(&base64(1500), 64, ""),
        format!("https://example.org/{} and so on ", base64(300)).repeat(20),
    ];
    for (i, text) in texts.iter().enumerate() {
        assert_eq!(sniff(text.as_bytes()), MediaKind::PlainText, "{i}");
    }
}

#[test]
fn contacts_that_go_on_behind_the_head_may_have_a_photo_there() {
    let contacts = "BEGIN:VCARD\nFN:A B\nEND:VCARD\n".repeat(3000);
    assert_eq!(sniff(contacts.as_bytes()), MediaKind::Unknown);
    assert_eq!(sniff(&contacts.as_bytes()[..3000]), MediaKind::PlainText);
}

#[test]
fn a_page_that_goes_on_behind_the_head_may_carry_a_picture_there() {
    let page = ["<p>", &"a".repeat(SNIFF_BYTES), "<svg/></p>"].concat();
    assert_eq!(sniff(page.as_bytes()), MediaKind::Unknown);
    assert_eq!(sniff(&page.as_bytes()[1..]), MediaKind::PlainText);
}

#[test]
fn text_may_be_cut_inside_a_character_at_the_end_only() {
    let long = "\u{20ac}".repeat(SNIFF_BYTES);
    assert_eq!(sniff(long.as_bytes()), MediaKind::PlainText);
    assert_eq!(sniff(b"a\xe2\x82"), MediaKind::PlainText);
    assert_eq!(sniff(b"a\xe2\x82 b"), MediaKind::Unknown);
    assert_eq!(sniff(b"\xff\xfeh\0\x3d\xd8"), MediaKind::PlainText);
    assert_eq!(sniff(b"\xff\xfe\x3d\xd8h\0"), MediaKind::Unknown);
    assert_eq!(sniff(b"\xff\xfe\x3d\xdc"), MediaKind::Unknown);
}

proptest! {
    #[test]
    fn answers_for_any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = sniff(&bytes);
    }

    #[test]
    fn answers_for_any_bytes_behind_a_signature(
        sample in 0..samples().len(), at in 0usize..64, value: u8, tail: Vec<u8>,
    ) {
        let mut bytes = samples()[sample].1.clone();
        if let Some(byte) = bytes.get_mut(at) {
            *byte = value;
        }
        bytes.extend_from_slice(&tail);
        let _ = sniff(&bytes);
    }
}
