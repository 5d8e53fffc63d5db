use super::directory::Directory;
use super::tags;
use crate::undecided::Undecided;

/// Which samples of luma are black and white, on a scale of 0 to 255.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Range {
    black: f32,
    white: f32,
}

impl Range {
    pub(super) const FULL: Self = Self { black: 0.0, white: 255.0 };

    /// Luma of a sample, as libtiff computes it (`Code2V`).
    pub(super) fn luma(self, sample: f32) -> f32 {
        if self == Self::FULL {
            return sample;
        }
        let width = self.white - self.black;
        let width = if width == 0.0 { 1.0 } else { width };
        ((sample - self.black) * 255.0 / width).clamp(0.0, 255.0)
    }
}

/// The ranges of luma of a YCbCr page in every reading: libtiff goes by ReferenceBlackWhite, Pillow
/// passes over it. Tags that mix colours into luma are told: libtiff alone shows what comes of them.
pub(super) fn ranges(directory: &mut Directory<'_>, bits: u8) -> Vec<Range> {
    let weights = directory.fractions::<3>(tags::YCBCR_COEFFICIENTS);
    if weights.is_some_and(|weights| !are_usual(weights)) {
        directory.doubt(Undecided::Corrupt);
    }
    let Some(said) = directory.fractions::<6>(tags::REFERENCE_BLACK_WHITE) else {
        return vec![Range::FULL];
    };
    let full = 2_f32.powi(i32::from(bits)) - 1.0;
    let [black, white, colours @ ..] = said.map(|value| value * 255.0 / full);
    let [no_blue, most_blue, no_red, most_red] = colours;
    let usual = |none: f32, most: f32| (126.0..=130.0).contains(&none) && most >= 224.0;
    if !usual(no_blue, most_blue) || !usual(no_red, most_red) {
        directory.doubt(Undecided::Corrupt);
    }
    let said = Range { black: black.trunc(), white };
    if said == Range::FULL { vec![said] } else { vec![said, Range::FULL] }
}

/// The weights of ITU-R BT.601, by which the first sample is the luma that is compared.
fn are_usual(weights: [f32; 3]) -> bool {
    weights.iter().zip([0.299_f32, 0.587, 0.114]).all(|(a, b)| (a - b).abs() < 0.005)
}
