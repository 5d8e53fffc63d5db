//! Any bytes as a video, through the containers to the decoders: it ends within its bounds, nothing
//! panics, and a source says what memory says.
#![no_main]

use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use presend::attachment::Attachment;
use presend::context::CancelToken;
use presend::decode::VideoDecoder;
use presend::scan::{Fingerprinted, Job, fingerprint};
use presend::undecided::Undecided;
use presend_fuzz::{Source, small_limits};
use presend_video::SoftwareDecoder;

static DECODERS: LazyLock<[Arc<dyn VideoDecoder>; 1]> =
    LazyLock::new(|| [Arc::new(SoftwareDecoder)]);

fuzz_target!(|bytes: &[u8]| {
    let from_memory = run(Attachment::bytes(bytes), 1 << 20);
    let source = Source(bytes);
    let from_source = run(Attachment::source(&source), 64);
    let frames = |found: &Fingerprinted| found.fingerprints.frames.clone();
    // Streamed bytes are read block by block, so the budget may end at another place.
    let is_within =
        |found: &Fingerprinted| !matches!(found.undecided, Some(Undecided::OverLimit(_)));
    if is_within(&from_memory) && is_within(&from_source) {
        assert_eq!(frames(&from_memory), frames(&from_source));
    }
});

fn run(attachment: Attachment<'_>, in_memory: u64) -> Fingerprinted {
    let mut limits = small_limits();
    limits.max_input_bytes_in_memory = in_memory;
    limits.max_video_frames = 20;
    let cancel = CancelToken::new();
    let job = Job { video_decoders: &*DECODERS, ..Job::everything(&limits, &cancel) };
    let found = fingerprint(&attachment, &job);
    assert_ne!(found.undecided, Some(Undecided::DecoderFailed), "a decoder panicked");
    assert!(found.fingerprints.frames.len() <= 20);
    found
}
