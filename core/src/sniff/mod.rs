//! Attachment bytes -> [`MediaKind`]: what it is, by signature.

mod kind;

pub use kind::MediaKind;
