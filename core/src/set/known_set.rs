use core::fmt;
use std::io::Read;
use std::sync::Arc;

use super::algorithm::NearForm;
use super::check::{Bundle, SetOrigin};
use super::floor::TimeFloor;
use super::list::{ListError, read_list};
use super::salt::Salt;
use super::section::{ExactSection, LentSection, NearSection, Rows, VideoSection};
use super::section_algorithm::SectionAlgorithm;
use super::state::ReportTerms;
use super::view::SectionView;
use crate::attachment::Subject;
use crate::hash::digest::DigestSet;
use crate::lent::LentForm;
use crate::policy::Actions;
use crate::report::{Evidence, SetRef};

/// A known-hash set that can be compared with. Clones share its bytes.
#[derive(Clone)]
pub struct KnownSet {
    parts: Arc<SetParts>,
}

/// What a set is made of.
#[derive(Debug)]
pub(crate) struct SetParts {
    pub(crate) reference: SetRef,
    pub(crate) actions: Actions,
    /// True if every entry is a harmless test entry.
    pub(crate) test: bool,
    pub(crate) salt: Salt,
    pub(crate) exact: Vec<ExactSection>,
    pub(crate) near: Vec<NearSection>,
    pub(crate) video: Option<VideoSection>,
    /// Expressions of links.
    pub(crate) links: Option<ExactSection>,
    /// Values of a hash that an app lends.
    pub(crate) lent: Option<LentSection>,
    /// PDQ of innocent pictures that lie near a listed one.
    pub(crate) cleared: Option<NearSection>,
    /// The built-in test pictures.
    pub(crate) canaries: (Option<ExactSection>, Option<NearSection>),
    /// Where a verified set comes from.
    pub(crate) origin: Option<Arc<SetOrigin>>,
    /// What was seen of the time with this set.
    pub(crate) floor: TimeFloor,
}

impl KnownSet {
    /// A set from a plain list that nobody signed: for tests and desks. Every finding from it says
    /// `verified: false`, and it never allows a report.
    ///
    /// A line is a PDQ hash (64 hex digits) or a digest with its prefix (`pdq:`, `pdq512:`,
    /// `blake3:`, `sha256:`, `sha1:`, `md5:`); without a prefix 40 digits are SHA-1 and 32 are MD5.
    /// `url:` and a link, or `url-sha256:` and its digest, list the link: see [`crate::text`].
    /// Several values on one line, separated by blanks, are one entry: together they can give
    /// corroborated evidence. `#` starts a comment. Before the first value, `#! test` marks all
    /// entries as harmless test entries, and `#! borderline N` (31 to 40) reports hashes up to
    /// `N` bits away as borderline.
    pub fn from_list_unverified(name: &str, text: &str) -> Result<Self, ListError> {
        Self::from_list_reader_unverified(name, text.as_bytes())
    }

    /// The same from anything that can be read, in any encoding: what is not a value is refused
    /// with its line. The list is not held in memory as text.
    pub fn from_list_reader_unverified(name: &str, list: impl Read) -> Result<Self, ListError> {
        read_list(name, list)
    }

    /// The set of a bundle that passed every check.
    pub(super) fn verified(
        bundle: &Bundle,
        origin: Arc<SetOrigin>,
        test: bool,
        floor_unix_seconds: u64,
    ) -> Self {
        let mut parts = SetParts::of_bundle(bundle);
        parts.reference.verified = true;
        parts.test = test;
        parts.origin = Some(origin);
        parts.floor = TimeFloor::new(floor_unix_seconds);
        Self::from_parts(parts)
    }

    /// The same before it is verified: for the checks themselves.
    pub(super) fn of_bundle(bundle: &Bundle) -> Self {
        Self::from_parts(SetParts::of_bundle(bundle))
    }

    pub(crate) fn from_parts(parts: SetParts) -> Self {
        Self { parts: Arc::new(parts) }
    }

    pub(crate) fn parts(&self) -> &SetParts {
        &self.parts
    }

    /// Name, version and whether it is verified.
    #[must_use]
    pub fn reference(&self) -> &SetRef {
        &self.parts.reference
    }

    /// What a match may lead to, at most.
    #[must_use]
    pub fn actions(&self) -> Actions {
        self.parts.actions
    }

