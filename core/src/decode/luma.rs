use zeroize::Zeroize;

use super::sink::{LumaRow, Samples};

/// Luma of an RGB pixel, 0 to 255: ITU-R BT.601 weights, added left to right and not rounded, as
/// the published PDQ code does it.
pub(super) fn luma(red: f32, green: f32, blue: f32) -> f32 {
    0.299 * red + 0.587 * green + 0.114 * blue
}

/// Luma of 8-bit red, green, blue.
pub(super) fn luma8([red, green, blue]: [u8; 3]) -> f32 {
    luma(f32::from(red), f32::from(green), f32::from(blue))
}

/// One row of luma, reused from row to row, and whether any pixel so far was transparent.
#[derive(Default)]
pub(super) struct LumaBuffer {
    over_white: Vec<f32>,
    over_black: Vec<f32>,
    transparent: bool,
}

impl LumaBuffer {
    /// True if any pixel given so far had an alpha under full.
    pub(super) const fn transparent(&self) -> bool {
        self.transparent
    }

    /// A row of opaque pixels of `N` bytes each; `pixel` gives the luma of one.
    pub(super) fn opaque<const N: usize>(
        &mut self,
        row: &[u8],
        pixel: impl Fn([u8; N]) -> f32,
    ) -> LumaRow<'_> {
        self.opaque_values(row.as_chunks::<N>().0.iter().map(|p| pixel(*p)))
    }

    /// A row of opaque pixels, given as their luma.
    pub(super) fn opaque_values(&mut self, luma: impl Iterator<Item = f32>) -> LumaRow<'_> {
        self.over_white.clear();
        self.over_white.extend(luma);
        LumaRow { over_white: Samples::F32(&self.over_white), over_black: None }
    }

    /// A row of pixels of `N` bytes each; `pixel` gives luma (0 to 255) and alpha (0 to 1) of one.
    pub(super) fn with_alpha<const N: usize>(
        &mut self,
        row: &[u8],
        pixel: impl Fn([u8; N]) -> (f32, f32),
    ) -> LumaRow<'_> {
        self.alpha_values(row.as_chunks::<N>().0.iter().map(|p| pixel(*p)))
    }

    /// A row of pixels, given as their luma (0 to 255) and alpha (0 to 1).
    pub(super) fn alpha_values(&mut self, pixels: impl Iterator<Item = (f32, f32)>) -> LumaRow<'_> {
        self.over_white.clear();
        self.over_black.clear();
        // A row that grows would be left behind in part.
        let (count, _) = pixels.size_hint();
        self.over_white.reserve(count);
        self.over_black.reserve(count);
        for (luma, alpha) in pixels {
            let black = luma * alpha;
            self.transparent |= alpha < 1.0;
            self.over_white.push(black + (255.0 - 255.0 * alpha));
            self.over_black.push(black);
        }
        LumaRow {
            over_white: Samples::F32(&self.over_white),
            over_black: Some(Samples::F32(&self.over_black)),
        }
    }
}

impl Drop for LumaBuffer {
    fn drop(&mut self) {
        self.over_white.zeroize();
        self.over_black.zeroize();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(samples: Samples<'_>) -> Vec<f32> {
        match samples {
            Samples::F32(values) => values.to_vec(),
            Samples::U8(values) => values.iter().map(|v| f32::from(*v)).collect(),
        }
    }

    #[test]
    fn opaque_alpha_changes_no_bit_of_the_luma() {
        let mut buffer = LumaBuffer::default();
        let plain = values(buffer.opaque(&[1, 2, 3, 250, 251, 252], luma8).over_white);
        let row = [1, 2, 3, 255, 250, 251, 252, 255];
        let with_alpha =
            buffer.with_alpha(&row, |[r, g, b, a]| (luma8([r, g, b]), f32::from(a) / 255.0));
        assert_eq!(values(with_alpha.over_white), plain);
        assert!(!buffer.transparent());
    }

    #[test]
    fn clear_pixels_are_white_over_white_and_black_over_black() {
        let mut buffer = LumaBuffer::default();
        let row = buffer.with_alpha(&[9, 0, 90, 0], |[gray, alpha]: [u8; 2]| {
            (f32::from(gray), f32::from(alpha) / 255.0)
        });
        assert_eq!(values(row.over_white), [255.0, 255.0]);
        assert_eq!(row.over_black.map(values), Some(vec![0.0, 0.0]));
        assert!(buffer.transparent());
    }
}
