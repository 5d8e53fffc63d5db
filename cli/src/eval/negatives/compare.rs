//! Some pictures compared with all rows: the distances that are not far.

use std::collections::BTreeMap;

use presend::hash::edits::Edit;
use presend::hash::pdq::PdqHash;
use presend::lookup::near::find;

use super::record::Prints;
use super::rows::Rows;

/// Bits that are counted one by one; beyond that a pair is far. It is the largest distance that a set
/// may report.
pub(super) const MOST_BITS: u32 = 40;

/// Pictures in the memory of one thread at a time.
pub(super) const BATCH: usize = 64;

/// A picture and a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pair {
    pub(super) picture: usize,
    pub(super) row: usize,
}

/// The least distances of a pair, if any is not far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Near {
    /// Of the eight orientations.
    pub(super) as_it_is: Option<u32>,
    /// After an edit was undone, as [`Edit::ALL`] has them.
    pub(super) edited: [Option<u32>; 6],
}

impl Near {
    fn place(&mut self, what: What) -> &mut Option<u32> {
        let [inverted, trimmed, rectangle, straightened, uncropped, tilted] = &mut self.edited;
        match what {
            What::AsItIs => &mut self.as_it_is,
            What::Edited(Edit::Inverted) => inverted,
            What::Edited(Edit::Trimmed) => trimmed,
            What::Edited(Edit::Rectangle) => rectangle,
            What::Edited(Edit::Straightened) => straightened,
            What::Edited(Edit::Uncropped) => uncropped,
            What::Edited(Edit::Tilted) => tilted,
        }
    }
}

#[derive(Clone, Copy)]
enum What {
    AsItIs,
    Edited(Edit),
}

/// Every pair that is not far, of these pictures and all rows. A picture is not compared with itself:
/// the first of them is the row `first`, if pictures are rows.
pub(super) fn compare(
    rows: &Rows,
    pictures: &[Prints],
    first: usize,
    are_rows: bool,
) -> BTreeMap<Pair, Near> {
    let (mut queries, mut meant): (Vec<PdqHash>, Vec<(usize, What)>) = (Vec::new(), Vec::new());
    for (picture, prints) in (first..).zip(pictures) {
        for (pdq, what) in all(prints) {
            queries.push(pdq);
            meant.push((picture, what));
        }
    }
    let mut pairs: BTreeMap<Pair, Near> = BTreeMap::new();
    find(&rows.first, &rows.last, &queries, MOST_BITS, &mut |found| {
        let Some((picture, what)) = meant.get(found.query).copied() else { return };
        if are_rows && picture == found.row {
            return;
        }
        let pair = Pair { picture, row: found.row };
        let bits = pairs.entry(pair).or_default().place(what);
        *bits = Some(bits.map_or(found.distance_bits, |known| known.min(found.distance_bits)));
    });
    pairs
}

fn all(prints: &Prints) -> impl Iterator<Item = (PdqHash, What)> {
    let turned = prints.turned.iter().map(|pdq| (*pdq, What::AsItIs));
    let edited = prints.edited.iter();
    turned.chain(edited.flat_map(|(edit, pdq)| pdq.map(|pdq| (pdq, What::Edited(*edit)))))
}

#[cfg(test)]
#[expect(clippy::panic, reason = "a test fails by panicking")]
mod tests {
    use std::path::PathBuf;

    use super::super::record::Kind;
    use super::super::record::tests::made_up;
    use super::*;

    fn prints(seed: u8, near: Option<(&Prints, usize, u8)>) -> Prints {
        let Kind::Picture(made) = made_up(seed, &[Edit::Rectangle, Edit::Tilted]).kind else {
            panic!("no picture");
        };
        let mut made = *made;
        if let Some((other, bits, at)) = near {
            let [upright, ..] = &other.turned;
            let mut bytes = *upright.as_bytes();
            for bit in 0..bits {
                if let Some(byte) = bytes.get_mut(bit / 8) {
                    *byte ^= 1 << (bit % 8);
                }
            }
            let hash = PdqHash::from_bytes(bytes);
            match made.turned.get_mut(usize::from(at)) {
                Some(place) => *place = hash,
                None => made.edited = vec![(Edit::Tilted, [hash, hash])],
            }
        }
        made
    }

    fn naive(all: &[Prints]) -> BTreeMap<Pair, Near> {
        let mut pairs: BTreeMap<Pair, Near> = BTreeMap::new();
        for (picture, own) in all.iter().enumerate() {
            for (row, other) in all.iter().enumerate().filter(|(row, _)| *row != picture) {
                let [upright, ..] = &other.turned;
                for (pdq, what) in super::all(own) {
                    let bits = pdq.distance_bits(upright);
                    if bits <= MOST_BITS {
                        let near = pairs.entry(Pair { picture, row }).or_default().place(what);
                        *near = Some(near.unwrap_or(bits).min(bits));
                    }
                }
            }
        }
        pairs
    }

    #[test]
    fn the_pairs_are_those_of_a_naive_loop_whatever_the_batches() {
        let first: Vec<Prints> = (0..40).map(|seed| prints(seed, None)).collect();
        let mut all = first.clone();
        for (at, bits) in [(0, 0), (1, 12), (2, 31), (3, 40), (4, 41), (7, 3), (9, 20)] {
            let seed = 100 + u8::try_from(all.len()).unwrap_or(0);
            all.extend(
                first.get(usize::from(at)).map(|other| prints(seed, Some((other, bits, at)))),
            );
        }
        let mut rows = Rows::default();
        for (number, prints) in all.iter().enumerate() {
            rows.add_picture(&format!("in/{number}"), prints, &[PathBuf::from("in")]);
        }
        let expected = naive(&all);
        assert!(expected.len() >= 6, "{expected:?}");
        for batch in [1, 7, 64] {
            let mut found = BTreeMap::new();
            for (number, pictures) in all.chunks(batch).enumerate() {
                found.extend(compare(&rows, pictures, number * batch, true));
            }
            assert_eq!(found, expected, "{batch}");
        }
    }
}
