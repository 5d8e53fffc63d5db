//! What a device remembers: replay, split view, a log that shrinks or is not the one that was seen.

use std::sync::Arc;

use presend::set::store::{SetStore, StoreFault};
use presend::set::vault::MemoryVault;
use presend::set::{Pins, SetBytes, SetFault, SetState, check};

use crate::maker::keys::Key;
use crate::maker::{DAY, Draft, Made, NOW, base64, log, pins};
use crate::store::{Folder, NAME, bytes};
use crate::{install, install_on, parsed_pins, sound, state_with};

#[test]
fn a_later_version_takes_the_place_of_an_earlier_one_and_never_the_other_way() {
    let first = sound();
    let second = Draft::sound().after(&first);
    let state = state_with(&install(&first.bytes).unwrap());
    let installed = install_on(&state, &second.make().bytes).unwrap();
    let state = state_with(&installed);
    assert_eq!(install_on(&state, &first.bytes).err(), Some(SetFault::RolledBack));
    install_on(&state, &second.make().bytes).unwrap();
}

#[test]
fn a_device_without_state_takes_nothing_older_than_its_pins_say() {
    let pins = pins().replace("since 0 0", "since 0 2");
    let pins = Pins::parse(&pins).unwrap();
    let state = SetState::new(&pins);
    let bytes = |made: Made| SetBytes::from(made.bytes);
    let install = |made| check::install(&bytes(made), &pins, &state, NOW).err();
    assert_eq!(install(sound()), Some(SetFault::RolledBack));
    assert_eq!(install(Draft { version: 2, ..Draft::sound() }.make()), None);
}

#[test]
fn a_version_that_was_left_behind_by_the_user_does_not_come_back() {
    let first = sound();
    let second = Draft::sound().after(&first).make();
    let mut state = state_with(&install(&first.bytes).unwrap());
    state.high = state_with(&install_on(&state, &second.bytes).unwrap()).high;
    state.held = Some(2);
    assert_eq!(install_on(&state, &second.bytes).err(), Some(SetFault::RolledBack));
    let third = Draft::sound().after(&first).after(&second);
    install_on(&state, &third.make().bytes).unwrap();
}

/// A device that has version 1, and nothing else.
fn with_version_1() -> (Made, SetState) {
    let first = sound();
    let state = state_with(&install(&first.bytes).unwrap());
    (first, state)
}

#[test]
fn two_sets_of_one_number_are_a_split_view_whichever_is_offered() {
    let (first, mut state) = with_version_1();
    let other = Draft { sunset: NOW + 1_000_000, ..Draft::sound() }.make();
    assert_eq!(install_on(&state, &other.bytes).err(), Some(SetFault::Equivocation));
    // It is so of a version that was here before, too.
    let before = state.active;
    let second = Draft::sound().after(&first).make();
    state = state_with(&install_on(&state, &second.bytes).unwrap());
    state.previous = before;
    assert_eq!(install_on(&state, &other.bytes).err(), Some(SetFault::Equivocation));
    assert_eq!(install_on(&state, &first.bytes).err(), Some(SetFault::RolledBack));
}

#[test]
fn a_version_follows_the_one_that_was_here_or_a_later_one() {
    let (first, state) = with_version_1();
    let offered = |version, previous| {
        let draft = Draft { version, previous, ..Draft::sound().after(&first) };
        install_on(&state, &draft.make().bytes).err()
    };
    assert_eq!(offered(2, Some((1, first.leaf))), None);
    assert_eq!(offered(9, Some((1, first.leaf))), None);
    assert_eq!(offered(9, Some((8, [8; 32]))), None, "versions may be skipped");
    for version in [2, 3, 9] {
        assert_eq!(offered(version, None), Some(SetFault::Equivocation), "{version} follows none");
        let another = offered(version, Some((1, [1; 32])));
        assert_eq!(another, Some(SetFault::Equivocation), "{version} follows another 1");
    }
    // Version 2 is here: one that goes on from version 1, the real one, leaves it out.
    let draft = Draft::sound().after(&first);
    let second = draft.make();
    let state = state_with(&install_on(&state, &second.bytes).unwrap());
    let third = Draft { previous: Some((1, first.leaf)), ..draft.after(&second) };
    assert_eq!(install_on(&state, &third.make().bytes).err(), Some(SetFault::Equivocation));
}

