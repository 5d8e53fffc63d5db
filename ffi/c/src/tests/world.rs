//! One handle of each kind, and what a callback does with them.

use core::cell::Cell;
use core::ffi::c_void;
use core::ptr;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::hooks;
use presend_c_base::pixels::PresendPixels;

use crate::builder::*;
use crate::cancel::*;
use crate::checked::*;
use crate::frames::*;
use crate::journal::*;
use crate::names::PresendReason;
use crate::pending::presend_store_forget_pending;
use crate::scan::*;
use crate::set::*;
use crate::status::PresendStatus;
use crate::store::*;
use crate::text::{PresendBuffer, PresendText, presend_buffer_free};

pub(super) const NOW: u64 = 1_800_000_000;

/// A digest, and a row of a hash that the app lends.
const LIST: &str = "md5:00112233445566778899aabbccddeeff lent:made-up:0102030405060708";

/// Which callback it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Decide,
    PolicyGone,
    Now,
    ClockGone,
    HashPicture,
    HashGone,
    Length,
    ReadAt,
    Load,
    Save,
    VaultGone,
}

impl Kind {
    pub(super) const ALL: [Self; 11] = [
        Self::Decide,
        Self::PolicyGone,
        Self::Now,
        Self::ClockGone,
        Self::HashPicture,
        Self::HashGone,
        Self::Length,
        Self::ReadAt,
        Self::Load,
        Self::Save,
        Self::VaultGone,
    ];
}

/// What the callback does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    Free,
    UseAndFree,
}

/// A handle that is freed once.
pub(super) struct Handle<T>(Cell<*mut T>);

impl<T> Handle<T> {
    const fn none() -> Self {
        Self(Cell::new(ptr::null_mut()))
    }

    /// For a call: NULL if it was freed.
    pub(super) fn get(&self) -> *mut T {
        self.0.get()
    }

    pub(super) fn take(&self) -> Option<Box<T>> {
        let handle = self.0.replace(ptr::null_mut());
        (!handle.is_null()).then(|| unsafe { Box::from_raw(handle) })
    }

    /// Puts what a call gives here.
    pub(super) fn filled(&self, call: impl FnOnce(*mut *mut T) -> PresendStatus) {
        let mut handle = ptr::null_mut();
        assert_eq!(call(&raw mut handle), PresendStatus::Ok);
        self.0.set(handle);
    }
}

pub(super) struct World {
    acts_in: Kind,
    act: Cell<Option<Act>>,
    /// If the policy also frees the scanner that asks it, whatever acts.
    pub(super) policy_frees: Cell<bool>,
    gone: [Cell<u32>; 4],
    given: [Cell<u32>; 4],
    pub(super) folder: PathBuf,
    pub(super) set: Handle<PresendSet>,
    pub(super) builder: Handle<PresendBuilder>,
    pub(super) scanner: Handle<PresendScanner>,
    pub(super) frames: Handle<PresendFrames>,
    pub(super) store: Handle<PresendStore>,
    pub(super) journal: Handle<PresendJournal>,
    pub(super) cancel: Handle<PresendCancel>,
    pub(super) checked: Handle<PresendChecked>,
}

impl World {
    /// Everything is there, in a place that it keeps; nothing acts until [`World::begins`].
    pub(super) fn new(acts_in: Kind) -> Rc<Self> {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("presend-c-{}-{number}", std::process::id());
        let world = Rc::new(Self {
            acts_in,
            act: Cell::new(None),
            policy_frees: Cell::new(false),
            gone: Default::default(),
            given: Default::default(),
            folder: std::env::temp_dir().join(name),
            set: Handle::none(),
            builder: Handle::none(),
            scanner: Handle::none(),
            frames: Handle::none(),
            store: Handle::none(),
            journal: Handle::none(),
            cancel: Handle::none(),
            checked: Handle::none(),
        });
        world.fill();
        world
    }

    fn fill(&self) {
        let list = PresendText::of(LIST);
        let folder = self.folder.join("journal");
        let folder = PresendText::of(folder.to_str().unwrap());
        unsafe {
            let name = PresendText::of("made-up");
            self.set.filled(|set| presend_set_from_list_unverified(name, list, set));
            self.journal.filled(|journal| presend_journal_open(folder, journal));
            self.cancel.filled(|cancel| presend_cancel_new(cancel));
            self.open_store();
            self.scanner.filled(|scanner| {
                let builder = self.new_builder();
                assert_eq!(presend_builder_build(builder, scanner), PresendStatus::Ok);
                presend_builder_free(Some(Box::from_raw(builder)));
                PresendStatus::Ok
            });
            self.builder.filled(|builder| {
                *builder = self.new_builder();
                PresendStatus::Ok
            });
            let (scanner, cancel) = (self.scanner.get(), self.cancel.get());
            self.frames.filled(|frames| presend_frames_new(scanner, NOW, cancel, frames));
            let frames = Handle::none();
            frames.filled(|frames| presend_frames_new(scanner, NOW, cancel, frames));
            self.checked.filled(|checked| presend_frames_finish(frames.get(), checked));
            presend_frames_free(frames.take());
        }
    }

