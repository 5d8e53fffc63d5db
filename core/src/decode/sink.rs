use core::fmt;

use crate::orientation::Orientation;

/// What is known of a frame before its first row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrameInfo {
    /// Number of the frame in its animation, from 0; 0 for a still.
    pub frame: u32,
    /// When the frame is shown, in milliseconds from the start; `None` for a still.
    pub time_ms: Option<u64>,
    /// Width of the stored rows, in pixels, before `orientation`.
    pub width: u32,
    /// Number of stored rows, before `orientation`.
    pub height: u32,
    /// What a viewer does to the stored pixels. It is folded into the hash, not into the rows.
    pub orientation: Orientation,
}

/// Luma of one row, left to right, 0 (black) to 255 (white). `Debug` shows no pixel.
#[derive(Clone, Copy)]
pub enum Samples<'a> {
    /// Whole numbers: a JPEG's Y plane or 8-bit gray.
    U8(&'a [u8]),
    /// 0.299 R + 0.587 G + 0.114 B, unrounded, or deeper gray.
    F32(&'a [f32]),
}

impl fmt::Debug for Samples<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::U8(_) => "U8(..)",
            Self::F32(_) => "F32(..)",
        })
    }
}

/// One row as a person sees it.
#[derive(Clone, Copy, Debug)]
pub struct LumaRow<'a> {
    /// The row, transparent pixels over white.
    pub over_white: Samples<'a>,
    /// The row, transparent pixels over black: given for every row of a picture that has an alpha
    /// channel, and only then.
    pub over_black: Option<Samples<'a>>,
}

/// Takes frames one row at a time, top to bottom: `start`, `row` times the height, `end`.
///
/// A frame whose decoder failed ends without `end`; the next `start` or the end of the scan drops
/// what was gathered of it.
pub trait LumaSink {
    /// A new frame begins.
    fn start(&mut self, frame: FrameInfo);

    /// The next row of it.
    fn row(&mut self, row: LumaRow<'_>);

    /// All rows of the frame were given. `transparent` is true if any alpha was under full.
    fn end(&mut self, transparent: bool);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_pixel() {
        let over_black = Some(Samples::F32(&[77.0]));
        let row = LumaRow { over_white: Samples::U8(&[77]), over_black };
        assert!(!format!("{row:?}").contains("77"));
    }
}
