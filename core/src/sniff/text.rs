use super::{MediaKind, carried, pnm};

/// Text without control characters: UTF-8, or UTF-16 with its byte order mark. A character that the
/// end of the head cuts in two does not matter.
///
/// Text that draws a picture, carries one or begins like one is not plain: `Unknown`, so that it never counts as
/// having nothing to look at.
pub(super) fn kind(head: &[u8]) -> Option<MediaKind> {
    is_plain(head).then(|| {
        if carried::picture(head) || pnm::begins(head) {
            MediaKind::Unknown
        } else {
            MediaKind::PlainText
        }
    })
}

/// The same of text that is all there: nothing goes on behind what was looked at.
pub(super) fn whole(text: &[u8]) -> Option<MediaKind> {
    is_plain(text).then(|| {
        if carried::picture_in_whole(text) || pnm::begins(text) {
            MediaKind::Unknown
        } else {
            MediaKind::PlainText
        }
    })
}

pub(super) fn is_plain(head: &[u8]) -> bool {
    match head {
        [] => false,
        [0xff, 0xfe, units @ ..] => utf16(units, u16::from_le_bytes),
        [0xfe, 0xff, units @ ..] => utf16(units, u16::from_be_bytes),
        _ => utf8(head),
    }
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
            // Half of a pair is allowed only at the very end.
            Err(error) if !cut || error.unpaired_surrogate() >= 0xdc00 => return false,
            Ok(_) | Err(_) => {}
        }
    }
    true
}

const fn is_control(character: char) -> bool {
    character.is_ascii_control() && !matches!(character, '\t' | '\n' | '\r' | '\x0c')
}
