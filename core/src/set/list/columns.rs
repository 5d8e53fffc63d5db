//! Rows to the bytes of a section, and to the view that look-up reads.

use core::iter::repeat_n;

use super::error::ListErrorKind;
use super::lent::LentValue;
use crate::hash::digest::DigestKind;
use crate::hash::vpdq::VideoRule;
use crate::set::algorithm::NearForm;
use crate::set::column::SectionLayout;
use crate::set::parameters::MatchParameters;
use crate::set::salt::Tag;
use crate::set::section::{BadSection, ExactSection, LentSection, NearSection, VideoSection};

pub(super) fn exact_section(
    algorithm: DigestKind,
    rows: &[(Tag, u32)],
) -> Result<ExactSection, ListErrorKind> {
    let mut layout = layout(rows.len(), 16 + 4 + 2, 3)?;
    layout.column(rows.iter().map(|(tag, _)| *tag));
    add_entries(&mut layout, rows.iter().map(|(_, entry)| *entry));
    let (bytes, range) = layout.finish();
    ExactSection::new(algorithm, bytes, range, rows.len()).map_err(too_many)
}

pub(super) fn near_section(
    form: NearForm,
    parameters: MatchParameters,
    rows: &[([u8; 32], u32)],
) -> Result<NearSection, ListErrorKind> {
    let mut layout = layout(rows.len(), 16 + 16 + 4 + 2, 4)?;
    add_halves(&mut layout, rows.iter().map(|(hash, _)| hash));
    add_entries(&mut layout, rows.iter().map(|(_, entry)| *entry));
    let (bytes, range) = layout.finish();
    NearSection::new(form, parameters, bytes, range, rows.len()).map_err(too_many)
}

/// `None` without videos.
pub(super) fn video_section(
    parameters: MatchParameters,
    videos: &[(Vec<[u8; 32]>, u32)],
) -> Result<Option<VideoSection>, ListErrorKind> {
    if videos.is_empty() {
        return Ok(None);
    }
    let starts = starts(videos)?;
    let frames = videos.iter().flat_map(|(frames, _)| frames);
    let counts = (videos.len(), frames.clone().count());
    // A video has at least one frame, so that its start and entry are counted with that.
    let mut layout = layout(counts.1, 16 + 16 + 4 + 4 + 2, 5)?;
    add_halves(&mut layout, frames);
    layout.column(starts.into_iter().map(u32::to_le_bytes));
    add_entries(&mut layout, videos.iter().map(|(_, entry)| *entry));
    let (bytes, range) = layout.finish();
    VideoSection::new(parameters, VideoRule::default(), bytes, range, counts)
        .map(Some)
        .map_err(too_many)
}

/// `None` without values. All of them are of one hash.
pub(super) fn lent_section(
    rows: &[(LentValue, u32)],
) -> Result<Option<LentSection>, ListErrorKind> {
    let Some((first, _)) = rows.first() else { return Ok(None) };
    let form = first.form();
    let mut layout = layout(rows.len(), form.length().saturating_add(4 + 2), 3)?;
    layout.wide_column(rows.iter().map(|(value, _)| value.bytes()));
    add_entries(&mut layout, rows.iter().map(|(_, entry)| *entry));
    let (bytes, range) = layout.finish();
    LentSection::new(form, bytes, range, rows.len()).map(Some).map_err(too_many)
}

fn layout(
    rows: usize,
    bytes_per_row: usize,
    columns: usize,
) -> Result<SectionLayout, ListErrorKind> {
    SectionLayout::new(rows, bytes_per_row, columns).ok_or(ListErrorKind::TooManyEntries)
}

fn add_halves<'a>(layout: &mut SectionLayout, hashes: impl Iterator<Item = &'a [u8; 32]> + Clone) {
    layout.column(hashes.clone().filter_map(|hash| hash.first_chunk::<16>().copied()));
    layout.column(hashes.filter_map(|hash| hash.last_chunk::<16>().copied()));
}

/// Entry numbers, and the empty masks that follow them: nobody vouches for a list.
fn add_entries(layout: &mut SectionLayout, entries: impl ExactSizeIterator<Item = u32>) {
    let rows = entries.len();
    layout.column(entries.map(u32::to_le_bytes));
    layout.column(repeat_n([0; 2], rows));
}

/// Where each video begins, and where the last one ends.
fn starts(videos: &[(Vec<[u8; 32]>, u32)]) -> Result<Vec<u32>, ListErrorKind> {
    let mut starts = vec![0];
    let mut frames = 0_u32;
    for (video, _) in videos {
        let more = u32::try_from(video.len()).map_err(|_| ListErrorKind::TooManyEntries)?;
        frames = frames.checked_add(more).ok_or(ListErrorKind::TooManyEntries)?;
        starts.push(frames);
    }
    Ok(starts)
}

/// Own rows fill their section unless their lengths overflow.
fn too_many(_: BadSection) -> ListErrorKind {
    ListErrorKind::TooManyEntries
}
