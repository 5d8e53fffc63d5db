//! What an audit names.

use presend::set::log::leaf_hash;
use presend::set::note::KeyKind;
use presend::set::{Pins, SetFault, VersionLeaf};
use presend_curator::log::{Log, LogError, Uncovered};

use crate::made::{
    Folder, NOW, append, cosign, entry, head, key, log_key, pins, pins_of, signed, small, text,
};

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
