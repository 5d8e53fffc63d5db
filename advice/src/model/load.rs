//! From bytes to a plan that can run: size, digest, format, operations, input, output, work; in this order.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use ring::digest::{SHA256, digest};
use tract_onnx::Onnx;
use tract_onnx::data_resolver::ModelDataResolver;
use tract_onnx::prelude::{
    Datum as _, Framework as _, InferenceFact, InferenceModel, InferenceModelExt as _,
    IntoRunnable as _, TDim, TractResult, TypedFact, TypedModel, TypedRunnableModel,
};
use tract_onnx::tract_core::internal::{Cost, DimLike as _, Op, TypedOp, bail};
use tract_onnx::tract_core::plan::EvalContext;
use tract_onnx::tract_hir::infer::Factoid as _;
use tract_onnx::tract_hir::ops::unimpl::UnimplementedOp;

use super::{MAX_MODEL_BYTES, MAX_MULTIPLICATIONS, MAX_RUN_BYTES, ModelRefused};
use crate::pin::{Layout, ModelPin};

pub(super) fn load(bytes: &[u8], pin: &ModelPin) -> Result<Arc<TypedRunnableModel>, ModelRefused> {
    if bytes.len() > MAX_MODEL_BYTES {
        return Err(ModelRefused::TooLarge);
    }
    // From here on the bytes are those that the app chose.
    if digest(&SHA256, bytes).as_ref() != pin.sha256 {
        return Err(ModelRefused::WrongDigest);
    }
    catch_unwind(AssertUnwindSafe(|| pinned(bytes, pin))).unwrap_or(Err(ModelRefused::NotAModel))
}

fn pinned(mut bytes: &[u8], pin: &ModelPin) -> Result<Arc<TypedRunnableModel>, ModelRefused> {
    // Models with a batch of any size say more of the sizes between than fits the one picture here.
    let reader = Onnx { provider: Arc::new(NoFiles), ..tract_onnx::onnx() };
    let parsed = reader.with_ignore_value_info(true).model_for_read(&mut bytes);
    let model = parsed.map_err(|_| ModelRefused::NotAModel)?;
    supported(&model)?;
    let model = with_input(model, pin)?;
    let typed = model.into_typed().map_err(|_| ModelRefused::NotAModel)?;
    output(&typed, pin)?;
    bounded(&typed)?;
    let ready = typed.into_optimized().and_then(TypedModel::into_runnable);
    ready.map_err(|_| ModelRefused::NotAModel)
}

/// A model is its bytes alone: one that names other files is refused.
struct NoFiles;

impl ModelDataResolver for NoFiles {
    fn read_bytes_from_path(
        &self,
        _: &mut Vec<u8>,
        _: &Path,
        _: usize,
        _: Option<usize>,
    ) -> TractResult<()> {
        bail!("a model is one file")
    }
}

fn supported(model: &InferenceModel) -> Result<(), ModelRefused> {
    for node in model.nodes() {
        if node.op_is::<UnimplementedOp>() {
            return Err(unsupported(node.op()));
        }
    }
    Ok(())
}

fn unsupported(op: &dyn Op) -> ModelRefused {
    ModelRefused::UnsupportedOperation(op.name().into_owned())
}

fn with_input(model: InferenceModel, pin: &ModelPin) -> Result<InferenceModel, ModelRefused> {
    let [width, height] = [pin.width, pin.height].map(usize::from);
    let shape = match pin.layout {
        Layout::ChannelsLast => [1, height, width, 3],
        Layout::ChannelsFirst => [1, 3, height, width],
    };
    let inputs = model.input_outlets().map_err(|_| ModelRefused::WrongInput)?;
    if inputs.len() != 1 {
        return Err(ModelRefused::WrongInput);
    }
    // What the model says of its input must leave room for what the pin says: a batch has any size, say.
    let declared = model.input_fact(0).map_err(|_| ModelRefused::WrongInput)?;
    let sides: Vec<_> = declared.shape.dims().map(|side| side.concretize()).collect();
    let is_known = |side: &Option<TDim>| side.as_ref().and_then(|side| side.to_usize().ok());
    let fits = sides.iter().zip(shape).all(|(side, ours)| is_known(side).is_none_or(|s| s == ours));
    let has_sides = sides.len() == shape.len() || declared.shape.is_open();
    let has_type = declared.datum_type.concretize().is_none_or(|kind| kind == f32::datum_type());
    if !(fits && has_sides && has_type) {
        return Err(ModelRefused::WrongInput);
    }
    let wanted = InferenceFact::dt_shape(f32::datum_type(), shape);
    model.with_input_fact(0, wanted).map_err(|_| ModelRefused::WrongInput)
}

fn output(model: &TypedModel, pin: &ModelPin) -> Result<(), ModelRefused> {
    let outputs = model.output_outlets().map_err(|_| ModelRefused::WrongOutput)?;
    let fact = model.output_fact(0).map_err(|_| ModelRefused::WrongOutput)?;
    let numbers = fact.shape.volume().to_usize().map_err(|_| ModelRefused::WrongOutput)?;
    let is_pinned = numbers == usize::from(pin.outputs) && fact.datum_type == f32::datum_type();
    if outputs.len() == 1 && is_pinned { Ok(()) } else { Err(ModelRefused::WrongOutput) }
}

/// Adds up what one picture takes, before anything runs.
fn bounded(model: &TypedModel) -> Result<(), ModelRefused> {
    let (mut multiplications, mut bytes) = (0_u64, 0_u64);
    for node in model.nodes() {
        // What keeps a state runs a part of the model again and again: loops and scans.
        if !matches!(node.op().state(&EvalContext::out_of_plan()), Ok(None)) {
            return Err(unsupported(node.op()));
        }
        for output in &node.outputs {
            let numbers = output.fact.shape.volume().to_i64().ok();
            let numbers = numbers.and_then(|numbers| u64::try_from(numbers).ok());
            let numbers = numbers.ok_or(ModelRefused::TooMuchWork)?;
            bytes = bytes.saturating_add(numbers.saturating_mul(8));
        }
        let inputs = model.node_input_facts(node.id).map_err(|_| ModelRefused::NotAModel)?;
        multiplications = multiplications.saturating_add(cost(&*node.op, &inputs)?);
    }
    if multiplications > MAX_MULTIPLICATIONS || bytes > MAX_RUN_BYTES {
        return Err(ModelRefused::TooMuchWork);
    }
    Ok(())
}

fn cost(op: &dyn TypedOp, inputs: &[&TypedFact]) -> Result<u64, ModelRefused> {
    let costs = op.cost(inputs).map_err(|_| ModelRefused::NotAModel)?;
    let mut sum = 0_u64;
    for (cost, count) in costs {
        if matches!(cost, Cost::FMA(_) | Cost::Div(_)) {
            let count = count.to_i64().ok().and_then(|count| u64::try_from(count).ok());
            sum = sum.saturating_add(count.ok_or(ModelRefused::TooMuchWork)?);
        }
    }
    Ok(sum)
}
