//! The whole scan of a 12 Mpx JPEG against 3 million PDQ hashes and 3 million digests.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Instant;

use presend::attachment::Attachment;
use presend::context::{Monotonic, ScanContext};
use presend::hash::digest::{DigestKind, DigestSet, digest};
use presend::hash::edits::EditProfile;
use presend::hash::pdq::reference::Plane;
use presend::report::{Outcome, Timing};
use presend::scan::AttachmentScanner;

use crate::decode::zune_luma;
use crate::list::{MadeUp, made_up};
use crate::support::{RUNS, median_ms, row};

const ROWS: usize = 3_000_000;

pub(crate) fn print(jpeg: &[u8]) {
    let MadeUp { set, hashes } = made_up(ROWS);
    let scanner_builder = AttachmentScanner::builder().add_set(set);
    let scanner = |edits| scanner_builder.clone().edits(edits).build();
    let context = ScanContext::at(0);
    let scan = |scanner: &AttachmentScanner| {
        let outcome = scanner.scan(Attachment::bytes(jpeg), &context).report.outcome;
        assert_eq!(outcome, Outcome::Clean, "random hashes match nothing");
    };
    let timed = |edits| {
        let scanner = scanner(edits);
        median_ms(|| (), |()| scan(&scanner))
    };

    println!("Whole scan of a 12 Mpx JPEG ({} kB), {ROWS} PDQ + {ROWS} digests", jpeg.len() / 1000);
    let digests: HashSet<[u8; 32]> = HashSet::new();
    let plain = median_ms(|| (), |()| plain_scan(jpeg, &hashes, &digests));
    row("image decode, reference PDQ upright, plain scan", plain, plain);
    let ours = timed(EditProfile::None);
    row("presend, eight orientations (goal 1/6)", ours, plain);
    let [small, full] = [EditProfile::Small, EditProfile::Full].map(timed);
    row("presend, and the edits of the small profile undone", small, plain);
    row("presend, and all edits undone", full, plain);
    let floor = median_ms(|| (), |()| decode_and_digest(jpeg));
    row("luma decode + BLAKE3 + SHA-256 alone", floor, plain);
    let ratio = ours / floor;
    println!("presend / (luma decode + BLAKE3 + SHA-256) = {ratio:.2} (goal 1.6)");
    println!("presend with all edits undone / without = {:.2} (goal 2)", full / ours);
    stages(scanner_builder.monotonic(Arc::new(WallClock(Instant::now()))).build(), jpeg);
}

/// Where the time of a scan goes: wall-clock time of each stage, the median of its own.
fn stages(scanner: AttachmentScanner, jpeg: &[u8]) {
    let scan = || scanner.scan(Attachment::bytes(jpeg), &ScanContext::at(0)).report.timing.unwrap();
    let timings: Vec<Timing> = (0..RUNS).map(|_| scan()).collect();
    for (stage, of) in STAGES {
        let mut micros: Vec<u64> = timings.iter().map(of).collect();
        micros.sort_unstable();
        println!("  of it {stage:<46} {:>9.3} ms", micros[RUNS / 2] as f64 / 1e3);
    }
    println!();
}

type StageTime = fn(&Timing) -> u64;

const STAGES: [(&str, StageTime); 4] = [
    ("reading and digests", |timing| timing.read_us),
    ("decode", |timing| timing.decode_us),
    ("PDQ", |timing| timing.hash_us),
    ("look-up", |timing| timing.lookup_us),
];

struct WallClock(Instant);

impl Monotonic for WallClock {
    fn now_us(&self) -> u64 {
        self.0.elapsed().as_micros() as u64
    }
}

/// What an app would write without this crate.
fn plain_scan(
    jpeg: &[u8],
    hashes: &[presend::hash::pdq::PdqHash],
    digests: &HashSet<[u8; 32]>,
) -> usize {
    let luma = image::load_from_memory(jpeg).unwrap().to_luma8();
    let (width, height) = (luma.width() as usize, luma.height() as usize);
    let floats = luma.into_raw().into_iter().map(f32::from).collect();
    let pdq = Plane::new(width, height, floats).unwrap().pdq();
    let sha256 = digest(jpeg, DigestSet::NONE.with(DigestKind::Sha256)).sha256.unwrap();
    let near = hashes.iter().filter(|hash| hash.distance_bits(&pdq.hash) <= 31).count();
    near + usize::from(digests.contains(&sha256))
}

/// The least that any check of this picture has to do.
fn decode_and_digest(jpeg: &[u8]) -> (usize, bool) {
    let plane = zune_luma(jpeg);
    let wanted = DigestSet::NONE.with(DigestKind::Blake3).with(DigestKind::Sha256);
    (plane.len(), digest(jpeg, wanted).sha256.is_some())
}
