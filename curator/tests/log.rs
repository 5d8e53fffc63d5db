//! A log of manifests in a folder: what it takes, what it proves, what its witnesses refuse.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

use presend::policy::Actions;
use presend::set::log::{Checkpoint, LogProof, leaf_hash, root_of_inclusion};
use presend::set::manifest::{Manifest, SectionLine};
use presend::set::note::KeyKind;
use presend::set::{Pins, SectionAlgorithm, VersionLeaf};
use presend_curator::key::SigningKey;
use presend_curator::log::{Log, LogError};

const NOW: u64 = 1_800_000_000;

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
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

fn key(name: &str, kind: KeyKind) -> SigningKey {
    SigningKey::published_test(&format!("test.presend.invalid/{name}"), kind).unwrap()
}

fn log_key() -> SigningKey {
    key("log", KeyKind::Ed25519)
}

fn entry(set: &str, version: u64, previous: Option<VersionLeaf>) -> Vec<u8> {
    let algorithm = SectionAlgorithm::CanarySha256;
    let text = Manifest {
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
        sections: vec![SectionLine { algorithm, rows: 2, items: 2, sha256: [0; 32] }],
        matches: vec![],
        attests: vec![presend::set::manifest::AttestLine {
            algorithm,
            authority: 0,
            rows: 2,
            sha256: [0; 32],
        }],
    }
    .to_string();
    format!("{text}\n{}", key("one", KeyKind::Ed25519).sign(&text)).into_bytes()
}

fn pins() -> Pins {
    let vkey = |name, kind| key(name, kind).public().to_string();
    let text = format!(
        "presend/pins/v1\nset made-up/images\npurpose known-images\nquorum 1 1\nauthority nl {}\n\
         log {}\nwitness {}\nwitness {}\nwitness-quorum 2\ncaps 1000000 10000 1 1\nsince 0 0\n\
         recipient none\n",
        vkey("one", KeyKind::Ed25519),
        vkey("log", KeyKind::Ed25519),
        vkey("w1", KeyKind::Cosignature),
        vkey("w2", KeyKind::Cosignature),
    );
    Pins::parse(&text).unwrap()
}

fn cosign(log: &Log, folder: &Path, name: &str, now: u64) -> Result<(), LogError> {
    let memory = folder.join(format!("{name}.seen"));
    log.witness(&key(name, KeyKind::Cosignature), log_key().public(), &memory, now)
}

/// A log with 300 entries of its own and one set in two versions behind them.
fn filled(folder: &Folder) -> (Log, Vec<u8>, Vec<u8>) {
    let log = Log::init(&folder.0.join("log")).unwrap();
    for number in 0..300 {
        log.append(&entry(&format!("filler-{number}"), 1, None)).unwrap();
    }
    let first = entry("made-up/images", 1, None);
    let leaf = VersionLeaf { version: 1, leaf: leaf_hash(&first) };
    let second = entry("made-up/images", 2, Some(leaf));
    assert_eq!(log.append(&first).unwrap(), 300);
    assert_eq!(log.append(&second).unwrap(), 301);
    (log, first, second)
}

#[test]
fn an_entry_is_proved_as_far_as_the_witnessed_head_goes() {
    let folder = Folder::new("proved");
    let (log, first, second) = filled(&folder);
    assert_eq!(log.checkpoint(&log_key()).unwrap(), 302);
    cosign(&log, &folder.0, "w1", NOW).unwrap();
    cosign(&log, &folder.0, "w2", NOW + 1).unwrap();
    cosign(&log, &folder.0, "w1", NOW + 2).unwrap();
    for (entry, index) in [(&first, 300), (&second, 301)] {
        let text = log.prove(entry, log_key().public()).unwrap();
        let proof = LogProof::parse(text.as_bytes()).unwrap();
        let head = Checkpoint::parse(proof.checkpoint.text()).unwrap();
        assert_eq!((proof.index, head.size), (index, 302));
        let root = root_of_inclusion(leaf_hash(entry), index, 302, &proof.path);
        assert_eq!(root, Some(head.root));
        assert_eq!(proof.checkpoint.signatures().len(), 3, "a witness has one line, its newest");
    }
    let third = entry("made-up/images", 3, None);
    log.append(&third).unwrap();
    assert!(matches!(log.prove(&third, log_key().public()), Err(LogError::NotCovered)));
    let files = ["tile/0/000", "tile/0/001.p/46", "tile/1/000.p/1", "tile/entries/000"];
    assert!(files.iter().all(|file| folder.0.join("log").join(file).exists()));
}

