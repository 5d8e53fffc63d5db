//! Callbacks that use every handle, and free every handle, while a call is in them. There is no picture
//! and no signed set in it, so that Miri can run it: `scripts/test-miri`. The same with verified sets is
//! in C: `bindings/c/tests/reentry.c`.
#![expect(
    clippy::unwrap_used,
    clippy::undocumented_unsafe_blocks,
    reason = "a test fails by panicking, and plays the caller whom the header asks for all this"
)]

mod calls;
mod hooks;
mod world;

use calls::{BUILDERS, Call, FREES, SCANS, VAULTS, VIDEOS};
use world::{Act, Kind, World};

/// In each callback that each call makes, one after the other: once it frees everything, and once it uses
/// everything first.
fn in_every_callback(calls: &[Call]) {
    let tried = calls.iter().flat_map(|call| call.makes.iter().map(move |kind| (call, *kind)));
    for ((call, kind), act) in
        tried.flat_map(|tried| [(tried, Act::Free), (tried, Act::UseAndFree)])
    {
        let world = World::new(kind);
        (call.run)(&world, act);
        assert!(world.acted(), "{} makes no call to {kind:?}", call.name);
        world.free_all();
        let [given, gone] = world.given_and_gone();
        assert_eq!(given, gone, "{}, {kind:?}", call.name);
    }
}

#[test]
fn what_a_scan_calls_may_use_and_free_every_handle() {
    in_every_callback(SCANS);
}

#[test]
fn what_a_video_calls_may_use_and_free_every_handle() {
    in_every_callback(VIDEOS);
}

#[test]
fn what_a_builder_calls_may_use_and_free_every_handle() {
    in_every_callback(BUILDERS);
}

#[test]
fn what_a_free_function_calls_may_use_and_free_every_handle() {
    in_every_callback(FREES);
}

#[test]
fn a_vault_may_use_and_free_every_handle() {
    in_every_callback(VAULTS);
}

#[test]
fn every_kind_of_callback_is_tried() {
    let calls = [SCANS, VIDEOS, BUILDERS, FREES, VAULTS].concat();
    for kind in Kind::ALL {
        assert!(calls.iter().any(|call| call.makes.contains(&kind)), "{kind:?}");
    }
}
