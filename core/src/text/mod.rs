//! Text that is about to be sent -> the digests by which its links are compared.
//!
//! Links are found, brought to the form that Safe Browsing publishes ("URLs and Hashing"), and cut into
//! expressions: the host and its parents, with the path and its folders. What a list holds, and what is
//! compared, is the SHA-256 of an expression. There is no network, so there are no prefixes of digests.

mod canonical;
mod expressions;
mod find;
mod host;
mod marks;
mod names;
mod path;
mod punycode;
mod suffix;
#[cfg(test)]
mod tests;
mod typed;
mod unescape;

pub use canonical::CanonicalUrl;
pub use expressions::{Expression, MAX_EXPRESSIONS};
pub use find::{Links, links};
pub use typed::is_in_link;
