//! Vaults that fail or lie, folders and locks of others, and files that were refused after all.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use presend::attachment::Attachment;
use presend::context::ScanContext;
use presend::report::Outcome;
use presend::scan::AttachmentScanner;
use presend::set::canary::PICTURES;
use presend::set::check::Bundle;
use presend::set::store::files::{DiskFiles, SetFiles};
use presend::set::store::{SetStore, StatusKind, StoreFault};
use presend::set::vault::{FileVault, MemoryVault, StateVault, VaultUnavailable};
use presend::set::{Pins, SetBytes, SetFault};

use crate::maker::{DAY, Draft, NOW};
use crate::store::{Device, Folder, NAME, bytes, three, version};
use crate::{parsed_pins, sound};

/// Reads, and writes only if it is told that it can.
struct ReadOnly {
    vault: Arc<MemoryVault>,
    writes: AtomicBool,
}

impl ReadOnly {
    fn of(vault: &Arc<MemoryVault>) -> Arc<Self> {
        Arc::new(Self { vault: vault.clone(), writes: AtomicBool::new(false) })
    }
}

impl StateVault for ReadOnly {
    fn load(&self, set: &str) -> Result<Option<String>, VaultUnavailable> {
        self.vault.load(set)
    }

    fn save(&self, set: &str, text: &str) -> Result<(), VaultUnavailable> {
        if self.writes.load(Ordering::SeqCst) {
            self.vault.save(set, text)
        } else {
            Err(VaultUnavailable)
        }
    }
}

fn outcome(store: &Arc<SetStore>, file: &[u8], now: u64) -> Outcome {
    let scanner = AttachmentScanner::builder().add_sets_of(store).build();
    scanner.scan(Attachment::bytes(file), &ScanContext::at(now)).report.outcome
}

#[test]
fn a_vault_that_can_be_read_and_not_written_keeps_the_set_in_use_and_says_so() {
    let device = Device::new();
    let [first, second, _] = three();
    device.store_at(NOW).install(NAME, &bytes(&first), NOW).unwrap();
    let vault = ReadOnly::of(&device.vault);
    let store = device.store_with(Arc::new(DiskFiles), vault.clone(), NOW + DAY).unwrap();
    let status = store.status(NAME, NOW + DAY).unwrap();
    assert_eq!((status.kind, status.version, status.saved), (StatusKind::Fresh, Some(1), false));
    // Nothing that only a state can make last is done.
    assert_eq!(store.install(NAME, &bytes(&second), NOW), Err(StoreFault::Vault));
    assert_eq!(store.pin(NAME, Some(1)), Err(StoreFault::Vault));
    assert_eq!(store.status(NAME, NOW).unwrap().pinned, None);
    let store = Arc::new(store);
    assert_eq!(outcome(&store, &PICTURES[0].file(), NOW + 2 * DAY), Outcome::Match);
    // What was seen of the time holds in this process all the same.
    assert_eq!(store.state(NAME).unwrap().floor_unix_seconds, NOW + 2 * DAY);
    vault.writes.store(true, Ordering::SeqCst);
    store.install(NAME, &bytes(&second), NOW).unwrap();
    assert_eq!((version(&store), store.status(NAME, NOW).unwrap().saved), (Some(2), true));
    assert_eq!(device.store_at(NOW).state(NAME).unwrap().floor_unix_seconds, NOW + 2 * DAY);
}

#[test]
fn a_state_that_is_lost_and_cannot_be_written_again_keeps_no_set_from_being_used() {
    let device = Device::new();
    device.store_at(NOW).install(NAME, &bytes(&sound()), NOW).unwrap();
    device.vault.save(NAME, "").unwrap();
    let vault = ReadOnly::of(&device.vault);
    let store = device.store_with(Arc::new(DiskFiles), vault, NOW).unwrap();
    let status = store.status(NAME, NOW).unwrap();
    assert_eq!((status.version, status.saved), (Some(1), false));
}

/// A vault that can be read when a store is opened and not later, and counts how often it is asked.
#[derive(Default)]
struct Fails {
    vault: MemoryVault,
    fails: AtomicBool,
    asked: AtomicUsize,
}

impl StateVault for Fails {
    fn load(&self, set: &str) -> Result<Option<String>, VaultUnavailable> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        if self.fails.load(Ordering::SeqCst) { Err(VaultUnavailable) } else { self.vault.load(set) }
    }

    fn save(&self, set: &str, text: &str) -> Result<(), VaultUnavailable> {
        self.vault.save(set, text)
    }
}

