use flate2::{Decompress, FlushDecompress, Status};
use zeroize::Zeroizing;

use crate::decode::Guard;
use crate::undecided::Undecided;

/// A byte of deflate is at most so many bytes: a match of 258 takes two bits or more.
pub(super) const MOST_GROWTH: u64 = 1_032;

/// Bytes that are unpacked between two looks at the cancel token.
const STEP_BYTES: usize = 256 << 10;

/// Unpacks a raw stream of deflate that must end with `packed` and have exactly `size` bytes.
pub(super) fn inflate(
    packed: &[u8],
    size: usize,
    guard: &mut Guard<'_>,
) -> Result<Zeroizing<Vec<u8>>, Undecided> {
    let mut stream = Decompress::new(false);
    // With room for one byte too many, a stream that goes on is told from one that ends.
    let mut unpacked = Zeroizing::new(vec![0; size.saturating_add(1)]);
    let (mut read, mut written) = (0_usize, 0_usize);
    loop {
        guard.cancelled()?;
        let input = packed.get(read..).unwrap_or_default();
        let end = written.saturating_add(STEP_BYTES).min(unpacked.len());
        let room = unpacked.get_mut(written..end).unwrap_or_default();
        let status = stream.decompress(input, room, FlushDecompress::None);
        let status = status.map_err(|_| Undecided::Corrupt)?;
        let before = (read, written);
        read = usize::try_from(stream.total_in()).unwrap_or(usize::MAX);
        written = usize::try_from(stream.total_out()).unwrap_or(usize::MAX);
        if status == Status::StreamEnd {
            break;
        }
        if before == (read, written) {
            return Err(Undecided::Corrupt);
        }
    }
    if read != packed.len() || written != size {
        return Err(Undecided::Corrupt);
    }
    unpacked.truncate(size);
    Ok(unpacked)
}
