//! A model that the app ships and pins, run on the device: bytes checked before they are read, work and memory
//! bounded before anything runs.

mod input;
mod load;
mod output;
mod refused;

use core::fmt;
use std::sync::Arc;

use presend::attachment::PixelView;
use presend::decode::Guard;
use tract_onnx::prelude::{TypedRunnableModel, tvec};
use tract_onnx::tract_core::plan::eval;

use crate::advisor::{Advice, Advisor, NoAdvice};
use crate::class::Classes;
use crate::pin::ModelPin;
use crate::rows::Rows;

pub use refused::ModelRefused;

/// Largest file of a model, in bytes.
pub const MAX_MODEL_BYTES: usize = 64 << 20;

/// Most multiplications of one picture.
pub const MAX_MULTIPLICATIONS: u64 = 8_000_000_000;

/// Most memory of all intermediate numbers of one picture together, in bytes.
pub const MAX_RUN_BYTES: u64 = 512 << 20;

/// A model that is what its pin says. Calls may come from several threads.
pub struct Model {
    pin: ModelPin,
    plan: Arc<TypedRunnableModel>,
}

impl fmt::Debug for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Model").field("name", &self.pin.name).finish_non_exhaustive()
    }
}

impl Model {
    /// Reads a model in ONNX, once its digest is the pinned one.
    ///
    /// # Errors
    /// [`ModelRefused`] says by name what does not fit.
    pub fn load(bytes: &[u8], pin: &ModelPin) -> Result<Self, ModelRefused> {
        let plan = load::load(bytes, pin)?;
        Ok(Self { pin: pin.clone(), plan })
    }

    /// What it is pinned as.
    #[must_use]
    pub const fn pin(&self) -> &ModelPin {
        &self.pin
    }

    /// The probabilities of one picture, one for each number of the output.
    pub(crate) fn probabilities(
        &self,
        pixels: PixelView<'_>,
        guard: &Guard<'_>,
    ) -> Result<Vec<f32>, NoAdvice> {
        let input = input::tensor(&self.pin, Rows::of(pixels, guard)?, guard)?;
        let mut state = self.plan.spawn().map_err(|_| NoAdvice::AdvisorFailed)?;
        // Between any two steps a cancel is seen.
        let answer =
            state.run_plan_with_eval(tvec!(input.into()), |context, state, node, inputs| {
                guard.cancelled()?;
                eval(context, state, node, inputs)
            });
        guard.cancelled()?;
        output::probabilities(&self.pin, answer.map_err(|_| NoAdvice::AdvisorFailed)?)
    }
}

impl Advisor for Model {
    fn classes(&self) -> Classes {
        self.pin.classes.iter().map(|of| of.class).collect()
    }

    fn advise(&self, pixels: PixelView<'_>, guard: &Guard<'_>) -> Result<Advice, NoAdvice> {
        let probabilities = self.probabilities(pixels, guard)?;
        self.pin.classes.iter().try_fold(Advice::nothing(), |advice, of| {
            let probability = probabilities.get(usize::from(of.index));
            let band = of.band(*probability.ok_or(NoAdvice::AdvisorFailed)?);
            Ok(advice.with(of.class, band))
        })
    }
}

/// The numbers behind a model's advice, one for each of its outputs: to compare it with another runtime.
///
/// # Errors
/// As for [`Advisor::advise`].
#[cfg(feature = "measure")]
pub fn measure(
    model: &Model,
    pixels: PixelView<'_>,
    guard: &Guard<'_>,
) -> Result<Vec<f32>, NoAdvice> {
    model.probabilities(pixels, guard)
}

#[cfg(test)]
mod tests;
