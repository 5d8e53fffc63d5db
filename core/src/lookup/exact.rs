//! Where a tag stands among sorted tags.
//!
//! Tags are keyed hashes, so they are spread evenly: where a tag must be follows from its value. A
//! guess lands within a thousand rows of three million, a second within a few; from there the steps
//! double until the tag is enclosed, so rows that are not spread evenly cost time, never a miss.

use core::cmp::Ordering;

/// A guess that lands this near needs no better one.
const NEAR_ROWS: usize = 4;

/// The row of `tag` in ascending `tags`.
#[must_use]
pub fn find(tags: &[[u8; 16]], tag: &[u8; 16]) -> Option<usize> {
    let wanted = leading(tag);
    let mut guess = rows_of(wanted, tags.len());
    for _ in 0..3 {
        let Some(met) = tags.get(guess.min(tags.len().checked_sub(1)?)) else { break };
        let met = leading(met);
        let step = rows_of(met.abs_diff(wanted), tags.len());
        guess = match met.cmp(&wanted) {
            Ordering::Less => guess.saturating_add(step),
            _ => guess.saturating_sub(step),
        };
        if step <= NEAR_ROWS {
            break;
        }
    }
    let (low, high) = enclose(tags, tag, guess.min(tags.len()));
    let within = tags.get(low..high)?;
    within.binary_search(tag).ok()?.checked_add(low)
}

/// The row of `tag`, comparing with every row: what [`find`] must equal.
#[must_use]
pub fn find_naive(tags: &[[u8; 16]], tag: &[u8; 16]) -> Option<usize> {
    tags.iter().position(|met| met == tag)
}

/// A range of rows around `guess` that holds every row equal to `tag`.
fn enclose(tags: &[[u8; 16]], tag: &[u8; 16], guess: usize) -> (usize, usize) {
    let (mut low, mut high, mut step) = (guess, guess, 1_usize);
    while low > 0 && tags.get(low).is_none_or(|met| met >= tag) {
        low = low.saturating_sub(step);
        step = step.saturating_mul(2);
    }
    step = 1;
    while tags.get(high).is_some_and(|met| met <= tag) {
        high = high.saturating_add(step).min(tags.len());
        step = step.saturating_mul(2);
    }
    (low, high)
}

/// The first eight bytes as a number that sorts as the bytes do.
fn leading(tag: &[u8; 16]) -> u64 {
    tag.first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes))
}

/// How many of `rows` evenly spread rows a stretch of `width` holds: the high half of the product.
fn rows_of(width: u64, rows: usize) -> usize {
    let rows = u64::try_from(rows).unwrap_or(u64::MAX);
    let product = u128::from(width).saturating_mul(u128::from(rows));
    usize::try_from(product >> 64).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{find, find_naive};

    /// A tag near the ends of the range or anywhere, few enough that tags repeat.
    fn tag() -> impl Strategy<Value = [u8; 16]> {
        let first = prop_oneof![Just(0_u8), Just(255), any::<u8>()];
        (first, 0..4_u8).prop_map(|(first, last)| {
            let mut tag = [first; 16];
            if let Some(byte) = tag.last_mut() {
                *byte = last;
            }
            tag
        })
    }

    proptest! {
        #[test]
        fn finds_what_a_linear_scan_finds(
            mut tags in prop::collection::vec(tag(), 0..300),
            wanted in prop::collection::vec(tag(), 20),
        ) {
            tags.sort_unstable();
            tags.dedup();
            for wanted in wanted.iter().chain(&tags) {
                prop_assert_eq!(find(&tags, wanted), find_naive(&tags, wanted));
            }
        }

        #[test]
        fn finds_what_a_linear_scan_finds_in_even_tags(
            mut tags in prop::collection::vec(any::<[u8; 16]>(), 0..2000),
            wanted in any::<[u8; 16]>(),
        ) {
            tags.sort_unstable();
            prop_assert_eq!(find(&tags, &wanted), find_naive(&tags, &wanted));
            for tag in &tags {
                prop_assert_eq!(find(&tags, tag), find_naive(&tags, tag));
            }
        }

        #[test]
        fn unsorted_tags_do_no_harm(tags in prop::collection::vec(any::<[u8; 16]>(), 0..200), wanted in any::<[u8; 16]>()) {
            if let Some(row) = find(&tags, &wanted) {
                prop_assert_eq!(tags.get(row), Some(&wanted));
            }
        }
    }
}
