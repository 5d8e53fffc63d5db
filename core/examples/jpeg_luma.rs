//! Prints a digest of the luma rows of JPEG files, for `scripts/verify-jpeg`, which compares them
//! with libjpeg's. The rows are bytes where the picture is gray or YCbCr, else f32 in the order of
//! the machine; only the first frame is read. The digest is FNV-1a with 64 bits: no secret hangs on it.
//!
//! A line a file: path, then `width height digest reason`, the reason `-` for a whole picture.

use std::error::Error;
use std::io::{self, Write as _};

use presend::context::CancelToken;
use presend::decode::{BlockReader, FrameInfo, Guard, LumaRow, LumaSink, Samples, decode};
use presend::limits::Limits;
use presend::sniff::MediaKind;

fn main() -> Result<(), Box<dyn Error>> {
    let limits = Limits { max_pixels: 20_000_000, ..Limits::default() };
    let mut out = io::stdout().lock();
    for path in io::stdin().lines() {
        let path = path?;
        let (file, cancel) = (std::fs::read(&path)?, CancelToken::new());
        let mut rows = Rows { size: None, frames: 0, digest: FNV_BASIS };
        let reader = BlockReader::slice(&file, &cancel);
        let result = decode(MediaKind::Jpeg, reader, &mut Guard::new(&limits, &cancel), &mut rows);
        let (width, height) = rows.size.unwrap_or_default();
        let reason = result.err().map_or("-", presend::undecided::Undecided::name);
        writeln!(out, "{path}\t{width} {height} {:016x} {reason}", rows.digest)?;
    }
    Ok(())
}

struct Rows {
    size: Option<(u32, u32)>,
    frames: u32,
    digest: u64,
}

impl Rows {
    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.digest = (self.digest ^ u64::from(*byte)).wrapping_mul(FNV_PRIME);
        }
    }
}

impl LumaSink for Rows {
    fn start(&mut self, frame: FrameInfo) {
        self.frames = self.frames.saturating_add(1);
        self.size.get_or_insert((frame.width, frame.height));
    }

    fn row(&mut self, row: LumaRow<'_>) {
        match row.over_white {
            _ if self.frames > 1 => {}
            Samples::U8(row) => self.add(row),
            Samples::F32(row) => row.iter().for_each(|luma| self.add(&luma.to_ne_bytes())),
        }
    }

    fn end(&mut self, _: bool) {}
}

const FNV_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0100_0000_01b3;
