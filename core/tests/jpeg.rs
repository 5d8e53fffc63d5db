//! The luma of JPEG files is libjpeg's, bit for bit: see testdata/jpeg/ORIGIN.md.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use presend::context::CancelToken;
use presend::decode::{BlockReader, FrameInfo, Guard, LumaRow, LumaSink, Samples, decode};
use presend::limits::Limits;
use presend::sniff::MediaKind;

#[derive(Default)]
struct Rows {
    sizes: Vec<(u32, u32)>,
    bytes: Vec<u8>,
}

impl LumaSink for Rows {
    fn start(&mut self, frame: FrameInfo) {
        self.sizes.push((frame.width, frame.height));
    }

    fn row(&mut self, row: LumaRow<'_>) {
        match row.over_white {
            Samples::U8(row) => self.bytes.extend(row),
            Samples::F32(row) => self.bytes.extend(row.iter().flat_map(|luma| luma.to_le_bytes())),
        }
    }

    fn end(&mut self, _: bool) {}
}

/// FNV-1a, 64 bits.
fn digest(bytes: &[u8]) -> u64 {
    let step = |sum: u64, byte: &u8| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, step)
}

#[test]
fn every_sampling_scan_order_and_coding_gives_libjpegs_luma() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/jpeg");
    let list = std::fs::read_to_string(folder.join("luma.txt")).unwrap();
    let mut count = 0_u32;
    for line in list.lines() {
        let (name, wanted) = line.split_once(' ').unwrap();
        let file = std::fs::read(folder.join(name)).unwrap();
        let (limits, cancel) = (Limits::default(), CancelToken::new());
        let mut rows = Rows::default();
        let reader = BlockReader::slice(&file, &cancel);
        let result = decode(MediaKind::Jpeg, reader, &mut Guard::new(&limits, &cancel), &mut rows);
        assert_eq!(result, Ok(()), "{name}");
        let (width, height) = rows.sizes.first().copied().unwrap();
        assert_eq!(format!("{width} {height} {:016x}", digest(&rows.bytes)), wanted, "{name}");
        count = count.saturating_add(1);
    }
    assert_eq!(count, 15);
}
