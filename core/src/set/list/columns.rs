//! Rows to the bytes of a section, and to the view that look-up reads.

use core::iter::{once, repeat_n};

use super::error::ListErrorKind;
use crate::hash::digest::DigestKind;
use crate::hash::vpdq::VideoRule;
use crate::set::algorithm::NearForm;
use crate::set::bytes::SetBytes;
use crate::set::column::append;
use crate::set::parameters::MatchParameters;
use crate::set::salt::Tag;
use crate::set::section::{BadSection, ExactSection, NearSection, VideoSection};

pub(super) fn exact_section(
    algorithm: DigestKind,
    rows: &[(Tag, u32)],
) -> Result<ExactSection, ListErrorKind> {
    let mut bytes = Vec::new();
    append(&mut bytes, rows.iter().map(|(tag, _)| *tag));
    append_entries(&mut bytes, rows.iter().map(|(_, entry)| *entry));
    let length = bytes.len();
    ExactSection::new(algorithm, SetBytes::from(bytes), 0..length, rows.len()).map_err(too_many)
}

pub(super) fn near_section(
    form: NearForm,
    parameters: MatchParameters,
    rows: &[([u8; 32], u32)],
) -> Result<NearSection, ListErrorKind> {
    let mut bytes = Vec::new();
    append_halves(&mut bytes, rows.iter().map(|(hash, _)| hash));
    append_entries(&mut bytes, rows.iter().map(|(_, entry)| *entry));
    let length = bytes.len();
    NearSection::new(form, parameters, SetBytes::from(bytes), 0..length, rows.len())
        .map_err(too_many)
}

/// `None` without videos.
pub(super) fn video_section(
    parameters: MatchParameters,
    videos: &[(u32, Vec<[u8; 32]>)],
) -> Result<Option<VideoSection>, ListErrorKind> {
    if videos.is_empty() {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    append_halves(&mut bytes, videos.iter().flat_map(|(_, frames)| frames));
    let frames = append_starts(&mut bytes, videos)?;
    append_entries(&mut bytes, videos.iter().map(|(entry, _)| *entry));
    let (length, rows) = (bytes.len(), (videos.len(), frames));
    VideoSection::new(parameters, VideoRule::default(), SetBytes::from(bytes), 0..length, rows)
        .map(Some)
        .map_err(too_many)
}

fn append_halves<'a>(bytes: &mut Vec<u8>, hashes: impl Iterator<Item = &'a [u8; 32]> + Clone) {
    append(bytes, hashes.clone().filter_map(|hash| hash.first_chunk::<16>().copied()));
    append(bytes, hashes.filter_map(|hash| hash.last_chunk::<16>().copied()));
}

/// Entry numbers, and the empty masks that follow them: nobody vouches for a list.
fn append_entries(bytes: &mut Vec<u8>, entries: impl ExactSizeIterator<Item = u32>) {
    let rows = entries.len();
    append(bytes, entries.map(u32::to_le_bytes));
    append(bytes, repeat_n([0; 2], rows));
}

/// Where each video begins; gives the number of frames.
fn append_starts(
    bytes: &mut Vec<u8>,
    videos: &[(u32, Vec<[u8; 32]>)],
) -> Result<usize, ListErrorKind> {
    let mut starts = Vec::new();
    let mut frames = 0_usize;
    for (_, video) in videos {
        starts.push(frames);
        frames = frames.checked_add(video.len()).ok_or(ListErrorKind::TooManyEntries)?;
    }
    // If the last number fits, so do the ones before it.
    u32::try_from(frames).map_err(|_| ListErrorKind::TooManyEntries)?;
    let numbers = starts.into_iter().chain(once(frames));
    append(bytes, numbers.filter_map(|start| u32::try_from(start).ok()).map(u32::to_le_bytes));
    Ok(frames)
}

/// Own rows fill their section unless their lengths overflow.
fn too_many(_: BadSection) -> ListErrorKind {
    ListErrorKind::TooManyEntries
}
