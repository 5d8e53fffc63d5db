use core::fmt;

use super::section_algorithm::SectionAlgorithm;
use crate::hash::digest::DigestKind;

/// The first 16 bytes of a keyed BLAKE3 of an exact digest: what exact sections hold and search.
pub(crate) type Tag = [u8; 16];

/// Keys the tags of one set, so that no ready-made table of tags fits two sets.
#[derive(Clone, Copy)]
pub(crate) struct Salt([u8; 32]);

impl Salt {
    pub(crate) const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// A new salt; `None` if the system gives no random bytes.
    pub(crate) fn random() -> Option<Self> {
        let mut bytes = [0; 32];
        let random = ring::rand::SystemRandom::new();
        ring::rand::SecureRandom::fill(&random, &mut bytes).ok()?;
        Some(Self(bytes))
    }

    /// The tag of a raw digest: over the algorithm's name, a zero byte and the digest.
    pub(crate) fn tag(&self, algorithm: DigestKind, digest: &[u8]) -> Tag {
        self.named_tag(algorithm.name(), digest)
    }

    /// The tag of the SHA-256 of an expression: another than that of a file with these bytes.
    pub(crate) fn url_tag(&self, sha256: &[u8; 32]) -> Tag {
        self.named_tag(SectionAlgorithm::Url.name(), sha256)
    }

    fn named_tag(&self, name: &str, digest: &[u8]) -> Tag {
        let mut hasher = blake3::Hasher::new_keyed(&self.0);
        hasher.update(name.as_bytes()).update(&[0]).update(digest);
        let mut tag = [0; 16];
        hasher.finalize_xof().fill(&mut tag);
        tag
    }
}

/// The tag of a raw digest in a set with this salt: the first 16 bytes of a BLAKE3 keyed with it,
/// over the algorithm's name, a zero byte and the digest.
#[must_use]
pub fn tag(salt: &[u8; 32], algorithm: DigestKind, digest: &[u8]) -> [u8; 16] {
    Salt::new(*salt).tag(algorithm, digest)
}

/// The same of the SHA-256 of an expression, by which a link is listed; its algorithm is `url-sha256`.
#[must_use]
pub fn url_tag(salt: &[u8; 32], sha256: &[u8; 32]) -> [u8; 16] {
    Salt::new(*salt).url_tag(sha256)
}

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::Salt;
    use crate::hash::digest::DigestKind;

    #[test]
    fn a_tag_is_the_start_of_a_keyed_blake3_of_name_zero_digest() {
        let whole = blake3::keyed_hash(&[7; 32], b"sha1\0aaaaaaaaaaaaaaaaaaaa");
        let tag = Salt([7; 32]).tag(DigestKind::Sha1, &[b'a'; 20]);
        assert_eq!(Some(&tag[..]), whole.as_bytes().get(..16));
    }

    #[test]
    fn two_salts_give_two_tags() {
        let (a, b) = (Salt([1; 32]), Salt([2; 32]));
        let digest = [9; 32];
        assert_ne!(a.tag(DigestKind::Sha256, &digest), b.tag(DigestKind::Sha256, &digest));
        assert_ne!(a.tag(DigestKind::Sha256, &digest), a.tag(DigestKind::Blake3, &digest));
        assert_ne!(a.tag(DigestKind::Sha256, &digest), a.url_tag(&digest));
        let whole = blake3::keyed_hash(&[1; 32], &[&b"url-sha256\0"[..], &digest].concat());
        assert_eq!(Some(&a.url_tag(&digest)[..]), whole.as_bytes().get(..16));
    }
}
