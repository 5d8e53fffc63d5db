use presend::attachment::Attachment;
use presend::context::ScanContext;
use presend::report::Timing;
use presend::scan::AttachmentScanner;
use serde::Serialize;

use crate::exit::Failure;

/// Median times of one picture.
#[derive(Serialize)]
pub(super) struct Stages {
    pub(super) outcome: &'static str,
    pub(super) timing_ms: Milliseconds,
}

/// Of each stage.
#[derive(Serialize)]
pub(super) struct Milliseconds {
    pub(super) read: f64,
    pub(super) decode: f64,
    pub(super) hash: f64,
    pub(super) lookup: f64,
    pub(super) total: f64,
}

/// Scans the bytes `runs` times.
pub(super) fn measure(
    scanner: &AttachmentScanner,
    bytes: &[u8],
    now_unix_seconds: u64,
    runs: u32,
) -> Result<Stages, Failure> {
    let context = ScanContext::at(now_unix_seconds);
    let scan = |_| scanner.scan(Attachment::bytes(bytes), &context).report;
    let reports: Vec<_> = (0..runs).map(scan).collect();
    let timings: Option<Vec<Timing>> = reports.iter().map(|report| report.timing).collect();
    let (Some(timings), Some(last)) = (timings, reports.last()) else {
        return Err(Failure::internal("the scanner has no clock"));
    };
    let median = |of: fn(&Timing) -> u64| {
        let mut micros: Vec<u64> = timings.iter().map(of).collect();
        micros.sort_unstable();
        micros.get(micros.len() / 2).map_or(0.0, |micros| *micros as f64 / 1e3)
    };
    let timing_ms = Milliseconds {
        read: median(|timing| timing.read_us),
        decode: median(|timing| timing.decode_us),
        hash: median(|timing| timing.hash_us),
        lookup: median(|timing| timing.lookup_us),
        total: median(|timing| timing.total_us),
    };
    Ok(Stages { outcome: last.outcome.name(), timing_ms })
}
