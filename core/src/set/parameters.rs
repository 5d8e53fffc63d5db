/// How near is near, for one perceptual section. The bounds of [`MatchParameters::new`] are part of
/// the product: no set can widen them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MatchParameters {
    perceptual_bits: u32,
    borderline_bits: u32,
    min_quality: u8,
}

/// A set asked for looser matching than the product allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadParameters;

impl core::fmt::Display for BadParameters {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("match parameters outside the product's bounds")
    }
}

impl core::error::Error for BadParameters {}

impl MatchParameters {
    /// The largest distance that counts as a match, in bits: Meta's recommendation for PDQ.
    pub const MAX_PERCEPTUAL_BITS: u32 = 31;
    /// The largest distance that counts as borderline, in bits.
    pub const MAX_BORDERLINE_BITS: u32 = 40;
    /// The lowest quality at which hashes are compared.
    pub const LOWEST_QUALITY: u8 = 50;

    /// Up to `perceptual_bits` is a match, beyond that up to `borderline_bits` is borderline;
    /// pictures under `min_quality` are not compared.
    pub const fn new(
        perceptual_bits: u32,
        borderline_bits: u32,
        min_quality: u8,
    ) -> Result<Self, BadParameters> {
        if perceptual_bits > Self::MAX_PERCEPTUAL_BITS
            || borderline_bits < perceptual_bits
            || borderline_bits > Self::MAX_BORDERLINE_BITS
            || min_quality < Self::LOWEST_QUALITY
            || min_quality > 100
        {
            return Err(BadParameters);
        }
        Ok(Self { perceptual_bits, borderline_bits, min_quality })
    }

    /// The largest distance that counts as a match, in bits.
    #[must_use]
    pub const fn perceptual_bits(self) -> u32 {
        self.perceptual_bits
    }

    /// The largest distance that counts as borderline, in bits; equal to
    /// [`MatchParameters::perceptual_bits`] if there is no borderline.
    #[must_use]
    pub const fn borderline_bits(self) -> u32 {
        self.borderline_bits
    }

    /// The lowest quality at which a picture is compared, 50 to 100.
    #[must_use]
    pub const fn min_quality(self) -> u8 {
        self.min_quality
    }
}

impl Default for MatchParameters {
    /// 31 bits, no borderline, quality 50.
    fn default() -> Self {
        Self { perceptual_bits: 31, borderline_bits: 31, min_quality: 50 }
    }
}
