/// Frequencies kept on each axis: 1 to 16 of the 64, without the constant one.
pub(super) const FREQUENCIES: usize = 16;

/// `f32(sqrt(2/64)) * cos(pi * k / 128)`, computed in f64 and rounded to f32, as bits. It is
/// checked in because `f64::cos` differs between platforms; a test recomputes it. The published
/// code rounds the factor to f32 before it multiplies, which changes the last bit of one in nine.
const COSINES: [u32; 65] = [
    0x3e35_04f3,
    0x3e34_f6fe,
    0x3e34_cd21,
    0x3e34_8763,
    0x3e34_25ce,
    0x3e33_a872,
    0x3e33_0f61,
    0x3e32_5ab4,
    0x3e31_8a85,
    0x3e30_9ef6,
    0x3e2f_982b,
    0x3e2e_764c,
    0x3e2d_3986,
    0x3e2b_e20a,
    0x3e2a_700c,
    0x3e28_e3c6,
    0x3e27_3d74,
    0x3e25_7d59,
    0x3e23_a3b9,
    0x3e21_b0dd,
    0x3e1f_a512,
    0x3e1d_80a8,
    0x3e1b_43f5,
    0x3e18_ef51,
    0x3e16_8317,
    0x3e13_ffa8,
    0x3e11_6566,
    0x3e0e_b4b9,
    0x3e0b_ee0a,
    0x3e09_11c7,
    0x3e06_2061,
    0x3e03_1a4c,
    0x3e00_0000,
    0x3df9_a3ed,
    0x3df3_215c,
    0x3dec_794d,
    0x3de5_acc6,
    0x3dde_bcd5,
    0x3dd7_aa8b,
    0x3dd0_76ff,
    0x3dc9_234e,
    0x3dc1_b098,
    0x3dba_2005,
    0x3db2_72bd,
    0x3daa_a9f2,
    0x3da2_c6d5,
    0x3d9a_ca9e,
    0x3d92_b689,
    0x3d8a_8bd4,
    0x3d82_4bc1,
    0x3d73_ef2f,
    0x3d63_213d,
    0x3d52_3045,
    0x3d41_1ee4,
    0x3d2f_efbb,
    0x3d1e_a570,
    0x3d0d_42af,
    0x3cf7_944a,
    0x3cd4_7d09,
    0x3cb1_4504,
    0x3c8d_f1a9,
    0x3c55_10d4,
    0x3c0e_1d7b,
    0x3b8e_2871,
    0x0000_0000,
];

/// The DCT matrix: row `i` is frequency `i + 1`, column `j` the place 0 to 63.
pub(super) const DCT: [[f32; 64]; FREQUENCIES] = matrix();

/// The same, rows and columns swapped.
pub(super) const DCT_TRANSPOSED: [[f32; FREQUENCIES]; 64] = transposed();

#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "evaluated when compiling: an index out of bounds does not build"
)]
const fn matrix() -> [[f32; 64]; FREQUENCIES] {
    let mut matrix = [[0.0; 64]; FREQUENCIES];
    let mut i = 0;
    while i < FREQUENCIES {
        let mut j = 0;
        while j < 64 {
            matrix[i][j] = cosine((i + 1) * (2 * j + 1));
            j += 1;
        }
        i += 1;
    }
    matrix
}

/// The scaled cosine of `pi * step / 128`, from the first quarter of the circle.
#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "evaluated when compiling: an index out of bounds does not build"
)]
const fn cosine(step: usize) -> f32 {
    let step = step % 256;
    let step = if step > 128 { 256 - step } else { step };
    if step > 64 { -f32::from_bits(COSINES[128 - step]) } else { f32::from_bits(COSINES[step]) }
}

#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "evaluated when compiling: an index out of bounds does not build"
)]
const fn transposed() -> [[f32; FREQUENCIES]; 64] {
    let mut turned = [[0.0; FREQUENCIES]; 64];
    let mut i = 0;
    while i < FREQUENCIES {
        let mut j = 0;
        while j < 64 {
            turned[j][i] = DCT[i][j];
            j += 1;
        }
        i += 1;
    }
    turned
}

#[cfg(test)]
#[expect(clippy::as_conversions, reason = "the published formula, on numbers under 3,000")]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_the_published_formula_within_one_unit_in_the_last_place() {
        let scale = f64::from((2.0_f64 / 64.0).sqrt() as f32);
        for (i, row) in DCT.iter().enumerate() {
            for (j, value) in row.iter().enumerate() {
                let angle = (std::f64::consts::PI / 2.0 / 64.0) * (i + 1) as f64;
                let wanted = (scale * (angle * (2 * j + 1) as f64).cos()) as f32;
                assert_eq!(value.is_sign_negative(), wanted.is_sign_negative());
                assert!(value.to_bits().abs_diff(wanted.to_bits()) <= 1, "{i} {j}");
            }
        }
    }

    #[test]
    fn the_transposed_table_holds_the_same_values() {
        for (i, row) in DCT.iter().enumerate() {
            for (value, turned) in row.iter().zip(&DCT_TRANSPOSED) {
                assert_eq!(turned.get(i), Some(value));
            }
        }
    }
}
