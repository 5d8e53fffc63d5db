//! Text that shows a picture in the program that reads it, or holds one written out as text.

use zeroize::Zeroizing;

use super::{SNIFF_BYTES, find};

/// True if the text draws a picture (SVG, PostScript and the like), is one written as text (XPM, XBM),
/// carries one (RTF, a page or a contact with a picture, a mail with parts), or may carry it behind
/// the head: a long page or list of contacts.
pub(super) fn picture(head: &[u8]) -> bool {
    let text = lower(head);
    let text = text.trim_ascii_start();
    let goes_on = head.len() >= SNIFF_BYTES;
    let drawing = text.starts_with(b"<")
        && (goes_on || [&b"<svg"[..], b":svg", b"data:image"].iter().any(|mark| holds(text, mark)));
    drawing || carries(text, head, goes_on)
}

/// The same of a text that is all there. In a page of markup `:svg` alone is no drawing: an
/// OpenDocument text declares that prefix and draws nothing by it.
pub(super) fn picture_in_whole(text: &[u8]) -> bool {
    let lower = lower(text);
    let marked = lower.trim_ascii_start();
    let prefixed = |end: u8| holds(marked, &[b':', b's', b'v', b'g', end]);
    let drawing = marked.starts_with(b"<")
        && (holds(marked, b"<svg") || b" \t\r\n>/".iter().any(|end| prefixed(*end)));
    drawing || carries(marked, text, false)
}

/// `text` is `written` in small letters.
fn carries(text: &[u8], written: &[u8], goes_on: bool) -> bool {
    let contact = text.starts_with(b"begin:vcard") && (goes_on || lines(text).any(is_photo));
    contact
        || SIGNATURES.iter().any(|signature| text.starts_with(signature))
        || holds(text, b"data:image/")
        || draws(text, goes_on)
        || is_bitmap(text, goes_on)
        || lines(text).any(announces_data)
        || written_out(written)
}

/// What texts that are pictures begin with, in small letters: RTF, PostScript, XPM in both forms,
/// thumbnails of xv, floating-point maps, Radiance, FITS, Xfig.
const SIGNATURES: [&[u8]; 11] = [
    b"{\\rtf",
    b"%!ps",
    b"/* xpm",
    b"! xpm2",
    b"p7 332",
    b"pf\n",
    b"#?radiance",
    b"#?rgbe",
    b"simple  =",
    b"#fig ",
    b"#vrml ",
];

/// A drawing in the midst of text: a picture, a script or a scene that has both its begin and what
/// only a drawing has; or a drawing of AutoCAD, whose lines are a code and a value in turn.
fn draws(text: &[u8], goes_on: bool) -> bool {
    let any = |marks: &[&[u8]]| marks.iter().any(|mark| holds(text, mark));
    let svg =
        any(&[b"<svg", b":svg "]) && (goes_on || any(&[b"/svg", b":svg>", b"xmlns", b"viewbox"]));
    let pixmap = any(&[b"/* xpm */"]) && any(&[b"char"]);
    svg || pixmap || any(&[b"getcontext(", b"winfx/2006/xaml"]) || is_dxf(text)
}

/// Pairs of lines, comments (999) first: the code 0 and the word that begins a section.
fn is_dxf(text: &[u8]) -> bool {
    let mut lines = lines(text).map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
    loop {
        match (lines.next(), lines.next()) {
            (Some(b"999"), Some(_)) => {}
            (code, value) => return code == Some(b"0") && value == Some(b"section"),
        }
    }
}

/// An X bitmap: C that defines a width and an array of bits.
fn is_bitmap(text: &[u8], goes_on: bool) -> bool {
    let defines = |line: &[u8]| {
        let mut words = line.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
        let [first, name, value] = [words.next(), words.next(), words.next()];
        first == Some(b"#define")
            && name.is_some_and(|name| name.ends_with(b"width"))
            && value.and_then(<[u8]>::first).is_some_and(u8::is_ascii_digit)
    };
    (goes_on || holds(text, b"bits")) && lines(text).any(defines)
}

