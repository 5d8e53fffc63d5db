//! A set of 3 million PDQ rows and 3 million digests that three authorities vouch for: made, then
//! installed, opened and queried as on a device. CPU time of one thread.
#![expect(
    clippy::as_conversions,
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a bench fails by panicking"
)]

use std::collections::HashSet;
use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use presend::context::CancelToken;
use presend::hash::pdq::{Pdq, PdqHash};
use presend::hash::{Digests, Fingerprints, FrameFingerprints};
use presend::lookup::find;
use presend::policy::Actions;
use presend::set::check::{self, Bundle};
use presend::set::manifest::{Manifest, MatchLine};
use presend::set::note::KeyKind;
use presend::set::store::files::SetFiles as _;
use presend::set::{
    KnownSet, MatchParameters, NearForm, Pins, SectionAlgorithm, SetBytes, SetState, StoredVersion,
    VersionLeaf,
};
use presend_curator::attest::review;
use presend_curator::build::build;
use presend_curator::bundle::{bundle, join};
use presend_curator::key::SigningKey;
use presend_curator::log::{Gap, Log};
use presend_curator::submission::Submission;
use presend_map::MappedFiles;

const ROWS: u64 = 3_000_000;
const NOW: u64 = 1_800_000_000;
const RUNS: usize = 7;
const QUERIES: usize = 100_000;
const NAMES: [&str; 3] = ["hotline.example", "bureau.example", "centre.example"];

fn main() {
    let folder = std::env::temp_dir().join(format!("presend-set-{}", std::process::id()));
    std::fs::create_dir(&folder).expect("a folder of our own");
    let (file, pins) = make(&folder);
    let path = folder.join("set.khs");
    std::fs::write(&path, &file).expect("the set file");
    drop(file);
    println!("most memory while making: {} MB", most_memory_mb());
    let bytes = MappedFiles.open(&path).expect("the set file");
    println!("set file: {} MB", bytes.all().len() >> 20);
    device(&bytes, &pins);
    std::fs::remove_dir_all(&folder).expect("our own folder");
}

/// The set file of a list that all three authorities hold.
fn make(folder: &Path) -> (Vec<u8>, Pins) {
    let key = |name: &str, kind| SigningKey::generate(name, kind).expect("a key");
    let keys = NAMES.map(|name| key(name, KeyKind::Ed25519));
    let (log, witness) = (key("log.example", KeyKind::Ed25519), "witness.example");
    let witnesses = [1, 2].map(|n| key(&format!("{n}.{witness}"), KeyKind::Cosignature));
    let pins = pins(&keys, &log, &witnesses);
    let parameters = parameters();
    let list = list();
    let (start, cpu) = (Instant::now(), cpu_ms());
    let made = Submission::make(NAMES[0], &parameters, list.as_bytes(), std::io::empty());
    let own = made.expect("a submission");
    said("submission of 3 million records", start, cpu);
    let submissions = NAMES.map(|name| Submission { authority: name.to_owned(), ..own.clone() });
    drop((own, list));
    let (start, cpu) = (Instant::now(), cpu_ms());
    let built = build(&parameters, &submissions, None, &pins, 1).expect("a draft");
    said("build", start, cpu);
    let draft = Bundle::read_draft(&SetBytes::from(built.draft)).expect("a draft");
    let (start, cpu) = (Instant::now(), cpu_ms());
    let first = review(&draft, &submissions[0], None).sign(&keys[0]).expect("a signature");
    said("attest", start, cpu);
    let text = draft.manifest.to_string();
    let lines = [first, keys[1].sign(&text), keys[2].sign(&text)];
    let manifest = join(&draft, &lines).expect("a manifest");
    let public_log = Log::init(&folder.join("log")).expect("a log");
    let of_set = std::slice::from_ref(&pins);
    public_log.append(manifest.as_bytes(), of_set, Gap::Refused).expect("an entry");
    public_log.checkpoint(&log).expect("a checkpoint");
    for key in &witnesses {
        let memory = folder.join(key.public().name());
        public_log.witness(key, log.public(), &memory, NOW).expect("a cosignature");
    }
    let proof = public_log.prove(manifest.as_bytes(), log.public(), &[]).expect("a proof");
    (bundle(&draft, &manifest, &proof).expect("a set file"), pins)
}

/// Install, open and look-ups, each against what must be done at least.
fn device(bytes: &SetBytes, pins: &Pins) {
    let fresh = SetState::new(pins);
    let verified = check::install(bytes, pins, &fresh, NOW).expect("a sound set");
    let sha = median_ms(|| ring::digest::digest(&ring::digest::SHA256, bytes.all()));
    let install = median_ms(|| check::install(bytes, pins, &fresh, NOW));
    let lines = 1 + NAMES.len();
    println!(
        "install {install:.0} ms: {:.2} of SHA-256 x {lines} (goal 2)",
        install / sha / lines as f64
    );
    let version = VersionLeaf { version: 1, leaf: verified.origin.leaf };
    let active = Some(StoredVersion { version, blake3: verified.blake3 });
    let state = SetState { active, high: Some(version), ..fresh };
    let blake3 = median_ms(|| blake3::hash(bytes.all()));
    let open = median_ms(|| check::open(bytes, pins, &state, NOW));
    println!("BLAKE3 of the file {blake3:.0} ms, SHA-256 {sha:.0} ms");
    println!("open {open:.0} ms: {:.2} of both together (goal 1.3)", open / (blake3 + sha));
    exact(&verified.set);
    near(&verified.set);
}

