//! A store read from its beginning.

use std::fs::File;
use std::io::{self, BufReader, ErrorKind, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::record::Record;
use crate::eval::state::{refused, sum};
use crate::exit::Failure;

/// A longer record is none: no picture has so many windows.
const MOST_BYTES: u32 = 1 << 20;

/// Hex digits beside a record.
const SUM: usize = 16;

/// Records of a store, read one after the other.
#[derive(Debug)]
pub(super) struct Records {
    path: PathBuf,
    from: BufReader<File>,
    /// Bytes that were read.
    pub(super) at: u64,
}

pub(super) enum Step {
    Record(Record),
    End,
    CutShort,
}

impl Records {
    /// Those of the file at `path` from this byte on.
    pub(super) fn open(path: &Path, at: u64) -> io::Result<Self> {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(at))?;
        Ok(Self { path: path.to_owned(), from: BufReader::new(file), at })
    }

    pub(super) fn read(&mut self) -> Result<Step, Failure> {
        let mut length = Vec::new();
        self.take(4, &mut length)?;
        let Ok(four) = <[u8; 4]>::try_from(length.as_slice()) else {
            return Ok(if length.is_empty() { Step::End } else { Step::CutShort });
        };
        let length = u32::from_le_bytes(four);
        let changed = || refused(&self.path, "the state was changed");
        let wanted = usize::try_from(length).map_err(|_| changed())?;
        if length > MOST_BYTES {
            return Err(changed());
        }
        let mut body = Vec::new();
        self.take(u64::from(length) + SUM as u64, &mut body)?;
        let Some((body, kept)) =
            body.split_at_checked(wanted).filter(|(_, kept)| kept.len() == SUM)
        else {
            return Ok(Step::CutShort);
        };
        let record = Record::from_bytes(body).filter(|_| kept == beside(body).as_bytes());
        record.map(Step::Record).ok_or_else(|| refused(&self.path, "the state was changed"))
    }

    fn take(&mut self, bytes: u64, into: &mut Vec<u8>) -> Result<(), Failure> {
        let read = self.from.by_ref().take(bytes).read_to_end(into);
        let failed = |error: io::Error| match error.kind() {
            ErrorKind::IsADirectory => refused(&self.path, "is a folder"),
            _ => refused(&self.path, &error.to_string()),
        };
        self.at += read.map_err(failed)? as u64;
        Ok(())
    }
}

impl Iterator for Records {
    type Item = Result<Record, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.read() {
            Ok(Step::Record(record)) => Some(Ok(record)),
            Ok(Step::End) => None,
            Ok(Step::CutShort) => Some(Err(refused(&self.path, "was cut short while it was read"))),
            Err(failure) => Some(Err(failure)),
        }
    }
}

pub(super) fn beside(body: &[u8]) -> String {
    let mut whole = sum(body);
    whole.truncate(SUM);
    whole
}
