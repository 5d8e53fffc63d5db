use super::error::ListErrorKind;
use super::lent::LentValue;
use super::value::{ListValue, pdq};
use crate::hash::pdq::PdqHash;

/// One word of a line: a value, or a whole video.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListWord {
    /// A hash or digest.
    Value(ListValue),
    /// The PDQ hashes of the frames of a video, at least one, in the order of the list.
    Video(Vec<PdqHash>),
    /// A value of a hash that an app lends.
    Lent(LentValue),
}

impl ListWord {
    /// Frames of one line at most: with its digests, a line of so many is not longer than what a
    /// reader keeps of one.
    pub const MAX_FRAMES: usize = 16_000;

    /// Reads one word: a value as [`ListValue::parse`] does, `vpdq:` and the hashes of the frames, 64 hex
    /// digits each, with commas between them, or `lent:`, the name of a lent hash, a colon and hex digits.
    pub fn parse(text: &[u8]) -> Result<Self, ListErrorKind> {
        if let Some(frames) = text.strip_prefix(b"vpdq:") {
            return video(frames).map(Self::Video);
        }
        match text.strip_prefix(b"lent:") {
            Some(value) => LentValue::parse(value).map(Self::Lent),
            None => ListValue::parse(text).map(Self::Value),
        }
    }
}

fn video(text: &[u8]) -> Result<Vec<PdqHash>, ListErrorKind> {
    let frames = text.split(|byte| *byte == b',').map(|digits| {
        let frame = pdq(digits).ok_or(ListErrorKind::UnknownValue)?;
        if *frame.as_bytes() == [0; 32] { Err(ListErrorKind::AllZeroHash) } else { Ok(frame) }
    });
    frames.collect()
}
