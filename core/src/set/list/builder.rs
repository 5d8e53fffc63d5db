use core::fmt;
use std::collections::BTreeMap;

use super::columns::{exact_section, lent_section, near_section, video_section};
use super::error::ListErrorKind;
use super::lent::LentValue;
use super::merge::Merge;
use super::value::ListValue;
use crate::hash::digest::DigestKind;
use crate::hash::pdq::PdqHash;
use crate::policy::Actions;
use crate::report::SetRef;
use crate::set::algorithm::NearForm;
use crate::set::floor::TimeFloor;
use crate::set::known_set::{KnownSet, SetParts};
use crate::set::parameters::MatchParameters;
use crate::set::salt::{Salt, Tag};

/// Longest name of a set, in characters.
const MAX_NAME_CHARS: usize = 64;

/// Builds an unverified set entry by entry. [`KnownSet::from_list_unverified`] reads a list into it.
pub struct ListBuilder {
    name: String,
    test: bool,
    parameters: MatchParameters,
    salt: Salt,
    entries: u32,
    rows: Rows,
}

/// Key and entry number of each row, as they came.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) exact: BTreeMap<DigestKind, Vec<(Tag, u32)>>,
    pub(super) near: BTreeMap<NearForm, Vec<([u8; 32], u32)>>,
    pub(super) videos: Vec<(Vec<[u8; 32]>, u32)>,
    pub(super) links: Vec<(Tag, u32)>,
    pub(super) lent: Vec<(LentValue, u32)>,
}

impl ListBuilder {
    /// An empty set. Of the name, control characters and what follows 64 characters are left out.
    pub fn new(name: &str) -> Result<Self, ListErrorKind> {
        Ok(Self {
            name: name.chars().filter(|char| !char.is_control()).take(MAX_NAME_CHARS).collect(),
            test: false,
            parameters: MatchParameters::default(),
            salt: Salt::random().ok_or(ListErrorKind::NoRandomness)?,
            entries: 0,
            rows: Rows::default(),
        })
    }

    /// Marks every entry as a harmless test entry. Only before the first entry.
    pub fn mark_test(&mut self) -> Result<(), ListErrorKind> {
        self.before_first_entry()?;
        self.test = true;
        Ok(())
    }

    /// Reports hashes up to this far away as borderline, 31 (none) to 40 bits. Only before the
    /// first entry.
    pub fn set_borderline_bits(&mut self, bits: u32) -> Result<(), ListErrorKind> {
        self.before_first_entry()?;
        self.parameters = MatchParameters::new(
            MatchParameters::MAX_PERCEPTUAL_BITS,
            bits,
            MatchParameters::LOWEST_QUALITY,
        )
        .map_err(|_| ListErrorKind::BadInstruction)?;
        Ok(())
    }

    /// Adds one entry: all values are of the same item. No values, no entry.
    pub fn add_entry(&mut self, values: &[ListValue]) -> Result<(), ListErrorKind> {
        self.add_record::<&[PdqHash]>(values, &[], &[])
    }

    /// Adds one video as an entry: the PDQ hashes of its frames, in any order, repeats dropped.
    pub fn add_video(&mut self, frames: &[PdqHash]) -> Result<(), ListErrorKind> {
        self.add_record(&[], core::slice::from_ref(&frames), &[])
    }

    /// Adds one entry: all values, videos and values of a lent hash are of the same item. None of them, no
    /// entry. All entries of a list are of one lent hash.
    pub fn add_record<V: AsRef<[PdqHash]>>(
        &mut self,
        values: &[ListValue],
        videos: &[V],
        lent: &[LentValue],
    ) -> Result<(), ListErrorKind> {
        if values.is_empty() && videos.is_empty() && lent.is_empty() {
            return Ok(());
        }
        let form = self.rows.lent.first().map(|(known, _)| known).or(lent.first());
        if lent.iter().any(|value| form.is_some_and(|known| known.form() != value.form())) {
            return Err(ListErrorKind::OtherLentHash);
        }
        let videos: Result<Vec<_>, _> =
            videos.iter().map(|frames| checked_video(frames.as_ref())).collect();
        let videos = videos?;
        let entry = self.next_entry()?;
        for value in values {
            self.add_row(value.checked()?, entry);
        }
        self.rows.videos.extend(videos.into_iter().map(|frames| (frames, entry)));
        self.rows.lent.extend(lent.iter().map(|value| (value.clone(), entry)));
        Ok(())
    }

