//! Who looks at a picture that no list knows: lent by the app, as a decoder is.

use core::fmt;

use presend::attachment::PixelView;
use presend::decode::Guard;
use presend::undecided::Undecided;

use crate::class::{Band, Class, Classes};

/// Looks at pixels and says in classes and bands what they may show: a model, or the system's own analyser.
pub trait Advisor: Send + Sync {
    /// What it looks for.
    fn classes(&self) -> Classes;

    /// Looks at one picture. The rows are there and within the bounds; long work asks
    /// [`Guard::cancelled`] now and then.
    ///
    /// # Errors
    /// [`NoAdvice`] if it could not look. A panic is [`NoAdvice::AdvisorFailed`].
    fn advise(&self, pixels: PixelView<'_>, guard: &Guard<'_>) -> Result<Advice, NoAdvice>;
}

/// What an advisor says of one picture. It is for the moment: it is not copied, and its `Debug` does not show
/// what it says, so that it gets into no log.
pub struct Advice {
    bands: [Band; Class::ALL.len()],
}

impl Advice {
    /// Nothing is likely.
    #[must_use]
    pub const fn nothing() -> Self {
        Self { bands: [Band::Unlikely; Class::ALL.len()] }
    }

    /// The same, and at least `band` for `class`.
    #[must_use]
    pub fn with(mut self, class: Class, band: Band) -> Self {
        for (at, to) in Class::ALL.into_iter().zip(&mut self.bands) {
            *to = if at == class { band.max(*to) } else { *to };
        }
        self
    }

    /// The band of a class.
    #[must_use]
    pub fn band(&self, class: Class) -> Band {
        let both = Class::ALL.into_iter().zip(self.bands);
        both.filter(|(at, _)| *at == class).map(|(_, band)| band).max().unwrap_or_default()
    }

    /// The likeliest class, the first of equals.
    pub(crate) fn strongest(&self) -> (Class, Band) {
        let [first, ..] = Class::ALL;
        let each = Class::ALL.into_iter().zip(self.bands);
        each.fold((first, Band::Unlikely), |most, next| if next.1 > most.1 { next } else { most })
    }

    /// The stronger of both for each class: of several frames of one animation.
    #[cfg(feature = "files")]
    pub(crate) fn or(self, other: &Self) -> Self {
        Class::ALL.into_iter().fold(self, |advice, class| advice.with(class, other.band(class)))
    }
}

impl fmt::Debug for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Advice").finish_non_exhaustive()
    }
}

/// Why there is no advice. It is never taken for "nothing to see".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAdvice {
    /// The picture could not be read.
    Unread(Undecided),
    /// The advisor failed.
    AdvisorFailed,
}

impl NoAdvice {
    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unread(reason) => reason.name(),
            Self::AdvisorFailed => "advisor_failed",
        }
    }
}

impl From<Undecided> for NoAdvice {
    fn from(reason: Undecided) -> Self {
        Self::Unread(reason)
    }
}

impl fmt::Display for NoAdvice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl core::error::Error for NoAdvice {}
