//! What a transparency log shows of itself: RFC 6962 hashes, C2SP checkpoints and tlog-proofs.
