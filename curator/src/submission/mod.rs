//! What one authority hands in: tags, hashes and videos grouped by record. Its raw digests never
//! leave it. Text, one record a line, sorted, so that equal lists give equal submissions:
//!
//! ```text
//! presend/submission/v1
//! authority NAME
//! set NAME
//! salt B64                          SHA-256 of the salt
//! lines RECORDS CLEARED             how many follow: none is lost unseen
//! lent NAME BYTES                   the lent hash of its values; no line if there are none
//! record ALG:HEX ...                a tag (32 digits), a hash (64), a value of the lent hash, or a video
//!                                   (64 * frames)
//! cleared HEX
//! ```

mod key;

pub use key::Key;

use core::fmt::{self, Write as _};
use std::io::Read;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use presend::lent::LentForm;
use presend::set::manifest::{Manifest, is_name};
use presend::set::{LentValue, ListValue, SectionAlgorithm, tag, url_tag};
use ring::digest::{SHA256, digest};

use crate::import::{Format, Halted, Item, OnBadLine, Options, Record, read};
use key::{hashes, key};

/// What an authority submits.
#[derive(Clone, PartialEq, Eq)]
pub struct Submission {
    /// Who.
    pub authority: String,
    /// For which set.
    pub set: String,
    /// SHA-256 of the salt that keys the tags.
    pub salt_sha256: [u8; 32],
    /// The lent hash that some values are of; `None` if there are no such values.
    pub lent: Option<LentForm>,
    /// Every value of every record.
    pub values: Vec<Value>,
    /// How many records there are.
    pub records: u32,
    /// PDQ hashes of innocent pictures.
    pub cleared: Vec<[u8; 32]>,
}

/// One value of a record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Value {
    /// What it is.
    pub algorithm: SectionAlgorithm,
    /// As an authority signs it: a tag, a hash, or the sorted frames of a video.
    pub key: Key,
    /// Which record of the submission it belongs to.
    pub record: u32,
}

/// Why a submission cannot be read or made.
#[derive(Debug)]
pub enum SubmissionError {
    /// The list it is made from cannot be read.
    List(Halted),
    /// A line of the submission, counted from 1, is not what it must be.
    Line(u64),
    /// The file ends before its head does, or is no text.
    NotASubmission,
    /// This line of the list has a value of another lent hash than the parameters name, or they name none.
    OtherLentHash(u64),
    /// More records or values than there are numbers for.
    TooMany,
}

impl fmt::Display for SubmissionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::List(error) => write!(f, "{error}"),
            Self::Line(line) => write!(f, "line {line} is not what it must be"),
            Self::NotASubmission => f.write_str("not a submission"),
            Self::OtherLentHash(line) => write!(
                f,
                "line {line} has a value of another lent hash than the parameters name, or they name none"
            ),
            Self::TooMany => f.write_str("too many records"),
        }
    }
}

impl core::error::Error for SubmissionError {}

/// PDQ hashes of a list of innocent pictures, ascending.
fn innocent(list: impl Read) -> Result<Vec<[u8; 32]>, SubmissionError> {
    let mut innocent = Vec::new();
    each_record(list, |record| {
        innocent.extend(record.values.iter().filter_map(|value| match value {
            ListValue::Pdq(hash) => Some(*hash.as_bytes()),
            _ => None,
        }));
    })
    .map_err(SubmissionError::List)?;
    innocent.sort_unstable();
    innocent.dedup();
    Ok(innocent)
}

