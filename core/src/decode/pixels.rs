use super::luma::{LumaBuffer, luma8};
use super::{FrameInfo, Guard, LumaRow, LumaSink, Samples};
use crate::attachment::{PixelFormat, PixelView};
use crate::undecided::Undecided;

/// Gives pixels that were decoded elsewhere to the sink.
///
/// # Errors
/// [`Undecided::Corrupt`] if a side is zero or a row is longer than the stride,
/// [`Undecided::Truncated`] if the bytes end before the last row does,
/// [`Undecided::OverLimit`] and [`Undecided::Cancelled`].
pub fn decode_pixels(
    view: PixelView<'_>,
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<(), Undecided> {
    guard.cancelled()?;
    guard.picture(view.width, view.height)?;
    let layout = Layout::of(&view)?;
    guard.work(layout.used_bytes_u64())?;
    let bytes = view.bytes.get(..layout.used_bytes).ok_or(Undecided::Truncated)?;

    sink.start(FrameInfo {
        frame: 0,
        time_ms: None,
        width: view.width,
        height: view.height,
        orientation: view.orientation,
    });
    let mut buffer = LumaBuffer::default();
    for row in bytes.chunks(view.stride_bytes) {
        guard.cancelled()?;
        let row = row.get(..layout.row_bytes).ok_or(Undecided::Truncated)?;
        sink.row(luma_row(row, view.format, &mut buffer));
    }
    sink.end(buffer.transparent());
    Ok(())
}

/// How many of the bytes a picture takes: from the first of the first row to the last of the last.
///
/// # Errors
/// As of [`decode_pixels`], if a row is longer than the stride or there are fewer.
pub(crate) fn used_pixel_bytes(view: &PixelView<'_>) -> Result<usize, Undecided> {
    let used = Layout::of(view)?.used_bytes;
    if used > view.bytes.len() { Err(Undecided::Truncated) } else { Ok(used) }
}

struct Layout {
    row_bytes: usize,
    /// From the first byte of the first row to the last byte of the last.
    used_bytes: usize,
}

impl Layout {
    fn of(view: &PixelView<'_>) -> Result<Self, Undecided> {
        let row_bytes = view
            .width
            .checked_mul(view.format.bytes_per_pixel())
            .and_then(|bytes| usize::try_from(bytes).ok())
            .filter(|bytes| *bytes <= view.stride_bytes)
            .ok_or(Undecided::Corrupt)?;
        let used_bytes = view
            .height
            .checked_sub(1)
            .and_then(|rows| usize::try_from(rows).ok())
            .and_then(|rows| rows.checked_mul(view.stride_bytes))
            .and_then(|bytes| bytes.checked_add(row_bytes))
            .ok_or(Undecided::Truncated)?;
        Ok(Self { row_bytes, used_bytes })
    }

    fn used_bytes_u64(&self) -> u64 {
        u64::try_from(self.used_bytes).unwrap_or(u64::MAX)
    }
}

fn luma_row<'b>(row: &'b [u8], format: PixelFormat, buffer: &'b mut LumaBuffer) -> LumaRow<'b> {
    match format {
        PixelFormat::Gray8 => LumaRow { over_white: Samples::U8(row), over_black: None },
        PixelFormat::Rgb8 => buffer.opaque(row, luma8),
        PixelFormat::Rgba8 => {
            buffer.with_alpha(row, |[r, g, b, a]| (luma8([r, g, b]), f32::from(a) / 255.0))
        }
        PixelFormat::Bgra8 => {
            buffer.with_alpha(row, |[b, g, r, a]| (luma8([r, g, b]), f32::from(a) / 255.0))
        }
    }
}
