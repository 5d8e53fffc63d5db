#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
#![expect(clippy::panic, clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

mod container;
mod drawn;
mod fax;
mod hostile;
mod jpeg;
mod odd;
mod seen;
mod streams;
mod ycbcr;
