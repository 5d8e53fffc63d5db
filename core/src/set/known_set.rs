use core::fmt;
use std::io::Read;
use std::sync::Arc;

use super::algorithm::NearForm;
use super::check::{Bundle, SetOrigin};
use super::list::{ListError, read_list};
use super::salt::Salt;
use super::section::{ExactSection, NearSection, VideoSection};
use super::section_algorithm::SectionAlgorithm;
use super::view::SectionView;
use crate::hash::digest::DigestSet;
use crate::policy::Actions;
use crate::report::SetRef;

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
    /// PDQ of innocent pictures that lie near a listed one.
    pub(crate) cleared: Option<NearSection>,
    /// The built-in test pictures.
    pub(crate) canaries: (Option<ExactSection>, Option<NearSection>),
    /// Where a verified set comes from.
    pub(crate) origin: Option<Arc<SetOrigin>>,
    /// It is not earlier than this, in seconds since 1970.
    pub(crate) floor_unix_seconds: u64,
}

impl KnownSet {
    /// A set from a plain list that nobody signed: for tests and desks. Every finding from it says
    /// `verified: false`, and it never allows a report.
    ///
    /// A line is a PDQ hash (64 hex digits) or a digest with its prefix (`pdq:`, `pdq512:`,
    /// `blake3:`, `sha256:`, `sha1:`, `md5:`); without a prefix 40 digits are SHA-1 and 32 are MD5.
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
        parts.floor_unix_seconds = floor_unix_seconds;
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
    /// its first and its last second and while its legal basis lasts. A clock that was set back
    /// helps nobody: it is never earlier than what was seen when the set was opened.
    #[must_use]
    pub fn is_valid_at(&self, now_unix_seconds: u64) -> bool {
        let now = now_unix_seconds.max(self.parts.floor_unix_seconds);
        let valid = |origin: &SetOrigin| origin.manifest.check_window(now).is_ok();
        self.origin().is_none_or(valid)
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
        }
    }

    /// Under this PDQ quality a picture is not compared; `None` without perceptual sections. The
    /// lowest, if sections differ.
    #[must_use]
    pub fn min_quality(&self) -> Option<u8> {
        let near = self.parts.near.iter().map(|section| section.parameters.min_quality());
        near.chain(self.parts.video.iter().map(|section| section.parameters.min_quality())).min()
    }

    /// Rows of all sections of items: digests, picture hashes and video frames.
    #[must_use]
    pub fn rows(&self) -> usize {
        let exact = self.parts.exact.iter().map(|section| section.keys().len());
        let near = self.parts.near.iter().map(|section| section.hi().len());
        exact.chain(near).chain(self.parts.video.iter().map(|section| section.hi().len())).sum()
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
            cleared: None,
            canaries: (None, None),
            origin: None,
            floor_unix_seconds: 0,
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
            (_, SectionView::Keys(keys)) => self.exact.push(keys),
            (SectionAlgorithm::Cleared, SectionView::Hashes(hashes)) => self.cleared = Some(hashes),
            (SectionAlgorithm::CanaryPdq, SectionView::Hashes(hashes)) => {
                self.canaries.1 = Some(hashes);
            }
            (_, SectionView::Hashes(hashes)) => self.near.push(hashes),
            (_, SectionView::Frames(videos)) => self.video = Some(videos),
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
}

impl Needs {
    /// What either calls for.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self {
            digests: self.digests.union(other.digests),
            pdq: self.pdq || other.pdq,
            pdq512: self.pdq512 || other.pdq512,
        }
    }

    /// True if pictures must be decoded.
    #[must_use]
    pub fn pictures(self) -> bool {
        self.pdq || self.pdq512
    }
}
