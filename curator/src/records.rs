//! An authority's own list, record by record: the plain list that `presend scan --list` reads.

use std::io::{BufRead, BufReader, Read};

use presend::hash::pdq::PdqHash;
use presend::set::{ListErrorKind, ListValue, ListWord};

/// What one line says of one item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Digests and hashes of pictures.
    pub values: Vec<ListValue>,
    /// The frames of videos.
    pub videos: Vec<Vec<PdqHash>>,
}

/// Why a list cannot be read.
#[derive(Debug)]
pub enum RecordsError {
    /// A word of this line, counted from 1, is no value.
    Line(u64, ListErrorKind),
    /// The list cannot be read.
    Io(std::io::Error),
}

impl core::fmt::Display for RecordsError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Line(line, kind) => write!(f, "line {line}: {kind}"),
            Self::Io(error) => write!(f, "{error}"),
        }
    }
}

impl core::error::Error for RecordsError {}

/// Gives every record to `each`. `#` starts a comment.
///
/// # Errors
/// The first line that cannot be read: nothing is left out silently.
pub fn read(list: impl Read, mut each: impl FnMut(Record)) -> Result<(), RecordsError> {
    let mut reader = BufReader::with_capacity(1 << 16, list);
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        if reader.read_until(b'\n', &mut line).map_err(RecordsError::Io)? == 0 {
            break;
        }
        let content = line.split(|byte| *byte == b'#').next().unwrap_or_default();
        let mut record = Record::default();
        for word in content.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()) {
            match ListWord::parse(word).map_err(|kind| RecordsError::Line(number, kind))? {
                ListWord::Value(value) => record.values.push(value),
                ListWord::Video(frames) => record.videos.push(frames),
            }
        }
        if record != Record::default() {
            each(record);
        }
    }
    Ok(())
}
