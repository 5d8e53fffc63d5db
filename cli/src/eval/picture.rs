//! The first picture of a file, as the check sees it.

use presend::context::CancelToken;
use presend::hash::digest::DigestSet;
use presend::limits::Limits;
use presend::scan::{Job, fingerprint};

use super::edits::grey::{Grey, with_longer_side};
use crate::input::Opened;
use crate::thumb::thumb;

/// In grey, its longer side of so many pixels. `None` if the file has no picture that can be decoded.
pub(super) fn picture(opened: &Opened, limits: &Limits, side: u32) -> Option<Grey> {
    let cancel = CancelToken::new();
    let job = Job { digests: DigestSet::NONE, pictures: false, ..Job::everything(limits, &cancel) };
    let kind = fingerprint(&opened.attachment(), &job).kind?;
    // Means over squares leave at least twice the pixels that are wanted, and a large photograph small.
    let near = thumb(opened, kind, limits, side.saturating_mul(4))?;
    let grey = Grey::from_raw(near.width, near.height, near.gray())?;
    Some(with_longer_side(&grey, side))
}
