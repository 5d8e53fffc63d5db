use zeroize::Zeroizing;

use crate::attachment::ByteSource;
use crate::context::{CancelToken, ScanStep};
use crate::decode::BlockReader;
use crate::hash::Digests;
use crate::hash::digest::{DigestSet, Digester};
use crate::limits::{LimitName, Limits};
use crate::run::Run;
use crate::sniff::{MediaKind, SNIFF_BYTES, begins_as_text, sniff, sniff_whole};
use crate::undecided::Undecided;
use crate::unpack::{Piece, Pieces, lent};

/// Bytes read or digested between two looks at the cancel token.
const CHUNK_BYTES: usize = 256 << 10;

/// The attachment's bytes, opened for one scan.
pub(super) enum Opened<'a> {
    /// The app's own buffer.
    Borrowed(&'a [u8]),
    /// Read once from a source; digests and decoder use the same bytes.
    Owned(Zeroizing<Vec<u8>>),
    /// A part of an attachment, as it lies in memory.
    Part(&'a [u8]),
    /// Too large to hold: read again by every stage, so a change in between must be noticed.
    Streamed { source: &'a dyn ByteSource, length: u64 },
}

impl<'a> Opened<'a> {
    pub(super) fn bytes(bytes: &'a [u8], limits: &Limits) -> Result<Self, Undecided> {
        check_length(length_of(bytes), limits)?;
        Ok(Self::Borrowed(bytes))
    }

    pub(super) fn source(source: &'a dyn ByteSource, run: Run<'_>) -> Result<Self, Undecided> {
        let length = source.length().map_err(|_| Undecided::Unreadable)?;
        check_length(length, run.limits)?;
        if length > run.limits.max_input_bytes_in_memory {
            return Ok(Self::Streamed { source, length });
        }
        let size = usize::try_from(length)
            .map_err(|_| Undecided::OverLimit(LimitName::InputBytesInMemory))?;
        let mut bytes = Zeroizing::new(vec![0; size]);
        read_all(source, &mut bytes, run)?;
        Ok(Self::Owned(bytes))
    }

    pub(super) fn length(&self) -> u64 {
        match self {
            Self::Borrowed(bytes) | Self::Part(bytes) => length_of(bytes),
            Self::Owned(bytes) => length_of(bytes),
            Self::Streamed { length, .. } => *length,
        }
    }

    pub(super) fn reader<'b>(&'b self, cancel: &'b CancelToken) -> BlockReader<'b> {
        match self {
            Self::Borrowed(bytes) | Self::Part(bytes) => BlockReader::slice(bytes, cancel),
            Self::Owned(bytes) => BlockReader::slice(bytes, cancel),
            Self::Streamed { source, length } => BlockReader::source(*source, *length, cancel),
        }
    }

    /// All bytes, if they are in memory.
    pub(super) fn in_memory(&self) -> Option<&[u8]> {
        match self {
            Self::Borrowed(bytes) | Self::Part(bytes) => Some(bytes),
            Self::Owned(bytes) => Some(bytes),
            Self::Streamed { .. } => None,
        }
    }

    /// True for a part that [`Self::kind`] reads to its end, if it is text throughout.
    pub(super) fn begins_as_text(&self) -> bool {
        matches!(self, Self::Part(bytes) if begins_as_text(bytes))
    }

    /// What it is, by its first bytes; a part by all of them.
    pub(super) fn kind(&self) -> Result<MediaKind, Undecided> {
        if let Self::Part(bytes) = self {
            return if bytes.is_empty() { Err(Undecided::Empty) } else { Ok(sniff_whole(bytes)) };
        }
        let Self::Streamed { source, .. } = self else {
            let bytes = self.in_memory().unwrap_or_default();
            return Ok(sniff(bytes.get(..SNIFF_BYTES).unwrap_or(bytes)));
        };
        // Streamed means longer than any sensible in-memory bound, but a bound may be set low.
        let size = usize::try_from(self.length()).unwrap_or(SNIFF_BYTES).min(SNIFF_BYTES);
        let mut head = Zeroizing::new(vec![0; size]);
        read_exactly(*source, 0, &mut head)?;
        Ok(sniff(&head))
    }

    /// The wanted digests of all bytes, in one pass.
    pub(super) fn digests(&self, wanted: DigestSet, run: Run<'_>) -> Result<Digests, Undecided> {
        let mut digester = Digester::new(wanted);
        self.each_chunk(run, |chunk| digester.update(chunk))?;
        Ok(digester.finish())
    }

    /// The same, and the kind of exactly the bytes that were digested.
    pub(super) fn digests_and_kind(
        &self,
        wanted: DigestSet,
        run: Run<'_>,
    ) -> Result<(Digests, MediaKind), Undecided> {
        let mut digester = Digester::new(wanted);
        let mut head = Zeroizing::new(Vec::with_capacity(SNIFF_BYTES));
        self.each_chunk(run, |chunk| {
            digester.update(chunk);
            let missing = SNIFF_BYTES.saturating_sub(head.len());
            head.extend_from_slice(chunk.get(..missing).unwrap_or(chunk));
        })?;
        Ok((digester.finish(), sniff(&head)))
    }

    /// Gives all bytes in order to `take`. Progress runs once: what was read into memory was told then,
    /// and a part lies in what was told.
    fn each_chunk(&self, run: Run<'_>, mut take: impl FnMut(&[u8])) -> Result<(), Undecided> {
        let (source, length) = match self {
            Self::Borrowed(bytes) => return each_slice(bytes, run, take),
            Self::Owned(bytes) => return each_slice(bytes, run.quiet(), take),
            Self::Part(bytes) => return each_slice(bytes, run.quiet(), take),
            Self::Streamed { source, length } => (source, length),
        };
        let mut chunk = Zeroizing::new(vec![0; CHUNK_BYTES]);
        let mut offset = 0_u64;
        while offset < *length {
            begin(run, offset, *length)?;
            let read = source.read_at(offset, &mut chunk).map_err(|_| Undecided::Unreadable)?;
            let bytes = chunk.get(..read).ok_or(Undecided::Unreadable)?;
            offset = offset.saturating_add(length_of(bytes));
            if bytes.is_empty() || offset > *length {
                return Err(Undecided::ChangedWhileReading);
            }
            take(bytes);
        }
        same_length(*source, *length)
    }
}

impl Pieces for Opened<'_> {
    fn length(&self) -> u64 {
        Opened::length(self)
    }

    fn piece(&self, start: u64, length: u64) -> Result<Piece<'_>, Undecided> {
        let Self::Streamed { source, length: whole } = self else {
            return lent(self.in_memory().unwrap_or_default(), start, length);
        };
        let inside = start.checked_add(length).is_some_and(|end| end <= *whole);
        let size = usize::try_from(length).ok().filter(|_| inside).ok_or(Undecided::Truncated)?;
        let mut bytes = Zeroizing::new(vec![0; size]);
        read_exactly(*source, start, &mut bytes)?;
        Ok(Piece::Held(bytes))
    }

    fn reader<'b>(&'b self, cancel: &'b CancelToken) -> BlockReader<'b> {
        Opened::reader(self, cancel)
    }
}

