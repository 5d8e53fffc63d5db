use presend::hash::pdq::PdqHash;
use presend::lent::LentForm;
use presend::set::{ListErrorKind, ListValue, ListWord, MatchParameters, SectionAlgorithm};

use super::item::{Item, Record};
use super::left_out::LeftOut;
use super::lent;
use super::reason::{BadLine, Reason};
use super::summary::Summary;
use super::{OnBadLine, Options};

/// What the records are for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To be listed.
    Candidates,
    /// To be refused: what is useless in a list, as the digest of an empty file, is no mistake here.
    KnownGood,
}

/// Where all importers hand in what they find.
pub(super) struct Desk<'a> {
    pub(super) purpose: Purpose,
    pub(super) summary: Summary,
    on_bad_line: OnBadLine,
    sink: &'a mut dyn FnMut(Item<'_>),
    draft: Draft,
}

impl<'a> Desk<'a> {
    pub(super) fn new(
        purpose: Purpose,
        options: &Options,
        sink: &'a mut dyn FnMut(Item<'_>),
    ) -> Self {
        Self {
            purpose,
            summary: Summary::default(),
            on_bad_line: options.on_bad_line,
            sink,
            draft: Draft { lent: options.lent, ..Draft::default() },
        }
    }

    /// The lent hash whose values are taken.
    pub(super) const fn lent(&self) -> Option<LentForm> {
        self.draft.lent
    }

    /// One row: what `fill` finds, or why it is bad. An error ends the reading.
    pub(super) fn row(
        &mut self,
        line: u64,
        fill: impl FnOnce(&mut Draft) -> Result<Row, Reason>,
    ) -> Result<(), BadLine> {
        self.draft.begin(line, self.purpose);
        match fill(&mut self.draft).and_then(|row| self.draft.checked(row)) {
            Err(reason) => self.bad_row(line, reason),
            Ok(Row::LeftOut(why)) => {
                self.left_out(why);
                Ok(())
            }
            Ok(Row::Withdrawn) => {
                count(&mut self.summary.rows);
                count(&mut self.summary.withdrawn);
                (self.sink)(Item::Withdrawn(&self.draft.record));
                Ok(())
            }
            Ok(Row::Record) => self.record(line),
        }
    }

    /// Shows what is no row.
    pub(super) fn show(&mut self, item: Item<'_>) {
        (self.sink)(item);
    }

    /// Names what is no row, and gives nothing. An error ends the reading.
    pub(super) fn bad(&mut self, line: u64, reason: Reason) -> Result<(), BadLine> {
        self.draft.record.clear(line);
        self.bad_row(line, reason)
    }

    fn bad_row(&mut self, line: u64, reason: Reason) -> Result<(), BadLine> {
        let bad = BadLine { line, reason };
        if self.on_bad_line == OnBadLine::Stop {
            return Err(bad);
        }
        self.name(bad);
        Ok(())
    }

    /// Counts and shows a row that gives nothing.
    pub(super) fn name(&mut self, bad: BadLine) {
        count(&mut self.summary.rows);
        count(self.summary.bad.entry(bad.reason).or_default());
        (self.sink)(Item::Bad(bad, &self.draft.record.id));
    }

    /// Counts a row that is sound and not for this list.
    pub(super) fn left_out(&mut self, why: LeftOut) {
        count(&mut self.summary.rows);
        count(self.summary.left_out.entry(why).or_default());
    }

    fn record(&mut self, line: u64) -> Result<(), BadLine> {
        if self.draft.low_quality {
            let lost = BadLine { line, reason: Reason::LowQuality };
            if self.draft.record.is_empty() || self.on_bad_line == OnBadLine::Stop {
                return self.bad_row(lost.line, lost.reason);
            }
            count(self.summary.shortened.entry(lost.reason).or_default());
            (self.sink)(Item::Shortened(lost, &self.draft.record.id));
        }
        count(&mut self.summary.rows);
        count(&mut self.summary.records);
        (self.sink)(Item::Record(&self.draft.record));
        Ok(())
    }
}

fn count(number: &mut u64) {
    *number = number.saturating_add(1);
}

/// What a row turned out to be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    Record,
    Withdrawn,
    LeftOut(LeftOut),
}

/// A record that is being read.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) record: Record,
    known_good: bool,
    low_quality: bool,
    useless: bool,
    lent: Option<LentForm>,
}

impl Draft {
    fn begin(&mut self, line: u64, purpose: Purpose) {
        self.record.clear(line);
        self.known_good = purpose == Purpose::KnownGood;
        self.low_quality = false;
        self.useless = false;
    }

    /// Takes one digest, or a hash without a stated quality. Blanks around it are no part of it,
    /// and nothing is nothing.
    pub(super) fn digits(
        &mut self,
        algorithm: SectionAlgorithm,
        digits: &[u8],
    ) -> Result<(), Reason> {
        let digits = digits.trim_ascii();
        if digits.is_empty() {
            return Ok(());
        }
        if algorithm == SectionAlgorithm::Lent {
            return self.lent_value(digits);
        }
        let read = ListValue::from_hex(algorithm, digits);
        self.take(read, digits)
    }

    /// True if values of the lent hash are taken and this is its name.
    pub(super) fn takes_lent(&self, name: &str) -> bool {
        self.lent.is_some_and(|form| lent::is_named(form, name))
    }

    /// A known-good file is compared by digests alone.
    fn lent_value(&mut self, text: &[u8]) -> Result<(), Reason> {
        let value = lent::read(self.lent.ok_or(Reason::LentUnnamed)?, text)?;
        self.record.lent.push(value);
        Ok(())
    }