    /// The set.
    pub fn build(self) -> Result<KnownSet, ListErrorKind> {
        let Self { name, test, parameters, salt, entries, mut rows } = self;
        let mut merge = Merge::new(entries)?;
        rows.exact.values_mut().for_each(|rows| merge.sort_and_link(rows));
        rows.near.values_mut().for_each(|rows| merge.sort_and_link(rows));
        merge.sort_and_link(&mut rows.videos);
        merge.sort_and_link(&mut rows.links);
        merge.sort_and_link(&mut rows.lent);
        let mut exact = Vec::new();
        for (algorithm, rows) in rows.exact {
            exact.push(exact_section(algorithm, &merge.resolved(rows))?);
        }
        let links = merge.resolved(rows.links);
        // The digest of an expression is a SHA-256.
        let links = (!links.is_empty()).then(|| exact_section(DigestKind::Sha256, &links));
        let mut near = Vec::new();
        for (form, rows) in rows.near {
            near.push(near_section(form, parameters, &merge.resolved(rows))?);
        }
        let mut videos = merge.resolved(rows.videos);
        videos.sort_by_key(|(_, entry)| *entry);
        Ok(KnownSet::from_parts(SetParts {
            reference: SetRef { name, version: 0, verified: false },
            actions: Actions::LIST,
            test,
            salt,
            exact,
            near,
            video: video_section(parameters, &videos)?,
            links: links.transpose()?,
            lent: lent_section(&merge.resolved(rows.lent))?,
            cleared: None,
            canaries: (None, None),
            origin: None,
            floor: TimeFloor::default(),
        }))
    }

    fn add_row(&mut self, value: ListValue, entry: u32) {
        if let Some((algorithm, digest)) = value.digest() {
            let tag = self.salt.tag(algorithm, digest);
            self.rows.exact.entry(algorithm).or_default().push((tag, entry));
        }
        let near = &mut self.rows.near;
        let mut hash = |form, hash: PdqHash| {
            near.entry(form).or_default().push((*hash.as_bytes(), entry));
        };
        match value {
            ListValue::Pdq(pdq) => hash(NearForm::Pdq, pdq),
            ListValue::Pdq512(pdq) => hash(NearForm::Pdq512, pdq),
            ListValue::UrlSha256(sha256) => {
                self.rows.links.push((self.salt.url_tag(&sha256), entry));
            }
            ListValue::Blake3(_)
            | ListValue::Sha256(_)
            | ListValue::Sha1(_)
            | ListValue::Md5(_) => {}
        }
    }

    fn next_entry(&mut self) -> Result<u32, ListErrorKind> {
        self.entries = self.entries.checked_add(1).ok_or(ListErrorKind::TooManyEntries)?;
        Ok(self.entries)
    }

    fn before_first_entry(&self) -> Result<(), ListErrorKind> {
        if self.entries == 0 { Ok(()) } else { Err(ListErrorKind::BadInstruction) }
    }
}

/// The frames of a video as a set.
fn checked_video(frames: &[PdqHash]) -> Result<Vec<[u8; 32]>, ListErrorKind> {
    let mut frames: Vec<[u8; 32]> = frames.iter().map(|frame| *frame.as_bytes()).collect();
    frames.sort_unstable();
    frames.dedup();
    match frames.first() {
        None => Err(ListErrorKind::UnknownValue),
        Some(frame) if *frame == [0; 32] => Err(ListErrorKind::AllZeroHash),
        Some(_) => Ok(frames),
    }
}

impl fmt::Debug for ListBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ListBuilder").field("entries", &self.entries).finish_non_exhaustive()
    }
}
