//! A vault that calls back into the store that calls it: it is told so, and waits for nothing.

use std::sync::{Arc, Mutex, OnceLock, Weak};

use presend::attachment::Attachment;
use presend::context::ScanContext;
use presend::report::Outcome;
use presend::scan::AttachmentScanner;
use presend::set::SetBytes;
use presend::set::store::files::DiskFiles;
use presend::set::store::{SetStore, StoreFault};
use presend::set::vault::{MemoryVault, StateVault, VaultUnavailable};

use crate::maker::{Draft, NOW};
use crate::parsed_pins;
use crate::store::{Folder, NAME};

/// Calls this in every `load` and `save` but those that it causes itself.
#[derive(Default)]
struct CallsBack {
    memory: MemoryVault,
    inside: Mutex<bool>,
    store: OnceLock<Weak<SetStore>>,
    seen: Mutex<Vec<Result<(), StoreFault>>>,
    folder: OnceLock<std::path::PathBuf>,
}

impl CallsBack {
    fn call(&self) {
        let Some(store) = self.store.get().and_then(Weak::upgrade) else { return };
        if std::mem::replace(&mut *self.inside.lock().unwrap(), true) {
            return;
        }
        let new = SetBytes::from(Draft::sound().make().bytes);
        let folder = self.folder.get().unwrap();
        let pins = || vec![parsed_pins()];
        let again = SetStore::open(folder, pins(), Arc::<MemoryVault>::default(), NOW);
        // Another way to write the same folder.
        let dotted = folder.join("..").join(folder.file_name().unwrap());
        let same = SetStore::open(&dotted, pins(), Arc::<MemoryVault>::default(), NOW);
        let changes = [
            store.install(NAME, &new, NOW),
            store.apply(NAME, b"", NOW),
            store.rollback(NAME, NOW),
            store.pin(NAME, None),
            store.forget_pending(NAME),
            again.map(drop),
            same.map(drop),
        ];
        self.seen.lock().unwrap().extend(changes);
        // Reading waits for nobody.
        assert_eq!(store.names(), [NAME]);
        store.status(NAME, NOW).unwrap();
        let scanner = AttachmentScanner::builder().add_sets_of(&store).build();
        let checked = scanner.scan(Attachment::bytes(b"words"), &ScanContext::at(NOW));
        assert_ne!(checked.report.outcome, Outcome::Match);
        *self.inside.lock().unwrap() = false;
    }

    fn seen(&self) -> Vec<Result<(), StoreFault>> {
        std::mem::take(&mut *self.seen.lock().unwrap())
    }
}

impl StateVault for CallsBack {
    fn load(&self, set: &str) -> Result<Option<String>, VaultUnavailable> {
        self.call();
        self.memory.load(set)
    }

    fn save(&self, set: &str, text: &str) -> Result<(), VaultUnavailable> {
        self.call();
        self.memory.save(set, text)
    }
}

#[test]
fn a_change_from_within_the_vault_is_refused_by_name_and_the_outer_one_is_made() {
    let (folder, vault) = (Folder::new(), Arc::new(CallsBack::default()));
    let pins = vec![parsed_pins()];
    let files = Arc::new(DiskFiles);
    let store = SetStore::open_with(&folder.0, pins, vault.clone(), files, None, NOW).unwrap();
    let store = Arc::new(store);
    vault.folder.set(folder.0.clone()).unwrap();
    vault.store.set(Arc::downgrade(&store)).unwrap();
    store.install(NAME, &SetBytes::from(Draft::sound().make().bytes), NOW).unwrap();
    let seen = vault.seen();
    // At least in a load and in a save, and never anything but the name.
    assert!(seen.len() >= 14);
    assert!(seen.iter().all(|seen| *seen == Err(StoreFault::Reentered)), "{seen:?}");
    assert_eq!(store.status(NAME, NOW).unwrap().version, Some(1));
    store.pin(NAME, Some(1)).unwrap();
    assert!(vault.seen().iter().all(|seen| *seen == Err(StoreFault::Reentered)));
    // Afterwards the store is as free as before.
    vault.store.get().unwrap().upgrade().unwrap().pin(NAME, None).unwrap();
}

#[test]
fn a_store_on_another_folder_may_be_changed_from_within_a_vault() {
    struct Other(SetStore);

    impl StateVault for Other {
        fn load(&self, _: &str) -> Result<Option<String>, VaultUnavailable> {
            self.0.pin(NAME, None).map_err(|_| VaultUnavailable)?;
            Ok(None)
        }

        fn save(&self, _: &str, _: &str) -> Result<(), VaultUnavailable> {
            Ok(())
        }
    }

    let (one, two) = (Folder::new(), Folder::new());
    let memory = Arc::<MemoryVault>::default();
    let other = SetStore::open(&one.0, vec![parsed_pins()], memory, NOW).unwrap();
    let vault = Arc::new(Other(other));
    let store = SetStore::open(&two.0, vec![parsed_pins()], vault, NOW).unwrap();
    store.install(NAME, &SetBytes::from(Draft::sound().make().bytes), NOW).unwrap();
}
