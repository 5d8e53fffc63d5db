//! The text of a journal is either what was written, or what is wrong with it has a name.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use proptest::prelude::*;

use super::{chained, digest, events, head, text};
use crate::journal::text::MAX_LINE_BYTES;
use crate::journal::{
    CheckedAgainst, DayCounts, DecisionEntry, JournalEvent, JournalFault, JournalHead,
    JournalRecord, JournalSet, verify, verify_text,
};
use crate::limits::LimitName;
use crate::own::{MAX_OWN_CHECKS, MAX_OWN_NAME_BYTES, OwnCheckName};
use crate::policy::{Action, DecidedBy, HookFailure};
use crate::report::{Evidence, Outcome, SetRef};
use crate::undecided::Undecided;

#[test]
fn every_kind_of_record_is_read_back_as_it_was() {
    let records = chained(events());
    for (index, record) in (0..).zip(&records) {
        assert_eq!(JournalRecord::parse(&record.to_string(), index).as_ref(), Ok(record));
    }
    let verified = verify_text(text(&records).as_bytes(), Some(head(&records))).unwrap();
    assert_eq!(verified.head, head(&records));
    assert_eq!((verified.against, verified.repairs), (CheckedAgainst::Head, 1));
}

#[test]
fn the_text_of_a_record_is_the_golden_line() {
    let set = SetRef { name: "made-up/images".to_owned(), version: 3, verified: true };
    let event = JournalEvent::Decision(DecisionEntry {
        action: Action::Warn,
        outcome: Outcome::Match,
        by: DecidedBy::Policy,
        strongest: Some((Evidence::Exact, JournalSet::of(&set))),
        own_remarks: vec![],
    });
    let record = JournalRecord::after(JournalHead::default(), 20_000, event, Some(digest()));
    let line = record.to_string();
    let golden = include_str!("../../../testdata/journal/warning.txt");
    assert_eq!(format!("{line}\n"), golden);
}

#[test]
fn an_empty_journal_is_whole_unless_something_is_expected() {
    assert_eq!(verify_text(b"", None).unwrap().against, CheckedAgainst::ChainOnly);
    assert!(verify_text(b"", Some(JournalHead::default())).is_ok());
    let expected = Some(head(&chained(events())));
    assert_eq!(verify_text(b"", expected), Err(JournalFault::CutOff { index: 0 }));
}

#[test]
fn every_truncation_is_named() {
    let records = chained(events());
    let (text, head) = (text(&records), head(&records));
    for length in 0..text.len() {
        let cut = &text.as_bytes()[..length];
        let index = u64::try_from(cut.iter().filter(|byte| **byte == b'\n').count()).unwrap();
        let at_line_end = cut.is_empty() || cut.ends_with(b"\n");
        let expected = if at_line_end {
            JournalFault::CutOff { index }
        } else {
            JournalFault::Malformed { index }
        };
        assert_eq!(verify_text(cut, Some(head)), Err(expected), "{length}");
    }
}

#[test]
fn every_bit_flip_is_refused_even_without_a_head() {
    let records = chained(events().into_iter().step_by(3).collect());
    let mut text = text(&records).into_bytes();
    for byte in 0..text.len() {
        for bit in 0..8 {
            text[byte] ^= 1 << bit;
            assert!(verify_text(&text, None).is_err(), "byte {byte} bit {bit}");
            text[byte] ^= 1 << bit;
        }
    }
    assert!(verify_text(&text, None).is_ok());
}

#[test]
fn every_trailing_byte_is_refused() {
    let records = chained(events());
    let index = u64::try_from(records.len()).unwrap();
    for byte in 0..=u8::MAX {
        let mut text = text(&records).into_bytes();
        text.push(byte);
        assert_eq!(verify_text(&text, None), Err(JournalFault::Malformed { index }));
    }
}

#[test]
fn a_record_taken_out_is_named() {
    let records = chained(events());
    for index in 0..records.len() {
        let mut fewer = records.clone();
        fewer.remove(index);
        let last = index == fewer.len();
        let index = u64::try_from(index).unwrap();
        let fault =
            if last { JournalFault::CutOff { index } } else { JournalFault::Missing { index } };
        assert_eq!(verify(&fewer, Some(head(&records))), Err(fault));
    }
}

#[test]
fn records_that_changed_places_are_named() {
    let records = chained(events());
    for index in 1..records.len() {
        let mut swapped = records.clone();
        swapped.swap(index - 1, index);
        let index = u64::try_from(index - 1).unwrap();
        assert_eq!(verify(&swapped, None), Err(JournalFault::Reordered { index }));
    }
    let mut doubled = records.clone();
    doubled.insert(1, records[0].clone());
    assert_eq!(verify(&doubled, None), Err(JournalFault::Reordered { index: 1 }));
}

