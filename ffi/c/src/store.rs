//! The verified sets of an app on its device.

use core::slice;
use std::sync::Arc;

use presend::journal::JournalStore;
use presend::set::store::{SetStore, StoreFault};
use presend::set::vault::{FileVault, StateVault};
use presend::set::{Pins, SetBytes};
use presend_c_base::argument::{self, Out, needed};
use presend_map::MappedFiles;

use crate::journal::PresendJournal;
use crate::set::PresendSet;
use crate::set_status::PresendSetStatus;
use crate::status::{Failure, PresendStatus, guard, guard_or};
use crate::text::PresendText;
use crate::vault::{PresendVault, Vault};

/// The verified sets of an app. An update reaches the next snapshot; scanners keep theirs.
#[derive(Clone, Debug)]
pub struct PresendStore {
    pub(crate) store: Arc<SetStore>,
}

/// What a store is opened with. Everything is read during the call only.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PresendStoreOptions {
    /// Where the set files are, a folder of the app's own; made if it is not there. They are mapped.
    pub folder: PresendText,
    /// The text of the pins of each set: what the app itself insists on.
    pub pins: *const PresendText,
    /// How many texts.
    pub pins_count: usize,
    /// Where the state is kept; copied. NULL if `vault_folder` is given.
    pub vault: *const PresendVault,
    /// A folder that keeps the state, for desktops: whoever can write it can put an old state back.
    pub vault_folder: PresendText,
    /// Is told of every set that comes into use or is refused; may be NULL.
    pub journal: *const PresendJournal,
    /// The time, in seconds since 1970.
    pub now_unix_seconds: u64,
}

/// Opens the sets that are pinned. A set that cannot be opened is missing, and its status says why;
/// the others are there. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_store_open(
    options: *const PresendStoreOptions,
    store: *mut *mut PresendStore,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends options, and what they point to.
        let options = unsafe { argument::copied(options, "options") };
        // Before anything else, so that the vault is released whatever is wrong.
        // SAFETY: as above.
        let vault = options.as_ref().ok().map(|options| unsafe { vault_of(options) });
        // SAFETY: the caller lends a place for the handle.
        let mut out = unsafe { Out::handle(store) }?;
        let (options, vault) = (options?, needed(vault, "options")??);
        // SAFETY: the caller lends what the options point to.
        let (folder, pins) = unsafe { (argument::path(options.folder)?, pins_of(&options)?) };
        // SAFETY: as above; NULL is none.
        let journal = unsafe { argument::shared(options.journal, "journal") }.ok();
        let journal = journal.map(|it| -> Arc<dyn JournalStore> { it.journal });
        let (files, now) = (Arc::new(MappedFiles), options.now_unix_seconds);
        let store = SetStore::open_with(&folder, pins, vault, files, journal, now);
        out.give(PresendStore { store: Arc::new(store.map_err(failure)?) });
        Ok(())
    })
}

/// # Safety
/// As [`presend_store_open`] asks.
unsafe fn vault_of(options: &PresendStoreOptions) -> Result<Arc<dyn StateVault>, Failure> {
    // SAFETY: NULL, or a vault of the caller's.
    if let Ok(vault) = unsafe { argument::copied(options.vault, "vault") } {
        return Ok(Arc::new(Vault::new(&vault)?));
    }
    if options.vault_folder.length == 0 {
        return Err(Failure::null("vault"));
    }
    // SAFETY: the caller lends text of the length that it names.
    let folder = unsafe { argument::path(options.vault_folder) }?;
    let vault = FileVault::open(&folder);
    Ok(Arc::new(vault.map_err(|_| failure(StoreFault::Vault))?))
}

/// A store holds a set or a few.
const MAX_PINS: usize = 1000;

/// # Safety
/// As [`presend_store_open`] asks.
unsafe fn pins_of(options: &PresendStoreOptions) -> Result<Vec<Pins>, Failure> {
    if options.pins.is_null() {
        return Err(Failure::null("pins"));
    }
    if options.pins_count > MAX_PINS {
        return Err(Failure::argument("more pins than an app has"));
    }
    // SAFETY: not NULL, and the caller lends so many texts.
    let texts = unsafe { slice::from_raw_parts(options.pins, options.pins_count) };
    let parse = |text: &PresendText| {
        // SAFETY: the caller lends text of the length that it names.
        let text = unsafe { argument::text(*text) }?;
        Pins::parse(text).map_err(Failure::argument)
    };
    texts.iter().map(parse).collect()
}

