use serde::Serialize;

use super::interval::at_most;
use super::share::Share;
use crate::output::grouped;

/// A share and its upper bound at 95 per cent.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Rate {
    #[serde(flatten)]
    pub(super) share: Share,
    pub(super) at_most: f64,
}

impl Rate {
    pub(super) fn new(found: u64, of: u64) -> Self {
        let share = Share { found, of };
        Self { share, at_most: at_most(share) }
    }

    /// `12 of 76,245 (1.6e-4, at most 2.8e-4)`
    pub(super) fn text(self) -> String {
        let Share { found, of } = self.share;
        let (found, of, part) = (grouped(found), grouped(of), self.share.part());
        format!("{found} of {of} ({part:.1e}, at most {:.1e})", self.at_most)
    }
}

#[cfg(test)]
mod tests {
    use super::Rate;

    #[test]
    fn a_rate_is_said_with_its_bound() {
        assert_eq!(Rate::new(12, 76_245).text(), "12 of 76,245 (1.6e-4, at most 2.8e-4)");
        assert_eq!(Rate::new(0, 1_000).text(), "0 of 1,000 (0.0e0, at most 3.0e-3)");
    }
}
