//! A journal that an app keeps as text is the same journal.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::{Arc, Mutex};

use super::{decided, digest};
use crate::journal::{
    JournalFault, JournalKeeper, JournalStore, KeeperAnswer, KeptJournal, MemoryJournal, Recorded,
    delete_all, record,
};
use crate::policy::BuiltInPolicy;
use crate::report::testing::{finding, list, report};
use crate::report::{Evidence, ScanReport};

#[derive(Default)]
pub(super) struct Texts(pub(super) Mutex<(String, Option<String>)>);

impl Texts {
    fn swap(
        &self,
        expected: Option<&str>,
        change: impl FnOnce(&mut (String, Option<String>)),
    ) -> KeeperAnswer {
        let mut texts = self.0.lock().unwrap();
        if texts.1.as_deref() != expected {
            return KeeperAnswer::OtherState;
        }
        change(&mut texts);
        KeeperAnswer::Kept
    }
}

impl JournalKeeper for Texts {
    fn state(&self) -> Result<Option<String>, JournalFault> {
        Ok(self.0.lock().unwrap().1.clone())
    }

    fn chain(&self) -> Result<String, JournalFault> {
        Ok(self.0.lock().unwrap().0.clone())
    }

    fn append(
        &self,
        expected: Option<&str>,
        lines: &str,
        state: &str,
    ) -> Result<KeeperAnswer, JournalFault> {
        Ok(self.swap(expected, |texts| {
            texts.0.push_str(lines);
            texts.1 = Some(state.to_owned());
        }))
    }

    fn replace(
        &self,
        expected: Option<&str>,
        chain: &str,
        state: &str,
    ) -> Result<KeeperAnswer, JournalFault> {
        Ok(self.swap(expected, |texts| *texts = (chain.to_owned(), Some(state.to_owned()))))
    }
}

/// A keeper whose storage is gone.
struct Gone;

impl JournalKeeper for Gone {
    fn state(&self) -> Result<Option<String>, JournalFault> {
        Err(JournalFault::Unavailable)
    }

    fn chain(&self) -> Result<String, JournalFault> {
        Err(JournalFault::Unavailable)
    }

    fn append(&self, _: Option<&str>, _: &str, _: &str) -> Result<KeeperAnswer, JournalFault> {
        Err(JournalFault::Unavailable)
    }

    fn replace(&self, _: Option<&str>, _: &str, _: &str) -> Result<KeeperAnswer, JournalFault> {
        Err(JournalFault::Unavailable)
    }
}

pub(super) fn scans() -> [(u32, ScanReport); 5] {
    let exact = || report(vec![finding(Evidence::Exact, list())], None);
    let clean = || report(vec![], None);
    [(5, clean()), (5, exact()), (6, clean()), (6, exact()), (7, exact())]
}

pub(super) fn scan(store: &dyn JournalStore, (day, report): (u32, ScanReport)) -> Recorded {
    record(store, day, &report, &decided(BuiltInPolicy::WarnOnly, &report), digest())
}

#[test]
fn it_holds_what_a_journal_in_memory_holds() {
    let (kept, memory) = (KeptJournal::new(Arc::<Texts>::default()), MemoryJournal::new());
    for one in scans() {
        assert_eq!(scan(&kept, one.clone()), scan(&memory, one));
        assert_eq!(kept.state().unwrap(), memory.state().unwrap());
    }
    assert_eq!(kept.records().unwrap(), memory.records().unwrap());
    assert_eq!(kept.verify().unwrap().head, memory.state().unwrap().head);
}

#[test]
fn a_chain_that_was_cut_or_changed_is_named() {
    let texts = Arc::new(Texts::default());
    let kept = KeptJournal::new(texts.clone());
    let _ = scans().map(|one| scan(&kept, one));
    let whole = kept.text().unwrap();
    let lines: Vec<_> = str::from_utf8(&whole).unwrap().lines().map(str::to_owned).collect();
    texts.0.lock().unwrap().0 = format!("{}\n", lines.first().unwrap());
    assert_eq!(kept.verify(), Err(JournalFault::CutOff { index: 1 }));
    texts.0.lock().unwrap().0 = String::from_utf8(whole).unwrap().replacen("warn", "ask", 1);
    assert_eq!(kept.verify(), Err(JournalFault::Changed { index: 0 }));
}

#[test]
fn it_can_be_deleted_even_if_it_no_longer_reads() {
    let texts = Arc::new(Texts::default());
    let kept = KeptJournal::new(texts.clone());
    let _ = scans().map(|one| scan(&kept, one));
    texts.0.lock().unwrap().1 = Some("nonsense".to_owned());
    let one = report(vec![], None);
    assert_eq!(scan(&kept, (7, one)), Recorded::Failed(JournalFault::Malformed { index: 0 }));
    delete_all(&kept, 8).unwrap();
    assert_eq!(kept.verify().unwrap().head.count, 1);
}

#[test]
fn a_keeper_that_fails_fails_the_journal_and_nothing_else() {
    let kept = KeptJournal::new(Arc::new(Gone));
    let [one, ..] = scans();
    assert_eq!(scan(&kept, one), Recorded::Failed(JournalFault::Unavailable));
    assert_eq!(delete_all(&kept, 8), Err(JournalFault::Unavailable));
}
