use pulp::Arch;
use zeroize::Zeroizing;

use super::dct::{DCT, DCT_TRANSPOSED, FREQUENCIES};
use super::kernel::wide;
use super::{OUTPUTS, Pdq, PdqHash};

type Spectrum = [[f32; FREQUENCIES]; FREQUENCIES];

/// The 64x64 picture that PDQ looks at.
#[derive(Clone)]
pub(in crate::hash) struct Grid {
    values: Zeroizing<Vec<f32>>,
}

impl Grid {
    pub(in crate::hash) fn new() -> Self {
        let values = vec![0.0; OUTPUTS * OUTPUTS];
        Self { values: Zeroizing::new(values) }
    }

    /// The rows, top to bottom.
    pub(in crate::hash) fn rows(&self) -> &[[f32; OUTPUTS]] {
        self.values.as_chunks().0
    }

    /// The rows, to be filled.
    pub(in crate::hash) fn rows_mut(&mut self) -> &mut [[f32; OUTPUTS]] {
        self.values.as_chunks_mut().0
    }

    /// Left and right swapped.
    pub(in crate::hash) fn mirrored(&self) -> Self {
        let mut mirrored = self.clone();
        mirrored.rows_mut().iter_mut().for_each(|row| row.reverse());
        mirrored
    }

    /// Top and bottom swapped.
    pub(in crate::hash) fn flipped(&self) -> Self {
        let mut flipped = self.clone();
        flipped.rows_mut().reverse();
        flipped
    }

    /// The hashes of a window, upright and mirrored, of one spectrum.
    pub(in crate::hash) fn window(&self, arch: Arch) -> WindowPdq {
        let quality = wide(
            arch,
            #[inline(always)]
            || quality(self.rows()),
        );
        let mut spectrum = Zeroizing::new(wide(
            arch,
            #[inline(always)]
            || spectrum(self.rows()),
        ));
        let median = median(&spectrum);
        let near_median = near(&spectrum, median);
        let [upright, _] = hashes(&spectrum, median);
        // Left and right swapped, every other frequency changes its sign, from the first on.
        for row in spectrum.iter_mut() {
            row.iter_mut().step_by(2).for_each(|value| *value = -*value);
        }
        let [mirrored, _] = hashes(&spectrum, self::median(&spectrum));
        let pdq = [upright, mirrored].map(|hash| Pdq { hash, quality });
        WindowPdq { pdq, near_median }
    }

    /// The hash of the grid, and that of the grid with rows and columns swapped.
    pub(in crate::hash) fn pdqs(&self, arch: Arch) -> [Pdq; 2] {
        let quality = wide(
            arch,
            #[inline(always)]
            || quality(self.rows()),
        );
        let spectrum = Zeroizing::new(wide(
            arch,
            #[inline(always)]
            || spectrum(self.rows()),
        ));
        let [hash, transposed] = hashes(&spectrum, median(&spectrum));
        [Pdq { hash, quality }, Pdq { hash: transposed, quality }]
    }
}

/// Steps between neighbours in percent of white, cut to whole numbers, added up and capped. It is
/// the same for a grid whose rows and columns are swapped.
#[inline(always)]
fn quality(rows: &[[f32; OUTPUTS]]) -> u8 {
    let mut sum = 0;
    for (row, below) in rows.iter().zip(rows.iter().skip(1)) {
        sum = row.iter().zip(below).fold(sum, |sum, (u, v)| step(*u, *v).saturating_add(sum));
    }
    for row in rows {
        let pairs = row.iter().zip(row.iter().skip(1));
        sum = pairs.fold(sum, |sum, (u, v)| step(*u, *v).saturating_add(sum));
    }
    u8::try_from((sum / 90).min(100)).unwrap_or(100)
}

#[inline(always)]
#[expect(clippy::as_conversions, reason = "a cast from f32 saturates, and cutting is meant")]
fn step(u: f32, v: f32) -> u32 {
    ((((u - v) * 100.0) / 255.0) as i32).unsigned_abs()
}

/// `D * A * D^t`, each sum from left to right as published, so that it is equal to the bit.
#[inline(always)]
fn spectrum(rows: &[[f32; OUTPUTS]]) -> Spectrum {
    let mut spectrum = [[0.0; FREQUENCIES]; FREQUENCIES];
    for (frequency, out) in DCT.iter().zip(&mut spectrum) {
        let mut half = [0.0; OUTPUTS];
        for (factor, row) in frequency.iter().zip(rows) {
            for (sum, value) in half.iter_mut().zip(row) {
                *sum += factor * value;
            }
        }
        for (value, factors) in half.iter().zip(&DCT_TRANSPOSED) {
            for (sum, factor) in out.iter_mut().zip(factors) {
                *sum += value * factor;
            }
        }
    }
    spectrum
}

/// What is compared of a window of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::hash) struct WindowPdq {
    /// Upright, and mirrored.
    pub(in crate::hash) pdq: [Pdq; 2],
    /// How many of the 256 values lie so near their median that chance decides their bits: about ten
    /// in a photograph, up to all in a window without content.
    pub(in crate::hash) near_median: usize,
}

/// A value this near the median counts as near.
const NEAR_MEDIAN: f32 = 3.0;

fn near(spectrum: &Spectrum, median: f32) -> usize {
    spectrum.as_flattened().iter().filter(|value| (**value - median).abs() < NEAR_MEDIAN).count()
}

/// The 128th of the 256 values.
fn median(spectrum: &Spectrum) -> f32 {
    let mut sorted = Zeroizing::new([0.0; FREQUENCIES * FREQUENCIES]);
    for (place, value) in sorted.iter_mut().zip(spectrum.as_flattened()) {
        *place = *value;
    }
    let (_, median, _) = sorted.select_nth_unstable_by(127, f32::total_cmp);
    *median
}

/// A bit is set where the spectrum is over its median.
fn hashes(spectrum: &Spectrum, median: f32) -> [PdqHash; 2] {
    let mut bits = [[0; 32]; 2];
    for (i, row) in spectrum.iter().enumerate() {
        for (j, value) in row.iter().enumerate() {
            if *value > median {
                set_bit(&mut bits, i, j);
            }
        }
    }
    bits.map(PdqHash::from_bytes)
}

#[expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "i and j are under 16, so that the bit is under 256"
)]
fn set_bit([hash, transposed]: &mut [[u8; 32]; 2], i: usize, j: usize) {
    let bit = i * FREQUENCIES + j;
    hash[31 - bit / 8] |= 1 << (bit % 8);
    let bit = j * FREQUENCIES + i;
    transposed[31 - bit / 8] |= 1 << (bit % 8);
}
