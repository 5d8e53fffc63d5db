//! What the app hands over: the bytes it is about to encrypt, or pixels the system decoded.

use core::fmt;
use std::fs::File;
use std::io::{self, ErrorKind};

/// Reads an attachment by offset: a file, a content URI, a file descriptor.
pub trait ByteSource: Send + Sync {
    /// The length in bytes.
    ///
    /// # Errors
    /// [`SourceFailed`] if the source cannot tell; the scan is then undecided as `unreadable`.
    fn length(&self) -> Result<u64, SourceFailed>;

    /// Fills `buffer` from `offset`, and returns how many bytes were written: fewer than asked for
    /// only at the end.
    ///
    /// # Errors
    /// [`SourceFailed`] if the bytes cannot be read; the scan is then undecided as `unreadable`.
    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<usize, SourceFailed>;
}

/// Reads a file by position and leaves its own position alone on Unix. Nothing is mapped: a file that
/// is cut short while it is read cannot end the program.
#[cfg(any(unix, windows))]
impl ByteSource for File {
    fn length(&self) -> Result<u64, SourceFailed> {
        self.metadata().map(|found| found.len()).map_err(|_| SourceFailed)
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<usize, SourceFailed> {
        let mut filled = 0_usize;
        while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            let done = u64::try_from(filled).map_err(|_| SourceFailed)?;
            let at = offset.checked_add(done).ok_or(SourceFailed)?;
            match read_once(self, rest, at) {
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

/// A source could not be read. It says nothing more: an error never carries names or content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceFailed;

impl fmt::Display for SourceFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the attachment could not be read")
    }
}

impl core::error::Error for SourceFailed {}

/// How the bytes of a [`PixelView`] are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PixelFormat {
    /// One byte a pixel: luma.
    Gray8,
    /// Three bytes a pixel: red, green, blue.
    Rgb8,
    /// Four bytes a pixel: red, green, blue, alpha (not premultiplied).
    Rgba8,
    /// Four bytes a pixel: blue, green, red, alpha (not premultiplied).
    Bgra8,
}

impl PixelFormat {
    /// Bytes one pixel takes.
    #[must_use]
    pub const fn bytes_per_pixel(self) -> u32 {
        match self {
            Self::Gray8 => 1,
            Self::Rgb8 => 3,
            Self::Rgba8 | Self::Bgra8 => 4,
        }
    }
}

/// Pixels that the operating system or the app decoded.
#[derive(Clone, Copy)]
pub struct PixelView<'a> {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Bytes from the start of one row to the start of the next.
    pub stride_bytes: usize,
    /// Layout of one pixel.
    pub format: PixelFormat,
    /// What a viewer does to these pixels before showing them.
    pub orientation: crate::orientation::Orientation,
    /// The rows, top to bottom.
    pub bytes: &'a [u8],
}

impl fmt::Debug for PixelView<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PixelView").field("format", &self.format).finish_non_exhaustive()
    }
}

/// What is about to be sent. Its `Debug` shows the way in, never content.
#[derive(Clone, Copy)]
pub struct Attachment<'a> {
    pub(crate) input: Input<'a>,
}

#[derive(Clone, Copy)]
pub(crate) enum Input<'a> {
    Bytes(&'a [u8]),
    Source(&'a dyn ByteSource),
    Pixels(PixelView<'a>),
    Text(&'a str),
}

/// What a set may say something about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// Files and pixels.
    File,
    /// The text of a message.
    Message,
}

impl<'a> Attachment<'a> {
    /// Bytes in memory: best the very buffer that is encrypted next.
    #[must_use]
    pub const fn bytes(bytes: &'a [u8]) -> Self {
        Self { input: Input::Bytes(bytes) }
    }

    /// Bytes read on demand. Up to [`crate::limits::Limits::max_input_bytes_in_memory`] they are
    /// read once; more are streamed.
    #[must_use]
    pub const fn source(source: &'a dyn ByteSource) -> Self {
        Self { input: Input::Source(source) }
    }

    /// Pixels that were decoded elsewhere. There are no bytes, so no exact digest is compared.
    #[must_use]
    pub const fn pixels(pixels: PixelView<'a>) -> Self {
        Self { input: Input::Pixels(pixels) }
    }

    /// The text of a message, whose links are looked up in sets of links: see [`crate::text`]. It is
    /// compared with nothing else.
    #[must_use]
    pub const fn text(text: &'a str) -> Self {
        Self { input: Input::Text(text) }
    }

    pub(crate) const fn subject(&self) -> Subject {
        match self.input {
            Input::Bytes(_) | Input::Source(_) | Input::Pixels(_) => Subject::File,
            Input::Text(_) => Subject::Message,
        }
    }
}

impl fmt::Debug for Attachment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.input {
            Input::Bytes(_) => "Attachment(bytes)",
            Input::Source(_) => "Attachment(source)",
            Input::Pixels(_) => "Attachment(pixels)",
            Input::Text(_) => "Attachment(text)",
        })
    }
}
