//! How long a scan goes on after it was cancelled, at several moments of a 24 Mpx picture.

use std::thread;
use std::time::{Duration, Instant};

use presend::attachment::Attachment;
use presend::context::CancelToken;
use presend::limits::Limits;
use presend::scan::{Job, fingerprint};

use crate::pictures;

pub(crate) fn print() {
    println!("Cancel of a 24 Mpx picture: wall-clock time until the scan is back (goal 25 ms)");
    one("baseline JPEG", &pictures::jpeg(6000, 4000));
    one("PNG", &pictures::png(6000, 4000));
}

fn one(what: &str, bytes: &[u8]) {
    let whole = Instant::now();
    run(bytes, &CancelToken::new());
    let whole = whole.elapsed();
    let mut waits: Vec<f64> =
        (1..20).map(|part| cancelled_after(bytes, whole * part / 20)).collect();
    waits.sort_by(f64::total_cmp);
    println!("{what:<52} {:>9.3} ms median, {:.3} ms at most", waits[9], waits[18]);
}

/// Milliseconds from the cancel to the return.
fn cancelled_after(bytes: &[u8], delay: Duration) -> f64 {
    let cancel = CancelToken::new();
    thread::scope(|scope| {
        let canceller = scope.spawn(|| {
            thread::sleep(delay);
            cancel.cancel();
            Instant::now()
        });
        run(bytes, &cancel);
        let back = Instant::now();
        back.saturating_duration_since(canceller.join().unwrap()).as_secs_f64() * 1e3
    })
}

fn run(bytes: &[u8], cancel: &CancelToken) {
    let limits = Limits::default();
    std::hint::black_box(fingerprint(&Attachment::bytes(bytes), &Job::everything(&limits, cancel)));
}