    /// Where it comes from; `None` for a plain list.
    #[must_use]
    pub fn origin(&self) -> Option<&SetOrigin> {
        self.parts.origin.as_deref()
    }

    /// True if it may be compared with at this time: a plain list always, a verified set between
    /// its first and its last second and while its legal basis lasts.
    ///
    /// The time is remembered, by every clone of this set: a clock that is set back afterwards does
    /// not make a set valid again whose end was seen. A clock that runs wild ends this set and no other.
    #[must_use]
    pub fn is_valid_at(&self, now_unix_seconds: u64) -> bool {
        let Some(origin) = self.origin() else { return true };
        self.parts.floor.raise(now_unix_seconds.min(origin.manifest.ends()));
        origin.manifest.check_window(now_unix_seconds.max(self.floor_unix_seconds())).is_ok()
    }

    /// It is not earlier than this: what was seen when the set was opened, and since.
    pub(crate) fn floor_unix_seconds(&self) -> u64 {
        self.parts.floor.get()
    }

    /// It is not earlier than this either, as was seen elsewhere.
    pub(crate) fn keep_floor(&self, unix_seconds: u64) {
        self.parts.floor.raise(unix_seconds);
    }

    /// The same rows, with the perceptual rows of another list as exclusion list.
    #[cfg(test)]
    pub(crate) fn with_cleared(&self, other: &Self) -> Self {
        let parts = &self.parts;
        Self::from_parts(SetParts {
            reference: parts.reference.clone(),
            actions: parts.actions,
            test: parts.test,
            salt: parts.salt,
            exact: parts.exact.clone(),
            near: parts.near.clone(),
            video: parts.video.clone(),
            links: parts.links.clone(),
            lent: parts.lent.clone(),
            cleared: other.parts.near.first().cloned(),
            canaries: (None, None),
            origin: None,
            floor: TimeFloor::default(),
        })
    }

    /// What must be computed of an attachment before it can be compared with this set.
    #[must_use]
    pub fn needs(&self) -> Needs {
        let near = |wanted| self.parts.near.iter().any(|section| section.form == wanted);
        let exact = self.parts.exact.iter().chain(&self.parts.canaries.0);
        Needs {
            digests: exact.map(|section| section.algorithm).collect(),
            pdq: near(NearForm::Pdq) || self.parts.video.is_some() || self.parts.cleared.is_some(),
            pdq512: near(NearForm::Pdq512),
            links: self.parts.links.is_some(),
        }
    }

    /// True if it can say anything about such an attachment. Only a set that lists nothing but links says
    /// nothing about files.
    pub(crate) fn concerns(&self, subject: Subject) -> bool {
        match subject {
            Subject::Message => self.parts.links.is_some(),
            Subject::File => {
                let lists_files = self.parts.lent.is_some() || self.rows_about(subject) > 0;
                self.parts.links.is_none() || lists_files
            }
        }
    }

    /// Which lent hash some of its rows are of.
    #[must_use]
    pub fn lent_form(&self) -> Option<LentForm> {
        self.parts.lent.as_ref().map(LentSection::form)
    }

    /// The rows that such an attachment is compared with by the code of this crate.
    pub(crate) fn rows_about(&self, subject: Subject) -> usize {
        match subject {
            Subject::Message => self.parts.links.as_ref().map_or(0, |section| section.keys().len()),
            Subject::File => {
                let exact = self.parts.exact.iter().map(|section| section.keys().len());
                let near = self.parts.near.iter().map(|section| section.rows().len());
                let video = self.parts.video.iter().map(|section| section.hashes().hi().len());
                exact.chain(near).chain(video).sum()
            }
        }
    }

    /// Under this PDQ quality a picture is not compared; `None` without perceptual sections. The
    /// lowest, if sections differ.
    #[must_use]
    pub fn min_quality(&self) -> Option<u8> {
        let near = self.parts.near.iter().map(|section| section.parameters.min_quality());
        near.chain(self.parts.video.iter().map(|section| section.parameters.min_quality())).min()
    }

    /// True if every entry is a harmless test entry.
    pub(crate) fn is_test(&self) -> bool {
        self.parts.test
    }

