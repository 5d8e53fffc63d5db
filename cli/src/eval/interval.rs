//! How sure a share is.

use serde::Serialize;

use super::share::Share;

/// Of a normal distribution 95 per cent lie within so many standard deviations.
const Z_95: f64 = 1.959_963_984_540_054;

/// Of a Poisson distribution with this mean 5 per cent are zero: the rule of three.
const NONE_SEEN: f64 = 2.995_732_273_553_991;

/// The ends of a 95 per cent interval of a share, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(super) struct Interval {
    pub(super) low: f64,
    pub(super) high: f64,
}

/// Wilson's score interval, without a correction for continuity (E. B. Wilson, JASA 22, 1927).
pub(super) fn wilson(Share { found, of }: Share) -> Interval {
    if of == 0 {
        return Interval { low: 0.0, high: 1.0 };
    }
    let (n, share) = (of as f64, found as f64 / of as f64);
    let z2 = Z_95 * Z_95;
    let middle = share + z2 / (2.0 * n);
    let half = Z_95 * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
    let whole = 1.0 + z2 / n;
    // At the ends the two cancel but for rounding.
    let low = if found == 0 { 0.0 } else { (middle - half) / whole };
    let high = if found >= of { 1.0 } else { (middle + half) / whole };
    Interval { low: low.clamp(0.0, 1.0), high: high.clamp(0.0, 1.0) }
}

/// At most so often, with 95 per cent certainty: the rule of three if nothing was seen, else the upper
/// end of Wilson's interval.
pub(super) fn at_most(share: Share) -> f64 {
    match share {
        Share { of: 0, .. } => 1.0,
        Share { found: 0, of } => (NONE_SEEN / of as f64).min(1.0),
        seen => wilson(seen).high,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// R. G. Newcombe, Statistics in Medicine 17, 1998, 857-872, table I, method 3.
    #[test]
    fn the_interval_is_that_of_the_published_examples() {
        let published = [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0000, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ];
        for (found, of, low, high) in published {
            let own = wilson(Share { found, of });
            let near = (own.low - low).abs() < 5e-5 && (own.high - high).abs() < 5e-5;
            assert!(near, "{found} of {of}: {own:?}");
        }
    }

    #[test]
    fn a_share_of_all_ends_at_one_and_of_nothing_says_nothing() {
        assert_eq!(wilson(Share { found: 20, of: 20 }).high, 1.0);
        assert_eq!(wilson(Share { found: 0, of: 0 }), Interval { low: 0.0, high: 1.0 });
        assert_eq!(at_most(Share { found: 0, of: 0 }), 1.0);
    }

    #[test]
    fn nothing_seen_in_a_thousand_is_at_most_three() {
        let bound = at_most(Share { found: 0, of: 1000 });
        assert!((bound - 0.003).abs() < 1e-5, "{bound}");
        let one = at_most(Share { found: 1, of: 1000 });
        assert!((0.005..0.006).contains(&one), "{one}");
    }
}
