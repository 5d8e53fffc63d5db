//! From coefficients to differences (RFC 6386, section 14).

use core::num::Wrapping;

type W = Wrapping<i32>;

/// The sine and cosine of an eighth of a turn, times the root of two, in parts of 65,536; of the latter
/// what is over one.
const SINE: W = Wrapping(35_468);
const COSINE: W = Wrapping(20_091);

/// Four values behind each other, of rows or of columns.
fn inverse([a, b, c, d]: [W; 4]) -> [W; 4] {
    let sine = |value: W| (value * SINE) >> 16;
    let cosine = |value: W| value + ((value * COSINE) >> 16);
    let (sum, difference) = (a + c, a - c);
    let (odd, even) = (sine(b) - cosine(d), cosine(b) + sine(d));
    [sum + even, difference + odd, difference - odd, sum - even]
}

/// What is between rows and columns is kept in 16 bits by every decoder: a damaged frame has more.
fn kept(values: [W; 4]) -> [W; 4] {
    values.map(|Wrapping(value)| {
        let [low, high, _, _] = value.to_le_bytes();
        Wrapping(i16::from_le_bytes([low, high]).into())
    })
}

fn turned<T: Copy>(rows: [[T; 4]; 4]) -> [[T; 4]; 4] {
    let [[a, b, c, d], [e, f, g, h], [i, j, k, l], [m, n, o, p]] = rows;
    [[a, e, i, m], [b, f, j, n], [c, g, k, o], [d, h, l, p]]
}

fn rows(block: &[i32; 16]) -> [[W; 4]; 4] {
    let [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = block.map(Wrapping);
    [[a, b, c, d], [e, f, g, h], [i, j, k, l], [m, n, o, p]].map(kept)
}

/// The differences of one block: columns first.
pub(super) fn differences(block: &[i32; 16]) -> [[i32; 4]; 4] {
    let columns = turned(rows(block)).map(inverse).map(kept);
    turned(columns).map(inverse).map(|row| row.map(|value| ((value + Wrapping(4)) >> 3).0))
}

/// The first coefficients of sixteen blocks, from a block of their own.
pub(super) fn firsts(second: &[i32; 16]) -> [i32; 16] {
    let walsh = |[a, b, c, d]: [W; 4]| {
        let (outer, inner) = (a + d, b + c);
        let (less, more) = (b - c, a - d);
        [outer + inner, less + more, outer - inner, more - less]
    };
    let columns = turned(rows(second)).map(walsh).map(kept);
    let all = turned(columns).map(walsh);
    let [[a, b, c, d], [e, f, g, h], [i, j, k, l], [m, n, o, p]] = all;
    [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p].map(|value| ((value + Wrapping(3)) >> 3).0)
}