/// The text in lower case, without its byte order mark and without the zeros of UTF-16.
fn lower(head: &[u8]) -> Zeroizing<Vec<u8>> {
    let marks = [&b"\xef\xbb\xbf"[..], b"\xff\xfe", b"\xfe\xff"];
    let text = marks.iter().find_map(|mark| head.strip_prefix(*mark)).unwrap_or(head);
    let mut lower = Zeroizing::new(Vec::with_capacity(text.len()));
    lower.extend(text.iter().filter(|byte| **byte != 0).map(u8::to_ascii_lowercase));
    lower
}

fn holds(text: &[u8], mark: &[u8]) -> bool {
    find(text, mark).is_some()
}

fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| matches!(byte, b'\n' | b'\r'))
}

/// A picture of a contact, its property in a group or not (RFC 6350, 3.3, 6.2.4 and 6.6.3).
fn is_photo(line: &[u8]) -> bool {
    let name = line.split(|byte| matches!(byte, b':' | b';')).next().unwrap_or_default();
    let name = name.rsplit(|byte| *byte == b'.').next().unwrap_or_default();
    matches!(name, b"photo" | b"logo")
}

/// A header of a mail with parts or encoded content (RFC 2045), or the first line of data that
/// `uuencode` or yEnc wrote.
fn announces_data(line: &[u8]) -> bool {
    let value = |name: &[u8]| line.strip_prefix(name).map(<[u8]>::trim_ascii_start);
    let is = |name: &[u8], start: &[u8]| value(name).is_some_and(|value| value.starts_with(start));
    line.starts_with(b"mime-version:")
        || is(b"content-transfer-encoding:", b"base64")
        || is(b"content-type:", b"image/")
        || is(b"content-type:", b"multipart/")
        || line.starts_with(b"begin-base64 ")
        || line.starts_with(b"=ybegin ")
        || matches!(
            line,
            [b'b', b'e', b'g', b'i', b'n', b' ', b'0'..=b'7', b'0'..=b'7', b'0'..=b'7', b' ', ..]
        )
}

/// True if the text holds so much base64 that it may be a picture: in one piece, or in lines with
/// nothing but marks between them. Capitals, small letters and digits must all occur, so that digests
/// in hex, lists of words and rows of dashes are none.
fn written_out(text: &[u8]) -> bool {
    let mut run = Run::default();
    text.iter().any(|byte| {
        run.take(*byte);
        run.length >= DATA_LETTERS && run.capital && run.small && run.digit
    })
}

/// Letters of base64 in pieces that are long enough, without a word between them.
#[derive(Default)]
struct Run {
    length: usize,
    of_piece: usize,
    capital: bool,
    small: bool,
    digit: bool,
    /// The piece has letters, not only marks that base64 has too.
    word: bool,
}

impl Run {
    fn take(&mut self, byte: u8) {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'/' | b'=' | b'-' | b'_' => {
                self.length = self.length.saturating_add(1);
                self.of_piece = self.of_piece.saturating_add(1);
                self.capital |= byte.is_ascii_uppercase();
                self.small |= byte.is_ascii_lowercase();
                self.digit |= byte.is_ascii_digit();
                self.word |= byte.is_ascii_alphabetic();
            }
            // Half of a UTF-16 character, and what JSON puts before a slash or the end of a line.
            0 | b'\\' => {}
            // Marks, blanks, numbers and ends of lines come between pieces; a word ends the data.
            _ if self.of_piece >= LINE_LETTERS || !self.word => {
                (self.of_piece, self.word) = (0, false);
            }
            _ => *self = Self::default(),
        }
    }
}

/// 1.5 KB of data: more than a signature or a public key has, less than a picture that shows much.
const DATA_LETTERS: usize = 2048;
/// Writers of base64 break lines after 60 to 76 letters; words and names are shorter.
const LINE_LETTERS: usize = 40;
