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

pub(super) fn hashes(queries: &[NearQuery]) -> Vec<PdqHash> {
    queries.iter().map(|query| query.pdq.hash).collect()
}

/// The eight orientations and, of a transparent picture, the one over black. The 512x512 form is
/// compared as the tool that makes such sets computes it: upright.
fn variants(frame: &FrameFingerprints, form: NearForm) -> Vec<NearQuery> {
    let query = |pdq, variant| NearQuery { pdq, frame: frame.frame, variant };
    match form {
        NearForm::Pdq512 => vec![query(frame.pdq512, Variant::Turned(Orientation::Upright))],
        NearForm::Pdq => {
            let turned = Orientation::ALL.into_iter().zip(frame.pdq);
            let turned = turned.map(|(turn, pdq)| query(pdq, Variant::Turned(turn)));
            turned.chain(frame.over_black.map(|pdq| query(pdq, Variant::OverBlack))).collect()
        }
    }
}
