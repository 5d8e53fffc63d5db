use std::collections::{BTreeMap, BTreeSet};

use presend::set::log::leaf_hash;
use presend::set::manifest::Manifest;
use presend::set::note::{Note, NoteKey, Signed};
use presend::set::{Pins, VersionLeaf};

use super::append::manifest_of;
use super::checkpoint::Head;
use super::covered::covered;
use super::{Log, LogError, Uncovered};

/// So many entries are named in one line.
const MAX_NAMED: usize = 8;

/// What an audit of a log found.
#[derive(Clone, Debug)]
pub struct Audit {
    /// One line for each check.
    pub lines: Vec<AuditLine>,
    /// Every entry that could be read.
    pub entries: Vec<AuditEntry>,
}

/// One check of an audit.
#[derive(Clone, Debug)]
pub struct AuditLine {
    /// What was checked.
    pub name: &'static str,
    /// What is wrong, if something is.
    pub fault: Option<String>,
}

/// One entry of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    /// Where it stands.
    pub index: u64,
    /// Of which set.
    pub set: String,
    /// Its version.
    pub version: u64,
    /// Why the pins do not cover it, if they do not.
    pub uncovered: Option<Uncovered>,
}

impl Audit {
    /// True if every check passed.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.lines.iter().all(|line| line.fault.is_none())
    }
}

impl Log {
    /// Checks everything that a stranger can check: every entry is a manifest that a quorum of the
    /// authorities signed which these pins have for its set; versions rise one by one; each follows
    /// the one before it; the tiles are the tree; the head is signed by a log that all pins have, and
    /// seen by enough witnesses of all.
    ///
    /// # Errors
    /// Only if files cannot be read at all.
    pub fn audit(&self, pins: &[Pins]) -> Result<Audit, LogError> {
        let entries = self.entries()?;
        let manifests: Vec<Option<Manifest>> =
            entries.iter().map(|entry| manifest_of(entry).ok()).collect();
        let leaves: Vec<[u8; 32]> = entries.iter().map(|entry| leaf_hash(entry)).collect();
        let uncovered: Vec<Option<Uncovered>> =
            entries.iter().map(|entry| covered(entry, pins).err()).collect();
        let head = self.pinned_head(pins);
        let line = |name, fault| AuditLine { name, fault };
        let lines = vec![
            line("entries", unreadable(&manifests)),
            line("pins", not_covered(&uncovered)),
            line("versions", versions(&manifests)),
            line("chain", chain(&manifests, &leaves)),
            line("tiles", self.tiles(head.as_ref(), &entries, &leaves)),
            line("checkpoint", checkpoint(head.as_ref(), &leaves)),
            line("witnesses", witnesses(head.as_ref(), pins)),
        ];
        let named = |((index, manifest), uncovered): ((u64, &Option<Manifest>), _)| {
            let (set, version) = manifest.as_ref().map(|m| (m.set.clone(), m.version))?;
            Some(AuditEntry { index, set, version, uncovered })
        };
        let entries = (0..).zip(&manifests).zip(uncovered).filter_map(named).collect();
        Ok(Audit { lines, entries })
    }

    /// The head, if of all pins one log signed it.
    fn pinned_head(&self, pins: &[Pins]) -> Result<Head, LogError> {
        let of_one = |pins: &Pins| pins.logs.iter().map(|key| self.head(key)).reduce(Result::or);
        let heads = pins.iter().map(|pins| of_one(pins).unwrap_or(Err(LogError::NoCheckpoint)));
        heads.reduce(Result::and).unwrap_or(Err(LogError::NoCheckpoint))
    }

    /// Those of the tree that the head covers, and the bundles at its width: later entries have no
    /// tile yet, and a bundle that is wider could hold something else.
    fn tiles(
        &self,
        head: Result<&Head, &LogError>,
        entries: &[Vec<u8>],
        leaves: &[[u8; 32]],
    ) -> Option<String> {
        let size = head.ok().and_then(|head| usize::try_from(head.size).ok());
        let size = size.filter(|size| *size <= leaves.len()).unwrap_or(leaves.len());
        let wrong = self.wrong_file(entries.get(..size)?, leaves.get(..size)?)?;
        Some(format!("{wrong} is missing or wrong"))
    }
}