#[test]
fn a_log_of_another_past_is_a_split_view_whatever_its_size() {
    let (first, state) = with_version_1();
    // Another tree of the same size.
    let mut forked = Draft::sound().after(&first);
    forked.log_before = first.log[1..].to_vec();
    assert_eq!(install_on(&state, &forked.make().bytes).err(), Some(SetFault::Equivocation));
    // Larger ones, with a version 3 that follows a version 2 which nobody else has. What they prove
    // of themselves shows another head than the one that was seen.
    for entries in [6_u8, 7, 15, 16, 100] {
        let draft = Draft {
            version: 3,
            previous: Some((2, [8; 32])),
            log_before: (100..100 + entries).map(|n| [n; 32]).collect(),
            ..Draft::sound().after(&first)
        };
        let refused = install_on(&state, &draft.make().bytes).err();
        assert_eq!(refused, Some(SetFault::Equivocation), "{entries}");
        for heads_before in [vec![], vec![3], vec![5], (1..6).collect()] {
            let silent = Draft { heads_before, ..draft.clone() };
            let refused = install_on(&state, &silent.make().bytes).err();
            assert_eq!(refused, Some(SetFault::LogNotContinued), "{entries}");
        }
    }
}

#[test]
fn an_entry_cannot_take_the_place_of_the_one_that_was_seen() {
    let (first, state) = with_version_1();
    let state = SetState { until_unix_seconds: NOW, ..state };
    let second = Draft { heads_before: vec![], ..Draft::sound().after(&first) };
    let manifest = second.manifest();
    let mut leaves = [&first.log[..5], &[log::leaf(manifest.as_bytes())]].concat();
    leaves.extend([[1; 32]; 4]);
    let bytes = second.file(&manifest, &log::proof(&leaves, 5, &second));
    assert_eq!(install_on(&state, &bytes).err(), Some(SetFault::Equivocation));
}

#[test]
fn the_proof_that_a_log_continues_is_asked_for_until_the_last_version_is_over() {
    let (first, state) = with_version_1();
    let mut draft = Draft::sound().after(&first);
    draft.valid.1 = NOW + 60 * DAY;
    draft.log_before.extend([[9; 32]; 4]);
    install_on(&state, &draft.make().bytes).unwrap();
    let silent = Draft { heads_before: vec![], ..draft.clone() }.make();
    let at = |now| {
        let bytes = SetBytes::from(silent.bytes.clone());
        check::install(&bytes, &parsed_pins(), &state, now).err()
    };
    let end = Draft::sound().valid.1;
    for now in [0, NOW, end - 1] {
        assert_eq!(at(now), Some(SetFault::LogNotContinued), "{now}");
    }
    assert_eq!(at(end), None, "who stayed away so long rests on the witnesses");
    // Contradictions are no less so then.
    let forked = Draft { log_before: vec![[7; 32]; 9], ..draft }.make();
    let bytes = SetBytes::from(forked.bytes);
    let refused = check::install(&bytes, &parsed_pins(), &state, end).err();
    assert_eq!(refused, Some(SetFault::Equivocation));
}

#[test]
fn whoever_has_one_of_the_last_32_versions_can_check_the_next() {
    let (mut draft, mut made) = (Draft::sound(), vec![sound()]);
    for _ in 0..33 {
        draft = draft.after(made.last().unwrap());
        made.push(draft.make());
    }
    let last = &made[33];
    for (at, old) in made[..33].iter().enumerate() {
        let state = state_with(&install(&old.bytes).unwrap());
        let refused = install_on(&state, &last.bytes).err();
        let expected = if at == 0 { Some(SetFault::LogNotContinued) } else { None };
        assert_eq!(refused, expected, "from version {}", at + 1);
    }
}

