use super::header::{Component, Header};

/// Bytes that decoding takes, computed from the header as the decoder allocates them.
pub(super) fn bytes(header: &Header, channels: u8) -> u64 {
    let pixels = u64::from(header.width).saturating_mul(u64::from(header.height));
    let plane = pixels.saturating_mul(u64::from(channels));
    let planes = if header.keeps_coefficients() { coefficients(header) } else { 0 };
    plane.saturating_add(planes).saturating_add(row_buffers(header))
}

impl Header {
    /// True if all scans must be read before the first pixel can be made.
    fn keeps_coefficients(&self) -> bool {
        self.progressive || (self.in_many_scans() && !self.luma_scan_stands_alone())
    }

    /// Blocks of 8x8 of one component in one row of MCUs, and the number of such rows.
    fn mcu_grid(&self) -> (u64, u64) {
        let (horizontal, vertical) = self.largest_sampling();
        let columns = self.width.div_ceil(u32::from(horizontal.max(1)).saturating_mul(8));
        let rows = self.height.div_ceil(u32::from(vertical.max(1)).saturating_mul(8));
        (u64::from(columns), u64::from(rows))
    }

    /// Blocks that one MCU has over all components.
    fn blocks_per_mcu(&self) -> u64 {
        let blocks = |c: &Component| u64::from(c.horizontal).saturating_mul(u64::from(c.vertical));
        self.components.iter().map(blocks).fold(0, u64::saturating_add)
    }
}

/// Two bytes for every coefficient of every component.
fn coefficients(header: &Header) -> u64 {
    let (columns, rows) = header.mcu_grid();
    columns.saturating_mul(rows).saturating_mul(header.blocks_per_mcu()).saturating_mul(BLOCK_BYTES)
}

/// One row of MCUs of every component, before and after upsampling.
fn row_buffers(header: &Header) -> u64 {
    let (columns, _) = header.mcu_grid();
    let (horizontal, vertical) = header.largest_sampling();
    let full = u64::from(horizontal).saturating_mul(u64::from(vertical));
    let components = u64::try_from(header.components.len()).unwrap_or(u64::MAX);
    let upsampled = full.saturating_mul(components).saturating_mul(2);
    columns
        .saturating_mul(header.blocks_per_mcu().saturating_add(upsampled))
        .saturating_mul(BLOCK_BYTES)
}

const BLOCK_BYTES: u64 = 128;
