//! Checks that a journal is what was written: every record, in order, to the end.

use crate::journal::JournalFault;
use crate::journal::record::{JournalEvent, JournalHead, JournalRecord};

/// A journal that is what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerifiedJournal {
    /// Where it ends.
    pub head: JournalHead,
    /// What it was compared with.
    pub against: CheckedAgainst,
    /// How often the keeper had to mend it.
    pub repairs: u64,
    /// How many records the user had deleted before it began, all deletions together.
    pub deleted: u64,
}

/// What a journal was compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckedAgainst {
    /// A head that was kept apart: nothing is missing at the end.
    Head,
    /// Its own chain only: records missing at the end would not show.
    ChainOnly,
}

/// Checks records against each other and, if it is known, against the head kept apart.
///
/// # Errors
/// The first [`JournalFault`].
pub fn verify(
    records: &[JournalRecord],
    expected: Option<JournalHead>,
) -> Result<VerifiedJournal, JournalFault> {
    let mut head = JournalHead::default();
    for record in records {
        check_link(head, record, records)?;
        head = record.head();
    }
    if let Some(expected) = expected {
        check_end(records, head, expected)?;
    }
    Ok(VerifiedJournal {
        head,
        against: expected.map_or(CheckedAgainst::ChainOnly, |_| CheckedAgainst::Head),
        repairs: records.iter().map(repairs).fold(0, u64::saturating_add),
        deleted: deleted_before(records),
    })
}

/// Checks the text of a journal as [`crate::journal::FileJournal`] keeps and exports it.
///
/// # Errors
/// The first [`JournalFault`]. Text that ends within a record is [`JournalFault::Malformed`] there.
pub fn verify_text(
    text: &[u8],
    expected: Option<JournalHead>,
) -> Result<VerifiedJournal, JournalFault> {
    verify(&parse_records(text)?, expected)
}

/// Reads the text of a journal: lines that all end in a line feed.
///
/// # Errors
/// [`JournalFault::Malformed`] or [`JournalFault::Changed`] for the first line that is no record.
pub fn parse_records(text: &[u8]) -> Result<Vec<JournalRecord>, JournalFault> {
    let lines = text.split_inclusive(|byte| *byte == b'\n');
    (0_u64..).zip(lines).map(|(index, line)| parse_line(line, index)).collect()
}

fn parse_line(line: &[u8], index: u64) -> Result<JournalRecord, JournalFault> {
    let line = line.strip_suffix(b"\n").ok_or(JournalFault::Malformed { index })?;
    let line = str::from_utf8(line).map_err(|_| JournalFault::Malformed { index })?;
    JournalRecord::parse(line, index)
}

fn check_link(
    head: JournalHead,
    record: &JournalRecord,
    records: &[JournalRecord],
) -> Result<(), JournalFault> {
    let index = head.count;
    let stands_elsewhere = || records.iter().any(|other| other.index() == index);
    if record.index() < index || (record.index() > index && stands_elsewhere()) {
        return Err(JournalFault::Reordered { index });
    }
    if record.index() > index {
        return Err(JournalFault::Missing { index });
    }
    if record.previous() != head.hash {
        return Err(JournalFault::Changed { index: index.saturating_sub(1) });
    }
    Ok(())
}

fn check_end(
    records: &[JournalRecord],
    head: JournalHead,
    expected: JournalHead,
) -> Result<(), JournalFault> {
    if head.count < expected.count {
        return Err(JournalFault::CutOff { index: head.count });
    }
    let last = expected.count.checked_sub(1);
    let at_end = last.and_then(|last| records.get(usize::try_from(last).ok()?));
    if at_end.map_or(JournalHead::default(), JournalRecord::head) != expected {
        return Err(JournalFault::Changed { index: last.unwrap_or(0) });
    }
    if head.count > expected.count {
        return Err(JournalFault::Unexpected { index: expected.count });
    }
    Ok(())
}

const fn repairs(record: &JournalRecord) -> u64 {
    match record.event() {
        JournalEvent::Repaired { .. } => 1,
        _ => 0,
    }
}

/// How many records the user had deleted before these, all deletions together.
pub(super) fn deleted_before(records: &[JournalRecord]) -> u64 {
    match records.first().map(JournalRecord::event) {
        Some(JournalEvent::Deleted { records }) => *records,
        _ => 0,
    }
}

/// The same of a chain that may not read to its end.
pub(super) fn deleted_before_text(chain: &[u8]) -> u64 {
    let first = chain.split_inclusive(|byte| *byte == b'\n').next();
    let first = first.and_then(|line| parse_line(line, 0).ok());
    deleted_before(first.as_slice())
}
