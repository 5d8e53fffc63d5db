//! The manifest: what the authorities of a set agree to, as strict text.

mod parse;
#[cfg(test)]
mod tests;
mod text;

use super::fault::SetFault;
use super::parameters::MatchParameters;
use super::section_algorithm::{SectionAlgorithm, SectionShape};
use super::state::VersionLeaf;
use super::text_fault::TextFault;
use crate::hash::vpdq::VideoRule;
use crate::lent::LentForm;
use crate::policy::Actions;

const FIRST_LINE: &str = "presend/manifest/v1";
const PARAMETERS: &str = "presend/parameters/v1";

/// The largest number in a manifest.
pub const MAX_NUMBER: u64 = i64::MAX.unsigned_abs();

/// Most authorities in one manifest: one bit each in a row's mask.
pub const MAX_AUTHORITIES: usize = 16;

/// A manifest. [`Manifest::parse`] and its `Display` are each other's inverse, byte for byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// Name of the set.
    pub set: String,
    /// Version, from 1.
    pub version: u64,
    /// Not valid before, in seconds since 1970.
    pub not_before: u64,
    /// Not valid from then on, in seconds since 1970.
    pub not_after: u64,
    /// The legal basis, as a URN or another name without blanks.
    pub basis: String,
    /// When the legal basis ends, in seconds since 1970.
    pub sunset: u64,
    /// The one purpose.
    pub purpose: String,
    /// What a finding may lead to.
    pub actions: Actions,
    /// So many distinct entries make a report candidate, 2 to 32.
    pub threshold: u64,
    /// Within so many days, 1 to 30.
    pub window_days: u64,
    /// Who may open sealed reports.
    pub recipient: Option<Recipient>,
    /// Keys the tags of exact digests. It is public.
    pub salt: [u8; 32],
    /// The version before.
    pub previous: Option<VersionLeaf>,
    /// Names of the authorities; bit i of every mask is the i-th.
    pub authorities: Vec<String>,
    /// Which hash the rows of the `lent` section are of; `None` in a set without that section.
    pub lent: Option<LentForm>,
    /// The sections, in the order of the file.
    pub sections: Vec<SectionLine>,
    /// How near is near: one for each perceptual section, in their order.
    pub matches: Vec<MatchLine>,
    /// What each authority vouches for: by section, then by authority.
    pub attests: Vec<AttestLine>,
}

impl Manifest {
    /// Reads the text of a manifest.
    ///
    /// # Errors
    /// [`SetFault::UnknownAlgorithm`] for a section of a kind that this build does not know,
    /// [`SetFault::BadManifest`] for everything else, an unknown line included.
    pub fn parse(text: &str) -> Result<Self, SetFault> {
        parse::parse(text)
    }

    /// Reads what an assembler publishes before there are sections: the lines of a manifest up to
    /// its authorities, and a `match` line for each perceptual kind, behind
    /// `presend/parameters/v1`.
    ///
    /// # Errors
    /// [`SetFault::BadManifest`].
    pub fn parse_parameters(text: &str) -> Result<Self, SetFault> {
        parse::parse_parameters(text).map_err(|_| SetFault::BadManifest)
    }

    /// Why [`Manifest::parse_parameters`] refuses this text, for whoever writes it; `None` if it
    /// does not.
    #[must_use]
    pub fn parameters_fault(text: &str) -> Option<TextFault> {
        parse::parse_parameters(text).err()
    }

    /// The text that [`Manifest::parse_parameters`] reads.
    #[must_use]
    pub fn parameters(&self) -> String {
        let (sections, attests) = (Vec::new(), Vec::new());
        let text = Self { sections, attests, ..self.clone() }.to_string();
        text.replacen(FIRST_LINE, PARAMETERS, 1)
    }

    /// The section of this kind.
    #[must_use]
    pub fn section(&self, algorithm: SectionAlgorithm) -> Option<&SectionLine> {
        self.sections.iter().find(|section| section.algorithm == algorithm)
    }

