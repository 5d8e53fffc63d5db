use core::cell::Cell;
use std::io::{BufRead, BufReader, Error, ErrorKind, Read};

use crate::import::reason::Reason;

/// Deepest nesting. The rows of these formats are at most 6 deep.
const MAX_DEPTH: u32 = 64;
/// Longest string. A name or a value that is wanted is kept; nothing else is.
const MAX_STRING_BYTES: u32 = 1 << 20;

/// Where the parser is, and why the source stopped it.
pub(super) struct Meter {
    pub(super) line: Cell<u64>,
    pub(super) fault: Cell<Option<Reason>>,
}

/// Hands the parser one byte at a time, so that the line it is on is known, and stops it before a
/// document makes it keep more than it should.
pub(super) struct Guard<'m, R> {
    source: BufReader<R>,
    meter: &'m Meter,
    depth: u32,
    string: Option<Within>,
}

/// The string that is being read.
struct Within {
    length: u32,
    escaped: bool,
}

impl<'m, R: Read> Guard<'m, R> {
    pub(super) fn new(source: R, meter: &'m Meter) -> Self {
        let source = BufReader::with_capacity(1 << 16, source);
        Self { source, meter, depth: 0, string: None }
    }

    fn see(&mut self, byte: u8) -> Result<(), Reason> {
        if byte == b'\n' {
            self.meter.line.set(self.meter.line.get().saturating_add(1));
        }
        let Some(string) = &mut self.string else { return self.see_outside(byte) };
        string.length = string.length.saturating_add(1);
        match byte {
            _ if string.length > MAX_STRING_BYTES => return Err(Reason::TooLong),
            _ if string.escaped => string.escaped = false,
            b'\\' => string.escaped = true,
            b'"' => self.string = None,
            _ => {}
        }
        Ok(())
    }

    fn see_outside(&mut self, byte: u8) -> Result<(), Reason> {
        match byte {
            b'"' => self.string = Some(Within { length: 0, escaped: false }),
            b'{' | b'[' => {
                self.depth = self.depth.saturating_add(1);
                if self.depth > MAX_DEPTH {
                    return Err(Reason::TooDeep);
                }
            }
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        Ok(())
    }
}

impl<R: Read> Read for Guard<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let byte = loop {
            match self.source.fill_buf() {
                Ok(chunk) => break chunk.first().copied(),
                Err(fault) if fault.kind() == ErrorKind::Interrupted => {}
                Err(fault) => {
                    self.meter.fault.set(Some(Reason::Unreadable));
                    return Err(fault);
                }
            }
        };
        let (Some(byte), Some(slot)) = (byte, buffer.first_mut()) else { return Ok(0) };
        if let Err(reason) = self.see(byte) {
            self.meter.fault.set(Some(reason));
            return Err(Error::from(ErrorKind::InvalidData));
        }
        self.source.consume(1);
        *slot = byte;
        Ok(1)
    }
}
