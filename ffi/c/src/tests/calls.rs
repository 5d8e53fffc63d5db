//! The calls in which the library calls back, each with the callbacks that it makes.

use core::ptr;

use presend::set::vault::StateVault as _;

use super::hooks;
use super::world::{Act, Kind, NOW, World};
use crate::builder::*;
use crate::checked::{PresendChecked, presend_checked_free};
use crate::frames::*;
use crate::lent::PresendLentHash;
use crate::policy::PresendPolicy;
use crate::scan::*;
use crate::status::PresendStatus;
use crate::store::*;
use crate::text::PresendText;
use crate::vault::Vault;

/// A call.
#[derive(Clone, Copy)]
pub(super) struct Call {
    pub(super) name: &'static str,
    pub(super) makes: &'static [Kind],
    pub(super) run: fn(&World, Act),
}

/// What a scan calls.
pub(super) const SCANS: &[Call] = &[
    Call { name: "scan_bytes", makes: &[Kind::Decide, Kind::Now], run: scan_bytes },
    Call {
        name: "scan_bytes of a picture",
        makes: &[Kind::HashPicture, Kind::Decide, Kind::Now],
        run: scan_picture,
    },
    Call {
        name: "scan_source",
        makes: &[Kind::Length, Kind::ReadAt, Kind::Decide, Kind::Now],
        run: scan_source,
    },
    Call {
        name: "scan_bytes, after which the scanner is gone",
        makes: &[Kind::PolicyGone, Kind::ClockGone, Kind::HashGone],
        run: scan_and_be_gone,
    },
    Call { name: "a policy on its own thread", makes: &[Kind::Decide], run: on_its_own_thread },
];

/// What a video calls.
pub(super) const VIDEOS: &[Call] = &[
    Call { name: "frames_new", makes: &[Kind::Now], run: frames_new },
    Call { name: "frames_finish", makes: &[Kind::Decide, Kind::Now], run: frames_finish },
    Call {
        name: "frames_finish of a scanner that is gone",
        makes: &[Kind::PolicyGone, Kind::ClockGone],
        run: |world, act| {
            presend_scanner_free(world.scanner.take());
            frames_finish(world, act);
        },
    },
];

/// What a builder calls when it is given something else.
pub(super) const BUILDERS: &[Call] = &[
    Call { name: "builder_policy", makes: &[Kind::PolicyGone], run: another_policy },
    Call { name: "builder_policy, refused", makes: &[Kind::PolicyGone], run: refused_policy },
    Call { name: "builder_built_in_policy", makes: &[Kind::PolicyGone], run: built_in_policy },
    Call { name: "builder_monotonic", makes: &[Kind::ClockGone], run: another_clock },
    Call { name: "builder_lend_hash", makes: &[Kind::HashGone], run: another_hash },
    Call { name: "builder_lend_hash, refused", makes: &[Kind::HashGone], run: refused_hash },
];

/// What a free function calls.
pub(super) const FREES: &[Call] = &[
    Call {
        name: "builder_free",
        makes: &[Kind::PolicyGone, Kind::ClockGone, Kind::HashGone],
        run: |world, act| {
            world.begins(act);
            presend_builder_free(world.builder.take());
        },
    },
    Call {
        name: "scanner_free",
        makes: &[Kind::PolicyGone, Kind::ClockGone, Kind::HashGone],
        run: |world, act| {
            presend_frames_free(world.frames.take());
            world.begins(act);
            presend_scanner_free(world.scanner.take());
        },
    },
    Call { name: "store_free", makes: &[Kind::VaultGone], run: store_free },
];

/// What a store calls; Miri cannot open one that holds sets.
pub(super) const VAULTS: &[Call] =
    &[Call { name: "a vault", makes: &[Kind::Load, Kind::Save], run: vault }];

pub(super) fn scan(world: &World, checked: *mut *mut PresendChecked) -> PresendStatus {
    let (scanner, cancel) = (world.scanner.get(), world.cancel.get());
    unsafe { presend_scan_bytes(scanner, b"words".as_ptr(), 5, NOW, cancel, checked) }
}

/// What a call gives is there, whatever was freed meanwhile.
fn gives(call: impl FnOnce(*mut *mut PresendChecked) -> PresendStatus) {
    let mut checked = ptr::null_mut();
    assert_eq!(call(&raw mut checked), PresendStatus::Ok);
    let checked = unsafe { Box::from_raw(checked) };
    assert_eq!(checked.checked.decided.by.name(), "policy");
    presend_checked_free(Some(checked));
}

