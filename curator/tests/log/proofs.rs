//! What a log proves of its entries, and which heads it goes on from.

use presend::set::log::{Checkpoint, LogHead, SetProof, leaf_hash, root_of_inclusion};
use presend_curator::log::{Log, LogError};

use crate::made::{Folder, NOW, append, cosign, entry, filled, log_key, next, small};

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
