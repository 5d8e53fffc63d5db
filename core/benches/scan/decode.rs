//! JPEG to luma rows, beside zune-jpeg's luma of the same file.

use presend::context::CancelToken;
use presend::decode::{BlockReader, FrameInfo, Guard, LumaRow, LumaSink, decode};
use presend::limits::Limits;
use presend::sniff::MediaKind;
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

use crate::pictures::{jpeg, progressive_jpeg};
use crate::support::{median_ms, row};

pub(crate) fn print() {
    println!("JPEG to luma rows, quality 90, 4:2:0 (goal 1/2 of zune-jpeg, progressive 1/1.8)");
    for (width, height) in [(4000, 3000), (1920, 1080)] {
        one("baseline", width, height, &jpeg(width, height));
        one("progressive", width, height, &progressive_jpeg(width, height));
    }
    println!();
}

fn one(what: &str, width: u32, height: u32, file: &[u8]) {
    let theirs = median_ms(|| (), |()| zune_luma(file));
    row(&format!("{what} {width} x {height}, zune-jpeg"), theirs, theirs);
    row(&format!("{what} {width} x {height}, presend"), median_ms(|| (), |()| luma(file)), theirs);
}

/// Counts rows.
struct Rows(u32);

impl LumaSink for Rows {
    fn start(&mut self, _: FrameInfo) {}

    fn row(&mut self, row: LumaRow<'_>) {
        std::hint::black_box(row.over_white);
        self.0 += 1;
    }

    fn end(&mut self, _: bool) {}
}

fn luma(file: &[u8]) -> u32 {
    let (limits, cancel, mut rows) = (Limits::default(), CancelToken::new(), Rows(0));
    let reader = BlockReader::slice(file, &cancel);
    decode(MediaKind::Jpeg, reader, &mut Guard::new(&limits, &cancel), &mut rows).unwrap();
    rows.0
}

pub(crate) fn zune_luma(file: &[u8]) -> Vec<u8> {
    let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::Luma);
    JpegDecoder::new_with_options(ZCursor::new(file), options).decode().unwrap()
}
