//! An authority checks a draft against its own list before it signs. It trusts neither the assembler
//! nor the draft: whatever it signs it has found in its own list, and it has seen every other line.

use core::fmt;
use std::collections::{BTreeMap, BTreeSet};

use presend::hash::digest::DigestKind;
use presend::set::attest::{attested, has_bit};
use presend::set::canary::PICTURES;
use presend::set::check::Bundle;
use presend::set::{SectionAlgorithm, SectionView, tag};
use ring::digest::{SHA256, digest};

use crate::build::own_hashes;
use crate::key::SigningKey;
use crate::near::mark_near;
use crate::step::Step;
use crate::submission::{Submission, salt_sha256};

/// Why an authority must not sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The draft does not name this authority, or its list was keyed for another set.
    NotAsked,
    /// The bytes of a section are not those of its line, or the rows not those of the attest line.
    WrongDigest(SectionAlgorithm),
    /// So many rows have its bit, and its own list does not justify them.
    NotInList(SectionAlgorithm, u64),
    /// So many of its own records have rows under more than one entry number.
    SplitRecord(u64),
    /// So many rows that were there before have a higher entry number now.
    Renumbered(SectionAlgorithm, u64),
    /// The draft follows another version than the one given, or that one is damaged.
    WrongPrevious,
    /// The text is another than the one that somebody read and agreed to.
    OtherText,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAsked => f.write_str("the draft is not for this authority or this list"),
            Self::WrongDigest(section) => {
                write!(f, "{}: the digests are not those of its rows", section.name())
            }
            Self::NotInList(section, rows) => {
                write!(f, "{}: {rows} rows have our bit and are not in our list", section.name())
            }
            Self::SplitRecord(records) => {
                write!(f, "{records} of our records have more than one entry number")
            }
            Self::Renumbered(section, rows) => {
                write!(f, "{}: {rows} rows have another entry number than before", section.name())
            }
            Self::WrongPrevious => f.write_str("the draft follows another version"),
            Self::OtherText => f.write_str("the text is another than the one agreed to"),
        }
    }
}

/// What the check of a draft came to.
#[derive(Clone, Debug, Default)]
pub struct Review {
    /// Why it must not be signed; nothing if it may.
    pub refusals: Vec<Refusal>,
    /// Rows that our list justifies and that do not have our bit, of each section.
    pub without_our_bit: Vec<(SectionAlgorithm, u64)>,
    /// The manifest's text: a signature agrees to every line.
    pub text: String,
}

impl Review {
    /// SHA-256 of the text: by this, who has read it says that it agrees.
    #[must_use]
    pub fn text_sha256(&self) -> [u8; 32] {
        let digest = digest(&SHA256, self.text.as_bytes());
        digest.as_ref().try_into().unwrap_or_default()
    }

    /// Refuses this draft unless its text is the one that was agreed to.
    pub fn agreed(&mut self, text_sha256: &[u8; 32]) {
        if self.text_sha256() != *text_sha256 {
            self.refusals.push(Refusal::OtherText);
        }
    }

    /// The signature line, if nothing speaks against it.
    #[must_use]
    pub fn sign(&self, key: &SigningKey) -> Option<String> {
        self.refusals.is_empty().then(|| key.sign(&self.text))
    }

    /// Holds the rows of a section against our list: those that have our bit, and those that do not.
    fn rows(
        &mut self,
        draft: &Bundle,
        (algorithm, section): (SectionAlgorithm, &SectionView),
        own: &Submission,
        bit: usize,
    ) {
        let justified = justified(draft, algorithm, section, own);
        let count = |ours: bool| {
            let rows = justified.iter().enumerate().filter(|(row, justified)| {
                let borne = section.rows().mask(*row).is_some_and(|mask| has_bit(mask, bit));
                borne == ours && **justified != ours
            });
            u64::try_from(rows.count()).unwrap_or(u64::MAX)
        };
        let (unjustified, unclaimed) = (count(true), count(false));
        self.refusals
            .extend((unjustified > 0).then_some(Refusal::NotInList(algorithm, unjustified)));
        self.without_our_bit.extend((unclaimed > 0).then_some((algorithm, unclaimed)));
    }
}

/// Checks a draft against an authority's own list, which was made into a submission with the draft's
/// salt, and against the previous version.
#[must_use]
pub fn review(draft: &Bundle, own: &Submission, previous: Option<&Bundle>) -> Review {
    review_watched(draft, own, previous, &mut |_| {})
}

/// [`review`]; `begins` is told each step as it begins, so that a tool can show how far it came.
#[must_use]
pub fn review_watched(
    draft: &Bundle,
    own: &Submission,
    previous: Option<&Bundle>,
    begins: &mut dyn FnMut(Step),
) -> Review {
    let manifest = &draft.manifest;
    let mut review = Review { text: manifest.to_string(), ..Review::default() };
    let bit = manifest.authorities.iter().position(|name| *name == own.authority);
    // Values of another lent hash are no values of this set, however equal their bytes are.
    let other_hash = own.lent.is_some() && manifest.lent.is_some() && own.lent != manifest.lent;
    let same_set =
        own.set == manifest.set && own.salt_sha256 == salt_sha256(&manifest.salt) && !other_hash;
    let Some(bit) = bit.filter(|_| same_set) else {
        review.refusals.push(Refusal::NotAsked);
        return review;
    };
    let known = previous.map(|bundle| (bundle.manifest.version, bundle.leaf()));
    let other = manifest.previous.map(|previous| (previous.version, previous.leaf)) != known;
    if other || previous.is_some_and(|bundle| !bundle.sections_are_as_signed()) {
        review.refusals.push(Refusal::WrongPrevious);
    }
    for (index, (line, section)) in draft.lines().enumerate() {
        begins(Step::Vouching(line.algorithm));
        if !digests_fit(draft, index, bit) {
            review.refusals.push(Refusal::WrongDigest(line.algorithm));
        }
        review.rows(draft, (line.algorithm, section), own, bit);
        let moved = previous.map_or(0, |previous| renumbered(line.algorithm, section, previous));
        review.refusals.extend((moved > 0).then_some(Refusal::Renumbered(line.algorithm, moved)));
    }
    begins(Step::Numbering);
    let split = split_records(draft, own);
    review.refusals.extend((split > 0).then_some(Refusal::SplitRecord(split)));
    review
}

