use crate::closed_list::closed_list;

closed_list! {
    /// How far two values are from each other.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum LentDistance {
        /// How many bits differ.
        Hamming = "hamming",
        /// The sum of the differences of the bytes.
        L1 = "l1",
        /// The square root of the sum of their squares, rounded up.
        L2 = "l2",
    }
}

impl LentDistance {
    /// How far `a` is from `b`, which are of one length. Every byte is compared.
    #[must_use]
    pub fn between(self, a: &[u8], b: &[u8]) -> u32 {
        let sum = |difference: fn(u8, u8) -> u32| {
            // At most 1,024 bytes, and so less than 2^27.
            a.iter().zip(b).fold(0_u32, |sum, (a, b)| sum.saturating_add(difference(*a, *b)))
        };
        match self {
            Self::Hamming => sum(|a, b| (a ^ b).count_ones()),
            Self::L1 => sum(|a, b| u32::from(a.abs_diff(b))),
            Self::L2 => root_rounded_up(sum(|a, b| u32::from(a.abs_diff(b)).saturating_pow(2))),
        }
    }

    /// How far two values of so many bytes can be from each other.
    #[must_use]
    pub fn most(self, bytes: u16) -> u32 {
        let bytes = u32::from(bytes);
        match self {
            Self::Hamming => bytes.saturating_mul(8),
            Self::L1 => bytes.saturating_mul(255),
            Self::L2 => root_rounded_up(bytes.saturating_mul(255 * 255)),
        }
    }
}

fn root_rounded_up(square: u32) -> u32 {
    let root = square.isqrt();
    root.saturating_add(u32::from(root.saturating_mul(root) < square))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::LentDistance::{self, Hamming, L1, L2};

    #[test]
    fn distances_are_those_worked_out_by_hand() {
        let (a, b) = ([0, 255, 7, 9], [0, 0, 4, 13]);
        assert_eq!(Hamming.between(&a, &b), 8 + 2 + 1);
        assert_eq!(L1.between(&a, &b), 255 + 3 + 4);
        // 255 * 255 + 9 + 16 = 65,050; its root lies between 255 and 256.
        assert_eq!(L2.between(&a, &b), 256);
        assert_eq!(L2.between(&[3, 0], &[0, 4]), 5);
        for distance in LentDistance::ALL {
            assert_eq!(distance.between(&a, &a), 0);
            assert_eq!(distance.between(&[0; 1024], &[255; 1024]), distance.most(1024));
        }
    }

    proptest! {
        #[test]
        fn a_distance_is_symmetric_and_bounded(
            pairs in prop::collection::vec((any::<u8>(), any::<u8>()), 8..200),
        ) {
            let (a, b): (Vec<u8>, Vec<u8>) = pairs.into_iter().unzip();
            for distance in LentDistance::ALL {
                let found = distance.between(&a, &b);
                prop_assert_eq!(found, distance.between(&b, &a));
                prop_assert!(found <= distance.most(u16::try_from(a.len()).unwrap_or(0)));
                prop_assert_eq!(found == 0, a == b);
            }
        }
    }
}
