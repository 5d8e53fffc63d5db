//! A tlog-proof cut, changed and lengthened: none is taken for the whole one.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use ring::signature::{Ed25519KeyPair, KeyPair as _};

use super::tests::{inclusion, many, root};
use super::{Checkpoint, LogProof, root_of_inclusion};
use crate::set::base64::encode;
use crate::set::note::{KeyKind, NoteKey, Signed, cosigned_message};

const INDEX: usize = 5;
const SIZE: u64 = 11;
const TIME: u64 = 1_800_000_000;

struct Sound {
    text: String,
    leaf: [u8; 32],
    log: NoteKey,
    witness: NoteKey,
}

/// A log signs with the seed of ones, a witness with that of twos.
fn key(name: &str, kind: KeyKind, seed: u8) -> (Ed25519KeyPair, NoteKey) {
    let pair = Ed25519KeyPair::from_seed_unchecked(&[seed; 32]).unwrap();
    let public = pair.public_key().as_ref().try_into().unwrap();
    (pair, NoteKey::new(name, kind, public).unwrap())
}

fn line(key: &NoteKey, signature: &[u8]) -> String {
    use base64::Engine as _;
    let bytes = [&key.id(), signature].concat();
    let text = base64::engine::general_purpose::STANDARD.encode(bytes);
    format!("\u{2014} {} {text}\n", key.name())
}

fn sound() -> Sound {
    let leaves = many(11);
    let (log_pair, log) = key("log.example", KeyKind::Ed25519, 1);
    let (witness_pair, witness) = key("w.example", KeyKind::Cosignature, 2);
    let head = Checkpoint { origin: log.name(), size: SIZE, root: root(&leaves), extensions: 0 };
    let head = head.to_string();
    let seen = witness_pair.sign(cosigned_message(&head, TIME).as_bytes());
    let seen = [&TIME.to_be_bytes(), seen.as_ref()].concat();
    let signed = line(&log, log_pair.sign(head.as_bytes()).as_ref()) + &line(&witness, &seen);
    let path: String = inclusion(&leaves, INDEX).iter().map(|node| encode(node) + "\n").collect();
    let text = format!("c2sp.org/tlog-proof@v1\nindex {INDEX}\n{path}\n{head}\n{signed}");
    Sound { text, leaf: leaves[INDEX], log, witness }
}

/// As a device reads it, with a quorum of one witness.
fn shows(bytes: &[u8], sound: &Sound) -> bool {
    let Some(proof) = LogProof::parse(bytes).filter(|proof| !proof.extra) else { return false };
    let Some(head) = Checkpoint::parse(proof.checkpoint.text()) else { return false };
    let root = root_of_inclusion(sound.leaf, proof.index, head.size, &proof.path);
    root == Some(head.root)
        && head.origin == sound.log.name()
        && proof.checkpoint.check(&sound.log) == Signed::Yes
        && matches!(proof.checkpoint.check(&sound.witness), Signed::YesAt(_))
}

#[test]
fn a_sound_proof_shows_what_it_says() {
    let sound = sound();
    let proof = LogProof::parse(sound.text.as_bytes()).unwrap();
    assert_eq!((proof.index, proof.path.len(), proof.extra), (5, 4, false));
    assert_eq!(proof.checkpoint.check(&sound.witness), Signed::YesAt(TIME));
    assert!(shows(sound.text.as_bytes(), &sound));
}

#[test]
fn no_cut_no_flipped_bit_and_no_further_byte_leaves_a_proof() {
    let sound = sound();
    let text = sound.text.as_bytes();
    for length in 0..text.len() {
        assert!(!shows(&text[..length], &sound), "cut to {length}");
        assert!(!shows(&text[text.len() - length..], &sound), "the last {length}");
    }
    for (at, bit) in (0..text.len()).flat_map(|at| (0..8).map(move |bit| (at, bit))) {
        let mut changed = text.to_vec();
        changed[at] ^= 1 << bit;
        assert!(!shows(&changed, &sound), "{at}.{bit}");
    }
    for last in 0..=u8::MAX {
        assert!(LogProof::parse(&[text, &[last]].concat()).is_none(), "{last}");
    }
}

