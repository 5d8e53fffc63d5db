use core::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::digest::{SHA256, digest};

use crate::set::manifest::is_test_name;

/// Longest name of a key, in bytes.
const MAX_NAME_BYTES: usize = 255;

/// What a key signs, by the type byte of its verifier key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyKind {
    /// 0x01: Ed25519 over the text of a note.
    Ed25519,
    /// 0x04: Ed25519 over a checkpoint and the time at which a witness saw it.
    Cosignature,
}

impl KeyKind {
    /// The type byte.
    #[must_use]
    pub const fn byte(self) -> u8 {
        match self {
            Self::Ed25519 => 0x01,
            Self::Cosignature => 0x04,
        }
    }
}

/// A named public key: a C2SP verifier key, `<name>+<8 hex digits>+<base64>`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NoteKey {
    name: String,
    kind: KeyKind,
    public: [u8; 32],
}

/// A text is no verifier key, or its name, id and key do not belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadKey;

impl fmt::Display for BadKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a verifier key, or one whose parts do not belong together")
    }
}

impl core::error::Error for BadKey {}

impl NoteKey {
    /// A key of this name.
    ///
    /// # Errors
    /// [`BadKey`] if a name is empty, too long, or has a blank, a plus or a control character.
    pub fn new(name: &str, kind: KeyKind, public: [u8; 32]) -> Result<Self, BadKey> {
        let name = is_key_name(name).then(|| name.to_owned()).ok_or(BadKey)?;
        Ok(Self { name, kind, public })
    }

    /// Reads a verifier key. It must be written as this crate writes it.
    ///
    /// # Errors
    /// [`BadKey`].
    pub fn parse(vkey: &str) -> Result<Self, BadKey> {
        let mut parts = vkey.splitn(3, '+');
        let (name, _id) = (parts.next().ok_or(BadKey)?, parts.next().ok_or(BadKey)?);
        let typed = STANDARD.decode(parts.next().ok_or(BadKey)?).map_err(|_| BadKey)?;
        let (kind, public) = typed.split_first().ok_or(BadKey)?;
        let kind = match *kind {
            0x01 => KeyKind::Ed25519,
            0x04 => KeyKind::Cosignature,
            _ => return Err(BadKey),
        };
        let key = Self::new(name, kind, public.try_into().map_err(|_| BadKey)?)?;
        if key.to_string() == vkey { Ok(key) } else { Err(BadKey) }
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it signs.
    #[must_use]
    pub const fn kind(&self) -> KeyKind {
        self.kind
    }

    /// The Ed25519 public key.
    #[must_use]
    pub const fn public(&self) -> &[u8; 32] {
        &self.public
    }

    /// The first bytes of a hash of name, kind and key: they are in its signature lines.
    #[must_use]
    pub fn id(&self) -> [u8; 4] {
        key_id(&self.name, self.kind, &self.public)
    }

    /// True for a published test key: anyone can sign with it.
    #[must_use]
    pub fn is_test(&self) -> bool {
        is_test_name(&self.name)
    }
}

/// The verifier key as text.
impl fmt::Display for NoteKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = u32::from_be_bytes(self.id());
        let mut typed = vec![self.kind.byte()];
        typed.extend_from_slice(&self.public);
        write!(f, "{}+{id:08x}+{}", self.name, STANDARD.encode(typed))
    }
}

/// SHA-256(name || LF || kind || key), its first four bytes.
#[must_use]
pub fn key_id(name: &str, kind: KeyKind, public: &[u8; 32]) -> [u8; 4] {
    let hashed = [name.as_bytes(), b"\n", &[kind.byte()], public].concat();
    digest(&SHA256, &hashed).as_ref().first_chunk().copied().unwrap_or_default()
}

/// True for a name that a key may have.
pub(super) fn is_key_name(name: &str) -> bool {
    let odd = |char: char| char.is_whitespace() || char.is_control() || char == '+';
    !name.is_empty() && name.len() <= MAX_NAME_BYTES && !name.chars().any(odd)
}