#[test]
fn a_vault_that_cannot_be_read_is_not_asked_at_every_scan() {
    let (device, vault) = (Device::new(), Arc::new(Fails::default()));
    let store = device.store_with(Arc::new(DiskFiles), vault.clone(), NOW).unwrap();
    store.install(NAME, &bytes(&sound()), NOW).unwrap();
    let store = Arc::new(store);
    vault.fails.store(true, Ordering::SeqCst);
    let before = vault.asked.load(Ordering::SeqCst);
    let asked = || vault.asked.load(Ordering::SeqCst) - before;
    for (now, expected) in [(2, 1), (2, 1), (2, 1), (3, 2), (3, 2), (31, 3), (31, 3), (32, 3)] {
        outcome(&store, b"words", NOW + now * DAY);
        assert_eq!(asked(), expected, "day {now}");
    }
    vault.fails.store(false, Ordering::SeqCst);
    store.pin(NAME, None).unwrap();
}

/// Gives back something else than was written.
struct Flipping;

impl SetFiles for Flipping {
    fn open(&self, path: &Path) -> io::Result<SetBytes> {
        let mut bytes = std::fs::read(path)?;
        let last = bytes.iter().rposition(|byte| *byte != 0).unwrap();
        bytes[last] ^= 1;
        Ok(SetBytes::from(bytes))
    }
}

#[test]
fn a_file_that_is_refused_once_it_is_written_is_removed_and_told() {
    let device = Device::new();
    let store = device.store_with(Arc::new(Flipping), device.vault.clone(), NOW).unwrap();
    let refused = store.install(NAME, &bytes(&sound()), NOW);
    assert_eq!(refused, Err(StoreFault::Refused(SetFault::SectionDigest)));
    assert_eq!((device.files(), device.events()), (0, vec!["set_refused"]));
    // The file that is in use stays where it is.
    device.store_at(NOW).install(NAME, &bytes(&sound()), NOW).unwrap();
    let store = device.store_with(Arc::new(Flipping), device.vault.clone(), NOW).unwrap();
    assert!(store.install(NAME, &bytes(&sound()), NOW).is_err());
    assert_eq!((device.files(), version(&device.store_at(NOW))), (1, Some(1)));
}

/// A vault that keeps one text, whatever the set's name.
#[derive(Default)]
struct OneText(MemoryVault);

impl StateVault for OneText {
    fn load(&self, _: &str) -> Result<Option<String>, VaultUnavailable> {
        self.0.load("")
    }

    fn save(&self, _: &str, text: &str) -> Result<(), VaultUnavailable> {
        self.0.save("", text)
    }
}

#[test]
fn no_set_takes_over_the_state_of_another() {
    let (folder, other) = (Folder::new(), "made-up/images-2");
    let other_pins = crate::maker::pins().replace("set made-up/images", "set made-up/images-2");
    let pins = vec![parsed_pins(), Pins::parse(&other_pins).unwrap()];
    let store = SetStore::open(&folder.0, pins, Arc::new(OneText::default()), NOW).unwrap();
    let [first, second, _] = three();
    store.install(NAME, &bytes(&first), NOW).unwrap();
    store.install(NAME, &bytes(&second), NOW).unwrap();
    let made = Draft { set: other.into(), ..Draft::sound() }.make();
    store.install(other, &bytes(&made), NOW).unwrap();
    let state = store.state(other).unwrap();
    assert_eq!((state.set.as_str(), state.high.map(|high| high.version)), (other, Some(1)));
    let replay = store.install(NAME, &bytes(&first), NOW);
    assert_eq!(replay, Err(StoreFault::Refused(SetFault::RolledBack)));
}

#[test]
fn an_old_state_that_is_put_back_while_the_store_is_open_is_not_taken_over() {
    let device = Device::new();
    let [first, second, _] = three();
    let store = device.store_at(NOW);
    store.install(NAME, &bytes(&first), NOW).unwrap();
    let old = device.vault.load(NAME).unwrap().unwrap();
    store.install(NAME, &bytes(&second), NOW).unwrap();
    device.vault.save(NAME, &old).unwrap();
    let replay = store.install(NAME, &bytes(&first), NOW);
    assert_eq!(replay, Err(StoreFault::Refused(SetFault::RolledBack)));
}

/// The name under which a store keeps this file.
fn file_name(bytes: &[u8]) -> String {
    let sections = Bundle::read_unverified(&SetBytes::new(bytes)).unwrap().container.sections_start;
    let digest = blake3::hash(&bytes[..sections]).to_hex();
    format!("made-up_images-1-{}.khs", &digest[..16])
}

