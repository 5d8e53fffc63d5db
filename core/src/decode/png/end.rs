use super::chunks::{SIGNATURE_BYTES, chunk_at};
use crate::decode::Guard;
use crate::decode::reader::BlockReader;
use crate::undecided::Undecided;

/// Behind the chunk that ends the file; `None` if the file is cut off before.
pub(in crate::decode) fn end(
    reader: &mut BlockReader<'_>,
    guard: &mut Guard<'_>,
) -> Result<Option<u64>, Undecided> {
    let mut at = SIGNATURE_BYTES;
    while let Some(chunk) = chunk_at(reader, at, guard)? {
        at = chunk.after();
        if &chunk.name == b"IEND" {
            return Ok(Some(at).filter(|end| *end <= reader.length()));
        }
    }
    Ok(None)
}
