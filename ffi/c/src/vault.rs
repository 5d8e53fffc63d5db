//! The app's state vault, as callbacks.

use core::ffi::c_void;

use presend::set::vault::{StateVault, VaultUnavailable};
use presend_c_base::callback::{self, PresendRelease, User};

use crate::status::Failure;
use crate::text::PresendText;

/// Copies at most `capacity` bytes of the text that was saved last for `set` into `buffer`, and writes
/// its whole length to `length`; if that is more, it is called again with enough room. Returns 0 if
/// there is a text, 1 if there is none yet, anything else if it cannot be read now.
pub type PresendLoad = Option<
    unsafe extern "C-unwind" fn(
        user: *mut c_void,
        set: PresendText,
        buffer: *mut u8,
        capacity: usize,
        length: *mut usize,
    ) -> i32,
>;

/// Keeps `text` for `set` in place of the last one, as a whole: after a crash one of the two is there.
/// Returns 0 if it did.
pub type PresendSave = Option<
    unsafe extern "C-unwind" fn(user: *mut c_void, set: PresendText, text: PresendText) -> i32,
>;

/// Keeps the state of each set, a few hundred bytes, where a restore of files does not bring back an
/// old one: in what the system's keystore protects, say. It may be called on any thread, one call at a
/// time for a store, which holds off other writers meanwhile. Its callbacks may free or use any handle.
/// What would change that store, or open another on its folder, gives PRESEND_STATUS_REENTERED and does
/// nothing, and a scan counts nothing in it; another thread that does so gets
/// PRESEND_STATUS_UNAVAILABLE after some seconds.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PresendVault {
    /// Passed to the callbacks; never looked at. It must be usable from any thread.
    pub user: *mut c_void,
    /// Gives the text.
    pub load: PresendLoad,
    /// Keeps a text.
    pub save: PresendSave,
    /// Frees `user`; may be NULL. Called exactly once, also if opening the store failed.
    pub release: PresendRelease,
}

/// Callbacks as a vault of the core.
pub(crate) struct Vault {
    user: User,
    load: unsafe extern "C-unwind" fn(*mut c_void, PresendText, *mut u8, usize, *mut usize) -> i32,
    save: unsafe extern "C-unwind" fn(*mut c_void, PresendText, PresendText) -> i32,
}

/// Room for a state at the first call, in bytes.
const USUAL_BYTES: usize = 4096;

/// No state is as long: a vault that says so is broken.
const MAX_BYTES: usize = 1 << 20;

impl Vault {
    /// Takes `user` over at once, so that it is released if anything is wrong.
    pub(crate) fn new(vault: &PresendVault) -> Result<Self, Failure> {
        let PresendVault { user, load, save, release } = *vault;
        let user = User { pointer: user, release };
        let load = load.ok_or_else(|| Failure::null("load"))?;
        let save = save.ok_or_else(|| Failure::null("save"))?;
        Ok(Self { user, load, save })
    }

    /// Loads into `buffer`: how long the text is; `None` if there is none.
    fn load_into(&self, set: &str, buffer: &mut [u8]) -> Result<Option<usize>, VaultUnavailable> {
        let mut length = 0;
        let (data, capacity) = (buffer.as_mut_ptr(), buffer.len());
        let set = PresendText::of(set);
        // SAFETY: the app's own function with the app's own pointer; name, buffer and length live
        // until it returns.
        let load =
            || unsafe { (self.load)(self.user.pointer, set, data, capacity, &raw mut length) };
        match callback::call(load) {
            0 if length <= MAX_BYTES => Ok(Some(length)),
            1 => Ok(None),
            _ => Err(VaultUnavailable),
        }
    }
}

impl StateVault for Vault {
    fn load(&self, set: &str) -> Result<Option<String>, VaultUnavailable> {
        let mut buffer = vec![0; USUAL_BYTES];
        let Some(mut length) = self.load_into(set, &mut buffer)? else { return Ok(None) };
        if length > buffer.len() {
            buffer.resize(length, 0);
            length = self.load_into(set, &mut buffer)?.ok_or(VaultUnavailable)?;
        }
        if length > buffer.len() {
            return Err(VaultUnavailable);
        }
        buffer.truncate(length);
        // What is no text is a state too, a damaged one: the store says so.
        Ok(Some(String::from_utf8(buffer).unwrap_or_default()))
    }

    fn save(&self, set: &str, text: &str) -> Result<(), VaultUnavailable> {
        let (set, text) = (PresendText::of(set), PresendText::of(text));
        // SAFETY: the app's own function with the app's own pointer; the texts live until it returns.
        match callback::call(|| unsafe { (self.save)(self.user.pointer, set, text) }) {
            0 => Ok(()),
            _ => Err(VaultUnavailable),
        }
    }
}
