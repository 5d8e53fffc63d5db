//! What all parts of an attachment come to.

use super::FindFn;
use super::fingerprint::Fingerprinted;
use super::parts::Part;
use crate::context::CancelToken;
use crate::lookup::{self, Hit, strongest_first};
use crate::report::{Coverage, PartSkipped, SkipReason};
use crate::set::KnownSet;
use crate::undecided::Undecided;
use crate::unpack::Unpacked;

impl Fingerprinted {
    /// All parts, those of parts too: each before its own.
    pub fn all_parts(&self) -> impl Iterator<Item = &Part> {
        let mut left: Vec<&Part> = self.parts.iter().rev().collect();
        core::iter::from_fn(move || {
            let next = left.pop()?;
            left.extend(next.found.parts.iter().rev());
            Some(next)
        })
    }

    /// The first reason why the attachment or a part of it was not looked at to its end.
    #[must_use]
    pub fn first_undecided(&self) -> Option<Undecided> {
        self.undecided.or_else(|| self.all_parts().find_map(|part| part.found.undecided))
    }

    /// Compares the attachment and each part of it. Strongest first.
    pub(super) fn look_up(
        &self,
        find: FindFn,
        sets: &[KnownSet],
        cancel: &CancelToken,
    ) -> Result<Vec<Hit>, Undecided> {
        let mut hits = self.finder(find)("", &self.fingerprints, sets, cancel)?;
        for Part { name, found } in self.all_parts() {
            hits.extend(found.finder(find)(name, &found.fingerprints, sets, cancel)?);
        }
        strongest_first(&mut hits);
        Ok(hits)
    }

    /// The frames of a video are compared together too.
    fn finder(&self, find: FindFn) -> FindFn {
        match self.kind.map(Unpacked::of) {
            Some(Unpacked::Video) => lookup::find_frames,
            _ => find,
        }
    }

    /// What was looked at, and what was not: the reason that ended each part, and pictures too flat.
    /// `of_all` is a reason that holds for the attachment as a whole.
    pub(super) fn coverage(&self, of_all: Option<Undecided>, min_quality: u8) -> Coverage {
        let mut coverage = Coverage { not_applicable: self.not_applicable, ..Coverage::default() };
        coverage.add("", self, of_all, min_quality);
        for Part { name, found } in self.all_parts() {
            coverage.add(name, found, None, min_quality);
        }
        coverage
    }
}

impl Coverage {
    fn add(
        &mut self,
        name: &str,
        found: &Fingerprinted,
        of_all: Option<Undecided>,
        min_quality: u8,
    ) {
        let frames = &found.fingerprints.frames;
        let seen = frames.len().saturating_add(found.fingerprints.links.len());
        let hashed = u32::try_from(seen).unwrap_or(u32::MAX);
        self.parts_seen = self.parts_seen.saturating_add(hashed);
        for frame in frames.iter().filter(|frame| frame.quality() < min_quality) {
            let part = joined(name, &frame.part_name());
            let reason = SkipReason::LowQuality;
            self.parts_skipped.push(PartSkipped { part, reason, codec: None });
        }
        if let Some(reason) = of_all.or(found.undecided) {
            let codec = found.codec.filter(|_| reason == Undecided::UnsupportedFormat);
            let (part, reason) = (name.to_owned(), SkipReason::Undecided(reason));
            self.parts_skipped.push(PartSkipped { part, reason, codec });
        }
    }
}

fn joined(within: &str, name: &str) -> String {
    if within.is_empty() || name.is_empty() {
        format!("{within}{name}")
    } else {
        format!("{within}/{name}")
    }
}