#[test]
fn a_file_that_lies_there_when_the_state_is_lost_is_taken_by_its_name() {
    let (device, honest) = (Device::new(), sound());
    let digest = blake3::hash(&honest.bytes).to_hex();
    let wrong = device.folder.0.join(format!("made-up_images-1-{}.khs", &digest[..16]));
    std::fs::write(&wrong, &honest.bytes).unwrap();
    assert_eq!(version(&device.store_at(NOW)), None);
    std::fs::rename(wrong, device.folder.0.join(file_name(&honest.bytes))).unwrap();
    assert_eq!(version(&device.store_at(NOW)), Some(1));
}

#[test]
fn a_set_that_its_witnesses_put_beyond_its_end_is_never_in_use_and_leaves_nothing() {
    let thousandfold = NOW * 1_000;
    for witness_time in [thousandfold, NOW + 30 * DAY, NOW + 400 * DAY] {
        let device = Device::new();
        let ahead = Draft { witness_time, ..Draft::sound() };
        let made = ahead.make();
        let store = device.store_at(NOW);
        let refused = store.install(NAME, &bytes(&made), NOW);
        assert_eq!(refused, Err(StoreFault::Refused(SetFault::Expired)), "{witness_time}");
        assert_eq!((device.files(), device.events()), (0, vec!["set_refused"]));
        drop(store);
        // Nor if the file lies there when the state is lost.
        std::fs::write(device.folder.0.join(file_name(&made.bytes)), &made.bytes).unwrap();
        let store = device.store_at(NOW);
        assert_eq!(version(&store), None);
        let floor = store.state(NAME).unwrap().floor_unix_seconds;
        assert_eq!(floor, 0, "nobody moved the time");
        let next = Draft { witness_time: NOW, ..ahead.after(&made) };
        store.install(NAME, &bytes(&next.make()), NOW).unwrap();
        assert_eq!(store.state(NAME).unwrap().floor_unix_seconds, NOW);
    }
}

#[cfg(unix)]
mod others {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{MetadataExt, PermissionsExt};

    use super::*;

    fn open(folder: &Folder) -> Result<SetStore, StoreFault> {
        let vault = Arc::new(MemoryVault::default());
        SetStore::open(&folder.0, vec![parsed_pins()], vault, NOW)
    }

    #[test]
    fn a_folder_in_which_others_may_write_is_refused_by_name() {
        let folder = Folder::new();
        for mode in [0o777, 0o757, 0o702, 0o1777] {
            fs::set_permissions(&folder.0, Permissions::from_mode(mode)).unwrap();
            assert_eq!(open(&folder).err(), Some(StoreFault::FolderNotPrivate), "{mode:o}");
            assert!(FileVault::open(&folder.0).is_err(), "{mode:o}");
        }
        for mode in [0o700, 0o755, 0o711] {
            fs::set_permissions(&folder.0, Permissions::from_mode(mode)).unwrap();
            assert!(open(&folder).is_ok() && FileVault::open(&folder.0).is_ok(), "{mode:o}");
        }
        // A group counts as another unless it is the owner's own.
        fs::set_permissions(&folder.0, Permissions::from_mode(0o770)).unwrap();
        let metadata = fs::metadata(&folder.0).unwrap();
        assert_eq!(open(&folder).is_ok(), metadata.uid() == metadata.gid());
        if std::os::unix::fs::chown(&folder.0, None, Some(metadata.uid() + 1)).is_ok() {
            assert_eq!(open(&folder).err(), Some(StoreFault::FolderNotPrivate));
        }
    }

    #[test]
    fn a_lock_is_its_owners_and_is_waited_for_with_an_end() {
        let device = Device::new();
        let store = device.store_at(NOW);
        store.install(NAME, &bytes(&sound()), NOW).unwrap();
        let lock = device.folder.0.join("lock");
        assert_eq!(fs::metadata(&lock).unwrap().mode() & 0o777, 0o600);
        let held = fs::File::open(&lock).unwrap();
        held.lock().unwrap();
        // A scan that learns the time does not wait at all.
        let store = Arc::new(store);
        assert_eq!(outcome(&store, &PICTURES[0].file(), NOW + 3 * DAY), Outcome::Match);
        assert_eq!(store.state(NAME).unwrap().floor_unix_seconds, NOW + 3 * DAY);
        assert_eq!(store.pin(NAME, Some(1)), Err(StoreFault::Locked));
        drop(held);
        store.pin(NAME, Some(1)).unwrap();
    }
}
