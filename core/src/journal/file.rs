//! A journal in a folder: for command lines and desktops. On phones the app brings its own store.
//!
//! `journal` holds the chain, a record a line, and is only ever appended to. `state` holds where it
//! ends and the counts of the open day, and is replaced by rename. `lock` holds off other writers,
//! also in other processes. Records are on the disk before `update` returns; counts alone may lose
//! the last moments before a power failure, the chain does not.
//!
//! `state` is there before the first record is. If the two disagree as an interrupted write leaves them, the
//! next use mends them and appends a `repaired` record. If they disagree in any other way, and so if there
//! are records and no `state` that can be read, nothing more is written until the user deletes the journal.

use core::fmt;
use std::fs::File;
use std::io;
use std::path::Path;

use crate::journal::folder::{CHAIN, Flush, Folder, STATE};
use crate::journal::record::{JournalEvent, JournalRecord, OpenDay};
use crate::journal::saved::Saved;
use crate::journal::text::MAX_LINE_BYTES;
use crate::journal::verify::{VerifiedJournal, deleted_before_text, parse_records, verify};
use crate::journal::{JournalChange, JournalFault, JournalState, JournalStore};
use crate::lock::NoLock;

/// Keeps records in a folder that only this user may read.
pub struct FileJournal {
    folder: Folder,
}

impl FileJournal {
    /// The journal in `folder`, which is created if it is not there.
    ///
    /// # Errors
    /// [`JournalFault::Unavailable`] if it cannot be created.
    pub fn open(folder: &Path) -> Result<Self, JournalFault> {
        Ok(Self { folder: Folder::create(folder).map_err(unavailable)? })
    }

    /// Checks the chain against the head beside it, and changes nothing.
    ///
    /// # Errors
    /// The first [`JournalFault`]. What an interrupted write left is one too, until it is mended.
    pub fn verify(&self) -> Result<VerifiedJournal, JournalFault> {
        let _locked = self.lock()?;
        let records = parse_records(&self.chain()?)?;
        match self.saved()?.map(|saved| Saved::parse(&saved)) {
            None if records.is_empty() => verify(&records, None),
            Some(Some(saved)) => verify(&records, Some(saved.head)),
            None | Some(None) => Err(JournalFault::CutOff { index: length(&records) }),
        }
    }

    /// The text of the chain, as it is.
    ///
    /// # Errors
    /// [`JournalFault::Unavailable`] if it cannot be read.
    pub fn text(&self) -> Result<Vec<u8>, JournalFault> {
        let _locked = self.lock()?;
        self.chain()
    }
}

impl JournalStore for FileJournal {
    fn state(&self) -> Result<JournalState, JournalFault> {
        let _locked = self.lock()?;
        let Saved { head, open_day, .. } = self.load()?;
        Ok(JournalState { head, open_day })
    }

    fn records(&self) -> Result<Vec<JournalRecord>, JournalFault> {
        parse_records(&self.text()?)
    }

    fn update(
        &self,
        change: &mut dyn FnMut(&JournalState) -> JournalChange,
    ) -> Result<(), JournalFault> {
        let _locked = self.lock()?;
        let saved = self.load()?;
        let JournalChange { records, open_day } =
            change(&JournalState { head: saved.head, open_day: saved.open_day });
        if saved.bytes == 0 && !records.is_empty() {
            // There is a state before the first record is, so that one without the other tells something.
            self.folder.replace(STATE, &saved.to_text(), Flush::Yes).map_err(unavailable)?;
        }
        self.store(Saved { open_day, ..saved }, &records).map(drop)
    }

    fn replace_all(&self, mark: &mut dyn FnMut(u64) -> JournalRecord) -> Result<(), JournalFault> {
        let _locked = self.lock()?;
        let earlier = deleted_before_text(&self.chain()?);
        let mark = mark(self.count()?.saturating_add(earlier));
        let (line, saved) = Saved::default().after(&[mark]);
        // If it is interrupted in between, the mark alone tells `mend` what was meant.
        self.folder.replace(CHAIN, &line, Flush::Yes).map_err(unavailable)?;
        self.folder.replace(STATE, &saved.to_text(), Flush::Yes).map_err(unavailable)
    }
}

impl FileJournal {
    fn lock(&self) -> Result<File, JournalFault> {
        self.folder.lock().map_err(|fault| match fault {
            NoLock::Held => JournalFault::Locked,
            NoLock::Failed => JournalFault::Unavailable,
        })
    }

    fn chain(&self) -> Result<Vec<u8>, JournalFault> {
        Ok(self.folder.read(CHAIN).map_err(unavailable)?.unwrap_or_default())
    }

