use std::io::{Seek, SeekFrom};

use super::marker::*;
use crate::decode::{BlockReader, reason};
use crate::undecided::Undecided;

/// What stands behind the data of a scan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Behind {
    /// `None` at the end of the file.
    pub(super) marker: Option<u8>,
    /// Offset of what follows the marker.
    pub(super) position: u64,
    /// Data lies before it: of more MCUs than the picture has.
    pub(super) left_over: bool,
}

/// What is wrong behind the only scan of a picture, which viewers have shown by then.
///
/// Up to an end of image all data belongs to the picture: more of it than the picture has MCUs,
/// another scan, another frame or another height show that it is not what was written. Without an
/// end, what follows is no part of the picture. Of a picture that is a part of another one, tables
/// here would be those of the next part.
pub(super) fn fault(
    behind: Behind,
    height: u32,
    is_part: bool,
    reader: &mut BlockReader<'_>,
) -> Result<Option<Undecided>, Undecided> {
    reader.seek(SeekFrom::Start(behind.position)).map_err(|e| reason::of_reader(&e))?;
    let mut next = behind.marker;
    let mut found = None;
    while let Some(marker) = next {
        match marker {
            EOI => return Ok(found.or(behind.left_over.then_some(Undecided::Corrupt))),
            SOS | SOF0..=0xc3 | 0xc5..=0xc7 | SOF9..=0xcb | 0xcd..=0xcf => {
                return Ok(Some(Undecided::Corrupt));
            }
            DNL => match read_segment(reader) {
                Ok(lines) if is_height(&lines, height) => {}
                Ok(_) => found = Some(Undecided::Corrupt),
                Err(error) => return ended(error),
            },
            DHT | DQT if is_part => return Ok(Some(Undecided::Corrupt)),
            DHT | DAC | DQT | DRI | APP0..=APP15 | COM => {
                if let Err(error) = skip_segment(reader) {
                    return ended(error);
                }
            }
            TEM => {}
            _ => return Ok(None),
        }
        next = next_marker(reader).map_err(|e| reason::of_reader(&e))?;
    }
    Ok(None)
}

fn is_height(lines: &[u8], height: u32) -> bool {
    lines.try_into().is_ok_and(|lines| u32::from(u16::from_be_bytes(lines)) == height)
}

/// The file ends in a segment behind the picture.
fn ended(error: Undecided) -> Result<Option<Undecided>, Undecided> {
    match error {
        Undecided::Truncated => Ok(None),
        other => Err(other),
    }
}
