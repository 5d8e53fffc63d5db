//! An advisor of the app's, where it cannot hold up whoever asked.

use core::fmt;
use std::sync::Arc;

use presend::attachment::PixelView;
use presend::decode::Guard;
use presend::policy::{NoAnswer, Outstanding, until_cancelled};
use zeroize::Zeroizing;

use crate::advisor::{Advice, Advisor, NoAdvice};
use crate::class::Classes;
use crate::rows::Rows;

static OF_ADVISORS: Outstanding = Outstanding::new();

/// An advisor that is asked on a thread of its own, with a copy of the pixels: a cancel is seen while it looks.
///
/// One that never returns keeps its thread. While 64 of a process have not returned, no other is asked, and
/// that is [`NoAdvice::AdvisorFailed`].
pub struct OnOwnThread {
    advisor: Arc<dyn Advisor>,
}

impl OnOwnThread {
    /// This advisor.
    #[must_use]
    pub const fn new(advisor: Arc<dyn Advisor>) -> Self {
        Self { advisor }
    }
}

impl fmt::Debug for OnOwnThread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OnOwnThread").finish_non_exhaustive()
    }
}

impl Advisor for OnOwnThread {
    fn classes(&self) -> Classes {
        self.advisor.classes()
    }

    fn advise(&self, pixels: PixelView<'_>, guard: &Guard<'_>) -> Result<Advice, NoAdvice> {
        let PixelView { width, height, stride_bytes, format, orientation, bytes: _ } = pixels;
        let bytes = Zeroizing::new(Rows::of(pixels, guard)?.view().bytes.to_vec());
        let advisor = Arc::clone(&self.advisor);
        let (limits, cancel) = (guard.limits().clone(), guard.cancel().clone());
        let look = move || {
            let view =
                PixelView { width, height, stride_bytes, format, orientation, bytes: &bytes };
            advisor.advise(view, &Guard::new(&limits, &cancel))
        };
        match until_cancelled("presend-advisor", &OF_ADVISORS, guard.cancel(), look) {
            Ok(advice) => advice,
            Err(NoAnswer::Failed | NoAnswer::Panicked | NoAnswer::Late) => {
                guard.cancelled()?;
                Err(NoAdvice::AdvisorFailed)
            }
        }
    }
}

#[cfg(test)]
mod tests;
