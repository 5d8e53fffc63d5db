//! What a transparency log shows of itself: RFC 6962 hashes, C2SP checkpoints and tlog-proofs,
//! and that a log continues what was seen of it.

mod checkpoint;
#[cfg(test)]
mod hostile;
mod merkle;
mod proof;
mod set_proof;
#[cfg(test)]
mod set_proof_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod vectors;

pub use checkpoint::Checkpoint;
pub use merkle::{EMPTY_ROOT, is_consistent, leaf_hash, node_hash, root_of_inclusion};
pub use proof::LogProof;
pub use set_proof::{EarlierHead, LogHead, MAX_EARLIER_HEADS, SetProof, consistency_text};
