//! The consistency part of a set file's proof: read as it is written, and in no other way.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use super::tests::{consistency, inclusion, many, root};
use super::{
    Checkpoint, EarlierHead, LogHead, MAX_EARLIER_HEADS, SetProof, consistency_text, leaf_hash,
};
use crate::set::base64::encode;

const SIZE: u8 = 40;

fn number(size: usize) -> u64 {
    u64::try_from(size).unwrap()
}

/// The head of `size` leaves, and the path from it to all of them.
fn earlier(size: usize) -> EarlierHead {
    let leaves = many(SIZE);
    let head = LogHead { size: number(size), root: root(&leaves[..size]) };
    EarlierHead { head, path: consistency(&leaves, size, true) }
}

/// A tlog-proof of the last entry, with a signature that nobody looks at.
fn entry_proof() -> String {
    let leaves = many(SIZE);
    let last = leaves.len() - 1;
    let path: String = inclusion(&leaves, last).iter().map(|node| encode(node) + "\n").collect();
    let head = head(&leaves);
    format!("c2sp.org/tlog-proof@v1\nindex {last}\n{path}\n{head}\n\u{2014} log.example AAAAAAA=\n")
}

fn head(leaves: &[[u8; 32]]) -> Checkpoint<'static> {
    let size = number(leaves.len());
    Checkpoint { origin: "log.example", size, root: root(leaves), extensions: 0 }
}

fn with(earlier: &[EarlierHead]) -> String {
    consistency_text(earlier) + &entry_proof()
}

/// As a device takes it: every head must be continued.
fn shows(bytes: &[u8], to: &Checkpoint<'_>) -> Option<Vec<LogHead>> {
    let proof = SetProof::parse(bytes)?;
    let all = proof.earlier.iter().all(|earlier| earlier.is_continued_by(to));
    all.then(|| proof.earlier.iter().map(|earlier| earlier.head).collect())
}

#[test]
fn what_is_written_is_read_and_every_earlier_head_is_continued() {
    let all: Vec<EarlierHead> = (1..=MAX_EARLIER_HEADS).map(earlier).collect();
    for heads in [&all[..0], &all[..1], &all[6..9], &all[..]] {
        let proof = with(heads);
        let read = SetProof::parse(proof.as_bytes()).unwrap();
        assert_eq!(read.earlier, heads);
        assert_eq!((read.entry.index, read.entry.path.len()), (39, inclusion(&many(40), 39).len()));
        let shown = shows(proof.as_bytes(), &head(&many(SIZE))).unwrap();
        assert_eq!(shown, heads.iter().map(|earlier| earlier.head).collect::<Vec<_>>());
    }
    assert_eq!(with(&[]), entry_proof(), "without earlier heads it is the tlog-proof alone");
}

#[test]
fn no_cut_and_no_flipped_bit_of_the_new_lines_is_taken() {
    let heads = [earlier(7), earlier(8), earlier(33)];
    let (proof, to) = (with(&heads), head(&many(SIZE)));
    let bytes = proof.as_bytes();
    let lines = consistency_text(&heads).len();
    assert!(shows(bytes, &to).is_some());
    for from in 1..lines {
        assert!(shows(&bytes[from..], &to).is_none(), "without the first {from}");
        let cut = [&bytes[..from], &bytes[lines..]].concat();
        assert!(shows(&cut, &to).is_none(), "only the first {from} of the part");
        assert!(shows(&bytes[..from], &to).is_none(), "the first {from} of all");
    }
    for (at, bit) in (0..lines).flat_map(|at| (0..8).map(move |bit| (at, bit))) {
        let mut changed = bytes.to_vec();
        changed[at] ^= 1 << bit;
        assert!(shows(&changed, &to).is_none(), "{at}.{bit}");
    }
}

#[test]
fn there_is_one_spelling_of_every_line() {
    let heads = [earlier(7), earlier(9)];
    let text = with(&heads);
    let first = text.lines().nth(1).unwrap().to_owned();
    let hash = text.lines().nth(2).unwrap().to_owned();
    let cases = [
        text.replacen("/v1", "/v2", 1),
        text.replacen("from 7", "from 07", 1),
        text.replacen("from 7", "from +7", 1),
        text.replacen("from 7", "from  7", 1),
        text.replacen("from 7", "from 0", 1),
        text.replacen("from 7", "from 18446744073709551616", 1),
        text.replacen("from 7", "From 7", 1),
        text.replacen(&first, &format!("{first} "), 1),
        text.replacen(&first, first.trim_end_matches('='), 1),
        text.replacen(&first, "from 7", 1),
        text.replacen(&format!("{first}\n"), "", 1),
        text.replacen(&format!("{first}\n"), &format!("{first}\n{first}\n"), 1),
        text.replacen(&hash, &format!(" {hash}"), 1),
        text.replacen(&hash, &hash[4..], 1),
        text.replacen("\n\n", "\n\n\n", 1),
        text.replacen("\n\n", "\n", 1),
        text.replacen('\n', "\r\n", 1),
        text.replacen("from 9", "from 7", 1),
        format!("\n{text}"),
        format!("presend/consistency/v1\n{text}"),
        format!("presend/consistency/v1\n\n{}", entry_proof()),
        consistency_text(&heads),
    ];
    for case in cases {
        assert_ne!(case, text);
        assert!(SetProof::parse(case.as_bytes()).is_none(), "{case}");
    }
    let backwards = with(&[earlier(9), earlier(7)]);
    assert!(SetProof::parse(backwards.as_bytes()).is_none(), "sizes ascend");
}

#[test]
fn there_are_no_more_heads_and_no_longer_paths_than_there_may_be() {
    let many = |count: usize| (1..=count).map(earlier).collect::<Vec<_>>();
    assert!(SetProof::parse(with(&many(32)).as_bytes()).is_some());
    assert!(SetProof::parse(with(&many(33)).as_bytes()).is_none());
    let long = |nodes| EarlierHead { path: vec![[0; 32]; nodes], ..earlier(3) };
    assert!(SetProof::parse(with(&[long(65)]).as_bytes()).is_some());
    assert!(SetProof::parse(with(&[long(66)]).as_bytes()).is_none());
}

#[test]
fn a_head_of_another_size_root_or_path_is_not_continued() {
    let to = head(&many(SIZE));
    let sound = earlier(7);
    assert!(sound.is_continued_by(&to));
    for size in (0..=45).filter(|size| *size != 7) {
        let head = LogHead { size, ..sound.head };
        assert!(!EarlierHead { head, ..sound.clone() }.is_continued_by(&to), "{size}");
    }
    let other = LogHead { root: leaf_hash(b"another"), ..sound.head };
    assert!(!EarlierHead { head: other, ..sound.clone() }.is_continued_by(&to));
    assert!(!EarlierHead { path: Vec::new(), ..sound }.is_continued_by(&to));
    // The head itself is no earlier one, though it needs no path.
    let all = LogHead { size: u64::from(SIZE), root: to.root };
    assert!(!EarlierHead { head: all, path: Vec::new() }.is_continued_by(&to));
}
