//! Luma of one picture, in whole macroblocks.

/// Side of a macroblock.
pub(super) const SIDE: usize = 16;

/// Samples in rows, without borders: behind its edges a picture goes on as they are.
#[derive(Clone, Debug)]
pub(super) struct Plane {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) samples: Vec<u8>,
}

impl Plane {
    /// So many macroblocks across and down.
    pub(super) fn new(columns: usize, rows: usize) -> Self {
        let (width, height) = (columns.saturating_mul(SIDE), rows.saturating_mul(SIDE));
        Self { width, height, samples: vec![0; width.saturating_mul(height)] }
    }

    pub(super) fn row(&self, y: usize) -> &[u8] {
        let start = y.saturating_mul(self.width);
        self.samples.get(start..start.saturating_add(self.width)).unwrap_or_default()
    }

    pub(super) fn row_mut(&mut self, y: usize) -> &mut [u8] {
        let start = y.saturating_mul(self.width);
        self.samples.get_mut(start..start.saturating_add(self.width)).unwrap_or_default()
    }
}