/// Checks a set file and puts it into use. Whatever goes wrong, the old version stays. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_store_install(
    store: *const PresendStore,
    set: PresendText,
    data: *const u8,
    length: usize,
    now_unix_seconds: u64,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends text and bytes of the lengths that it names.
        let ((store, set), bytes) = unsafe { (named(store, set)?, argument::bytes(data, length)?) };
        store.install(&set, &SetBytes::new(bytes), now_unix_seconds).map_err(failure)
    })
}

/// The same from a file, whoever may write to it: the store copies it into its folder and checks the
/// copy. What is no regular file is PRESEND_STATUS_UNAVAILABLE. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_store_install_file(
    store: *const PresendStore,
    set: PresendText,
    path: PresendText,
    now_unix_seconds: u64,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends texts of the lengths that it names.
        let ((store, set), path) = unsafe { (named(store, set)?, argument::path(path)?) };
        store.install_file(&set, &path, now_unix_seconds).map_err(failure)
    })
}

/// The same from a delta to the active version. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_store_apply(
    store: *const PresendStore,
    set: PresendText,
    data: *const u8,
    length: usize,
    now_unix_seconds: u64,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends text and bytes of the lengths that it names.
        let ((store, set), delta) = unsafe { (named(store, set)?, argument::bytes(data, length)?) };
        store.apply(&set, delta, now_unix_seconds).map_err(failure)
    })
}

/// Back to the version before, if it is still valid. The version left does not come back. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_store_rollback(
    store: *const PresendStore,
    set: PresendText,
    now_unix_seconds: u64,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends text of the length that it names.
        let (store, set) = unsafe { named(store, set) }?;
        store.rollback(&set, now_unix_seconds).map_err(failure)
    })
}

/// Keeps the active version, which `version` must name: nothing newer becomes active until it expires.
/// 0 pins nothing. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_store_pin(
    store: *const PresendStore,
    set: PresendText,
    version: u64,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends text of the length that it names.
        let (store, set) = unsafe { named(store, set) }?;
        store.pin(&set, (version != 0).then_some(version)).map_err(failure)
    })
}

/// The state of a set at this time. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_store_status(
    store: *const PresendStore,
    set: PresendText,
    now_unix_seconds: u64,
    status: *mut PresendSetStatus,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the result.
        let mut out = unsafe { Out::new(status, PresendSetStatus::EMPTY) }?;
        // SAFETY: the caller lends text of the length that it names.
        let (store, set) = unsafe { named(store, set) }?;
        let status = store.status(&set, now_unix_seconds).map_err(failure)?;
        out.set(PresendSetStatus::of(&status));
        Ok(())
    })
}

/// The set as it is now. It stays so, whatever happens to the store. Any thread.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn presend_store_snapshot(
    store: *const PresendStore,
    set: PresendText,
    snapshot: *mut *mut PresendSet,
) -> PresendStatus {
    guard(|| {
        // SAFETY: the caller lends a place for the handle.
        let mut out = unsafe { Out::handle(snapshot) }?;
        // SAFETY: the caller lends text of the length that it names.
        let (store, set) = unsafe { named(store, set) }?;
        out.give(PresendSet { set: store.snapshot(&set).map_err(failure)? });
        Ok(())
    })
}

/// Frees a store. Snapshots and scanners live on. NULL is accepted.
#[unsafe(no_mangle)]
pub extern "C" fn presend_store_free(store: Option<Box<PresendStore>>) {
    guard_or((), || drop(store));
}

/// The store, and the name of one of its sets: both outlive what a callback frees.
///
/// # Safety
/// As for [`argument::bytes`] and [`argument::shared`].
pub(crate) unsafe fn named(
    store: *const PresendStore,
    set: PresendText,
) -> Result<(Arc<SetStore>, String), Failure> {
    // SAFETY: the same is asked of this function's caller.
    let (set, store) = unsafe { (argument::text(set)?, argument::shared(store, "store")?) };
    Ok((store.store, set.to_owned()))
}

pub(crate) fn failure(fault: StoreFault) -> Failure {
    let status = match fault {
        StoreFault::UnknownSet => PresendStatus::BadArgument,
        StoreFault::Reentered => PresendStatus::Reentered,
        StoreFault::Files
        | StoreFault::FolderNotPrivate
        | StoreFault::Locked
        | StoreFault::Vault => PresendStatus::Unavailable,
        StoreFault::Refused(_)
        | StoreFault::Delta(_)
        | StoreFault::NoVersion
        | StoreFault::Pinned => PresendStatus::SetRefused,
    };
    Failure::new(status, fault)
}
