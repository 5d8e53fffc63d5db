//! Exact digests of the attachment's bytes: one pass, and only those that somebody asks for.

mod digester;
mod wanted;

pub use digester::{Digester, digest};
pub use wanted::{DigestKind, DigestSet};
