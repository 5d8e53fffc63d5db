//! What the tests of this crate share.

use std::path::Path;
use std::sync::Arc;

use presend::attachment::{Attachment, ByteSource, SourceFailed};
use presend::context::{CancelToken, ScanContext};
use presend::decode::VideoDecoder;
use presend::limits::Limits;
use presend::scan::{AttachmentScanner, Checked, Fingerprinted, Job, fingerprint};
use presend::set::KnownSet;
use presend_video::SoftwareDecoder;

pub(crate) const CAT: &[u8] = include_bytes!("../../../core/testdata/photos/cat.jpg");
pub(crate) const COFFEE: &[u8] = include_bytes!("../../../core/testdata/photos/coffee.jpg");

/// A clip of `video/testdata`.
pub(crate) fn clip(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    std::fs::read(folder.join(name)).unwrap()
}

pub(crate) fn hashed(bytes: &[u8]) -> Fingerprinted {
    hashed_within(&Attachment::bytes(bytes), &Limits::default(), &CancelToken::new())
}

pub(crate) fn hashed_within(
    attachment: &Attachment<'_>,
    limits: &Limits,
    cancel: &CancelToken,
) -> Fingerprinted {
    let decoders: [Arc<dyn VideoDecoder>; 1] = [Arc::new(SoftwareDecoder)];
    let job = Job { video_decoders: &decoders, ..Job::everything(limits, cancel) };
    fingerprint(attachment, &job)
}

/// The same, read piece by piece.
pub(crate) fn hashed_as_source(bytes: &[u8]) -> Fingerprinted {
    let limits = Limits { max_input_bytes_in_memory: 1_000, ..Limits::default() };
    let source = Bytes(bytes.to_vec());
    hashed_within(&Attachment::source(&source), &limits, &CancelToken::new())
}

/// Bytes behind a source.
pub(crate) struct Bytes(pub(crate) Vec<u8>);

impl ByteSource for Bytes {
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

/// A list that knows a picture by its bytes and by its look.
pub(crate) fn list_of(picture: &[u8]) -> KnownSet {
    let found = hashed(picture);
    let pdq = found.fingerprints.frames[0].pdq[0].hash.to_hex();
    let digest = found.fingerprints.digests.blake3.unwrap();
    let blake3: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    KnownSet::from_list_unverified("made-up", &format!("pdq:{pdq}\nblake3:{blake3}")).unwrap()
}

pub(crate) fn scanned(bytes: &[u8], list: &KnownSet) -> Checked {
    let builder = AttachmentScanner::builder().add_set(list.clone());
    let scanner = builder.add_video_decoder(Arc::new(SoftwareDecoder)).build();
    scanner.scan(Attachment::bytes(bytes), &ScanContext::at(1))
}
