//! The planes of one picture, in whole macroblocks.

use super::super::shown::Samples;

/// Side of a macroblock in luma, and in each plane of colour.
pub(super) const SIDE: usize = 16;
pub(super) const COLOUR_SIDE: usize = 8;

/// Luma, and what is added to it of blue and of red.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    pub(super) luma: Plane,
    pub(super) colour: [Plane; 2],
}

impl Picture {
    /// So many macroblocks across and down.
    pub(super) fn new(columns: usize, rows: usize) -> Self {
        let colour = [(); 2].map(|()| Plane::new(columns, rows, COLOUR_SIDE));
        Self { luma: Plane::new(columns, rows, SIDE), colour }
    }
}

/// Samples in rows, without borders: behind its edges a picture goes on as they are.
#[derive(Clone, Debug)]
pub(super) struct Plane {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) samples: Vec<u8>,
}

impl Plane {
    fn new(columns: usize, rows: usize, side: usize) -> Self {
        let (width, height) = (columns.saturating_mul(side), rows.saturating_mul(side));
        Self { width, height, samples: vec![0; width.saturating_mul(height)] }
    }

    pub(super) const fn shown(&self) -> Samples<'_> {
        Samples { bytes: self.samples.as_slice(), stride: self.width }
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
