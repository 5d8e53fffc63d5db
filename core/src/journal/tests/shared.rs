//! Journals that share a keeper, in one process or two, keep one sound chain, and one that another
//! process broke is named and never continued.
#![expect(
    clippy::unwrap_used,
    clippy::as_conversions,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use std::sync::{Arc, Mutex};

use proptest::prelude::*;

use super::keeper::{Texts, scan, scans};
use crate::journal::{
    DayCounts, JournalFault, JournalKeeper, JournalStore as _, KeeperAnswer, KeptJournal, Recorded,
    delete_all, total_counts,
};
use crate::report::testing::report;

type Intruder = Box<dyn FnMut(&Texts) + Send>;

/// The texts, and another process that does something before the n-th call of this one.
struct Intruded {
    texts: Arc<Texts>,
    calls: Mutex<u32>,
    intruder: Mutex<(u32, Intruder)>,
}

impl Intruded {
    fn new(texts: &Arc<Texts>, before: u32, intruder: impl FnMut(&Texts) + Send + 'static) -> Self {
        let intruder = Mutex::new((before, Box::new(intruder) as Intruder));
        Self { texts: Arc::clone(texts), calls: Mutex::new(0), intruder }
    }

    fn calls(&self) -> u32 {
        *self.calls.lock().unwrap()
    }

    fn called(&self) -> &Texts {
        let mut calls = self.calls.lock().unwrap();
        let mut intruder = self.intruder.lock().unwrap();
        if *calls == intruder.0 {
            intruder.1(&self.texts);
        }
        *calls += 1;
        &self.texts
    }
}

impl JournalKeeper for Intruded {
    fn state(&self) -> Result<Option<String>, JournalFault> {
        self.called().state()
    }

    fn chain(&self) -> Result<String, JournalFault> {
        self.called().chain()
    }

    fn append(
        &self,
        expected: Option<&str>,
        lines: &str,
        state: &str,
    ) -> Result<KeeperAnswer, JournalFault> {
        self.called().append(expected, lines, state)
    }

    fn replace(
        &self,
        expected: Option<&str>,
        chain: &str,
        state: &str,
    ) -> Result<KeeperAnswer, JournalFault> {
        self.called().replace(expected, chain, state)
    }
}

fn warn(journal: &KeptJournal) -> Recorded {
    let [_, warning, ..] = scans();
    scan(journal, warning)
}

fn count(journal: &KeptJournal) -> Recorded {
    scan(journal, (5, report(vec![], None)))
}

fn warned(texts: &Arc<Texts>, times: u32) -> KeptJournal {
    let journal = KeptJournal::new(texts.clone());
    for _ in 0..times {
        assert_eq!(warn(&journal), Recorded::Yes);
    }
    journal
}

#[test]
fn another_journal_may_write_at_any_point_of_a_scan_or_a_deletion() {
    let work: [fn(&KeptJournal); 3] = [
        |journal| assert_eq!(warn(journal), Recorded::Yes),
        |journal| assert_eq!(count(journal), Recorded::NotNeeded),
        |journal| delete_all(journal, 9).unwrap(),
    ];
    for (mine, other) in work.iter().flat_map(|mine| work.map(|other| (*mine, other))) {
        for before in 0.. {
            let texts = Arc::new(Texts::default());
            let (others, outside) = (warned(&texts, 2), texts.clone());
            let intruded = Arc::new(Intruded::new(&texts, before, move |_| other(&others)));
            let journal = KeptJournal::new(intruded.clone());
            mine(&journal);
            let fresh = KeptJournal::new(outside);
            assert_eq!(journal.verify().unwrap(), fresh.verify().unwrap());
            if intruded.calls() <= before {
                break;
            }
        }
    }
}

