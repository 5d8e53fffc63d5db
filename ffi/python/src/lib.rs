//! Presend for Python: all that `presend-ffi` exports, from the very same source, and a desk's part.
//!
//! The surface is compiled into this crate, not linked: another crate type beside `presend-ffi`'s would
//! end the optimisation across crates of what phones carry. Hashes come out here and nowhere else.
#![deny(unsafe_code)]

mod desk;
#[path = "../../../cli/src/heic/mod.rs"]
mod heic;
#[path = "../../uniffi/src/lib.rs"]
mod surface;

pub use desk::*;
pub use surface::*;
