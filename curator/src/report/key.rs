//! The recipient's key. Its text form is like that of the keys that sign:
//! `PRIVATE+RECIPIENT+<name>+<first 8 hex digits of the key id>+<base64 of the key>`.

use core::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, Serializable};
use presend::sealed::key_id;
use presend::set::manifest::is_name;
use presend::set::note::BadKey;
use ring::rand::{SecureRandom, SystemRandom};
use zeroize::Zeroizing;

const PREFIX: &str = "PRIVATE+RECIPIENT+";

/// Opens reports. Its `Debug` shows no part of the secret, which is overwritten when it is dropped.
pub struct RecipientKey {
    name: String,
    secret: Zeroizing<[u8; 32]>,
    public: [u8; 32],
}

impl RecipientKey {
    /// A new key.
    ///
    /// # Errors
    /// [`BadKey`] if the name is none for a manifest, or the system gives no random bytes.
    pub fn generate(name: &str) -> Result<Self, BadKey> {
        let mut secret = Zeroizing::new([0; 32]);
        SystemRandom::new().fill(secret.as_mut_slice()).map_err(|_| BadKey)?;
        Self::from_secret(name, secret.as_slice())
    }

    /// Reads the text form, with or without the end of its line.
    ///
    /// # Errors
    /// [`BadKey`] if it is anything else.
    pub fn parse(text: &str) -> Result<Self, BadKey> {
        let text = text.strip_suffix('\n').unwrap_or(text);
        let mut parts = text.strip_prefix(PREFIX).ok_or(BadKey)?.splitn(3, '+');
        let mut next = || parts.next().ok_or(BadKey);
        let (name, _, secret) = (next()?, next()?, next()?);
        let secret = Zeroizing::new(STANDARD.decode(secret).map_err(|_| BadKey)?);
        let key = Self::from_secret(name, &secret)?;
        // Of the id, and of bits that the curve does not use, only one form is read.
        if *key.to_private_text().trim_end() == *text { Ok(key) } else { Err(BadKey) }
    }

    fn from_secret(name: &str, secret: &[u8]) -> Result<Self, BadKey> {
        let key = PrivateKey::from_bytes(secret).map_err(|_| BadKey)?;
        let public = X25519HkdfSha256::sk_to_pk(&key).to_bytes().into();
        let mut secret = Zeroizing::new([0; 32]);
        key.write_exact(secret.as_mut_slice());
        let name = name.to_owned();
        if is_name(&name) { Ok(Self { name, secret, public }) } else { Err(BadKey) }
    }

    /// The name, as manifest and pins have it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What phones seal to.
    #[must_use]
    pub const fn public(&self) -> &[u8; 32] {
        &self.public
    }

    /// The line of a manifest that names it.
    #[must_use]
    pub fn manifest_line(&self) -> String {
        format!("recipient {} x25519 {}", self.name, STANDARD.encode(self.public))
    }

    /// The private key as text: for a file that only its owner may read. It is overwritten when it is
    /// dropped.
    #[must_use]
    pub fn to_private_text(&self) -> Zeroizing<String> {
        let id = key_id(&self.public);
        let id: String = id.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
        let mut encoded = Zeroizing::new([0; BASE64_OF_32]);
        let length = STANDARD.encode_slice(self.secret.as_slice(), encoded.as_mut_slice());
        let encoded = encoded.get(..length.unwrap_or(0)).and_then(|it| str::from_utf8(it).ok());
        let head = format!("{PREFIX}{}+{id}+", self.name);
        // With room for all of it: whatever grows leaves copies behind.
        let room = head.len().saturating_add(BASE64_OF_32).saturating_add(1);
        let mut text = Zeroizing::new(String::with_capacity(room));
        [&head, encoded.unwrap_or_default(), "\n"].into_iter().for_each(|part| text.push_str(part));
        text
    }

    pub(super) fn opener(&self) -> Option<PrivateKey> {
        PrivateKey::from_bytes(self.secret.as_slice()).ok()
    }
}

pub(super) type PrivateKey = <X25519HkdfSha256 as Kem>::PrivateKey;

/// Letters of base64 that 32 bytes become.
const BASE64_OF_32: usize = 44;

impl fmt::Debug for RecipientKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecipientKey").field("name", &self.name).finish_non_exhaustive()
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
mod tests {
    use super::RecipientKey;

    #[test]
    fn a_private_key_is_read_only_as_it_is_written() {
        let key = RecipientKey::generate("office.example").unwrap();
        let text = key.to_private_text();
        assert_eq!(text.len(), text.capacity(), "it never grew");
        let read = RecipientKey::parse(&text).unwrap();
        assert_eq!((read.public(), read.name()), (key.public(), "office.example"));
        let text = text.trim_end();
        assert!((0..text.len()).all(|length| RecipientKey::parse(&text[..length]).is_err()));
        for (at, bit) in (0..text.len()).flat_map(|at| (0..8).map(move |bit| (at, bit))) {
            let mut changed = text.as_bytes().to_vec();
            changed[at] ^= 1 << bit;
            let Ok(changed) = String::from_utf8(changed) else { continue };
            // Another letter of the name is another name: the id says nothing of it.
            let named = RecipientKey::parse(&changed).map(|key| key.name().to_owned());
            assert!(named.is_err() || named.unwrap() != "office.example", "{at}.{bit}");
        }
        assert!(!format!("{key:?}").contains(text.rsplit('+').next().unwrap()));
        assert!(RecipientKey::generate("Not A Name").is_err());
    }
}
