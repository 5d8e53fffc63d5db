//! What the targets share: a sink that holds every decoder to the contract of `LumaSink`.

mod contract;

use presend::attachment::{ByteSource, SourceFailed};
use presend::context::CancelToken;
use presend::decode::{BlockReader, Guard, decode};
use presend::limits::Limits;
use presend::sniff::MediaKind;
use presend::undecided::Undecided;

use contract::{Contract, Seen};

/// Decodes the bytes as this kind, once from memory and once from a source: the same must be seen.
pub fn decode_as(kind: MediaKind, bytes: &[u8]) {
    let cancel = CancelToken::new();
    let from_memory = run(kind, BlockReader::slice(bytes, &cancel), &cancel);
    let source = Source(bytes);
    let reader = BlockReader::source(&source, bytes.len() as u64, &cancel);
    assert_eq!(from_memory, run(kind, reader, &cancel), "from memory and from a source");
}

/// Small bounds: the fuzzer meets them often, and spends its time on parsing.
pub fn small_limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_pixels = 1 << 18;
    limits.max_frames = 5;
    limits.max_decode_bytes = 8 << 20;
    limits.max_work_bytes = 16 << 20;
    limits
}

fn run(
    kind: MediaKind,
    reader: BlockReader<'_>,
    cancel: &CancelToken,
) -> (Result<(), Undecided>, Seen) {
    let limits = small_limits();
    let mut guard = Guard::new(&limits, cancel);
    let mut sink = Contract::new(&limits);
    let decoded = decode(kind, reader, &mut guard, &mut sink);
    let seen = sink.finish();
    assert!(decoded.is_err() || seen.frames > 0, "a decoder that succeeds has shown a frame");
    (decoded, seen)
}

/// The bytes as a source.
pub struct Source<'a>(pub &'a [u8]);

impl ByteSource for Source<'_> {
    fn length(&self) -> Result<u64, SourceFailed> {
        Ok(self.0.len() as u64)
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<usize, SourceFailed> {
        let rest = usize::try_from(offset).ok().and_then(|at| self.0.get(at..)).unwrap_or(&[]);
        let length = rest.len().min(buffer.len());
        buffer[..length].copy_from_slice(&rest[..length]);
        Ok(length)
    }
}
