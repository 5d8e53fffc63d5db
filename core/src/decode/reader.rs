use std::io::{self, BufRead, Read, Seek, SeekFrom};

use zeroize::Zeroizing;

use crate::attachment::{ByteSource, SourceFailed};
use crate::context::CancelToken;
use crate::run::Meter;

/// Bytes a decoder is given at a time; a cancel is seen between two such blocks.
pub(super) const BLOCK_BYTES: usize = 16 << 10;
/// The same as a distance in the file.
const BLOCK_SPAN: u64 = 16 << 10;
/// What it costs to go to another block, in bytes of work: about as much as it takes to read it.
const VISIT_BYTES: u64 = 1 << 10;

/// The one way decoders read. It hands out small blocks, sees a cancel between them, takes what is
/// read from the work budget, and reads a large attachment from its source with one block in memory.
pub struct BlockReader<'a> {
    bytes: Bytes<'a>,
    length: u64,
    position: u64,
    cancel: &'a CancelToken,
    /// Where the block begins that was paid for, and what it is paid from.
    visited: Option<u64>,
    meter: Option<Meter>,
    /// What a byte that is read costs, in bytes of work.
    price: u64,
}

enum Bytes<'a> {
    Slice(&'a [u8]),
    Source { source: &'a dyn ByteSource, first: u64, block: Zeroizing<Vec<u8>>, block_start: u64 },
}

impl core::fmt::Debug for BlockReader<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("BlockReader(..)")
    }
}

impl<'a> BlockReader<'a> {
    /// Reads bytes in memory, without a copy.
    #[must_use]
    pub fn slice(bytes: &'a [u8], cancel: &'a CancelToken) -> Self {
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        Self::of(Bytes::Slice(bytes), length, cancel)
    }

    /// Reads a source of this length.
    #[must_use]
    pub fn source(source: &'a dyn ByteSource, length: u64, cancel: &'a CancelToken) -> Self {
        let bytes = Bytes::Source { source, first: 0, block: Zeroizing::default(), block_start: 0 };
        Self::of(bytes, length, cancel)
    }

    const fn of(bytes: Bytes<'a>, length: u64, cancel: &'a CancelToken) -> Self {
        Self { bytes, length, position: 0, cancel, visited: None, meter: None, price: 1 }
    }

    /// The same reader, which takes what it reads from this budget.
    pub(super) fn charged_to(self, meter: &Meter) -> Self {
        Self { meter: Some(meter.clone()), ..self }
    }

    /// The same reader for a decoder to which a byte may mean more work than to others.
    pub(super) fn priced(self, price: u64) -> Self {
        Self { price, ..self }
    }

    /// The whole input if it is in memory.
    #[must_use]
    pub const fn in_memory(&self) -> Option<&'a [u8]> {
        match &self.bytes {
            Bytes::Slice(bytes) => Some(bytes),
            Bytes::Source { .. } => None,
        }
    }

    /// A reader of the same input, at its start: for a second look.
    pub(super) fn rewound(&self) -> Self {
        self.part(0)
    }

    /// A reader of what lies from this place on, as if nothing were before it.
    pub(crate) fn part(&self, start: u64) -> Self {
        let start = start.min(self.length);
        let bytes = match &self.bytes {
            Bytes::Slice(bytes) => {
                let from = usize::try_from(start).unwrap_or(usize::MAX);
                Bytes::Slice(bytes.get(from..).unwrap_or_default())
            }
            Bytes::Source { source, first, .. } => Bytes::Source {
                source: *source,
                first: first.saturating_add(start),
                block: Zeroizing::default(),
                block_start: 0,
            },
        };
        let part = Self::of(bytes, self.length.saturating_sub(start), self.cancel);
        Self { meter: self.meter.clone(), price: self.price, ..part }
    }

    /// A reader of what lies ahead, no more than so many bytes.
    pub(super) fn ahead(&self, length: u64) -> Self {
        self.part(self.position).up_to(length)
    }

    /// The same reader, whose input has no more than so many bytes.
    pub(super) fn up_to(mut self, length: u64) -> Self {
        self.length = self.length.min(length);
        if let Bytes::Slice(bytes) = &mut self.bytes {
            let end = usize::try_from(self.length).unwrap_or(usize::MAX);
            *bytes = bytes.get(..end).unwrap_or(bytes);
        }
        self
    }

    /// Pays for the block that holds the position, and gives how much of it lies ahead: the same in
    /// memory as from a source, so that the same file gives the same answer.
    fn visit(&mut self) -> io::Result<usize> {
        let inside = self.visited.and_then(|start| self.position.checked_sub(start));
        let inside = inside.filter(|inside| *inside < BLOCK_SPAN);
        if inside.is_none() {
            self.visited = Some(self.position);
            if let Some(meter) = &self.meter {
                meter.take(VISIT_BYTES);
            }
        }
        if self.meter.as_ref().is_some_and(Meter::is_spent) {
            return Err(io::Error::other("the work budget is spent"));
        }
        let ahead = BLOCK_SPAN.saturating_sub(inside.unwrap_or(0));
        Ok(usize::try_from(ahead).unwrap_or(BLOCK_BYTES))
    }

    /// The length of the input in bytes.
    #[must_use]
    pub const fn length(&self) -> u64 {
        self.length
    }
}

