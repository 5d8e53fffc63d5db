//! Percent escapes: all taken out, then those put in that must be.

use core::fmt::Write as _;

/// Takes escapes out until none is left, in one pass: an escape that others make is seen as soon as its
/// last digit is there. Escapes never overlap, so it does not matter in which order they go.
pub(super) fn unescaped(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    for byte in bytes {
        out.push(*byte);
        while let Some(made) = last_escape(&out) {
            out.truncate(out.len().saturating_sub(3));
            out.push(made);
        }
    }
    out
}

/// The byte of an escape at the end.
fn last_escape(bytes: &[u8]) -> Option<u8> {
    let [.., b'%', high, low] = bytes else { return None };
    let [high, low] = [high, low].map(|digit| char::from(*digit).to_digit(16));
    u8::try_from(high? << 4 | low?).ok()
}

/// Escapes what is not printable ASCII, the blank, `#` and `%`.
pub(super) fn escaped(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    for byte in bytes {
        match byte {
            b'#' | b'%' | 0..=0x20 | 0x7f.. => {
                // Writing to a String cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
            _ => out.push(char::from(*byte)),
        }
    }
    out
}