#[test]
fn a_version_stands_once_and_none_comes_after_a_newer_one() {
    let folder = Folder::new("once");
    let (log, first, _) = filled(&folder);
    let append = |entry: &[u8]| log.append(entry).err();
    assert!(matches!(append(&first), Some(LogError::Logged)));
    let other = entry("made-up/images", 2, None);
    assert!(matches!(append(&other), Some(LogError::Logged)), "another manifest of that version");
    log.append(&entry("made-up/images", 5, None)).unwrap();
    assert!(matches!(append(&entry("made-up/images", 4, None)), Some(LogError::NotNewer)));
    assert!(matches!(append(b"no manifest\n"), Some(LogError::NotAManifest)));
    assert!(matches!(Log::init(&folder.0.join("log")), Err(LogError::Exists)));
    assert!(matches!(Log::open(&folder.0.join("else")), Err(LogError::NotALog)));
}

#[test]
fn a_witness_cosigns_no_other_past_than_the_one_it_saw() {
    let folder = Folder::new("witness");
    let (log, first, _) = filled(&folder);
    log.checkpoint(&log_key()).unwrap();
    cosign(&log, &folder.0, "w1", NOW).unwrap();
    // The same origin shows another history, longer than the first: a split view.
    let fork = Log::init(&folder.0.join("fork")).unwrap();
    for number in 0..310 {
        fork.append(&entry(&format!("other-{number}"), 1, None)).unwrap();
    }
    fork.append(&first).unwrap();
    fork.checkpoint(&log_key()).unwrap();
    assert!(matches!(cosign(&fork, &folder.0, "w1", NOW), Err(LogError::Inconsistent)));
    cosign(&fork, &folder.0, "w2", NOW).unwrap();
    let stranger = key("other", KeyKind::Ed25519);
    let wrong = log.witness(
        &key("w1", KeyKind::Cosignature),
        stranger.public(),
        &folder.0.join("w1.seen"),
        NOW,
    );
    assert!(matches!(wrong, Err(LogError::WrongKey)));
    // It goes on with the log it knows.
    log.append(&entry("made-up/images", 3, None)).unwrap();
    log.checkpoint(&log_key()).unwrap();
    cosign(&log, &folder.0, "w1", NOW + 9).unwrap();
}

#[test]
fn an_audit_names_what_is_wrong() {
    let folder = Folder::new("audit");
    let (log, ..) = filled(&folder);
    log.checkpoint(&log_key()).unwrap();
    let faults = || {
        let audit = log.audit(&pins()).unwrap();
        let faulty = audit.lines.into_iter().filter(|line| line.fault.is_some());
        faulty.map(|line| line.name).collect::<Vec<_>>()
    };
    assert_eq!(faults(), ["witnesses"]);
    cosign(&log, &folder.0, "w1", NOW).unwrap();
    cosign(&log, &folder.0, "w2", NOW).unwrap();
    assert!(faults().is_empty());
    assert_eq!(log.audit(&pins()).unwrap().entries[301], (301, "made-up/images".into(), 2));
    let change = |file: &str, at: usize| {
        let file = folder.0.join("log").join(file);
        let mut bytes = std::fs::read(&file).unwrap();
        bytes[at] ^= 1;
        std::fs::write(&file, bytes).unwrap();
    };
    change("tile/0/000", 700);
    assert_eq!(faults(), ["tiles"]);
    change("tile/0/000", 700);
    // One letter of an entry's text: another manifest, another leaf, another tree.
    change("tile/entries/000", 60);
    assert!(faults().contains(&"checkpoint") && faults().contains(&"tiles"));
    change("tile/entries/000", 60);
    assert!(faults().is_empty());
    log.append(&entry("filler-0", 9, Some(VersionLeaf { version: 8, leaf: [1; 32] }))).unwrap();
    assert_eq!(faults(), ["chain"]);
    log.checkpoint(&log_key()).unwrap();
    assert_eq!(faults(), ["chain", "witnesses"]);
}