fn each_slice(bytes: &[u8], run: Run<'_>, mut take: impl FnMut(&[u8])) -> Result<(), Undecided> {
    let mut done = 0_u64;
    for chunk in bytes.chunks(CHUNK_BYTES) {
        begin(run, done, length_of(bytes))?;
        take(chunk);
        done = done.saturating_add(length_of(chunk));
    }
    Ok(())
}

/// Fills `bytes` from the start of the source, which must then be at its end.
fn read_all(source: &dyn ByteSource, bytes: &mut [u8], run: Run<'_>) -> Result<(), Undecided> {
    let length = length_of(bytes);
    let mut offset = 0_u64;
    let mut rest = bytes;
    while !rest.is_empty() {
        begin(run, offset, length)?;
        let step = rest.len().min(CHUNK_BYTES);
        let (chunk, after) = rest.split_at_mut_checked(step).ok_or(Undecided::Unreadable)?;
        read_exactly(source, offset, chunk)?;
        offset = offset.saturating_add(length_of(chunk));
        rest = after;
    }
    same_length(source, length)
}

fn read_exactly(source: &dyn ByteSource, offset: u64, chunk: &mut [u8]) -> Result<(), Undecided> {
    let (mut at, mut rest) = (offset, chunk);
    while !rest.is_empty() {
        let read = source.read_at(at, rest).map_err(|_| Undecided::Unreadable)?;
        if read == 0 {
            return Err(Undecided::ChangedWhileReading);
        }
        rest = rest.get_mut(read..).ok_or(Undecided::Unreadable)?;
        at = at.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
    }
    Ok(())
}

fn same_length(source: &dyn ByteSource, length: u64) -> Result<(), Undecided> {
    match source.length() {
        Ok(now) if now == length => Ok(()),
        Ok(_) => Err(Undecided::ChangedWhileReading),
        Err(_) => Err(Undecided::Unreadable),
    }
}

/// A chunk begins at `done_bytes`, unless the scan was cancelled.
fn begin(run: Run<'_>, done_bytes: u64, total_bytes: u64) -> Result<(), Undecided> {
    run.cancelled()?;
    run.step(ScanStep::Reading { done_bytes, total_bytes });
    Ok(())
}

const fn check_length(length: u64, limits: &Limits) -> Result<(), Undecided> {
    if length == 0 {
        return Err(Undecided::Empty);
    }
    if length > limits.max_input_bytes {
        return Err(Undecided::OverLimit(LimitName::InputBytes));
    }
    Ok(())
}

fn length_of(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}
