#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use super::{PendingFinding, SeenLog, SetState, StoredVersion, VersionLeaf};
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
        pending: Vec::new(),
    }
}

fn finding(day: u32, entry: u32) -> PendingFinding {
    PendingFinding { day, version: 2, entry, evidence: Evidence::Exact, distance_bits: 0 }
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
        pending: vec![
            finding(20_000, 7),
            PendingFinding {
                evidence: Evidence::Corroborated,
                distance_bits: 12,
                ..finding(20_001, 8)
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
    for more in ["\n", " ", "pending 1 1 1 exact 0", "pending 1 1 1 perceptual 0\n"] {
        assert_eq!(SetState::parse(&(text.clone() + more)), None, "{more}");
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
    let mut count = |day, entry| state.count(finding(day, entry), 30, 3);
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
fn no_more_findings_wait_than_the_largest_threshold_needs() {
    let mut state = empty();
    let reached: Vec<bool> =
        (0..40).map(|entry| state.count(finding(100, entry), 30, 32)).collect();
    assert_eq!(reached.iter().position(|reached| *reached), Some(31));
    assert_eq!(state.pending.len(), super::MAX_PENDING);
    assert!(SetState::parse(&state.to_string()).is_some());
}
