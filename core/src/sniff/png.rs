use super::MediaKind;

/// Animated if an `acTL` chunk comes before the first `IDAT` (PNG, third edition, 11.3.6).
///
/// `chunks` is what follows the signature. A PNG whose `acTL` lies beyond the head is found by the
/// decoder, which reads both kinds.
pub(super) fn kind(mut chunks: &[u8]) -> MediaKind {
    while let Some((name, rest)) = chunk(chunks) {
        match &name {
            b"acTL" => return MediaKind::Apng,
            b"IDAT" | b"IEND" => break,
            _ => chunks = rest,
        }
    }
    MediaKind::Png
}

/// The name of the first chunk, and what follows that chunk: length, name, data, checksum.
fn chunk(chunks: &[u8]) -> Option<([u8; 4], &[u8])> {
    let (length, rest) = chunks.split_first_chunk()?;
    let (name, rest) = rest.split_first_chunk()?;
    let data_and_checksum = usize::try_from(u32::from_be_bytes(*length)).ok()?.checked_add(4)?;
    Some((*name, rest.get(data_and_checksum..).unwrap_or_default()))
}
