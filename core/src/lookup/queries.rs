use crate::hash::edits::EditedPdq;
use crate::hash::pdq::{Pdq, PdqHash};
use crate::hash::{Fingerprints, FrameFingerprints};
use crate::orientation::Orientation;
use crate::report::Variant;
use crate::set::NearForm;

/// One perceptual hash of the attachment, and where it comes from.
#[derive(Clone, Copy, Debug)]
pub(super) struct NearQuery {
    pub(super) pdq: Pdq,
    pub(super) frame: u32,
    pub(super) variant: Variant,
    /// Which of [`Fingerprints::edited`] it is, if an edit was undone for it.
    pub(super) edited: Option<usize>,
}

/// Every hash that is compared with sections of this form: those of enough quality.
pub(super) fn near_queries(
    fingerprints: &Fingerprints,
    form: NearForm,
    min_quality: u8,
) -> Vec<NearQuery> {
    let all = fingerprints.frames.iter().flat_map(|frame| variants(frame, form));
    all.filter(|query| query.pdq.quality >= min_quality).collect()
}

/// What is compared besides: each picture after an edit was undone, upright and mirrored. Sections of
/// the 512x512 form have nothing to compare it with.
pub(super) fn edited_queries(
    fingerprints: &Fingerprints,
    form: NearForm,
    min_quality: u8,
) -> Vec<NearQuery> {
    let edited = match form {
        NearForm::Pdq => fingerprints.edited.as_slice(),
        NearForm::Pdq512 => &[],
    };
    let of_one = |(index, edited): (usize, &EditedPdq)| {
        let (frame, variant) = (edited.frame, Variant::Edited(edited.edit));
        edited.pdq.map(|pdq| NearQuery { pdq, frame, variant, edited: Some(index) })
    };
    let all = edited.iter().enumerate().flat_map(of_one);
    all.filter(|query| query.pdq.quality >= min_quality).collect()
}

pub(super) fn hashes(queries: &[NearQuery]) -> Vec<PdqHash> {
    queries.iter().map(|query| query.pdq.hash).collect()
}

/// The eight orientations and, of a transparent picture, the one over black. The 512x512 form is
/// compared as the tool that makes such sets computes it: upright.
fn variants(frame: &FrameFingerprints, form: NearForm) -> Vec<NearQuery> {
    let query = |pdq, variant| NearQuery { pdq, frame: frame.frame, variant, edited: None };
    match form {
        NearForm::Pdq512 => vec![query(frame.pdq512, Variant::Turned(Orientation::Upright))],
        NearForm::Pdq => {
            let turned = Orientation::ALL.into_iter().zip(frame.pdq);
            let turned = turned.map(|(turn, pdq)| query(pdq, Variant::Turned(turn)));
            turned.chain(frame.over_black.map(|pdq| query(pdq, Variant::OverBlack))).collect()
        }
    }
}