    fn open_store(&self) {
        let folder = self.folder.join("store");
        let vault = hooks::vault(self);
        let options = PresendStoreOptions {
            folder: PresendText::of(folder.to_str().unwrap()),
            pins: ptr::NonNull::dangling().as_ptr(),
            pins_count: 0,
            vault: &raw const vault,
            vault_folder: PresendText::EMPTY,
            journal: self.journal.get(),
            now_unix_seconds: NOW,
        };
        self.store.filled(|store| unsafe { presend_store_open(&raw const options, store) });
    }

    /// With everything that a builder takes.
    unsafe fn new_builder(&self) -> *mut PresendBuilder {
        let mut builder = ptr::null_mut();
        let (policy, clock, hash) = (hooks::policy(self), hooks::clock(self), hooks::hash(self));
        let journal = if cfg!(miri) { ptr::null_mut() } else { self.journal.get() };
        unsafe {
            assert_eq!(presend_builder_new(&raw mut builder), PresendStatus::Ok);
            let done = [
                // Miri cannot sync a folder, as a journal that is written to does.
                presend_builder_journal(builder, journal),
                presend_builder_add_set(builder, self.set.get()),
                presend_builder_policy(builder, &raw const policy),
                presend_builder_monotonic(builder, &raw const clock),
                presend_builder_lend_hash(builder, &raw const hash),
                presend_builder_count_findings_in(builder, self.store.get()),
            ];
            let wanted = if cfg!(miri) { PresendStatus::NullPointer } else { PresendStatus::Ok };
            let [journal, others @ ..] = done;
            assert_eq!(journal, wanted);
            assert!(others.iter().all(|status| *status == PresendStatus::Ok));
        }
        builder
    }

    pub(super) fn user(&self) -> *mut c_void {
        ptr::from_ref(self).cast_mut().cast()
    }

    /// From now on the next callback of its kind does this.
    pub(super) fn begins(&self, act: Act) {
        self.act.set(Some(act));
    }

    pub(super) fn acted(&self) -> bool {
        self.act.get().is_none()
    }

    /// The library was handed a policy, a clock, a hash or a vault with a `release`.
    pub(super) fn gives(&self, gone: Kind) {
        count(&self.given, gone);
    }

    /// How many policies, clocks, hashes and vaults were handed over, and how many released.
    pub(super) fn given_and_gone(&self) -> [[u32; 4]; 2] {
        [&self.given, &self.gone].map(|counts| counts.each_ref().map(Cell::get))
    }

    pub(super) fn called(&self, kind: Kind) {
        count(&self.gone, kind);
        if kind == Kind::Decide && self.policy_frees.get() {
            presend_scanner_free(self.scanner.take());
        }
        if kind == self.acts_in
            && let Some(act) = self.act.take()
        {
            if act == Act::UseAndFree {
                self.use_all();
            }
            self.free_all();
        }
    }

    fn use_all(&self) {
        let mut reference = PresendSetRef::EMPTY;
        let mut words = PresendBuffer::EMPTY;
        let no_pixels = PresendPixels {
            data: ptr::null(),
            length: 0,
            stride_bytes: 0,
            width: 0,
            height: 0,
            format: 1,
            exif_orientation: 1,
        };
        let mut reason = PresendReason::None;
        unsafe {
            presend_set_reference(self.set.get().as_ref(), &raw mut reference);
            presend_builder_lacks_a_set(self.builder.get());
            presend_builder_built_in_policy(self.builder.get(), PresendText::of("block_match"));
            if !self.scanner.get().is_null() {
                let checked = Handle::none();
                checked.filled(|checked| super::calls::scan(self, checked));
                presend_checked_free(checked.take());
            }
            presend_frames_push(self.frames.get(), &raw const no_pixels, 0, &raw mut reason);
            let checked = Handle::<PresendChecked>::none();
            let mut place = ptr::null_mut();
            presend_frames_finish(self.frames.get(), &raw mut place);
            checked.0.set(place);
            presend_checked_free(checked.take());
            presend_store_forget_pending(self.store.get(), PresendText::of("none"));
            presend_journal_verify(self.journal.get().as_ref(), ptr::null_mut());
            presend_cancel(self.cancel.get());
            presend_checked_explain(self.checked.get().as_ref(), 1, 1, &raw mut words);
            presend_buffer_free(Some(&mut words));
            presend_checked_json(self.checked.get().as_ref(), &raw mut words);
            presend_buffer_free(Some(&mut words));
        }
    }

    pub(super) fn free_all(&self) {
        presend_checked_free(self.checked.take());
        presend_frames_free(self.frames.take());
        presend_scanner_free(self.scanner.take());
        presend_builder_free(self.builder.take());
        presend_store_free(self.store.take());
        presend_journal_free(self.journal.take());
        presend_cancel_free(self.cancel.take());
        presend_set_free(self.set.take());
    }
}

impl Drop for World {
    fn drop(&mut self) {
        self.free_all();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Counts what is released; other kinds are not counted.
fn count(counts: &[Cell<u32>; 4], kind: Kind) {
    let [policies, clocks, hashes, vaults] = counts;
    let count = match kind {
        Kind::PolicyGone => policies,
        Kind::ClockGone => clocks,
        Kind::HashGone => hashes,
        Kind::VaultGone => vaults,
        _ => return,
    };
    count.set(count.get().saturating_add(1));
}
