//! Decoders that the app lends, for kinds that the core does not decode.

use std::sync::Arc;

use presend::decode::{Guard, OwnedPixels, StillDecoder as Core};
use presend::sniff::MediaKind;
use presend::undecided::Undecided;

use crate::failure::HostFailure;
use crate::piece::Piece;
use crate::pixels::PixelLayout;

/// A kind of picture that the core does not decode.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum StillKind {
    /// HEIC or HEIF.
    Heic,
    /// AVIF.
    Avif,
}

/// A decoder of the app's, or of its system.
#[uniffi::export(rust, foreign)]
pub trait StillDecoder: Send + Sync {
    /// Opens the picture in a file, not yet decoded; `None` if this decoder cannot read such a file.
    ///
    /// # Errors
    /// If it failed.
    fn open_file(&self, file: Vec<u8>) -> Result<Option<Arc<dyn StillPicture>>, HostFailure>;
}

/// A picture that a decoder of the app's opened.
#[uniffi::export(rust, foreign)]
pub trait StillPicture: Send + Sync {
    /// Its size and layout, from the header. Its rows have no gaps: the stride counts for nothing.
    ///
    /// # Errors
    /// If it failed.
    fn layout(&self) -> Result<PixelLayout, HostFailure>;

    /// These rows. They are asked for from the top, if the picture is within the bounds.
    ///
    /// # Errors
    /// If it failed.
    fn rows(&self, first: u32, count: u32) -> Result<Piece, HostFailure>;

    /// It is not needed any more.
    ///
    /// # Errors
    /// If it failed, which changes nothing.
    fn done(&self) -> Result<(), HostFailure>;
}

/// A decoder, and what it decodes.
#[derive(uniffi::Record)]
pub struct LentDecoder {
    /// The kind.
    pub kind: StillKind,
    /// The decoder.
    pub decoder: Arc<dyn StillDecoder>,
}

impl From<StillKind> for MediaKind {
    fn from(kind: StillKind) -> Self {
        match kind {
            StillKind::Heic => Self::Heic,
            StillKind::Avif => Self::Avif,
        }
    }
}

impl Core for LentDecoder {
    fn kind(&self) -> MediaKind {
        self.kind.into()
    }

    fn decode(&self, bytes: &[u8], guard: &Guard<'_>) -> Result<OwnedPixels, Undecided> {
        let opened = self.decoder.open_file(bytes.to_vec()).map_err(failed)?;
        let picture = Opened(opened.ok_or(Undecided::UnsupportedFormat)?);
        let PixelLayout { width, height, stride_bytes: _, format, orientation } =
            picture.0.layout().map_err(failed)?;
        let shape = (format.into(), orientation.into());
        OwnedPixels::from_rows((width, height), shape, guard, |first, count, rows| {
            let read = picture.0.rows(first, count).map_err(failed)?;
            if read.bytes().len() != rows.len() {
                return Err(Undecided::DecoderFailed);
            }
            rows.copy_from_slice(read.bytes());
            Ok(())
        })
    }
}

/// Closed when it is let go, also if a row failed or the scan was cancelled.
struct Opened(Arc<dyn StillPicture>);

impl Drop for Opened {
    fn drop(&mut self) {
        let _ = self.0.done();
    }
}

const fn failed(_: HostFailure) -> Undecided {
    Undecided::DecoderFailed
}
