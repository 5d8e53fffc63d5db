#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use super::{
    CountedFinding, DeviceKey, PendingFinding, ReportTerms, SeenLog, SetState, StoredVersion,
    VersionLeaf,
};
use crate::journal::{JournalHash, JournalHead};
use crate::report::Evidence;

fn empty() -> SetState {
    SetState {
        set: "made-up/images".into(),
        high: None,
        active: None,
        previous: None,
        held: None,
        pin: None,
        logs: Vec::new(),
        until_unix_seconds: 0,
        floor_unix_seconds: 0,
        journal: None,
        key: None,
        pending: Vec::new(),
    }
}

const TERMS: ReportTerms = ReportTerms { threshold: 3, window_days: 30 };

fn found(day: u32, entry: u32, terms: ReportTerms) -> CountedFinding {
    let (version, evidence, distance_bits) = (2, Evidence::Exact, 0);
    CountedFinding { day, version, evidence, distance_bits, terms, entry }
}

fn pending(day: u32, entry: u32) -> PendingFinding {
    let (version, evidence, distance_bits) = (2, Evidence::Exact, 0);
    let tag = DeviceKey([8; 32]).tag("made-up/images", entry);
    PendingFinding { day, version, evidence, distance_bits, terms: TERMS, tag }
}

fn seen(origin: &str, size: u64) -> SeenLog {
    SeenLog { origin: origin.into(), size, root: [5; 32], index: size - 1 }
}

fn full() -> SetState {
    let version = VersionLeaf { version: 3, leaf: [3; 32] };
    let stored = StoredVersion { version, blake3: [4; 32] };
    SetState {
        high: Some(version),
        active: Some(stored),
        previous: Some(stored),
        held: Some(4),
        pin: Some(3),
        logs: vec![seen("log.example", 9), seen("other.example", 4)],
        until_unix_seconds: 1_802_592_000,
        floor_unix_seconds: 1_800_000_000,
        journal: Some(JournalHead { count: 7, hash: JournalHash::from_bytes([6; 32]) }),
        key: Some(DeviceKey([8; 32])),
        pending: vec![
            pending(20_000, 7),
            PendingFinding {
                evidence: Evidence::Corroborated,
                distance_bits: 12,
                ..pending(20_001, 8)
            },
        ],
        ..empty()
    }
}

#[test]
fn a_state_is_read_exactly_as_it_is_written() {
    for state in [empty(), full()] {
        assert_eq!(SetState::parse(&state.to_string()), Some(state));
    }
}

#[test]
fn every_cut_and_flipped_bit_is_refused_or_is_another_state() {
    let (state, text) = (full(), full().to_string());
    for length in 0..text.len() {
        // Cut between two findings it is a state with fewer of them.
        let parsed = SetState::parse(&text[..length]);
        assert!(parsed.is_none_or(|cut| cut.pending.len() < state.pending.len()), "{length}");
    }
    for at in 0..text.len() {
        for bit in 0..8 {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1 << bit;
            let parsed = String::from_utf8(bytes).ok().and_then(|text| SetState::parse(&text));
            assert_ne!(parsed, Some(state.clone()), "{at}.{bit}");
        }
    }
    let tag = crate::set::base64::encode(&[1; 32]);
    let line = |grade: &str| format!("pending 1 1 3 30 {tag} {grade} 0");
    assert!(SetState::parse(&(text.clone() + &line("exact") + "\n")).is_some());
    for more in ["\n", " ", &line("exact"), &(line("perceptual") + "\n")] {
        assert_eq!(SetState::parse(&(text.clone() + more)), None, "{more}");
    }
}

#[test]
fn a_key_without_findings_and_findings_without_a_key_are_refused() {
    for state in [SetState { key: None, ..full() }, SetState { pending: Vec::new(), ..full() }] {
        assert_eq!(SetState::parse(&state.to_string()), None);
    }
}

#[test]
fn of_each_log_there_is_one_line_in_order_and_of_no_more_than_can_be_pinned() {
    let with = |origins: &[&str]| {
        let logs = origins.iter().map(|origin| seen(origin, 3)).collect();
        let state = SetState { logs, ..full() };
        SetState::parse(&state.to_string()).is_some_and(|read| read == state)
    };
    assert!(with(&[]) && with(&["a"]) && with(&["a", "b", "c", "d"]));
    assert!(!with(&["a", "b", "c", "d", "e"]), "more than four");
    assert!(!with(&["b", "a"]) && !with(&["a", "a"]), "out of order, and twice");
    let none_and_one = full().to_string().replacen("log log.", "log none\nlog log.", 1);
    assert_eq!(SetState::parse(&none_and_one), None);
}

