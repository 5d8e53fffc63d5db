use core::fmt;

use md5::Md5;
use sha1::{Digest, Sha1};

use super::wanted::{DigestKind, DigestSet};
use crate::hash::Digests;

/// Bytes that all digests read before the next ones are fetched: they stay in the second-level
/// cache, and BLAKE3 gets enough of them at once to work on many blocks side by side.
const CHUNK_BYTES: usize = 64 << 10;

/// The digests of `bytes` that `wanted` asks for.
#[must_use]
pub fn digest(bytes: &[u8], wanted: DigestSet) -> Digests {
    let mut digester = Digester::new(wanted);
    digester.update(bytes);
    digester.finish()
}

/// Takes bytes in pieces of any length and gives the digests of all of them.
pub struct Digester {
    blake3: Option<Box<blake3::Hasher>>,
    sha256: Option<ring::digest::Context>,
    sha1: Option<Sha1>,
    md5: Option<Md5>,
}

impl Digester {
    /// A digester that has seen no byte.
    #[must_use]
    pub fn new(wanted: DigestSet) -> Self {
        let sha256 = || ring::digest::Context::new(&ring::digest::SHA256);
        Self {
            blake3: wanted.contains(DigestKind::Blake3).then(Box::default),
            sha256: wanted.contains(DigestKind::Sha256).then(sha256),
            sha1: wanted.contains(DigestKind::Sha1).then(Sha1::new),
            md5: wanted.contains(DigestKind::Md5).then(Md5::new),
        }
    }

    /// The next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(CHUNK_BYTES) {
            if let Some(blake3) = &mut self.blake3 {
                blake3.update(chunk);
            }
            if let Some(sha256) = &mut self.sha256 {
                sha256.update(chunk);
            }
            if let Some(sha1) = &mut self.sha1 {
                sha1.update(chunk);
            }
            if let Some(md5) = &mut self.md5 {
                md5.update(chunk);
            }
        }
    }

    /// The digests of all bytes given.
    #[must_use]
    pub fn finish(self) -> Digests {
        Digests {
            blake3: self.blake3.map(|hasher| hasher.finalize().into()),
            // SHA-256 always gives 32 bytes: the conversion cannot fail.
            sha256: self.sha256.and_then(|context| context.finish().as_ref().try_into().ok()),
            sha1: self.sha1.map(|hasher| hasher.finalize().into()),
            md5: self.md5.map(|hasher| hasher.finalize().into()),
        }
    }
}

impl fmt::Debug for Digester {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Digester(..)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn hex(bytes: impl AsRef<[u8]>) -> String {
        bytes.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn all(bytes: &[u8]) -> [String; 4] {
        let digests = digest(bytes, DigestSet::ALL);
        [
            digests.blake3.map(hex).unwrap_or_default(),
            digests.sha256.map(hex).unwrap_or_default(),
            digests.sha1.map(hex).unwrap_or_default(),
            digests.md5.map(hex).unwrap_or_default(),
        ]
    }

    /// The empty message: BLAKE3's published test vectors, FIPS 180-4 examples, RFC 1321 A.5.
    #[test]
    fn the_digests_of_nothing_are_the_published_ones() {
        assert_eq!(
            all(b""),
            [
                "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "da39a3ee5e6b4b0d3255bfef95601890afd80709",
                "d41d8cd98f00b204e9800998ecf8427e",
            ]
        );
    }

    /// "abc": FIPS 180-4 examples, RFC 1321 A.5; BLAKE3 as its own command line prints it.
    #[test]
    fn the_digests_of_abc_are_the_published_ones() {
        assert_eq!(
            all(b"abc"),
            [
                "6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "a9993e364706816aba3e25717850c26c9cd0d89d",
                "900150983cd24fb0d6963f7d28e17f72",
            ]
        );
    }

    /// A million times "a": FIPS 180-4 examples; it spans many chunks.
    #[test]
    fn the_digests_of_a_million_letters_are_the_published_ones() {
        let [_, sha256, sha1, md5] = all(&vec![b'a'; 1_000_000]);
        assert_eq!(sha256, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
        assert_eq!(sha1, "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
        assert_eq!(md5, "7707d6ae4e027c70eea2a935c2296f21");
    }

    #[test]
    fn only_the_digests_asked_for_are_given() {
        for kind in DigestKind::ALL {
            let digests = digest(b"abc", DigestSet::NONE.with(kind));
            assert_eq!(digests.blake3.is_some(), kind == DigestKind::Blake3);
            assert_eq!(digests.sha256.is_some(), kind == DigestKind::Sha256);
            assert_eq!(digests.sha1.is_some(), kind == DigestKind::Sha1);
            assert_eq!(digests.md5.is_some(), kind == DigestKind::Md5);
        }
        assert!(digest(b"abc", DigestSet::NONE) == Digests::default());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn bytes_in_pieces_give_the_digests_of_the_whole(
            pieces in prop::collection::vec((any::<u8>(), 0_usize..100_000), 0..8),
        ) {
            let mut whole = Vec::new();
            let mut digester = Digester::new(DigestSet::ALL);
            for (seed, length) in pieces {
                let piece: Vec<u8> = (0..length).map(|i| seed.wrapping_mul(31) ^ i.to_le_bytes()[0]).collect();
                digester.update(&piece);
                whole.extend(piece);
            }
            let once = Digests {
                blake3: Some(blake3::hash(&whole).into()),
                sha256: ring::digest::digest(&ring::digest::SHA256, &whole).as_ref().try_into().ok(),
                sha1: Some(Sha1::digest(&whole).into()),
                md5: Some(Md5::digest(&whole).into()),
            };
            prop_assert!(digester.finish() == once);
            prop_assert!(digest(&whole, DigestSet::ALL) == once);
        }
    }
}
