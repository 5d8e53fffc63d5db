use zeroize::Zeroizing;

use super::band::Band;
use super::directory::Directory;
use super::page::Page;
use super::samples::PixelLayout;
use crate::decode::Guard;
use crate::decode::luma::LumaBuffer;
use crate::decode::reader::BlockReader;
use crate::decode::sink::{FrameInfo, LumaSink};
use crate::undecided::Undecided;

/// What became of a page that was given.
pub(super) struct Shown {
    pub(super) transparent: bool,
    /// Why it is not whole. Pixels that are missing are black, or transparent where the page has
    /// transparency.
    pub(super) broken: Option<Undecided>,
}

/// Gives a page in one of its readings, a row of strips or tiles in memory at a time.
pub(super) fn show<'r>(
    page: &Page,
    layout: &PixelLayout,
    directory: &mut Directory<'r>,
    reader: &BlockReader<'r>,
    frame: u32,
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<Shown, Undecided> {
    let grid = page.grid;
    let mut band = Band::new(page, layout, directory, reader, guard)?;
    let mut buffer = LumaBuffer::default();
    let width = usize::try_from(grid.width).unwrap_or(usize::MAX);
    let mut pixels = Zeroizing::new(Vec::with_capacity(width));
    sink.start(FrameInfo {
        frame,
        time_ms: None,
        width: grid.width,
        height: grid.height,
        orientation: page.orientation,
    });
    for (number, rows) in grid.bands() {
        band.go_to(number, rows);
        for y in 0..rows {
            guard.cancelled()?;
            guard.work(band.row_work())?;
            pixels.clear();
            band.row(y, &mut pixels, guard)?;
            let shown = pixels.iter().copied();
            sink.row(if layout.has_alpha() {
                buffer.alpha_values(shown.map(|[luma, alpha]| (luma, alpha)))
            } else {
                buffer.opaque_values(shown.map(|[luma, _]| luma))
            });
        }
    }
    let transparent = buffer.transparent();
    sink.end(transparent);
    Ok(Shown { transparent, broken: band.broken })
}
