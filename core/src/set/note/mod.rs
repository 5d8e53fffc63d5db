//! Signed notes as C2SP's signed-note and tlog-cosignature define them: text, an empty line, and
//! signature lines. Only what is needed to verify.

mod cosigned;
mod key;
mod parse;
#[cfg(test)]
mod tests;

pub use cosigned::cosigned_message;
pub use key::{BadKey, KeyKind, NoteKey, key_id};
pub use parse::{BadNote, Note, NoteSignature};

/// What a note says of one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signed {
    /// No line is of this key.
    No,
    /// It signed the text.
    Yes,
    /// It saw the checkpoint at this time, in seconds since 1970.
    YesAt(u64),
    /// A line of this name and id does not verify, or there is more than one.
    Wrong,
}
