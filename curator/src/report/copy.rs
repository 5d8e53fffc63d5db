use core::fmt;

use presend::hash::digest::DigestKind;
use presend::policy::Action;
use presend::report::Evidence;
use presend::sealed::{ReportContent, ReportedFinding};
use presend::set::check::{self, Bundle, SetOrigin};
use presend::set::manifest::Manifest;
use presend::set::{Pins, SectionAlgorithm, SectionView, SetBytes, SetFault, SetState};

use super::key::RecipientKey;

const DAY: u64 = 86_400;

/// The recipient's own copy of a set version, which passed every check of a device: it is in the public
/// log, and authorities vouch for each entry.
#[derive(Debug)]
pub struct SetCopy {
    origin: SetOrigin,
    test: bool,
    /// Entries with a strong digest; sorted.
    exact: Vec<u32>,
    /// Entries with an MD5 or SHA-1, and with a picture or video; each sorted.
    weak: Vec<u32>,
    perceptual: Vec<u32>,
}

/// Why a report is not one that a phone with this set makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportFault {
    /// Of another set, or another version of it, or one with another leaf in the log.
    OtherSet,
    /// The set's authorities named another recipient, or another key.
    NotRecipient,
    /// The set leads to no report, or is a test set.
    NotAllowed,
    /// Its day is not within the set's validity and legal basis, or is yet to come.
    Day,
    /// Fewer entries than the set's threshold.
    BelowThreshold,
    /// This entry is not in the set, not in such a way, or of a version that came later.
    Entry(u32),
    /// The entry is further away than the set allows.
    Distance(u32),
}

impl ReportFault {
    /// The name, as tools write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::OtherSet => "OtherSet",
            Self::NotRecipient => "NotRecipient",
            Self::NotAllowed => "NotAllowed",
            Self::Day => "Day",
            Self::BelowThreshold => "BelowThreshold",
            Self::Entry(_) => "Entry",
            Self::Distance(_) => "Distance",
        }
    }
}

impl fmt::Display for ReportFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name();
        match self {
            Self::OtherSet => write!(f, "{name}: it is of another set, version or leaf"),
            Self::NotRecipient => write!(f, "{name}: the set names another recipient or key"),
            Self::NotAllowed => write!(f, "{name}: the set leads to no report"),
            Self::Day => write!(f, "{name}: its day is outside the set's validity, or to come"),
            Self::BelowThreshold => write!(f, "{name}: it names fewer entries than the threshold"),
            Self::Entry(entry) => write!(f, "{name}: the set does not have entry {entry} so"),
            Self::Distance(entry) => write!(f, "{name}: entry {entry} is too far away"),
        }
    }
}

impl core::error::Error for ReportFault {}

impl SetCopy {
    /// Checks a copy as a device does, as of the set's first day: it may have ended since.
    ///
    /// # Errors
    /// The first check that fails.
    pub fn check(bytes: &SetBytes, pins: &Pins) -> Result<Self, SetFault> {
        let begins = Bundle::read_unverified(bytes)?.manifest.not_before;
        let verified = check::install(bytes, pins, &SetState::new(pins), begins)?;
        let bundle = Bundle::read_unverified(bytes)?;
        let entries = |of: &dyn Fn(SectionAlgorithm) -> bool| {
            let sections = bundle.lines().filter(|(line, _)| of(line.algorithm));
            let mut entries: Vec<u32> = sections.flat_map(|(_, view)| entries_of(view)).collect();
            entries.sort_unstable();
            entries.dedup();
            entries
        };
        let is_weak = |kind| matches!(kind, DigestKind::Md5 | DigestKind::Sha1);
        Ok(Self {
            exact: entries(&|it| matches!(it, SectionAlgorithm::Exact(kind) if !is_weak(kind))),
            weak: entries(&|it| matches!(it, SectionAlgorithm::Exact(kind) if is_weak(kind))),
            perceptual: entries(&|it| it.is_perceptual()),
            origin: verified.origin.as_ref().clone(),
            test: pins.test,
        })
    }

    /// What the authorities signed.
    #[must_use]
    pub const fn manifest(&self) -> &Manifest {
        &self.origin.manifest
    }

    /// Everything that speaks against a report; nothing if a phone with this set could have made it.
    #[must_use]
    pub fn faults(
        &self,
        content: &ReportContent,
        key: &RecipientKey,
        now_unix_seconds: u64,
    ) -> Vec<ReportFault> {
        let manifest = self.manifest();
        let named = manifest.recipient.as_ref();
        let ours = named.is_some_and(|to| to.key == *key.public() && to.name == key.name());
        let leads = manifest.actions.contains(Action::ReportCandidate) && !self.test;
        let of_set = content.set == manifest.set
            && content.version == manifest.version
            && content.leaf == self.origin.leaf;
        let many = u64::try_from(content.findings.len()).is_ok_and(|it| it >= manifest.threshold);
        let general = [
            (of_set, ReportFault::OtherSet),
            (ours, ReportFault::NotRecipient),
            (leads, ReportFault::NotAllowed),
            (self.is_day(content.day, now_unix_seconds), ReportFault::Day),
            (many, ReportFault::BelowThreshold),
        ];
        let general = general.into_iter().filter_map(|(holds, fault)| (!holds).then_some(fault));
        general.chain(content.findings.iter().filter_map(|found| self.fault(found))).collect()
    }

    /// Within the set's validity and basis, and not later than today or, since clocks differ, tomorrow.
    fn is_day(&self, day: u32, now_unix_seconds: u64) -> bool {
        let (manifest, day) = (self.manifest(), u64::from(day));
        let last = manifest.ends().saturating_sub(1) / DAY;
        let today = now_unix_seconds / DAY;
        day >= manifest.not_before / DAY && day <= last && day <= today.saturating_add(1)
    }

    fn fault(&self, found: &ReportedFinding) -> Option<ReportFault> {
        let has = |entries: &[u32]| entries.binary_search(&found.entry).is_ok();
        let matches = self.manifest().matches.iter();
        let most = matches.map(|line| line.parameters.perceptual_bits()).max().unwrap_or(0);
        let (listed, most) = match found.evidence {
            Evidence::Exact => (has(&self.exact), 0),
            Evidence::Corroborated => (has(&self.weak) && has(&self.perceptual), most),
            Evidence::Borderline
            | Evidence::Edited
            | Evidence::Perceptual
            | Evidence::ExactWeak => (false, 0),
        };
        let versions = 1..=self.manifest().version;
        if !listed || !versions.contains(&found.version) {
            return Some(ReportFault::Entry(found.entry));
        }
        (found.distance_bits > most).then_some(ReportFault::Distance(found.entry))
    }
}

fn entries_of(view: &SectionView) -> impl Iterator<Item = u32> {
    view.rows().entries().filter(|entry| *entry > 0)
}
