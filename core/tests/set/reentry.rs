//! A vault or a keeper that calls back into the store that calls it: it is told so, and waits for nothing.

use std::sync::{Arc, Mutex, OnceLock, Weak};
use std::time::Duration;

use presend::attachment::Attachment;
use presend::context::ScanContext;
use presend::journal::{
    JournalFault, JournalKeeper, JournalStore, KeeperAnswer, KeptJournal, Recorded,
};
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

/// Keeps a journal, and changes the store in every append.
#[derive(Default)]
struct Changes {
    texts: Mutex<(String, Option<String>)>,
    store: OnceLock<Weak<SetStore>>,
    /// The append has begun, and may go on.
    entered: OnceLock<()>,
    goes_on: OnceLock<()>,
}

impl Changes {
    fn change(&self) {
        let Some(store) = self.store.get().and_then(Weak::upgrade) else { return };
        if self.entered.set(()).is_ok() {
            self.goes_on.wait();
        }
        store.forget_pending(NAME).unwrap();
    }
}

impl JournalKeeper for Changes {
    fn state(&self) -> Result<Option<String>, JournalFault> {
        Ok(self.texts.lock().unwrap().1.clone())
    }

    fn chain(&self) -> Result<String, JournalFault> {
        Ok(self.texts.lock().unwrap().0.clone())
    }

    fn append(
        &self,
        _: Option<&str>,
        lines: &str,
        state: &str,
    ) -> Result<KeeperAnswer, JournalFault> {
        self.change();
        let mut texts = self.texts.lock().unwrap();
        texts.0.push_str(lines);
        texts.1 = Some(state.to_owned());
        Ok(KeeperAnswer::Kept)
    }

    fn replace(
        &self,
        _: Option<&str>,
        chain: &str,
        state: &str,
    ) -> Result<KeeperAnswer, JournalFault> {
        *self.texts.lock().unwrap() = (chain.to_owned(), Some(state.to_owned()));
        Ok(KeeperAnswer::Kept)
    }
}

#[test]
fn a_keeper_that_changes_the_store_and_an_install_that_tells_the_journal_do_not_wait_for_each_other()
 {
    let (folder, keeper) = (Folder::new(), Arc::<Changes>::default());
    let journal: Arc<dyn JournalStore> = Arc::new(KeptJournal::new(keeper.clone()));
    let (pins, vault) = (vec![parsed_pins()], Arc::<MemoryVault>::default());
    let files = Arc::new(DiskFiles);
    let told = Some(journal.clone());
    let store = SetStore::open_with(&folder.0, pins, vault, files, told, NOW).unwrap();
    let store = Arc::new(store);
    keeper.store.set(Arc::downgrade(&store)).unwrap();
    let (done, finished) = std::sync::mpsc::channel();
    let scans = {
        let (store, journal, done) = (store.clone(), journal.clone(), done.clone());
        std::thread::spawn(move || {
            let builder = AttachmentScanner::builder().add_sets_of(&store).journal(journal);
            let scan = ScanContext::at(NOW);
            let checked = builder.build().scan(Attachment::bytes(b"words"), &scan);
            assert_eq!(checked.recorded, Recorded::NotNeeded);
            done.send(()).unwrap();
        })
    };
    // The scan holds the journal; the install comes as far as telling it.
    keeper.entered.wait();
    let installs = std::thread::spawn(move || {
        store.install(NAME, &SetBytes::from(Draft::sound().make().bytes), NOW).unwrap();
        done.send(()).unwrap();
    });
    std::thread::sleep(Duration::from_millis(500));
    keeper.goes_on.set(()).unwrap();
    for _ in 0..2 {
        finished.recv_timeout(Duration::from_secs(60)).unwrap();
    }
    scans.join().unwrap();
    installs.join().unwrap();
    let names: Vec<_> = journal.records().unwrap().iter().map(|r| r.event().name()).collect();
    assert_eq!(names, ["set_change"]);
}

/// Waits in a save for another thread that changes the same store.
#[derive(Default)]
struct WaitsForAnother {
    memory: MemoryVault,
    store: OnceLock<Weak<SetStore>>,
    seen: Mutex<Vec<Result<(), StoreFault>>>,
}

impl StateVault for WaitsForAnother {
    fn load(&self, set: &str) -> Result<Option<String>, VaultUnavailable> {
        self.memory.load(set)
    }

    fn save(&self, set: &str, text: &str) -> Result<(), VaultUnavailable> {
        let store = self.store.get().and_then(Weak::upgrade).unwrap();
        let other = std::thread::spawn(move || store.pin(NAME, None)).join().unwrap();
        self.seen.lock().unwrap().push(other);
        self.memory.save(set, text)
    }
}

#[test]
fn a_vault_that_waits_for_another_thread_waits_for_some_seconds_only() {
    let (folder, vault) = (Folder::new(), Arc::<WaitsForAnother>::default());
    let store = SetStore::open(&folder.0, vec![parsed_pins()], vault.clone(), NOW).unwrap();
    let store = Arc::new(store);
    vault.store.set(Arc::downgrade(&store)).unwrap();
    store.install(NAME, &SetBytes::from(Draft::sound().make().bytes), NOW).unwrap();
    assert_eq!(*vault.seen.lock().unwrap(), [Err(StoreFault::Locked)]);
}
