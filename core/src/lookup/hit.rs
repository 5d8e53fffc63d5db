use core::fmt;

use crate::report::{Finding, FindingToken};

/// Most entries that one picture, or one frame, is found to be near in one set: the nearest. A list that
/// holds a picture many times over must not flood the app, and no frame takes room from another.
pub const MAX_HITS: usize = 64;

/// A finding with the number of its entry, which never leaves the crate, in no form but a
/// [tag](crate::set::PendingFinding): a policy that saw it could tell items apart.
#[derive(Clone, PartialEq, Eq)]
pub struct Hit {
    pub(crate) finding: Finding,
    pub(crate) entry: u32,
    pub(crate) cleared: bool,
}

impl Hit {
    /// The finding.
    #[must_use]
    pub const fn finding(&self) -> &Finding {
        &self.finding
    }

    /// True if the set's own exclusion list says that the picture is an innocent one: it is counted
    /// in the report, and is no finding.
    #[must_use]
    pub const fn is_cleared(&self) -> bool {
        self.cleared
    }

    /// True for a built-in test picture.
    pub(crate) const fn is_canary(&self) -> bool {
        self.entry == 0
    }

    /// The finding, for the report. The number of the entry is dropped.
    #[must_use]
    pub fn into_finding(self) -> Finding {
        self.finding
    }
}

impl fmt::Debug for Hit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hit").field("finding", &self.finding).finish_non_exhaustive()
    }
}

/// Sorts by evidence, then by distance, then by set, part and frame.
pub fn strongest_first(hits: &mut [Hit]) {
    hits.sort_by(|a, b| {
        let evidence = b.finding.evidence.cmp(&a.finding.evidence);
        let distance = a.finding.distance_bits.cmp(&b.finding.distance_bits);
        let place = |hit: &Hit| (hit.finding.frame, hit.entry);
        evidence
            .then(distance)
            .then_with(|| a.finding.set.name.cmp(&b.finding.set.name))
            .then_with(|| a.finding.part.cmp(&b.finding.part))
            .then_with(|| place(a).cmp(&place(b)))
    });
}

/// Tokens from the system's random numbers. If it gives none, they are counted instead: the policy
/// can still tell the findings of its report apart, and a token still tells nothing of them.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    given: u128,
}

impl Tokens {
    pub(super) fn next(&mut self) -> FindingToken {
        let mut bytes = [0; 16];
        let random = ring::rand::SystemRandom::new();
        if ring::rand::SecureRandom::fill(&random, &mut bytes).is_err() {
            self.given = self.given.wrapping_add(1);
            bytes = self.given.to_be_bytes();
        }
        FindingToken(bytes)
    }
}