    fn saved(&self) -> Result<Option<Vec<u8>>, JournalFault> {
        self.folder.read(STATE).map_err(unavailable)
    }

    /// How many records there are, or were: the state knows it even if the chain was cut.
    fn count(&self) -> Result<u64, JournalFault> {
        match self.saved()?.as_deref().and_then(Saved::parse) {
            Some(saved) => Ok(saved.head.count),
            None => self.lines(),
        }
    }

    /// How many lines the chain has.
    fn lines(&self) -> Result<u64, JournalFault> {
        let lines = self.chain()?.iter().filter(|byte| **byte == b'\n').count();
        Ok(u64::try_from(lines).unwrap_or(u64::MAX))
    }

    /// Where the chain ends, mended if a write was interrupted.
    fn load(&self) -> Result<Saved, JournalFault> {
        let bytes = self.folder.length(CHAIN).map_err(unavailable)?;
        match self.saved()?.map(|saved| Saved::parse(&saved)) {
            None if bytes == 0 => Ok(Saved::default()),
            Some(Some(saved)) if saved.bytes == bytes && self.ends_with(&saved)? => Ok(saved),
            Some(Some(saved)) => self.mend(saved),
            // A write that was interrupted leaves a state: this is the work of another hand, and nobody can
            // say that these are all.
            None | Some(None) => Err(JournalFault::CutOff { index: self.lines()? }),
        }
    }

    /// True if the last line of the chain is the one that `saved` names.
    fn ends_with(&self, saved: &Saved) -> Result<bool, JournalFault> {
        if saved.bytes == 0 {
            return Ok(saved.head.count == 0);
        }
        let end = self.folder.end(CHAIN, saved.bytes, MAX_LINE_BYTES).map_err(unavailable)?;
        Ok(end.ends_with(format!(" {}\n", saved.head.hash).as_bytes()))
    }

    /// Appends records, and then says where the chain ends.
    fn store(&self, saved: Saved, records: &[JournalRecord]) -> Result<Saved, JournalFault> {
        let flush = if records.is_empty() { Flush::No } else { Flush::Yes };
        let (lines, saved) = saved.after(records);
        if flush == Flush::Yes {
            self.folder.append(CHAIN, &lines).map_err(unavailable)?;
        }
        self.folder.replace(STATE, &saved.to_text(), flush).map_err(unavailable)?;
        Ok(saved)
    }

    /// Adopts what an interrupted write left and says so in the chain, or names what is wrong.
    fn mend(&self, saved: Saved) -> Result<Saved, JournalFault> {
        let chain = self.chain()?;
        let end = chain.iter().rposition(|b| *b == b'\n').map_or(0, |at| at.saturating_add(1));
        let (whole, partial) = chain.split_at_checked(end).unwrap_or((&chain, &[]));
        let records = parse_records(whole)?;
        let open_day = adopt(&records, saved)?;
        let head = verify(&records, None)?.head;
        let mended = Saved { head, bytes: length(whole), open_day };
        let day = open_day.map(|open| open.day).or(records.last().map(JournalRecord::day));
        let event = JournalEvent::Repaired { cut_bytes: length(partial) };
        let mark = JournalRecord::after(head, day.unwrap_or(0), event, None);
        self.folder.cut(CHAIN, mended.bytes).map_err(unavailable)?;
        self.store(mended, &[mark])
    }
}

/// The day that is still open, if `records` are what `saved` names and perhaps more: records whose
/// state was not written any more, or the mark of a deletion.
fn adopt(records: &[JournalRecord], saved: Saved) -> Result<Option<OpenDay>, JournalFault> {
    if let [only] = records
        && matches!(only.event(), JournalEvent::Deleted { records } if *records >= saved.head.count)
        && only.head() != saved.head
    {
        return Ok(None);
    }
    match verify(records, Some(saved.head)) {
        Ok(_) => Ok(saved.open_day),
        Err(JournalFault::Unexpected { index }) => {
            let mut later = records.iter().skip_while(|record| record.index() < index);
            let closed = later.any(|record| matches!(record.event(), JournalEvent::DayCounts(_)));
            Ok(saved.open_day.filter(|_| !closed))
        }
        Err(fault) => Err(fault),
    }
}

fn length<T>(items: &[T]) -> u64 {
    u64::try_from(items.len()).unwrap_or(u64::MAX)
}

/// Why is not said: an error of the system may hold a path.
fn unavailable(_: io::Error) -> JournalFault {
    JournalFault::Unavailable
}

impl fmt::Debug for FileJournal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FileJournal(..)")
    }
}
