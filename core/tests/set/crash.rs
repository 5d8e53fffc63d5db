//! A crash at every step of a change, on a real file system.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use presend::set::SetBytes;
use presend::set::store::StoreFault;
use presend::set::store::files::{DiskFiles, SetFiles};
use presend::set::vault::{MemoryVault, StateVault, VaultUnavailable};

use crate::maker::NOW;
use crate::store::{Device, NAME, bytes, three, version};

/// Fails at the n-th step, and from then on: as after a crash. With `torn`, the step that fails has
/// done half of its work.
struct Crashing {
    left: AtomicUsize,
    torn: bool,
    vault: Arc<MemoryVault>,
}

impl Crashing {
    fn step(&self) -> bool {
        let left = self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |n| n.checked_sub(1));
        left.is_ok()
    }

    fn run<T>(&self, step: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        if self.step() { step() } else { Err(io::Error::other("crashed")) }
    }
}

impl SetFiles for Crashing {
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let alive = self.left.load(Ordering::SeqCst) > 0;
        if !alive && self.torn {
            DiskFiles.write(path, &bytes[..bytes.len() / 2])?;
        }
        self.run(|| DiskFiles.write(path, bytes))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.run(|| DiskFiles.rename(from, to))
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.run(|| DiskFiles.sync_folder(folder))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.run(|| DiskFiles.remove(path))
    }

    fn open(&self, path: &Path) -> io::Result<SetBytes> {
        self.run(|| DiskFiles.open(path))
    }
}

impl StateVault for Crashing {
    fn load(&self, set: &str) -> Result<Option<String>, VaultUnavailable> {
        self.vault.load(set)
    }

    fn save(&self, set: &str, text: &str) -> Result<(), VaultUnavailable> {
        if self.step() { self.vault.save(set, text) } else { Err(VaultUnavailable) }
    }
}

#[test]
fn a_crash_at_any_step_leaves_the_old_version_or_the_new_one() {
    let [first, second, third] = three();
    let mut outcomes = Vec::new();
    for (steps, torn) in (0..12).flat_map(|steps| [(steps, false), (steps, true)]) {
        let device = Device::new();
        let store = device.store_at(NOW);
        store.install(NAME, &bytes(&first), NOW).unwrap();
        store.install(NAME, &bytes(&second), NOW).unwrap();
        drop(store);
        let left = AtomicUsize::new(1_000);
        let crashing = Arc::new(Crashing { left, torn, vault: device.vault.clone() });
        let store = device.store_with(crashing.clone(), crashing.clone(), NOW).unwrap();
        crashing.left.store(steps, Ordering::SeqCst);
        let installed = store.install(NAME, &bytes(&third), NOW);
        drop(store);
        let again = device.store_at(NOW);
        let found = version(&again);
        assert!(found == Some(2) || found == Some(3), "{steps} {found:?}");
        assert!(installed.is_err() || found == Some(3), "{steps}: said to be done, and is not");
        let state = again.state(NAME).unwrap();
        assert_eq!(state.active.map(|active| active.version.version), found);
        // Whatever was left behind is no hindrance, and is tidied up by the next change.
        let _ = again.install(NAME, &bytes(&third), NOW);
        assert_eq!((version(&again), device.files()), (Some(3), 2), "{steps}");
        assert_eq!(version(&device.store_at(NOW)), Some(3));
        outcomes.push(found);
    }
    assert!(outcomes.contains(&Some(2)) && outcomes.contains(&Some(3)));
}

#[test]
fn a_crash_in_a_rollback_leaves_one_of_the_two_versions() {
    let [first, second, _] = three();
    for steps in 0..6 {
        let device = Device::new();
        let store = device.store_at(NOW);
        store.install(NAME, &bytes(&first), NOW).unwrap();
        store.install(NAME, &bytes(&second), NOW).unwrap();
        drop(store);
        let left = AtomicUsize::new(1_000);
        let crashing = Arc::new(Crashing { left, torn: false, vault: device.vault.clone() });
        let store = device.store_with(crashing.clone(), crashing.clone(), NOW).unwrap();
        crashing.left.store(steps, Ordering::SeqCst);
        let done = store.rollback(NAME, NOW);
        let found = version(&device.store_at(NOW));
        assert_eq!(found, Some(if done.is_ok() { 1 } else { 2 }), "{steps}");
    }
}

#[test]
fn what_an_interrupted_install_left_is_gone_after_the_next_start() {
    let device = Device::new();
    let [first, second, _] = three();
    device.store_at(NOW).install(NAME, &bytes(&first), NOW).unwrap();
    for torn in [false, true] {
        let left = AtomicUsize::new(1_000);
        let crashing = Arc::new(Crashing { left, torn, vault: device.vault.clone() });
        let store = device.store_with(crashing.clone(), crashing.clone(), NOW).unwrap();
        // The file is not written, or is and does not get its name.
        crashing.left.store(usize::from(!torn), Ordering::SeqCst);
        assert_eq!(store.install(NAME, &bytes(&second), NOW), Err(StoreFault::Files));
        let unfinished = || {
            let names = DiskFiles.list(&device.folder.0).unwrap();
            names.iter().filter(|name| name.ends_with(".new")).count()
        };
        assert_eq!(unfinished(), 1);
        assert_eq!(version(&device.store_at(NOW)), Some(1));
        assert_eq!((unfinished(), device.files()), (0, 1));
    }
}
