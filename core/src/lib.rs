//! Presend checks an attachment on the sender's own device, before it is end-to-end encrypted.
//!
//! The flow is the architecture; each stage is one module, in this order:
//!
//! ```text
//! attachment bytes
//!   -> sniff    MediaKind       what it is, by signature; a declared type is never trusted
//!   -> unpack   Part...         what it holds: the still, frames of an animation or video, files
//!   -> decode   luma rows       what a person sees, as grey rows, under Limits
//!   -> hash     Fingerprints    exact digests of the bytes; PDQ in eight exact orientations
//!      lent     Fingerprints    values of a hash whose code the app lends
//!      text     Fingerprints    of a message: the digests by which its links are compared
//!   -> lookup   Finding...      facts: which set, which evidence, what distance
//!   -> policy   Decision        what the app should do, clamped to what the evidence allows
//!   -> journal  JournalRecord   what the user may read afterwards; never content, never a hash
//! ```
//!
//! A scan of bytes against a list of one's own; the page "Presend in Rust" of the book goes on from here:
//!
//! ```
//! use presend::{Attachment, AttachmentScanner, Decision, KnownSet, ScanContext};
//!
//! let list = KnownSet::from_list_unverified("my list", "md5:0123456789abcdef0123456789abcdef")?;
//! let scanner = AttachmentScanner::builder().add_set(list).build();
//! let checked = scanner.scan(Attachment::bytes(b"about to be sent"), &ScanContext::at(1_800_000_000));
//! assert_eq!(checked.decision(), &Decision::Allow);
//! # Ok::<(), presend::set::ListError>(())
//! ```
#![forbid(unsafe_code)]

pub mod scan;

pub mod attachment;

pub mod context;

pub mod limits;

pub mod run;

pub mod undecided;

pub mod orientation;

pub mod sniff;

pub mod unpack;

pub mod decode;

pub mod hash;

pub mod lent;

pub mod text;

pub mod lookup;

pub mod own;

pub mod report;

pub mod policy;

pub mod journal;

pub mod appeal;

pub mod sealed;

pub mod explain;

pub mod set;

mod closed_list;

mod held;

mod lock;

mod panics;

// The names of a first program; all others are under their stage.
pub use attachment::Attachment;
pub use context::ScanContext;
pub use policy::Decision;
pub use scan::AttachmentScanner;
pub use set::KnownSet;
