//! Where a tag stands among sorted tags.
//!
//! Tags are keyed hashes, so they are spread evenly. A [`Guide`] says where the tags that begin with
//! the same bits stand, about sixteen rows; within those the place follows from the next bits. A
//! query so reads one number of the guide and one or two cache lines of tags.

use core::cmp::Ordering;

/// Rows per bucket that are aimed at.
const BUCKET_ROWS: usize = 16;

/// Larger buckets, which evenly spread tags do not have, are searched by halves.
const MAX_WALK_ROWS: usize = 256;

/// Where the tags with each beginning stand: about a quarter of a byte per row.
#[derive(Debug)]
pub struct Guide {
    /// The first row of each bucket, and the number of rows last.
    starts: Vec<u32>,
    /// Beginnings of tags are cut to buckets by shifting so far.
    shift: u32,
}

impl Guide {
    /// Reads all tags once. They should be ascending; if they are not, some will not be found.
    /// Of more than 2^32 rows only the first are looked at.
    #[must_use]
    pub fn new(tags: &[[u8; 16]]) -> Self {
        let bits = (tags.len() / BUCKET_ROWS).checked_ilog2().unwrap_or(0).clamp(1, 24);
        let shift = u64::BITS.saturating_sub(bits);
        let mut starts = vec![0_u32; 1_usize << bits];
        for tag in tags {
            if let Some(count) = starts.get_mut(bucket(leading(tag), shift)) {
                *count = count.saturating_add(1);
            }
        }
        let mut next = 0_u32;
        for start in &mut starts {
            let count = core::mem::replace(start, next);
            next = next.saturating_add(count);
        }
        starts.push(next);
        Self { starts, shift }
    }

    /// The row of `tag` in `tags`, which must be those the guide was made of.
    #[must_use]
    pub fn find(&self, tags: &[[u8; 16]], tag: &[u8; 16]) -> Option<usize> {
        let leading = leading(tag);
        let bucket = bucket(leading, self.shift);
        let low = usize::try_from(*self.starts.get(bucket)?).ok()?;
        let high = usize::try_from(*self.starts.get(bucket.checked_add(1)?)?).ok()?;
        let rows = tags.get(low..high)?;
        let row = if rows.len() > MAX_WALK_ROWS {
            rows.binary_search(tag).ok()?
        } else {
            walk(rows, tag, share(leading.unbounded_shl(self.bits()), rows.len()))?
        };
        low.checked_add(row)
    }

    /// What it takes in memory.
    #[must_use]
    pub fn bytes(&self) -> usize {
        size_of_val(self.starts.as_slice())
    }

    /// How many bits of a tag name its bucket.
    fn bits(&self) -> u32 {
        u64::BITS.saturating_sub(self.shift)
    }
}

/// The row of `tag`, comparing with every row: what [`Guide::find`] must equal.
#[must_use]
pub fn find_naive(tags: &[[u8; 16]], tag: &[u8; 16]) -> Option<usize> {
    tags.iter().position(|met| met == tag)
}

/// From `row` up or down to where `tag` must be.
fn walk(rows: &[[u8; 16]], tag: &[u8; 16], row: usize) -> Option<usize> {
    let wanted = u128::from_be_bytes(*tag);
    let order = |row: usize| rows.get(row).map(|met| u128::from_be_bytes(*met).cmp(&wanted));
    let mut row = row.min(rows.len().checked_sub(1)?);
    while order(row)? == Ordering::Greater {
        row = row.checked_sub(1)?;
    }
    while order(row)? == Ordering::Less {
        row = row.checked_add(1)?;
    }
    (order(row)? == Ordering::Equal).then_some(row)
}

/// The first eight bytes as a number that sorts as the bytes do.
fn leading(tag: &[u8; 16]) -> u64 {
    tag.first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes))
}

fn bucket(leading: u64, shift: u32) -> usize {
    usize::try_from(leading.unbounded_shr(shift)).unwrap_or(usize::MAX)
}

/// `fraction` of 2^64, of `rows`: the high half of the product.
fn share(fraction: u64, rows: usize) -> usize {
    let rows = u64::try_from(rows).unwrap_or(u64::MAX);
    let product = u128::from(fraction).saturating_mul(u128::from(rows));
    usize::try_from(product >> 64).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Guide, find_naive};

    /// A tag of one of three buckets or anywhere, few enough that tags repeat.
    fn crowded() -> impl Strategy<Value = [u8; 16]> {
        let first = prop_oneof![Just(0_u8), Just(128), Just(255), any::<u8>()];
        (first, any::<u8>()).prop_map(|(first, last)| {
            let mut tag = [first; 16];
            if let Some(byte) = tag.last_mut() {
                *byte = last;
            }
            tag
        })
    }

    fn check(mut tags: Vec<[u8; 16]>, wanted: &[[u8; 16]]) -> Result<(), TestCaseError> {
        tags.sort_unstable();
        tags.dedup();
        let guide = Guide::new(&tags);
        for wanted in wanted.iter().chain(&tags) {
            prop_assert_eq!(guide.find(&tags, wanted), find_naive(&tags, wanted));
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn finds_what_a_linear_scan_finds(
            tags in prop::collection::vec(any::<[u8; 16]>(), 0..1000),
            wanted in prop::collection::vec(any::<[u8; 16]>(), 50),
        ) {
            check(tags, &wanted)?;
        }

        #[test]
        fn finds_what_a_linear_scan_finds_in_crowded_tags(
            tags in prop::collection::vec(crowded(), 0..1000),
            wanted in prop::collection::vec(crowded(), 50),
        ) {
            check(tags, &wanted)?;
        }

        #[test]
        fn unsorted_tags_and_another_guide_do_no_harm(
            tags in prop::collection::vec(any::<[u8; 16]>(), 0..200),
            others in prop::collection::vec(any::<[u8; 16]>(), 0..200),
            wanted in any::<[u8; 16]>(),
        ) {
            for guide in [Guide::new(&tags), Guide::new(&others)] {
                for wanted in tags.iter().chain([&wanted]) {
                    if let Some(row) = guide.find(&tags, wanted) {
                        prop_assert_eq!(tags.get(row), Some(wanted));
                    }
                }
            }
        }
    }
}
