//! Notes and keys against a second implementation, Cloudflare's `signed_note`: what one writes the
//! other reads, byte for byte.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use presend::set::note::{KeyKind, Note, NoteKey, Signed};
use presend_curator::key::SigningKey;
use signed_note::{Signer, StandardSigner, StandardVerifier, VerifierList};

const TEXT: &str = "presend/manifest/v1\nany text\n\nwith an empty line\n";

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
