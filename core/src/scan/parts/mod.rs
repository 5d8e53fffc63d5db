//! The parts of an attachment: opened one after the other, and taken together again.

use super::fingerprint::Fingerprinted;
use super::input::Opened;
use super::job::Job;
use super::stages::{ends_scan, run_stages};
use crate::decode::Guard;
use crate::limits::LimitName;
use crate::report::Timing;
use crate::sniff::MediaKind;
use crate::undecided::Undecided;
use crate::unpack::{PartSink, Place, Unpacked};

/// One part of an attachment.
#[derive(Clone, Debug)]
pub struct Part {
    /// What a report calls it: how it lies in what holds it, and its number there from 1, as in
    /// `entry/7` or, for a part of a part, `entry/7/thumbnail/1`. It has no other name: one is content.
    pub name: String,
    /// What was found out about it.
    pub found: Fingerprinted,
}

/// Deepest nesting whatever the limits say: each step takes stack, of which a thread may have little.
const MOST_DEPTH: u32 = 16;

/// Where in the attachment a part lies.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    name: &'a str,
    depth: u32,
}

impl At<'_> {
    /// The attachment itself.
    pub(super) const ROOT: Self = At { name: "", depth: 0 };

    pub(super) const fn is_part(self) -> bool {
        self.depth > 0
    }
}

/// Takes the parts of one container and looks at each.
pub(super) struct Walk<'w, 'a> {
    job: &'w Job<'a>,
    guard: &'w mut Guard<'a>,
    at: At<'w>,
    parts: Vec<Part>,
}

impl<'w, 'a> Walk<'w, 'a> {
    pub(super) const fn new(job: &'w Job<'a>, guard: &'w mut Guard<'a>, at: At<'w>) -> Self {
        Self { job, guard, at, parts: Vec::new() }
    }

    /// Puts the parts into what holds them; `whole` says that there are no more.
    pub(super) fn finish(self, kind: MediaKind, whole: bool, found: &mut Fingerprinted) {
        for part in &self.parts {
            add(&mut found.timing, part.found.timing);
        }
        // An archive without a picture, and nothing in it went unseen.
        if Unpacked::of(kind) == Unpacked::Archive {
            let plain = |found: &Fingerprinted| found.not_applicable && found.undecided.is_none();
            found.not_applicable = whole && self.parts.iter().all(|part| plain(&part.found));
        }
        found.parts = self.parts;
    }

    fn name(&self, place: Place, number: u32) -> String {
        let within = self.at.name;
        let slash = if within.is_empty() { "" } else { "/" };
        format!("{within}{slash}{}/{number}", place.name())
    }

    /// Keeps a part. What ends the whole scan ends the container too.
    fn keep(
        &mut self,
        name: String,
        found: Fingerprinted,
        done: Result<(), Undecided>,
    ) -> Result<(), Undecided> {
        self.parts.push(Part { name, found: Fingerprinted { undecided: done.err(), ..found } });
        match done {
            Err(reason) if ends_scan(reason) => done,
            _ => Ok(()),
        }
    }
}

impl<'a> PartSink<'a> for Walk<'_, 'a> {
    fn guard(&mut self) -> &mut Guard<'a> {
        self.guard
    }

    fn enter(&mut self) -> Result<(), Undecided> {
        if self.at.depth >= self.job.run.limits.max_depth.min(MOST_DEPTH) {
            return Err(Undecided::OverLimit(LimitName::Depth));
        }
        Ok(())
    }

    fn part(&mut self, place: Place, number: u32, bytes: &[u8]) -> Result<(), Undecided> {
        self.guard.part()?;
        let name = self.name(place, number);
        let at = At { name: &name, depth: self.at.depth.saturating_add(1) };
        let mut found = Fingerprinted::default();
        let done = run_stages(&Opened::Part(bytes), self.job, self.guard, at, &mut found);
        self.keep(name, found, done)
    }

    fn digests(&mut self, place: Place, number: u32, bytes: &[u8]) -> Result<(), Undecided> {
        if self.job.digests.is_empty() {
            return Ok(());
        }
        self.guard.part()?;
        let mut found = Fingerprinted { not_applicable: true, ..Fingerprinted::default() };
        let digests = Opened::Part(bytes).digests(self.job.digests, self.job.run);
        let done = digests.map(|digests| found.fingerprints.digests = digests);
        self.keep(self.name(place, number), found, done)
    }

    fn skip(&mut self, place: Place, number: u32, why: Undecided) -> Result<(), Undecided> {
        self.guard.part()?;
        self.keep(self.name(place, number), Fingerprinted::default(), Err(why))
    }
}

fn add(all: &mut Timing, part: Timing) {
    all.read_us = all.read_us.saturating_add(part.read_us);
    all.decode_us = all.decode_us.saturating_add(part.decode_us);
    all.hash_us = all.hash_us.saturating_add(part.hash_us);
}

#[cfg(test)]
mod tests;
