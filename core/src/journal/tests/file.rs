//! A journal in a folder survives interruption, and says what it cannot mend.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use super::{decided, digest, open_day};
use crate::journal::saved::Saved;
use crate::journal::{
    CheckedAgainst, FileJournal, JournalEvent, JournalFault, JournalHead, JournalStore, Recorded,
    delete_all, record, verify_text,
};
use crate::policy::BuiltInPolicy;
use crate::report::Evidence;
use crate::report::testing::{finding, list, report};

/// A folder that is gone when the test is over.
struct Temporary(PathBuf);

impl Temporary {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("presend-journal-{}-{number}", std::process::id());
        Self(std::env::temp_dir().join(name))
    }

    fn journal(&self) -> FileJournal {
        FileJournal::open(&self.0).unwrap()
    }

    fn chain(&self) -> PathBuf {
        self.0.join("journal")
    }

    fn state(&self) -> PathBuf {
        self.0.join("state")
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn warn(journal: &FileJournal, day: u32) -> Recorded {
    let exact = report(vec![finding(Evidence::Exact, list())], None);
    record(journal, day, &exact, &decided(BuiltInPolicy::WarnOnly, &exact), digest())
}

fn count(journal: &FileJournal, day: u32) -> Recorded {
    let clean = report(vec![], None);
    record(journal, day, &clean, &decided(BuiltInPolicy::WarnOnly, &clean), digest())
}

/// A journal with this many warnings of day 5.
fn with_warnings(warnings: u32) -> (Temporary, FileJournal) {
    let folder = Temporary::new();
    let journal = folder.journal();
    for _ in 0..warnings {
        assert_eq!(warn(&journal, 5), Recorded::Yes);
    }
    (folder, journal)
}

fn repairs(journal: &FileJournal) -> u64 {
    let verified = journal.verify().unwrap();
    assert_eq!(verified.against, CheckedAgainst::Head);
    verified.repairs
}

fn change(path: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = fs::read(path).unwrap();
    change(&mut bytes);
    fs::write(path, bytes).unwrap();
}

#[test]
fn what_was_recorded_is_there_when_it_is_opened_again() {
    let (folder, journal) = with_warnings(2);
    assert_eq!(count(&journal, 5), Recorded::NotNeeded);
    let again = folder.journal();
    assert_eq!(again.records().unwrap().len(), 2);
    assert_eq!(again.state().unwrap(), journal.state().unwrap());
    let counts = again.state().unwrap().open_day.unwrap().counts;
    assert_eq!((counts.matched, counts.clean), (2, 1));
    assert_eq!(repairs(&again), 0);
    let head = again.state().unwrap().head;
    assert!(verify_text(&again.text().unwrap(), Some(head)).is_ok());
}

#[test]
fn many_writers_lose_nothing() {
    let (folder, journal) = with_warnings(0);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let mine = folder.journal();
                for _ in 0..10 {
                    assert_eq!(warn(&mine, 5), Recorded::Yes);
                    assert_eq!(count(&mine, 5), Recorded::NotNeeded);
                }
            });
        }
    });
    assert_eq!(journal.verify().unwrap().head.count, 40);
    let counts = journal.state().unwrap().open_day.unwrap().counts;
    assert_eq!((counts.matched, counts.clean), (40, 40));
}

/// The chain got some bytes of the next record, or all of them, and the state none.
#[test]
fn an_append_interrupted_at_any_byte_is_mended_with_a_mark() {
    let (folder, journal) = with_warnings(2);
    let (chain, state) = (fs::read(folder.chain()).unwrap(), fs::read(folder.state()).unwrap());
    assert_eq!(warn(&journal, 5), Recorded::Yes);
    let longer = fs::read(folder.chain()).unwrap();
    for written in chain.len() + 1..=longer.len() {
        fs::write(folder.chain(), &longer[..written]).unwrap();
        fs::write(folder.state(), &state).unwrap();
        assert!(journal.verify().is_err(), "an interruption shows before it is mended");
        assert_eq!(warn(&journal, 5), Recorded::Yes);
        let whole = written == longer.len();
        let records = journal.records().unwrap();
        let cut_bytes = if whole { 0 } else { u64::try_from(written - chain.len()).unwrap() };
        let mark = if whole { 3 } else { 2 };
        assert_eq!(*records[mark].event(), JournalEvent::Repaired { cut_bytes });
        assert_eq!((records.len(), repairs(&journal)), (mark + 2, 1));
        assert!(fs::read(folder.chain()).unwrap().starts_with(&chain));
    }
}

