use std::sync::Arc;

use pulp::Arch;
use zeroize::Zeroizing;

use super::axis::Axis;
use super::stream::Stream;
use super::{PRESCALED_SIDE_PIXELS as SIDE, Pdq};
use crate::decode::Samples;

/// PDQ as the C++ tool computes it of a picture with a side over 512: of 512x512 pixels picked
/// from it, pixel `i` from place `i * length / 512`.
pub(super) struct Sampled {
    stream: Stream,
    columns: Vec<usize>,
    height: usize,
    next_output: usize,
    next_row: usize,
    picked: Zeroizing<Vec<f32>>,
}

impl Sampled {
    pub(super) fn new(arch: Arch, width: usize, height: usize) -> Self {
        let axis = Arc::new(Axis::new(SIDE));
        let stream = Stream::new(arch, SIDE, Arc::clone(&axis), vec![axis]);
        let columns = (0..SIDE).map(|output| source(output, width)).collect();
        let picked = Zeroizing::new(Vec::with_capacity(SIDE));
        Self { stream, columns, height, next_output: 0, next_row: 0, picked }
    }

    /// The next row of the whole picture.
    #[expect(clippy::arithmetic_side_effects, reason = "rows and outputs are counted up to a cap")]
    pub(super) fn push(&mut self, row: Samples<'_>) {
        if self.is_due() {
            self.pick(row);
        }
        // A picture of fewer than 512 rows gives some of them more than once.
        while self.is_due() {
            self.stream.push(Samples::F32(&self.picked));
            self.next_output += 1;
        }
        self.next_row += 1;
    }

    /// The hash, after the last row.
    pub(super) fn pdq(&self) -> Pdq {
        let [pdq, _] = self.stream.pdqs();
        pdq
    }

    fn is_due(&self) -> bool {
        self.next_output < SIDE && source(self.next_output, self.height) == self.next_row
    }

    fn pick(&mut self, row: Samples<'_>) {
        self.picked.clear();
        let columns = self.columns.iter();
        match row {
            Samples::U8(row) => {
                self.picked.extend(columns.filter_map(|x| row.get(*x).map(|v| f32::from(*v))));
            }
            Samples::F32(row) => self.picked.extend(columns.filter_map(|x| row.get(*x))),
        }
    }
}

#[expect(clippy::arithmetic_side_effects, reason = "length is capped, and output is under 512")]
const fn source(output: usize, length: usize) -> usize {
    output * length / SIDE
}
