use std::hash::{DefaultHasher, Hasher};

use presend::decode::{FrameInfo, LumaRow, LumaSink, Samples};
use presend::limits::Limits;

/// Asserts what every decoder owes a sink, and remembers what it showed.
pub(crate) struct Contract<'a> {
    limits: &'a Limits,
    open: Option<Open>,
    shown_pixels: u64,
    frames: u32,
    rows: DefaultHasher,
}

struct Open {
    info: FrameInfo,
    rows: u32,
}

/// What a decoder showed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) frames: u32,
    rows: u64,
}

impl<'a> Contract<'a> {
    pub(crate) fn new(limits: &'a Limits) -> Self {
        Self { limits, open: None, shown_pixels: 0, frames: 0, rows: DefaultHasher::new() }
    }

    pub(crate) fn finish(self) -> Seen {
        assert!(self.shown_pixels <= self.limits.max_work_bytes, "more shown than the work budget");
        assert!(self.frames <= self.limits.max_frames, "more frames than the bound");
        Seen { frames: self.frames, rows: self.rows.finish() }
    }

    fn take(&mut self, samples: Samples<'_>, width: u32) {
        match samples {
            Samples::U8(row) => {
                assert_eq!(row.len(), width as usize);
                self.rows.write(row);
            }
            Samples::F32(row) => {
                assert_eq!(row.len(), width as usize);
                for luma in row {
                    assert!((0.0..=255.01).contains(luma), "luma {luma}");
                    self.rows.write_u32(luma.to_bits());
                }
            }
        }
    }
}

impl LumaSink for Contract<'_> {
    fn start(&mut self, info: FrameInfo) {
        assert!(info.width > 0 && info.height > 0);
        assert!(u64::from(info.width) * u64::from(info.height) <= self.limits.max_pixels);
        self.open = Some(Open { info, rows: 0 });
    }

    fn row(&mut self, row: LumaRow<'_>) {
        let open = self.open.as_mut().expect("a row belongs to a frame that was started");
        open.rows += 1;
        assert!(open.rows <= open.info.height, "more rows than the frame is high");
        let width = open.info.width;
        self.shown_pixels += u64::from(width);
        self.take(row.over_white, width);
        if let Some(over_black) = row.over_black {
            self.take(over_black, width);
        }
    }

    fn end(&mut self, transparent: bool) {
        let open = self.open.take().expect("a frame that ends was started");
        assert_eq!(open.rows, open.info.height, "a frame that ends has all its rows");
        self.frames += 1;
        self.rows.write_u8(u8::from(transparent));
    }
}
