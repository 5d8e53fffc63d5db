//! One picture: listed alone, then every edit of it scanned.

use presend::attachment::{Attachment, PixelFormat, PixelView};
use presend::context::{CancelToken, ScanContext};
use presend::hash::edits::{Edit as Undone, EditProfile};
use presend::limits::Limits;
use presend::orientation::Orientation;
use presend::policy::BuiltInPolicy;
use presend::report::{Evidence, Finding, Variant};
use presend::scan::{AttachmentScanner, Job, fingerprint};
use presend::set::{KnownSet, ListBuilder, ListErrorKind, ListValue};

use super::grey::Grey;
use super::table::Edit;
use super::tally::{Found, Looked};
use crate::eval::picture::picture;
use crate::exit::Failure;
use crate::input::Opened;
use crate::scan::{Known, scanner};
use crate::testkit::encode::jpeg::{Jpeg, PLAIN};

/// What pictures are held to.
pub(super) struct Judge<'a> {
    pub(super) edits: &'a [&'static Edit],
    pub(super) limits: &'a Limits,
    pub(super) side: u32,
    pub(super) quality: u8,
    pub(super) now: u64,
}

impl Judge<'_> {
    pub(super) fn look(&self, opened: &Opened) -> Result<Looked, Failure> {
        let Some(original) = picture(opened, self.limits, self.side) else {
            return Ok(Looked::NoPicture);
        };
        let Some(list) = self.list_of(&original)? else { return Ok(Looked::TooFlat) };
        let known = Known { sets: vec![list], lacks_a_set: false };
        let policy = BuiltInPolicy::ObserveOnly;
        let scanner = scanner(&known, policy, None, self.limits.clone(), EditProfile::Full)?;
        let found = self.edits.iter().map(|edit| self.scan(&scanner, &original, edit));
        Ok(Looked::At(found.collect::<Result<_, _>>()?))
    }

    /// A list with nothing on it but this picture; `None` if too little is to be seen in it.
    fn list_of(&self, original: &Grey) -> Result<Option<KnownSet>, Failure> {
        let cancel = CancelToken::new();
        let job = Job::everything(self.limits, &cancel);
        let view = PixelView {
            bytes: original.as_raw(),
            format: PixelFormat::Gray8,
            width: original.width(),
            height: original.height(),
            stride_bytes: usize::try_from(original.width()).unwrap_or(usize::MAX),
            orientation: Orientation::Upright,
        };
        let prints = fingerprint(&Attachment::pixels(view), &job).fingerprints;
        let pdq = prints.frames.first().map(|frame| {
            let [upright, ..] = frame.pdq;
            upright
        });
        let Some(pdq) = pdq.filter(|pdq| pdq.quality >= self.quality) else { return Ok(None) };
        let build = || -> Result<KnownSet, ListErrorKind> {
            let mut list = ListBuilder::new("the original")?;
            list.add_entry(&[ListValue::Pdq(pdq.hash)])?;
            list.build()
        };
        build().map(Some).map_err(|kind| Failure::internal(format!("the list: {kind}")))
    }

    fn scan(
        &self,
        scanner: &AttachmentScanner,
        original: &Grey,
        edit: &Edit,
    ) -> Result<Found, Failure> {
        let made = (edit.make)(original);
        let how = Jpeg { quality: edit.quality, ..PLAIN };
        let failed = |why| Failure::internal(format!("{}: {why}", edit.name));
        let bytes = how.luma(made.dimensions(), &made).map_err(failed)?;
        let checked = scanner.scan(Attachment::bytes(&bytes), &ScanContext::at(self.now));
        Ok(checked.report.findings.iter().find_map(found).unwrap_or(Found::Not))
    }
}

/// The first finding is the strongest.
const fn found(finding: &Finding) -> Option<Found> {
    match (finding.evidence, finding.variant) {
        (Evidence::Borderline, _) => None,
        (_, Some(Variant::Edited(edit))) => Some(Found::Undone(edit)),
        (_, Some(Variant::Turned(_) | Variant::OverBlack) | None) => Some(Found::AsItIs),
    }
}

/// Its place among all.
pub(super) fn place(edit: Undone) -> usize {
    Undone::ALL.iter().position(|other| *other == edit).unwrap_or_default()
}
