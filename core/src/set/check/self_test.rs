use super::layout::Bundle;
use crate::attachment::Attachment;
use crate::context::CancelToken;
use crate::hash::digest::{DigestKind, DigestSet, digest};
use crate::hash::pdq::{Pdq, PdqHash};
use crate::hash::{Fingerprints, FrameFingerprints};
use crate::limits::Limits;
use crate::lookup::{self, Hit};
use crate::scan::{Job, fingerprint};
use crate::set::canary::{HARMLESS_LINKS, PICTURES, harmless_files};
use crate::set::fault::SetFault;
use crate::set::known_set::KnownSet;
use crate::set::salt::Salt;
use crate::set::section_algorithm::SectionAlgorithm;
use crate::set::view::SectionView;
use crate::text::{CanonicalUrl, Expression};

/// Step 13: the set holds the built-in test pictures and no other as such, finds them, and finds
/// nothing in files and hashes that are harmless.
pub(super) fn check(bundle: &Bundle) -> Result<(), SetFault> {
    let set = KnownSet::of_bundle(bundle);
    let quiet = || harmless(&set).unwrap_or(false);
    if holds_the_canaries(bundle)
        && PICTURES.iter().all(|canary| finds(&set, &canary.file()))
        && quiet()
    {
        Ok(())
    } else {
        Err(SetFault::SelfTest)
    }
}

fn holds_the_canaries(bundle: &Bundle) -> bool {
    let perceptual = bundle.manifest.sections.iter().any(|line| line.algorithm.is_perceptual());
    let salt = Salt::new(bundle.manifest.salt);
    let tags = PICTURES.map(|canary| salt.tag(DigestKind::Sha256, &canary.sha256).to_vec());
    let hashes = PICTURES.map(|canary| canary.pdq.to_vec());
    holds(bundle, SectionAlgorithm::CanarySha256, Some(tags))
        && holds(bundle, SectionAlgorithm::CanaryPdq, perceptual.then_some(hashes))
}

/// True if the section's keys are these, in any order; or if there is none and none is expected.
fn holds<const N: usize>(
    bundle: &Bundle,
    algorithm: SectionAlgorithm,
    expected: Option<[Vec<u8>; N]>,
) -> bool {
    let section = bundle.lines().find(|(line, _)| line.algorithm == algorithm);
    let found = section.map(|(_, section)| keys(section));
    let expected = expected.map(|mut keys| {
        keys.sort_unstable();
        keys.to_vec()
    });
    found == expected
}

/// A section with more rows than there are canaries is not read to its end.
fn keys(section: &SectionView) -> Vec<Vec<u8>> {
    let rows = section.rows().len().min(PICTURES.len().saturating_add(1));
    let key = |row| {
        let mut key = Vec::new();
        section.push_key(row, &mut key);
        key
    };
    (0..rows).map(key).collect()
}

/// True if a built-in picture is found as a test, and as nothing else.
fn finds(set: &KnownSet, file: &[u8]) -> bool {
    let hits = find(set, &fingerprints(file)).unwrap_or_default();
    !hits.is_empty() && hits.iter().all(Hit::is_canary)
}

/// True if nothing is found in what is harmless. `None` if that could not be looked up.
fn harmless(set: &KnownSet) -> Option<bool> {
    let mut all: Vec<Fingerprints> =
        harmless_files().iter().map(|file| fingerprints(file)).collect();
    all.extend([[0; 32], [0xff; 32]].map(only_hash));
    all.extend(HARMLESS_LINKS.map(only_link));
    let mut found = false;
    for fingerprints in &all {
        found |= !find(set, fingerprints)?.is_empty();
    }
    Some(!found)
}

/// As a still, and as a video of one frame.
fn find(set: &KnownSet, fingerprints: &Fingerprints) -> Option<Vec<Hit>> {
    let sets = core::slice::from_ref(set);
    lookup::find_frames("", fingerprints, sets, &CancelToken::new()).ok()
}

/// All digests and hashes of a file; quality is not asked for, so that a flat picture counts too.
fn fingerprints(file: &[u8]) -> Fingerprints {
    let (limits, cancel) = (Limits::default(), CancelToken::new());
    let job = Job::everything(&limits, &cancel);
    let mut fingerprints = fingerprint(&Attachment::bytes(file), &job).fingerprints;
    fingerprints.digests = digest(file, DigestSet::ALL);
    for frame in &mut fingerprints.frames {
        frame.pdq.iter_mut().for_each(|pdq| pdq.quality = 100);
        frame.pdq512.quality = 100;
    }
    fingerprints
}

fn only_link(link: &str) -> Fingerprints {
    let expressions = CanonicalUrl::of(link).map(|url| url.expressions()).unwrap_or_default();
    let links = vec![expressions.iter().map(Expression::sha256).collect()];
    Fingerprints { links, ..Fingerprints::default() }
}

fn only_hash(bytes: [u8; 32]) -> Fingerprints {
    let pdq = Pdq { hash: PdqHash::from_bytes(bytes), quality: 100 };
    let frame = FrameFingerprints {
        frame: 0,
        time_ms: None,
        width: 0,
        height: 0,
        pdq: [pdq; 8],
        over_black: None,
        pdq512: pdq,
    };
    Fingerprints { frames: vec![frame], ..Fingerprints::default() }
}
