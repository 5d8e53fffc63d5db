use std::io::{self, Read};

use crate::output::Working;

/// A list whose lines are counted on the terminal as they are read.
pub(super) struct Counted<'a, R> {
    source: R,
    name: String,
    lines: u64,
    working: &'a Working,
}

impl<'a, R: Read> Counted<'a, R> {
    /// `name` is what the line says of it: a path could be longer than the terminal is wide.
    pub(super) fn new(source: R, name: impl Into<String>, working: &'a Working) -> Self {
        Self { source, name: name.into(), lines: 0, working }
    }
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        let ends = buffer.iter().take(read).filter(|byte| **byte == b'\n').count();
        self.lines = self.lines.saturating_add(u64::try_from(ends).unwrap_or(u64::MAX));
        self.working.at(|| format!("{}: {} lines", self.name, self.lines));
        Ok(read)
    }
}
