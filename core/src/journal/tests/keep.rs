//! Every scan is counted, every warning, question and block has a record, and nothing else has.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
#![expect(clippy::panic, reason = "a store may panic")]

use super::{decided, digest};
use crate::journal::{
    DayCounts, JournalChange, JournalEvent, JournalFault, JournalRecord, JournalState,
    JournalStore, MemoryJournal, Recorded, day_of, days, delete_all, record, total_counts, verify,
};
use crate::policy::{Action, BuiltInPolicy, PolicyDigest, policy_digest};
use crate::report::testing::{finding, list, report};
use crate::report::{Evidence, ScanReport};
use crate::undecided::Undecided;

fn scan(
    store: &dyn JournalStore,
    day: u32,
    report: &ScanReport,
    policy: BuiltInPolicy,
) -> Recorded {
    record(store, day, report, &decided(policy, report), digest())
}

fn names(store: &dyn JournalStore) -> Vec<&'static str> {
    store.records().unwrap().iter().map(|record| record.event().name()).collect()
}

fn exact() -> ScanReport {
    report(vec![finding(Evidence::Exact, list())], None)
}

#[test]
fn what_led_to_nothing_is_only_counted() {
    let journal = MemoryJournal::new();
    for report in [report(vec![], None), exact(), report(vec![], Some(Undecided::Corrupt))] {
        assert_eq!(scan(&journal, 5, &report, BuiltInPolicy::ObserveOnly), Recorded::NotNeeded);
    }
    assert!(journal.records().unwrap().is_empty());
    let counts = journal.state().unwrap().open_day.unwrap().counts;
    let expected = DayCounts { clean: 1, matched: 1, near: 0, undecided: 1, fallback: 0 };
    assert_eq!(counts, expected);
}

#[test]
fn a_warning_a_question_and_a_block_each_have_a_record() {
    let journal = MemoryJournal::new();
    for policy in [BuiltInPolicy::WarnOnly, BuiltInPolicy::ALL[2], BuiltInPolicy::BlockMatch] {
        assert_eq!(scan(&journal, 5, &exact(), policy), Recorded::Yes);
    }
    assert_eq!(names(&journal), ["warn", "ask", "block"]);
    let records = journal.records().unwrap();
    assert!(records.iter().all(|record| record.policy() == Some(digest())));
    assert!(verify(&records, Some(journal.state().unwrap().head)).is_ok());
}

