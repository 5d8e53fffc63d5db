//! From what authorities submit to a draft: sections and manifest text. A pure function of its
//! inputs: whoever has them can make the same bytes.

mod entries;
mod left_out;
mod rows;
mod sections;

use core::fmt;

use presend::hash::digest::DigestKind;
use presend::set::canary::PICTURES;
use presend::set::check::{Bundle, check_draft};
use presend::set::container::Container;
use presend::set::manifest::{AttestLine, Manifest, SectionLine};
use presend::set::{NearForm, Pins, SectionAlgorithm, SetBytes, SetFault, tag};

use crate::step::Step;
use crate::submission::{Key, Submission, salt_sha256};
pub use left_out::LeftOut;
pub(crate) use rows::own_hashes;
use rows::{Quorum, Row, vouched_rows};

/// A draft, and what was left out of it.
#[derive(Clone, Debug)]
pub struct Built {
    /// The draft: a set file that nobody signed yet.
    pub draft: Vec<u8>,
    /// Rows under the quorum, by section and key: they are not in the draft.
    pub left_out: Vec<LeftOut>,
    /// The first entry number that was never used: the next version's `first_entry`.
    pub next_entry: u32,
}

/// Why there is no draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BuildError {
    /// The submission of this authority is for another set, was keyed with another salt, or has values of
    /// another lent hash.
    WrongSubmission(String),
    /// The submission is of an authority that the parameters do not name, or there are two of one.
    UnknownAuthority(String),
    /// The parameters lack a `match` line for a section that has rows.
    NoMatchLine(SectionAlgorithm),
    /// The previous set is not the one that the parameters follow.
    WrongPrevious,
    /// `first_entry` is a number that the previous set uses.
    EntryInUse,
    /// More entries or rows than there are numbers for.
    TooMany,
    /// The authorities that handed in do not reach the quorum of the pins: no row could.
    TooFewSubmissions,
    /// A device with these pins would refuse it by this name, whoever signs.
    NoDeviceTakesIt(SetFault),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WrongSubmission(name) => {
                write!(f, "the submission of {name} is for another set, salt or lent hash")
            }
            Self::UnknownAuthority(name) => {
                write!(f, "{name} is not named in the parameters, or has two submissions")
            }
            Self::NoMatchLine(algorithm) => {
                write!(f, "the parameters have no match line for {}", algorithm.name())
            }
            Self::WrongPrevious => f.write_str("this is not the set that the parameters follow"),
            Self::EntryInUse => f.write_str("the first entry number is one that was used before"),
            Self::TooMany => f.write_str("too many rows"),
            Self::TooFewSubmissions => {
                f.write_str("the authorities that handed in do not reach the quorum of the pins")
            }
            Self::NoDeviceTakesIt(fault) => {
                write!(f, "no device with these pins takes it: {fault}: {}", fault.meaning())
            }
        }
    }
}

impl core::error::Error for BuildError {}

/// Builds a draft. Rows for which the quorum of the pins does not vouch are left out and counted. A
/// draft that no device with these pins would take is refused.
/// New entries are numbered from `first_entry`: no number is ever used again, which the previous
/// set alone cannot tell once an entry is withdrawn.
///
/// # Errors
/// [`BuildError`].
pub fn build(
    parameters: &Manifest,
    submissions: &[Submission],
    previous: Option<&Bundle>,
    pins: &Pins,
    first_entry: u32,
) -> Result<Built, BuildError> {
    build_watched(parameters, submissions, previous, pins, first_entry, &mut |_| {})
}

/// [`build`]; `begins` is told each step as it begins, so that a tool can show how far it came.
///
/// # Errors
/// [`BuildError`].
pub fn build_watched(
    parameters: &Manifest,
    submissions: &[Submission],
    previous: Option<&Bundle>,
    pins: &Pins,
    first_entry: u32,
    begins: &mut dyn FnMut(Step),
) -> Result<Built, BuildError> {
    begins(Step::Gathering);
    let by_bit = in_order(parameters, submissions)?;
    check_previous(parameters, previous, first_entry)?;
    let submitted = submitted(&by_bit);
    if !(Quorum { parameters, pins }.is_reached(submitted)) {
        return Err(BuildError::TooFewSubmissions);
    }
    let (mut rows, left_out) = vouched_rows(parameters, &by_bit, pins, begins)?;
    begins(Step::Numbering);
    let next_entry = entries::number(&mut rows, &by_bit, previous, first_entry)?;
    begins(Step::Writing);
    let mut sections = sections::sorted(rows);
    add_canaries(parameters, submitted, &mut sections);
    let (manifest, bytes) = assembled(parameters, &sections)?;
    check_draft(&manifest, pins).map_err(BuildError::NoDeviceTakesIt)?;
    let parts: Vec<&[u8]> = bytes.iter().map(Vec::as_slice).collect();
    let draft = Container::assemble(manifest.to_string().as_bytes(), b"", &parts);
    let draft = draft.ok_or(BuildError::TooMany)?;
    // Signatures and proof come on top.
    if u64::try_from(draft.len()).is_ok_and(|length| length > pins.caps.max_bytes) {
        return Err(BuildError::NoDeviceTakesIt(SetFault::TooLarge));
    }
    Ok(Built { draft, left_out, next_entry })
}

