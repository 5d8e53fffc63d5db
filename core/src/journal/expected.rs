//! What [`crate::journal::KeptJournal`] expects to find, and whether another writer left it sound.

use crate::journal::record::{JournalHead, JournalRecord};
use crate::journal::saved::Saved;
use crate::journal::verify::{deleted_before, parse_records, verify};
use crate::journal::{JournalFault, KeeperAnswer};

/// What this journal wrote last. Nothing before its first change.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) state: Option<String>,
    pub(super) head: JournalHead,
    /// How many records the user had deleted before the chain began, all deletions together.
    pub(super) deleted: u64,
}

impl Seen {
    /// Takes what was kept; `None` if another writer was first.
    pub(super) fn after(
        &mut self,
        answer: KeeperAnswer,
        head: JournalHead,
        state: String,
        deleted: u64,
    ) -> Option<()> {
        match answer {
            KeeperAnswer::Kept => *self = Self { state: Some(state), head, deleted },
            KeeperAnswer::OtherState => return None,
        }
        Some(())
    }

    /// How many records there ever were.
    pub(super) const fn records(&self) -> u64 {
        self.deleted.saturating_add(self.head.count)
    }
}

/// The records of `chain`, if it is what `saved` says and still holds what was seen.
pub(super) fn check(
    chain: &str,
    saved: Saved,
    seen: &Seen,
) -> Result<Vec<JournalRecord>, JournalFault> {
    let records = parse_records(chain.as_bytes())?;
    verify(&records, Some(saved.head))?;
    if u64::try_from(chain.len()) != Ok(saved.bytes) {
        return Err(JournalFault::Malformed { index: 0 });
    }
    match verify(&records, Some(seen.head)) {
        Ok(_) | Err(JournalFault::Unexpected { .. }) => Ok(records),
        // By another journal of the user's: a mark counts all that went before it, earlier marks too.
        Err(_) if deleted_before(&records) >= seen.records() => Ok(records),
        Err(fault) => Err(fault),
    }
}
