//! How a set stands.

use presend::explain::refusal;
use presend::set::SetFault;
use presend::set::store::{SetStatus, StatusKind};

use crate::checked::PresendLanguage;
use crate::status::guard_or;
use crate::text::PresendText;
use presend_c_base::argument::text;

/// How a set stands.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum PresendFreshness {
    /// There is none, or its file is refused.
    Missing = 0,
    /// Valid, and seen by witnesses not long ago.
    Fresh = 1,
    /// Valid, but an update is overdue.
    Stale = 2,
    /// No longer valid, or not yet.
    Expired = 3,
}

/// How a set stands, in full. The texts are never freed.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PresendSetStatus {
    /// In a word.
    pub freshness: PresendFreshness,
    /// The stable name of the word.
    pub freshness_name: PresendText,
    /// The name of the check that refused the file; empty if none did.
    pub refused_by: PresendText,
    /// The active version; 0 if none.
    pub version: u64,
    /// When it ends, in seconds since 1970; 0 if there is none.
    pub expires_unix_seconds: u64,
    /// The version that the user pinned; 0 if none.
    pub pinned: u64,
    /// The version that the user rolled back from; 0 if none.
    pub held: u64,
    /// False if the vault did not take the state the last time. The set is in use; what happened since the
    /// vault last took one is forgotten when the process ends.
    pub saved: bool,
}

/// Why a set was refused, in words for a user: part of a sentence such as "The new list was refused: it is no
/// longer valid." `check` is `refused_by`, or the message of presend_last_message, which begins with the same
/// name; of one that this library does not know, the words say no more than that a check failed. `language` is a
/// PresendLanguage; an unknown one, or NULL, gives an empty text. The text is never freed. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_refusal_words(check: PresendText, language: u32) -> PresendText {
    guard_or(PresendText::EMPTY, || {
        // SAFETY: the caller lends the text for this call.
        let Ok(check) = (unsafe { text(check) }) else { return PresendText::EMPTY };
        let name = check.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let language = PresendLanguage::core(language);
        language.map_or(PresendText::EMPTY, |language| refusal(name, language).into())
    })
}

impl PresendSetStatus {
    pub(crate) const EMPTY: Self = Self {
        freshness: PresendFreshness::Missing,
        freshness_name: PresendText::EMPTY,
        refused_by: PresendText::EMPTY,
        version: 0,
        expires_unix_seconds: 0,
        pinned: 0,
        held: 0,
        saved: false,
    };

    pub(crate) fn of(status: &SetStatus) -> Self {
        let SetStatus { kind, version, expires_unix_seconds, pinned, held, saved } = status;
        let (freshness, refused) = match *kind {
            StatusKind::Fresh => (PresendFreshness::Fresh, None),
            StatusKind::Stale => (PresendFreshness::Stale, None),
            StatusKind::Expired => (PresendFreshness::Expired, None),
            StatusKind::Missing(refused) => (PresendFreshness::Missing, refused),
        };
        Self {
            freshness,
            freshness_name: kind.name().into(),
            refused_by: refused.map_or("", SetFault::name).into(),
            version: version.unwrap_or(0),
            expires_unix_seconds: expires_unix_seconds.unwrap_or(0),
            pinned: pinned.unwrap_or(0),
            held: held.unwrap_or(0),
            saved: *saved,
        }
    }
}