fn scan_bytes(world: &World, act: Act) {
    world.begins(act);
    gives(|checked| scan(world, checked));
}

/// The head of a HEIC file: the app's code gets it, and no decoder is needed.
fn scan_picture(world: &World, act: Act) {
    let (scanner, cancel) = (world.scanner.get(), world.cancel.get());
    let file = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    world.begins(act);
    gives(|checked| unsafe {
        presend_scan_bytes(scanner, file.as_ptr(), file.len(), NOW, cancel, checked)
    });
}

fn scan_source(world: &World, act: Act) {
    let source = hooks::source(world);
    let (scanner, cancel) = (world.scanner.get(), world.cancel.get());
    world.begins(act);
    gives(|checked| unsafe {
        presend_scan_source(scanner, &raw const source, NOW, cancel, checked)
    });
}

fn scan_and_be_gone(world: &World, act: Act) {
    presend_frames_free(world.frames.take());
    world.policy_frees.set(true);
    scan_bytes(world, act);
}

fn on_its_own_thread(world: &World, act: Act) {
    let builder = world.builder.get();
    let old = world.scanner.take();
    world.scanner.filled(|scanner| unsafe {
        assert_eq!(presend_builder_hook_terms(builder, 1, 600_000), PresendStatus::Ok);
        assert_eq!(presend_builder_policy_on_its_own_thread(builder), PresendStatus::Ok);
        presend_builder_build(builder, scanner)
    });
    presend_scanner_free(old);
    scan_bytes(world, act);
}

fn frames_new(world: &World, act: Act) {
    let mut frames = ptr::null_mut();
    let (scanner, cancel) = (world.scanner.get(), world.cancel.get());
    world.begins(act);
    let status = unsafe { presend_frames_new(scanner, NOW, cancel, &raw mut frames) };
    assert_eq!(status, PresendStatus::Ok);
    gives(|checked| unsafe { presend_frames_finish(frames, checked) });
    presend_frames_free(Some(unsafe { Box::from_raw(frames) }));
}

fn frames_finish(world: &World, act: Act) {
    world.begins(act);
    gives(|checked| unsafe { presend_frames_finish(world.frames.get(), checked) });
}

fn another_policy(world: &World, act: Act) {
    let policy = hooks::policy(world);
    world.begins(act);
    let status = unsafe { presend_builder_policy(world.builder.get(), &raw const policy) };
    assert_eq!(status, PresendStatus::Ok);
}

fn refused_policy(world: &World, act: Act) {
    let policy = PresendPolicy { decide: None, ..hooks::policy(world) };
    world.begins(act);
    let status = unsafe { presend_builder_policy(world.builder.get(), &raw const policy) };
    assert_eq!(status, PresendStatus::NullPointer);
}

fn built_in_policy(world: &World, act: Act) {
    let name = PresendText::of("warn_only");
    world.begins(act);
    let status = unsafe { presend_builder_built_in_policy(world.builder.get(), name) };
    assert_eq!(status, PresendStatus::Ok);
}

fn another_clock(world: &World, act: Act) {
    let clock = hooks::clock(world);
    world.begins(act);
    let status = unsafe { presend_builder_monotonic(world.builder.get(), &raw const clock) };
    assert_eq!(status, PresendStatus::Ok);
}

fn another_hash(world: &World, act: Act) {
    let hash = hooks::hash(world);
    world.begins(act);
    let status = unsafe { presend_builder_lend_hash(world.builder.get(), &raw const hash) };
    assert_eq!(status, PresendStatus::Ok);
}

fn refused_hash(world: &World, act: Act) {
    let hash = PresendLentHash { threshold: 0, ..hooks::hash(world) };
    world.begins(act);
    let status = unsafe { presend_builder_lend_hash(world.builder.get(), &raw const hash) };
    assert_eq!(status, PresendStatus::BadArgument);
}

/// The builder and the scanner have the store too.
fn store_free(world: &World, act: Act) {
    presend_frames_free(world.frames.take());
    presend_scanner_free(world.scanner.take());
    presend_builder_free(world.builder.take());
    world.begins(act);
    presend_store_free(world.store.take());
}

/// As a store calls it.
fn vault(world: &World, act: Act) {
    let vault = Vault::new(&hooks::unreleased_vault(world));
    let vault = vault.ok().unwrap();
    world.begins(act);
    assert_eq!(vault.load("made-up"), Ok(None));
    assert_eq!(vault.save("made-up", "text"), Ok(()));
}
