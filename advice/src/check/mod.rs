//! The check itself: the switch, then the advisor, then a question at most.

use core::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use presend::attachment::PixelView;
use presend::context::CancelToken;
use presend::decode::Guard;
use presend::limits::Limits;
#[cfg(feature = "files")]
use presend::undecided::Undecided;

use crate::advisor::{Advice, Advisor, NoAdvice};
use crate::rows::Rows;
use crate::switch::Switch;
use crate::verdict::{Moment, Verdict};

/// A picture to look at.
#[derive(Clone, Copy)]
pub enum Picture<'a> {
    /// Pixels that the system or the app decoded.
    Pixels(PixelView<'a>),
    /// A whole file: JPEG, PNG, GIF, WebP or BMP.
    #[cfg(feature = "files")]
    File(&'a [u8]),
}

impl fmt::Debug for Picture<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pixels(_) => "Picture(pixels)",
            #[cfg(feature = "files")]
            Self::File(_) => "Picture(file)",
        })
    }
}

/// Gives advice with one advisor. It keeps nothing of a picture and nothing of what was said.
pub struct AdviceCheck {
    advisor: Arc<dyn Advisor>,
    limits: Limits,
}

impl fmt::Debug for AdviceCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let classes: Vec<_> = self.advisor.classes().iter().map(crate::Class::name).collect();
        f.debug_struct("AdviceCheck").field("classes", &classes).finish_non_exhaustive()
    }
}

impl AdviceCheck {
    /// With this advisor, under the limits of the core.
    #[must_use]
    pub fn new(advisor: Arc<dyn Advisor>) -> Self {
        Self::with_limits(advisor, Limits::default())
    }

    /// The same, under these limits.
    #[must_use]
    pub const fn with_limits(advisor: Arc<dyn Advisor>, limits: Limits) -> Self {
        Self { advisor, limits }
    }

    /// Looks at a picture, unless the switch is off. Every failure is [`Verdict::NotLooked`].
    #[must_use]
    pub fn advise(
        &self,
        moment: Moment,
        picture: Picture<'_>,
        switch: &Switch,
        cancel: &CancelToken,
    ) -> Verdict {
        if switch.set_by().is_none() {
            return Verdict::Off;
        }
        let mut guard = Guard::new(&self.limits, cancel);
        match self.look(picture, &mut guard) {
            Ok(advice) => Verdict::of(&advice, moment, switch.audience()),
            Err(reason) => Verdict::NotLooked(reason),
        }
    }

    fn look(&self, picture: Picture<'_>, guard: &mut Guard<'_>) -> Result<Advice, NoAdvice> {
        guard.cancelled()?;
        let advice = match picture {
            Picture::Pixels(view) => self.look_at_pixels(view, guard),
            #[cfg(feature = "files")]
            Picture::File(bytes) => catch_unwind(AssertUnwindSafe(|| {
                crate::file::look(bytes, guard, |view, guard| self.look_at_pixels(view, guard))
            }))
            .unwrap_or(Err(NoAdvice::Unread(Undecided::DecoderFailed))),
        };
        guard.cancelled()?;
        advice
    }

    fn look_at_pixels(
        &self,
        view: PixelView<'_>,
        guard: &mut Guard<'_>,
    ) -> Result<Advice, NoAdvice> {
        guard.work(Rows::of(view, guard)?.bytes())?;
        catch_unwind(AssertUnwindSafe(|| self.advisor.advise(view, guard)))
            .unwrap_or(Err(NoAdvice::AdvisorFailed))
    }
}

#[cfg(test)]
mod tests;
