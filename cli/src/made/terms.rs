use presend::hash::vpdq::VideoRule;
use presend::lent::LentForm;
use presend::policy::Actions;
use presend::set::manifest::{Manifest, MatchLine};
use presend::set::note::{KeyKind, NoteKey};
use presend::set::{
    MatchParameters, NearForm, PinnedAuthority, PinnedCaps, Pins, SectionAlgorithm, VersionLeaf,
};
use presend_curator::key::SigningKey;

/// Seconds.
pub(crate) const DAY: u64 = 86_400;
/// How long a version may last at least, by the pins: three months.
const LIFETIME: u64 = 90 * DAY;
/// How long its legal basis may last at least, by the pins: two years.
const BASIS: u64 = 730 * DAY;

/// What the texts of a set say besides names and keys.
#[derive(Clone, Debug)]
pub(crate) struct Terms {
    pub(crate) set: String,
    pub(crate) purpose: String,
    pub(crate) version: u64,
    pub(crate) not_before: u64,
    pub(crate) not_after: u64,
    pub(crate) basis: String,
    pub(crate) sunset: u64,
    pub(crate) actions: Actions,
    pub(crate) salt: [u8; 32],
    pub(crate) previous: Option<VersionLeaf>,
    /// The hash that apps lend, if the set may have rows of one.
    pub(crate) lent: Option<LentForm>,
}

/// Whom pins trust, and how many of them it takes.
#[derive(Clone, Debug)]
pub(crate) struct Trusted {
    pub(crate) authorities: Vec<PinnedAuthority>,
    pub(crate) quorum_authorities: usize,
    pub(crate) quorum_jurisdictions: usize,
    pub(crate) logs: Vec<NoteKey>,
    pub(crate) witnesses: Vec<NoteKey>,
    pub(crate) witness_quorum: usize,
}

impl Terms {
    /// What an assembler publishes: all lines that authorities sign, except the sections.
    pub(crate) fn parameters(&self, authorities: Vec<String>) -> Manifest {
        Manifest {
            set: self.set.clone(),
            version: self.version,
            not_before: self.not_before,
            not_after: self.not_after,
            basis: self.basis.clone(),
            sunset: self.sunset,
            purpose: self.purpose.clone(),
            actions: self.actions,
            threshold: 3,
            window_days: 30,
            recipient: None,
            salt: self.salt,
            previous: self.previous,
            authorities,
            lent: self.lent,
            sections: Vec::new(),
            matches: matches(),
            attests: Vec::new(),
        }
    }

    /// What an app compiles in, with bounds that this version keeps. A device without state takes
    /// it to be no earlier than this version's beginning, and takes no version before it.
    pub(crate) fn pins(&self, trusted: Trusted) -> Pins {
        let lasts = |until: u64| until.saturating_sub(self.not_before);
        Pins {
            set: self.set.clone(),
            purpose: self.purpose.clone(),
            quorum_authorities: trusted.quorum_authorities,
            quorum_jurisdictions: trusted.quorum_jurisdictions,
            test: trusted.authorities.iter().any(|authority| authority.key.is_test()),
            authorities: trusted.authorities,
            logs: trusted.logs,
            witnesses: trusted.witnesses,
            witness_quorum: trusted.witness_quorum,
            caps: PinnedCaps {
                max_bytes: 100_000_000,
                max_rows: 1_000_000,
                max_lifetime_seconds: lasts(self.not_after).max(LIFETIME),
                max_basis_seconds: lasts(self.sunset).max(BASIS),
            },
            since_unix_seconds: self.not_before,
            since_version: self.version,
            recipient: None,
        }
    }
}

/// How near is near, for each kind that a list may hold: what the product allows at most.
pub(crate) fn matches() -> Vec<MatchLine> {
    let rule = VideoRule::default();
    let near = |algorithm, video_pct| MatchLine {
        algorithm,
        parameters: MatchParameters::default(),
        attest_bits: 10,
        video_pct,
    };
    vec![
        near(SectionAlgorithm::Near(NearForm::Pdq), None),
        near(SectionAlgorithm::Near(NearForm::Pdq512), None),
        near(SectionAlgorithm::Vpdq, Some((rule.query_pct, rule.set_pct))),
    ]
}

/// 32 random bytes; a public key is as random as a salt must be.
///
/// # Errors
/// If the system gives no random bytes.
pub(crate) fn fresh_salt() -> Result<[u8; 32], String> {
    let key = SigningKey::generate("salt", KeyKind::Ed25519).map_err(|error| error.to_string())?;
    Ok(*key.public().public())
}