/// A log of a few entries of one set, with a head.
fn small(folder: &Folder, entries: u64) -> Log {
    let log = Log::init(&folder.0.join("log")).unwrap();
    let mut previous = None;
    for version in 1..=entries {
        let entry = entry("made-up/images", version, previous);
        previous = Some(VersionLeaf { version, leaf: leaf_hash(&entry) });
        log.append(&entry).unwrap();
    }
    log.checkpoint(&log_key()).unwrap();
    log
}

fn head(folder: &Folder) -> String {
    std::fs::read_to_string(folder.0.join("log/checkpoint")).unwrap()
}

#[test]
fn a_key_of_the_other_kind_and_an_impossible_time_sign_nothing() {
    let folder = Folder::new("kinds");
    let log = small(&folder, 3);
    let before = head(&folder);
    let memory = folder.0.join("w1.seen");
    let witness = |key: &SigningKey, now| log.witness(key, log_key().public(), &memory, now);
    let (right, wrong) = (key("w1", KeyKind::Cosignature), key("w1", KeyKind::Ed25519));
    for refused in [
        witness(&wrong, NOW),
        witness(&right, 0),
        witness(&right, u64::MAX),
        log.checkpoint(&key("log", KeyKind::Cosignature)).map(|_| ()),
    ] {
        assert!(matches!(refused, Err(LogError::WouldNotVerify | LogError::WrongKey)));
    }
    assert_eq!(head(&folder), before);
    assert!(!memory.exists(), "what was not signed is not remembered as signed");
    let fresh = Log::init(&folder.0.join("fresh")).unwrap();
    let refused = fresh.checkpoint(&key("log", KeyKind::Cosignature));
    assert!(matches!(refused, Err(LogError::WouldNotVerify)));
}

#[test]
fn a_head_takes_no_more_lines_than_a_device_reads() {
    let folder = Folder::new("lines");
    let log = small(&folder, 2);
    for number in 1..64 {
        cosign(&log, &folder.0, &format!("w{number}"), NOW).unwrap();
    }
    assert!(matches!(cosign(&log, &folder.0, "w64", NOW), Err(LogError::WouldNotVerify)));
    assert_eq!(head(&folder).lines().count(), 4 + 64);
    cosign(&log, &folder.0, "w63", NOW + 1).unwrap();
}

#[test]
fn a_missing_tile_is_written_again_and_a_changed_one_is_not_signed_over() {
    let folder = Folder::new("repair");
    let log = small(&folder, 5);
    let before = head(&folder);
    let tile = folder.0.join("log/tile/0/000.p/5");
    let bytes = std::fs::read(&tile).unwrap();
    std::fs::remove_file(&tile).unwrap();
    assert_eq!(log.checkpoint(&log_key()).unwrap(), 5);
    assert_eq!((std::fs::read(&tile).unwrap(), head(&folder)), (bytes.clone(), before));
    std::fs::write(&tile, [&bytes[..bytes.len() - 1], &[0]].concat()).unwrap();
    assert!(matches!(log.checkpoint(&log_key()), Err(LogError::Damaged)));
}

#[test]
fn a_log_whose_entries_are_not_those_of_its_head_proves_and_cosigns_nothing() {
    let folder = Folder::new("changed");
    let log = small(&folder, 4);
    let bundle = folder.0.join("log/tile/entries/000.p/4");
    let mut bytes = std::fs::read(&bundle).unwrap();
    let last = entry("made-up/images", 4, None).len();
    let at = bytes.len() - last;
    // A letter of the last entry's set name: still a manifest, another leaf.
    let name = at + bytes[at..].iter().position(|byte| *byte == b'/').unwrap();
    bytes[name + 1] ^= 1;
    std::fs::write(&bundle, &bytes).unwrap();
    let first = entry("made-up/images", 1, None);
    assert!(matches!(log.prove(&first, log_key().public()), Err(LogError::Inconsistent)));
    assert!(matches!(cosign(&log, &folder.0, "w1", NOW), Err(LogError::Inconsistent)));
    assert!(matches!(log.checkpoint(&log_key()), Err(LogError::Inconsistent)));
}

