//! The store on a real file system: updates, rollback, pins, readers and writers.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use presend::journal::{JournalStore, MemoryJournal};
use presend::set::store::files::{DiskFiles, SetFiles};
use presend::set::store::{SetStore, StatusKind, StoreFault};
use presend::set::vault::{FileVault, MemoryVault, StateVault};
use presend::set::{SetBytes, SetFault, SetState};

use crate::maker::{DAY, Draft, Made, NOW};
use crate::{parsed_pins, sound};

pub const NAME: &str = "made-up/images";

/// A folder that goes when the test is over.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("presend-store-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub struct Device {
    pub folder: Folder,
    pub vault: Arc<MemoryVault>,
    journal: Arc<MemoryJournal>,
}

impl Device {
    pub fn new() -> Self {
        let (vault, journal) = (Arc::default(), Arc::new(MemoryJournal::new()));
        Self { folder: Folder::new(), vault, journal }
    }

    pub fn store_at(&self, now: u64) -> SetStore {
        self.store_with(Arc::new(DiskFiles), self.vault.clone(), now).unwrap()
    }

    pub fn store_with(
        &self,
        files: Arc<dyn SetFiles>,
        vault: Arc<dyn StateVault>,
        now: u64,
    ) -> Result<SetStore, StoreFault> {
        let journal: Arc<dyn JournalStore> = self.journal.clone();
        SetStore::open_with(&self.folder.0, vec![parsed_pins()], vault, files, Some(journal), now)
    }

    pub fn events(&self) -> Vec<&'static str> {
        self.journal.records().unwrap().iter().map(|record| record.event().name()).collect()
    }

    pub fn files(&self) -> usize {
        let names = DiskFiles.list(&self.folder.0).unwrap();
        names.iter().filter(|name| name.ends_with(".khs")).count()
    }
}

pub fn bytes(made: &Made) -> SetBytes {
    SetBytes::from(made.bytes.clone())
}

pub fn version(store: &SetStore) -> Option<u64> {
    store.snapshot(NAME).ok().map(|set| set.reference().version)
}

/// Versions 1, 2 and 3, each after the other.
pub fn three() -> [Made; 3] {
    let first = sound();
    let draft = Draft::sound().after(&first);
    let second = draft.make();
    let third = draft.after(&second).make();
    [first, second, third]
}

#[test]
fn a_set_is_installed_and_is_there_when_the_store_opens_again() {
    let device = Device::new();
    let store = device.store_at(NOW);
    assert_eq!(store.snapshot(NAME).err(), Some(StoreFault::NoVersion));
    assert_eq!(store.status(NAME, NOW).unwrap().kind, StatusKind::Missing(None));
    store.install(NAME, &bytes(&sound()), NOW).unwrap();
    assert_eq!(version(&store), Some(1));
    let again = device.store_at(NOW);
    assert_eq!(version(&again), Some(1));
    assert_eq!(again.status(NAME, NOW).unwrap().kind, StatusKind::Fresh);
    assert_eq!(again.status(NAME, NOW + 20 * DAY).unwrap().kind, StatusKind::Stale);
    assert_eq!(again.status(NAME, NOW + 30 * DAY).unwrap().kind, StatusKind::Expired);
    assert_eq!(
        device.store_at(NOW + 40 * DAY).status(NAME, NOW).unwrap().kind,
        StatusKind::Expired
    );
    assert_eq!(store.install("other", &bytes(&sound()), NOW), Err(StoreFault::UnknownSet));
    assert_eq!(device.events(), ["set_change"]);
}

#[test]
fn an_update_takes_over_and_a_replay_is_refused_and_recorded() {
    let device = Device::new();
    let store = device.store_at(NOW);
    let [first, second, third] = three();
    store.install(NAME, &bytes(&first), NOW).unwrap();
    let before = store.snapshot(NAME).unwrap();
    store.install(NAME, &bytes(&second), NOW).unwrap();
    store.install(NAME, &bytes(&third), NOW).unwrap();
    assert_eq!((version(&store), device.files()), (Some(3), 2));
    assert_eq!(before.reference().version, 1, "a reader keeps what it has");
    let replay = store.install(NAME, &bytes(&second), NOW);
    assert_eq!(replay, Err(StoreFault::Refused(SetFault::RolledBack)));
    assert_eq!(version(&store), Some(3));
    assert_eq!(device.events(), ["set_change", "set_change", "set_change", "set_refused"]);
}

