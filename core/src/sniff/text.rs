use super::{MediaKind, SNIFF_BYTES, find};

/// Text without control characters: UTF-8, or UTF-16 with its byte order mark. A character that the
/// end of the head cuts in two does not matter.
///
/// Text that draws a picture (SVG, PostScript) or carries one (RTF, a page with an embedded
/// picture, a page too long to say) is not plain: `Unknown`, so that it never counts as having
/// nothing to look at.
pub(super) fn kind(head: &[u8]) -> Option<MediaKind> {
    let plain = match head {
        [] => false,
        [0xff, 0xfe, units @ ..] => utf16(units, u16::from_le_bytes),
        [0xfe, 0xff, units @ ..] => utf16(units, u16::from_be_bytes),
        _ => utf8(head),
    };
    let kind = if draws(head) { MediaKind::Unknown } else { MediaKind::PlainText };
    plain.then_some(kind)
}

fn utf8(head: &[u8]) -> bool {
    let valid = match core::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() && error.valid_up_to() > 0 => {
            let valid = head.get(..error.valid_up_to()).unwrap_or_default();
            core::str::from_utf8(valid).unwrap_or_default()
        }
        Err(_) => return false,
    };
    !valid.chars().any(is_control)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> bool {
    let (pairs, _) = bytes.as_chunks();
    let mut rest = char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).peekable();
    while let Some(character) = rest.next() {
        let cut = rest.peek().is_none();
        match character {
            Ok(character) if is_control(character) => return false,
            // Half of a pair may only stand at the very end.
            Err(error) if !cut || error.unpaired_surrogate() >= 0xdc00 => return false,
            Ok(_) | Err(_) => {}
        }
    }
    true
}

const fn is_control(character: char) -> bool {
    character.is_ascii_control() && !matches!(character, '\t' | '\n' | '\r' | '\x0c')
}

/// True for text that is read by a program that shows a picture.
fn draws(head: &[u8]) -> bool {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let markup = text.starts_with(b"<") || is_utf16_markup(head);
    // Of a long page only the head is seen: a picture may stand behind it.
    let drawing = markup
        && (head.len() >= SNIFF_BYTES
            || [&b"<svg"[..], b":svg", b"data:image"].iter().any(|mark| holds(head, mark)));
    drawing || text.starts_with(b"{\\rtf") || text.starts_with(b"%!PS")
}

fn is_utf16_markup(head: &[u8]) -> bool {
    matches!(head, [0xff, 0xfe, b'<', 0, ..] | [0xfe, 0xff, 0, b'<', ..])
}

/// True if the mark occurs in any case, in UTF-8 or in either order of UTF-16.
fn holds(head: &[u8], mark: &[u8]) -> bool {
    let lower = head.to_ascii_lowercase();
    let narrow: Vec<u8> = lower.iter().copied().filter(|byte| *byte != 0).collect();
    find(&narrow, mark).is_some()
}