impl Submission {
    /// Turns an authority's own list, and its list of innocent pictures, into a submission for the
    /// set that these parameters describe. Of the latter only PDQ hashes count.
    ///
    /// # Errors
    /// The first line of a list that cannot be read.
    pub fn make(
        authority: &str,
        parameters: &Manifest,
        list: impl Read,
        cleared: impl Read,
    ) -> Result<Self, SubmissionError> {
        let mut records = Vec::new();
        let (mut lent, mut stranger) = (None, None);
        each_record(list, |record| {
            for value in &record.lent {
                lent = Some(value.form());
                let other = parameters.lent != lent;
                stranger = stranger.or(other.then_some(record.line));
            }
            let values = record.values.iter().map(|value| of_value(value, &parameters.salt));
            let videos = record.videos.iter().map(|frames| of_video(frames));
            let of_lent = |value: &LentValue| Key::Lent(value.bytes().into());
            let lent = record.lent.iter().map(|value| (SectionAlgorithm::Lent, of_lent(value)));
            let mut values: Vec<_> = values.chain(videos).chain(lent).collect();
            values.sort_unstable();
            values.dedup();
            records.push(values);
        })
        .map_err(SubmissionError::List)?;
        if let Some(line) = stranger {
            return Err(SubmissionError::OtherLentHash(line));
        }
        records.sort_unstable();
        records.dedup();
        let innocent = innocent(cleared)?;
        let count = u32::try_from(records.len()).map_err(|_| SubmissionError::TooMany)?;
        let values = (0..).zip(records).flat_map(|(record, values)| {
            values.into_iter().map(move |(algorithm, key)| Value { algorithm, key, record })
        });
        Ok(Self {
            authority: authority.to_owned(),
            set: parameters.set.clone(),
            salt_sha256: salt_sha256(&parameters.salt),
            lent,
            values: values.collect(),
            records: count,
            cleared: innocent,
        })
    }

    /// The text form.
    #[must_use]
    pub fn to_text(&self) -> String {
        let salt = STANDARD.encode(self.salt_sha256);
        let mut text = format!("presend/submission/v1\nauthority {}\n", self.authority);
        let (records, cleared) = (self.records, self.cleared.len());
        let _ = write!(text, "set {}\nsalt {salt}\nlines {records} {cleared}", self.set);
        if let Some(lent) = self.lent {
            let _ = write!(text, "\nlent {} {}", lent.name(), lent.bytes());
        }
        let mut last = None;
        for value in &self.values {
            if last != Some(value.record) {
                text.push_str("\nrecord");
                last = Some(value.record);
            }
            let _ = write!(text, " {}:", value.algorithm.name());
            value.key.push_hex(&mut text);
        }
        text.push('\n');
        for hash in &self.cleared {
            text.push_str("cleared ");
            Key::Hash(*hash).push_hex(&mut text);
            text.push('\n');
        }
        text
    }

    /// Reads the text form. Only one text is a submission's: records are sorted, each once.
    ///
    /// # Errors
    /// The first line that is not what it must be.
    pub fn parse(text: &str) -> Result<Self, SubmissionError> {
        let mut lines = (1..).zip(text.strip_suffix('\n').unwrap_or("").split('\n'));
        let mut head = |name: &str| {
            let (number, line) = lines.next().ok_or(SubmissionError::NotASubmission)?;
            line.strip_prefix(name).ok_or(SubmissionError::Line(number))
        };
        head("presend/submission/v1")?;
        let (authority, set) = (head("authority ")?.to_owned(), head("set ")?.to_owned());
        let salt = STANDARD.decode(head("salt ")?).ok().and_then(|salt| salt.try_into().ok());
        // Read for its place: the text is written again and compared, with the counts of what came.
        head("lines ")?;
        let mut submission = Self {
            salt_sha256: salt.ok_or(SubmissionError::Line(4))?,
            authority,
            set,
            lent: None,
            values: Vec::new(),
            records: 0,
            cleared: Vec::new(),
        };
        for (number, line) in lines {
            submission.add_line(line).ok_or(SubmissionError::Line(number))?;
        }
        let has_lent =
            submission.values.iter().any(|value| value.algorithm == SectionAlgorithm::Lent);
        let strict = is_name(&submission.authority)
            && is_name(&submission.set)
            && has_lent == submission.lent.is_some();
        if strict && submission.to_text() == text {
            Ok(submission)
        } else {
            Err(SubmissionError::NotASubmission)
        }
    }