    /// Which columns the rows of such a section have here. `None` for a `lent` section that no line names.
    #[must_use]
    pub fn shape(&self, algorithm: SectionAlgorithm) -> Option<SectionShape> {
        algorithm.shape(self.lent)
    }

    /// Bytes of a section of this set, its padding included. `None` if there is no such number.
    #[must_use]
    pub fn section_bytes(&self, line: &SectionLine) -> Option<usize> {
        let length = self.shape(line.algorithm)?.length(line.rows, line.items)?;
        usize::try_from(length).ok()
    }

    /// Valid from its first to its last second, while the legal basis lasts.
    ///
    /// # Errors
    /// `NotYetValid`, `Expired` or `BasisExpired`.
    pub const fn check_window(&self, now_unix_seconds: u64) -> Result<(), SetFault> {
        if now_unix_seconds < self.not_before {
            Err(SetFault::NotYetValid)
        } else if now_unix_seconds >= self.not_after {
            Err(SetFault::Expired)
        } else if now_unix_seconds >= self.sunset {
            Err(SetFault::BasisExpired)
        } else {
            Ok(())
        }
    }

    /// The first second at which it is no longer valid: the earlier of `not_after` and `sunset`.
    #[must_use]
    pub const fn ends(&self) -> u64 {
        if self.not_after < self.sunset { self.not_after } else { self.sunset }
    }

    /// Rows and frames of all sections.
    #[must_use]
    pub fn items(&self) -> u64 {
        self.sections.iter().fold(0, |sum, section| sum.saturating_add(section.items))
    }
}

/// Who may open sealed reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// Name.
    pub name: String,
    /// X25519 public key.
    pub key: [u8; 32],
}

/// One section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionLine {
    /// What it holds.
    pub algorithm: SectionAlgorithm,
    /// Rows.
    pub rows: u64,
    /// Frames for vpdq, else the rows again.
    pub items: u64,
    /// SHA-256 of the section, padding included.
    pub sha256: [u8; 32],
}

/// How near is near, in one section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatchLine {
    /// The section.
    pub algorithm: SectionAlgorithm,
    /// Distances and quality.
    pub parameters: MatchParameters,
    /// An authority vouches for a row if its own list has a hash so near, at most 10 bits.
    pub attest_bits: u32,
    /// Percentages, for vpdq: of the query's frames, of the set's frames.
    pub video_pct: Option<(u8, u8)>,
}

impl MatchLine {
    /// The vPDQ rule of this line; the published defaults if it states no percentages.
    #[must_use]
    pub fn video_rule(&self) -> VideoRule {
        let defaults = VideoRule::default();
        let (query_pct, set_pct) = self.video_pct.unwrap_or((defaults.query_pct, defaults.set_pct));
        VideoRule {
            distance_bits: self.parameters.perceptual_bits(),
            min_quality: self.parameters.min_quality(),
            query_pct,
            set_pct,
        }
    }
}

/// The rows of one section that one authority vouches for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttestLine {
    /// The section.
    pub algorithm: SectionAlgorithm,
    /// The authority's place in [`Manifest::authorities`].
    pub authority: usize,
    /// How many rows have its bit set.
    pub rows: u64,
    /// SHA-256 over their keys and entry numbers.
    pub sha256: [u8; 32],
}

/// True for names as manifests and pins have them: `[a-z0-9][a-z0-9./-]{0,63}`.
#[must_use]
pub fn is_name(name: &str) -> bool {
    let inner = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"./-".contains(&b);
    name.len() <= 64
        && name.bytes().all(inner)
        && name.bytes().next().is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
}

/// True for the name of a published test key: anyone can sign with it.
#[must_use]
pub fn is_test_name(name: &str) -> bool {
    name.starts_with("test.presend.invalid/")
}

/// True for printable ASCII without a blank, up to 255 characters.
fn is_word(word: &str) -> bool {
    !word.is_empty() && word.len() <= 255 && word.bytes().all(|b| b.is_ascii_graphic())
}
