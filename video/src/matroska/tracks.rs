use core::ops::Range;

use presend::decode::{VideoCodec, VideoFrames};
use presend::orientation::Orientation;
use presend::undecided::Undecided;

use super::elements::{Element, Elements, id, unsigned};
use super::encodings;
use crate::file::File;
use crate::track::{Codec, Movie, Track};

/// What a segment says before and beside its pictures.
pub(super) struct Tracks {
    /// The first track of pictures, and its number.
    pub(super) first: Option<(u64, Track)>,
    /// When the cluster begins, in ticks.
    pub(super) cluster_time: i64,
    missing: Option<Undecided>,
    covers: Vec<Range<u64>>,
    /// Nanoseconds of a tick.
    tick_ns: u64,
    has_any: bool,
}

impl Default for Tracks {
    fn default() -> Self {
        let (first, covers) = (None, Vec::new());
        Self { first, cluster_time: 0, missing: None, covers, tick_ns: 1_000_000, has_any: false }
    }
}

const NANOSECONDS: u64 = 1_000_000_000;
/// Longest number or word that is read of a track, in bytes.
const WORD_BYTES: u64 = 64;

impl Tracks {
    pub(super) fn into_movie(self, cut: Option<Undecided>) -> Result<Movie, Undecided> {
        let mut track = self.first.map(|(_, track)| track);
        if !self.has_any || track.as_ref().is_some_and(|track| track.samples.is_empty()) {
            return Err(cut.unwrap_or(Undecided::Truncated));
        }
        if let Some(track) = &mut track {
            track.timescale = NANOSECONDS.checked_div(self.tick_ns).unwrap_or(1_000).max(1);
        }
        Ok(Movie { track, missing: self.missing.or(cut), covers: self.covers })
    }

    pub(super) fn scale(
        &mut self,
        info: Range<u64>,
        file: &mut File<'_>,
        frames: &mut VideoFrames<'_, '_>,
    ) -> Result<(), Undecided> {
        let mut elements = Elements::new(info);
        while let Some(next) = elements.next(file, frames)? {
            if next.id == id::TIMESTAMP_SCALE {
                self.tick_ns = unsigned(&word(&next, file, frames)?)?;
            }
        }
        if self.tick_ns == 0 { Err(Undecided::Corrupt) } else { Ok(()) }
    }

    pub(super) fn read(
        &mut self,
        tracks: Range<u64>,
        file: &mut File<'_>,
        frames: &mut VideoFrames<'_, '_>,
    ) -> Result<(), Undecided> {
        let mut elements = Elements::new(tracks);
        while let Some(next) = elements.next(file, frames)? {
            if next.id == id::TRACK_ENTRY {
                self.has_any = true;
                self.entry(next.content, file, frames)?;
            }
        }
        Ok(())
    }

    /// A track. Of several with pictures only the first is decoded, and the others are told.
    fn entry(
        &mut self,
        entry: Range<u64>,
        file: &mut File<'_>,
        frames: &mut VideoFrames<'_, '_>,
    ) -> Result<(), Undecided> {
        let entry = Entry::read(entry, file, frames)?;
        match entry.kind {
            // Sound, subtitles, buttons, controls and facts.
            2 | 0x11 | 0x12 | 0x20 | 0x21 => return Ok(()),
            1 if self.first.is_none() => {}
            _ => {
                self.missing = Some(Undecided::UnsupportedFormat);
                return Ok(());
            }
        }
        let codec = match entry.codec.as_slice() {
            b"V_MPEG4/ISO/AVC" => Codec::H264,
            b"V_MPEGH/ISO/HEVC" => Codec::Hevc,
            b"V_VP8" => Codec::Vp8,
            b"V_VP9" => Codec::Vp9,
            other => {
                self.missing = Some(Undecided::UnsupportedFormat);
                frames.coded_as(told(other));
                return Ok(());
            }
        };
        let (config, prefix) = (entry.private, entry.prefix?);
        let (orientation, samples) = (Orientation::Upright, Vec::new());
        let (timescale, start, latest) = (1, None, None);
        let track = Track { codec, config, orientation, timescale, start, prefix, samples, latest };
        self.first = Some((entry.number, track));
        Ok(())
    }

    /// Attached files: the picture of a cover, most often.
    pub(super) fn attachments(
        &mut self,
        attachments: Range<u64>,
        file: &mut File<'_>,
        frames: &mut VideoFrames<'_, '_>,
    ) -> Result<(), Undecided> {
        let mut files = Elements::new(attachments);
        while let Some(next) = files.next(file, frames)? {
            if next.id != id::ATTACHED_FILE {
                continue;
            }
            let mut inside = Elements::new(next.content);
            while let Some(next) = inside.next(file, frames)? {
                if next.id == id::FILE_DATA {
                    self.covers.push(next.content);
                }
            }
        }
        Ok(())
    }
}

/// What a track says of itself.
struct Entry {
    number: u64,
    kind: u64,
    codec: Vec<u8>,
    private: Vec<u8>,
    /// What its samples leave out at their start, or why they cannot be read.
    prefix: Result<Vec<u8>, Undecided>,
}

impl Entry {
    fn read(
        content: Range<u64>,
        file: &mut File<'_>,
        frames: &mut VideoFrames<'_, '_>,
    ) -> Result<Self, Undecided> {
        let (codec, private) = (Vec::new(), Vec::new());
        let mut entry = Self { number: 0, kind: 0, codec, private, prefix: Ok(Vec::new()) };
        let mut elements = Elements::new(content);
        while let Some(next) = elements.next(file, frames)? {
            match next.id {
                id::TRACK_NUMBER => entry.number = unsigned(&word(&next, file, frames)?)?,
                id::TRACK_TYPE => entry.kind = unsigned(&word(&next, file, frames)?)?,
                id::CODEC_ID => entry.codec = word(&next, file, frames)?,
                id::CODEC_PRIVATE => entry.private = file.read(next.content, frames)?,
                id::CONTENT_ENCODINGS => {
                    entry.prefix = encodings::prefix(next.content, file, frames);
                }
                _ => {}
            }
        }
        while entry.codec.last() == Some(&0) {
            entry.codec.pop();
        }
        Ok(entry)
    }
}

/// How a report names a codec that is not decoded here.
fn told(id: &[u8]) -> VideoCodec {
    match id {
        b"V_AV1" => VideoCodec::Av1,
        b"V_MPEGI/ISO/VVC" => VideoCodec::Vvc,
        b"V_MJPEG" => VideoCodec::MotionJpeg,
        b"V_PRORES" => VideoCodec::ProRes,
        b"V_THEORA" => VideoCodec::Theora,
        id if id.starts_with(b"V_MPEG1") || id.starts_with(b"V_MPEG2") => VideoCodec::Mpeg,
        id if id.starts_with(b"V_MPEG4/") => VideoCodec::Mpeg,
        _ => VideoCodec::Other,
    }
}

/// The content of an element that is short.
pub(super) fn word(
    element: &Element,
    file: &mut File<'_>,
    frames: &mut VideoFrames<'_, '_>,
) -> Result<Vec<u8>, Undecided> {
    let Range { start, end } = element.content.clone();
    if end.saturating_sub(start) > WORD_BYTES {
        return Err(Undecided::Corrupt);
    }
    file.read(start..end, frames)
}
