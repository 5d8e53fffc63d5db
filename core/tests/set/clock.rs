//! The host's clock against what a device has seen.

use presend::set::store::StatusKind;
use presend::set::vault::StateVault;

use crate::maker::{DAY, Draft, NOW};
use crate::sound;
use crate::store::{Device, NAME, bytes, version};

#[test]
fn a_clock_that_is_set_back_does_not_undo_what_was_seen_at_the_last_start() {
    let device = Device::new();
    device.store_at(NOW).install(NAME, &bytes(&sound()), NOW).unwrap();
    drop(device.store_at(NOW + 29 * DAY));
    let store = device.store_at(NOW);
    assert_eq!(store.state(NAME).unwrap().floor_unix_seconds, NOW + 29 * DAY);
    assert_eq!(store.status(NAME, NOW).unwrap().kind, StatusKind::Stale);
}

#[test]
fn a_set_that_was_over_at_a_start_does_not_come_back_with_an_older_clock() {
    let device = Device::new();
    device.store_at(NOW).install(NAME, &bytes(&sound()), NOW).unwrap();
    let ends = device.store_at(NOW).origin(NAME).unwrap().manifest.ends();
    drop(device.store_at(NOW + 4_000 * DAY));
    let store = device.store_at(NOW);
    assert_eq!(version(&store), None);
    assert_eq!(store.status(NAME, NOW).unwrap().kind, StatusKind::Expired);
    let mut draft = Draft::sound().after(&sound());
    draft.valid = (ends - DAY, ends + 20 * DAY);
    let later = draft.make();
    // A clock that is far ahead ends this version, and no later one.
    assert_eq!(store.state(NAME).unwrap().floor_unix_seconds, ends);
    store.install(NAME, &bytes(&later), ends).unwrap();
    assert_eq!(version(&store), Some(2));
}

#[test]
fn a_file_that_is_refused_for_another_reason_moves_no_time() {
    let device = Device::new();
    device.store_at(NOW).install(NAME, &bytes(&sound()), NOW).unwrap();
    let floor = device.store_at(NOW).state(NAME).unwrap().floor_unix_seconds;
    for file in std::fs::read_dir(&device.folder.0).unwrap().map(|entry| entry.unwrap().path()) {
        let mut bytes = std::fs::read(&file).unwrap();
        if let Some(last) = bytes.last_mut() {
            *last ^= 1;
            std::fs::write(&file, bytes).unwrap();
        }
    }
    let store = device.store_at(NOW + 29 * DAY);
    assert_eq!(version(&store), None);
    assert_eq!(store.state(NAME).unwrap().floor_unix_seconds, floor);
}

#[test]
fn a_state_that_was_lost_while_the_clock_was_wrong_is_found_when_it_is_right() {
    let device = Device::new();
    device.store_at(NOW).install(NAME, &bytes(&sound()), NOW).unwrap();
    device.vault.save(NAME, "").unwrap();
    assert_eq!(version(&device.store_at(NOW - 2 * DAY)), None);
    assert_eq!(version(&device.store_at(NOW)), Some(1));
    assert_eq!(device.events(), ["set_change", "state_lost", "set_change"]);
}
