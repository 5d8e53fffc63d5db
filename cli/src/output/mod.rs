//! What goes to the terminal: lines, colours, progress.

mod grouped;
mod hex;
mod printable;
mod progress;
mod style;
mod undecided;
mod working;

use std::io::{self, ErrorKind, Write};

use serde::Serialize;

use crate::exit::Failure;

pub(crate) use grouped::{files_of, grouped};
pub(crate) use hex::hex;
pub(crate) use printable::{json_escaped, printable, printable_text};
pub(crate) use progress::Progress;
pub(crate) use style::{Colour, Style};
pub(crate) use undecided::{Reason, codec_said};
pub(crate) use working::Working;

/// Standard output.
#[derive(Debug)]
pub(crate) struct Out {
    stdout: io::StdoutLock<'static>,
}

impl Out {
    pub(crate) fn new() -> Self {
        Self { stdout: io::stdout().lock() }
    }

    /// Writes this text as it is, and flushes. A reader that went away, as `head` does, ends the
    /// command with a word and an exit code of its own: what it did not read may be a match.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.stdout.write_all(bytes).and_then(|()| self.stdout.flush()).map_err(|error| {
            Failure::internal(match error.kind() {
                ErrorKind::BrokenPipe => "standard output was closed before its end".to_owned(),
                _ => format!("standard output: {error}"),
            })
        })
    }

    /// Writes text.
    pub(crate) fn text(&mut self, text: &str) -> Result<(), Failure> {
        self.bytes(text.as_bytes())
    }
}

/// One JSON object on a line of its own. Characters that [`printable`] escapes are escaped here
/// too, as JSON does: a line may be shown on a terminal.
pub(crate) fn json_line(value: &impl Serialize) -> Result<String, Failure> {
    let line = serde_json::to_string(value)
        .map_err(|error| Failure::internal(format!("JSON: {error}")))?;
    Ok(json_escaped(&line) + "\n")
}
