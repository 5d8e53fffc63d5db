use core::ops::Range;

use presend::decode::VideoFrames;
use presend::undecided::Undecided;

use crate::file::{Fields, File};

/// Numbers of elements, with the bits that mark their length.
pub(super) mod id {
    pub(crate) const SEGMENT: u32 = 0x1853_8067;
    pub(crate) const INFO: u32 = 0x1549_A966;
    pub(crate) const TIMESTAMP_SCALE: u32 = 0x2A_D7B1;
    pub(crate) const TRACKS: u32 = 0x1654_AE6B;
    pub(crate) const TRACK_ENTRY: u32 = 0xAE;
    pub(crate) const TRACK_NUMBER: u32 = 0xD7;
    pub(crate) const TRACK_TYPE: u32 = 0x83;
    pub(crate) const CODEC_ID: u32 = 0x86;
    pub(crate) const CODEC_PRIVATE: u32 = 0x63A2;
    pub(crate) const CONTENT_ENCODINGS: u32 = 0x6D80;
    pub(crate) const CONTENT_ENCODING: u32 = 0x6240;
    pub(crate) const CONTENT_ENCODING_TYPE: u32 = 0x5033;
    pub(crate) const CONTENT_COMPRESSION: u32 = 0x5034;
    pub(crate) const CONTENT_COMP_ALGO: u32 = 0x4254;
    pub(crate) const CONTENT_COMP_SETTINGS: u32 = 0x4255;
    pub(crate) const CLUSTER: u32 = 0x1F43_B675;
    pub(crate) const TIMESTAMP: u32 = 0xE7;
    pub(crate) const SIMPLE_BLOCK: u32 = 0xA3;
    pub(crate) const BLOCK_GROUP: u32 = 0xA0;
    pub(crate) const BLOCK: u32 = 0xA1;
    pub(crate) const ATTACHMENTS: u32 = 0x1941_A469;
    pub(crate) const ATTACHED_FILE: u32 = 0x61A7;
    pub(crate) const FILE_DATA: u32 = 0x465C;
}

/// Goes from element to element.
pub(super) struct Elements {
    left: Range<u64>,
}

/// One element.
pub(super) struct Element {
    pub(super) id: u32,
    pub(super) content: Range<u64>,
    /// False if it ends behind what holds it.
    pub(super) is_whole: bool,
    /// True if its length is not known: it goes on to the end of what holds it, or to the next of its
    /// kind.
    pub(super) is_open: bool,
}

/// What going to an element costs, in bytes of work: an empty one must not be free.
const ELEMENT_PRICE: u64 = 256;

impl Elements {
    pub(super) const fn new(content: Range<u64>) -> Self {
        Self { left: content }
    }

    /// Goes into an open element: what it holds comes next.
    pub(super) const fn enter(&mut self, content_start: u64) {
        self.left.start = content_start;
    }

    pub(super) fn next(
        &mut self,
        file: &mut File<'_>,
        frames: &mut VideoFrames<'_, '_>,
    ) -> Result<Option<Element>, Undecided> {
        let Range { start, end } = self.left.clone();
        if start >= end {
            return Ok(None);
        }
        frames.guard().work(ELEMENT_PRICE)?;
        frames.guard().cancelled()?;
        let head = file.head(start, 12.min(end.saturating_sub(start)), frames)?;
        let mut fields = Fields(&head);
        let id = number(&mut fields, 4, true)?.0;
        let id = u32::try_from(id).map_err(|_| Undecided::Corrupt)?;
        let (size, is_open) = number(&mut fields, 8, false)?;
        let header = u64::try_from(head.len().saturating_sub(fields.0.len()));
        let content = start.saturating_add(header.unwrap_or(u64::MAX));
        let stated =
            if is_open { end } else { content.checked_add(size).ok_or(Undecided::Corrupt)? };
        self.left.start = stated.min(end);
        let is_whole = stated <= end;
        Ok(Some(Element { id, content: content.min(end)..stated.min(end), is_whole, is_open }))
    }
}

/// A number of as many bytes as its first one has zeros before its first one; with that mark in it or
/// not. Also true if all bits behind the mark are set.
pub(super) fn number(
    fields: &mut Fields<'_>,
    most_bytes: u32,
    is_marked: bool,
) -> Result<(u64, bool), Undecided> {
    let first = fields.u8()?;
    let behind = first.leading_zeros();
    if behind >= most_bytes {
        return Err(Undecided::Corrupt);
    }
    let mask = 0x7f_u8.checked_shr(behind).unwrap_or(0);
    let start = u64::from(if is_marked { first } else { first & mask });
    let rest = fields.take(usize::try_from(behind).unwrap_or(8))?;
    let value = rest.iter().fold(start, |value, byte| (value << 8) | u64::from(*byte));
    let is_open = first & mask == mask && rest.iter().all(|byte| *byte == 0xff);
    Ok((value, is_open))
}

/// A whole number as the content of an element: at most eight bytes.
pub(super) fn unsigned(bytes: &[u8]) -> Result<u64, Undecided> {
    if bytes.len() > 8 {
        return Err(Undecided::Corrupt);
    }
    Ok(bytes.iter().fold(0, |value, byte| (value << 8) | u64::from(*byte)))
}