    fn add_line(&mut self, line: &str) -> Option<()> {
        if let Some(form) = line.strip_prefix("lent ") {
            let (name, bytes) = form.split_once(' ')?;
            self.lent = Some(LentForm::new(name, bytes.parse().ok()?)?);
            return Some(());
        }
        if let Some(hash) = line.strip_prefix("cleared ") {
            let hash = hashes(hash).filter(|hashes| hashes.len() == 1)?.first().copied()?;
            if self.cleared.last().is_some_and(|last| *last >= hash) {
                return None;
            }
            self.cleared.push(hash);
            return Some(());
        }
        let start = self.values.len();
        for word in line.strip_prefix("record ")?.split(' ') {
            let (name, digits) = word.split_once(':')?;
            let algorithm =
                SectionAlgorithm::from_name(name).filter(|known| known.has_entries())?;
            let key = key(algorithm, digits)?;
            if matches!(&key, Key::Lent(value) if !self.is_lent(value)) {
                return None;
            }
            let value = Value { algorithm, key, record: self.records };
            let ordered = self.values.get(start..)?.last().is_none_or(|last| *last < value);
            self.values.push(ordered.then_some(value)?);
        }
        self.records = self.records.checked_add(1)?;
        Some(())
    }
}

impl Submission {
    fn is_lent(&self, value: &[u8]) -> bool {
        self.lent.is_some_and(|form| value.len() == usize::from(form.bytes()))
    }
}

/// Every record of a plain list: the first bad line ends the reading, so that nothing is left out.
fn each_record(list: impl Read, mut each: impl FnMut(&Record)) -> Result<(), Halted> {
    let options = Options { on_bad_line: OnBadLine::Stop, lent: None };
    read(&Format::Plain, list, &options, &mut |item| {
        if let Item::Record(record) = item {
            each(record);
        }
    })
    .map(|_| ())
}

/// What a submission holds in place of the salt: it shows that both used the same.
#[must_use]
pub fn salt_sha256(salt: &[u8; 32]) -> [u8; 32] {
    digest(&SHA256, salt).as_ref().try_into().unwrap_or_default()
}

/// Who hands in how much, and nothing of what.
impl fmt::Debug for Submission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Submission")
            .field("authority", &self.authority)
            .field("set", &self.set)
            .field("records", &self.records)
            .field("values", &self.values.len())
            .field("cleared", &self.cleared.len())
            .finish_non_exhaustive()
    }
}

fn of_value(value: &ListValue, salt: &[u8; 32]) -> (SectionAlgorithm, Key) {
    let (algorithm, bytes) = (value.algorithm(), value.bytes());
    let key = match (algorithm, value) {
        (SectionAlgorithm::Exact(kind), _) => Key::Tag(tag(salt, kind, bytes)),
        (_, ListValue::UrlSha256(sha256)) => Key::Tag(url_tag(salt, sha256)),
        _ => Key::Hash(bytes.try_into().unwrap_or_default()),
    };
    (algorithm, key)
}

fn of_video(frames: &[presend::hash::pdq::PdqHash]) -> (SectionAlgorithm, Key) {
    let mut frames: Vec<[u8; 32]> = frames.iter().map(|frame| *frame.as_bytes()).collect();
    frames.sort_unstable();
    frames.dedup();
    (SectionAlgorithm::Vpdq, Key::Frames(frames.into_boxed_slice()))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::Submission;

    #[test]
    fn nothing_of_what_is_handed_in_is_shown_by_habit() {
        let (tag, hash) = ("0a1b2c3d".repeat(4), "c0ffee11".repeat(8));
        let text = format!(
            "presend/submission/v1\nauthority one.example\nset made-up\nsalt {}\nlines 1 1\n\
             record sha256:{tag} pdq:{hash}\ncleared {hash}\n",
            "A".repeat(43) + "=",
        );
        let parsed = Submission::parse(&text).unwrap();
        let shown = format!("{parsed:?} {parsed:#?} {:?}", parsed.values);
        // As digits, and as the first bytes of a list of numbers.
        for form in ["0a1b2c", "c0ffee", "10, 27, 44", "192, 255, 238"] {
            assert!(!shown.contains(form), "{shown}");
        }
        assert!(shown.contains("one.example") && shown.contains("values: 2"));
    }
}
