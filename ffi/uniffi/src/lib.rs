//! Presend for Kotlin and Swift: the surface that UniFFI exports. Conversion only: no rule lives here.
//!
//! Names are the core's; what each does is said there once and in the bindings that wrap it. Every
//! call is synchronous and may be made from any thread. The traits are the app's own code: a failure
//! of theirs, declared or not, is an error here, never a crash.
#![deny(unsafe_code)]
#![expect(missing_debug_implementations, reason = "what an app lends shows nothing of itself")]

pub mod cancel;
pub mod checked;
pub mod context;
pub mod decision;
pub mod decoder;
pub mod failure;
pub mod frames;
pub mod host_failure;
pub mod journal;
pub mod journal_record;
pub mod lent;
pub mod limits;
pub(crate) mod mirror;
pub mod origin;
pub mod own_check;
pub mod piece;
pub mod pixels;
pub mod policy;
pub mod report;
pub mod scanner;
pub mod sealed;
pub mod set;
pub mod source;
pub mod store;
pub mod test_kit;
pub mod undecided;
pub mod vault;
pub mod video;

uniffi::setup_scaffolding!();

/// Version of the library.
#[uniffi::export]
#[must_use]
pub fn presend_version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