#[test]
fn distinct_entries_within_the_window_reach_the_threshold() {
    let mut state = empty();
    let mut count = |day, entry| state.count(&found(day, entry, TERMS), 30, |_| {}).is_some();
    assert!(!count(100, 1));
    assert!(!count(100, 1), "the same file a hundred times counts once");
    assert!(!count(101, 2));
    assert!(!count(102, 2));
    assert!(count(129, 3));
    assert!(count(129, 1));
    // On day 130 the finding of day 100 is 30 days old and does not count any more.
    assert!(!count(131, 3), "only the entries of days 129 and 131 are left");
}

#[test]
fn each_finding_counts_by_the_terms_under_which_it_was_found_and_by_those_of_today() {
    let terms = |threshold, window_days| ReportTerms { threshold, window_days };
    // (terms of the first two, a day apart; terms of the third, so many days later), enough?
    for (before, after, days, enough) in [
        (terms(3, 30), terms(3, 30), 5, true),
        (terms(32, 30), terms(3, 30), 5, false),
        (terms(3, 2), terms(3, 30), 5, false),
        (terms(3, 30), terms(32, 30), 5, false),
        (terms(3, 30), terms(3, 2), 5, false),
        (terms(3, 30), terms(2, 30), 5, true),
        (terms(3, 2), terms(3, 2), 0, true),
    ] {
        let mut state = empty();
        for (day, entry) in [(100, 1), (101, 2)] {
            assert!(state.count(&found(day, entry, before), 30, |_| {}).is_none());
        }
        let reached = state.count(&found(101 + days, 3, after), 30, |_| {}).is_some();
        assert_eq!(reached, enough, "{before:?} {after:?} {days}");
    }
}

#[test]
fn those_that_ask_for_less_are_enough_without_those_that_ask_for_more() {
    let mut state = empty();
    let strict = ReportTerms { threshold: 32, window_days: 30 };
    assert!(state.count(&found(100, 9, strict), 30, |_| {}).is_none());
    for (entry, enough) in [(1, false), (2, false), (3, true)] {
        assert_eq!(state.count(&found(100, entry, TERMS), 30, |_| {}).is_some(), enough);
    }
}

#[test]
fn no_more_findings_wait_than_the_largest_threshold_needs() {
    let mut state = empty();
    let terms = ReportTerms { threshold: 32, window_days: 30 };
    let reached: Vec<bool> =
        (0..40).map(|entry| state.count(&found(100, entry, terms), 30, |_| {}).is_some()).collect();
    assert_eq!(reached.iter().position(|reached| *reached), Some(31));
    assert_eq!(state.pending.len(), super::MAX_PENDING);
    assert!(SetState::parse(&state.to_string()).is_some());
}

#[test]
fn a_device_knows_an_entry_again_and_no_other_device_does() {
    let (here, there) = (DeviceKey::random().unwrap(), DeviceKey::random().unwrap());
    assert!(here.tag("a", 1) == here.tag("a", 1));
    assert!(here.tag("a", 1) != here.tag("a", 2) && here.tag("a", 1) != here.tag("b", 1));
    assert!(here.tag("a", 1) != there.tag("a", 1));
}

#[test]
fn when_nothing_counts_any_more_the_key_goes_too() {
    let mut state = empty();
    state.count(&found(100, 1, TERMS), 30, |_| {});
    let first = state.key.clone().unwrap();
    state.drop_old(130, 30);
    assert_eq!((&state.key, state.pending.len()), (&None, 0));
    state.count(&found(130, 1, TERMS), 30, |_| {});
    assert_ne!(state.key, Some(first));
}

#[test]
fn neither_keys_nor_tags_are_shown() {
    let shown = format!("{:?} {:#?}", full(), full().pending);
    for bytes in [[8; 32], pending(1, 7).tag.0] {
        let start = format!("{:?}", &bytes[..4]);
        assert!(!shown.contains(start.trim_matches(['[', ']'])), "{shown}");
    }
    assert!(shown.contains("day: 20000") && shown.contains("DeviceKey(..)"));
}
