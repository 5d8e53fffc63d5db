use flate2::{Decompress, FlushDecompress};

use crate::decode::tiff::stored::Stored;
use crate::undecided::Undecided;

/// A zlib stream. Its checksum is not waited for: viewers stop at the last pixel.
pub(in crate::decode::tiff) struct Deflate(Decompress);

impl Deflate {
    pub(super) fn new() -> Self {
        Self(Decompress::new(true))
    }

    pub(super) fn restart(&mut self) {
        self.0.reset(true);
    }

    pub(super) fn fill(
        &mut self,
        stored: &mut Stored<'_>,
        row: &mut [u8],
        filled: &mut usize,
    ) -> Result<(), Undecided> {
        while let Some(rest) = row.get_mut(*filled..).filter(|rest| !rest.is_empty()) {
            let (read, written) = (self.0.total_in(), self.0.total_out());
            let ahead = stored.ahead()?;
            let ended = ahead.is_empty();
            let step = self.0.decompress(ahead, rest, FlushDecompress::None);
            let read = distance(read, self.0.total_in());
            let written = distance(written, self.0.total_out());
            stored.consume(read);
            *filled = filled.saturating_add(written);
            if written == 0 && (read == 0 || step.is_err()) {
                let reason = if ended { Undecided::Truncated } else { Undecided::Corrupt };
                let early = matches!(step, Ok(flate2::Status::StreamEnd));
                return Err(if early { Undecided::Truncated } else { reason });
            }
        }
        Ok(())
    }
}

fn distance(before: u64, after: u64) -> usize {
    usize::try_from(after.saturating_sub(before)).unwrap_or(0)
}
