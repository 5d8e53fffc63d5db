//! A head of a real log with the cosignatures of real witnesses. `sigsum-proof.txt` is the example in
//! the README of the crate `sigsum` (see ORIGIN.md): that a message stands in a public test log.

use presend::set::note::{KeyKind, NoteKey};
use sigsum::policy::SIGSUM_TEST_2025_3;
use sigsum::{Hash, PublicKey, SigsumSignature};

use crate::ours::{Trusted, bytes, field, fields};
use crate::{changed, origin, sha256};

const PROOF: &str = include_str!("sigsum-proof.txt");
const MESSAGE: &[u8] = b"Hello, Sigsum!\n";
const AUTHOR: &str = "99ed58583e8750b20548e69df4a4e1a592379a9a66c51cd32e42fbe4e1bde78a";

/// The log and the witnesses whose keys `sigsum` carries.
fn trusted() -> Trusted {
    let is_log =
        |key: &PublicKey| Some(sha256(key.as_ref())) == bytes(field(PROOF, "log").unwrap());
    let log = SIGSUM_TEST_2025_3.logs().map(|log| log.pubkey).find(is_log).unwrap().into();
    let witness = |cosignature: &str| {
        let keyhash: [u8; 32] = bytes(&cosignature[..64]).unwrap();
        let found = SIGSUM_TEST_2025_3.get_witness_by_keyhash(&keyhash.into())?;
        Some(NoteKey::new(&found.name, KeyKind::Cosignature, found.pubkey.into()).unwrap())
    };
    Trusted {
        log: NoteKey::new(&origin(&log), KeyKind::Ed25519, log).unwrap(),
        witnesses: fields(PROOF, "cosignature").filter_map(witness).collect(),
        quorum: 4,
    }
}

fn theirs(proof: &str) -> bool {
    let signers = [PublicKey::from(bytes::<32>(AUTHOR).unwrap())];
    SigsumSignature::from_ascii(proof).is_ok_and(|read| {
        sigsum::verify(&Hash::new(MESSAGE), &read, &signers, &SIGSUM_TEST_2025_3).is_ok()
    })
}

#[test]
fn a_real_head_with_real_witnesses_is_accepted_by_both_and_no_changed_one() {
    let (trusted, message) = (trusted(), sha256(MESSAGE));
    assert!(trusted.witnesses.len() >= 4);
    assert!(theirs(PROOF) && trusted.accepts(&message, PROOF));
    let (mut accepted, mut refused) = (0, 0);
    for changed in changed(PROOF) {
        let ours = trusted.accepts(&message, &changed);
        assert_eq!(ours, theirs(&changed), "{changed}");
        *(if ours { &mut accepted } else { &mut refused }) += 1;
    }
    // With the key hash of one witness changed, that one is a stranger: the others are enough.
    let strangers = 64 * fields(PROOF, "cosignature").count();
    assert_eq!(accepted, strangers);
    assert!(refused > 64 + 128 + 8 * 128 + 10 * 64, "{refused}");
}
