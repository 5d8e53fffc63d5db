use core::fmt;
use std::io;

use super::Uncovered;

/// What is wrong with a log, or with what it was asked.
#[derive(Debug)]
pub enum LogError {
    /// Something is in the folder already.
    Exists,
    /// The folder holds no log.
    NotALog,
    /// The entry is no signed manifest.
    NotAManifest,
    /// The given pins do not cover the entry.
    Uncovered(Uncovered),
    /// This set and version, or this manifest, is in the log already.
    Logged,
    /// The version is not higher than the one of the same set that is in the log.
    NotNewer,
    /// Versions between the last one in the log, 0 if there is none, and this one are left out.
    LeavesOut {
        /// The last version in the log.
        last: u64,
    },
    /// The manifest does not name the last version in the log as the one before it.
    OtherHistory,
    /// The entry is not in the part of the log that the checkpoint covers.
    NotCovered,
    /// A file of the log is damaged.
    Damaged,
    /// There is no checkpoint, or it is not one.
    NoCheckpoint,
    /// The checkpoint is not signed by the log's key.
    WrongKey,
    /// What was signed would not verify: a key of another kind, a time out of range, too many lines.
    WouldNotVerify,
    /// The log does not continue what was seen of it: an earlier entry was changed or taken out.
    Inconsistent,
    /// A file cannot be read or written.
    Io(io::Error),
}

impl fmt::Display for LogError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exists => f.write_str("the folder is not empty"),
            Self::NotALog => f.write_str("the folder holds no log"),
            Self::NotAManifest => f.write_str("the entry is no signed manifest"),
            Self::Uncovered(why) => write!(f, "the pins do not cover the entry: {why}"),
            Self::Logged => f.write_str("this set and version is in the log already"),
            Self::NotNewer => f.write_str("the log has a version of this set that is not older"),
            Self::LeavesOut { last } => {
                write!(
                    f,
                    "the last version of this set in the log is {last}: the next one must follow"
                )
            }
            Self::OtherHistory => {
                f.write_str("the manifest does not follow the last version of this set in the log")
            }
            Self::NotCovered => f.write_str("the checkpoint does not cover this entry yet"),
            Self::Damaged => f.write_str("a file of the log is damaged"),
            Self::NoCheckpoint => f.write_str("the log has no readable checkpoint"),
            Self::WrongKey => f.write_str("the checkpoint is not signed by this log's key"),
            Self::WouldNotVerify => {
                f.write_str("no one would accept this signature: wrong kind of key, time or count")
            }
            Self::Inconsistent => f.write_str("the log does not continue what was seen of it"),
            Self::Io(error) => write!(f, "{error}"),
        }
    }
}

impl core::error::Error for LogError {}

impl From<io::Error> for LogError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
