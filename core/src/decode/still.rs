use super::dispatch::contained;
use super::pixels::decode_pixels;
use super::plane::Plane;
use super::{Guard, LumaSink};
use crate::attachment::{PixelFormat, PixelView};
use crate::limits::LimitName;
use crate::orientation::Orientation;
use crate::sniff::MediaKind;
use crate::undecided::Undecided;

/// Bytes of the rows that [`OwnedPixels::from_rows`] asks for at a time.
const BAND_BYTES: u64 = 1 << 20;

/// A decoder that the core does not have, for example the operating system's for HEIC.
///
/// It asks [`Guard::picture`] and [`Guard::memory`] from the header, before it allocates. A panic
/// in it becomes [`Undecided::DecoderFailed`].
pub trait StillDecoder: Send + Sync {
    /// The kind of picture it decodes.
    fn kind(&self) -> MediaKind;

    /// Decodes a whole file.
    ///
    /// # Errors
    /// Why there are no pixels.
    fn decode(&self, bytes: &[u8], guard: &Guard<'_>) -> Result<OwnedPixels, Undecided>;
}

/// Pixels of a still; overwritten with zeros when dropped. `Debug` shows no content.
#[derive(Debug)]
pub struct OwnedPixels {
    width: u32,
    height: u32,
    format: PixelFormat,
    orientation: Orientation,
    bytes: Plane,
}

impl OwnedPixels {
    /// Takes rows without gaps, top to bottom.
    ///
    /// # Errors
    /// [`Undecided::Corrupt`] if there are not exactly as many bytes as the sides ask for.
    pub fn new(
        width: u32,
        height: u32,
        format: PixelFormat,
        orientation: Orientation,
        bytes: Vec<u8>,
    ) -> Result<Self, Undecided> {
        let bytes = Plane::from(bytes);
        let expected = u64::from(width)
            .checked_mul(u64::from(height))
            .and_then(|pixels| pixels.checked_mul(u64::from(format.bytes_per_pixel())));
        if expected.is_none() || expected != u64::try_from(bytes.len()).ok() {
            return Err(Undecided::Corrupt);
        }
        Ok(Self { width, height, format, orientation, bytes })
    }

    /// Takes rows as a decoder gives them, from the top, once the bounds allow the picture: about
    /// 1 MiB at a time, whole rows without gaps.
    ///
    /// `fill` gets the number of the first row, how many there are, and their bytes to fill.
    ///
    /// # Errors
    /// As for [`Guard::picture`] and [`Guard::memory`], both before a row is asked for;
    /// [`Undecided::Cancelled`] between two bands; and what `fill` says.
    pub fn from_rows(
        (width, height): (u32, u32),
        (format, orientation): (PixelFormat, Orientation),
        guard: &Guard<'_>,
        mut fill: impl FnMut(u32, u32, &mut [u8]) -> Result<(), Undecided>,
    ) -> Result<Self, Undecided> {
        guard.picture(width, height)?;
        let row_bytes = u64::from(width).saturating_mul(u64::from(format.bytes_per_pixel()));
        let size = row_bytes.saturating_mul(u64::from(height));
        guard.memory(size)?;
        let too_large = |_| Undecided::OverLimit(LimitName::DecodeBytes);
        let mut bytes = Plane::new(usize::try_from(size).map_err(too_large)?);
        let most = BAND_BYTES.checked_div(row_bytes).unwrap_or(1).clamp(1, u64::from(height));
        let band = usize::try_from(most.saturating_mul(row_bytes)).map_err(too_large)?;
        let most = u32::try_from(most).unwrap_or(height);
        let mut first = 0_u32;
        for band in bytes.chunks_mut(band) {
            guard.cancelled()?;
            let count = most.min(height.saturating_sub(first));
            fill(first, count, band)?;
            first = first.saturating_add(count);
        }
        Ok(Self { width, height, format, orientation, bytes })
    }

    /// The same pixels, borrowed.
    #[must_use]
    pub fn view(&self) -> PixelView<'_> {
        let row_bytes = self.width.saturating_mul(self.format.bytes_per_pixel());
        PixelView {
            width: self.width,
            height: self.height,
            stride_bytes: usize::try_from(row_bytes).unwrap_or(usize::MAX),
            format: self.format,
            orientation: self.orientation,
            bytes: &self.bytes,
        }
    }
}

/// Decodes a whole file with a decoder from outside, into the sink.
///
/// # Errors
/// As for [`super::decode`].
pub fn decode_still(
    decoder: &dyn StillDecoder,
    bytes: &[u8],
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<(), Undecided> {
    let decoded = contained(|| {
        guard.cancelled()?;
        let pixels = decoder.decode(bytes, guard)?;
        decode_pixels(pixels.view(), guard, sink)
    });
    guard.cancelled()?;
    decoded
}