fn unreadable(manifests: &[Option<Manifest>]) -> Option<String> {
    let at = manifests.iter().position(Option::is_none)?;
    Some(format!("entry {at} is no signed manifest"))
}

/// Entries that are readable and not covered; each is named with its reason among the entries.
fn not_covered(uncovered: &[Option<Uncovered>]) -> Option<String> {
    let of_pins = |why: &Uncovered| *why != Uncovered::NotAManifest;
    let at = |(at, why): (usize, &Option<Uncovered>)| why.filter(of_pins).map(|_| at.to_string());
    let mut named: Vec<String> = uncovered.iter().enumerate().filter_map(at).collect();
    let more = named.len().saturating_sub(MAX_NAMED);
    named.truncate(MAX_NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    (!named.is_empty()).then(|| format!("not covered: entry {}{more}", named.join(", ")))
}

/// The versions of a set begin with 1 and rise one by one.
fn versions(manifests: &[Option<Manifest>]) -> Option<String> {
    let mut last: BTreeMap<&str, u64> = BTreeMap::new();
    for (at, manifest) in manifests.iter().enumerate() {
        let Some(manifest) = manifest else { continue };
        let version = manifest.version;
        let before = last.insert(&manifest.set, version).unwrap_or(0);
        if before >= version {
            return Some(format!("entry {at} repeats or goes back behind a version"));
        }
        if version > before.saturating_add(1) {
            let (set, next) = (&manifest.set, before.saturating_add(1));
            return Some(format!("entry {at} is version {version} of {set}, not {next}"));
        }
    }
    None
}

/// Each names the last version of its set that stands before it, with its leaf; the first of a set
/// names none.
fn chain(manifests: &[Option<Manifest>], leaves: &[[u8; 32]]) -> Option<String> {
    let mut last: BTreeMap<&str, VersionLeaf> = BTreeMap::new();
    for (at, (manifest, leaf)) in manifests.iter().zip(leaves).enumerate() {
        let Some(manifest) = manifest else { continue };
        let this = VersionLeaf { version: manifest.version, leaf: *leaf };
        if last.insert(&manifest.set, this) != manifest.previous {
            return Some(format!("entry {at} does not follow the version that stands before it"));
        }
    }
    None
}

fn checkpoint(head: Result<&Head, &LogError>, leaves: &[[u8; 32]]) -> Option<String> {
    let head = match head {
        Ok(head) => head,
        Err(error) => return Some(error.to_string()),
    };
    head.covered(leaves).err().map(|_| "the head is not that of these entries".into())
}

/// The first pins for which too few saw it, or a line is wrong.
fn witnesses(head: Result<&Head, &LogError>, pins: &[Pins]) -> Option<String> {
    let note = head.ok().and_then(|head| Note::parse(head.note.as_bytes(), 64).ok());
    let note = note.as_ref();
    pins.iter().find_map(|pins| too_few_witnesses(note, pins))
}

fn too_few_witnesses(note: Option<&Note<'_>>, pins: &Pins) -> Option<String> {
    let wrong = |note: &Note<'_>| {
        let wrong = |key: &&NoteKey| note.check(key) == Signed::Wrong;
        pins.witnesses.iter().find(wrong).map(|key| key.name().to_owned())
    };
    let saw = |note: &Note<'_>| {
        let witnesses = pins.witnesses.iter();
        let names = witnesses.filter(|key| matches!(note.check(key), Signed::YesAt(_)));
        names.map(NoteKey::name).collect::<BTreeSet<_>>().len()
    };
    if let Some(name) = note.and_then(wrong) {
        return Some(format!("a line of {name} does not verify"));
    }
    let (seen, wanted) = (note.map_or(0, saw), pins.witness_quorum);
    (seen < wanted).then(|| format!("{seen} pinned witnesses saw the head, {wanted} are needed"))
}