    /// Takes one PDQ hash with its stated quality.
    pub(super) fn hash(
        &mut self,
        algorithm: SectionAlgorithm,
        digits: &[u8],
        quality: &[u8],
    ) -> Result<(), Reason> {
        let low = is_low(read_quality(quality.trim_ascii())?);
        if low && !self.known_good && !digits.trim_ascii().is_empty() {
            self.low_quality = true;
            return Ok(());
        }
        self.digits(algorithm, digits)
    }

    /// Takes one PDQ hash of which nothing but its 64 digits says that it is one.
    pub(super) fn bare_hash(&mut self, digits: &[u8]) -> Result<(), Reason> {
        let read = ListValue::parse(digits).and_then(|value| match value {
            ListValue::Pdq(_) => Ok(value),
            _ => Err(ListErrorKind::UnknownValue),
        });
        self.take(read, digits)
    }

    /// Takes one word of a plain list.
    pub(super) fn word(&mut self, word: &[u8]) -> Result<(), Reason> {
        let (_, digits) = split_prefix(word);
        match ListWord::parse(word) {
            Ok(ListWord::Value(value)) => self.take(Ok(value), digits),
            Ok(ListWord::Video(frames)) => self.video(frames),
            // A list is of one lent hash: the one that was named, or else the first.
            Ok(ListWord::Lent(value)) if *self.lent.get_or_insert(value.form()) != value.form() => {
                Err(Reason::OtherLentHash)
            }
            Ok(ListWord::Lent(value)) => {
                self.record.lent.push(value);
                Ok(())
            }
            Err(ListErrorKind::UnknownValue) => Err(why_no_word(word)),
            Err(kind) => self.take(Err(kind), digits),
        }
    }

    /// Takes a link, which is listed as all of it. Blanks around it are no part of it, and nothing is nothing.
    pub(super) fn link(&mut self, link: &[u8]) -> Result<(), Reason> {
        let link = link.trim_ascii();
        if !link.is_empty() {
            self.record.values.push(ListValue::of_link(link).ok_or(Reason::NoHost)?);
        }
        Ok(())
    }

    /// Takes the frames of one video.
    pub(super) fn video(&mut self, frames: Vec<PdqHash>) -> Result<(), Reason> {
        self.record.videos.push(frames);
        Ok(())
    }

    fn take(
        &mut self,
        read: Result<ListValue, ListErrorKind>,
        digits: &[u8],
    ) -> Result<(), Reason> {
        let reason = match read {
            Ok(value) => {
                self.record.values.push(value);
                return Ok(());
            }
            Err(ListErrorKind::EmptyFileDigest) => Reason::EmptyFileDigest,
            Err(ListErrorKind::AllZeroHash) => Reason::AllZeroHash,
            Err(ListErrorKind::UnbalancedDigits) => Reason::UnbalancedDigits,
            Err(_) => return Err(why_no_digits(digits)),
        };
        if self.known_good {
            self.useless = true;
            return Ok(());
        }
        Err(reason)
    }

    fn checked(&mut self, row: Row) -> Result<Row, Reason> {
        self.record.normalise();
        let frames = self
            .record
            .videos
            .iter()
            .fold(0, |sum: usize, frames| sum.saturating_add(frames.len()));
        if frames > ListWord::MAX_FRAMES {
            return Err(Reason::TooManyFrames);
        }
        let nothing = self.record.is_empty() && !self.low_quality;
        match row {
            Row::Record if nothing && self.useless => Ok(Row::LeftOut(LeftOut::NoKnownGood)),
            Row::Record if nothing => Err(Reason::NoValue),
            row => Ok(row),
        }
    }
}

/// A whole number from 0 to 100, digits only.
pub(super) fn read_quality(text: &[u8]) -> Result<u8, Reason> {
    let digits = text.len() <= 3 && text.iter().all(u8::is_ascii_digit);
    let text = core::str::from_utf8(text).ok().filter(|_| digits);
    let quality = text.and_then(|text| text.parse().ok()).filter(|quality| *quality <= 100);
    quality.ok_or(Reason::BadQuality)
}

/// Below what any set compares.
pub(super) fn is_low(quality: u8) -> bool {
    quality < MatchParameters::LOWEST_QUALITY
}

fn split_prefix(word: &[u8]) -> (Option<&[u8]>, &[u8]) {
    let mut parts = word.splitn(2, |byte| *byte == b':');
    match (parts.next(), parts.next()) {
        (Some(prefix), Some(digits)) => (Some(prefix), digits),
        _ => (None, word),
    }
}

fn why_no_word(word: &[u8]) -> Reason {
    let (prefix, digits) = split_prefix(word);
    let known = |prefix: &[u8]| {
        let name = core::str::from_utf8(prefix).ok().and_then(SectionAlgorithm::from_name);
        name.is_some_and(|algorithm| algorithm.has_entries())
    };
    if prefix == Some(b"url") {
        return Reason::NoHost;
    }
    if prefix == Some(b"lent") {
        let (_, value) = split_prefix(digits);
        let is_hex = value.iter().all(u8::is_ascii_hexdigit);
        return if is_hex { Reason::LentLength } else { Reason::LentAlphabet };
    }
    if prefix.is_some_and(|prefix| !known(prefix)) {
        return Reason::UnknownPrefix;
    }
    if prefix != Some(b"vpdq") {
        return why_no_digits(digits);
    }
    let wrong = digits.split(|byte| *byte == b',').find(|frame| frame.len() != 64);
    wrong.map_or(Reason::WrongAlphabet, why_no_digits)
}

/// Of digits that are no value: the alphabet is the graver mistake.
pub(super) fn why_no_digits(digits: &[u8]) -> Reason {
    if digits.iter().all(u8::is_ascii_hexdigit) {
        Reason::WrongLength
    } else {
        Reason::WrongAlphabet
    }
}
