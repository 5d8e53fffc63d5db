//! The fields that Samsung's phones write behind a picture, with a directory of them at the end of the
//! file. Their maker describes them nowhere; this is the layout that readers of metadata agree on.

use core::ops::Range;

use crate::decode::{u16_le, u32_le};
use crate::undecided::Undecided;
use crate::unpack::{PartSink, Pieces};

const DIRECTORY: &[u8] = b"SEFH";
const DIRECTORY_BYTES: u64 = 12;
const ENTRY_BYTES: u64 = 12;
const END: &[u8] = b"SEFT";
/// The length of the directory, and the mark of the end.
const END_BYTES: u64 = 8;
/// Zero, type and length of the name.
const FIELD_BYTES: u64 = 8;

/// Phones write some ten fields, with names of some twenty letters. More than this is no trailer.
const MOST_FIELDS: u64 = 256;
const LONGEST_NAME: u64 = 64;

/// A whole trailer: every byte of it belongs to the directory or to a field.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Trailer {
    /// Offset of the first field.
    pub(super) start: u64,
    /// What each field holds, without its name, in the order of the file.
    pub(super) fields: Vec<Range<u64>>,
}

impl Trailer {
    /// The trailer at the end of the file, behind the offset `from`. `None` if there is none, or one that
    /// leaves any byte unsaid: then all of it is told by its first bytes, as anything behind a picture.
    pub(super) fn find(
        file: &dyn Pieces,
        from: u64,
        sink: &mut dyn PartSink<'_>,
    ) -> Result<Option<Self>, Undecided> {
        let Some(end) = file.length().checked_sub(END_BYTES).filter(|end| *end >= from) else {
            return Ok(None);
        };
        let mark = file.piece(end, END_BYTES)?;
        let length = u64::from(u32_le(&mark, 0));
        let entries = length.checked_sub(DIRECTORY_BYTES).map(|bytes| bytes / ENTRY_BYTES);
        let start = end.checked_sub(length).filter(|start| *start >= from);
        let (Some(entries), Some(start)) = (entries, start) else { return Ok(None) };
        if !mark.ends_with(END) || entries > MOST_FIELDS {
            return Ok(None);
        }
        sink.guard().work(length.saturating_add(entries.saturating_mul(FIELD_BYTES)))?;
        let directory = file.piece(start, length)?;
        let count = u64::from(u32_le(&directory, 8));
        let whole = count.saturating_mul(ENTRY_BYTES).saturating_add(DIRECTORY_BYTES) == length;
        if !directory.starts_with(DIRECTORY) || !whole {
            return Ok(None);
        }
        read(file, &directory, from..start)
    }
}

/// Reads the fields of a directory, which must fill the bytes from some place on up to it.
fn read(
    file: &dyn Pieces,
    directory: &[u8],
    room: Range<u64>,
) -> Result<Option<Trailer>, Undecided> {
    let mut places = Vec::new();
    for entry in directory.as_chunks::<12>().0.iter().skip(1) {
        let start = room.end.checked_sub(u32_le(entry, 4).into());
        let Some(start) = start.filter(|start| *start >= room.start) else { return Ok(None) };
        places.push((start..start.saturating_add(u32_le(entry, 8).into()), u16_le(entry, 2)));
    }
    places.sort_unstable_by_key(|(place, _)| place.start);
    let Some(first) = places.first().map(|(place, _)| place.start) else { return Ok(None) };
    let (mut at, mut fields) = (first, Vec::new());
    for (place, kind) in places {
        let Some(content) = content(file, &place, kind)?.filter(|_| place.start == at) else {
            return Ok(None);
        };
        at = place.end;
        fields.push(content);
    }
    Ok((at == room.end).then_some(Trailer { start: first, fields }))
}

/// What a field holds behind its type and name; `None` if it is not written as one.
fn content(
    file: &dyn Pieces,
    place: &Range<u64>,
    kind: u16,
) -> Result<Option<Range<u64>>, Undecided> {
    if place.end > file.length() || place.end.saturating_sub(place.start) < FIELD_BYTES {
        return Ok(None);
    }
    let head = file.piece(place.start, FIELD_BYTES)?;
    let name_bytes = u64::from(u32_le(&head, 4));
    let name = place.start.saturating_add(FIELD_BYTES);
    let start = name.saturating_add(name_bytes);
    let right = u16_le(&head, 0) == 0 && u16_le(&head, 2) == kind && start <= place.end;
    if !right || name_bytes > LONGEST_NAME {
        return Ok(None);
    }
    let is_name = file.piece(name, name_bytes)?.iter().all(|b| b.is_ascii_graphic() || *b == b' ');
    Ok(is_name.then_some(start..place.end))
}
