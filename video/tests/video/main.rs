//! Whole clips, sound and damaged, through the decoder and the scan.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
#![expect(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

mod clips;
mod hostile;
mod support;
