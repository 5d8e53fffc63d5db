use presend::set::PinnedAuthority;
use presend::set::note::KeyKind;
use presend_curator::key::SigningKey;

use super::terms::Trusted;

/// Whose keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keys {
    /// Made for this run.
    Fresh,
    /// The published test keys: every finding is marked as a test.
    Test,
}

/// Everyone who has a part in a set.
#[derive(Debug)]
pub(crate) struct Cast {
    /// Jurisdiction and key of each authority.
    pub(crate) authorities: Vec<(String, SigningKey)>,
    pub(crate) log: SigningKey,
    pub(crate) witnesses: Vec<SigningKey>,
}

impl Cast {
    /// Authorities of these jurisdictions and names, one log, and two witnesses.
    ///
    /// # Errors
    /// For a name that is none.
    pub(crate) fn new(keys: Keys, authorities: &[(String, String)]) -> Result<Self, String> {
        let key = |name: &str, kind| match keys {
            Keys::Fresh => SigningKey::generate(&format!("{name}.example"), kind),
            Keys::Test => SigningKey::published_test(&format!("test.presend.invalid/{name}"), kind),
        };
        let key = |name: &str, kind| key(name, kind).map_err(|error| format!("{name}: {error}"));
        let authority = |(place, name): &(String, String)| {
            key(name, KeyKind::Ed25519).map(|key| (place.clone(), key))
        };
        Ok(Self {
            authorities: authorities.iter().map(authority).collect::<Result<_, _>>()?,
            log: key("log", KeyKind::Ed25519)?,
            witnesses: ["witness-1", "witness-2"]
                .into_iter()
                .map(|name| key(name, KeyKind::Cosignature))
                .collect::<Result<_, _>>()?,
        })
    }

    /// The names of the authorities, as signatures have them.
    pub(crate) fn names(&self) -> Vec<String> {
        self.authorities.iter().map(|(_, key)| key.public().name().to_owned()).collect()
    }

    /// That two authorities of two jurisdictions vouch for each row, and both witnesses saw the log.
    pub(crate) fn trusted(&self) -> Trusted {
        let pinned = |(jurisdiction, key): &(String, SigningKey)| PinnedAuthority {
            jurisdiction: jurisdiction.clone(),
            key: key.public().clone(),
        };
        Trusted {
            authorities: self.authorities.iter().map(pinned).collect(),
            quorum_authorities: 2,
            quorum_jurisdictions: 2,
            logs: vec![self.log.public().clone()],
            witnesses: self.witnesses.iter().map(|key| key.public().clone()).collect(),
            witness_quorum: self.witnesses.len(),
        }
    }
}
