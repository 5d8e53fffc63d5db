//! The first picture of a file, as the check sees it.

use std::path::Path;

use presend::context::CancelToken;
use presend::hash::digest::DigestSet;
use presend::limits::Limits;
use presend::scan::{Job, fingerprint};
use presend::sniff::MediaKind;

use super::edits::grey::{Grey, with_longer_side};
use crate::input::Opened;
use crate::testkit::picture::Picture;
use crate::thumb::thumb;

/// In grey, its longer side of so many pixels. `None` if the file has no picture that can be decoded.
pub(super) fn picture(opened: &Opened, limits: &Limits, side: u32) -> Option<Grey> {
    // Means over squares leave at least twice the pixels that are wanted, and a large photograph small.
    let near = thumb(opened, kind(opened, limits)?, limits, side.saturating_mul(4))?;
    let grey = Grey::from_raw(near.width, near.height, near.gray())?;
    Some(with_longer_side(&grey, side))
}

/// As small as a page shows it.
pub(super) fn small(path: &Path, limits: &Limits, side: u32) -> Option<Picture> {
    let opened = Opened::at(path, limits);
    thumb(&opened, kind(&opened, limits)?, limits, side)
}

fn kind(opened: &Opened, limits: &Limits) -> Option<MediaKind> {
    let (cancel, digests) = (CancelToken::new(), DigestSet::NONE);
    let job = Job { digests, pictures: false, ..Job::everything(limits, &cancel) };
    fingerprint(&opened.attachment(), &job).kind
}
