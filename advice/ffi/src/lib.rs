//! Sensitive-content advice for Kotlin and Swift: the surface that UniFFI exports. Conversion only: no rule
//! lives here, and nothing of it is in `presend-ffi`, which compares with lists.
//!
//! Names are those of `presend-advice`. Every call is synchronous and may be made from any thread. The traits
//! are the app's own code: a failure of theirs, declared or not, is no advice, never a crash.
#![deny(unsafe_code)]
#![expect(missing_debug_implementations, reason = "what an app lends shows nothing of itself")]

pub mod advisor;
pub mod check;
pub mod class;
pub mod failure;
pub mod model;
pub mod switch;
pub mod verdict;

// The same at both borders. A crate for them would be a third namespace in both languages.
#[path = "../../../ffi/uniffi/src/cancel.rs"]
pub mod cancel;
#[path = "../../../ffi/uniffi/src/host_failure.rs"]
pub mod host_failure;
#[path = "../../../ffi/uniffi/src/mirror.rs"]
pub(crate) mod mirror;
#[path = "../../../ffi/uniffi/src/pixels.rs"]
pub mod pixels;
#[path = "../../../ffi/uniffi/src/undecided.rs"]
pub mod undecided;

uniffi::setup_scaffolding!();

/// Version of the library.
#[uniffi::export]
#[must_use]
pub fn advice_version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