/// A digest that is in no set, against std's `HashSet` of as many digests.
fn exact(set: &KnownSet) {
    let queries: Vec<[u8; 32]> = (0..QUERIES as u64).map(|n| hash(u64::MAX - n)).collect();
    let hashed: HashSet<[u8; 32]> = (0..ROWS).map(hash).collect();
    let std_ms = median_ms(|| queries.iter().filter(|query| hashed.contains(*query)).count());
    let sets = std::slice::from_ref(set);
    let ours = median_ms(|| {
        let found = |sha256: &[u8; 32]| {
            let digests = Digests { sha256: Some(*sha256), ..Digests::default() };
            let query = Fingerprints { digests, ..Fingerprints::default() };
            find("", &query, sets, &CancelToken::new()).is_ok_and(|hits| !hits.is_empty())
        };
        queries.iter().filter(|query| found(query)).count()
    });
    let each = |ms: f64| ms * 1e6 / QUERIES as f64;
    println!("exact, negative, tag and all: {:.0} ns; HashSet {:.0} ns", each(ours), each(std_ms));
}

/// Eight turns of a picture that is in no set.
fn near(set: &KnownSet) {
    let pdq = [0, 1, 2, 3, 4, 5, 6, 7]
        .map(|n| Pdq { hash: PdqHash::from_bytes(hash(u64::MAX / 2 + n)), quality: 100 });
    let (width, height) = (4_000, 3_000);
    let frame = FrameFingerprints {
        frame: 0,
        time_ms: None,
        width,
        height,
        pdq,
        over_black: None,
        pdq512: pdq[0],
    };
    let query = Fingerprints { frames: vec![frame], ..Fingerprints::default() };
    let sets = std::slice::from_ref(set);
    let found = median_ms(|| find("", &query, sets, &CancelToken::new()));
    println!("near, eight turns: {found:.1} ms");
}

fn parameters() -> Manifest {
    Manifest {
        set: "made-up/images".into(),
        version: 1,
        not_before: NOW - 1,
        not_after: NOW + 1_000_000,
        basis: "urn:example:made-up-law".into(),
        sunset: NOW + 1_000_000,
        purpose: "known-images".into(),
        actions: Actions::LIST,
        threshold: 3,
        window_days: 30,
        recipient: None,
        salt: [7; 32],
        previous: None,
        authorities: NAMES.map(String::from).to_vec(),
        lent: None,
        sections: Vec::new(),
        matches: vec![MatchLine {
            algorithm: SectionAlgorithm::Near(NearForm::Pdq),
            parameters: MatchParameters::default(),
            attest_bits: 10,
            video_pct: None,
        }],
        attests: Vec::new(),
    }
}

fn pins(keys: &[SigningKey; 3], log: &SigningKey, witnesses: &[SigningKey; 2]) -> Pins {
    let mut text =
        String::from("presend/pins/v1\nset made-up/images\npurpose known-images\nquorum 2 2\n");
    for (country, key) in ["nl", "de", "ie"].iter().zip(keys) {
        let _ = writeln!(text, "authority {country} {}", key.public());
    }
    let _ = writeln!(text, "log {}", log.public());
    for key in witnesses {
        let _ = writeln!(text, "witness {}", key.public());
    }
    text.push_str("witness-quorum 2\ncaps 4000000000 100000000 7776000 63072000\n");
    text.push_str("since 0 0\nrecipient none\n");
    Pins::parse(&text).expect("pins")
}

/// A picture and a digest a line.
fn list() -> String {
    let mut text = String::with_capacity(ROWS as usize * 142);
    for n in 0..ROWS {
        let hex = |number| blake3::Hash::from_bytes(hash(number)).to_hex();
        let _ = writeln!(text, "pdq:{} sha256:{}", hex(n), hex(n + (1 << 40)));
    }
    text
}

fn hash(number: u64) -> [u8; 32] {
    *blake3::hash(&number.to_le_bytes()).as_bytes()
}

fn said(what: &str, start: Instant, cpu_before: f64) {
    let (wall, cpu) = (start.elapsed().as_secs_f64(), (cpu_ms() - cpu_before) / 1e3);
    println!("{what}: {cpu:.1} s CPU, {wall:.1} s");
}

fn median_ms<R>(mut work: impl FnMut() -> R) -> f64 {
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let before = cpu_ms();
            black_box(work());
            cpu_ms() - before
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}

/// CPU time of this thread, from the kernel's accounting (Linux).
fn cpu_ms() -> f64 {
    std::thread::yield_now();
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    text.split_whitespace().next().and_then(|ns| ns.parse::<f64>().ok()).unwrap_or(0.0) / 1e6
}

fn most_memory_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().split(' ').next()?.parse::<u64>().ok()).unwrap_or(0) >> 10
}
