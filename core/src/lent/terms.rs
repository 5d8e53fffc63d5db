use core::fmt;
use core::time::Duration;

use super::distance::LentDistance;
use super::form::LentForm;

/// Longest side of a thumbnail, in pixels.
const MAX_SIDE: u16 = 512;

/// Longest time that a picture may take, in milliseconds.
const MAX_DEADLINE_MS: u32 = 60_000;

/// What the app declares of a hash that it lends. Part of the policy's description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LentTerms {
    form: LentForm,
    input: LentInput,
    distance: LentDistance,
    threshold: u32,
    deadline_ms: u32,
}

/// What a lent hash is computed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LentInput {
    /// A grey thumbnail of this size, 1 to 512 pixels a side: of every picture and frame that the crate, or
    /// a decoder that the app lends, decodes.
    GreyThumbnail {
        /// Width, in pixels.
        width: u16,
        /// Height, in pixels.
        height: u16,
    },
    /// The bytes of each file that is a picture, also one that no decoder is there for. Videos, their frames
    /// and pixels that were handed over have none.
    Bytes,
}

/// Terms that no lent hash can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadLentTerms {
    /// A thumbnail without a pixel, or larger than 512 pixels a side.
    Size,
    /// A threshold of zero, or of more than a quarter of the largest distance that there is: unrelated
    /// pictures are not much farther apart.
    Threshold,
    /// No time at all, or more than a minute.
    Deadline,
}

impl LentTerms {
    /// Values up to `threshold` apart are of one picture, in the unit of `distance`. A picture for which
    /// there is no answer after `deadline_ms` milliseconds has none.
    ///
    /// # Errors
    /// [`BadLentTerms`].
    pub fn new(
        form: LentForm,
        input: LentInput,
        distance: LentDistance,
        threshold: u32,
        deadline_ms: u32,
    ) -> Result<Self, BadLentTerms> {
        let side = |side: u16| (1..=MAX_SIDE).contains(&side);
        if matches!(input, LentInput::GreyThumbnail { width, height } if !side(width) || !side(height))
        {
            return Err(BadLentTerms::Size);
        }
        if threshold == 0 || threshold > distance.most(form.bytes()) / 4 {
            return Err(BadLentTerms::Threshold);
        }
        if !(1..=MAX_DEADLINE_MS).contains(&deadline_ms) {
            return Err(BadLentTerms::Deadline);
        }
        Ok(Self { form, input, distance, threshold, deadline_ms })
    }

    /// Name and length.
    #[must_use]
    pub const fn form(&self) -> LentForm {
        self.form
    }

    /// What it is computed from.
    #[must_use]
    pub const fn input(&self) -> LentInput {
        self.input
    }

    /// How two values are compared.
    #[must_use]
    pub const fn distance(&self) -> LentDistance {
        self.distance
    }

    /// The largest distance that counts as a match.
    #[must_use]
    pub const fn threshold(&self) -> u32 {
        self.threshold
    }

    /// How long one picture may take.
    pub(super) fn deadline(&self) -> Duration {
        Duration::from_millis(self.deadline_ms.into())
    }
}

/// As the policy's description has it.
impl fmt::Display for LentTerms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { form, input, distance, threshold, deadline_ms } = self;
        write!(f, "lent {} {} bytes of ", form.name(), form.bytes())?;
        match input {
            LentInput::GreyThumbnail { width, height } => write!(f, "grey {width}x{height}")?,
            LentInput::Bytes => f.write_str("the file")?,
        }
        write!(f, " {} {threshold} deadline_ms {deadline_ms}", distance.name())
    }
}

impl fmt::Display for BadLentTerms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Size => "a thumbnail of 1 to 512 pixels a side",
            Self::Threshold => "a threshold from 1 to a quarter of the largest distance",
            Self::Deadline => "a deadline of 1 ms to a minute",
        })
    }
}

impl core::error::Error for BadLentTerms {}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::{BadLentTerms, LentDistance, LentForm, LentInput, LentTerms};

    fn terms(side: u16, threshold: u32, deadline_ms: u32) -> Result<LentTerms, BadLentTerms> {
        let form = LentForm::new("made-up", 144).unwrap();
        let input = LentInput::GreyThumbnail { width: side, height: 26 };
        LentTerms::new(form, input, LentDistance::L1, threshold, deadline_ms)
    }

    #[test]
    fn terms_out_of_bounds_are_refused_by_what_is_wrong_with_them() {
        assert_eq!(terms(0, 100, 500), Err(BadLentTerms::Size));
        assert_eq!(terms(513, 100, 500), Err(BadLentTerms::Size));
        assert_eq!(terms(26, 0, 500), Err(BadLentTerms::Threshold));
        assert_eq!(terms(26, 144 * 255 / 4 + 1, 500), Err(BadLentTerms::Threshold));
        assert_eq!(terms(26, 100, 0), Err(BadLentTerms::Deadline));
        assert_eq!(terms(26, 100, 60_001), Err(BadLentTerms::Deadline));
        assert!(terms(512, 144 * 255 / 4, 60_000).is_ok());
    }

    #[test]
    fn terms_say_everything_in_one_line() {
        let line = terms(26, 100, 500).unwrap().to_string();
        assert_eq!(line, "lent made-up 144 bytes of grey 26x26 l1 100 deadline_ms 500");
    }
}
