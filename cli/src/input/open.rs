use std::fs::{self, File};
use std::io::{self, Read, Seek};
use std::path::Path;

use presend::attachment::{Attachment, ByteSource};
use presend::context::CancelToken;
use presend::decode::BlockReader;
use presend::limits::Limits;

use super::pipe;
use super::source::{Endless, FileSource, Unreadable};
use super::walk::Found;

/// An attachment that was opened, or stands for one that could not be.
#[derive(Debug)]
pub(crate) enum Opened {
    /// A regular file, read by position.
    File(FileSource),
    /// A pipe or device, read whole.
    Memory(Vec<u8>),
    /// A pipe or device with more than can be held.
    TooLong(Endless),
    /// It could not be opened or read; the text says why, for a person.
    Failed(Unreadable, String),
}

impl Opened {
    /// Opens what was found. At most `limits.max_input_bytes_in_memory` and one more byte of a pipe
    /// are held.
    pub(crate) fn open(found: Found, limits: &Limits) -> Self {
        let opened = match found {
            Found::Stdin => stdin(limits),
            Found::File(path) => file(&path, limits),
            Found::UnlistedFolder(_, error) => Err(error),
        };
        opened.unwrap_or_else(|error| Self::Failed(Unreadable, error.to_string()))
    }

    /// Opens a file by its name.
    pub(crate) fn at(path: &Path, limits: &Limits) -> Self {
        Self::open(Found::File(path.to_owned()), limits)
    }

    /// As the scanner takes it.
    pub(crate) fn attachment(&self) -> Attachment<'_> {
        match self {
            Self::File(source) => Attachment::source(source),
            Self::Memory(bytes) => Attachment::bytes(bytes),
            Self::TooLong(source) => Attachment::source(source),
            Self::Failed(source, _) => Attachment::source(source),
        }
    }

    /// For a decoder; nothing of what could not be opened or held.
    pub(crate) fn reader<'a>(&'a self, cancel: &'a CancelToken) -> Option<BlockReader<'a>> {
        match self {
            Self::File(source) => Some(BlockReader::source(source, source.length().ok()?, cancel)),
            Self::Memory(bytes) => Some(BlockReader::slice(bytes, cancel)),
            Self::TooLong(_) | Self::Failed(..) => None,
        }
    }

    /// All of it, if that is no more than may be held.
    pub(crate) fn whole(&self, limits: &Limits) -> Option<Vec<u8>> {
        let (cancel, mut bytes) = (CancelToken::new(), Vec::new());
        self.bytes().filter(|length| *length <= limits.max_input_bytes_in_memory)?;
        self.reader(&cancel)?.read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }

    /// It as the text of a message, one byte longer than the bound if it is longer: what is no UTF-8 is
    /// replaced, so that the links beside it are seen. `None` of what could not be opened or held.
    pub(crate) fn text(&self, limits: &Limits) -> Option<String> {
        let (cancel, mut bytes) = (CancelToken::new(), Vec::new());
        let most = limits.max_text_bytes.saturating_add(1);
        self.reader(&cancel)?.take(most).read_to_end(&mut bytes).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Its length, if it has one.
    pub(crate) fn bytes(&self) -> Option<u64> {
        match self {
            Self::File(source) => source.length().ok(),
            Self::Memory(bytes) => u64::try_from(bytes.len()).ok(),
            Self::TooLong(_) | Self::Failed(..) => None,
        }
    }

    /// Why it could not be opened or held.
    pub(crate) fn failure(&self) -> Option<&str> {
        match self {
            Self::Failed(_, why) => Some(why),
            Self::TooLong(_) => Some("too long for a pipe; name the file, or use < instead of |"),
            _ => None,
        }
    }
}

fn file(path: &Path, limits: &Limits) -> io::Result<Opened> {
    if fs::metadata(path).is_ok_and(|found| pipe::is_pipe(found.file_type())) {
        return in_memory(pipe::open(path)?, limits);
    }
    // On some systems a folder can be opened and only reading it fails; say it at once.
    let file = File::open(path)?;
    let kind = file.metadata()?.file_type();
    if kind.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if kind.is_file() {
        Ok(Opened::File(FileSource::new(file, 0)))
    } else {
        in_memory(file, limits)
    }
}

/// Standard input: by position if it is redirected from a file, else whole.
fn stdin(limits: &Limits) -> io::Result<Opened> {
    match redirected()? {
        Some(source) => Ok(Opened::File(source)),
        None => in_memory(io::stdin().lock(), limits),
    }
}

#[cfg(unix)]
fn redirected() -> io::Result<Option<FileSource>> {
    use std::os::fd::AsFd;
    let mut file = File::from(io::stdin().as_fd().try_clone_to_owned()?);
    if !file.metadata()?.is_file() {
        return Ok(None);
    }
    let start = file.stream_position()?;
    Ok(Some(FileSource::new(file, start)))
}

#[cfg(not(unix))]
fn redirected() -> io::Result<Option<FileSource>> {
    Ok(None)
}

fn in_memory(mut from: impl Read, limits: &Limits) -> io::Result<Opened> {
    let mut bytes = Vec::new();
    let most = limits.max_input_bytes_in_memory.saturating_add(1);
    from.by_ref().take(most).read_to_end(&mut bytes)?;
    let too_long = u64::try_from(bytes.len()).is_ok_and(|length| length >= most);
    Ok(if too_long { Opened::TooLong(Endless) } else { Opened::Memory(bytes) })
}