/// Someone who knows the format, but cannot reach the head that is kept apart.
#[test]
fn a_record_that_was_changed_and_sealed_again_is_named() {
    let records = chained(events());
    for (index, record) in records.iter().enumerate() {
        let before = JournalHead { count: record.index(), hash: record.previous() };
        let event = JournalEvent::DayCounts(DayCounts::default());
        let mut changed = records.clone();
        changed[index] = JournalRecord::after(before, 1, event, Some(digest()));
        let index = record.index();
        assert_eq!(verify(&changed, Some(head(&records))), Err(JournalFault::Changed { index }));
    }
}

#[test]
fn a_record_after_the_known_end_is_named() {
    let records = chained(events());
    for length in 0..records.len() {
        let known = head(&records[..length]);
        let index = u64::try_from(length).unwrap();
        assert_eq!(verify(&records, Some(known)), Err(JournalFault::Unexpected { index }));
    }
}

#[test]
fn only_one_text_is_a_records_text() {
    let line = chained(events())[0].to_string();
    for wrong in [
        format!("0{line}"),
        format!("+{line}"),
        format!(" {line}"),
        format!("{line} "),
        line.replacen(' ', "  ", 1),
        line.to_uppercase(),
        line.replacen("warn", "allow", 1),
        line.replacen("near", "clean", 1),
        line.replacen("made-up-list", "Made up", 1),
        format!("{line}\r"),
    ] {
        assert_ne!(wrong, line);
        let read = JournalRecord::parse(&wrong, 0);
        assert_eq!(read, Err(JournalFault::Malformed { index: 0 }), "{wrong}");
    }
}

#[test]
fn a_decision_without_a_policy_digest_is_no_record() {
    for event in [events()[0].clone(), JournalEvent::DayCounts(DayCounts::default())] {
        let record = JournalRecord::after(JournalHead::default(), 1, event, None);
        let read = JournalRecord::parse(&record.to_string(), 0);
        assert_eq!(read, Err(JournalFault::Malformed { index: 0 }));
    }
}

#[test]
fn the_longest_line_is_within_the_bound() {
    let set = SetRef { name: "n".repeat(64), version: u64::MAX, verified: false };
    let head = JournalHead { count: u64::MAX, ..JournalHead::default() };
    let by = DecidedBy::Fallback(HookFailure::Panicked);
    let found = (Outcome::Match, Some((Evidence::Corroborated, JournalSet::of(&set))));
    let limit = Undecided::OverLimit(LimitName::InputBytesInMemory);
    for (outcome, strongest) in [found, (Outcome::Undecided(limit), None)] {
        let action = Action::ReportCandidate;
        let own_remarks = own_names();
        let entry = DecisionEntry { action, outcome, by, strongest, own_remarks };
        let event = JournalEvent::Decision(entry);
        let line = JournalRecord::after(head, u32::MAX, event, Some(digest())).to_string();
        assert!(u64::try_from(line.len()).unwrap() < MAX_LINE_BYTES, "{}", line.len());
        assert!(JournalRecord::parse(&line, 0).is_ok());
    }
}

#[test]
fn a_hundred_thousand_records_are_verified() {
    let many = events().into_iter().cycle().take(100_000).collect();
    let records = chained(many);
    let text = text(&records);
    assert!(verify_text(text.as_bytes(), Some(head(&records))).is_ok());
}

/// As many as there can be, as long as they can be.
fn own_names() -> Vec<OwnCheckName> {
    let longest = |letter: char| OwnCheckName::new(&letter.to_string().repeat(MAX_OWN_NAME_BYTES));
    ('a'..).take(MAX_OWN_CHECKS).filter_map(longest).collect()
}

#[test]
fn the_names_of_own_checks_are_read_back_and_no_others() {
    let record = chained(events()).into_iter().find(|record| record.to_string().contains(" own "));
    let line = record.unwrap().to_string();
    assert!(line.contains(" - 0 - own spelling,tone "), "{line}");
    for wrong in ["own", "own spelling,", "own ,tone", "own a b", "Own a", "own a,b,c,d,e", "own A"]
    {
        let wrong = line.replacen("own spelling,tone", wrong, 1);
        let read = JournalRecord::parse(&wrong, 0);
        assert_eq!(read, Err(JournalFault::Malformed { index: 0 }), "{wrong}");
    }
    let other = line.replacen("own spelling,tone", "own spelling", 1);
    assert_eq!(JournalRecord::parse(&other, 0), Err(JournalFault::Changed { index: 0 }));
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(line in "[ -~]{0,200}", bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(JournalRecord::parse(&line, 0).is_err());
        prop_assert_eq!(verify_text(&bytes, None).is_ok(), bytes.is_empty());
    }

    #[test]
    fn no_words_in_the_right_places_make_it_panic(words in proptest::collection::vec("(0|1|-|warn|match|near|undecided|exact|corrupt|policy|a|verified|deleted|day_counts|18446744073709551616)", 0..14)) {
        prop_assert!(JournalRecord::parse(&words.join(" "), 0).is_err());
    }
}
