//! Keys that sign: of authorities, logs and witnesses. The text form is the one of Go's note package
//! for private keys, `PRIVATE+KEY+<name>+<8 hex digits>+<base64 of kind and seed>`.

use core::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use presend::set::manifest::is_test_name;
use presend::set::note::{BadKey, KeyKind, NoteKey, cosigned_message};
use ring::digest::{SHA256, digest};
use ring::rand::{SecureRandom, SystemRandom};
use ring::signature::{Ed25519KeyPair, KeyPair as _};
use zeroize::Zeroizing;

const PREFIX: &str = "PRIVATE+KEY+";

/// What a private key is made of; overwritten when it is dropped.
type Seed = Zeroizing<[u8; 32]>;

/// A key that signs. Its `Debug` shows no part of the secret. The seed is overwritten when it is dropped;
/// what ring expands it to is not.
pub struct SigningKey {
    public: NoteKey,
    seed: Seed,
    pair: Ed25519KeyPair,
}

impl SigningKey {
    /// A new key.
    ///
    /// # Errors
    /// [`BadKey`] if the name is none, or the system gives no random bytes.
    pub fn generate(name: &str, kind: KeyKind) -> Result<Self, BadKey> {
        let mut seed = Seed::default();
        SystemRandom::new().fill(seed.as_mut_slice()).map_err(|_| BadKey)?;
        Self::from_seed(name, kind, seed)
    }

    /// The published test key of a name that begins with `test.presend.invalid/`: anyone can make
    /// it, so that a set signed with it is good for tests alone.
    ///
    /// # Errors
    /// [`BadKey`] for any other name.
    pub fn published_test(name: &str, kind: KeyKind) -> Result<Self, BadKey> {
        if !is_test_name(name) {
            return Err(BadKey);
        }
        let text = format!("presend published test key\n{name}\n{}\n", kind.byte());
        Self::from_seed(name, kind, seed_of(digest(&SHA256, text.as_bytes()).as_ref())?)
    }

    /// Reads the text form, with or without the end of its line.
    ///
    /// # Errors
    /// [`BadKey`] if it is anything else.
    pub fn parse(text: &str) -> Result<Self, BadKey> {
        let rest = text.strip_suffix('\n').unwrap_or(text).strip_prefix(PREFIX).ok_or(BadKey)?;
        let mut parts = rest.splitn(3, '+');
        let (name, id) = (parts.next().ok_or(BadKey)?, parts.next().ok_or(BadKey)?);
        let typed = STANDARD.decode(parts.next().ok_or(BadKey)?).map_err(|_| BadKey)?;
        let typed = Zeroizing::new(typed);
        let (kind, seed) = typed.split_first().ok_or(BadKey)?;
        let kinds = [KeyKind::Ed25519, KeyKind::Cosignature];
        let kind = kinds.into_iter().find(|known| known.byte() == *kind).ok_or(BadKey)?;
        let key = Self::from_seed(name, kind, seed_of(seed)?)?;
        if key.id() == id { Ok(key) } else { Err(BadKey) }
    }

    /// What others need to check its signatures.
    #[must_use]
    pub const fn public(&self) -> &NoteKey {
        &self.public
    }

    /// The private key as text: for a file that only its owner may read. It is overwritten when it is
    /// dropped.
    #[must_use]
    pub fn to_private_text(&self) -> Zeroizing<String> {
        let mut typed = Zeroizing::new([self.public.kind().byte(); 33]);
        for (to, from) in typed.iter_mut().skip(1).zip(self.seed.iter()) {
            *to = *from;
        }
        // In place, and with room for all of it: whatever grows leaves copies behind.
        let mut encoded = Zeroizing::new([0; BASE64_OF_33]);
        let length = STANDARD.encode_slice(typed.as_slice(), encoded.as_mut_slice()).unwrap_or(0);
        let encoded = encoded.get(..length).and_then(|text| str::from_utf8(text).ok());
        let head = format!("{PREFIX}{}+{}+", self.public.name(), self.id());
        let room = head.len().saturating_add(BASE64_OF_33).saturating_add(1);
        let mut text = Zeroizing::new(String::with_capacity(room));
        [&head, encoded.unwrap_or_default(), "\n"].into_iter().for_each(|part| text.push_str(part));
        text
    }

    /// A signature line over a note's text, which ends with a line end.
    #[must_use]
    pub fn sign(&self, text: &str) -> String {
        self.line(self.pair.sign(text.as_bytes()).as_ref())
    }

