//! What a decoder reads and gives is paid from the work budget, whatever the file says: no budget
//! buys more than its share, and what an honest file needs grows as its pixels and bytes do.
#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

mod floods;
mod honest;
mod plain;

use std::sync::atomic::{AtomicU64, Ordering};

use presend::attachment::{ByteSource, SourceFailed};
use presend::context::CancelToken;
use presend::decode::{BlockReader, FrameInfo, Guard, LumaRow, LumaSink, Samples, decode};
use presend::limits::{LimitName, Limits};
use presend::sniff::MediaKind;
use presend::undecided::Undecided;

use self::floods::{floods, jpeg_of_fill};
use self::honest::{decoders, fixed};

/// A block that is fetched from a source, and what it costs at least.
const BLOCK_BYTES: u64 = 16 << 10;
const BLOCK_COSTS: u64 = 1 << 10;
const OVER: Result<(), Undecided> = Err(Undecided::OverLimit(LimitName::WorkBytes));

/// A source that counts what is fetched from it.
struct Counted<'a>(&'a [u8], AtomicU64);

impl ByteSource for Counted<'_> {
    fn length(&self) -> Result<u64, SourceFailed> {
        u64::try_from(self.0.len()).map_err(|_| SourceFailed)
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<usize, SourceFailed> {
        let rest = usize::try_from(offset).ok().and_then(|at| self.0.get(at..)).unwrap_or_default();
        let count = rest.len().min(buffer.len());
        buffer.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        self.1.fetch_add(u64::try_from(count).unwrap(), Ordering::Relaxed);
        Ok(count)
    }
}

#[derive(Default)]
struct Pixels(u64);

impl LumaSink for Pixels {
    fn start(&mut self, _: FrameInfo) {}

    fn row(&mut self, row: LumaRow<'_>) {
        let count = match row.over_white {
            Samples::U8(row) => row.len(),
            Samples::F32(row) => row.len(),
        };
        self.0 += u64::try_from(count).unwrap();
    }

    fn end(&mut self, _: bool) {}
}

/// Runs a decoder within a budget: how it ended, bytes fetched, pixels given.
fn run(kind: MediaKind, file: &[u8], budget: u64) -> (Result<(), Undecided>, u64, u64) {
    let limits = Limits { max_work_bytes: budget, ..Limits::default() };
    let cancel = CancelToken::new();
    let source = Counted(file, AtomicU64::new(0));
    let reader = BlockReader::source(&source, source.length().unwrap(), &cancel);
    let mut sink = Pixels::default();
    let result = decode(kind, reader, &mut Guard::new(&limits, &cancel), &mut sink);
    (result, source.1.into_inner(), sink.0)
}

#[test]
fn no_budget_buys_more_than_its_share() {
    let files = decoders(48).into_iter().chain(fixed()).chain(floods());
    for (name, kind, file) in files {
        for power in 8..22 {
            let budget = 1_u64 << power;
            let (result, fetched, pixels) = run(kind, &file, budget);
            let paid_for = (budget / BLOCK_COSTS + 2) * BLOCK_BYTES;
            assert!(fetched <= paid_for, "{name}: fetched {fetched} for {budget}");
            assert!(pixels <= budget, "{name}: gave {pixels} for {budget}");
            let named = result.is_ok() || result == OVER || name.ends_with("flood");
            assert!(named, "{name}: {result:?} for {budget}");
        }
    }
}

#[test]
fn a_flood_ends_with_the_budget() {
    for (name, kind, file) in floods() {
        let (result, _, _) = run(kind, &file, 1 << 20);
        assert_eq!(result, OVER, "{name}");
    }
}

#[test]
fn what_an_honest_file_needs_grows_no_faster_than_its_pixels() {
    for ((name, kind, small), (_, _, large)) in decoders(40).into_iter().zip(decoders(160)) {
        let (small, large) = (needed(kind, &small), needed(kind, &large));
        // Sixteen times the pixels, and what each file costs by itself: another block a row for one
        // whose rows come from the bottom up.
        assert!(large <= small * 20 + 160 * BLOCK_COSTS, "{name}: {small}, then {large}");
    }
}

#[test]
fn what_an_honest_file_needs_is_a_small_multiple_of_what_it_is() {
    for (name, kind, file) in decoders(160).into_iter().chain(fixed()) {
        let (result, _, pixels) = run(kind, &file, 1 << 30);
        assert_eq!(result, Ok(()), "{name}");
        let bytes = u64::try_from(file.len()).unwrap();
        let needed = needed(kind, &file);
        let (of_byte, of_pixel, blocks) = price(name);
        let most = of_byte * bytes + of_pixel * pixels + blocks * BLOCK_COSTS;
        assert!(needed <= most, "{name}: {needed}, more than {most}");
        assert!(needed >= bytes.min(pixels), "{name}: {needed}");
        // The largest picture that may be decoded can be paid for.
        let limits = Limits::default();
        assert!(of_pixel * limits.max_pixels <= limits.max_work_bytes, "{name}");
    }
}

/// The most that an honest file may cost: for a byte, for a pixel, and in blocks whatever its size.
fn price(name: &str) -> (u64, u64, u64) {
    match name {
        "jpeg" | "png" => (1, 3, 4),
        // All scans are found before they are decoded.
        "progressive jpeg" => (2, 4, 16),
        "apng" => (1, 8, 8),
        "gif" => (4, 3, 4),
        "webp" | "lossless webp" | "lossy webp" => (2, 7, 4),
        "animated webp" => (2, 8, 4),
        "group 3" | "group 4" => (1, 2, 4),
        "tiff" | "tiff packbits" => (1, 4, 32),
        // The tables of twenty strips.
        "tiff jpeg" => (1, 5, 20 * 35),
        _ => (1, 4, 64),
    }
}

#[test]
fn a_simple_format_pays_once_for_each_byte_and_each_sample() {
    for (name, kind, file) in decoders(160) {
        let samples = match name {
            "bmp runs" | "tga" | "qoi" => 160 * 160,
            // From the bottom up, the last band may hold rows that were read before.
            "bmp" | "ico" => 160 * 160 + 4 * BLOCK_BYTES,
            "pnm" => 3 * 160 * 160,
            _ => continue,
        };
        let bytes = u64::try_from(file.len()).unwrap();
        let blocks = bytes / BLOCK_BYTES + 8;
        let needed = needed(kind, &file);
        assert!(needed <= bytes + samples + blocks * BLOCK_COSTS, "{name}: {needed}");
    }
}

#[test]
fn a_scan_is_paid_for_before_more_of_it_is_fetched() {
    let budget = 1 << 20;
    let (result, fetched, _) = run(MediaKind::Jpeg, &jpeg_of_fill(), budget);
    assert_eq!(result, OVER);
    assert!(fetched <= budget + 2 * BLOCK_BYTES, "fetched {fetched}");
}

/// The least budget with which the file is decoded.
fn needed(kind: MediaKind, file: &[u8]) -> u64 {
    let (mut least, mut most) = (0, 1 << 30);
    while least < most {
        let middle = u64::midpoint(least, most);
        if run(kind, file, middle).0.is_ok() { most = middle } else { least = middle + 1 }
    }
    most
}
