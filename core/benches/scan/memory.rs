//! Peak memory over the input, each picture in a process of its own (Linux: `VmHWM`).

use std::path::Path;
use std::process::Command;

use presend::attachment::Attachment;
use presend::context::CancelToken;
use presend::limits::Limits;
use presend::scan::{Job, fingerprint};

use crate::pictures;

const CHILD: &str = "PRESEND_BENCH_MEMORY_OF";

pub(crate) fn is_child() -> bool {
    std::env::var_os(CHILD).is_some()
}

/// Fingerprints one file and prints by how many bytes the peak grew.
pub(crate) fn child() {
    let bytes = std::fs::read(std::env::var_os(CHILD).unwrap()).unwrap();
    let before = peak_bytes();
    let (limits, cancel) = (Limits::default(), CancelToken::new());
    let found = fingerprint(&Attachment::bytes(&bytes), &Job::everything(&limits, &cancel));
    assert_eq!(found.undecided, None);
    println!("{}", peak_bytes() - before);
}

pub(crate) fn print() {
    println!("Peak memory over the input, 12 Mpx");
    let folder = std::env::temp_dir().join(format!("presend-bench-{}", std::process::id()));
    std::fs::create_dir(&folder).unwrap();
    one(&folder.join("picture.jpg"), "baseline JPEG (goal 2 MB)", &pictures::jpeg(4000, 3000));
    let progressive = pictures::progressive_jpeg(4000, 3000);
    one(&folder.join("progressive.jpg"), "progressive JPEG (goal 2 MB)", &progressive);
    one(&folder.join("picture.png"), "PNG (goal 2 MB)", &pictures::png(4000, 3000));
    std::fs::remove_dir_all(&folder).unwrap();
    println!();
}

fn one(path: &Path, what: &str, bytes: &[u8]) {
    std::fs::write(path, bytes).unwrap();
    let child = Command::new(std::env::current_exe().unwrap()).env(CHILD, path).output().unwrap();
    let grown: f64 = String::from_utf8(child.stdout).unwrap().trim().parse().unwrap();
    println!("{what:<52} {:>9.1} MB   {:.2} bytes a pixel", grown / 1e6, grown / 12e6);
}

fn peak_bytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1024
}
