//! A clip through decoder and hashes: frames per second of CPU, and the memory of the process.
//!
//! `cargo bench -p presend-video -- CLIP...`; without one the clips of `testdata`.
#![expect(
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench fails by panicking"
)]

#[path = "../../core/benches/support/mod.rs"]
mod support;

use std::fs::File;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use presend::attachment::Attachment;
use presend::context::CancelToken;
use presend::decode::VideoDecoder;
use presend::limits::Limits;
use presend::scan::{Job, fingerprint};
use presend_video::SoftwareDecoder;
use support::{median_ms, row};

fn main() {
    let given = std::env::args().skip(1).filter(|word| !word.starts_with("--"));
    let mut clips: Vec<PathBuf> = given.map(PathBuf::from).collect();
    if clips.is_empty() {
        let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/testdata"));
        clips.extend(["h264-high.mp4", "hevc-main.mp4"].map(|name| folder.join(name)));
    }
    for clip in clips {
        measure(&clip);
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find(|line| line.starts_with("VmHWM"));
    println!("memory of the whole process at most: {}", peak.unwrap_or("not known here"));
}

fn measure(clip: &PathBuf) {
    let decoders: [Arc<dyn VideoDecoder>; 1] = [Arc::new(SoftwareDecoder)];
    // Nothing of the file is held, so that what is shown of memory is the decoder's.
    let limits =
        Limits { max_input_bytes_in_memory: 1, max_work_bytes: u64::MAX, ..Limits::default() };
    let (cancel, file) = (CancelToken::new(), File::open(clip).unwrap());
    let job = Job { video_decoders: &decoders, ..Job::everything(&limits, &cancel) };
    let run = || fingerprint(&Attachment::source(&file), &job);
    let start = Instant::now();
    let before = support::cpu_ms(start);
    let found = run();
    let once_ms = support::cpu_ms(start) - before;
    // A long clip is measured once.
    let ms = if once_ms > 3_000.0 { once_ms } else { median_ms(|| (), |()| run()) };
    let last = found.fingerprints.frames.last().unwrap();
    let frames = f64::from(last.frame) + 1.0;
    let pixels = frames * f64::from(last.width) * f64::from(last.height);
    let per_second = frames * 1e3 / ms;
    let of_720p = pixels / (1280.0 * 720.0) * 1e3 / ms;
    let name = clip.file_name().unwrap().to_string_lossy().into_owned();
    println!("{name}: {}x{}, {:?}", last.width, last.height, found.undecided);
    row(&format!("up to frame {}, {} hashed", last.frame, found.fingerprints.frames.len()), ms, ms);
    println!("{per_second:.0} frames a second of CPU, or {of_720p:.0} of 1280x720");
}
