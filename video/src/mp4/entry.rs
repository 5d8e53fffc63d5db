use core::ops::Range;

use presend::decode::{VideoCodec, VideoFrames};
use presend::undecided::Undecided;

use super::boxes::Boxes;
use super::find;
use crate::file::{Fields, File};
use crate::track::Codec;

/// How the pictures of a track are coded.
pub(super) struct Entry {
    pub(super) codec: Codec,
    pub(super) config: Vec<u8>,
}

/// Bytes of a visual sample entry before the boxes in it.
const ENTRY_BYTES: u64 = 78;

/// The one entry of `stsd`; a track with several changes its coding on the way.
pub(super) fn entry(
    stsd: Range<u64>,
    file: &mut File<'_>,
    frames: &mut VideoFrames<'_, '_>,
) -> Result<Entry, Undecided> {
    let head = file.head(stsd.start, 8, frames)?;
    let mut fields = Fields(&head);
    fields.u32()?;
    if fields.u32()? != 1 {
        return Err(Undecided::UnsupportedFormat);
    }
    let entries = stsd.start.saturating_add(8)..stsd.end;
    let next = Boxes::new(entries).next(file, frames)?.ok_or(Undecided::Corrupt)?;
    let (codec, config) = match &next.name {
        b"avc1" | b"avc3" => (Codec::H264, Some(b"avcC")),
        b"hvc1" | b"hev1" => (Codec::Hevc, Some(b"hvcC")),
        b"vp08" => (Codec::Vp8, None),
        b"vp09" => (Codec::Vp9, None),
        b"encv" | b"drmi" => return Err(Undecided::Encrypted),
        other => {
            frames.coded_as(told(other));
            return Err(Undecided::UnsupportedFormat);
        }
    };
    let Some(name) = config else { return Ok(Entry { codec, config: Vec::new() }) };
    let inside = next.content.start.saturating_add(ENTRY_BYTES)..next.content.end;
    let config = find(*name, inside, file, frames)?.ok_or(Undecided::Corrupt)?;
    let config = file.read(config, frames)?;
    Ok(Entry { codec, config })
}

/// How a report names a codec that is not decoded here.
const fn told(name: &[u8; 4]) -> VideoCodec {
    match name {
        b"av01" => VideoCodec::Av1,
        b"vvc1" | b"vvi1" => VideoCodec::Vvc,
        b"avc2" | b"avc4" | b"dva1" | b"dvav" => VideoCodec::H264,
        b"dvh1" | b"dvhe" => VideoCodec::Hevc,
        b"mp4v" => VideoCodec::Mpeg,
        b"s263" | b"h263" => VideoCodec::H263,
        b"jpeg" | b"mjpa" | b"mjpb" => VideoCodec::MotionJpeg,
        b"apch" | b"apcn" | b"apcs" | b"apco" | b"ap4h" | b"ap4x" => VideoCodec::ProRes,
        _ => VideoCodec::Other,
    }
}
