//! A log of manifests in a folder: what it takes, what it proves, what its witnesses refuse.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

use presend::policy::Actions;
use presend::set::log::{Checkpoint, LogHead, SetProof, leaf_hash, root_of_inclusion};
use presend::set::manifest::{Manifest, SectionLine};
use presend::set::note::KeyKind;
use presend::set::{Pins, SectionAlgorithm, SetFault, VersionLeaf};
use presend_curator::key::SigningKey;
use presend_curator::log::{Gap, Log, LogError, Uncovered};

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

fn text(set: &str, version: u64, previous: Option<VersionLeaf>) -> String {
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

fn signed(text: &str, by: &str) -> Vec<u8> {
    format!("{text}\n{}", key(by, KeyKind::Ed25519).sign(text)).into_bytes()
}

fn entry(set: &str, version: u64, previous: Option<VersionLeaf>) -> Vec<u8> {
    signed(&text(set, version, previous), "one")
}

/// The entry of the next version behind this one.
fn next(set: &str, version: u64, before: &[u8]) -> Vec<u8> {
    entry(set, version, Some(VersionLeaf { version: version - 1, leaf: leaf_hash(before) }))
}

fn pins() -> Pins {
    pins_of("made-up/images")
}

/// Appends with pins of the entry's own set.
fn append(log: &Log, entry: &[u8]) -> Result<u64, LogError> {
    append_as(log, entry, Gap::Refused)
}

fn append_as(log: &Log, entry: &[u8], gap: Gap) -> Result<u64, LogError> {
    let text = String::from_utf8_lossy(entry).into_owned();
    let set = text.lines().find_map(|line| line.strip_prefix("set ")).unwrap_or("none");
    log.append(entry, &[pins_of(set)], gap)
}

fn pins_of(set: &str) -> Pins {
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

fn cosign(log: &Log, folder: &Path, name: &str, now: u64) -> Result<(), LogError> {
    let memory = folder.join(format!("{name}.seen"));
    log.witness(&key(name, KeyKind::Cosignature), log_key().public(), &memory, now)
}

/// A log with 300 entries of its own and one set in two versions behind them.
fn filled(folder: &Folder) -> (Log, Vec<u8>, Vec<u8>) {
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

#[test]
fn an_entry_is_proved_as_far_as_the_witnessed_head_goes() {
    let folder = Folder::new("proved");
    let (log, first, second) = filled(&folder);
    assert_eq!(log.checkpoint(&log_key()).unwrap(), 302);
    cosign(&log, &folder.0, "w1", NOW).unwrap();
    cosign(&log, &folder.0, "w2", NOW + 1).unwrap();
    cosign(&log, &folder.0, "w1", NOW + 2).unwrap();
    for (entry, index) in [(&first, 300), (&second, 301)] {
        let text = log.prove(entry, log_key().public(), &[]).unwrap();
        let proof = SetProof::parse(text.as_bytes()).unwrap().entry;
        let head = Checkpoint::parse(proof.checkpoint.text()).unwrap();
        assert_eq!((proof.index, head.size), (index, 302));
        let root = root_of_inclusion(leaf_hash(entry), index, 302, &proof.path);
        assert_eq!(root, Some(head.root));
        assert_eq!(proof.checkpoint.signatures().len(), 3, "a witness has one line, its newest");
    }
    let third = next("made-up/images", 3, &second);
    append(&log, &third).unwrap();
    assert!(matches!(log.prove(&third, log_key().public(), &[]), Err(LogError::NotCovered)));
    let files = ["tile/0/000", "tile/0/001.p/46", "tile/1/000.p/1", "tile/entries/000"];
    assert!(files.iter().all(|file| folder.0.join("log").join(file).exists()));
}

#[test]
fn the_versions_of_a_set_are_one_history_without_a_gap() {
    let folder = Folder::new("once");
    let (log, first, second) = filled(&folder);
    let refused = |entry: &[u8]| append(&log, entry).err();
    assert!(matches!(refused(&first), Some(LogError::Logged)));
    let other = entry("made-up/images", 2, None);
    assert!(matches!(refused(&other), Some(LogError::Logged)), "another manifest of that version");
    assert!(matches!(
        refused(b"no manifest\n"),
        Some(LogError::Uncovered(Uncovered::NotAManifest))
    ));
    // The third follows the second, and nothing else.
    for previous in [None, Some((1, &first)), Some((2, &first)), Some((1, &second))] {
        let previous = previous.map(|(version, e)| VersionLeaf { version, leaf: leaf_hash(e) });
        let third = entry("made-up/images", 3, previous);
        assert!(matches!(refused(&third), Some(LogError::OtherHistory)), "{previous:?}");
    }
    let leaf = VersionLeaf { version: 2, leaf: leaf_hash(&second) };
    for version in [4, 5, 9_000_000_000] {
        let later = entry("made-up/images", version, Some(leaf));
        assert!(matches!(refused(&later), Some(LogError::LeavesOut { last: 2 })), "{version}");
    }
    let (new, later) = (entry("new/set", 3, Some(leaf)), entry("new/set", 7, None));
    for begins in [&new, &later] {
        assert!(matches!(refused(begins), Some(LogError::LeavesOut { last: 0 })));
    }
    let follows_nothing = entry("new/set", 1, None);
    append(&log, &follows_nothing).unwrap();
    // A gap can be forced, another history cannot.
    let forced = |entry: &[u8]| append_as(&log, entry, Gap::Allowed);
    let other = entry("made-up/images", 5, None);
    assert!(matches!(forced(&other).err(), Some(LogError::OtherHistory)));
    forced(&entry("made-up/images", 5, Some(leaf))).unwrap();
    assert!(matches!(refused(&entry("made-up/images", 4, None)), Some(LogError::NotNewer)));
    forced(&entry("moved/set", 7, Some(VersionLeaf { version: 6, leaf: [6; 32] }))).unwrap();
    assert!(matches!(Log::init(&folder.0.join("log")), Err(LogError::Exists)));
    assert!(matches!(Log::open(&folder.0.join("else")), Err(LogError::NotALog)));
}

#[test]
fn only_what_a_quorum_of_the_pinned_authorities_signed_is_taken() {
    let folder = Folder::new("quorum");
    let log = Log::init(&folder.0.join("log")).unwrap();
    let (one, two) = (key("one", KeyKind::Ed25519), key("two", KeyKind::Ed25519));
    let both = pins().to_string().replace("quorum 1 1", "quorum 2 2").replace(
        &format!("authority nl {}\n", one.public()),
        &format!("authority nl {}\nauthority de {}\n", one.public(), two.public()),
    );
    let both = Pins::parse(&both).unwrap();
    let text = text("made-up/images", 1, None);
    let line = one.sign(&text);
    let refused = |entry: &[u8], pins: &[Pins]| match log.append(entry, pins, Gap::Allowed) {
        Err(LogError::Uncovered(why)) => Some(why),
        _ => None,
    };
    let by = |fault| Some(Uncovered::Refused(fault));
    let unsigned = format!("{text}\n\u{2014} nobody AAAAAAA=\n");
    let none = refused(unsigned.as_bytes(), &[pins()]);
    assert_eq!(none, by(SetFault::AuthorityQuorum));
    assert_eq!(refused(&signed(&text, "other"), &[pins()]), by(SetFault::AuthorityQuorum));
    assert_eq!(refused(&signed(&text, "one"), &[both]), by(SetFault::AuthorityQuorum));
    let at = line.len() - 8;
    let swapped = if line.as_bytes()[at] == b'A' { "B" } else { "A" };
    let forged = format!("{text}\n{}{swapped}{}", &line[..at], &line[at + 1..]);
    assert_eq!(refused(forged.as_bytes(), &[pins()]), by(SetFault::BadSignature));
    let purpose = text.replace("known-images", "other");
    assert_eq!(refused(&signed(&purpose, "one"), &[pins()]), by(SetFault::WrongPurpose));
    let unknown = refused(&signed(&text, "one"), &[pins_of("another/set")]);
    assert_eq!(unknown, Some(Uncovered::UnknownSet));
    assert_eq!(refused(&signed(&text, "one"), &[]), Some(Uncovered::UnknownSet));
    assert_eq!(log.entries().unwrap().len(), 0);
    // Of several pins for one set, those of before and after a change of keys, one is enough.
    let later = pins().to_string().replace(&one.public().to_string(), &two.public().to_string());
    let later = Pins::parse(&later).unwrap();
    let all = [pins_of("another/set"), later, pins()];
    log.append(&signed(&text, "one"), &all, Gap::Refused).unwrap();
}

/// The heads that a proof shows the log to continue.
fn continued(log: &Log, entry: &[u8]) -> Vec<u64> {
    continued_from(log, entry, &[])
}

fn continued_from(log: &Log, entry: &[u8], given_out: &[LogHead]) -> Vec<u64> {
    let text = log.prove(entry, log_key().public(), given_out).unwrap();
    let proof = SetProof::parse(text.as_bytes()).unwrap();
    let head = Checkpoint::parse(proof.entry.checkpoint.text()).unwrap();
    assert!(proof.earlier.iter().all(|earlier| earlier.is_continued_by(&head)));
    proof.earlier.iter().map(|earlier| earlier.head.size).collect()
}

#[test]
fn a_proof_goes_on_from_the_heads_that_were_given_out_with_the_set() {
    let folder = Folder::new("heads");
    let log = Log::init(&folder.0.join("log")).unwrap();
    let head = || log.checkpoint(&log_key()).unwrap();
    append(&log, &entry("other", 1, None)).unwrap();
    head();
    let first = entry("made-up/images", 1, None);
    append(&log, &first).unwrap();
    head();
    assert!(continued(&log, &first).is_empty(), "nobody has seen this set in an earlier head");
    append(&log, &entry("third", 1, None)).unwrap();
    append(&log, &entry("fourth", 1, None)).unwrap();
    head();
    assert_eq!(continued(&log, &first), [2], "the first version may be given out again");
    let second = next("made-up/images", 2, &first);
    append(&log, &second).unwrap();
    head();
    head();
    assert_eq!(continued(&log, &second), [2, 4]);
    let heads = std::fs::read_to_string(folder.0.join("log/heads")).unwrap();
    assert_eq!(heads, "1\n2\n4\n5\n");
}

#[test]
fn of_many_heads_the_first_of_each_version_come_before_the_others() {
    let folder = Folder::new("many-heads");
    let log = Log::init(&folder.0.join("log")).unwrap();
    let mut last = entry("made-up/images", 1, None);
    append(&log, &last).unwrap();
    log.checkpoint(&log_key()).unwrap();
    // Nineteen versions, and behind each a head that covers only entries of others.
    for version in 2..20 {
        append(&log, &entry(&format!("filler-{version}"), 1, None)).unwrap();
        log.checkpoint(&log_key()).unwrap();
        last = next("made-up/images", version, &last);
        append(&log, &last).unwrap();
        log.checkpoint(&log_key()).unwrap();
    }
    let shown = continued(&log, &last);
    assert_eq!(shown.len(), 32);
    assert!((1..37).step_by(2).all(|size| shown.contains(&size)), "the first head of each version");
    assert!((12..37).all(|size| shown.contains(&size)), "then the newest of the others");
    // What is known to have been given out goes before all of them.
    let leaves = log.leaves().unwrap();
    let head = |size: usize| LogHead {
        size: u64::try_from(size).unwrap(),
        root: presend_curator::log::tree::root(&leaves[..size]),
    };
    let from = continued_from(&log, &last, &[head(4), head(37), head(2)]);
    assert_eq!(from.len(), 32);
    assert!(from.contains(&2) && from.contains(&4) && from.contains(&36) && !from.contains(&37));
    let of = |head| log.prove(&last, log_key().public(), &[head]).err();
    let other = LogHead { root: head(5).root, ..head(4) };
    assert!(matches!(of(other), Some(LogError::Inconsistent)));
    assert!(matches!(of(LogHead { size: 38, ..other }), Some(LogError::Inconsistent)));
    assert!(matches!(of(LogHead { size: 0, ..other }), Some(LogError::Inconsistent)));
}

#[test]
fn a_list_of_heads_that_is_damaged_is_not_written_over() {
    let folder = Folder::new("bad-heads");
    let log = small(&folder, 3);
    let heads = folder.0.join("log/heads");
    let last = log.entries().unwrap().pop().unwrap();
    for damaged in ["x\n", "1 2\n", "-1\n", "18446744073709551616\n"] {
        std::fs::write(&heads, damaged).unwrap();
        assert!(matches!(log.prove(&last, log_key().public(), &[]), Err(LogError::Damaged)));
        append(&log, &next("made-up/images", 4, &last)).ok();
        assert!(matches!(log.checkpoint(&log_key()), Err(LogError::Damaged)));
        assert_eq!(std::fs::read_to_string(&heads).unwrap(), damaged);
    }
    // Sizes that no head had lead to no proof that does not hold.
    std::fs::write(&heads, "0\n1\n2\n3\n99\n").unwrap();
    assert_eq!(continued(&log, &last), [1, 2]);
}

#[test]
fn a_witness_cosigns_no_other_past_than_the_one_it_saw() {
    let folder = Folder::new("witness");
    let (log, first, second) = filled(&folder);
    log.checkpoint(&log_key()).unwrap();
    cosign(&log, &folder.0, "w1", NOW).unwrap();
    // The same origin shows another history, longer than the first: a split view.
    let fork = Log::init(&folder.0.join("fork")).unwrap();
    for number in 0..310 {
        append(&fork, &entry(&format!("other-{number}"), 1, None)).unwrap();
    }
    append(&fork, &first).unwrap();
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
    append(&log, &next("made-up/images", 3, &second)).unwrap();
    log.checkpoint(&log_key()).unwrap();
    cosign(&log, &folder.0, "w1", NOW + 9).unwrap();
}

/// The checks of an audit that fail.
fn faults(log: &Log, pins: &[Pins]) -> Vec<(&'static str, String)> {
    let lines = log.audit(pins).unwrap().lines;
    lines.into_iter().filter_map(|line| line.fault.map(|fault| (line.name, fault))).collect()
}

#[test]
fn an_audit_names_what_is_wrong() {
    let folder = Folder::new("audit");
    let log = small(&folder, 5);
    let faulty = || faults(&log, &[pins()]).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    assert_eq!(faulty(), ["witnesses"]);
    cosign(&log, &folder.0, "w1", NOW).unwrap();
    cosign(&log, &folder.0, "w2", NOW).unwrap();
    assert!(faulty().is_empty());
    let audited = log.audit(&[pins()]).unwrap();
    assert!(audited.is_sound());
    let last = &audited.entries[4];
    assert_eq!((last.index, &*last.set, last.version), (4, "made-up/images", 5));
    let change = |file: &str, at: usize| {
        let file = folder.0.join("log").join(file);
        let mut bytes = std::fs::read(&file).unwrap();
        bytes[at] ^= 1;
        std::fs::write(&file, bytes).unwrap();
    };
    change("tile/0/000.p/5", 100);
    assert_eq!(faulty(), ["tiles"]);
    change("tile/0/000.p/5", 100);
    // One letter of an entry's text: another manifest, another leaf, another tree.
    change("tile/entries/000.p/5", 60);
    let wrong = faulty();
    assert!(wrong.contains(&"checkpoint") && wrong.contains(&"tiles"));
    change("tile/entries/000.p/5", 60);
    assert!(faulty().is_empty());
}

/// Adds an entry as a log would that does not look.
fn slip_in(folder: &Folder, entries: &[Vec<u8>]) {
    let place = folder.0.join("log/tile/entries/000.p");
    std::fs::create_dir_all(&place).unwrap();
    let length = |entry: &Vec<u8>| u16::try_from(entry.len()).unwrap().to_be_bytes();
    let bundle: Vec<u8> = entries.iter().flat_map(|e| [&length(e)[..], e].concat()).collect();
    std::fs::write(place.join(entries.len().to_string()), bundle).unwrap();
}

#[test]
fn an_audit_names_every_entry_that_the_pins_do_not_cover() {
    let folder = Folder::new("uncovered");
    let log = Log::init(&folder.0.join("log")).unwrap();
    let first = entry("made-up/images", 1, None);
    let leaf = Some(VersionLeaf { version: 1, leaf: leaf_hash(&first) });
    let far = text("made-up/images", 9_000_000_000, leaf);
    let unsigned = format!("{far}\n\u{2014} nobody AAAAAAA=\n").into_bytes();
    let other = entry("other/images", 1, None);
    slip_in(&folder, &[first, unsigned, other, signed(&text("third", 1, None), "two")]);
    log.checkpoint(&log_key()).unwrap();
    for name in ["w1", "w2"] {
        cosign(&log, &folder.0, name, NOW).unwrap();
    }
    let pins = [pins(), pins_of("third")];
    let jump = "entry 1 is version 9000000000 of made-up/images, not 2".to_owned();
    let named = faults(&log, &pins);
    assert_eq!(named, [("pins", "not covered: entry 1, 2, 3".to_owned()), ("versions", jump)]);
    let audit = log.audit(&pins).unwrap();
    assert!(!audit.is_sound());
    let why: Vec<_> = audit.entries.iter().map(|entry| entry.uncovered).collect();
    let quorum = Some(Uncovered::Refused(SetFault::AuthorityQuorum));
    assert_eq!(why, [None, quorum, Some(Uncovered::UnknownSet), quorum]);
    let none = faults(&log, &[]).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    assert_eq!(none, ["pins", "versions", "checkpoint"], "without pins nothing is covered");
}

#[test]
fn a_head_is_sound_for_an_audit_if_it_is_for_every_app() {
    let folder = Folder::new("every-app");
    let log = small(&folder, 2);
    for name in ["w1", "w2"] {
        cosign(&log, &folder.0, name, NOW).unwrap();
    }
    let with = |from: &str, to: &str| {
        let vkey = |name: &str, kind| key(name, kind).public().to_string();
        let kind = if from == "log" { KeyKind::Ed25519 } else { KeyKind::Cosignature };
        let text = pins_of("other/images").to_string();
        Pins::parse(&text.replace(&vkey(from, kind), &vkey(to, kind))).unwrap()
    };
    let faulty = |other: Pins| faults(&log, &[pins(), other]);
    assert_eq!(faulty(pins_of("other/images")), []);
    let few = "1 pinned witnesses saw the head, 2 are needed".to_owned();
    assert_eq!(faulty(with("w2", "w3")), [("witnesses", few)]);
    assert_eq!(faulty(with("log", "log-2"))[0].0, "checkpoint");
}

/// A log of a few entries of one set, with a head.
fn small(folder: &Folder, entries: u64) -> Log {
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
    assert!(matches!(log.prove(&first, log_key().public(), &[]), Err(LogError::Inconsistent)));
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
    let faults = || faults(&log, &[pins()]);
    assert_eq!(faults(), []);
    // The head covers three entries; a fourth, without a head yet, makes a wider bundle.
    let mut entries = log.entries().unwrap();
    entries.push(entry("made-up/images", 4, None));
    assert!(matches!(append(&log, &entries[3]), Err(LogError::OtherHistory)));
    slip_in(&folder, &entries);
    let chain = ("chain", "entry 3 does not follow the version that stands before it".to_owned());
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
        append(&logs[1], &entry("other/images", 1, None)).unwrap();
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
            scope.spawn(move || append(log, &entry(&format!("set-{set}"), 1, None)).unwrap());
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
