use std::collections::{BTreeMap, BTreeSet};

use presend::set::Pins;
use presend::set::log::leaf_hash;
use presend::set::manifest::Manifest;
use presend::set::note::{Note, NoteKey, Signed};

use super::append::manifest_of;
use super::checkpoint::Head;
use super::{Log, LogError};

/// What an audit of a log found.
#[derive(Clone, Debug)]
pub struct Audit {
    /// One line for each check.
    pub lines: Vec<AuditLine>,
    /// Index, set and version of every entry that could be read.
    pub entries: Vec<(u64, String, u64)>,
}

/// One check of an audit.
#[derive(Clone, Debug)]
pub struct AuditLine {
    /// What was checked.
    pub name: &'static str,
    /// What is wrong, if something is.
    pub fault: Option<String>,
}

impl Audit {
    /// True if every check passed.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.lines.iter().all(|line| line.fault.is_none())
    }
}

impl Log {
    /// Checks everything that a stranger can check: every entry is a manifest, a set and version
    /// stands once, versions rise, each follows the one it names, the tiles are the tree, the head
    /// is signed by a pinned log and seen by enough pinned witnesses.
    ///
    /// # Errors
    /// Only if files cannot be read at all.
    pub fn audit(&self, pins: &Pins) -> Result<Audit, LogError> {
        let entries = self.entries()?;
        let manifests: Vec<Option<Manifest>> =
            entries.iter().map(|entry| manifest_of(entry).ok()).collect();
        let leaves: Vec<[u8; 32]> = entries.iter().map(|entry| leaf_hash(entry)).collect();
        let head = pins.logs.iter().map(|key| self.head(key)).reduce(Result::or);
        let head = head.unwrap_or(Err(LogError::NoCheckpoint));
        let line = |name, fault| AuditLine { name, fault };
        let lines = vec![
            line("entries", unreadable(&manifests)),
            line("versions", versions(&manifests)),
            line("chain", chain(&manifests, &leaves)),
            line("tiles", self.tiles(head.as_ref(), &entries, &leaves)),
            line("checkpoint", checkpoint(head.as_ref(), &leaves)),
            line("witnesses", witnesses(head.as_ref(), pins)),
        ];
        let named = |(index, manifest): (u64, &Option<Manifest>)| {
            manifest.as_ref().map(|m| (index, m.set.clone(), m.version))
        };
        Ok(Audit { lines, entries: (0..).zip(&manifests).filter_map(named).collect() })
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

/// Each version of a set once, and rising.
fn versions(manifests: &[Option<Manifest>]) -> Option<String> {
    let mut last: BTreeMap<&str, u64> = BTreeMap::new();
    for (at, manifest) in manifests.iter().enumerate() {
        let Some(manifest) = manifest else { continue };
        let before = last.insert(&manifest.set, manifest.version);
        if before.is_some_and(|before| before >= manifest.version) {
            return Some(format!("entry {at} repeats or goes back behind a version"));
        }
    }
    None
}

/// What a manifest follows stands before it, with that leaf; only the first of a set follows none.
fn chain(manifests: &[Option<Manifest>], leaves: &[[u8; 32]]) -> Option<String> {
    let mut seen: BTreeMap<(&str, u64), &[u8; 32]> = BTreeMap::new();
    let mut sets: BTreeSet<&str> = BTreeSet::new();
    for (at, (manifest, leaf)) in manifests.iter().zip(leaves).enumerate() {
        let Some(manifest) = manifest else { continue };
        let is_first = sets.insert(&manifest.set);
        let follows = manifest.previous.map_or(is_first, |previous| {
            seen.get(&(manifest.set.as_str(), previous.version)) == Some(&&previous.leaf)
        });
        if !follows {
            return Some(format!("entry {at} follows no version that is in the log before it"));
        }
        seen.insert((&manifest.set, manifest.version), leaf);
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

fn witnesses(head: Result<&Head, &LogError>, pins: &Pins) -> Option<String> {
    let wrong = |note: &Note<'_>| {
        let wrong = |key: &&NoteKey| note.check(key) == Signed::Wrong;
        pins.witnesses.iter().find(wrong).map(|key| key.name().to_owned())
    };
    let note = head.ok().and_then(|head| Note::parse(head.note.as_bytes(), 64).ok());
    let saw = |note: &Note<'_>| {
        let witnesses = pins.witnesses.iter();
        let names = witnesses.filter(|key| matches!(note.check(key), Signed::YesAt(_)));
        names.map(NoteKey::name).collect::<BTreeSet<_>>().len()
    };
    if let Some(name) = note.as_ref().and_then(wrong) {
        return Some(format!("a line of {name} does not verify"));
    }
    let seen = note.as_ref().map_or(0, saw);
    let wanted = pins.witness_quorum;
    (seen < wanted).then(|| format!("{seen} pinned witnesses saw the head, {wanted} are needed"))
}
