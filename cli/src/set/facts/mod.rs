//! What there is to know about a set file, verified or not, for a person and for a program.

mod section;

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use presend::explain::{date, utc};
use presend::sealed::key_id;
use presend::set::check::{Bundle, SetOrigin, VerifiedSet, WitnessTime};
use presend::set::log::{Checkpoint, SetProof, leaf_hash};
use presend::set::manifest::{Manifest, Recipient};
use presend::set::{Pins, SetBytes, SetFault};
use serde_json::{Value, json};

use section::SectionFacts;

/// What there is to know about a set file.
pub(super) struct Facts {
    manifest: Manifest,
    leaf: [u8; 32],
    log: Option<(String, u64, u64)>,
    basis: Basis,
    sections: Vec<SectionFacts>,
}

/// What is known beside the file itself. No set has jurisdictions.
enum Basis {
    /// Nothing.
    File,
    /// What an app pins: a name in the file was held against them, no signature was.
    Pins(Box<Pins>),
    /// Who was found to have signed, and which witnesses to have seen it, and when.
    Verified(Arc<SetOrigin>),
}

impl Facts {
    /// Of a set that passed every check.
    pub(super) fn of_verified(bytes: &SetBytes, verified: &VerifiedSet) -> Result<Self, SetFault> {
        Self::new(bytes, Basis::Verified(Arc::clone(&verified.origin)))
    }

    /// What a file says of itself, with the jurisdictions that the pins give to the names in it.
    ///
    /// # Errors
    /// `WrongSet` if the pins are those of another set.
    pub(super) fn unverified(bytes: &SetBytes, pins: Option<Pins>) -> Result<Self, SetFault> {
        let facts = Self::new(bytes, pins.map_or(Basis::File, |pins| Basis::Pins(Box::new(pins))))?;
        match &facts.basis {
            Basis::Pins(pins) if pins.set != facts.manifest.set => Err(SetFault::WrongSet),
            _ => Ok(facts),
        }
    }

    fn new(bytes: &SetBytes, basis: Basis) -> Result<Self, SetFault> {
        let bundle = Bundle::read_unverified(bytes)?;
        let part =
            |range: &std::ops::Range<usize>| bytes.all().get(range.clone()).unwrap_or_default();
        let log = SetProof::parse(part(&bundle.container.proof)).and_then(|proof| {
            let proof = proof.entry;
            let checkpoint = Checkpoint::parse(proof.checkpoint.text())?;
            Some((checkpoint.origin.to_owned(), proof.index, checkpoint.size))
        });
        let authorities = bundle.manifest.authorities.len();
        let sections =
            bundle.lines().map(|(line, section)| SectionFacts::new(line, section, authorities));
        Ok(Self {
            leaf: leaf_hash(part(&bundle.container.manifest)),
            log,
            basis,
            sections: sections.collect(),
            manifest: bundle.manifest.clone(),
        })
    }

    pub(super) fn as_text(&self) -> String {
        let manifest = &self.manifest;
        let mut text = format!("set         {} version {}\n", manifest.set, manifest.version);
        let mut line = |name: &str, value: &str| text.push_str(&format!("{name:12}{value}\n"));
        line("purpose", &manifest.purpose);
        line("valid", &format!("{} to {}", day(manifest.not_before), day(manifest.not_after)));
        line("basis", &format!("{} until {}", manifest.basis, day(manifest.sunset)));
        // With every version the authorities sign the basis again: no file says more of a weighing.
        line("weighed", &format!("{}, the first day of this version", day(manifest.not_before)));
        line("actions", &manifest.actions.to_string());
        line("recipient", &recipient(manifest.recipient.as_ref()));
        line("leaf", &STANDARD.encode(self.leaf));
        let log = |(origin, index, size): &(String, u64, u64)| {
            format!("{origin}, entry {index} of {size}")
        };
        line("log", &self.log.as_ref().map_or("no readable proof".to_owned(), log));
        for witness in self.witnesses().into_iter().flatten() {
            line("witness", &format!("{} at {}", witness.name, utc(witness.unix_seconds)));
        }
        for name in &manifest.authorities {
            line("authority", &format!("{name}{}", self.standing(name)));
        }
        if let Some(lent) = manifest.lent {
            line("lent", &format!("{}, {} bytes a row", lent.name(), lent.bytes()));
        }
        for section in &self.sections {
            line("section", &section.as_text());
        }
        text
    }

    pub(super) fn as_json(&self) -> Value {
        let Self { manifest, leaf, log, basis: _, sections } = self;
        let Manifest {
            set,
            version,
            not_before,
            not_after,
            basis,
            sunset,
            purpose,
            actions,
            threshold: _,
            window_days: _,
            recipient,
            salt: _,
            previous: _,
            authorities,
            lent,
            sections: _,
            matches: _,
            attests: _,
        } = manifest;
        let log = log
            .as_ref()
            .map(|(origin, index, size)| json!({ "origin": origin, "index": index, "size": size }));
        let witness = |WitnessTime { name, unix_seconds }: &WitnessTime| json!({ "name": name, "unix_seconds": unix_seconds });
        let witnesses = self.witnesses().map(|all| all.iter().map(witness).collect::<Vec<_>>());
        let authority = |name: &String| {
            let jurisdiction = self.jurisdiction(name);
            json!({ "name": name, "pinned": jurisdiction.map(|found| found.is_some()), "jurisdiction": jurisdiction.flatten() })
        };
        let authorities: Vec<_> = authorities.iter().map(authority).collect();
        json!({
            "name": set, "version": version, "purpose": purpose,
            "not_before": not_before, "not_after": not_after, "basis": basis, "sunset": sunset,
            "actions": actions.to_string(),
            "recipient": recipient.as_ref().map(|recipient| &recipient.name),
            "leaf": STANDARD.encode(leaf), "log": log, "witnesses": witnesses, "authorities": authorities,
            "lent": lent.map(|lent| json!({ "name": lent.name(), "bytes": lent.bytes() })),
            "sections": sections.iter().map(SectionFacts::as_json).collect::<Vec<_>>(),
        })
    }

    fn witnesses(&self) -> Option<&[WitnessTime]> {
        match &self.basis {
            Basis::File | Basis::Pins(_) => None,
            Basis::Verified(origin) => Some(&origin.witnesses),
        }
    }

    /// Of the authority of this name: `None` if nothing is known of any, `Some(None)` if it is not
    /// pinned.
    fn jurisdiction(&self, name: &str) -> Option<Option<&str>> {
        match &self.basis {
            Basis::File => None,
            Basis::Pins(pins) => Some(pins.jurisdiction_of(name)),
            // Every pinned authority in a verified set has signed it.
            Basis::Verified(origin) => {
                let signer = origin.signers.iter().find(|signer| signer.name == name);
                Some(signer.map(|signer| signer.jurisdiction.as_str()))
            }
        }
    }

    fn standing(&self, name: &str) -> String {
        match self.jurisdiction(name) {
            None => String::new(),
            Some(Some(jurisdiction)) => format!(" ({jurisdiction})"),
            Some(None) => " (not pinned: counts for nothing)".to_owned(),
        }
    }
}

/// The day of a moment.
fn day(unix_seconds: u64) -> String {
    date(u32::try_from(unix_seconds / 86_400).unwrap_or(u32::MAX))
}

/// The name, and the begin of what names the key: enough to compare with what a recipient publishes.
fn recipient(recipient: Option<&Recipient>) -> String {
    recipient.map_or("none".to_owned(), |to| {
        let id: String = key_id(&to.key).iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{}, key {id}", to.name)
    })
}
