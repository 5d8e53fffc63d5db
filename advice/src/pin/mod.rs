//! What a model is and how it is used, by a text that the app ships. A wrong mean fails in silence, and so it
//! belongs to the pin as the digest does.

mod parse;
mod text;

use core::fmt;

#[cfg(feature = "model")]
use crate::class::Band;
use crate::class::Class;

/// Longest side of a model's input, in pixels.
pub const MAX_INPUT_PIXELS: u16 = 1024;

/// Most numbers of a model's output.
pub const MAX_OUTPUTS: u16 = 64;

/// Everything that makes advice of a file: which model, what it takes and what its numbers mean.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelPin {
    pub(crate) name: String,
    pub(crate) sha256: [u8; 32],
    pub(crate) width: u16,
    pub(crate) height: u16,
    pub(crate) layout: Layout,
    pub(crate) channels: Channels,
    pub(crate) mean: [f32; 3],
    pub(crate) scale: [f32; 3],
    pub(crate) resize: ResizeRule,
    pub(crate) output: OutputKind,
    pub(crate) outputs: u16,
    pub(crate) classes: Vec<ClassOutput>,
}

impl ModelPin {
    /// Reads the text of a pin.
    ///
    /// # Errors
    /// [`PinFault`], with the line.
    pub fn from_text(text: &str) -> Result<Self, PinFault> {
        parse::parse(text)
    }

    /// What the app calls the model.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// SHA-256 of the model's file.
    #[must_use]
    pub const fn sha256(&self) -> &[u8; 32] {
        &self.sha256
    }
}

/// The text again: [`ModelPin::from_text`] reads it back.
impl fmt::Display for ModelPin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        text::write(self, f)
    }
}

/// The order of a model's input numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// Rows of pixels: `nhwc`.
    ChannelsLast,
    /// A plane for each channel: `nchw`.
    ChannelsFirst,
}

/// The order of the channels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Channels {
    Rgb,
    Bgr,
}

/// How a picture gets the size of the input. All are bilinear, over all pixels that are made smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ResizeRule {
    /// Stretched to the input.
    Stretch,
    /// Stretched to these larger sides, and cut to the input around the middle.
    StretchAndCrop { width: u16, height: u16 },
}

/// What the numbers of the output are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OutputKind {
    /// From 0 to 1 each.
    Probabilities,
    /// Any number; a sigmoid makes a probability of each.
    SigmoidOfEach,
    /// Any number; softmax makes probabilities of all together.
    SoftmaxOfAll,
}

/// What one number of the output is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ClassOutput {
    pub(crate) index: u16,
    pub(crate) class: Class,
    pub(crate) possible: f32,
    pub(crate) likely: f32,
}

#[cfg(feature = "model")]
impl ClassOutput {
    /// The band of a probability.
    pub(crate) fn band(self, probability: f32) -> Band {
        if probability >= self.likely {
            Band::Likely
        } else if probability >= self.possible {
            Band::Possible
        } else {
            Band::Unlikely
        }
    }
}

/// A line of a pin that cannot be used. Lines are counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PinFault {
    line: usize,
    wanted: &'static str,
}

impl PinFault {
    /// The line.
    #[must_use]
    pub const fn line(self) -> usize {
        self.line
    }
}

impl fmt::Display for PinFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {} of the pin is not: {}", self.line, self.wanted)
    }
}

impl core::error::Error for PinFault {}

#[cfg(test)]
mod tests;
