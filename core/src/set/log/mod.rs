//! What a transparency log shows of itself: RFC 6962 hashes, C2SP checkpoints and tlog-proofs.

mod checkpoint;
#[cfg(test)]
mod hostile;
mod merkle;
mod proof;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod vectors;

pub use checkpoint::Checkpoint;
pub use merkle::{EMPTY_ROOT, is_consistent, leaf_hash, node_hash, root_of_inclusion};
pub use proof::LogProof;
