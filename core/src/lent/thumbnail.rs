use core::ops::Range;

use zeroize::Zeroizing;

use crate::decode::{FrameInfo, Samples};
use crate::orientation::Orientation;

/// A picture squeezed to a small size while its rows come, and turned when they are all there.
///
/// A pixel of it is the mean of the source's pixels whose place, scaled, falls into it, rounded half up:
/// columns `x * width / small` to `(x + 1) * width / small`, and at least one; rows likewise.
pub(super) struct Thumbnail {
    frame: FrameInfo,
    /// As seen.
    size: (u16, u16),
    /// Which columns of the source each column is of, and which rows each row.
    columns: Vec<Range<usize>>,
    rows: Vec<Range<usize>>,
    sums: Zeroizing<Vec<f64>>,
    next_row: usize,
    is_sound: bool,
}

impl Thumbnail {
    /// `None` for a picture without a pixel.
    pub(super) fn new(frame: FrameInfo, size: (u16, u16)) -> Option<Self> {
        let (width, height) = if frame.orientation.swaps_sides() { (size.1, size.0) } else { size };
        let (width, height) = (usize::from(width), usize::from(height));
        let sides = [frame.width, frame.height].map(|side| usize::try_from(side).unwrap_or(0));
        let [source_width, source_height] = sides;
        if source_width == 0 || source_height == 0 {
            return None;
        }
        Some(Self {
            frame,
            size,
            columns: shares(source_width, width),
            rows: shares(source_height, height),
            sums: Zeroizing::new(vec![0.0; width.checked_mul(height)?]),
            next_row: 0,
            is_sound: true,
        })
    }

    pub(super) fn row(&mut self, row: Samples<'_>) {
        let y = self.next_row;
        self.next_row = y.saturating_add(1);
        let width = self.columns.len().max(1);
        let places = self.rows.iter().zip(self.sums.chunks_mut(width));
        // Rows of a picture that is smaller fall into several.
        for (_, sums) in places.filter(|(rows, _)| rows.contains(&y)) {
            for (columns, sum) in self.columns.iter().zip(sums) {
                match of(row, columns) {
                    Some(more) => *sum += more,
                    None => self.is_sound = false,
                }
            }
        }
    }

    /// `None` if rows are missing, or there were too many or too short ones.
    pub(super) fn finish(self) -> Option<Zeroizing<Vec<u8>>> {
        let rows = usize::try_from(self.frame.height).ok()?;
        if !self.is_sound || self.next_row != rows {
            return None;
        }
        let width = self.columns.len().max(1);
        let mut stored = Zeroizing::new(Vec::with_capacity(self.sums.len()));
        for (rows, sums) in self.rows.iter().zip(self.sums.chunks(width)) {
            for (columns, sum) in self.columns.iter().zip(sums) {
                stored.push(mean(*sum, rows.len().saturating_mul(columns.len())));
            }
        }
        turned(&stored, width, self.frame.orientation, self.size)
    }
}

/// Which of `source` places each of `small` places is of.
fn shares(source: usize, small: usize) -> Vec<Range<usize>> {
    let start = |at: usize| at.saturating_mul(source).checked_div(small).unwrap_or(0);
    let share = |at: usize| {
        let from = start(at);
        from..start(at.saturating_add(1)).max(from.saturating_add(1))
    };
    (0..small).map(share).collect()
}

fn of(row: Samples<'_>, columns: &Range<usize>) -> Option<f64> {
    Some(match row {
        Samples::U8(row) => {
            // A share of a row has less than 2^24 pixels.
            let sum = row
                .get(columns.clone())?
                .iter()
                .fold(0_u32, |sum, luma| sum.saturating_add(u32::from(*luma)));
            f64::from(sum)
        }
        Samples::F32(row) => row.get(columns.clone())?.iter().map(|luma| f64::from(*luma)).sum(),
    })
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    clippy::as_conversions,
    reason = "the mean lies within a byte, and such a cast saturates"
)]
fn mean(sum: f64, pixels: usize) -> u8 {
    (sum / pixels as f64 + 0.5) as u8
}

