use std::path::Path;

use presend::set::check::Bundle;
use presend::set::manifest::Manifest;
use presend::set::{Pins, SetBytes};
use presend_curator::attest::review;
use presend_curator::build::{Built, build};
use presend_curator::bundle::{bundle, join};
use presend_curator::key::SigningKey;
use presend_curator::log::{Gap, Log};
use presend_curator::submission::Submission;

use super::Cast;

/// Where versions of one set are made: by whom, for whose pins, into which log.
#[derive(Debug)]
pub(crate) struct Desk<'a> {
    pub(crate) cast: &'a Cast,
    /// What apps pin. The log takes what these cover.
    pub(crate) pins: &'a Pins,
    /// The folder of the public log.
    pub(crate) log: &'a Path,
    /// The folder in which each witness keeps what it saw.
    pub(crate) seen: &'a Path,
    /// The time of the witnesses, in seconds since 1970.
    pub(crate) now: u64,
}

/// A version of a set, with what came into being on the way.
#[derive(Debug)]
pub(crate) struct Version {
    pub(crate) built: Built,
    /// The lines that the authorities signed, in their order.
    pub(crate) signatures: Vec<String>,
    pub(crate) manifest: String,
    pub(crate) proof: String,
    /// The set file.
    pub(crate) file: Vec<u8>,
}

impl Desk<'_> {
    /// Builds, signs, logs, witnesses and bundles what the authorities handed in.
    ///
    /// # Errors
    /// In words, at the first step that cannot be done.
    pub(crate) fn version(
        &self,
        parameters: &Manifest,
        submissions: &[Submission],
        previous: Option<(&Bundle, u32)>,
    ) -> Result<Version, String> {
        self.version_built_for(self.pins, parameters, submissions, previous)
    }

    /// The same of an assembler who builds for other pins than those of the apps.
    ///
    /// # Errors
    /// As [`Desk::version`].
    pub(crate) fn version_built_for(
        &self,
        pins: &Pins,
        parameters: &Manifest,
        submissions: &[Submission],
        previous: Option<(&Bundle, u32)>,
    ) -> Result<Version, String> {
        let (before, first_entry) = previous.map_or((None, 1), |(set, next)| (Some(set), next));
        let built = build(parameters, submissions, before, pins, first_entry).map_err(words)?;
        let draft = Bundle::read_draft(&SetBytes::from(built.draft.clone())).map_err(words)?;
        if !draft.manifest.sections.iter().any(|section| section.algorithm.has_entries()) {
            return Err("no row is in enough of the lists: nothing is left for a set".to_owned());
        }
        let signatures = self.signed(&draft, submissions, before)?;
        let manifest = join(&draft, &signatures).map_err(words)?;
        let proof = self.logged(&manifest)?;
        let file = bundle(&draft, &manifest, &proof).map_err(words)?;
        Ok(Version { built, signatures, manifest, proof, file })
    }

    /// Each authority checks the draft against what it handed in, and signs.
    fn signed(
        &self,
        draft: &Bundle,
        submissions: &[Submission],
        before: Option<&Bundle>,
    ) -> Result<Vec<String>, String> {
        let sign = |((_, key), own): (&(String, SigningKey), &Submission)| {
            let review = review(draft, own, before);
            let why = || review.refusals.iter().map(ToString::to_string).collect::<Vec<_>>();
            let line = review.sign(key);
            line.ok_or_else(|| {
                format!("{} does not sign: {}", key.public().name(), why().join(", "))
            })
        };
        self.cast.authorities.iter().zip(submissions).map(sign).collect()
    }

    /// The proof that the manifest is in the log, and that the witnesses saw it there.
    fn logged(&self, manifest: &str) -> Result<String, String> {
        let log = if self.log.is_dir() { Log::open(self.log) } else { Log::init(self.log) };
        let (log, log_key) = (log.map_err(words)?, self.cast.log.public());
        let pins = core::slice::from_ref(self.pins);
        log.append(manifest.as_bytes(), pins, Gap::Refused).map_err(words)?;
        log.checkpoint(&self.cast.log).map_err(words)?;
        std::fs::create_dir_all(self.seen).map_err(words)?;
        for witness in &self.cast.witnesses {
            let name = witness.public().name();
            let memory = self.seen.join(name.rsplit('/').next().unwrap_or(name));
            log.witness(witness, log_key, &memory, self.now).map_err(words)?;
        }
        log.prove(manifest.as_bytes(), log_key, &[]).map_err(words)
    }
}

fn words(why: impl core::fmt::Display) -> String {
    why.to_string()
}