#[test]
fn an_audit_sees_a_bundle_that_differs_from_the_wider_one_and_a_chain_that_begins_again() {
    let folder = Folder::new("bundles");
    let log = small(&folder, 3);
    for name in ["w1", "w2"] {
        cosign(&log, &folder.0, name, NOW).unwrap();
    }
    let faults = || {
        let lines = log.audit(&pins()).unwrap().lines;
        let faulty =
            lines.into_iter().filter_map(|line| line.fault.map(|fault| (line.name, fault)));
        faulty.collect::<Vec<_>>()
    };
    assert_eq!(faults(), []);
    // The head covers three entries; a fourth, without a head yet, makes a wider bundle.
    log.append(&entry("made-up/images", 4, None)).unwrap();
    let chain = ("chain", "entry 3 follows no version that is in the log before it".to_owned());
    assert_eq!(faults(), std::slice::from_ref(&chain));
    let bundle = folder.0.join("log/tile/entries/000.p/3");
    let mut bytes = std::fs::read(&bundle).unwrap();
    bytes[40] ^= 1;
    std::fs::write(&bundle, bytes).unwrap();
    let tiles = ("tiles", "tile/entries/000.p/3 is missing or wrong".to_owned());
    assert_eq!(faults(), [chain.clone(), tiles.clone()]);
    // A pinned witness's line that does not verify: a device refuses such a proof.
    let signed = head(&folder);
    let line = signed.lines().last().unwrap();
    let at = line.len() - 8;
    let swapped = if line.as_bytes()[at] == b'A' { "B" } else { "A" };
    let changed = format!("{}{swapped}{}", &line[..at], &line[at + 1..]);
    std::fs::write(folder.0.join("log/checkpoint"), signed.replace(line, &changed)).unwrap();
    let witness = "a line of test.presend.invalid/w2 does not verify".to_owned();
    assert_eq!(faults(), [chain, tiles, ("witnesses", witness)]);
}

#[test]
fn two_logs_shown_to_one_witness_at_once_do_not_both_get_its_line() {
    for round in 0..8 {
        let folders =
            [Folder::new(&format!("race-a{round}")), Folder::new(&format!("race-b{round}"))];
        let logs = [small(&folders[0], 2), Log::init(&folders[1].0.join("log")).unwrap()];
        logs[1].append(&entry("other/images", 1, None)).unwrap();
        logs[1].checkpoint(&log_key()).unwrap();
        let memory = folders[0].0.clone();
        let signed = std::thread::scope(|scope| {
            let runs = logs.each_ref().map(|log| scope.spawn(|| cosign(log, &memory, "w1", NOW)));
            runs.map(|run| run.join().unwrap().is_ok())
        });
        assert_eq!(signed.iter().filter(|signed| **signed).count(), 1, "{signed:?}");
    }
}

#[test]
fn entries_and_lines_written_at_once_are_all_kept() {
    let folder = Folder::new("at-once");
    let log = Log::init(&folder.0.join("log")).unwrap();
    std::thread::scope(|scope| {
        for set in 0..8 {
            let log = &log;
            scope.spawn(move || log.append(&entry(&format!("set-{set}"), 1, None)).unwrap());
        }
    });
    assert_eq!(log.entries().unwrap().len(), 8);
    log.checkpoint(&log_key()).unwrap();
    std::thread::scope(|scope| {
        for number in 0..8 {
            let (log, folder) = (&log, &folder.0);
            scope.spawn(move || cosign(log, folder, &format!("w{number}"), NOW).unwrap());
        }
    });
    assert_eq!(head(&folder).lines().count(), 4 + 1 + 8);
}