#[test]
fn the_user_can_go_back_one_version_and_the_one_left_stays_away() {
    let device = Device::new();
    let store = device.store_at(NOW);
    let [first, second, third] = three();
    assert_eq!(store.rollback(NAME, NOW), Err(StoreFault::NoVersion));
    store.install(NAME, &bytes(&first), NOW).unwrap();
    store.install(NAME, &bytes(&second), NOW).unwrap();
    store.rollback(NAME, NOW).unwrap();
    assert_eq!(version(&store), Some(1));
    assert_eq!(version(&device.store_at(NOW)), Some(1));
    let status = store.status(NAME, NOW).unwrap();
    assert_eq!((status.version, status.held), (Some(1), Some(2)));
    assert_eq!(store.rollback(NAME, NOW), Err(StoreFault::NoVersion));
    let back = store.install(NAME, &bytes(&second), NOW);
    assert_eq!(back, Err(StoreFault::Refused(SetFault::RolledBack)));
    store.install(NAME, &bytes(&third), NOW).unwrap();
    assert_eq!(store.status(NAME, NOW).unwrap().held, None);
}

#[test]
fn a_version_that_has_expired_is_no_place_to_go_back_to() {
    let device = Device::new();
    let store = device.store_at(NOW);
    let first = Draft { valid: (NOW - DAY, NOW + DAY), ..Draft::sound() };
    let made = first.make();
    let second = Draft { valid: (NOW, NOW + 30 * DAY), ..first.after(&made) };
    store.install(NAME, &bytes(&made), NOW).unwrap();
    store.install(NAME, &bytes(&second.make()), NOW).unwrap();
    let refused = store.rollback(NAME, NOW + 2 * DAY);
    assert_eq!(refused, Err(StoreFault::Refused(SetFault::Expired)));
    assert_eq!(version(&store), Some(2));
}

#[test]
fn a_pinned_version_stays_until_it_expires() {
    let device = Device::new();
    let store = device.store_at(NOW);
    let [first, second, _] = three();
    store.install(NAME, &bytes(&first), NOW).unwrap();
    assert_eq!(store.pin(NAME, Some(2)), Err(StoreFault::NoVersion));
    store.pin(NAME, Some(1)).unwrap();
    assert_eq!(store.install(NAME, &bytes(&second), NOW), Err(StoreFault::Pinned));
    let later = Draft { valid: (NOW, NOW + 60 * DAY), ..Draft::sound().after(&first) }.make();
    store.install(NAME, &bytes(&later), NOW + 31 * DAY).unwrap();
    let status = store.status(NAME, NOW + 31 * DAY).unwrap();
    assert_eq!((status.version, status.pinned), (Some(2), None));
}

#[test]
fn a_newer_proof_of_the_same_version_is_taken_beside_the_file_in_use() {
    let device = Device::new();
    let store = device.store_at(NOW);
    let draft = Draft::sound();
    store.install(NAME, &bytes(&draft.make()), NOW).unwrap();
    let fresher = Draft { witness_time: NOW - 1, ..draft };
    store.install(NAME, &bytes(&fresher.make()), NOW).unwrap();
    assert_eq!((version(&store), device.files()), (Some(1), 1));
    assert_eq!(store.rollback(NAME, NOW), Err(StoreFault::NoVersion));
}

#[test]
fn a_lost_or_damaged_state_begins_anew_and_says_so() {
    let device = Device::new();
    let [first, second, _] = three();
    device.store_at(NOW).install(NAME, &bytes(&first), NOW).unwrap();
    device.store_at(NOW).install(NAME, &bytes(&second), NOW).unwrap();
    for text in [None, Some(""), Some("presend/state/v1\n")] {
        let lost = Arc::new(MemoryVault::default());
        text.into_iter().for_each(|text| lost.save(NAME, text).unwrap());
        let store = device.store_with(Arc::new(DiskFiles), lost.clone(), NOW).unwrap();
        assert_eq!(version(&store), Some(2), "{text:?}");
        assert!(SetState::parse(&lost.load(NAME).unwrap().unwrap()).is_some());
        let events = device.events();
        assert_eq!(events[events.len() - 2..], ["state_lost", "set_change"]);
        // The older file is gone: put it back for the next turn.
        drop(store);
        device.vault.save(NAME, "").unwrap();
    }
}

#[test]
fn a_file_that_was_damaged_is_missing_with_its_reason_and_can_be_replaced() {
    let device = Device::new();
    device.store_at(NOW).install(NAME, &bytes(&sound()), NOW).unwrap();
    let names = DiskFiles.list(&device.folder.0).unwrap();
    let file = device.folder.0.join(names.iter().find(|name| name.ends_with(".khs")).unwrap());
    let mut damaged = std::fs::read(&file).unwrap();
    let last = damaged.iter().rposition(|byte| *byte != 0).unwrap();
    damaged[last] ^= 1;
    std::fs::write(&file, damaged).unwrap();
    let store = device.store_at(NOW);
    let status = store.status(NAME, NOW).unwrap();
    assert_eq!(status.kind, StatusKind::Missing(Some(SetFault::SectionDigest)));
    assert_eq!(store.snapshot(NAME).err(), Some(StoreFault::Refused(SetFault::SectionDigest)));
    store.install(NAME, &bytes(&sound()), NOW).unwrap();
    assert_eq!(version(&store), Some(1));
}

