//! What a device remembers: replay, split view, a log that shrinks.

use presend::set::SetFault;

use crate::maker::{Draft, NOW};
use crate::{install, install_on, sound, state_with};

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
    let pins = crate::maker::pins().replace("since 0 0", "since 0 2");
    let pins = presend::set::Pins::parse(&pins).unwrap();
    let state = presend::set::SetState::new(&pins);
    let bytes = |made: crate::maker::Made| presend::set::SetBytes::from(made.bytes);
    let install = |made| presend::set::check::install(&bytes(made), &pins, &state, NOW).err();
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

#[test]
fn a_split_view_is_seen_when_versions_or_logs_contradict_each_other() {
    let first = sound();
    let state = state_with(&install(&first.bytes).unwrap());
    // Another version 1 was given to somebody else, and version 2 follows that one.
    let other = Draft { sunset: NOW + 1_000_000, ..Draft::sound() };
    let second = other.after(&other.make()).make();
    assert_eq!(install_on(&state, &second.bytes).err(), Some(SetFault::Equivocation));
    assert_eq!(install_on(&state, &other.make().bytes).err(), Some(SetFault::RolledBack));
    // The log shows another tree of the same size.
    let mut forked = Draft::sound().after(&first);
    forked.log_before = first.log[1..].to_vec();
    assert_eq!(install_on(&state, &forked.make().bytes).err(), Some(SetFault::Equivocation));
}

#[test]
fn a_log_that_was_longer_is_not_believed_when_it_is_short() {
    let first = sound();
    let state = state_with(&install(&first.bytes).unwrap());
    let mut shorter = Draft::sound().after(&first);
    shorter.log_before.truncate(2);
    assert_eq!(install_on(&state, &shorter.make().bytes).err(), Some(SetFault::LogRolledBack));
}
