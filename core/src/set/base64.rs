//! Standard base64 with padding, in its one canonical form.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

pub(crate) fn encode(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// True for the canonical form of at least one byte.
pub(crate) fn is_canonical(text: &str) -> bool {
    STANDARD.decode(text).is_ok_and(|bytes| !bytes.is_empty())
}

/// `None` if it is not base64, or not 32 bytes.
pub(crate) fn decode_32(text: &str) -> Option<[u8; 32]> {
    STANDARD.decode(text).ok()?.try_into().ok()
}

/// `None` if it is not base64, or not 16 bytes.
pub(crate) fn decode_16(text: &str) -> Option<[u8; 16]> {
    STANDARD.decode(text).ok()?.try_into().ok()
}
