use core::ops::Range;

use presend::decode::VideoFrames;
use presend::undecided::Undecided;

use super::elements::{Elements, id, unsigned};
use super::tracks::word;
use crate::file::File;

/// What every sample of a track leaves out at its start: the one way of packing that is common.
pub(super) fn prefix(
    encodings: Range<u64>,
    file: &mut File<'_>,
    frames: &mut VideoFrames<'_, '_>,
) -> Result<Vec<u8>, Undecided> {
    let mut prefix = Vec::new();
    let mut all = Elements::new(encodings);
    let mut count = 0_u32;
    while let Some(next) = all.next(file, frames)? {
        if next.id == id::CONTENT_ENCODING {
            count = count.saturating_add(1);
            prefix = one(next.content, file, frames)?;
        }
    }
    if count > 1 { Err(Undecided::UnsupportedFormat) } else { Ok(prefix) }
}

fn one(
    encoding: Range<u64>,
    file: &mut File<'_>,
    frames: &mut VideoFrames<'_, '_>,
) -> Result<Vec<u8>, Undecided> {
    let mut elements = Elements::new(encoding);
    let mut prefix = Vec::new();
    while let Some(next) = elements.next(file, frames)? {
        match next.id {
            id::CONTENT_ENCODING_TYPE if unsigned(&word(&next, file, frames)?)? != 0 => {
                return Err(Undecided::Encrypted);
            }
            id::CONTENT_COMPRESSION => {
                let mut inside = Elements::new(next.content);
                let mut algorithm = 0;
                while let Some(next) = inside.next(file, frames)? {
                    match next.id {
                        id::CONTENT_COMP_ALGO => {
                            algorithm = unsigned(&word(&next, file, frames)?)?;
                        }
                        id::CONTENT_COMP_SETTINGS => prefix = word(&next, file, frames)?,
                        _ => {}
                    }
                }
                if algorithm != HEADER_STRIPPING {
                    return Err(Undecided::UnsupportedFormat);
                }
            }
            _ => {}
        }
    }
    Ok(prefix)
}

const HEADER_STRIPPING: u64 = 3;
