//! The frames of a video as the tool of vPDQ writes them.

use presend::hash::pdq::{Pdq, PdqHash};
use presend::hash::vpdq::{VideoFrame, write};

use super::failure::DeskFailure;

/// A frame of a video.
#[derive(Clone, Debug, uniffi::Record)]
pub struct VpdqFrame {
    /// Its number, from 0.
    pub frame: u32,
    /// When it is shown, in milliseconds from the start.
    pub time_ms: u64,
    /// PDQ, 32 bytes.
    pub pdq: Vec<u8>,
    /// Its quality, 0 to 100.
    pub quality: u8,
}

/// Lines of number, quality, hash and time in seconds.
///
/// # Errors
/// If a hash has another length than 32 bytes.
#[uniffi::export]
pub fn vpdq_lines(frames: Vec<VpdqFrame>) -> Result<String, DeskFailure> {
    let frames = frames.into_iter().map(|VpdqFrame { frame, time_ms, pdq, quality }| {
        let bytes = pdq.try_into().map_err(|_| DeskFailure::Hashes)?;
        let pdq = Pdq { hash: PdqHash::from_bytes(bytes), quality };
        Ok(VideoFrame { frame, pdq, time_ms })
    });
    Ok(write(&frames.collect::<Result<Vec<_>, _>>()?))
}
