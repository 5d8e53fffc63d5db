#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::signature::{Ed25519KeyPair, KeyPair as _};

use super::{KeyKind, Note, NoteKey, Signed, cosigned_message};

/// The example of C2SP's signed-note.
const VKEY: &str = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
const NOTE: &str = "This is an example message.\n\n\u{2014} example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

fn key() -> NoteKey {
    NoteKey::parse(VKEY).unwrap()
}

fn checked(note: &str) -> Option<Signed> {
    Note::parse(note.as_bytes(), 16).ok().map(|note| note.check(&key()))
}

#[test]
fn the_published_example_verifies() {
    assert_eq!(key().to_string(), VKEY);
    assert_eq!((key().name(), key().kind()), ("example.com/foo", KeyKind::Ed25519));
    let note = Note::parse(NOTE.as_bytes(), 16).unwrap();
    assert_eq!(note.text(), "This is an example message.\n");
    assert_eq!(note.check(&key()), Signed::Yes);
}

#[test]
fn a_text_with_empty_lines_ends_at_the_last_one() {
    let note = NOTE.replace("message.\n", "message.\n\nMore.\n");
    let note = Note::parse(note.as_bytes(), 16).unwrap();
    assert_eq!(note.text(), "This is an example message.\n\nMore.\n");
    assert_eq!(note.check(&key()), Signed::Wrong);
}

#[test]
fn other_keys_of_one_name_or_one_id_are_not_this_key() {
    let line = NOTE.lines().nth(2).unwrap();
    let other_name = NOTE.to_owned() + &line.replace("/foo", "/bar") + "\n";
    assert_eq!(checked(&other_name), Some(Signed::Yes));
    let other_id = NOTE.to_owned() + &line.replace("Uw2Q", "Vw2Q") + "\n";
    assert_eq!(checked(&other_id), Some(Signed::Yes));
    let twice = NOTE.to_owned() + line + "\n";
    assert_eq!(checked(&twice), Some(Signed::Wrong));
    assert_eq!(checked(&NOTE.replace("/foo", "/bar")), Some(Signed::No));
}

#[test]
fn every_cut_is_refused_and_no_flipped_bit_verifies() {
    for length in 0..NOTE.len() {
        assert!(Note::parse(&NOTE.as_bytes()[..length], 16).is_err(), "{length}");
    }
    for at in 0..NOTE.len() {
        for bit in 0..8 {
            let mut bytes = NOTE.as_bytes().to_vec();
            bytes[at] ^= 1 << bit;
            if let Ok(note) = Note::parse(&bytes, 16) {
                assert!(matches!(note.check(&key()), Signed::No | Signed::Wrong), "{at}.{bit}");
            }
        }
    }
    for last in 0..=u8::MAX {
        assert!(Note::parse(&[NOTE.as_bytes(), &[last]].concat(), 16).is_err(), "{last}");
    }
}

#[test]
fn a_cosignature_needs_a_time_and_signs_it() {
    let pair = Ed25519KeyPair::from_seed_unchecked(&[7; 32]).unwrap();
    let public = pair.public_key().as_ref().try_into().unwrap();
    let witness = NoteKey::new("w.example", KeyKind::Cosignature, public).unwrap();
    let text = "log.example\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";
    let seen = |signed: u64, claimed: u64| {
        let signature = pair.sign(cosigned_message(text, signed).as_bytes());
        let bytes = [&witness.id(), &claimed.to_be_bytes()[..], signature.as_ref()].concat();
        let note = format!("{text}\n\u{2014} w.example {}\n", STANDARD.encode(bytes));
        Note::parse(note.as_bytes(), 1).unwrap().check(&witness)
    };
    let last = i64::MAX.unsigned_abs();
    assert_eq!((seen(77, 77), seen(last, last)), (Signed::YesAt(77), Signed::YesAt(last)));
    for (signed, claimed) in [(0, 0), (last + 1, last + 1), (77, 78), (77, 0)] {
        assert_eq!(seen(signed, claimed), Signed::Wrong, "{signed} {claimed}");
    }
    // Neither kind of signature passes for the other.
    let plain = [&witness.id(), pair.sign(text.as_bytes()).as_ref()].concat();
    let plain = format!("{text}\n\u{2014} w.example {}\n", STANDARD.encode(plain));
    assert_eq!(Note::parse(plain.as_bytes(), 1).unwrap().check(&witness), Signed::Wrong);
}

#[test]
fn what_is_no_note_is_refused() {
    let line = NOTE.lines().nth(2).unwrap();
    let cases = [
        String::new(),
        "\n".into(),
        format!("{line}\n"),
        NOTE.replace('\u{2014}', "-"),
        NOTE.replace("aQM=", "aQN="),
        NOTE.replace("aQM=", "aQM"),
        NOTE.replace("example m", "example\tm"),
        NOTE.replace('\n', "\r\n"),
        NOTE.replace("example.com/foo U", "example.com/foo  U"),
        NOTE.replace("example.com/foo", "example.com+foo"),
        NOTE.replace("example.com/foo", "example.com\u{a0}foo"),
        NOTE.to_owned() + "\n",
        NOTE.to_owned() + "more\n",
        "text\n\n\u{2014} a AAAAAA==\n".into(),
    ];
    for case in cases {
        assert!(Note::parse(case.as_bytes(), 16).is_err(), "{case}");
    }
    let many = |count: usize| NOTE.to_owned() + &format!("{line}\n").repeat(count);
    assert!(Note::parse(many(15).as_bytes(), 16).is_ok());
    assert!(Note::parse(many(16).as_bytes(), 16).is_err());
    assert!(Note::parse(b"\xff\n\n\xe2\x80\x94 a AAAAAAA=\n", 16).is_err());
}

#[test]
fn a_verifier_key_is_read_only_as_it_is_written() {
    for length in 0..VKEY.len() {
        assert!(NoteKey::parse(&VKEY[..length]).is_err(), "{length}");
    }
    for at in 0..VKEY.len() {
        for bit in 0..8 {
            let mut bytes = VKEY.as_bytes().to_vec();
            bytes[at] ^= 1 << bit;
            // Name, id and key belong together: no bit of one can change alone.
            let parsed = String::from_utf8(bytes).ok().and_then(|vkey| NoteKey::parse(&vkey).ok());
            assert_eq!(parsed, None, "{at}.{bit}");
        }
    }
    for more in ["\n", " ", "=", "A", "+", "\0"] {
        assert!(NoteKey::parse(&format!("{VKEY}{more}")).is_err(), "{more:?}");
        assert!(NoteKey::parse(&format!("{more}{VKEY}")).is_err(), "{more:?}");
    }
    assert!(NoteKey::parse(&VKEY.replace("530d903a", "530D903A")).is_err());
    let public = *key().public();
    for name in ["", "a b", "a+b", "a\nb", "a\u{a0}b", &"a".repeat(256)] {
        assert!(NoteKey::new(name, KeyKind::Ed25519, public).is_err(), "{name:?}");
    }
    let witness = NoteKey::new("example.com/foo", KeyKind::Cosignature, public).unwrap();
    assert_ne!(witness.id(), key().id());
    assert_eq!(NoteKey::parse(&witness.to_string()).unwrap(), witness);
}