#[test]
fn many_readers_and_a_writer_in_another_store_do_not_disturb_each_other() {
    let device = Device::new();
    let versions: Vec<Made> = {
        let mut draft = Draft::sound();
        let mut made = vec![draft.make()];
        for _ in 0..6 {
            draft = draft.after(made.last().unwrap());
            made.push(draft.make());
        }
        made
    };
    let store = device.store_at(NOW);
    store.install(NAME, &bytes(&versions[0]), NOW).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let mut last = 0;
                while last < 7 {
                    let set = store.snapshot(NAME).unwrap();
                    assert!(set.reference().version >= last && set.rows() == 27);
                    last = set.reference().version;
                }
            });
        }
        for made in &versions[1..] {
            store.install(NAME, &bytes(made), NOW).unwrap();
        }
    });
    // A second store on the same folder sees what the first one did before it writes itself.
    let other = device.store_at(NOW);
    assert_eq!(version(&other), Some(7));
    assert_eq!(
        other.install(NAME, &bytes(&versions[3]), NOW),
        Err(StoreFault::Refused(SetFault::RolledBack))
    );
}

#[test]
fn sets_live_side_by_side_and_a_vault_in_a_folder_keeps_them_apart() {
    let folder = Folder::new();
    let other_pins = crate::maker::pins().replace("set made-up/images", "set made-up/images-2");
    let pins = vec![parsed_pins(), presend::set::Pins::parse(&other_pins).unwrap()];
    let vault = Arc::new(FileVault::open(&folder.0.join("vault")).unwrap());
    let store = SetStore::open(&folder.0, pins.clone(), vault.clone(), NOW).unwrap();
    let other = Draft { set: "made-up/images-2".into(), ..Draft::sound() };
    store.install(NAME, &bytes(&sound()), NOW).unwrap();
    store.install("made-up/images-2", &bytes(&other.make()), NOW).unwrap();
    let [_, second, _] = three();
    store.install(NAME, &bytes(&second), NOW).unwrap();
    let again = SetStore::open(&folder.0, pins, vault, NOW).unwrap();
    assert_eq!(version(&again), Some(2));
    assert_eq!(again.snapshot("made-up/images-2").unwrap().reference().version, 1);
    let swapped = store.install(NAME, &bytes(&other.make()), NOW);
    assert_eq!(swapped, Err(StoreFault::Refused(SetFault::WrongSet)));
}

/// Looks at the store while a file is written.
#[derive(Default)]
struct Looking {
    store: std::sync::OnceLock<std::sync::Weak<SetStore>>,
    seen: std::sync::Mutex<Vec<Option<u64>>>,
}

impl SetFiles for Looking {
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if let Some(store) = self.store.get().and_then(std::sync::Weak::upgrade) {
            self.seen.lock().unwrap().push(version(&store));
        }
        DiskFiles.write(path, bytes)
    }
}

#[test]
fn readers_do_not_wait_for_an_install() {
    let device = Device::new();
    let [first, second, _] = three();
    let files = Arc::new(Looking::default());
    let store = Arc::new(device.store_with(files.clone(), device.vault.clone(), NOW).unwrap());
    store.install(NAME, &bytes(&first), NOW).unwrap();
    files.store.set(Arc::downgrade(&store)).unwrap();
    store.install(NAME, &bytes(&second), NOW).unwrap();
    assert_eq!(*files.seen.lock().unwrap(), [Some(1)]);
    assert_eq!(version(&store), Some(2));
}

#[test]
fn what_another_process_put_into_use_is_used_here_from_the_next_change_on() {
    let device = Device::new();
    let (store, other) = (device.store_at(NOW), device.store_at(NOW));
    let first = sound();
    other.install(NAME, &bytes(&first), NOW).unwrap();
    assert_eq!(version(&store), None);
    store.pin(NAME, Some(1)).unwrap();
    assert_eq!(version(&store), Some(1));
    // A pin holds for the set that is in use, whoever put it there.
    let over = NOW + 31 * DAY;
    let later = Draft { valid: (NOW, NOW + 60 * DAY), ..Draft::sound().after(&first) };
    other.install(NAME, &bytes(&later.make()), over).unwrap();
    other.pin(NAME, Some(2)).unwrap();
    let third = Draft { valid: (NOW, NOW + 60 * DAY), ..later.after(&later.make()) }.make();
    assert_eq!(store.install(NAME, &bytes(&third), over), Err(StoreFault::Pinned));
    assert_eq!(version(&store), Some(2));
    // What cannot be opened is not used either.
    other.pin(NAME, None).unwrap();
    other.install(NAME, &bytes(&third), over).unwrap();
    for file in std::fs::read_dir(&device.folder.0).unwrap().map(|entry| entry.unwrap().path()) {
        if file.to_string_lossy().contains("images-3-") {
            std::fs::remove_file(file).unwrap();
        }
    }
    store.pin(NAME, None).unwrap();
    let refused = Err(StoreFault::Refused(SetFault::Truncated));
    assert_eq!(store.snapshot(NAME).map(drop), refused);
}
