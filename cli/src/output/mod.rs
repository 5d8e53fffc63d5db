//! What goes to the terminal: lines, colours, progress.

mod date;
mod hex;
mod printable;
mod progress;
mod style;
mod undecided;
mod working;

use std::io::{self, ErrorKind, Write};

use serde::Serialize;

use crate::exit::Failure;

pub(crate) use date::date;
pub(crate) use hex::hex;
pub(crate) use printable::{printable, printable_text};
pub(crate) use progress::Progress;
pub(crate) use style::{Colour, Style};
pub(crate) use undecided::Reason;
pub(crate) use working::Working;

/// Standard output. If its reader has gone away, nothing more is written and nobody is told.
#[derive(Debug)]
pub(crate) struct Out {
    stdout: io::StdoutLock<'static>,
    closed: bool,
}

impl Out {
    pub(crate) fn new() -> Self {
        Self { stdout: io::stdout().lock(), closed: false }
    }

    /// True once the reader of a pipe has gone away.
    pub(crate) const fn closed(&self) -> bool {
        self.closed
    }

    /// Writes this text as it is, and flushes.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        if self.closed {
            return Ok(());
        }
        match self.stdout.write_all(bytes).and_then(|()| self.stdout.flush()) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => self.closed = true,
            Err(error) => return Err(Failure::internal(format!("standard output: {error}"))),
            Ok(()) => {}
        }
        Ok(())
    }

    /// Writes text.
    pub(crate) fn text(&mut self, text: &str) -> Result<(), Failure> {
        self.bytes(text.as_bytes())
    }
}

/// One JSON object on a line of its own.
pub(crate) fn json_line(value: &impl Serialize) -> Result<String, Failure> {
    let mut line = serde_json::to_string(value)
        .map_err(|error| Failure::internal(format!("JSON: {error}")))?;
    line.push('\n');
    Ok(line)
}
