//! From a draft to a set file: all signatures together, then the proof of the log.

use core::fmt;

use presend::set::check::Bundle;
use presend::set::container::{Container, MAX_MANIFEST_BYTES};
use presend::set::note::Note;

/// Most signature lines of a manifest.
const MAX_SIGNATURES: usize = 64;

/// Why parts do not make a set file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BundleError {
    /// A signature line is none, or there are too many.
    Signatures,
    /// Two lines are of one key.
    Repeated,
    /// The manifest is not the draft's.
    OtherDraft,
    /// A part is longer than a set file may have it.
    TooLong,
}

impl fmt::Display for BundleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Signatures => "a signature line is none, or there are too many",
            Self::Repeated => "two signature lines are of one key",
            Self::OtherDraft => "the manifest is not the one of this draft",
            Self::TooLong => "a part is longer than a set file may have it",
        })
    }
}

impl core::error::Error for BundleError {}

/// The final manifest: the draft's text with the authorities' signature lines, sorted.
///
/// # Errors
/// [`BundleError`].
pub fn join(draft: &Bundle, signatures: &[String]) -> Result<String, BundleError> {
    let mut lines: Vec<String> =
        signatures.iter().map(|line| format!("{}\n", line.trim_end_matches('\n'))).collect();
    lines.sort_unstable();
    let manifest = format!("{}\n{}", draft.manifest, lines.concat());
    let note = Note::parse(manifest.as_bytes(), MAX_SIGNATURES);
    let note = note.map_err(|_| BundleError::Signatures)?;
    if note.signatures().len() != lines.len() || note.text() != draft.manifest.to_string() {
        return Err(BundleError::Signatures);
    }
    let mut keys: Vec<_> = note.signatures().iter().map(|line| (line.name, line.key_id)).collect();
    keys.sort_unstable();
    keys.dedup();
    if keys.len() < lines.len() {
        return Err(BundleError::Repeated);
    }
    if manifest.len() > MAX_MANIFEST_BYTES { Err(BundleError::TooLong) } else { Ok(manifest) }
}

/// The set file: a signed manifest, the proof that it is logged, and the draft's sections.
///
/// # Errors
/// [`BundleError`].
pub fn bundle(draft: &Bundle, manifest: &str, proof: &str) -> Result<Vec<u8>, BundleError> {
    let note = Note::parse(manifest.as_bytes(), MAX_SIGNATURES);
    if note.map_err(|_| BundleError::Signatures)?.text() != draft.manifest.to_string() {
        return Err(BundleError::OtherDraft);
    }
    let bytes = draft.bytes.all();
    let sections = bytes.get(draft.container.sections_start..).unwrap_or_default();
    let file = Container::assemble(manifest.as_bytes(), proof.as_bytes(), &[sections]);
    file.ok_or(BundleError::TooLong)
}
