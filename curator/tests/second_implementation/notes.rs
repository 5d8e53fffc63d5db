//! Notes and keys against `signed_note`: what one writes the other reads, byte for byte, and what one
//! refuses the other refuses.

use std::collections::BTreeSet;

use presend::set::note::{KeyKind, Note, NoteKey, Signed};
use presend_curator::key::SigningKey;
use signed_note::{NoteError, Signer, StandardSigner, StandardVerifier, VerifierList};

use crate::signing_key;

const TEXT: &str = "presend/manifest/v1\nany text, ümläute too\n\nwith an empty line\n";

#[test]
fn our_notes_are_theirs_and_theirs_are_ours() {
    for number in 0..50 {
        let key = SigningKey::generate(&format!("{number}.example/é"), KeyKind::Ed25519).unwrap();
        let theirs = StandardSigner::new(key.to_private_text().trim_end()).unwrap();
        let verifier = StandardVerifier::new(&key.public().to_string()).unwrap();
        let ours = format!("{TEXT}\n{}", key.sign(TEXT));
        let note = signed_note::Note::from_bytes(ours.as_bytes()).unwrap();
        let (verified, unknown) =
            note.verify(&VerifierList::new(vec![Box::new(verifier)])).unwrap();
        assert_eq!((verified.len(), unknown.len()), (1, 0));
        let mut made = signed_note::Note::new(TEXT.as_bytes(), &[]).unwrap();
        made.add_sigs(&[&theirs]).unwrap();
        assert_eq!(made.to_bytes(), ours.as_bytes(), "Ed25519 gives one signature of a text");
        let parsed = Note::parse(ours.as_bytes(), 1).unwrap();
        assert_eq!(parsed.check(key.public()), Signed::Yes);
        assert_eq!(theirs.key_id().to_be_bytes(), key.public().id());
        assert_eq!(NoteKey::parse(&key.public().to_string()).unwrap(), *key.public());
    }
}

/// What `signed_note` says; `None` if it is no note to it.
fn theirs(note: &[u8], key: &SigningKey) -> Option<Signed> {
    let verifier = StandardVerifier::new(&key.public().to_string()).unwrap();
    let parsed = signed_note::Note::from_bytes(note).ok()?;
    Some(match parsed.verify(&VerifierList::new(vec![Box::new(verifier)])) {
        Ok(_) => Signed::Yes,
        Err(NoteError::UnverifiedNote) => Signed::No,
        Err(_) => Signed::Wrong,
    })
}

fn ours(note: &[u8], key: &SigningKey) -> Option<Signed> {
    Note::parse(note, 100).ok().map(|note| note.check(key.public()))
}

/// The note cut, with a bit flipped, and with something put in, at every place.
fn changes(sound: &[u8]) -> Vec<Vec<u8>> {
    let mut changes = Vec::new();
    for at in 0..sound.len() {
        let (before, behind) = sound.split_at(at);
        changes.push(before.to_vec());
        changes.extend((0..8).map(|bit| {
            let mut flipped = sound.to_vec();
            flipped[at] ^= 1 << bit;
            flipped
        }));
        let put_in = ["\n", "\n\n", " ", "+", "=", "A", "AAAA", "\t", "\u{a0}", "\u{2014} "];
        changes.extend(put_in.map(|what| [before, what.as_bytes(), behind].concat()));
    }
    changes
}

#[test]
fn both_say_the_same_of_every_cut_flipped_bit_and_insertion() {
    let key = signing_key("author", KeyKind::Ed25519);
    let other = signing_key("stranger", KeyKind::Ed25519);
    let sound = format!("{TEXT}\n{}{}", other.sign(TEXT), key.sign(TEXT)).into_bytes();
    assert_eq!((ours(&sound, &key), theirs(&sound, &key)), (Some(Signed::Yes), Some(Signed::Yes)));
    let mut seen = BTreeSet::new();
    for changed in changes(&sound) {
        // We take no control character in a name, they take this one.
        if !changed.contains(&0x7f) {
            let ours = ours(&changed, &key);
            assert_eq!(ours, theirs(&changed, &key), "{}", changed.escape_ascii());
            seen.insert(format!("{ours:?}"));
        }
    }
    let all = ["None", "Some(No)", "Some(Wrong)", "Some(Yes)"];
    assert!(seen.iter().eq(all), "each answer was given: {seen:?}");
}
