//! The order of making, verb by verb.

pub(super) mod attest;
pub(super) mod build;
pub(super) mod bundle;
mod counted;
pub(super) mod delta;
pub(super) mod import;
pub(super) mod join;
pub(super) mod keygen;
pub(super) mod log;
pub(super) mod new;
pub(super) mod next;
pub(super) mod rehearse;
pub(super) mod submit;
mod words;