/// The bits of the authorities that handed in.
fn submitted(by_bit: &[Option<&Submission>]) -> u16 {
    let bits = (0..).zip(by_bit).filter(|(_, submission)| submission.is_some());
    bits.fold(0, |mask, (bit, _)| mask | 1_u16.checked_shl(bit).unwrap_or(0))
}

/// The submission of each authority, in the order of the bits; `None` for one that handed in nothing.
fn in_order<'a>(
    parameters: &Manifest,
    submissions: &'a [Submission],
) -> Result<Vec<Option<&'a Submission>>, BuildError> {
    let mut by_bit = vec![None; parameters.authorities.len()];
    for submission in submissions {
        let name = &submission.authority;
        let bit = parameters.authorities.iter().position(|known| known == name);
        let slot = bit.and_then(|bit| by_bit.get_mut(bit)).filter(|slot| slot.is_none());
        let salt = salt_sha256(&parameters.salt);
        let other_hash = submission.lent.is_some() && submission.lent != parameters.lent;
        if submission.set != parameters.set || submission.salt_sha256 != salt || other_hash {
            return Err(BuildError::WrongSubmission(name.clone()));
        }
        *slot.ok_or_else(|| BuildError::UnknownAuthority(name.clone()))? = Some(submission);
    }
    Ok(by_bit)
}

fn check_previous(
    parameters: &Manifest,
    previous: Option<&Bundle>,
    first_entry: u32,
) -> Result<(), BuildError> {
    let known = previous.map(|bundle| (bundle.manifest.version, bundle.leaf()));
    if parameters.previous.map(|previous| (previous.version, previous.leaf)) != known {
        return Err(BuildError::WrongPrevious);
    }
    if previous.is_some_and(|bundle| !bundle.sections_are_as_signed()) {
        return Err(BuildError::WrongPrevious);
    }
    let used = previous.map_or(0, entries::highest);
    if first_entry > used { Ok(()) } else { Err(BuildError::EntryInUse) }
}

/// The built-in pictures are in every set, and every authority that submits vouches for them.
fn add_canaries(
    parameters: &Manifest,
    mask: u16,
    sections: &mut Vec<(SectionAlgorithm, Vec<Row>)>,
) {
    let row = |key| Row { key, entry: 0, mask };
    let tags = PICTURES
        .map(|canary| row(Key::Tag(tag(&parameters.salt, DigestKind::Sha256, &canary.sha256))));
    let mut add = |algorithm, rows: [Row; PICTURES.len()]| {
        let mut rows = rows.to_vec();
        rows.sort_unstable();
        sections.push((algorithm, rows));
    };
    add(SectionAlgorithm::CanarySha256, tags);
    let perceptual = [
        SectionAlgorithm::Near(NearForm::Pdq),
        SectionAlgorithm::Near(NearForm::Pdq512),
        SectionAlgorithm::Vpdq,
    ];
    if sections.iter().any(|(algorithm, _)| perceptual.contains(algorithm)) {
        let hashes = PICTURES.map(|canary| row(Key::Hash(canary.pdq)));
        let mut rows = hashes.to_vec();
        rows.sort_unstable();
        sections.push((SectionAlgorithm::CanaryPdq, rows));
    }
}

/// The manifest, and the bytes of each section.
fn assembled(
    parameters: &Manifest,
    sections: &[(SectionAlgorithm, Vec<Row>)],
) -> Result<(Manifest, Vec<Vec<u8>>), BuildError> {
    let mut manifest = parameters.clone();
    manifest.matches.clear();
    let is_lent = |(algorithm, _): &(SectionAlgorithm, _)| *algorithm == SectionAlgorithm::Lent;
    manifest.lent = manifest.lent.filter(|_| sections.iter().any(is_lent));
    let mut bytes = Vec::new();
    for (algorithm, rows) in sections {
        let shape = manifest.shape(*algorithm).ok_or(BuildError::TooMany)?;
        let section = sections::bytes(shape, rows);
        manifest.sections.push(sections::line(*algorithm, rows, &section));
        let matching = parameters.matches.iter().find(|known| known.algorithm == *algorithm);
        manifest.matches.extend(matching.cloned());
        bytes.push(section);
    }
    for (line, section) in manifest.sections.clone().iter().zip(&bytes) {
        manifest.attests.extend(attests(&manifest, line, section).ok_or(BuildError::TooMany)?);
    }
    Ok((manifest, bytes))
}

/// What each authority will sign of a section.
fn attests(manifest: &Manifest, line: &SectionLine, section: &[u8]) -> Option<Vec<AttestLine>> {
    let bytes = SetBytes::from(section.to_vec());
    let view = presend::set::SectionView::new(manifest, line, bytes, 0..section.len()).ok()?;
    let found = presend::set::attest::attested(&view, manifest.authorities.len());
    let attest = |(authority, found): (usize, presend::set::attest::Attested)| AttestLine {
        algorithm: line.algorithm,
        authority,
        rows: found.rows,
        sha256: found.sha256,
    };
    Some(found.into_iter().enumerate().map(attest).collect())
}
