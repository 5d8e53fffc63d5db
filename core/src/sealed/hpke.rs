//! HPKE (RFC 9180) as far as a report needs it: base mode, one message, DHKEM(X25519, HKDF-SHA256),
//! HKDF-SHA256, ChaCha20-Poly1305. Only sealing is here: nothing on a phone opens a report.

use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::agreement::{EphemeralPrivateKey, UnparsedPublicKey, X25519, agree_ephemeral};
use ring::hmac;
use ring::rand::SecureRandom;
use zeroize::Zeroizing;

/// KEM, KDF and AEAD, as RFC 9180 numbers them.
pub(super) const SUITE: [u16; 3] = [0x0020, 0x0001, 0x0003];

const MODE_BASE: u8 = 0;

/// The label of everything that the KEM derives.
fn kem_suite() -> Vec<u8> {
    [b"KEM".as_slice(), &SUITE[0].to_be_bytes()].concat()
}

/// The label of everything that the key schedule derives.
fn hpke_suite() -> Vec<u8> {
    let numbers = SUITE.map(u16::to_be_bytes);
    [b"HPKE".as_slice(), numbers.as_flattened()].concat()
}

/// 32 bytes that are overwritten when they are dropped.
type Secret = Zeroizing<[u8; 32]>;

/// What travels: the ephemeral key, and the ciphertext with its tag.
pub(super) struct Sealed {
    pub(super) enc: [u8; 32],
    pub(super) ciphertext: Vec<u8>,
}

/// Seals one message. `None` if there are no random bytes, or the key of the recipient is of small order.
pub(super) fn seal(
    recipient: &[u8; 32],
    info: &[u8],
    aad: &[u8],
    plaintext: Vec<u8>,
    random: &dyn SecureRandom,
) -> Option<Sealed> {
    let ephemeral = EphemeralPrivateKey::generate(&X25519, random).ok()?;
    let enc: [u8; 32] = ephemeral.compute_public_key().ok()?.as_ref().try_into().ok()?;
    // It fails where RFC 7748 asks for it: if the shared value is all zero.
    let shared = agree_ephemeral(ephemeral, &UnparsedPublicKey::new(&X25519, recipient), |dh| {
        shared_secret(dh, &enc, recipient)
    });
    let (key, nonce) = key_schedule(&*shared.ok()?, info);
    let key = LessSafeKey::new(UnboundKey::new(&CHACHA20_POLY1305, key.as_slice()).ok()?);
    let nonce = nonce.first_chunk::<NONCE_LEN>()?;
    let mut sealed = plaintext;
    let nonce = Nonce::assume_unique_for_key(*nonce);
    key.seal_in_place_append_tag(nonce, Aad::from(aad), &mut sealed).ok()?;
    Some(Sealed { enc, ciphertext: sealed })
}

/// `ExtractAndExpand` of the KEM.
fn shared_secret(dh: &[u8], enc: &[u8; 32], recipient: &[u8; 32]) -> Secret {
    let suite = kem_suite();
    let prk = labelled_extract(&suite, &[], b"eae_prk", dh);
    labelled_expand(&suite, &prk, b"shared_secret", &[enc.as_slice(), recipient].concat(), 32)
}

/// `KeySchedule` of base mode: the key, and the nonce of the first message in the first 12 bytes.
fn key_schedule(shared_secret: &[u8; 32], info: &[u8]) -> (Secret, Secret) {
    let suite = hpke_suite();
    let psk_id_hash = labelled_extract(&suite, &[], b"psk_id_hash", &[]);
    let info_hash = labelled_extract(&suite, &[], b"info_hash", info);
    let context = [&[MODE_BASE], psk_id_hash.as_slice(), info_hash.as_slice()].concat();
    let secret = labelled_extract(&suite, shared_secret, b"secret", &[]);
    let key = labelled_expand(&suite, &secret, b"key", &context, 32);
    let nonce = labelled_expand(&suite, &secret, b"base_nonce", &context, 12);
    (key, nonce)
}

