//! The text of a message: its links, and nothing else of it.

use super::fingerprint::Fingerprinted;
use super::job::Job;
use crate::attachment::Subject;
use crate::context::ScanStep;
use crate::limits::LimitName;
use crate::sniff::MediaKind;
use crate::text::{CanonicalUrl, Expression, links};
use crate::undecided::Undecided;

/// Digests the expressions of each link. Those before a bound is met are looked up all the same.
pub(super) fn message(
    text: &str,
    job: &Job<'_>,
    found: &mut Fingerprinted,
) -> Result<(), Undecided> {
    let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
    found.kind = Some(MediaKind::Message);
    found.length_bytes = Some(length);
    if length == 0 {
        return Err(Undecided::Empty);
    }
    if length > job.run.limits.max_text_bytes {
        return Err(Undecided::OverLimit(LimitName::TextBytes));
    }
    job.run.cancelled()?;
    job.run.step(ScanStep::Reading { done_bytes: 0, total_bytes: length });
    if job.links { all_links(text, job, &mut found.fingerprints.links) } else { Ok(()) }
}

/// A link may lie within another, so that all of them can be longer than the text.
fn all_links(text: &str, job: &Job<'_>, digests: &mut Vec<Vec<[u8; 32]>>) -> Result<(), Undecided> {
    let mut bytes_left = job.run.limits.max_text_bytes;
    let mut links_left = job.run.limits.max_links;
    for link in links(text) {
        job.run.cancelled()?;
        let Some(url) = CanonicalUrl::of(link) else { continue };
        let length = u64::try_from(link.len()).unwrap_or(u64::MAX);
        bytes_left =
            bytes_left.checked_sub(length).ok_or(Undecided::OverLimit(LimitName::TextBytes))?;
        links_left = links_left.checked_sub(1).ok_or(Undecided::OverLimit(LimitName::Links))?;
        digests.push(url.expressions().iter().map(Expression::sha256).collect());
    }
    Ok(())
}

impl Fingerprinted {
    /// What a set must list to say anything about it.
    pub(super) fn subject(&self) -> Subject {
        match self.kind {
            Some(MediaKind::Message) => Subject::Message,
            _ => Subject::File,
        }
    }
}
