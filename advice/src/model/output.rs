//! What a model said, as probabilities.

use tract_onnx::prelude::{TValue, TVec};

use crate::advisor::NoAdvice;
use crate::pin::{ModelPin, OutputKind};

pub(super) fn probabilities(pin: &ModelPin, answer: TVec<TValue>) -> Result<Vec<f32>, NoAdvice> {
    let first = answer.into_iter().next().ok_or(NoAdvice::AdvisorFailed)?;
    let view = first.to_plain_array_view::<f32>().map_err(|_| NoAdvice::AdvisorFailed)?;
    let numbers: Vec<f32> = view.iter().copied().collect();
    let probabilities = match pin.output {
        OutputKind::Probabilities => numbers,
        OutputKind::SigmoidOfEach => numbers.into_iter().map(sigmoid).collect(),
        OutputKind::SoftmaxOfAll => softmax(&numbers),
    };
    // What is no probability says that the pin is wrong: it is not read as "unlikely".
    let are_all = probabilities.iter().all(|p| (-1e-3..=1.001).contains(p));
    let count = usize::from(pin.outputs);
    let is_right = are_all && probabilities.len() == count;
    if is_right { Ok(probabilities) } else { Err(NoAdvice::AdvisorFailed) }
}

fn sigmoid(number: f32) -> f32 {
    1.0 / (1.0 + (-number).exp())
}

fn softmax(numbers: &[f32]) -> Vec<f32> {
    let most = numbers.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let powers: Vec<f32> = numbers.iter().map(|number| (number - most).exp()).collect();
    let sum: f32 = powers.iter().sum();
    powers.into_iter().map(|power| power / sum).collect()
}

#[cfg(test)]
mod tests {
    use super::{sigmoid, softmax};

    #[test]
    fn large_numbers_do_not_overflow() {
        assert_eq!((sigmoid(1e9), sigmoid(-1e9), sigmoid(0.0)), (1.0, 0.0, 0.5));
        let both = softmax(&[1e9, 1e9]);
        assert!(both.iter().all(|p| (p - 0.5).abs() < 1e-6), "{both:?}");
        assert!(softmax(&[f32::NAN, 0.0]).iter().all(|p| p.is_nan()));
    }
}