#[test]
fn only_the_one_spelling_of_a_proof_is_read() {
    let sound = sound();
    let text = &sound.text;
    let first_node = text.lines().nth(2).unwrap();
    let cases = [
        text.replacen("@v1", "@v2", 1),
        text.replacen("index 5", "index 05", 1),
        text.replacen("index 5", "index +5", 1),
        text.replacen("index 5", "index  5", 1),
        text.replacen("index 5", "index 5 ", 1),
        text.replacen("index 5", "index -1", 1),
        text.replacen("index 5", "index 18446744073709551616", 1),
        text.replacen("index 5\n", "", 1),
        text.replacen("index 5\n", "index 5\nindex 5\n", 1),
        text.replacen(first_node, first_node.trim_end_matches('='), 1),
        text.replacen(first_node, &format!("{first_node} "), 1),
        text.replacen(first_node, &first_node[4..], 1),
        text.replacen(first_node, &format!("AAAA{first_node}"), 1),
        text.replacen("\n\n", "\n\n\n", 1),
        text.replace('\n', "\r\n"),
        format!("\n{text}"),
    ];
    for case in cases {
        assert_ne!(case, *text);
        let whole = LogProof::parse(case.as_bytes());
        let head = whole.as_ref().map(|proof| Checkpoint::parse(proof.checkpoint.text()));
        assert!(head.is_none_or(|head| head.is_none()), "{case}");
    }
}

#[test]
fn extra_data_is_reported_and_is_base64() {
    let text = sound().text;
    let with = |extra: &str| text.replacen("@v1\n", &format!("@v1\n{extra}\n"), 1);
    let extra = |text: String| LogProof::parse(text.as_bytes()).map(|proof| proof.extra);
    assert_eq!(extra(text.clone()), Some(false));
    assert_eq!(extra(with("extra AAAA")), Some(true));
    for wrong in
        ["extra", "extra ", "extra AAA", "extra AAB=", "extra \u{7}", "extra AAAA\nextra AAAA"]
    {
        assert_eq!(extra(with(wrong)), None, "{wrong:?}");
    }
}

#[test]
fn a_path_is_no_longer_than_that_of_the_largest_tree_and_signatures_are_counted() {
    let text = sound().text;
    let node = format!("{}\n", encode(&[0; 32]));
    let with =
        |nodes: usize| text.replacen("index 5\n", &format!("index 5\n{}", node.repeat(nodes)), 1);
    assert!(LogProof::parse(with(60).as_bytes()).is_some(), "64 in all");
    assert!(LogProof::parse(with(61).as_bytes()).is_none(), "65 in all");
    let last = text.lines().last().unwrap();
    let signed = |more: usize| text.clone() + &format!("{last}\n").repeat(more);
    assert!(LogProof::parse(signed(62).as_bytes()).is_some(), "64 in all");
    assert!(LogProof::parse(signed(63).as_bytes()).is_none(), "65 in all");
}

#[test]
fn no_bit_of_a_checkpoint_can_change_and_leave_it_signed() {
    let sound = sound();
    let proof = LogProof::parse(sound.text.as_bytes()).unwrap();
    let text = proof.checkpoint.text().to_owned();
    for (at, bit) in (0..text.len()).flat_map(|at| (0..8).map(move |bit| (at, bit))) {
        let mut changed = text.as_bytes().to_vec();
        changed[at] ^= 1 << bit;
        let Ok(changed) = String::from_utf8(changed) else { continue };
        let whole = sound.text.replacen(&text, &changed, 1);
        assert!(!shows(whole.as_bytes(), &sound), "{at}.{bit}");
        // What is read is written as it was, so that there is no second spelling of a head.
        if let Some(head) = Checkpoint::parse(&changed).filter(|head| head.extensions == 0) {
            assert_eq!(head.to_string(), changed);
        }
    }
}
