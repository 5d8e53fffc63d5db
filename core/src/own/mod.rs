//! A check that the app brings itself, on the hook of the policy: of spelling, say.
//!
//! What it says stays apart, by type, from what is compared with known material. It can say nothing or
//! that it has a remark, and a decision that rests on it is a question at most. It finds nothing, clears
//! nothing, changes no outcome, counts towards no threshold and is in no sealed report:
//!
//! ```compile_fail,E0599
//! let block = presend::own::OwnAnswer::Block;
//! ```
//! ```compile_fail,E0277
//! fn find(said: presend::own::OwnResult) -> presend::report::Finding {
//!     said.into()
//! }
//! ```
//! ```compile_fail,E0277
//! fn report(said: presend::own::OwnResult) -> presend::sealed::ReportedFinding {
//!     said.into()
//! }
//! ```
//! ```compile_fail,E0277
//! fn reached(said: presend::own::OwnResult) -> presend::sealed::ThresholdReached {
//!     said.into()
//! }
//! ```
//! ```compile_fail,E0308
//! fn outcome(said: &[presend::own::OwnResult]) -> presend::report::Outcome {
//!     presend::report::Outcome::of(said, None)
//! }
//! ```
//! A check of the app's, beside a list:
//!
//! ```
//! use std::sync::Arc;
//!
//! use presend::own::{OwnAnswer, OwnCheck, OwnCheckFailed, OwnInput, OwnSaid, OwnSeen};
//! use presend::{Attachment, AttachmentScanner, Decision, KnownSet, ScanContext};
//!
//! struct Spelling;
//!
//! impl OwnCheck for Spelling {
//!     fn check(&self, seen: OwnSeen<'_>) -> Result<OwnAnswer, OwnCheckFailed> {
//!         let OwnSeen::Text(text) = seen else { return Err(OwnCheckFailed) };
//!         Ok(if text.contains("recieve") { OwnAnswer::Remark } else { OwnAnswer::Nothing })
//!     }
//! }
//!
//! let links = KnownSet::from_list_unverified("links", "url:http://evil.example/")?;
//! let builder = AttachmentScanner::builder().add_set(links);
//! let scanner = builder.add_own_check("spelling", OwnInput::Text.into(), Arc::new(Spelling))?.build();
//! let context = ScanContext::at(1_800_000_000);
//! let checked = scanner.scan(Attachment::text("did you recieve it?"), &context);
//! assert_eq!(checked.report.own_checks[0].said, OwnSaid::Remark);
//! assert!(matches!(checked.decision(), Decision::Warn(_)));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod name;
mod said;

/// What a reader copies from the book compiles.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/src/own-checks.md")]
struct Book;

use core::fmt;

pub use name::{MAX_OWN_CHECKS, MAX_OWN_NAME_BYTES, OwnCheckName, OwnCheckRefused};
pub use said::{OwnResult, OwnSaid};

use crate::attachment::PixelView;
use crate::closed_list::closed_list;

/// An app's own check. It runs on a thread of its own, on several at once, with no lock held, and may
/// call the scanner again.
pub trait OwnCheck: Send + Sync {
    /// Looks at what is about to be sent.
    ///
    /// # Errors
    /// [`OwnCheckFailed`] if it cannot tell; the report then names it as failed.
    fn check(&self, seen: OwnSeen<'_>) -> Result<OwnAnswer, OwnCheckFailed>;
}

/// What an own check says. There is nothing else that it can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OwnAnswer {
    /// Nothing.
    Nothing,
    /// There is something that the user may want to look at. What it is stays with the app.
    Remark,
}

/// An own check could not tell. It says nothing more: an error never carries names or content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnCheckFailed;

impl fmt::Display for OwnCheckFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the own check failed")
    }
}

impl core::error::Error for OwnCheckFailed {}

closed_list! {
    /// What an own check looks at. It is asked about an attachment that is handed over so, and no other.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum OwnInput {
        /// The text of a message, of at most [`Limits::max_text_bytes`](crate::limits::Limits::max_text_bytes).
        Text = "text",
        /// The bytes of a file, of at most
        /// [`Limits::max_input_bytes_in_memory`](crate::limits::Limits::max_input_bytes_in_memory). A
        /// source is read once more for it.
        Bytes = "bytes",
        /// The pixels of a picture that the app hands over as pixels. A picture in a file is not decoded
        /// for it.
        Pixels = "pixels",
    }
}

/// What is about to be sent, as an own check sees it. Its `Debug` shows no content.
#[derive(Clone, Copy)]
pub enum OwnSeen<'a> {
    /// The text of a message.
    Text(&'a str),
    /// The bytes of a file.
    Bytes(&'a [u8]),
    /// A picture, whose rows are all there.
    Pixels(PixelView<'a>),
}

impl fmt::Debug for OwnSeen<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let input = match self {
            Self::Text(_) => OwnInput::Text,
            Self::Bytes(_) => OwnInput::Bytes,
            Self::Pixels(_) => OwnInput::Pixels,
        };
        write!(f, "OwnSeen({})", input.name())
    }
}

/// What an app declares about an own check: `OwnInput::Text.into()` for the usual deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnTerms {
    /// What it looks at.
    pub looks_at: OwnInput,
    /// How long it may take, in milliseconds: at most [`OwnTerms::MOST_MS`], and more counts as that.
    pub deadline_ms: u32,
}

impl OwnTerms {
    /// The usual deadline, in milliseconds: as for a policy.
    pub const USUAL_MS: u32 = 250;

    /// The longest deadline, in milliseconds.
    pub const MOST_MS: u32 = 10_000;

    /// The deadline that counts.
    pub(crate) fn bounded_ms(self) -> u32 {
        self.deadline_ms.min(Self::MOST_MS)
    }
}

impl From<OwnInput> for OwnTerms {
    fn from(looks_at: OwnInput) -> Self {
        Self { looks_at, deadline_ms: Self::USUAL_MS }
    }
}

/// An own check as the policy's description lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnListed {
    /// Its name.
    pub name: OwnCheckName,
    /// What the app declared about it.
    pub terms: OwnTerms,
}
