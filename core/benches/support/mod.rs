//! What every bench shares: CPU time, medians, and one line a row.

use std::time::Instant;

/// Times a bench is repeated; the median is shown.
pub(crate) const RUNS: usize = 9;

/// Milliseconds of CPU that the calling thread has used, from the kernel's accounting where there
/// is one (Linux: `/proc/thread-self/schedstat`, in nanoseconds), else wall-clock time.
pub(crate) fn cpu_ms(start: Instant) -> f64 {
    // The kernel brings the account up to date when a thread gives way.
    std::thread::yield_now();
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = text.split_whitespace().next().and_then(|word| word.parse::<f64>().ok());
    nanoseconds.map_or_else(|| start.elapsed().as_secs_f64() * 1e3, |ns| ns / 1e6)
}

/// Median CPU milliseconds of `work` over [`RUNS`] runs; `prepare` is not counted.
pub(crate) fn median_ms<P, R>(mut prepare: impl FnMut() -> P, mut work: impl FnMut(P) -> R) -> f64 {
    let start = Instant::now();
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let prepared = prepare();
            let before = cpu_ms(start);
            std::hint::black_box(work(std::hint::black_box(prepared)));
            cpu_ms(start) - before
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}

/// One row of a table: what, milliseconds, and its ratio to a baseline.
pub(crate) fn row(what: &str, ms: f64, baseline_ms: f64) {
    println!("{what:<52} {ms:>9.3} ms   1/{:<7.1}", baseline_ms / ms);
}
