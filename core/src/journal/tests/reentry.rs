//! A keeper that uses the journal that calls it is told so, and waits for nothing.

use std::sync::{Arc, OnceLock, Weak};

use crate::journal::{
    JournalFault, JournalKeeper, JournalStore, KeeperAnswer, KeptJournal, delete_all,
};

/// Answers only after it asked its own journal.
#[derive(Default)]
struct Asks(OnceLock<Weak<KeptJournal>>);

impl Asks {
    fn ask(&self) {
        let Some(journal) = self.0.get().and_then(Weak::upgrade) else { return };
        let reentered = Err(JournalFault::Reentered);
        assert_eq!(journal.text().map(drop), reentered);
        assert_eq!(journal.verify().map(drop), reentered);
        assert_eq!(journal.state().map(drop), reentered);
        assert_eq!(journal.records().map(drop), reentered);
        assert_eq!(delete_all(journal.as_ref(), 8), reentered);
    }
}

impl JournalKeeper for Asks {
    fn state(&self) -> Result<Option<String>, JournalFault> {
        self.ask();
        Ok(None)
    }

    fn chain(&self) -> Result<String, JournalFault> {
        self.ask();
        Ok(String::new())
    }

    fn append(&self, _: Option<&str>, _: &str, _: &str) -> Result<KeeperAnswer, JournalFault> {
        self.ask();
        Ok(KeeperAnswer::Kept)
    }

    fn replace(&self, _: Option<&str>, _: &str, _: &str) -> Result<KeeperAnswer, JournalFault> {
        self.ask();
        Ok(KeeperAnswer::Kept)
    }
}

#[test]
fn a_journal_that_is_asked_by_its_own_keeper_says_so_and_does_what_it_was_doing() {
    let keeper = Arc::<Asks>::default();
    let journal = Arc::new(KeptJournal::new(keeper.clone()));
    assert!(keeper.0.set(Arc::downgrade(&journal)).is_ok());
    assert_eq!(journal.text(), Ok(Vec::new()));
    assert_eq!(journal.verify().map(|verified| verified.head.count), Ok(0));
    assert_eq!(delete_all(journal.as_ref(), 8), Ok(()));
    assert_eq!(journal.state().map(|state| state.head.count), Ok(0));
}
