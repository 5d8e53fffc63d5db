use core::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::signature::{ED25519, UnparsedPublicKey};

use super::Signed;
use super::cosigned::cosigned_message;
use super::key::{KeyKind, NoteKey, is_key_name};

/// An em dash and a blank begin a signature line.
const SIGNATURE_START: &str = "\u{2014} ";

/// A note that was taken apart. Nothing of it is verified until [`Note::check`] says so.
#[derive(Clone, Debug)]
pub struct Note<'a> {
    text: &'a str,
    signatures: Vec<NoteSignature<'a>>,
}

/// One signature line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteSignature<'a> {
    /// Name of the key.
    pub name: &'a str,
    /// Id of the key.
    pub key_id: [u8; 4],
    /// What follows the id.
    pub bytes: Vec<u8>,
}

/// The bytes are no signed note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadNote;

impl fmt::Display for BadNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a signed note")
    }
}

impl core::error::Error for BadNote {}

impl<'a> Note<'a> {
    /// Takes a note apart: UTF-8 without control characters, its text, the last empty line, and
    /// from one to `max_signatures` signature lines.
    ///
    /// # Errors
    /// [`BadNote`].
    pub fn parse(bytes: &'a [u8], max_signatures: usize) -> Result<Self, BadNote> {
        let note = core::str::from_utf8(bytes).map_err(|_| BadNote)?;
        let is_control = |byte: &u8| *byte < 0x20 && *byte != b'\n';
        if bytes.iter().any(is_control) || !note.ends_with('\n') {
            return Err(BadNote);
        }
        let split = note.rfind("\n\n").ok_or(BadNote)?;
        // The text keeps the first of the two line ends.
        let (text, rest) = note.split_at_checked(split.saturating_add(1)).ok_or(BadNote)?;
        let lines = rest.strip_prefix('\n').ok_or(BadNote)?;
        if lines.bytes().filter(|byte| *byte == b'\n').count() > max_signatures {
            return Err(BadNote);
        }
        let signatures: Option<Vec<_>> = lines.lines().map(signature).collect();
        let signatures = signatures.filter(|lines| !lines.is_empty()).ok_or(BadNote)?;
        Ok(Self { text, signatures })
    }

    /// What is signed, with the end of its last line.
    #[must_use]
    pub const fn text(&self) -> &'a str {
        self.text
    }

    /// The signature lines, in their order.
    #[must_use]
    pub fn signatures(&self) -> &[NoteSignature<'a>] {
        &self.signatures
    }

    /// Whether this key signed. Lines of other keys are not looked at.
    #[must_use]
    pub fn check(&self, key: &NoteKey) -> Signed {
        let of_key = |line: &&NoteSignature<'_>| line.name == key.name() && line.key_id == key.id();
        let mut lines = self.signatures.iter().filter(of_key);
        match (lines.next(), lines.next()) {
            (None, _) => Signed::No,
            (Some(line), None) => self.verify(line, key).unwrap_or(Signed::Wrong),
            (Some(_), Some(_)) => Signed::Wrong,
        }
    }

    fn verify(&self, line: &NoteSignature<'_>, key: &NoteKey) -> Option<Signed> {
        let public = UnparsedPublicKey::new(&ED25519, key.public());
        match key.kind() {
            KeyKind::Ed25519 => {
                public.verify(self.text.as_bytes(), &line.bytes).ok()?;
                Some(Signed::Yes)
            }
            KeyKind::Cosignature => {
                let (time, signature) = line.bytes.split_first_chunk::<8>()?;
                let time = u64::from_be_bytes(*time);
                i64::try_from(time).ok().filter(|time| *time > 0)?;
                public.verify(cosigned_message(self.text, time).as_bytes(), signature).ok()?;
                Some(Signed::YesAt(time))
            }
        }
    }
}

fn signature(line: &str) -> Option<NoteSignature<'_>> {
    let (name, base64) = line.strip_prefix(SIGNATURE_START)?.split_once(' ')?;
    let bytes = STANDARD.decode(base64).ok()?;
    let (key_id, bytes) = bytes.split_first_chunk::<4>()?;
    let signature = NoteSignature { name, key_id: *key_id, bytes: bytes.to_vec() };
    (is_key_name(name) && !signature.bytes.is_empty()).then_some(signature)
}