#[test]
fn whoever_is_first_every_time_keeps_the_other_out_by_name() {
    let texts = Arc::new(Texts::default());
    let others = KeptJournal::new(texts.clone());
    struct Greedy(Arc<Texts>, KeptJournal);
    impl JournalKeeper for Greedy {
        fn state(&self) -> Result<Option<String>, JournalFault> {
            let state = self.0.state();
            assert_eq!(count(&self.1), Recorded::NotNeeded);
            state
        }
        fn chain(&self) -> Result<String, JournalFault> {
            self.0.chain()
        }
        fn append(
            &self,
            expected: Option<&str>,
            lines: &str,
            state: &str,
        ) -> Result<KeeperAnswer, JournalFault> {
            self.0.append(expected, lines, state)
        }
        fn replace(
            &self,
            expected: Option<&str>,
            chain: &str,
            state: &str,
        ) -> Result<KeeperAnswer, JournalFault> {
            self.0.replace(expected, chain, state)
        }
    }
    let journal = KeptJournal::new(Arc::new(Greedy(texts.clone(), others)));
    assert_eq!(warn(&journal), Recorded::Failed(JournalFault::Contended));
    assert_eq!(delete_all(&journal, 9), Err(JournalFault::Contended));
    assert!(texts.chain().unwrap().is_empty());
    assert!(KeptJournal::new(texts).verify().is_ok());
}

#[test]
fn threads_that_share_a_keeper_lose_nothing() {
    let texts = Arc::new(Texts::default());
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let journal = warned(&texts, 10);
                for _ in 0..10 {
                    assert_eq!(count(&journal), Recorded::NotNeeded);
                }
            });
        }
    });
    let journal = KeptJournal::new(texts);
    assert_eq!(journal.verify().unwrap().head.count, 40);
    let counts = total_counts(&journal).unwrap();
    assert_eq!(counts, DayCounts { clean: 40, matched: 40, ..DayCounts::default() });
}

/// What a hostile process writes, given what it found after one record and after three.
type Hostile = fn(&Texts, &(String, Option<String>));

const HOSTILE: [Hostile; 8] = [
    // Nonsense as a state.
    |texts, _| texts.0.lock().unwrap().1 = Some("nonsense".to_owned()),
    // No state.
    |texts, _| texts.0.lock().unwrap().1 = None,
    // An older state beside the chain of now.
    |texts, older| texts.0.lock().unwrap().1.clone_from(&older.1),
    // Chain and state as they were before.
    |texts, older| texts.0.lock().unwrap().clone_from(older),
    // Nonsense behind the chain, the state as it is.
    |texts, _| texts.0.lock().unwrap().0.push_str("nonsense\n"),
    // The last record once more, the state as it is.
    |texts, older| texts.0.lock().unwrap().0.push_str(&older.0),
    // A record taken out.
    |texts, older| {
        let mut texts = texts.0.lock().unwrap();
        texts.0 = texts.0.split_off(older.0.len());
    },
    // A chain of its own, sound in itself.
    |texts, _| {
        *texts.0.lock().unwrap() = <(String, Option<String>)>::default();
        let own = Arc::new(Texts::default());
        let _ = scans().map(|one| scan(&KeptJournal::new(own.clone()), one));
        texts.0.lock().unwrap().clone_from(&own.0.lock().unwrap());
    },
];

#[test]
fn what_a_hostile_process_wrote_is_named_and_never_continued() {
    for (number, hostile) in HOSTILE.into_iter().enumerate() {
        let texts = Arc::new(Texts::default());
        let _ = warned(&texts, 1);
        let older = texts.0.lock().unwrap().clone();
        let journal = warned(&texts, 2);
        hostile(&texts, &older);
        let broken = texts.0.lock().unwrap().clone();
        assert!(matches!(warn(&journal), Recorded::Failed(_)), "number {number}");
        assert!(journal.verify().is_err(), "number {number}");
        assert_eq!(*texts.0.lock().unwrap(), broken, "nothing is written, number {number}");
        delete_all(&journal, 9).unwrap();
        let verified = journal.verify().unwrap();
        assert_eq!((verified.head.count, verified.deleted >= 3), (1, true), "number {number}");
        assert_eq!(warn(&journal), Recorded::Yes);
    }
}

#[test]
fn a_journal_that_was_deleted_more_than_once_goes_on_for_those_that_share_it() {
    let texts = Arc::new(Texts::default());
    let journal = warned(&texts, 3);
    let other = KeptJournal::new(texts.clone());
    for times in 1..4 {
        delete_all(&other, 9).unwrap();
        let deleted = journal.verify().unwrap().deleted;
        assert_eq!((deleted, warn(&other)), (1 + 2 * times, Recorded::Yes));
    }
    delete_all(&other, 9).unwrap();
    delete_all(&KeptJournal::new(texts.clone()), 9).unwrap();
    assert_eq!(warn(&journal), Recorded::Yes);
    assert_eq!(other.verify().unwrap(), journal.verify().unwrap());
    assert_eq!(journal.verify().unwrap().deleted, 10);
}