#[test]
fn a_day_closed_just_before_an_interruption_is_not_counted_twice() {
    let (folder, journal) = with_warnings(0);
    assert_eq!(count(&journal, 5), Recorded::NotNeeded);
    let state = fs::read(folder.state()).unwrap();
    assert_eq!(count(&journal, 6), Recorded::NotNeeded);
    fs::write(folder.state(), state).unwrap();
    assert_eq!(count(&journal, 7), Recorded::NotNeeded);
    let names: Vec<_> = journal.records().unwrap().iter().map(|r| r.event().name()).collect();
    assert_eq!(names, ["day_counts", "repaired"]);
}

/// Of a chain without the state beside it nobody can say that it is whole.
#[test]
fn records_beside_a_lost_or_damaged_state_are_refused_until_the_user_deletes_them() {
    for left in 1..=3 {
        let (folder, journal) = with_warnings(3);
        let (chain, state) =
            (fs::read_to_string(folder.chain()).unwrap(), fs::read(folder.state()).unwrap());
        let cut: String = chain.split_inclusive('\n').take(left).collect();
        fs::write(folder.chain(), &cut).unwrap();
        let fault = JournalFault::CutOff { index: u64::try_from(left).unwrap() };
        let refused = |what: &str| {
            assert_eq!(journal.verify(), Err(fault), "{what}");
            assert_eq!(journal.state(), Err(fault), "{what}");
            assert_eq!(warn(&journal, 5), Recorded::Failed(fault), "{what}");
            assert_eq!(count(&journal, 5), Recorded::Failed(fault), "{what}");
            assert_eq!(fs::read_to_string(folder.chain()).unwrap(), cut, "{what}");
        };
        fs::remove_file(folder.state()).unwrap();
        refused("lost");
        for length in 0..state.len() {
            fs::write(folder.state(), &state[..length]).unwrap();
            refused("damaged");
        }
        delete_all(&journal, 6).unwrap();
        assert_eq!((warn(&journal, 6), repairs(&journal)), (Recorded::Yes, 0));
    }
}

/// Before the first record there is a state; the record may be there in part, or as a whole.
#[test]
fn an_interrupted_first_write_is_mended() {
    let (folder, journal) = with_warnings(1);
    let first = fs::read(folder.chain()).unwrap();
    let begun = Saved::default().to_text();
    for written in 0..=first.len() {
        fs::write(folder.chain(), &first[..written]).unwrap();
        fs::write(folder.state(), &begun).unwrap();
        assert_eq!(warn(&journal, 5), Recorded::Yes, "{written}");
        assert_eq!(repairs(&journal), u64::from(written > 0));
    }
    fs::remove_file(folder.chain()).unwrap();
    fs::remove_file(folder.state()).unwrap();
    assert_eq!(warn(&journal, 5), Recorded::Yes);
}

#[test]
fn the_first_record_is_not_written_before_the_state_that_it_follows() {
    let (folder, journal) = with_warnings(0);
    // Where the state should come nothing can be put: then no record comes either.
    fs::create_dir(folder.state()).unwrap();
    assert!(matches!(warn(&journal, 5), Recorded::Failed(_)));
    assert!(!folder.chain().exists());
}

#[cfg(unix)]
#[test]
fn no_file_says_when_something_was_recorded() {
    let (folder, journal) = with_warnings(2);
    assert_eq!(count(&journal, 5), Recorded::NotNeeded);
    for file in [folder.chain(), folder.state(), folder.0.clone()] {
        let modified = fs::metadata(file).unwrap().modified().unwrap();
        assert_eq!(modified, std::time::SystemTime::UNIX_EPOCH);
    }
}

#[test]
fn a_lock_that_another_holds_is_waited_for_with_an_end() {
    let (folder, journal) = with_warnings(1);
    let held = fs::File::open(folder.0.join("lock")).unwrap();
    held.lock().unwrap();
    assert_eq!(warn(&journal, 5), Recorded::Failed(JournalFault::Locked));
    drop(held);
    assert_eq!(warn(&journal, 5), Recorded::Yes);
}

#[test]
fn no_bit_flip_or_trailing_byte_of_the_state_is_believed() {
    let head = JournalHead { count: 3, ..JournalHead::default() };
    for open_day in [None, Some(open_day())] {
        let saved = Saved { head, bytes: 900, open_day };
        let mut text = saved.to_text().into_bytes();
        assert_eq!(Saved::parse(&text), Some(saved));
        for byte in 0..text.len() {
            for bit in 0..8 {
                text[byte] ^= 1 << bit;
                assert_eq!(Saved::parse(&text), None);
                text[byte] ^= 1 << bit;
            }
            assert_eq!(Saved::parse(&text[..byte]), None);
        }
        text.push(b'\n');
        assert_eq!(Saved::parse(&text), None);
    }
}

