//! What the tests of a log are made of: entries, pins, and logs with some in them.

use std::path::{Path, PathBuf};

use presend::policy::Actions;
use presend::set::log::leaf_hash;
use presend::set::manifest::{Manifest, SectionLine};
use presend::set::note::KeyKind;
use presend::set::{Pins, SectionAlgorithm, VersionLeaf};
use presend_curator::key::SigningKey;
use presend_curator::log::{Gap, Log, LogError};

pub(crate) const NOW: u64 = 1_800_000_000;

pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("presend-log-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub(crate) fn key(name: &str, kind: KeyKind) -> SigningKey {
    SigningKey::published_test(&format!("test.presend.invalid/{name}"), kind).unwrap()
}

pub(crate) fn log_key() -> SigningKey {
    key("log", KeyKind::Ed25519)
}

pub(crate) fn text(set: &str, version: u64, previous: Option<VersionLeaf>) -> String {
    let algorithm = SectionAlgorithm::CanarySha256;
    Manifest {
        set: set.into(),
        version,
        not_before: NOW,
        not_after: NOW + 1,
        basis: "urn:example:law".into(),
        sunset: NOW + 1,
        purpose: "known-images".into(),
        actions: Actions::LIST,
        threshold: 3,
        window_days: 30,
        recipient: None,
        salt: [0; 32],
        previous,
        authorities: vec!["test.presend.invalid/one".into()],
        lent: None,
        sections: vec![SectionLine { algorithm, rows: 2, items: 2, sha256: [0; 32] }],
        matches: vec![],
        attests: vec![presend::set::manifest::AttestLine {
            algorithm,
            authority: 0,
            rows: 2,
            sha256: [0; 32],
        }],
    }
    .to_string()
}

pub(crate) fn signed(text: &str, by: &str) -> Vec<u8> {
    format!("{text}\n{}", key(by, KeyKind::Ed25519).sign(text)).into_bytes()
}

pub(crate) fn entry(set: &str, version: u64, previous: Option<VersionLeaf>) -> Vec<u8> {
    signed(&text(set, version, previous), "one")
}

/// The entry of the next version behind this one.
pub(crate) fn next(set: &str, version: u64, before: &[u8]) -> Vec<u8> {
    entry(set, version, Some(VersionLeaf { version: version - 1, leaf: leaf_hash(before) }))
}

pub(crate) fn pins() -> Pins {
    pins_of("made-up/images")
}

/// Appends with pins of the entry's own set.
pub(crate) fn append(log: &Log, entry: &[u8]) -> Result<u64, LogError> {
    append_as(log, entry, Gap::Refused)
}

pub(crate) fn append_as(log: &Log, entry: &[u8], gap: Gap) -> Result<u64, LogError> {
    let text = String::from_utf8_lossy(entry).into_owned();
    let set = text.lines().find_map(|line| line.strip_prefix("set ")).unwrap_or("none");
    log.append(entry, &[pins_of(set)], gap)
}

pub(crate) fn pins_of(set: &str) -> Pins {
    let vkey = |name, kind| key(name, kind).public().to_string();
    let text = format!(
        "presend/pins/v1\nset {set}\npurpose known-images\nquorum 1 1\nauthority nl {}\n\
         log {}\nwitness {}\nwitness {}\nwitness-quorum 2\ncaps 1000000 10000 1 1\nsince 0 0\n\
         recipient none\n",
        vkey("one", KeyKind::Ed25519),
        vkey("log", KeyKind::Ed25519),
        vkey("w1", KeyKind::Cosignature),
        vkey("w2", KeyKind::Cosignature),
    );
    Pins::parse(&text).unwrap()
}

pub(crate) fn cosign(log: &Log, folder: &Path, name: &str, now: u64) -> Result<(), LogError> {
    let memory = folder.join(format!("{name}.seen"));
    log.witness(&key(name, KeyKind::Cosignature), log_key().public(), &memory, now)
}

/// A log with 300 entries of its own and one set in two versions behind them.
pub(crate) fn filled(folder: &Folder) -> (Log, Vec<u8>, Vec<u8>) {
    let log = Log::init(&folder.0.join("log")).unwrap();
    for number in 0..300 {
        append(&log, &entry(&format!("filler-{number}"), 1, None)).unwrap();
    }
    let first = entry("made-up/images", 1, None);
    let leaf = VersionLeaf { version: 1, leaf: leaf_hash(&first) };
    let second = entry("made-up/images", 2, Some(leaf));
    assert_eq!(append(&log, &first).unwrap(), 300);
    assert_eq!(append(&log, &second).unwrap(), 301);
    (log, first, second)
}

/// A log of a few entries of one set, with a head.
pub(crate) fn small(folder: &Folder, entries: u64) -> Log {
    let log = Log::init(&folder.0.join("log")).unwrap();
    let mut previous = None;
    for version in 1..=entries {
        let entry = entry("made-up/images", version, previous);
        previous = Some(VersionLeaf { version, leaf: leaf_hash(&entry) });
        append(&log, &entry).unwrap();
    }
    log.checkpoint(&log_key()).unwrap();
    log
}

pub(crate) fn head(folder: &Folder) -> String {
    std::fs::read_to_string(folder.0.join("log/checkpoint")).unwrap()
}
