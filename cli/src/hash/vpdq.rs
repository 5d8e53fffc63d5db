use presend::hash::vpdq::{VideoFrame, write};
use presend::scan::Fingerprinted;

/// The frames of a video as the tool that is published with vPDQ writes them: number, quality, hash and
/// time in seconds.
pub(super) fn lines(hashed: &Fingerprinted) -> String {
    let frames = hashed.fingerprints.frames.iter().map(|frame| {
        let [pdq, ..] = frame.pdq;
        VideoFrame { frame: frame.frame, pdq, time_ms: frame.time_ms.unwrap_or(0) }
    });
    write(&frames.collect::<Vec<_>>())
}
