//! Signed notes as C2SP's signed-note and tlog-cosignature define them: text, an empty line, and
//! signature lines.

mod key;

pub use key::{KeyKind, NoteKey};
