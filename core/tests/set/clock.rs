//! The host's clock against what a device has seen.

use std::sync::Arc;

use presend::attachment::Attachment;
use presend::context::ScanContext;
use presend::report::Outcome;
use presend::scan::AttachmentScanner;
use presend::set::canary::PICTURES;
use presend::set::store::{SetStore, StatusKind};
use presend::set::vault::StateVault;
use presend::undecided::Undecided;

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
    // Its witnesses saw it before it began, so they do not say that the clock is wrong.
    let made = Draft { witness_time: NOW - 3 * DAY, ..Draft::sound() }.make();
    device.store_at(NOW).install(NAME, &bytes(&made), NOW).unwrap();
    device.vault.save(NAME, "").unwrap();
    assert_eq!(version(&device.store_at(NOW - 2 * DAY)), None);
    assert_eq!(version(&device.store_at(NOW)), Some(1));
    assert_eq!(device.events(), ["set_change", "state_lost", "set_change"]);
}

fn scan(scanner: &AttachmentScanner, now: u64) -> Outcome {
    scanner.scan(Attachment::bytes(&PICTURES[0].file()), &ScanContext::at(now)).report.outcome
}

fn scanner_of(store: &Arc<SetStore>) -> AttachmentScanner {
    AttachmentScanner::builder().add_sets_of(store).build()
}

const OVER: Outcome = Outcome::Undecided(Undecided::NoUsableSet);

#[test]
fn a_set_that_a_scan_saw_end_does_not_come_back_with_an_older_clock() {
    let device = Device::new();
    let store = Arc::new(device.store_at(NOW));
    store.install(NAME, &bytes(&sound()), NOW).unwrap();
    let (scanner, alone) = (scanner_of(&store), store.snapshot(NAME).unwrap());
    assert_eq!(scan(&scanner, NOW + 10 * DAY), Outcome::Match);
    assert_eq!(scan(&scanner, NOW + 40 * DAY), OVER);
    assert_eq!(scan(&scanner, NOW + 10 * DAY), OVER);
    // Every scanner and snapshot of this set knows it, the status, and the next start.
    assert_eq!(scan(&scanner_of(&store), NOW + 10 * DAY), OVER);
    assert!(!alone.is_valid_at(NOW + 10 * DAY));
    assert_eq!(store.status(NAME, NOW).unwrap().kind, StatusKind::Expired);
    drop((scanner, store));
    let store = device.store_at(NOW);
    assert_eq!(
        (version(&store), store.status(NAME, NOW).unwrap().kind),
        (None, StatusKind::Expired)
    );
    // A clock that ran wild ended this version, and no later one.
    let ends = NOW + 30 * DAY;
    assert_eq!(store.state(NAME).unwrap().floor_unix_seconds, ends);
    let later = Draft { valid: (NOW, ends + 20 * DAY), ..Draft::sound().after(&sound()) };
    store.install(NAME, &bytes(&later.make()), NOW).unwrap();
    assert_eq!(scan(&scanner_of(&Arc::new(store)), NOW), Outcome::Match);
}

#[test]
fn a_set_without_a_store_remembers_the_time_of_its_scans_too() {
    let set = crate::install(&sound().bytes).unwrap().set;
    let scanner = |set| AttachmentScanner::builder().add_set(set).build();
    assert_eq!(scan(&scanner(set.clone()), NOW + 40 * DAY), OVER);
    assert_eq!(scan(&scanner(set), NOW + 10 * DAY), OVER);
}

#[test]
fn scans_keep_the_time_in_the_vault_about_once_a_day() {
    let device = Device::new();
    let store = Arc::new(device.store_at(NOW));
    store.install(NAME, &bytes(&sound()), NOW).unwrap();
    let kept = || {
        let text = device.vault.load(NAME).unwrap().unwrap();
        presend::set::SetState::parse(&text).unwrap().floor_unix_seconds
    };
    let scanner = scanner_of(&store);
    for (seen, expected) in [
        (NOW + DAY / 2, NOW),
        (NOW + DAY, NOW + DAY),
        (NOW + DAY + 5, NOW + DAY),
        (NOW - 5 * DAY, NOW + DAY),
        (NOW + 9 * DAY, NOW + 9 * DAY),
    ] {
        assert_eq!(scan(&scanner, seen), Outcome::Match);
        assert_eq!(kept(), expected);
    }
    assert_eq!(store.state(NAME).unwrap().floor_unix_seconds, NOW + 9 * DAY);
    // What was seen and not kept yet is kept with the next change.
    assert_eq!(scan(&scanner, NOW + 9 * DAY + 7), Outcome::Match);
    store.pin(NAME, Some(1)).unwrap();
    assert_eq!(kept(), NOW + 9 * DAY + 7);
}

/// What the pages say: a clock that is kept back stops the time, and an update moves it on.
#[test]
fn with_a_clock_that_is_kept_back_the_time_stands_still_until_an_update() {
    let device = Device::new();
    device.store_at(NOW).install(NAME, &bytes(&sound()), NOW).unwrap();
    drop(device.store_at(NOW + 29 * DAY));
    let store = device.store_at(NOW - 4_000 * DAY);
    assert_eq!(store.status(NAME, NOW).unwrap().kind, StatusKind::Stale);
    let seen = NOW + 35 * DAY;
    let valid = (NOW, NOW + 60 * DAY);
    let update = Draft { valid, witness_time: seen, ..Draft::sound().after(&sound()) };
    store.install(NAME, &bytes(&update.make()), NOW - 4_000 * DAY).unwrap();
    assert_eq!(store.state(NAME).unwrap().floor_unix_seconds, seen);
}

#[test]
fn the_end_that_another_process_saw_holds_for_the_scans_of_this_one() {
    let device = Device::new();
    let store = Arc::new(device.store_at(NOW));
    store.install(NAME, &bytes(&sound()), NOW).unwrap();
    let scanner = scanner_of(&store);
    assert_eq!(scan(&scanner, NOW), Outcome::Match);
    let other = Arc::new(device.store_at(NOW));
    assert_eq!(scan(&scanner_of(&other), NOW + 31 * DAY), OVER);
    store.pin(NAME, None).unwrap();
    assert_eq!(scan(&scanner, NOW), OVER);
}
