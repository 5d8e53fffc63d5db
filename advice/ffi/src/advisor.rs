//! Who looks: code that the app lends.

use std::sync::Arc;

use presend::attachment::PixelView;
use presend::decode::Guard;
use presend_advice as core;

use crate::class::{AdviceClass, Band};
use crate::host_failure::HostFailure;
use crate::pixels::PixelLayout;

/// An advisor of the app's, or of its system.
#[uniffi::export(rust, foreign)]
pub trait Advisor: Send + Sync {
    /// Looks at one picture: a copy of its rows. Called on a thread of its own.
    ///
    /// # Errors
    /// If it could not look.
    fn advise(&self, pixels: Vec<u8>, layout: PixelLayout) -> Result<Vec<ClassBand>, HostFailure>;
}

/// How likely it is that a picture shows this. What is not named is unlikely.
#[derive(Clone, Copy, uniffi::Record)]
pub struct ClassBand {
    /// What.
    pub class: AdviceClass,
    /// How likely.
    pub band: Band,
}

/// A lent advisor as the core asks it, on a thread of its own.
pub(crate) fn hosted(advisor: Arc<dyn Advisor>) -> Arc<dyn core::Advisor> {
    Arc::new(core::OnOwnThread::new(Arc::new(Hosted(advisor))))
}

struct Hosted(Arc<dyn Advisor>);

impl core::Advisor for Hosted {
    /// Any of them: the app's code may say each.
    fn classes(&self) -> core::Classes {
        core::Class::ALL.into_iter().collect()
    }

    fn advise(&self, pixels: PixelView<'_>, _: &Guard<'_>) -> Result<core::Advice, core::NoAdvice> {
        let said = self.0.advise(pixels.bytes.to_vec(), pixels.into());
        let said = said.map_err(|HostFailure::Failed| core::NoAdvice::AdvisorFailed)?;
        let add = |advice: core::Advice, ClassBand { class, band }| {
            advice.with(class.into(), band.into())
        };
        Ok(said.into_iter().fold(core::Advice::nothing(), add))
    }
}