/// The section's own digest, and this authority's.
fn digests_fit(draft: &Bundle, index: usize, bit: usize) -> bool {
    let manifest = &draft.manifest;
    let (Some(line), Some((section, range))) =
        (manifest.sections.get(index), draft.sections.get(index))
    else {
        return false;
    };
    let bytes = draft.bytes.all().get(range.clone()).unwrap_or_default();
    let found = attested(section, manifest.authorities.len());
    let attest = manifest
        .attests
        .iter()
        .find(|attest| attest.algorithm == line.algorithm && attest.authority == bit);
    let ours = attest.zip(found.get(bit));
    digest(&SHA256, bytes).as_ref() == line.sha256
        && ours.is_some_and(|(attest, found)| {
            (attest.rows, attest.sha256) == (found.rows, found.sha256)
        })
}

/// For each row whether the list holds it, or for hashes one that is near enough.
fn justified(
    draft: &Bundle,
    algorithm: SectionAlgorithm,
    section: &SectionView,
    own: &Submission,
) -> Vec<bool> {
    let keys: Vec<Vec<u8>> = (0..section.rows().len()).map(|row| key(section, row)).collect();
    let held = held_keys(draft, algorithm, own);
    let mut justified: Vec<bool> = keys.iter().map(|key| held.contains(key.as_slice())).collect();
    if matches!(section, SectionView::Hashes(_)) && algorithm != SectionAlgorithm::CanaryPdq {
        let hashes: Vec<[u8; 32]> =
            keys.iter().filter_map(|k| k.as_slice().try_into().ok()).collect();
        let bits = near_bits(draft, algorithm);
        mark_near(&hashes, &own_hashes(own, algorithm), bits, &mut |row| {
            if let Some(justified) = justified.get_mut(row) {
                *justified = true;
            }
        });
    }
    justified
}

/// What the draft's manifest says, or the compiled distance of exclusions.
fn near_bits(draft: &Bundle, algorithm: SectionAlgorithm) -> u32 {
    let line = draft.manifest.matches.iter().find(|line| line.algorithm == algorithm);
    line.map_or(8, |line| line.attest_bits)
}

/// Keys that the list holds, and the built-in pictures', which everyone does.
fn held_keys(draft: &Bundle, algorithm: SectionAlgorithm, own: &Submission) -> BTreeSet<Vec<u8>> {
    match algorithm {
        SectionAlgorithm::CanarySha256 => PICTURES
            .iter()
            .map(|canary| tag(&draft.manifest.salt, DigestKind::Sha256, &canary.sha256).to_vec())
            .collect(),
        SectionAlgorithm::CanaryPdq => PICTURES.iter().map(|canary| canary.pdq.to_vec()).collect(),
        SectionAlgorithm::Cleared => own.cleared.iter().map(|hash| hash.to_vec()).collect(),
        _ => {
            let values = own.values.iter().filter(|value| value.algorithm == algorithm);
            values.map(|value| value.key.bytes().to_vec()).collect()
        }
    }
}

/// The key of a row, without the number of frames.
fn key(section: &SectionView, row: usize) -> Vec<u8> {
    let mut key = Vec::new();
    section.push_key(row, &mut key);
    match section {
        SectionView::Frames(_) => key.split_off(key.len().min(4)),
        SectionView::Keys(_) | SectionView::Hashes(_) | SectionView::Values(_) => key,
    }
}

/// Entry number of each key of a section.
fn numbers(section: &SectionView) -> BTreeMap<Vec<u8>, u32> {
    let entries = section.rows().entries().enumerate();
    entries.map(|(row, entry)| (key(section, row), entry)).collect()
}

/// Own records whose rows have more than one entry number.
fn split_records(draft: &Bundle, own: &Submission) -> u64 {
    let by_key: BTreeMap<SectionAlgorithm, BTreeMap<Vec<u8>, u32>> =
        draft.lines().map(|(line, section)| (line.algorithm, numbers(section))).collect();
    let mut entries: BTreeMap<u32, u32> = BTreeMap::new();
    let mut split = BTreeSet::new();
    for value in &own.values {
        let section = by_key.get(&value.algorithm);
        let Some(entry) = section.and_then(|section| section.get(value.key.bytes())) else {
            continue;
        };
        if entries.insert(value.record, *entry).is_some_and(|other| other != *entry) {
            split.insert(value.record);
        }
    }
    u64::try_from(split.len()).unwrap_or(u64::MAX)
}

/// Rows that were there before under a lower number. A merge may give a row a lower one.
fn renumbered(algorithm: SectionAlgorithm, section: &SectionView, previous: &Bundle) -> u64 {
    let old = previous.lines().find(|(line, _)| line.algorithm == algorithm);
    let old = old.map(|(_, section)| numbers(section)).unwrap_or_default();
    let now = numbers(section);
    let moved = now.iter().filter(|(key, entry)| old.get(*key).is_some_and(|old| old < entry));
    u64::try_from(moved.count()).unwrap_or(u64::MAX)
}