impl BufRead for BlockReader<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.cancel.is_cancelled() {
            return Err(io::Error::other("cancelled"));
        }
        let ahead = self.visit()?;
        let position = self.position;
        match &mut self.bytes {
            Bytes::Slice(bytes) => {
                let start = usize::try_from(position).unwrap_or(usize::MAX);
                let rest = bytes.get(start..).unwrap_or_default();
                Ok(rest.get(..ahead).unwrap_or(rest))
            }
            Bytes::Source { source, first, block, block_start } => {
                let place = first.saturating_add(position);
                let rest = fill_block(*source, block, block_start, place)?;
                // One that has grown meanwhile ends where it said it does.
                let left = self.length.saturating_sub(position);
                let left = usize::try_from(left).unwrap_or(usize::MAX);
                Ok(rest.get(..left).unwrap_or(rest))
            }
        }
    }

    fn consume(&mut self, amount: usize) {
        let amount = u64::try_from(amount).unwrap_or(u64::MAX);
        if let Some(meter) = &self.meter {
            meter.take(amount.saturating_mul(self.price));
        }
        self.position = self.position.saturating_add(amount).min(self.length);
    }
}

/// Makes `block` hold `position` and returns what it has from there on.
fn fill_block<'b>(
    source: &dyn ByteSource,
    block: &'b mut Vec<u8>,
    block_start: &mut u64,
    position: u64,
) -> io::Result<&'b [u8]> {
    let inside = position.checked_sub(*block_start).and_then(|at| usize::try_from(at).ok());
    if let Some(at) = inside.filter(|at| *at < block.len()) {
        return Ok(block.get(at..).unwrap_or_default());
    }
    block.resize(BLOCK_BYTES, 0);
    let read = source.read_at(position, block).ok().filter(|read| *read <= BLOCK_BYTES);
    // What a failed read left behind is not read again.
    block.truncate(read.unwrap_or(0));
    *block_start = position;
    read.map(|_| block.as_slice()).ok_or_else(|| io::Error::other(SourceFailed))
}

impl Read for BlockReader<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(into.len());
        if let (Some(to), Some(from)) = (into.get_mut(..count), available.get(..count)) {
            to.copy_from_slice(from);
        }
        self.consume(count);
        Ok(count)
    }
}

impl Seek for BlockReader<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(offset) => Some(offset),
            SeekFrom::Current(delta) => self.position.checked_add_signed(delta),
            SeekFrom::End(delta) => self.length.checked_add_signed(delta),
        };
        self.position = target.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.position)
    }
}

