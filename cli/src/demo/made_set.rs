//! A known-hash set made on the spot, by the same steps as a real one: three authorities, a log, two
//! witnesses, and the thirteen checks of a device.

use core::fmt::Display;
use std::path::PathBuf;

use presend::explain::date;
use presend::policy::Actions;
use presend::set::check::{Bundle, SetOrigin, VerifiedSet, install};
use presend::set::manifest::{Manifest, MatchLine};
use presend::set::note::KeyKind;
use presend::set::{MatchParameters, NearForm, Pins, SectionAlgorithm, SetBytes, SetState};
use presend_curator::attest::review;
use presend_curator::build::build;
use presend_curator::bundle::{bundle, join};
use presend_curator::key::SigningKey;
use presend_curator::log::{Gap, Log};
use presend_curator::submission::Submission;

use crate::exit::Failure;

/// Seconds.
const DAY: u64 = 86_400;

/// Everyone who has a part in a set.
struct Cast {
    authorities: [SigningKey; 3],
    log: SigningKey,
    witnesses: [SigningKey; 2],
}

/// Whose keys.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Keys {
    /// Made for this run and forgotten after it.
    Fresh,
    /// The published test keys: every finding is marked as a test.
    Test,
}

impl Cast {
    fn new(keys: Keys) -> Result<Self, Failure> {
        let key = |name: &str, kind| match keys {
            Keys::Fresh => SigningKey::generate(&format!("{name}.example"), kind),
            Keys::Test => SigningKey::published_test(&format!("test.presend.invalid/{name}"), kind),
        };
        let signer = |name| key(name, KeyKind::Ed25519).map_err(broken);
        let witness = |name| key(name, KeyKind::Cosignature).map_err(broken);
        Ok(Self {
            authorities: [signer("hotline")?, signer("bureau")?, signer("centre")?],
            log: signer("log")?,
            witnesses: [witness("witness-1")?, witness("witness-2")?],
        })
    }

    fn pins(&self, set: &str) -> Result<Pins, Failure> {
        let [one, two, three] = self.authorities.each_ref().map(|key| key.public().to_string());
        let [w1, w2] = self.witnesses.each_ref().map(|key| key.public().to_string());
        let text = format!(
            "presend/pins/v1\nset {set}\npurpose known-images\nquorum 2 2\nauthority nl {one}\n\
             authority de {two}\nauthority ie {three}\nlog {}\nwitness {w1}\nwitness {w2}\n\
             witness-quorum 2\ncaps 10000000 100000 {} {}\nsince 0 0\nrecipient none\n",
            self.log.public(),
            90 * DAY,
            730 * DAY,
        );
        Pins::parse(&text).map_err(broken)
    }

    fn parameters(&self, set: &str, now: u64) -> Result<Manifest, Failure> {
        // A public key is as random as a salt must be.
        let salt = SigningKey::generate("salt", KeyKind::Ed25519).map_err(broken)?;
        Ok(Manifest {
            set: set.to_owned(),
            version: 1,
            not_before: now.saturating_sub(DAY),
            not_after: now.saturating_add(30 * DAY),
            basis: "urn:example:made-up-law".to_owned(),
            sunset: now.saturating_add(365 * DAY),
            purpose: "known-images".to_owned(),
            actions: Actions::LIST,
            threshold: 3,
            window_days: 30,
            recipient: None,
            salt: *salt.public().public(),
            previous: None,
            authorities: self
                .authorities
                .iter()
                .map(|key| key.public().name().to_owned())
                .collect(),
            sections: Vec::new(),
            matches: vec![MatchLine {
                algorithm: SectionAlgorithm::Near(NearForm::Pdq),
                parameters: MatchParameters::default(),
                attest_bits: 10,
                video_pct: None,
            }],
            attests: Vec::new(),
        })
    }
}

/// Makes a set of a plain list and installs it as a device would that sees it for the first time.
///
/// # Errors
/// If a step fails, which says that the program is broken.
pub(super) fn made_set(
    set: &str,
    list: &str,
    keys: Keys,
    now: u64,
) -> Result<VerifiedSet, Failure> {
    let cast = Cast::new(keys)?;
    let (pins, parameters) = (cast.pins(set)?, cast.parameters(set, now)?);
    let submit = |key: &SigningKey| {
        Submission::make(key.public().name(), &parameters, list.as_bytes(), std::io::empty())
    };
    let submissions: Result<Vec<_>, _> = cast.authorities.iter().map(submit).collect();
    let submissions = submissions.map_err(broken)?;
    let built = build(&parameters, &submissions, None, &pins, 1).map_err(broken)?;
    let draft = Bundle::read_draft(&SetBytes::from(built.draft)).map_err(broken)?;
    let signed = cast.authorities.iter().zip(&submissions);
    let lines: Option<Vec<String>> =
        signed.map(|(key, own)| review(&draft, own, None).sign(key)).collect();
    let lines = lines.ok_or_else(|| broken("an authority refused the draft"))?;
    let manifest = join(&draft, &lines).map_err(broken)?;
    let proof = logged(&cast, &pins, &manifest, now)?;
    let bytes = SetBytes::from(bundle(&draft, &manifest, &proof).map_err(broken)?);
    install(&bytes, &pins, &SetState::new(&pins), now).map_err(broken)
}

/// The proof that the manifest stands in a log that two witnesses saw.
fn logged(cast: &Cast, pins: &Pins, manifest: &str, now: u64) -> Result<String, Failure> {
    let folder = Scratch::new();
    let log = Log::init(&folder.0.join("log")).map_err(broken)?;
    let pins = core::slice::from_ref(pins);
    log.append(manifest.as_bytes(), pins, Gap::Refused).map_err(broken)?;
    log.checkpoint(&cast.log).map_err(broken)?;
    for witness in &cast.witnesses {
        let memory = folder.0.join(witness.public().name().replace('/', "_"));
        log.witness(witness, cast.log.public(), &memory, now).map_err(broken)?;
    }
    log.prove(manifest.as_bytes(), cast.log.public(), &[]).map_err(broken)
}

/// Where a set comes from, in lines of at most a hundred characters.
pub(super) fn origin_lines(origin: &SetOrigin) -> Vec<String> {
    let manifest = &origin.manifest;
    let day = |seconds: u64| date(u32::try_from(seconds / DAY).unwrap_or(u32::MAX));
    let mut lines = vec![format!(
        "{} version {}, valid until {}",
        manifest.set,
        manifest.version,
        day(manifest.not_after)
    )];
    let signers = origin.signers.iter().map(|by| format!("{} ({})", by.name, by.jurisdiction));
    lines.extend(signers.map(|signer| format!("  vouched for by {signer}")));
    let log = &origin.log;
    lines.push(format!("  entry {} of {} in the log {}", log.index + 1, log.size, log.origin));
    lines.push(format!("  seen there by {} witnesses", origin.witnesses.len()));
    lines
}

/// A folder that goes when it is dropped.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Self {
        use std::sync::atomic::{AtomicU32, Ordering};
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("presend-demo-{}-{number}", std::process::id());
        Self(std::env::temp_dir().join(name))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn broken(why: impl Display) -> Failure {
    Failure::internal(format!("the demo's set: {why}"))
}
