//! Reports that are cut, changed, lengthened or forged.

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, OpModeS, Serializable, single_shot_seal};
use presend::sealed::{CONTENT_BYTES, INFO, REPORT_BYTES, ReportHead};
use presend_curator::report::{OpenFault, RecipientKey, open};

use crate::key;
use crate::phone::{Phone, draft};

fn sealed(key: &RecipientKey) -> Vec<u8> {
    Phone::with(&draft(key).make()).report().into_bytes()
}

#[test]
fn every_flipped_bit_is_refused() {
    let key = key();
    let report = sealed(&key);
    for (at, bit) in (0..REPORT_BYTES).flat_map(|at| (0..8).map(move |bit| (at, bit))) {
        let mut changed = report.clone();
        changed[at] ^= 1 << bit;
        let expected = match at {
            0..16 => OpenFault::NotAReport,
            48..64 => OpenFault::OtherKey,
            _ => OpenFault::Changed,
        };
        assert_eq!(open(&key, &changed), Err(expected), "{at}.{bit}");
    }
}

#[test]
fn every_truncation_and_every_byte_more_is_refused() {
    let key = key();
    let report = sealed(&key);
    for length in 0..REPORT_BYTES {
        assert_eq!(open(&key, &report[..length]), Err(OpenFault::NotAReport), "{length}");
    }
    for last in 0..=u8::MAX {
        let more = [report.as_slice(), &[last]].concat();
        assert_eq!(open(&key, &more), Err(OpenFault::NotAReport));
    }
}

#[test]
fn another_key_opens_nothing() {
    let (key, other) = (key(), key());
    let report = sealed(&key);
    assert_eq!(open(&other, &report), Err(OpenFault::OtherKey));
    // Nor if the head is made to name it.
    let head = ReportHead { key_id: presend::sealed::key_id(other.public()), ..head(&report) };
    let renamed = [head.to_bytes().as_slice(), &report[64..]].concat();
    assert_eq!(open(&other, &renamed), Err(OpenFault::Changed));
}

/// Whoever has the public key can write one: with the other implementation, as a forger would.
fn forged(key: &RecipientKey, leaf: [u8; 32], content: &[u8]) -> Vec<u8> {
    let head = ReportHead::new(leaf, key.public()).to_bytes();
    let public = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(key.public()).unwrap();
    let (enc, ciphertext) = single_shot_seal::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeS::Base,
        &public,
        INFO,
        content,
        &head,
    )
    .unwrap();
    [head.as_slice(), &enc.to_bytes(), &ciphertext].concat()
}

#[test]
fn anyone_can_forge_a_report_and_only_of_this_form() {
    let key = key();
    let opened = open(&key, &sealed(&key)).unwrap();
    let mut content = opened.content.to_string().into_bytes();
    let text = content.len();
    content.resize(CONTENT_BYTES, 0);
    let leaf = opened.head.leaf;
    // Base mode has no sender: that is why a report is a hint.
    assert_eq!(open(&key, &forged(&key, leaf, &content)), Ok(opened));
    assert_eq!(open(&key, &forged(&key, [1; 32], &content)), Err(OpenFault::BadContent));
    for at in [text, CONTENT_BYTES - 1] {
        let mut hidden = content.clone();
        hidden[at] = 1;
        assert_eq!(open(&key, &forged(&key, leaf, &hidden)), Err(OpenFault::BadContent));
    }
    let short = &content[..CONTENT_BYTES - 1];
    assert_eq!(open(&key, &forged(&key, leaf, short)), Err(OpenFault::NotAReport));
    assert_eq!(
        open(&key, &forged(&key, leaf, &vec![b'x'; CONTENT_BYTES])),
        Err(OpenFault::BadContent)
    );
}

fn head(report: &[u8]) -> ReportHead {
    ReportHead::of_report(report).unwrap()
}
