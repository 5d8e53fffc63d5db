use super::*;

/// The pin with the digest of these bytes: what an app would ship that chose them.
fn pinned(bytes: &[u8]) -> ModelPin {
    let hex: String = digest(&SHA256, bytes).as_ref().iter().map(|b| format!("{b:02x}")).collect();
    let lines = PIN.lines().map(|line| match line.split_once(' ') {
        Some(("sha256", _)) => format!("sha256 {hex}"),
        _ => line.to_owned(),
    });
    ModelPin::from_text(&lines.collect::<Vec<_>>().join("\n")).expect("a pin")
}

fn refused(bytes: &[u8], pin: &ModelPin) -> Option<ModelRefused> {
    Model::load(bytes, pin).err()
}

fn noise(length: usize) -> Vec<u8> {
    let mut state = 1_u64;
    let next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        u8::try_from(state >> 56).expect("a byte")
    };
    core::iter::repeat_with(next).take(length).collect()
}

#[test]
fn a_model_of_another_digest_is_refused_before_it_is_read() {
    let mut other = MODEL.to_vec();
    other.push(0);
    assert_eq!(refused(&other, &pin()), Some(ModelRefused::WrongDigest));
    assert_eq!(refused(&noise(10 << 20), &pin()), Some(ModelRefused::WrongDigest));
    assert_eq!(refused(&[], &pin()), Some(ModelRefused::WrongDigest));
    assert_eq!(refused(&vec![0; MAX_MODEL_BYTES + 1], &pin()), Some(ModelRefused::TooLarge));
}

#[test]
fn ten_megabytes_of_noise_are_no_model() {
    let bytes = noise(10 << 20);
    let pin = pinned(&bytes);
    assert_eq!(refused(&bytes, &pin), Some(ModelRefused::NotAModel));
}

#[test]
fn a_model_of_another_shape_is_refused_by_name() {
    let with = |from, to| ModelPin::from_text(&PIN.replace(from, to)).expect("a pin");
    let wrong = [
        ("input 64 64", "input 32 64", ModelRefused::WrongInput),
        ("input 64 64", "input 64 65", ModelRefused::WrongInput),
        ("nchw", "nhwc", ModelRefused::WrongInput),
        ("probabilities 1", "probabilities 2", ModelRefused::WrongOutput),
    ];
    for (from, to, reason) in wrong {
        assert_eq!(refused(MODEL, &with(from, to)), Some(reason), "{to}");
    }
}

#[test]
fn an_operation_that_is_not_supported_is_refused_by_its_name() {
    let at = MODEL.windows(4).position(|four| four == b"Relu").expect("the model has one");
    let mut other = MODEL.to_vec();
    other[at..at + 4].copy_from_slice(b"Rely");
    match refused(&other, &pinned(&other)) {
        Some(ModelRefused::UnsupportedOperation(name)) => assert!(name.contains("Rely"), "{name}"),
        found => unreachable!("{found:?}"),
    }
    let scan = include_bytes!("../../../testdata/scan.onnx");
    let found = refused(scan, &pinned(scan));
    assert!(matches!(found, Some(ModelRefused::UnsupportedOperation(_))), "{found:?}");
}

#[test]
fn a_model_that_would_take_a_gigabyte_is_refused_before_it_runs() {
    let wide = include_bytes!("../../../testdata/wide.onnx");
    assert_eq!(refused(wide, &pinned(wide)), Some(ModelRefused::TooMuchWork));
}

#[test]
fn a_model_reads_no_other_file() {
    let external = include_bytes!("../../../testdata/external.onnx");
    assert_eq!(refused(external, &pinned(external)), Some(ModelRefused::NotAModel));
}

#[test]
fn what_is_no_probability_is_no_advice() {
    let bytes = include_bytes!("../../../testdata/not-probable.onnx");
    let model = Model::load(bytes, &pinned(bytes)).expect("its shape is right");
    let found = advice(&model, named("ramp").view());
    assert_eq!(found.err(), Some(NoAdvice::AdvisorFailed));
}

/// Even of bytes that an app pinned by mistake nothing ends the app.
#[test]
fn a_cut_or_changed_model_never_ends_the_app() {
    let drawn = named("ramp");
    let look = |bytes: &[u8]| {
        if let Ok(model) = Model::load(bytes, &pinned(bytes)) {
            let _ = probabilities(&model, drawn.view());
        }
    };
    for cut in (0..MODEL.len()).step_by(301) {
        look(&MODEL[..cut]);
    }
    // Names and sizes are in the first bytes and the last; between them are the weights.
    let ends = (0..60).chain(MODEL.len() - 240..MODEL.len()).step_by(2);
    for (turn, place) in ends.enumerate() {
        let mut changed = MODEL.to_vec();
        changed[place] ^= 1 << (turn % 8);
        look(&changed);
    }
}