#[cfg(test)]
#[expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;

    fn is_zeroized(_: &impl zeroize::ZeroizeOnDrop) {}

    #[test]
    fn a_block_is_overwritten_when_it_is_dropped() {
        let (source, cancel) = (Whole(pattern(10)), CancelToken::new());
        let reader = BlockReader::source(&source, 10, &cancel);
        if let Bytes::Source { block, .. } = &reader.bytes {
            is_zeroized(block);
        }
    }

    struct Whole(Vec<u8>);

    impl ByteSource for Whole {
        fn length(&self) -> Result<u64, SourceFailed> {
            u64::try_from(self.0.len()).map_err(|_| SourceFailed)
        }

        fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<usize, SourceFailed> {
            let start = usize::try_from(offset).map_err(|_| SourceFailed)?;
            let rest = self.0.get(start..).unwrap_or_default();
            let count = rest.len().min(buffer.len());
            buffer[..count].copy_from_slice(&rest[..count]);
            Ok(count)
        }
    }

    fn pattern(len: usize) -> Vec<u8> {
        (0..len).map(|i| u8::try_from(i % 251).unwrap()).collect()
    }

    #[test]
    fn slice_and_source_read_the_same_bytes() {
        let cancel = CancelToken::new();
        for len in [0, 1, BLOCK_BYTES - 1, BLOCK_BYTES, BLOCK_BYTES + 1, 3 * BLOCK_BYTES + 7] {
            let source = Whole(pattern(len));
            let mut from_slice = Vec::new();
            BlockReader::slice(&source.0, &cancel).read_to_end(&mut from_slice).unwrap();
            let length = source.length().unwrap();
            let mut from_source = Vec::new();
            BlockReader::source(&source, length, &cancel).read_to_end(&mut from_source).unwrap();
            assert_eq!(from_slice, source.0);
            assert_eq!(from_source, source.0);
        }
    }

    #[test]
    fn seeks_anywhere_and_reads_nothing_past_the_end() {
        let cancel = CancelToken::new();
        let source = Whole(pattern(40_000));
        let mut reader = BlockReader::source(&source, 40_000, &cancel);
        let mut one = [0];
        for at in [39_999, 0, 20_000, 16_384, 16_383] {
            reader.seek(SeekFrom::Start(at)).unwrap();
            reader.read_exact(&mut one).unwrap();
            assert_eq!(usize::from(one[0]), usize::try_from(at).unwrap() % 251);
        }
        reader.seek(SeekFrom::End(10)).unwrap();
        assert_eq!(reader.read(&mut one).unwrap(), 0);
        assert!(reader.seek(SeekFrom::Current(-1_000_000)).is_err());
    }

    #[test]
    fn a_part_has_nothing_before_it_and_ends_with_the_input() {
        let cancel = CancelToken::new();
        let source = Whole(pattern(40_000));
        for start in [0, 1, 16_384, 39_999, 40_000, 50_000] {
            let from = usize::try_from(start).unwrap().min(40_000);
            for reader in [
                BlockReader::slice(&source.0, &cancel),
                BlockReader::source(&source, 40_000, &cancel),
            ] {
                let mut part = reader.part(start);
                let mut read = Vec::new();
                part.read_to_end(&mut read).unwrap();
                assert_eq!(read, source.0[from..], "{start}");
                assert_eq!(part.length(), u64::try_from(read.len()).unwrap());
                let mut again = Vec::new();
                part.part(1).rewound().read_to_end(&mut again).unwrap();
                assert_eq!(again, read.get(1..).unwrap_or_default());
            }
        }
    }

    #[test]
    fn a_source_that_has_grown_ends_where_it_said() {
        let cancel = CancelToken::new();
        let source = Whole(pattern(40_000));
        for length in [0, 10, 16_384, 20_000] {
            let mut read = Vec::new();
            let reader = BlockReader::source(&source, length, &cancel);
            // An endless reader must not fill the memory of whoever runs the test.
            reader.take(100_000).read_to_end(&mut read).unwrap();
            assert_eq!(u64::try_from(read.len()), Ok(length));
        }
    }

    /// Says that it wrote more than there is room for, once; then it is right.
    struct Boasting(AtomicBool);

    impl ByteSource for Boasting {
        fn length(&self) -> Result<u64, SourceFailed> {
            Ok(20)
        }

        fn read_at(&self, _: u64, buffer: &mut [u8]) -> Result<usize, SourceFailed> {
            let boasts = !self.0.swap(true, Ordering::Relaxed);
            buffer.fill(if boasts { 1 } else { 2 });
            Ok(if boasts { buffer.len() + 1 } else { buffer.len() })
        }
    }

    #[test]
    fn a_read_that_failed_leaves_nothing_behind() {
        let cancel = CancelToken::new();
        let source = Boasting(AtomicBool::new(false));
        let mut reader = BlockReader::source(&source, 20, &cancel);
        let mut one = [0];
        assert!(reader.read_exact(&mut one).is_err());
        reader.read_exact(&mut one).unwrap();
        assert_eq!(one, [2]);
    }

    #[test]
    fn a_cancelled_reader_stops_with_an_error() {
        let cancel = CancelToken::new();
        let bytes = pattern(100);
        let mut reader = BlockReader::slice(&bytes, &cancel);
        cancel.cancel();
        assert!(reader.read(&mut [0; 4]).is_err());
    }
}