#[test]
fn a_chain_that_was_cut_off_is_refused_until_its_user_deletes_it() {
    let (folder, journal) = with_warnings(3);
    let whole = fs::read(folder.chain()).unwrap();
    let ends = (0..whole.len()).filter(|at| *at == 0 || whole[at - 1] == b'\n');
    for (index, end) in (0..).zip(ends) {
        fs::write(folder.chain(), &whole[..end]).unwrap();
        let fault = JournalFault::CutOff { index };
        assert_eq!(warn(&journal, 5), Recorded::Failed(fault));
        assert_eq!(journal.verify(), Err(fault));
        assert_eq!(fs::read(folder.chain()).unwrap(), &whole[..end], "evidence is left alone");
    }
    fs::remove_file(folder.chain()).unwrap();
    assert_eq!(warn(&journal, 5), Recorded::Failed(JournalFault::CutOff { index: 0 }));
    delete_all(&journal, 6).unwrap();
    assert_eq!(warn(&journal, 6), Recorded::Yes);
    let verified = journal.verify().unwrap();
    assert_eq!((verified.deleted, verified.repairs, verified.head.count), (3, 0, 2));
}

#[test]
fn a_changed_last_record_of_the_same_length_is_refused() {
    let (folder, journal) = with_warnings(2);
    change(&folder.chain(), |bytes| {
        let at = bytes.len() - 2;
        bytes[at] = if bytes[at] == b'0' { b'1' } else { b'0' };
    });
    let fault = JournalFault::Changed { index: 1 };
    assert_eq!(warn(&journal, 5), Recorded::Failed(fault));
    assert_eq!(journal.verify(), Err(fault));
}

#[test]
fn a_changed_earlier_record_is_named_by_verify() {
    let (folder, journal) = with_warnings(3);
    change(&folder.chain(), |bytes| {
        let at = bytes.windows(5).position(|window| window == b" warn").unwrap();
        bytes.splice(at..at + 5, *b" asks");
    });
    assert_eq!(journal.verify(), Err(JournalFault::Malformed { index: 0 }));
    change(&folder.chain(), |bytes| {
        let at = bytes.windows(5).position(|window| window == b" asks").unwrap();
        bytes.splice(at..at + 5, *b" ask");
    });
    assert_eq!(journal.verify(), Err(JournalFault::Changed { index: 0 }));
}

/// The mark took the chain's place and the state was not written any more.
#[test]
fn an_interrupted_deletion_is_finished() {
    for warnings in [1, 3] {
        let (folder, journal) = with_warnings(warnings);
        let state = fs::read(folder.state()).unwrap();
        delete_all(&journal, 6).unwrap();
        fs::write(folder.state(), state).unwrap();
        assert_eq!(warn(&journal, 6), Recorded::Yes);
        let names: Vec<_> = journal.records().unwrap().iter().map(|r| r.event().name()).collect();
        assert_eq!(names, ["deleted", "repaired", "warn"]);
        assert_eq!(journal.verify().unwrap().deleted, u64::from(warnings));
    }
}

#[test]
fn deleting_twice_on_one_day_is_two_deletions() {
    let (_folder, journal) = with_warnings(3);
    delete_all(&journal, 6).unwrap();
    delete_all(&journal, 6).unwrap();
    assert_eq!(journal.verify().unwrap().deleted, 4);
    assert_eq!(warn(&journal, 6), Recorded::Yes);
}

#[cfg(unix)]
#[test]
fn only_its_user_may_read_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, _journal) = with_warnings(1);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder.0), 0o700);
    for file in [folder.chain(), folder.state(), folder.0.join("lock")] {
        assert_eq!(mode(&file), 0o600);
    }
}

#[test]
fn neither_debug_nor_an_error_names_the_folder() {
    let (folder, journal) = with_warnings(0);
    assert_eq!(format!("{journal:?}"), "FileJournal(..)");
    fs::write(folder.0.join("plain"), b"").unwrap();
    let fault = FileJournal::open(&folder.0.join("plain")).unwrap_err();
    assert_eq!(fault, JournalFault::Unavailable);
    assert!(!fault.to_string().contains("plain"));
}
