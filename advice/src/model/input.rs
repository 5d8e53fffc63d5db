//! A picture as the numbers that the model takes.

use presend::decode::Guard;
use tract_onnx::prelude::Tensor;
use zeroize::Zeroizing;

use crate::advisor::NoAdvice;
use crate::pin::{Channels, Layout, ModelPin, ResizeRule};
use crate::resize::{Small, resize};
use crate::rows::Rows;

pub(super) fn tensor(
    pin: &ModelPin,
    rows: Rows<'_>,
    guard: &Guard<'_>,
) -> Result<Tensor, NoAdvice> {
    let [width, height] = [pin.width, pin.height].map(usize::from);
    let larger = match pin.resize {
        ResizeRule::Stretch => (width, height),
        ResizeRule::StretchAndCrop { width, height } => (usize::from(width), usize::from(height)),
    };
    let small = resize(rows, larger, guard)?;
    let pixels: Zeroizing<Vec<[f32; 3]>> =
        Zeroizing::new(middle(&small, width, height).map(|pixel| numbers(pin, pixel)).collect());
    let (shape, numbers): (_, Zeroizing<Vec<f32>>) = match pin.layout {
        Layout::ChannelsLast => {
            ([1, height, width, 3], Zeroizing::new(pixels.iter().flatten().copied().collect()))
        }
        Layout::ChannelsFirst => {
            let plane = |channel: usize| pixels.iter().filter_map(move |p| p.get(channel).copied());
            ([1, 3, height, width], Zeroizing::new((0..3).flat_map(plane).collect()))
        }
    };
    Tensor::from_shape(&shape, &numbers).map_err(|_| NoAdvice::AdvisorFailed)
}

/// What is in the middle, row by row.
fn middle(small: &Small, width: usize, height: usize) -> impl Iterator<Item = [f32; 3]> {
    let left = small.width.saturating_sub(width) / 2;
    let top = small.height.saturating_sub(height) / 2;
    let rows = small.pixels.chunks(small.width.max(1)).skip(top).take(height);
    rows.flat_map(move |row| row.iter().skip(left).take(width).copied())
}

/// Mean and scale are in the order of the model's channels.
fn numbers(pin: &ModelPin, [r, g, b]: [f32; 3]) -> [f32; 3] {
    let ordered = match pin.channels {
        Channels::Rgb => [r, g, b],
        Channels::Bgr => [b, g, r],
    };
    let mut numbers = [0.0; 3];
    let with = ordered.into_iter().zip(pin.mean).zip(pin.scale);
    for (to, ((value, mean), scale)) in numbers.iter_mut().zip(with) {
        *to = (value - mean) / scale;
    }
    numbers
}
