use super::marker::{SOF2, SOF9, SOF10};
use crate::undecided::Undecided;

/// What the frame header says.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) progressive: bool,
    pub(super) arithmetic: bool,
    pub(super) components: Vec<Component>,
    /// The largest sampling factors of any component: horizontal, vertical.
    pub(super) largest: (u32, u32),
    /// The first component's as the header has it, which counts for nothing if it is the only one.
    pub(super) stated: (u32, u32),
}

/// One component of the frame header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Component {
    pub(super) id: u8,
    pub(super) horizontal: u32,
    pub(super) vertical: u32,
    /// Number of its quantisation table.
    pub(super) quantiser: u8,
}

impl Frame {
    /// Parses the content of a frame header, with the rules of libjpeg.
    pub(super) fn parse(marker: u8, segment: &[u8]) -> Result<Self, Undecided> {
        let (&[precision, h1, h0, w1, w0, count], rest) =
            segment.split_first_chunk().ok_or(Undecided::Corrupt)?;
        let (components, leftover) = rest.as_chunks::<3>();
        if components.len() != usize::from(count) || count == 0 || !leftover.is_empty() {
            return Err(Undecided::Corrupt);
        }
        if precision != 8 {
            return Err(Undecided::UnsupportedFormat);
        }
        let mut components: Vec<Component> =
            components.iter().map(component).collect::<Result<_, _>>()?;
        let stated = components.first().map_or((1, 1), |c| (c.horizontal, c.vertical));
        if let [only] = components.as_mut_slice() {
            // The order of blocks in a scan of one component does not depend on its sampling.
            (only.horizontal, only.vertical) = (1, 1);
        }
        let most = |side: fn(&Component) -> u32| components.iter().map(side).max().unwrap_or(1);
        Ok(Self {
            width: u32::from(u16::from_be_bytes([w1, w0])),
            height: u32::from(u16::from_be_bytes([h1, h0])),
            progressive: matches!(marker, SOF2 | SOF10),
            arithmetic: matches!(marker, SOF9 | SOF10),
            largest: (most(|c| c.horizontal), most(|c| c.vertical)),
            stated,
            components,
        })
    }

    /// Columns of MCUs of a scan with many components.
    pub(super) fn mcu_columns(&self) -> u32 {
        self.width.div_ceil(self.largest.0.saturating_mul(8))
    }

    /// Rows of MCUs of a scan with many components.
    pub(super) fn mcu_rows(&self) -> u32 {
        self.height.div_ceil(self.largest.1.saturating_mul(8))
    }

    /// Samples of a component: columns and rows.
    pub(super) fn samples(&self, component: Component) -> (u32, u32) {
        let (horizontal, vertical) = self.largest;
        (
            self.width.saturating_mul(component.horizontal).div_ceil(horizontal),
            self.height.saturating_mul(component.vertical).div_ceil(vertical),
        )
    }

    /// Blocks of 8x8 that hold a sample of a component: columns and rows.
    pub(super) fn blocks(&self, component: Component) -> (u32, u32) {
        let (columns, rows) = self.samples(component);
        (columns.div_ceil(8), rows.div_ceil(8))
    }
}

fn component(&[id, sampling, quantiser]: &[u8; 3]) -> Result<Component, Undecided> {
    let (horizontal, vertical) = (u32::from(sampling >> 4), u32::from(sampling & 0x0f));
    match (horizontal, vertical) {
        (1..=4, 1..=4) => Ok(Component { id, horizontal, vertical, quantiser }),
        _ => Err(Undecided::Corrupt),
    }
}
