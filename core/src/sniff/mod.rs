//! Attachment bytes -> [`MediaKind`]: what it is, by signature.

mod carried;
mod iso;
mod kind;
mod matroska;
mod png;
mod pnm;
mod text;
mod zip;

pub use kind::MediaKind;

use crate::decode::{is_bitmap_header, is_targa_header};

/// How much of the start of an attachment [`sniff`] looks at, in bytes. More does no harm.
pub const SNIFF_BYTES: usize = 64 << 10;

/// What the attachment is that starts with `head`: its first [`SNIFF_BYTES`], or all of it.
///
/// The signature at the very start wins, so a GIF with a ZIP behind it is a GIF: that is what a
/// viewer shows. Signatures that text could hold by chance are asked last.
#[must_use]
pub fn sniff(head: &[u8]) -> MediaKind {
    let head = head.get(..SNIFF_BYTES).unwrap_or(head);
    still(head)
        .or_else(|| iso::branded(head))
        .or_else(|| matroska::kind(head))
        .or_else(|| zip::kind(head))
        .or_else(|| pdf(head))
        .or_else(|| text::kind(head))
        .or_else(|| iso::without_brand(head))
        .or_else(|| icon(head))
        .or_else(|| targa(head))
        .unwrap_or(MediaKind::Unknown)
}

/// What a part is of which all bytes are at hand: as [`sniff`] has it, but that text is read to its
/// end. A long page without a picture is plain text then, and one with a picture behind its head is
/// not.
pub(crate) fn sniff_whole(bytes: &[u8]) -> MediaKind {
    match sniff(bytes) {
        found @ (MediaKind::PlainText | MediaKind::Unknown) => {
            text::whole(bytes).unwrap_or(if found == MediaKind::PlainText {
                // Text at first, and something else behind it.
                MediaKind::Unknown
            } else {
                found
            })
        }
        found => found,
    }
}

/// True if the head could be that of a text.
pub(crate) fn begins_as_text(bytes: &[u8]) -> bool {
    text::is_plain(bytes.get(..SNIFF_BYTES).unwrap_or(bytes))
}

/// The picture formats that begin with a fixed signature.
fn still(head: &[u8]) -> Option<MediaKind> {
    match head {
        [0xff, 0xd8, 0xff, ..] => Some(MediaKind::Jpeg),
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, chunks @ ..] => Some(png::kind(chunks)),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(MediaKind::Gif),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', chunks @ ..] => {
            Some(webp(chunks))
        }
        [b'I', b'I', 42 | 43, 0, ..] | [b'M', b'M', 0, 42 | 43, ..] => Some(MediaKind::Tiff),
        [b'B', b'M', ..] => bmp(head),
        [b'q', b'o', b'i', b'f', _, _, _, _, _, _, _, _, 3 | 4, ..] => Some(MediaKind::Qoi),
        [b'P', form @ b'1'..=b'7', rest @ ..] => pnm::kind(*form, rest),
        _ => None,
    }
}

/// The animation flag of the extended header (WebP container specification, "VP8X").
const fn webp(chunks: &[u8]) -> MediaKind {
    match chunks {
        [b'V', b'P', b'8', b'X', _, _, _, _, flags, ..] if *flags & 0b10 != 0 => {
            MediaKind::AnimatedWebP
        }
        _ => MediaKind::WebP,
    }
}

/// "BM" alone could begin a word; the length of the header that follows is one of a few numbers.
fn bmp(head: &[u8]) -> Option<MediaKind> {
    let length = u32::from_le_bytes(*head.get(14..)?.first_chunk()?);
    is_bitmap_header(usize::try_from(length).ok()?).then_some(MediaKind::Bmp)
}

/// Four bytes could begin much else; the first picture of an icon lies behind the directory.
fn icon(head: &[u8]) -> Option<MediaKind> {
    let [0, 0, 1 | 2, 0, low, high, entry @ ..] = head else { return None };
    let count = u16::from_le_bytes([*low, *high]);
    let directory = u32::from(count).saturating_mul(16).saturating_add(6);
    let size = u32::from_le_bytes(*entry.get(8..)?.first_chunk()?);
    let offset = u32::from_le_bytes(*entry.get(12..)?.first_chunk()?);
    (count > 0 && size > 0 && offset >= directory).then_some(MediaKind::Ico)
}

fn targa(head: &[u8]) -> Option<MediaKind> {
    is_targa_header(head.first_chunk()?).then_some(MediaKind::Tga)
}

/// Readers accept a PDF whose header stands anywhere in the first 1024 bytes (ISO 32000-1, H.3).
fn pdf(head: &[u8]) -> Option<MediaKind> {
    let start = head.get(..1024).unwrap_or(head);
    find(start, b"%PDF-").map(|_| MediaKind::Pdf)
}

/// Where `word` first occurs in `bytes`, from a place on. Whole words are compared only where their first
/// letter is: texts are read to their end for a dozen of them.
pub(crate) fn find_from(bytes: &[u8], from: usize, word: &[u8]) -> Option<usize> {
    let first = *word.first()?;
    let mut at = from;
    loop {
        let rest = bytes.get(at..)?;
        at = at.checked_add(rest.iter().position(|byte| *byte == first)?)?;
        if bytes.get(at..)?.starts_with(word) {
            return Some(at);
        }
        at = at.checked_add(1)?;
    }
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    find_from(bytes, 0, word)
}

#[cfg(test)]
mod tests;
