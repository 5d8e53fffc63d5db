//! Models that the app ships and pins.

use std::sync::Arc;

use presend_advice as core;

use crate::failure::AdviceFailure;

/// A model that is what its pin says.
#[derive(Debug, uniffi::Object)]
pub struct Model {
    pub(crate) model: Arc<core::Model>,
}

#[uniffi::export]
impl Model {
    /// What its pin calls it.
    #[must_use]
    pub fn name(&self) -> String {
        self.model.pin().name().to_owned()
    }
}

/// Reads a model in ONNX, once its digest is the pinned one.
///
/// # Errors
/// If the pin or the model is refused.
#[uniffi::export]
pub fn load_model(bytes: &[u8], pin: &str) -> Result<Arc<Model>, AdviceFailure> {
    let model = core::Model::load(bytes, &core::ModelPin::from_text(pin)?)?;
    Ok(Arc::new(Model { model: Arc::new(model) }))
}