#[test]
fn the_counts_of_a_day_become_a_record_when_another_begins() {
    let journal = MemoryJournal::new();
    let clean = report(vec![], None);
    for day in [5, 5, 5, 6, 6, 4] {
        assert_eq!(scan(&journal, day, &clean, BuiltInPolicy::WarnOnly), Recorded::NotNeeded);
    }
    let closed: Vec<_> = journal
        .records()
        .unwrap()
        .iter()
        .map(|record| match record.event() {
            JournalEvent::DayCounts(counts) => (record.day(), counts.clean),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(closed, [(5, 3), (6, 2)]);
    assert_eq!(journal.state().unwrap().open_day.unwrap().counts.clean, 1);
}

#[test]
fn the_total_is_over_all_days_and_the_open_one() {
    let journal = MemoryJournal::new();
    assert_eq!(total_counts(&journal).unwrap(), DayCounts::default());
    for (day, report) in [(5, report(vec![], None)), (5, exact()), (6, exact()), (7, exact())] {
        let _ = scan(&journal, day, &report, BuiltInPolicy::WarnOnly);
    }
    let expected = DayCounts { clean: 1, matched: 3, ..DayCounts::default() };
    assert_eq!(total_counts(&journal).unwrap(), expected);
}

#[test]
fn each_day_has_its_counts_and_what_happened() {
    let journal = MemoryJournal::new();
    assert_eq!(days(&journal).unwrap(), []);
    let clean = report(vec![], None);
    for (day, report) in [(5, &clean), (6, &exact()), (6, &clean), (4, &clean), (6, &clean)] {
        let _ = scan(&journal, day, report, BuiltInPolicy::WarnOnly);
    }
    let counts = |clean, matched| DayCounts { clean, matched, ..DayCounts::default() };
    let days = days(&journal).unwrap();
    // A clock that was set back does not split a day, and the counts of the open day are in it.
    let seen: Vec<_> = days.iter().map(|day| (day.day, day.counts, day.records.len())).collect();
    assert_eq!(seen, [(4, counts(1, 0), 0), (5, counts(1, 0), 0), (6, counts(2, 1), 1)]);
    assert!(matches!(days[2].records[0].event(), JournalEvent::Decision(_)));
}

#[test]
fn another_policy_on_the_same_day_is_counted_apart() {
    let journal = MemoryJournal::new();
    let clean = report(vec![], None);
    let other = policy_digest("another");
    let run = |policy: PolicyDigest| {
        record(&journal, 5, &clean, &decided(BuiltInPolicy::WarnOnly, &clean), policy)
    };
    for policy in [digest(), digest(), other] {
        assert_eq!(run(policy), Recorded::NotNeeded);
    }
    let records = journal.records().unwrap();
    assert_eq!(records.len(), 1);
    assert_eq!(records[0].policy(), Some(digest()));
    assert_eq!(journal.state().unwrap().open_day.unwrap().policy, other);
}

#[test]
fn a_closed_day_comes_before_the_record_that_began_the_next() {
    let journal = MemoryJournal::new();
    let _ = scan(&journal, 5, &report(vec![], None), BuiltInPolicy::WarnOnly);
    assert_eq!(scan(&journal, 6, &exact(), BuiltInPolicy::WarnOnly), Recorded::Yes);
    assert_eq!(names(&journal), ["day_counts", "warn"]);
    assert!(verify(&journal.records().unwrap(), Some(journal.state().unwrap().head)).is_ok());
}

#[test]
fn a_deletion_leaves_a_mark_with_the_count() {
    let journal = MemoryJournal::new();
    for _ in 0..3 {
        let _ = scan(&journal, 5, &exact(), BuiltInPolicy::WarnOnly);
    }
    delete_all(&journal, 6).unwrap();
    let records = journal.records().unwrap();
    assert_eq!(records.len(), 1);
    assert_eq!(*records[0].event(), JournalEvent::Deleted { records: 3 });
    assert_eq!((records[0].day(), journal.state().unwrap().open_day), (6, None));
    let _ = scan(&journal, 6, &exact(), BuiltInPolicy::WarnOnly);
    let verified = verify(&journal.records().unwrap(), Some(journal.state().unwrap().head));
    assert_eq!(verified.unwrap().deleted, 3);
}

struct Broken {
    panics: bool,
}

impl JournalStore for Broken {
    fn state(&self) -> Result<JournalState, JournalFault> {
        Err(JournalFault::Unavailable)
    }
    fn records(&self) -> Result<Vec<JournalRecord>, JournalFault> {
        Err(JournalFault::Unavailable)
    }
    fn update(
        &self,
        _: &mut dyn FnMut(&JournalState) -> JournalChange,
    ) -> Result<(), JournalFault> {
        assert!(!self.panics, "a host's store");
        Err(JournalFault::CutOff { index: 4 })
    }
    fn replace_all(&self, _: &mut dyn FnMut(u64) -> JournalRecord) -> Result<(), JournalFault> {
        panic!("a host's store")
    }
}

#[test]
fn what_could_not_be_recorded_says_so() {
    let (panics, fails) = (Broken { panics: true }, Broken { panics: false });
    for report in [exact(), report(vec![], None)] {
        let run = |store| scan(store, 5, &report, BuiltInPolicy::WarnOnly);
        assert_eq!(run(&panics), Recorded::Failed(JournalFault::Unavailable));
        assert_eq!(run(&fails), Recorded::Failed(JournalFault::CutOff { index: 4 }));
    }
    assert_eq!(delete_all(&fails, 5), Err(JournalFault::Unavailable));
}

#[test]
fn a_journal_holds_no_name_of_a_file_no_part_no_token_and_no_time() {
    let journal = MemoryJournal::new();
    let mut found = finding(Evidence::Perceptual, list());
    found.set.name = "/home/someone/My List.txt".to_owned();
    found.part = "letter to a friend.jpg".to_owned();
    let now = 1_760_000_123;
    let report = report(vec![found], None);
    let decided = decided(BuiltInPolicy::WarnOnly, &report);
    assert_eq!(decided.decision.action(), Action::Warn);
    assert_eq!(record(&journal, day_of(now), &report, &decided, digest()), Recorded::Yes);
    let record = journal.records().unwrap().remove(0);
    let start = format!("0 20370 warn match perceptual policy unnamed 0 unverified {} ", digest());
    assert!(record.to_string().starts_with(&start), "{record}");
    for kept in [record.to_string(), format!("{record:?}"), format!("{journal:?}")] {
        for private in ["someone", "friend", "List", "07070707", "1760000123", "[7, 7"] {
            assert!(!kept.contains(private), "{private} in {kept}");
        }
    }
}

#[test]
fn days_are_counted_from_1970() {
    assert_eq!((day_of(0), day_of(86_399), day_of(86_400)), (0, 0, 1));
    assert_eq!(day_of(u64::MAX), u32::MAX);
}
