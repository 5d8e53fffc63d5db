//! The app's side: each callback tells the world which one it is, and then does its work.

use core::ffi::c_void;
use core::ptr;

use super::world::{Kind, World};
use crate::lent::PresendLentHash;
use crate::monotonic::PresendMonotonic;
use crate::policy::{PresendAnswer, PresendPolicy};
use crate::report::PresendReport;
use crate::source::PresendSource;
use crate::text::PresendText;
use crate::vault::PresendVault;

const CONTENT: &[u8] = b"plain words";
/// PRESEND_ACTION_ALLOW.
const ALLOW: u32 = 1;

unsafe fn world<'a>(user: *mut c_void) -> &'a World {
    unsafe { &*user.cast_const().cast::<World>() }
}

pub(super) fn policy(world: &World) -> PresendPolicy {
    world.gives(Kind::PolicyGone);
    let description = PresendText::of("made up");
    PresendPolicy {
        user: world.user(),
        decide: Some(decide),
        description,
        release: Some(policy_gone),
    }
}

pub(super) fn clock(world: &World) -> PresendMonotonic {
    world.gives(Kind::ClockGone);
    PresendMonotonic { user: world.user(), now_us: Some(now_us), release: Some(clock_gone) }
}

/// Of the bytes of each file that is a picture.
pub(super) fn hash(world: &World) -> PresendLentHash {
    world.gives(Kind::HashGone);
    PresendLentHash {
        user: world.user(),
        name: PresendText::of("made-up"),
        value_bytes: 8,
        input: 2,
        width: 0,
        height: 0,
        distance: 1,
        threshold: 1,
        deadline_ms: 60_000,
        hash: Some(hash_picture),
        release: Some(hash_gone),
    }
}

pub(super) fn source(world: &World) -> PresendSource {
    PresendSource { user: world.user(), length: Some(length), read_at: Some(read_at) }
}

pub(super) fn vault(world: &World) -> PresendVault {
    world.gives(Kind::VaultGone);
    PresendVault { release: Some(vault_gone), ..unreleased_vault(world) }
}

pub(super) fn unreleased_vault(world: &World) -> PresendVault {
    PresendVault { user: world.user(), load: Some(load), save: Some(save), release: None }
}

unsafe extern "C-unwind" fn decide(
    user: *mut c_void,
    _: *const PresendReport,
    _: u32,
    answer: *mut PresendAnswer,
) -> i32 {
    unsafe {
        world(user).called(Kind::Decide);
        (*answer).action = ALLOW;
    }
    0
}

unsafe extern "C-unwind" fn now_us(user: *mut c_void) -> u64 {
    unsafe { world(user) }.called(Kind::Now);
    7
}

unsafe extern "C-unwind" fn hash_picture(
    user: *mut c_void,
    _: *const u8,
    _: usize,
    value: *mut u8,
    capacity: usize,
) -> i32 {
    unsafe {
        world(user).called(Kind::HashPicture);
        value.write_bytes(1, capacity);
    }
    0
}

unsafe extern "C-unwind" fn hash_gone(user: *mut c_void) {
    unsafe { world(user) }.called(Kind::HashGone);
}

unsafe extern "C-unwind" fn length(user: *mut c_void, length: *mut u64) -> i32 {
    unsafe {
        world(user).called(Kind::Length);
        *length = u64::try_from(CONTENT.len()).unwrap();
    }
    0
}

unsafe extern "C-unwind" fn read_at(
    user: *mut c_void,
    offset: u64,
    buffer: *mut u8,
    capacity: usize,
    count: *mut usize,
) -> i32 {
    unsafe {
        world(user).called(Kind::ReadAt);
        let rest = CONTENT.get(usize::try_from(offset).unwrap()..).unwrap();
        let copied = rest.len().min(capacity);
        ptr::copy_nonoverlapping(rest.as_ptr(), buffer, copied);
        *count = copied;
    }
    0
}

unsafe extern "C-unwind" fn load(
    user: *mut c_void,
    _: PresendText,
    _: *mut u8,
    _: usize,
    _: *mut usize,
) -> i32 {
    unsafe { world(user) }.called(Kind::Load);
    1
}

unsafe extern "C-unwind" fn save(user: *mut c_void, _: PresendText, _: PresendText) -> i32 {
    unsafe { world(user) }.called(Kind::Save);
    0
}

unsafe extern "C-unwind" fn policy_gone(user: *mut c_void) {
    unsafe { world(user) }.called(Kind::PolicyGone);
}

unsafe extern "C-unwind" fn clock_gone(user: *mut c_void) {
    unsafe { world(user) }.called(Kind::ClockGone);
}

unsafe extern "C-unwind" fn vault_gone(user: *mut c_void) {
    unsafe { world(user) }.called(Kind::VaultGone);
}
