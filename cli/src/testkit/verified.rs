//! A set of the drawn pictures as authorities make one: two versions, and one that devices refuse.

use std::fs;
use std::path::Path;

use presend::policy::Actions;
use presend::set::check::Bundle;
use presend::set::manifest::Manifest;
use presend::set::test_kit::VERIFIED;
use presend::set::{Pins, SetBytes, VersionLeaf};
use presend_curator::delta::delta;
use presend_curator::submission::Submission;

use super::draw::DRAWINGS;
use super::kit::original;
use super::list::{self, Entry};
use crate::exit::Failure;
use crate::made::{Cast, DAY, Desk, Keys, Scratch, Terms, Version};

/// Two Dutch authorities, and one German.
const AUTHORITIES: [(&str, &str); 3] = [("nl", "hotline"), ("nl", "bureau"), ("de", "centre")];
/// 2026-01-01. The kit is the same on every machine and every day, so that its set lasts ten years.
pub(super) const BEGINS: u64 = 20_454 * DAY;
pub(super) const ENDS: u64 = BEGINS + 3_652 * DAY;

/// What an authority hands in: its list and its exclusions, as text.
pub(super) type Own<'a> = (&'a str, &'a str);

/// What versions of one set are made with.
pub(super) struct Making {
    pub(super) cast: Cast,
    pub(super) pins: Pins,
    /// What each version says, by the one before it.
    pub(super) terms: fn(Option<&Bundle>) -> Terms,
    /// For what is not kept.
    pub(super) scratch: Scratch,
}

/// Writes both versions, what is between them, pins, log, and the refused one.
pub(super) fn write(folder: &Path) -> Result<(), Failure> {
    written(folder).map_err(|why| Failure::internal(format!("test kit: {why}")))
}

fn written(folder: &Path) -> Result<(), String> {
    let authorities = AUTHORITIES.map(|(place, name)| (place.to_owned(), name.to_owned()));
    let cast = Cast::new(Keys::Test, &authorities)?;
    let (pins, scratch) = (terms(None).pins(cast.trusted()), Scratch::new("testkit"));
    let making = Making { pins, cast, terms, scratch };
    let listed = list::entries().map_err(words)?;
    let all = list::written("", &listed);
    let fewer = list::written("", listed.get(..5).unwrap_or_default());
    let cleared = list::written("", &[entry(7)?]);
    let log = folder.join("public-log");
    let one = making.version(&log, None, &making.pins, &[(all.as_str(), ""); 3])?;
    let first = Bundle::read_unverified(&SetBytes::from(one.file.clone())).map_err(words)?;
    let before = (&first, one.built.next_entry);
    let two = making.version(
        &log,
        Some(before),
        &making.pins,
        &[(fewer.as_str(), cleared.as_str()); 3],
    )?;
    let second = Bundle::read_unverified(&SetBytes::from(two.file.clone())).map_err(words)?;
    let changes = delta(&first, &second).ok_or("no delta from version 1 to 2")?;
    let refused = making.refused(&log, (&second, two.built.next_entry), &fewer, &cleared)?;
    let file = |name: &str, bytes: &[u8]| fs::write(folder.join(name), bytes).map_err(words);
    file("pins.txt", making.pins.to_string().as_bytes())?;
    file("1.khs", &one.file)?;
    file("2.khs", &two.file)?;
    file("1-2.khd", &changes)?;
    file("refused.khs", &refused.file)
}

impl Making {
    /// A version of what each authority hands in, built for these pins.
    pub(super) fn version(
        &self,
        log: &Path,
        before: Option<(&Bundle, u32)>,
        built_for: &Pins,
        own: &[Own<'_>],
    ) -> Result<Version, String> {
        let previous = before.map(|(set, _)| set);
        let parameters: Manifest = (self.terms)(previous).parameters(self.cast.names());
        let submit = |(name, (list, cleared)): (&String, &Own<'_>)| {
            Submission::make(name, &parameters, list.as_bytes(), cleared.as_bytes()).map_err(words)
        };
        let submissions: Result<Vec<_>, _> =
            self.cast.names().iter().zip(own).map(submit).collect();
        let seen = self.scratch.path("seen");
        let desk = Desk { cast: &self.cast, pins: &self.pins, log, seen: &seen, now: BEGINS };
        desk.version_built_for(built_for, &parameters, &submissions?, before)
    }

    /// One authority lists a picture that nobody else has, and the assembler helps with a quorum of
    /// its own. It goes into a copy of the log.
    fn refused(
        &self,
        log: &Path,
        before: (&Bundle, u32),
        list: &str,
        cleared: &str,
    ) -> Result<Version, String> {
        let copy = self.scratch.path("log");
        copy_folder(log, &copy).map_err(words)?;
        let lax = Pins { quorum_authorities: 1, quorum_jurisdictions: 1, ..self.pins.clone() };
        let slipped_in = format!("{list}{}", list::written("", &[entry(8)?]));
        let own = [(slipped_in.as_str(), cleared), (list, cleared), (list, cleared)];
        self.version(&copy, Some(before), &lax, &own)
    }
}

fn terms(previous: Option<&Bundle>) -> Terms {
    let salt = *b"the salt of the Presend test kit";
    terms_of((VERIFIED.name, "known-images"), salt, previous)
}

/// What a version of the set of this name and purpose says.
pub(super) fn terms_of(
    (set, purpose): (&str, &str),
    salt: [u8; 32],
    previous: Option<&Bundle>,
) -> Terms {
    let leaf = |set: &Bundle| VersionLeaf { version: set.manifest.version, leaf: set.leaf() };
    let previous = previous.map(leaf);
    Terms {
        set: set.to_owned(),
        purpose: purpose.to_owned(),
        version: previous.map_or(1, |previous| previous.version + 1),
        not_before: BEGINS,
        not_after: ENDS,
        basis: "urn:example:test-kit".to_owned(),
        sunset: ENDS,
        actions: Actions::LIST,
        salt,
        previous,
        lent: None,
    }
}

/// One of the drawn pictures.
fn entry(number: u32) -> Result<Entry, String> {
    let drawing = DRAWINGS.iter().find(|drawing| drawing.number == number);
    let (path, bytes) = original(drawing.ok_or("no such picture")?).map_err(words)?;
    Entry::of(&path, &bytes).map_err(words)
}

fn copy_folder(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let (entry, to) = (entry?.path(), to.to_owned());
        let to = to.join(entry.file_name().unwrap_or_default());
        if entry.is_dir() { copy_folder(&entry, &to)? } else { fs::copy(&entry, &to).map(drop)? }
    }
    Ok(())
}

pub(super) fn words(why: impl core::fmt::Display) -> String {
    why.to_string()
}
