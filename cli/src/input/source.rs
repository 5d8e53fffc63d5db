use std::fs::File;

use presend::attachment::{ByteSource, SourceFailed};

/// A file, or what is left of one that standard input was redirected from.
#[derive(Debug)]
pub(crate) struct FileSource {
    file: File,
    start: u64,
}

impl FileSource {
    /// The bytes of this file from `start` to its end.
    pub(super) const fn new(file: File, start: u64) -> Self {
        Self { file, start }
    }
}

impl ByteSource for FileSource {
    fn length(&self) -> Result<u64, SourceFailed> {
        Ok(self.file.length()?.saturating_sub(self.start))
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<usize, SourceFailed> {
        let at = self.start.checked_add(offset).ok_or(SourceFailed)?;
        ByteSource::read_at(&self.file, at, buffer)
    }
}

/// Stands for what could not be opened: the scan itself says `unreadable`, and its policy decides.
#[derive(Debug)]
pub(crate) struct Unreadable;

impl ByteSource for Unreadable {
    fn length(&self) -> Result<u64, SourceFailed> {
        Err(SourceFailed)
    }

    fn read_at(&self, _offset: u64, _buffer: &mut [u8]) -> Result<usize, SourceFailed> {
        Err(SourceFailed)
    }
}

/// Stands for a pipe that is longer than what may be held: the scan itself says `over_limit`.
#[derive(Debug)]
pub(crate) struct Endless;

impl ByteSource for Endless {
    fn length(&self) -> Result<u64, SourceFailed> {
        Ok(u64::MAX)
    }

    fn read_at(&self, _offset: u64, _buffer: &mut [u8]) -> Result<usize, SourceFailed> {
        Err(SourceFailed)
    }
}
