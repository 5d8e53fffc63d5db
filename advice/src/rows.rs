//! The rows of a picture, checked before anything is read.

#[cfg(feature = "model")]
use presend::attachment::PixelFormat;
use presend::attachment::PixelView;
use presend::decode::Guard;
use presend::undecided::Undecided;

/// Pixels whose rows are all there.
#[derive(Clone, Copy)]
pub(crate) struct Rows<'a> {
    view: PixelView<'a>,
    #[cfg(feature = "model")]
    row_bytes: usize,
}

impl<'a> Rows<'a> {
    /// Refuses sides beyond the bounds, rows longer than the stride, and bytes that end too early.
    pub(crate) fn of(view: PixelView<'a>, guard: &Guard<'_>) -> Result<Self, Undecided> {
        guard.picture(view.width, view.height)?;
        let row_bytes = view.width.checked_mul(view.format.bytes_per_pixel());
        let row_bytes = row_bytes.and_then(|bytes| usize::try_from(bytes).ok());
        let row_bytes =
            row_bytes.filter(|bytes| *bytes <= view.stride_bytes).ok_or(Undecided::Corrupt)?;
        let before_last = usize::try_from(view.height.saturating_sub(1)).ok();
        let used = before_last
            .and_then(|rows| rows.checked_mul(view.stride_bytes))
            .and_then(|bytes| bytes.checked_add(row_bytes))
            .ok_or(Undecided::Truncated)?;
        let bytes = view.bytes.get(..used).ok_or(Undecided::Truncated)?;
        Ok(Self {
            view: PixelView { bytes, ..view },
            #[cfg(feature = "model")]
            row_bytes,
        })
    }

    pub(crate) fn bytes(self) -> u64 {
        u64::try_from(self.view.bytes.len()).unwrap_or(u64::MAX)
    }

    pub(crate) const fn view(&self) -> &PixelView<'a> {
        &self.view
    }

    /// Every row as red, green and blue from 0 to 255, over white where it is transparent.
    #[cfg(feature = "model")]
    pub(crate) fn rgb(self) -> impl Iterator<Item = impl Iterator<Item = [f32; 3]>> {
        let Self { view, row_bytes } = self;
        let pixel_bytes = usize::try_from(view.format.bytes_per_pixel()).unwrap_or(1);
        view.bytes.chunks(view.stride_bytes).map(move |row| {
            let row = row.get(..row_bytes).unwrap_or_default();
            row.chunks_exact(pixel_bytes).map(move |pixel| rgb(pixel, view.format))
        })
    }
}

#[cfg(feature = "model")]
fn rgb(pixel: &[u8], format: PixelFormat) -> [f32; 3] {
    match (format, pixel) {
        (PixelFormat::Gray8, &[grey]) => [f32::from(grey); 3],
        (PixelFormat::Rgb8, &[r, g, b]) => [r, g, b].map(f32::from),
        (PixelFormat::Rgba8, &[r, g, b, a]) | (PixelFormat::Bgra8, &[b, g, r, a]) => {
            let share = f32::from(a) / 255.0;
            [r, g, b].map(|value| f32::from(value) * share + 255.0 * (1.0 - share))
        }
        // Cut to the pixel's length above.
        (PixelFormat::Gray8 | PixelFormat::Rgb8 | PixelFormat::Rgba8 | PixelFormat::Bgra8, _) => {
            [0.0; 3]
        }
    }
}