#[test]
fn a_proof_of_an_earlier_head_that_does_not_hold_is_no_proof_on_any_device() {
    let first = sound();
    let draft = Draft::sound().after(&first);
    let made = draft.make();
    let proof = log::proof(&made.log, 6, &draft);
    let from = proof.lines().nth(1).unwrap();
    let path = proof.lines().nth(2).unwrap();
    let cases = [
        proof.replacen(from, &format!("from 6 {}", base64(&[1; 32])), 1),
        proof.replacen(from, &from.replace("from 6", "from 5"), 1),
        proof.replacen(from, &from.replace("from 6", "from 7"), 1),
        proof.replacen(path, &base64(&[1; 32]), 1),
        proof.replacen(&format!("{path}\n"), "", 1),
        proof.replacen(&format!("{path}\n"), &format!("{path}\n{path}\n"), 1),
        proof.replacen("presend/consistency/v1", "presend/consistency/v2", 1),
    ];
    install(&draft.file(&draft.manifest(), &proof)).unwrap();
    for case in cases {
        assert_ne!(case, proof);
        let refused = install(&draft.file(&draft.manifest(), &case)).err();
        assert_eq!(refused, Some(SetFault::LogProof), "{case}");
    }
}

#[test]
fn what_was_seen_of_one_log_is_not_forgotten_when_another_is_used() {
    let other = Key::note("log2.example/sets");
    let text = pins().replace("witness w1", &format!("log {}\nwitness w1", other.vkey()));
    let pins = Pins::parse(&text).unwrap();
    let folder = Folder::new();
    let vault = Arc::new(MemoryVault::default());
    let store = SetStore::open(&folder.0, vec![pins], vault, NOW).unwrap();
    let install = |made: &Made| store.install(NAME, &bytes(made), NOW);
    let sound = Draft { log_before: (0..50).map(|n| [n; 32]).collect(), ..Draft::sound() };
    let first = sound.make();
    install(&first).unwrap();
    let second = Draft { log: other.clone(), log_before: vec![], ..sound.after(&first) };
    let in_other = second.make();
    install(&in_other).unwrap();
    let logs = store.state(NAME).unwrap().logs;
    let seen: Vec<_> = logs.iter().map(|log| (&*log.origin, log.size)).collect();
    assert_eq!(seen, [("log.example/sets", 51), ("log2.example/sets", 1)]);
    let third = |log: &Key, log_before: Vec<[u8; 32]>, heads_before: Vec<usize>| {
        let log = log.clone();
        Draft { log, log_before, heads_before, ..second.after(&in_other) }.make()
    };
    let forked = |entries: u8| (0..entries).map(|n| [n + 77; 32]).collect::<Vec<_>>();
    let refused = |made: Made| install(&made).err();
    let fault = |fault| Some(StoreFault::Refused(fault));
    let short = third(&sound.log, forked(3), vec![]);
    assert_eq!(refused(short), fault(SetFault::LogRolledBack));
    let other_past = third(&sound.log, forked(60), vec![51]);
    assert_eq!(refused(other_past), fault(SetFault::Equivocation));
    let silent = third(&sound.log, forked(60), vec![]);
    assert_eq!(refused(silent), fault(SetFault::LogNotContinued));
    let forked_other = third(&other, forked(1), vec![1]);
    assert_eq!(refused(forked_other), fault(SetFault::Equivocation));
    install(&third(&sound.log, first.log.clone(), vec![51])).unwrap();
}

#[test]
fn a_log_that_was_longer_is_not_believed_when_it_is_short() {
    let first = sound();
    let state = state_with(&install(&first.bytes).unwrap());
    let mut shorter = Draft::sound().after(&first);
    shorter.log_before.truncate(2);
    assert_eq!(install_on(&state, &shorter.make().bytes).err(), Some(SetFault::LogRolledBack));
}

#[test]
fn the_state_of_another_set_is_refused() {
    let bytes = sound().bytes;
    let own = state_with(&install(&bytes).unwrap());
    let bytes = SetBytes::from(bytes);
    for state in [crate::fresh(), own] {
        let other = SetState { set: "made-up/images-2".into(), ..state };
        let pins = parsed_pins();
        let installed = check::install(&bytes, &pins, &other, NOW).map(drop);
        assert_eq!(installed, Err(SetFault::WrongSet));
        assert_eq!(check::open(&bytes, &pins, &other, NOW).map(drop), Err(SetFault::WrongSet));
    }
}
