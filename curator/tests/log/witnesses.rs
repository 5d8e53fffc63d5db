//! What witnesses and the log's key sign, and what they refuse; and files that are not what they were.

use presend::set::note::KeyKind;
use presend_curator::key::SigningKey;
use presend_curator::log::{Log, LogError};

use crate::made::{Folder, NOW, append, cosign, entry, filled, head, key, log_key, next, small};

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