/// `LabeledExtract`: HKDF-Extract is HMAC under the salt.
fn labelled_extract(suite: &[u8], salt: &[u8], label: &[u8], ikm: &[u8]) -> Secret {
    let ikm = Zeroizing::new([b"HPKE-v1", suite, label, ikm].concat());
    hmac_sha256(salt, &ikm)
}

/// `LabeledExpand` to at most 32 bytes: one block of HKDF-Expand, of which the first `length` count.
fn labelled_expand(suite: &[u8], prk: &Secret, label: &[u8], info: &[u8], length: u16) -> Secret {
    let length = length.to_be_bytes();
    let info = [length.as_slice(), b"HPKE-v1", suite, label, info, &[1]].concat();
    hmac_sha256(prk.as_slice(), &info)
}

fn hmac_sha256(key: &[u8], message: &[u8]) -> Secret {
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), message);
    let mut bytes = Secret::default();
    for (to, from) in bytes.iter_mut().zip(tag.as_ref()) {
        *to = *from;
    }
    bytes
}

#[cfg(test)]
#[expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]
mod tests {
    use super::{key_schedule, seal, shared_secret};

    fn bytes(hex: &str) -> Vec<u8> {
        let digit = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
        (0..hex.len()).step_by(2).map(digit).collect()
    }

    fn bytes_32(hex: &str) -> [u8; 32] {
        bytes(hex).try_into().unwrap()
    }

    // RFC 9180, A.2.1: base mode, first encryption.
    const INFO: &str = "4f6465206f6e2061204772656369616e2055726e";
    const SK_EM: &str = "f4ec9b33b792c372c1d2c2063507b684ef925b8c75a42dbcbf57d63ccd381600";
    const ENC: &str = "1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a";
    const PK_RM: &str = "4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a";
    const SHARED: &str = "0bbe78490412b4bbea4812666f7916932b828bba79942424abb65244930d69a7";
    const KEY: &str = "ad2744de8e17f4ebba575b3f5f5a8fa1f69c2a07f6e7500bc60ca6e3e3ec1c91";
    const NONCE: &str = "5c4d98150661b848853b547f";
    const TEXT: &str = "4265617574792069732074727574682c20747275746820626561757479";
    const AAD: &str = "436f756e742d30";
    const CIPHERTEXT: &str = "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db\
        21993c62ce81883d2dd1b51a28";

    /// The one source of bytes that are not random: the rest of the crate cannot name it.
    #[expect(deprecated, reason = "ring has no other way to a key pair that is given")]
    fn fixed(bytes: &[u8]) -> ring::test::rand::FixedSliceRandom<'_> {
        ring::test::rand::FixedSliceRandom { bytes }
    }

    #[test]
    fn the_vectors_of_rfc_9180_come_out() {
        let (secret, recipient) = (bytes(SK_EM), bytes_32(PK_RM));
        let text = bytes(TEXT);
        let sealed = seal(&recipient, &bytes(INFO), &bytes(AAD), text, &fixed(&secret)).unwrap();
        assert_eq!(sealed.enc, bytes_32(ENC));
        assert_eq!(sealed.ciphertext, bytes(CIPHERTEXT));
        let (key, nonce) = key_schedule(&bytes_32(SHARED), &bytes(INFO));
        assert_eq!((key.to_vec(), nonce[..12].to_vec()), (bytes(KEY), bytes(NONCE)));
    }

    #[test]
    fn the_shared_secret_depends_on_both_keys() {
        let of = |dh: u8, enc: u8, to: u8| shared_secret(&[dh; 32], &[enc; 32], &[to; 32]);
        let all = [of(1, 2, 3), of(9, 2, 3), of(1, 9, 3), of(1, 2, 9)];
        for (at, one) in all.iter().enumerate() {
            assert!(all[at + 1..].iter().all(|other| **other != **one));
        }
    }

    #[test]
    fn a_key_of_small_order_is_refused() {
        for recipient in [[0; 32], bytes_32(SMALL_ORDER)] {
            let random = ring::rand::SystemRandom::new();
            assert!(seal(&recipient, b"", b"", vec![1], &random).is_none());
        }
    }

    const SMALL_ORDER: &str = "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800";
}