/// The pixels as a viewer shows them; `None` if they are not as many as the size says.
fn turned(
    stored: &[u8],
    width: usize,
    orientation: Orientation,
    size: (u16, u16),
) -> Option<Zeroizing<Vec<u8>>> {
    let (transpose, mirror, flip) = orientation.steps();
    let (seen_width, seen_height) = (usize::from(size.0), usize::from(size.1));
    let mut seen = Zeroizing::new(Vec::with_capacity(stored.len()));
    for y in 0..seen_height {
        for x in 0..seen_width {
            // Back from what is seen: the mirror and the flip come last.
            let x = if mirror { seen_width.checked_sub(x.saturating_add(1))? } else { x };
            let y = if flip { seen_height.checked_sub(y.saturating_add(1))? } else { y };
            let (x, y) = if transpose { (y, x) } else { (x, y) };
            seen.push(*stored.get(y.checked_mul(width)?.checked_add(x)?)?);
        }
    }
    Some(seen)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

    use super::*;

    fn thumbnail(rows: &[&[u8]], size: (u16, u16), orientation: Orientation) -> Option<Vec<u8>> {
        let (width, height) = (rows[0].len().try_into().unwrap(), rows.len().try_into().unwrap());
        let frame = FrameInfo { frame: 0, time_ms: None, width, height, orientation };
        let mut thumbnail = Thumbnail::new(frame, size)?;
        rows.iter().for_each(|row| thumbnail.row(Samples::U8(row)));
        thumbnail.finish().map(|pixels| pixels.to_vec())
    }

    #[test]
    fn a_pixel_is_the_rounded_mean_of_what_falls_into_it() {
        let rows: [&[u8]; 2] = [&[0, 1, 10, 20], &[2, 3, 30, 41]];
        // (0+1+2+3)/4 = 1.5, (10+20+30+41)/4 = 25.25
        assert_eq!(thumbnail(&rows, (2, 1), Orientation::Upright), Some(vec![2, 25]));
        assert_eq!(thumbnail(&rows, (1, 2), Orientation::Upright), Some(vec![8, 19]));
    }

    #[test]
    fn a_picture_of_that_size_stays_and_a_smaller_one_is_repeated() {
        let rows: [&[u8]; 2] = [&[1, 2], &[3, 4]];
        assert_eq!(thumbnail(&rows, (2, 2), Orientation::Upright), Some(vec![1, 2, 3, 4]));
        let doubled = vec![1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4];
        assert_eq!(thumbnail(&rows, (4, 4), Orientation::Upright), Some(doubled));
        assert_eq!(thumbnail(&[&[9]], (3, 1), Orientation::Upright), Some(vec![9; 3]));
    }

    #[test]
    fn a_turned_picture_is_given_as_it_is_seen() {
        let rows: [&[u8]; 2] = [&[1, 2, 3], &[4, 5, 6]];
        let seen = |orientation: Orientation| {
            let size = if orientation.swaps_sides() { (2, 3) } else { (3, 2) };
            thumbnail(&rows, size, orientation).unwrap()
        };
        assert_eq!(seen(Orientation::Rotate90), [4, 1, 5, 2, 6, 3]);
        assert_eq!(seen(Orientation::Rotate180), [6, 5, 4, 3, 2, 1]);
        assert_eq!(seen(Orientation::Rotate270), [3, 6, 2, 5, 1, 4]);
        assert_eq!(seen(Orientation::Mirror), [3, 2, 1, 6, 5, 4]);
        assert_eq!(seen(Orientation::Flip), [4, 5, 6, 1, 2, 3]);
        assert_eq!(seen(Orientation::Transpose), [1, 4, 2, 5, 3, 6]);
        assert_eq!(seen(Orientation::Transverse), [6, 3, 5, 2, 4, 1]);
    }

    #[test]
    fn whole_numbers_and_fractions_give_the_same() {
        let frame = FrameInfo {
            frame: 0,
            time_ms: None,
            width: 5,
            height: 1,
            orientation: Orientation::Upright,
        };
        let mut thumbnail = Thumbnail::new(frame, (2, 1)).unwrap();
        thumbnail.row(Samples::F32(&[1.0, 2.5, 200.0, 255.0, 255.0]));
        // Columns 0 and 1, and 2 to 4.
        assert_eq!(thumbnail.finish().unwrap().as_slice(), [2, 237]);
    }

    #[test]
    fn rows_that_are_missing_too_many_or_too_short_give_nothing() {
        let frame = FrameInfo {
            frame: 0,
            time_ms: None,
            width: 4,
            height: 2,
            orientation: Orientation::Upright,
        };
        for rows in [vec![4], vec![4, 4, 4], vec![4, 3], vec![]] {
            let mut thumbnail = Thumbnail::new(frame, (2, 2)).unwrap();
            rows.iter().for_each(|length| thumbnail.row(Samples::U8(&[9; 4][..*length])));
            assert!(thumbnail.finish().is_none(), "{rows:?}");
        }
        assert!(Thumbnail::new(FrameInfo { width: 0, ..frame }, (2, 2)).is_none());
    }
}
