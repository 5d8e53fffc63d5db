//! What [`crate::journal::KeptJournal`] expects to find, and whether another writer left it sound.

use crate::journal::record::{JournalEvent, JournalHead, JournalRecord};
use crate::journal::saved::Saved;
use crate::journal::verify::{parse_records, verify};
use crate::journal::{JournalFault, KeeperAnswer};

/// What this journal wrote last. Nothing before its first change.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) state: Option<String>,
    pub(super) head: JournalHead,
}

impl Seen {
    /// Takes what was kept; `None` if another writer was first.
    pub(super) fn after(
        &mut self,
        answer: KeeperAnswer,
        saved: Saved,
        state: String,
    ) -> Option<()> {
        match answer {
            KeeperAnswer::Kept => *self = Self { state: Some(state), head: saved.head },
            KeeperAnswer::OtherState => return None,
        }
        Some(())
    }
}

/// The records of `chain`, if it is what `saved` says and still holds what was seen.
pub(super) fn check(
    chain: &str,
    saved: Saved,
    seen: JournalHead,
) -> Result<Vec<JournalRecord>, JournalFault> {
    let records = parse_records(chain.as_bytes())?;
    verify(&records, Some(saved.head))?;
    if u64::try_from(chain.len()) != Ok(saved.bytes) {
        return Err(JournalFault::Malformed { index: 0 });
    }
    match verify(&records, Some(seen)) {
        Ok(_) | Err(JournalFault::Unexpected { .. }) => Ok(records),
        Err(_) if were_deleted(&records, seen.count) => Ok(records),
        Err(fault) => Err(fault),
    }
}

/// True if the user deleted at least so many records, by another journal.
fn were_deleted(records: &[JournalRecord], at_least: u64) -> bool {
    let first = records.first().map(JournalRecord::event);
    matches!(first, Some(JournalEvent::Deleted { records }) if *records >= at_least)
}