#[test]
fn a_mark_hides_no_record_that_came_after_it() {
    let texts = Arc::new(Texts::default());
    let _ = warned(&texts, 9);
    delete_all(&KeptJournal::new(texts.clone()), 9).unwrap();
    let after_the_mark = texts.0.lock().unwrap().clone();
    let journal = warned(&texts, 2);
    texts.0.lock().unwrap().clone_from(&after_the_mark);
    assert_eq!(warn(&journal), Recorded::Failed(JournalFault::CutOff { index: 1 }));
    // Whoever deletes again begins another chain.
    delete_all(&journal, 9).unwrap();
    assert_eq!(warn(&journal), Recorded::Yes);
}

#[test]
fn a_hostile_process_that_is_quick_is_named_too() {
    let mut late = 0;
    for (number, hostile) in HOSTILE.into_iter().enumerate() {
        for before in 0..8 {
            let texts = Arc::new(Texts::default());
            let _ = warned(&texts, 1);
            let older = texts.0.lock().unwrap().clone();
            let _ = warned(&texts, 2);
            let broke = move |texts: &Texts| hostile(texts, &older);
            let intruded = Arc::new(Intruded::new(&texts, before, broke));
            let journal = KeptJournal::new(intruded.clone());
            let first = warn(&journal);
            let broke_later = intruded.calls() <= before;
            let (second, third) = (warn(&journal), warn(&journal));
            // The scan that it comes into may be over before; the one after it never takes a broken chain.
            let sound = KeptJournal::new(texts.clone()).verify().is_ok();
            assert!(third != Recorded::Yes || sound, "number {number} before call {before}");
            // Of a chain that is sound in itself only a journal that wrote before can tell that it is not
            // its own.
            if [3, 7].contains(&number) && broke_later {
                assert_eq!(first, Recorded::Yes);
                let both = [second, third].iter().all(|one| matches!(one, Recorded::Failed(_)));
                assert!(both, "number {number} before call {before}");
                late += 1;
            }
        }
    }
    assert_eq!(late, 8, "four calls of the second scan, two chains");
}

/// What one of two journals does next, and before which of its calls the other does the rest.
fn steps() -> impl Strategy<Value = Vec<(bool, usize, u32)>> {
    proptest::collection::vec((any::<bool>(), 0..scans().len(), 0..8_u32), 1..12)
}

proptest! {
    #[test]
    fn no_order_of_two_journals_loses_a_record_or_a_count(steps in steps()) {
        let texts = Arc::new(Texts::default());
        let all = scans();
        for (nested, which, before) in &steps {
            let one = all.get(*which).unwrap().clone();
            let (other, theirs) = (KeptJournal::new(texts.clone()), one.clone());
            let nested = *nested;
            let intruder = move |_: &Texts| {
                if nested {
                    assert!(!matches!(scan(&other, theirs.clone()), Recorded::Failed(_)));
                }
            };
            let intruded = Arc::new(Intruded::new(&texts, *before, intruder));
            let journal = KeptJournal::new(intruded.clone());
            prop_assert!(!matches!(scan(&journal, one.clone()), Recorded::Failed(_)));
            if intruded.calls() <= *before && nested {
                let _ = scan(&KeptJournal::new(texts.clone()), one);
            }
        }
        let journal = KeptJournal::new(texts);
        prop_assert!(journal.verify().is_ok());
        let counts = total_counts(&journal).unwrap();
        let scanned = steps.iter().map(|(nested, ..)| if *nested { 2 } else { 1 }).sum::<u64>();
        prop_assert_eq!(counts.clean + counts.matched, scanned);
        let decided = |(nested, which, _): &(bool, usize, u32)| {
            let warns = !all.get(*which).unwrap().1.findings.is_empty();
            u64::from(warns) * if *nested { 2 } else { 1 }
        };
        let warnings = journal.records().unwrap().iter().filter(|r| r.event().name() == "warn").count();
        prop_assert_eq!(u64::try_from(warnings).unwrap(), steps.iter().map(decided).sum::<u64>());
    }
}
