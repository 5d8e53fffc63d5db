use presend::hash::digest::DigestKind;
use presend::lent::LentForm;
use presend::set::{NearForm, SectionAlgorithm};

use crate::import::desk::{Desk, Draft, Row};
use crate::import::lent;
use crate::import::reason::{BadLine, Reason};

/// Longest text of a wanted element. A name is an address at most, a digest 64 digits.
const MAX_TEXT_BYTES: usize = 2048;

/// The image or video that is being read.
#[derive(Default)]
pub(super) struct Entry {
    lent: Option<LentForm>,
    line: u64,
    id: Option<Vec<u8>>,
    digests: Vec<(SectionAlgorithm, Vec<u8>)>,
    /// The text of the element that is open, if it is wanted.
    text: Option<Vec<u8>>,
    flaw: Option<Reason>,
}

/// Elements below the root, from the outside.
enum Place {
    /// An image or video, or one that is taken back.
    Entry,
    Id,
    Digest(SectionAlgorithm),
    Other,
}

impl Entry {
    /// None yet; of the lent hash, values are taken.
    pub(super) fn new(lent: Option<LentForm>) -> Self {
        Self { lent, ..Self::default() }
    }

    pub(super) fn start(&mut self, line: u64, above: &[Vec<u8>], name: &[u8]) {
        match place(self.lent, above, name) {
            Place::Entry => *self = Self { line, ..Self::new(self.lent) },
            Place::Id | Place::Digest(_) => self.text = Some(Vec::new()),
            // An element within a text that is wanted.
            Place::Other if self.text.is_some() => self.flaw = Some(Reason::WrongType),
            Place::Other => {}
        }
    }

    pub(super) fn text(&mut self, more: &[u8]) {
        let Some(text) = &mut self.text else { return };
        if text.len().saturating_add(more.len()) > MAX_TEXT_BYTES {
            self.flaw = Some(Reason::TooLong);
        } else {
            text.extend_from_slice(more);
        }
    }

    pub(super) fn end(
        &mut self,
        above: &[Vec<u8>],
        name: &[u8],
        desk: &mut Desk<'_>,
    ) -> Result<(), BadLine> {
        match place(self.lent, above, name) {
            Place::Id => {
                let id = self.text.take().unwrap_or_default().trim_ascii().to_vec();
                if self.id.replace(id).is_some() {
                    self.flaw = Some(Reason::DuplicateField);
                }
            }
            Place::Digest(algorithm) => {
                let text = self.text.take().unwrap_or_default();
                // A flaw is not kept: an entry may repeat one element as long as the file is.
                if self.digests.iter().any(|(known, _)| *known == algorithm) {
                    self.flaw = Some(Reason::DuplicateField);
                } else {
                    self.digests.push((algorithm, text));
                }
            }
            Place::Entry => {
                let deleted = name.starts_with(b"deleted");
                return desk.row(self.line, |draft| self.fill(deleted, draft));
            }
            Place::Other => {}
        }
        Ok(())
    }

    fn fill(&self, deleted: bool, draft: &mut Draft) -> Result<Row, Reason> {
        if let Some(flaw) = self.flaw {
            return Err(flaw);
        }
        let id = self.id.as_deref().filter(|id| !id.is_empty()).ok_or(Reason::MissingField)?;
        draft.record.id.extend_from_slice(id);
        if deleted {
            return Ok(Row::Withdrawn);
        }
        for (algorithm, digits) in &self.digests {
            draft.digits(*algorithm, digits)?;
        }
        Ok(Row::Record)
    }
}

fn place(lent: Option<LentForm>, above: &[Vec<u8>], name: &[u8]) -> Place {
    let above: Vec<&[u8]> = above.iter().map(Vec::as_slice).collect();
    match (above.as_slice(), name) {
        ([_, b"images"], b"image" | b"deletedImage") => Place::Entry,
        ([_, b"videos"], b"video" | b"deletedVideo") => Place::Entry,
        ([_, b"images" | b"videos", _], b"id") => Place::Id,
        ([_, b"images" | b"videos", _, b"fingerprints"], name) => digest(lent, name),
        _ => Place::Other,
    }
}

/// Others, as PhotoDNA unless it is the lent hash, are not compared.
fn digest(lent: Option<LentForm>, name: &[u8]) -> Place {
    let is_lent = |name: &&str| lent.is_some_and(|form| lent::is_named(form, name));
    match name {
        b"md5" => Place::Digest(SectionAlgorithm::Exact(DigestKind::Md5)),
        b"sha1" => Place::Digest(SectionAlgorithm::Exact(DigestKind::Sha1)),
        b"sha256" => Place::Digest(SectionAlgorithm::Exact(DigestKind::Sha256)),
        b"pdq" => Place::Digest(SectionAlgorithm::Near(NearForm::Pdq)),
        name => match core::str::from_utf8(name).ok().filter(is_lent) {
            Some(_) => Place::Digest(SectionAlgorithm::Lent),
            None => Place::Other,
        },
    }
}
