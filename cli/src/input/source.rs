use std::fs::File;
use std::io::{self, ErrorKind};

use presend::attachment::{ByteSource, SourceFailed};

/// A file read by position: nothing is mapped, so a file that is cut short while it is read cannot
/// end the program.
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
        let length = self.file.metadata().map_err(|_| SourceFailed)?.len();
        Ok(length.saturating_sub(self.start))
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<usize, SourceFailed> {
        let start = self.start.checked_add(offset).ok_or(SourceFailed)?;
        let mut filled = 0_usize;
        while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            let at = start.saturating_add(u64::try_from(filled).map_err(|_| SourceFailed)?);
            match read_once(&self.file, rest, at) {
                Ok(0) => break,
                Ok(read) => filled = filled.saturating_add(read),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(_) => return Err(SourceFailed),
            }
        }
        Ok(filled)
    }
}

#[cfg(unix)]
fn read_once(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, offset)
}

#[cfg(windows)]
fn read_once(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, buffer, offset)
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