    /// A cosignature line: that this witness saw the checkpoint at this time.
    #[must_use]
    pub fn cosign(&self, checkpoint: &str, unix_seconds: u64) -> String {
        let signed = self.pair.sign(cosigned_message(checkpoint, unix_seconds).as_bytes());
        self.line(&[&unix_seconds.to_be_bytes(), signed.as_ref()].concat())
    }

    fn line(&self, signature: &[u8]) -> String {
        let bytes = [&self.public.id(), signature].concat();
        format!("\u{2014} {} {}\n", self.public.name(), STANDARD.encode(bytes))
    }

    fn id(&self) -> String {
        format!("{:08x}", u32::from_be_bytes(self.public.id()))
    }

    fn from_seed(name: &str, kind: KeyKind, seed: Seed) -> Result<Self, BadKey> {
        let pair = Ed25519KeyPair::from_seed_unchecked(seed.as_slice()).map_err(|_| BadKey)?;
        let public = pair.public_key().as_ref().try_into().map_err(|_| BadKey)?;
        Ok(Self { public: NoteKey::new(name, kind, public)?, seed, pair })
    }
}

/// Letters of base64 that 33 bytes become.
const BASE64_OF_33: usize = 44;

/// 32 bytes, and no others.
fn seed_of(bytes: &[u8]) -> Result<Seed, BadKey> {
    let mut seed = Seed::default();
    if bytes.len() != seed.len() {
        return Err(BadKey);
    }
    seed.copy_from_slice(bytes);
    Ok(seed)
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey").field("public", &self.public).finish_non_exhaustive()
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
mod tests {
    use super::{KeyKind, SigningKey};
    use presend::set::note::{Note, Signed};

    #[test]
    fn the_key_of_gos_own_documentation_makes_its_verifier_key() {
        // golang.org/x/mod/sumdb/note, the package's example.
        let text = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
        let key = SigningKey::parse(text).unwrap();
        let vkey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
        assert_eq!(key.public().to_string(), vkey);
        assert_eq!(key.to_private_text().trim_end(), text);
    }

    #[test]
    fn seed_and_private_text_are_overwritten_and_leave_no_copy_of_a_shorter_text() {
        fn is_zeroized(_: &impl zeroize::ZeroizeOnDrop) {}

        let key = SigningKey::generate("a.example", KeyKind::Ed25519).unwrap();
        let text = key.to_private_text();
        is_zeroized(&key.seed);
        is_zeroized(&text);
        assert_eq!(text.len(), text.capacity(), "it never grew");
    }

    #[test]
    fn what_it_signs_is_verified_by_the_core() {
        let text = "a text\n";
        for kind in [KeyKind::Ed25519, KeyKind::Cosignature] {
            let key = SigningKey::generate("a.example", kind).unwrap();
            let (line, signed) = match kind {
                KeyKind::Ed25519 => (key.sign(text), Signed::Yes),
                KeyKind::Cosignature => (key.cosign(text, 77), Signed::YesAt(77)),
            };
            let note = format!("{text}\n{line}");
            assert_eq!(Note::parse(note.as_bytes(), 1).unwrap().check(key.public()), signed);
        }
    }

    #[test]
    fn a_private_key_is_read_only_as_it_is_written() {
        let key = SigningKey::generate("a.example", KeyKind::Ed25519).unwrap();
        let text = key.to_private_text();
        let text = text.trim_end();
        assert!((0..text.len()).all(|length| SigningKey::parse(&text[..length]).is_err()));
        let parses = |bytes: Vec<u8>| {
            String::from_utf8(bytes).is_ok_and(|text| SigningKey::parse(&text).is_ok())
        };
        for (at, bit) in (0..text.len()).flat_map(|at| (0..8).map(move |bit| (at, bit))) {
            let mut changed = text.as_bytes().to_vec();
            changed[at] ^= 1 << bit;
            assert!(!parses(changed), "{at}.{bit}");
        }
        for last in 0..=u8::MAX {
            let more = |text: &str| [text.as_bytes(), &[last]].concat();
            assert_eq!(parses(more(text)), last == b'\n', "{last}");
            assert!(!parses(more(&key.to_private_text())), "{last} behind the line");
        }
        assert!(!format!("{key:?}").contains(text.rsplit('+').next().unwrap()));
    }

    #[test]
    fn published_test_keys_are_the_same_for_everyone_and_only_for_test_names() {
        let key = |name| SigningKey::published_test(name, KeyKind::Ed25519);
        let one = key("test.presend.invalid/one").unwrap();
        assert_eq!(one.public(), key("test.presend.invalid/one").unwrap().public());
        assert_ne!(
            one.public().public(),
            key("test.presend.invalid/two").unwrap().public().public()
        );
        assert!(one.public().is_test());
        assert!(key("one.example").is_err());
    }
}