    /// What it asks for before findings make a report; `None` if it leads to none.
    pub(crate) fn report_terms(&self) -> Option<ReportTerms> {
        ReportTerms::of(self)
    }

    /// Entries with rows that can give this evidence, as often as they have such rows.
    pub(crate) fn entries_for(&self, evidence: Evidence) -> Box<dyn Iterator<Item = u32> + '_> {
        match evidence {
            Evidence::Exact => Box::new(self.digest_entries(true)),
            Evidence::Corroborated => {
                let mut weak: Vec<u32> = self.digest_entries(false).collect();
                weak.sort_unstable();
                let listed = move |entry: &u32| weak.binary_search(entry).is_ok();
                Box::new(self.perceptual_entries().filter(listed))
            }
            _ => Box::new(core::iter::empty()),
        }
    }

    fn digest_entries(&self, strong: bool) -> impl Iterator<Item = u32> {
        let sections = self.parts.exact.iter().chain(&self.parts.links);
        let wanted = sections.filter(move |section| section.algorithm.is_strong() == strong);
        wanted.flat_map(|section| section.rows().entries())
    }

    fn perceptual_entries(&self) -> impl Iterator<Item = u32> {
        let near = self.parts.near.iter().map(NearSection::rows);
        near.chain(self.parts.video.iter().map(VideoSection::rows)).flat_map(Rows::entries)
    }

    /// Rows of all sections of items: digests, picture hashes, video frames, links and values of a lent
    /// hash.
    #[must_use]
    pub fn rows(&self) -> usize {
        let about = |subject| self.rows_about(subject);
        let lent = self.parts.lent.as_ref().map_or(0, |section| section.rows().len());
        about(Subject::File).saturating_add(about(Subject::Message)).saturating_add(lent)
    }
}

impl SetParts {
    /// Nothing in them says that anyone vouches for them.
    fn of_bundle(bundle: &Bundle) -> Self {
        let manifest = &bundle.manifest;
        let (name, version) = (manifest.set.clone(), manifest.version);
        let mut parts = Self {
            reference: SetRef { name, version, verified: false },
            actions: manifest.actions,
            test: false,
            salt: Salt::new(manifest.salt),
            exact: Vec::new(),
            near: Vec::new(),
            video: None,
            links: None,
            lent: None,
            cleared: None,
            canaries: (None, None),
            origin: None,
            floor: TimeFloor::default(),
        };
        for (line, section) in bundle.lines() {
            parts.add(line.algorithm, section.clone());
        }
        parts
    }

    fn add(&mut self, algorithm: SectionAlgorithm, section: SectionView) {
        match (algorithm, section) {
            (SectionAlgorithm::CanarySha256, SectionView::Keys(keys)) => {
                self.canaries.0 = Some(keys);
            }
            (SectionAlgorithm::Url, SectionView::Keys(keys)) => self.links = Some(keys),
            (_, SectionView::Keys(keys)) => self.exact.push(keys),
            (SectionAlgorithm::Cleared, SectionView::Hashes(hashes)) => self.cleared = Some(hashes),
            (SectionAlgorithm::CanaryPdq, SectionView::Hashes(hashes)) => {
                self.canaries.1 = Some(hashes);
            }
            (_, SectionView::Hashes(hashes)) => self.near.push(hashes),
            (_, SectionView::Frames(videos)) => self.video = Some(videos),
            (_, SectionView::Values(lent)) => self.lent = Some(lent),
        }
    }
}

impl fmt::Debug for KnownSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = self.rows();
        f.debug_struct("KnownSet").field("set", self.reference()).field("rows", &rows).finish()
    }
}

/// What a set calls for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Digests of the bytes.
    pub digests: DigestSet,
    /// PDQ of the pictures.
    pub pdq: bool,
    /// PDQ of the pictures brought to 512x512 first.
    pub pdq512: bool,
    /// The links of a text.
    pub links: bool,
}

impl Needs {
    /// What either calls for.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self {
            digests: self.digests.union(other.digests),
            pdq: self.pdq || other.pdq,
            pdq512: self.pdq512 || other.pdq512,
            links: self.links || other.links,
        }
    }

    /// True if pictures must be decoded.
    #[must_use]
    pub fn pictures(self) -> bool {
        self.pdq || self.pdq512
    }
}
