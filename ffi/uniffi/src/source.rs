//! An attachment that is read by offset.

use std::sync::Arc;

use presend::attachment::{ByteSource as Core, SourceFailed};

use crate::failure::HostFailure;
use crate::piece::Piece;

/// Reads an attachment by offset.
#[uniffi::export(rust, foreign)]
pub trait ByteSource: Send + Sync {
    /// Its length in bytes.
    ///
    /// # Errors
    /// If the source cannot tell.
    fn length(&self) -> Result<u64, HostFailure>;

    /// Up to `length` bytes from `offset`: fewer only at the end.
    ///
    /// # Errors
    /// If they cannot be read.
    fn read_at(&self, offset: u64, length: u64) -> Result<Piece, HostFailure>;
}

pub(crate) struct HostSource(pub(crate) Arc<dyn ByteSource>);

impl Core for HostSource {
    fn length(&self) -> Result<u64, SourceFailed> {
        self.0.length().map_err(|_| SourceFailed)
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<usize, SourceFailed> {
        let wanted = u64::try_from(buffer.len()).unwrap_or(u64::MAX);
        let read = self.0.read_at(offset, wanted).map_err(|_| SourceFailed)?;
        let bytes = read.bytes();
        buffer.get_mut(..bytes.len()).ok_or(SourceFailed)?.copy_from_slice(bytes);
        Ok(bytes.len())
    }
}
