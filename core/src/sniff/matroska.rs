use super::{MediaKind, find};

/// The EBML header comes first and names its document type (RFC 8794, 11.2; RFC 9559).
pub(super) fn kind(head: &[u8]) -> Option<MediaKind> {
    const DOC_TYPE_ID: &[u8] = &[0x42, 0x82];
    let header = head.strip_prefix(&[0x1a, 0x45, 0xdf, 0xa3])?;
    let header = header.get(..128).unwrap_or(header);
    let at = find(header, DOC_TYPE_ID)?.checked_add(DOC_TYPE_ID.len())?;
    let (size, rest) = header.get(at..)?.split_first()?;
    let length = usize::from(size & 0x7f);
    let name = rest.get(..length)?;
    let end = name.iter().position(|byte| *byte == 0).unwrap_or(length);
    matches!(name.get(..end)?, b"webm" | b"matroska").then_some(MediaKind::WebM)
}
