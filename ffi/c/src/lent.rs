//! Hashes whose code the app lends.

use core::ffi::c_void;

use presend::lent::{
    LentAnswer, LentDistance, LentFailed, LentForm, LentHash, LentInput, LentPicture, LentTerms,
};
use presend_c_base::argument;
use presend_c_base::callback::{self, PresendRelease, User};
use presend_c_base::numbered;

use crate::status::Failure;
use crate::text::PresendText;

/// What a lent hash is computed from.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum PresendLentInput {
    /// A grey thumbnail of each picture and frame: rows from the top, a byte a pixel, 0 is black. Turned as
    /// a person sees the picture, squeezed to the size, transparent pixels over white.
    GreyThumbnail = 1,
    /// The bytes of each file that is a picture.
    Bytes = 2,
}

/// How far two values are from each other.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum PresendLentDistance {
    /// How many bits differ.
    Hamming = 1,
    /// The sum of the differences of the bytes.
    L1 = 2,
    /// The square root of the sum of their squares, rounded up.
    L2 = 3,
}

numbered!(LentDistance, PresendLentDistance: Hamming L1 L2);

/// Writes the value of one picture into `value`: `capacity` bytes, exactly, as many as were declared.
/// `data` is what PresendLentInput says, and lives until this returns. Returns 0 if it could, 1 if the
/// picture is too flat to be compared, anything else if it failed. Called on a thread of its own, also on
/// several at once. It may free or use any handle, the scanner that asks it included.
pub type PresendHashPicture = Option<
    unsafe extern "C-unwind" fn(
        user: *mut c_void,
        data: *const u8,
        length: usize,
        value: *mut u8,
        capacity: usize,
    ) -> i32,
>;

/// A hash that sets have rows of and the library has no code for, such as one that only a licence gives.
/// What it declares is in the policy's description. What it fails at, or is late with, is undecided as
/// `lent_hash_failed`. After a late answer `release` may be called on the hash's own thread, later than the scanner is freed.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct PresendLentHash {
    /// Passed to the callbacks; never looked at. It must be usable from any thread.
    pub user: *mut c_void,
    /// Its name, as the sets have it: small letters, digits and `-`, at most 32; copied.
    pub name: PresendText,
    /// Bytes of a value, 8 to 1024, as the sets have it.
    pub value_bytes: u32,
    /// A PresendLentInput.
    pub input: u32,
    /// Width of the thumbnail in pixels, 1 to 512; not looked at for bytes.
    pub width: u32,
    /// Height of the thumbnail in pixels, 1 to 512; not looked at for bytes.
    pub height: u32,
    /// A PresendLentDistance.
    pub distance: u32,
    /// The largest distance that is a match: at least 1, at most a quarter of the largest that there is.
    pub threshold: u32,
    /// How long one picture may take, in milliseconds: at most a minute.
    pub deadline_ms: u32,
    /// Gives the value of a picture.
    pub hash: PresendHashPicture,
    /// Frees `user`; may be NULL. Called exactly once, also if lending the hash failed.
    pub release: PresendRelease,
}

/// A callback as a hash of the core.
pub(crate) struct Lent {
    user: User,
    hash: unsafe extern "C-unwind" fn(*mut c_void, *const u8, usize, *mut u8, usize) -> i32,
    value_bytes: usize,
}

impl Lent {
    /// Takes `user` over at once, so that it is released if anything is wrong.
    ///
    /// # Safety
    /// The name must be valid as [`argument::bytes`] asks.
    pub(crate) unsafe fn new(lent: &PresendLentHash) -> Result<(LentTerms, Self), Failure> {
        let user = User { pointer: lent.user, release: lent.release };
        let hash = lent.hash.ok_or_else(|| Failure::null("hash"))?;
        // SAFETY: the same is asked of this function's caller.
        let name = unsafe { argument::text(lent.name) }?;
        let terms = terms(name, lent)?;
        let value_bytes = usize::from(terms.form().bytes());
        Ok((terms, Self { user, hash, value_bytes }))
    }
}

fn terms(name: &str, lent: &PresendLentHash) -> Result<LentTerms, Failure> {
    let form = u16::try_from(lent.value_bytes).ok().and_then(|bytes| LentForm::new(name, bytes));
    let form = form.ok_or_else(|| Failure::argument("no lent hash has this name and length"))?;
    let input = input(lent).ok_or_else(|| Failure::argument("an unknown input"))?;
    let distance = PresendLentDistance::core(lent.distance);
    let distance = distance.ok_or_else(|| Failure::argument("an unknown distance"))?;
    LentTerms::new(form, input, distance, lent.threshold, lent.deadline_ms)
        .map_err(Failure::argument)
}

fn input(lent: &PresendLentHash) -> Option<LentInput> {
    const GREY: u32 = PresendLentInput::GreyThumbnail.number();
    const BYTES: u32 = PresendLentInput::Bytes.number();
    // A side that is too large stays so, and is refused with the terms.
    let side = |side: u32| u16::try_from(side).unwrap_or(u16::MAX);
    match lent.input {
        GREY => {
            Some(LentInput::GreyThumbnail { width: side(lent.width), height: side(lent.height) })
        }
        BYTES => Some(LentInput::Bytes),
        _ => None,
    }
}

impl PresendLentInput {
    #[expect(clippy::as_conversions, reason = "nothing else says the number of a value")]
    const fn number(self) -> u32 {
        self as u32
    }
}

impl LentHash for Lent {
    fn hash(&self, picture: &LentPicture) -> Result<LentAnswer, LentFailed> {
        let picture: &[u8] = match picture {
            LentPicture::Grey { width: _, height: _, pixels } => pixels,
            LentPicture::Bytes(bytes) => bytes,
        };
        let mut value = vec![0; self.value_bytes];
        let (data, length) = (picture.as_ptr(), picture.len());
        let (place, capacity) = (value.as_mut_ptr(), value.len());
        // SAFETY: the app's own function with the app's own pointer; the picture and the place for the
        // value live until it returns.
        let hash = || unsafe { (self.hash)(self.user.pointer, data, length, place, capacity) };
        match callback::call(hash) {
            0 => Ok(LentAnswer::Value(value)),
            1 => Ok(LentAnswer::TooFlat),
            _ => Err(LentFailed),
        }
    }
}
