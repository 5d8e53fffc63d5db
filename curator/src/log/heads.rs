use std::collections::BTreeSet;

use presend::set::check::Bundle;
use presend::set::log::{Checkpoint, EarlierHead, LogHead, MAX_EARLIER_HEADS, SetProof};
use presend::set::manifest::Manifest;
use presend::set::note::NoteKey;

use super::append::manifest_of;
use super::tree::{consistency, root};
use super::{Log, LogError};
use crate::file;

impl Log {
    /// Remembers that a head of this size is given out, before it is: a size that no head had does no
    /// harm, a head that is forgotten cannot be gone on from.
    pub(super) fn remember_head(&self, old: Option<u64>, new: u64) -> Result<(), LogError> {
        let mut sizes = self.head_sizes()?;
        sizes.extend(old);
        sizes.insert(new);
        let text: String = sizes.iter().map(|size| format!("{size}\n")).collect();
        file::publish(&self.folder.join("heads"), text.as_bytes())?;
        Ok(())
    }

    /// The sizes of all heads that were given out.
    fn head_sizes(&self) -> Result<BTreeSet<u64>, LogError> {
        let text = match std::fs::read_to_string(self.folder.join("heads")) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
            text => text?,
        };
        let sizes: Option<BTreeSet<u64>> = text.lines().map(|line| line.parse().ok()).collect();
        sizes.ok_or(LogError::Damaged)
    }

    /// Heads that devices may have seen with a version of this set, and how these leaves continue
    /// them: those that are known to have been given out; of each version the first head that covers
    /// it; then others since the first version. Where there is no room for all, the newest.
    ///
    /// # Errors
    /// `Inconsistent` if the log does not continue one that was given out.
    pub(super) fn earlier_heads(
        &self,
        set: &Manifest,
        entries: &[Vec<u8>],
        leaves: &[[u8; 32]],
        given_out: &[LogHead],
    ) -> Result<Vec<EarlierHead>, LogError> {
        let mut first: Vec<u64> = sizes_of(given_out, leaves)?;
        first.sort_unstable();
        let size = u64::try_from(leaves.len()).unwrap_or(u64::MAX);
        let is_earlier = |given: &u64| (1..size).contains(given);
        let given: Vec<u64> = self.head_sizes()?.into_iter().filter(is_earlier).collect();
        let of_set = |entry: &[u8]| manifest_of(entry).is_ok_and(|other| other.set == set.set);
        let indices = (0_u64..).zip(entries.iter().take(leaves.len()));
        let indices = indices.filter(|(_, entry)| of_set(entry)).map(|(index, _)| index);
        let indices: Vec<u64> = indices.collect();
        let covers = |index: u64| given.iter().copied().filter(move |size| *size > index);
        let firsts = indices.iter().rev().filter_map(|index| covers(*index).next());
        let others: Vec<u64> = indices.first().into_iter().flat_map(|at| covers(*at)).collect();
        let mut chosen = BTreeSet::new();
        for size in first.into_iter().rev().chain(firsts).chain(others.into_iter().rev()) {
            if chosen.len() < MAX_EARLIER_HEADS {
                chosen.insert(size);
            }
        }
        chosen.into_iter().map(|size| earlier_head(leaves, size)).collect()
    }
}

/// The sizes of these heads, without that of all leaves.
fn sizes_of(heads: &[LogHead], leaves: &[[u8; 32]]) -> Result<Vec<u64>, LogError> {
    let mut sizes = Vec::new();
    for head in heads {
        let size = usize::try_from(head.size).ok().filter(|size| *size > 0);
        let covered = size.and_then(|size| leaves.get(..size));
        let covered = covered.filter(|covered| root(covered) == head.root);
        if covered.ok_or(LogError::Inconsistent)?.len() < leaves.len() {
            sizes.push(head.size);
        }
    }
    Ok(sizes)
}

/// The heads of this log that a set file shows: its own, and those that it goes on from. `None` if it
/// has no readable proof.
#[must_use]
pub fn heads_of(set: &Bundle, log_key: &NoteKey) -> Option<Vec<LogHead>> {
    let proof = set.bytes.all().get(set.container.proof.clone())?;
    let proof = SetProof::parse(proof)?;
    let own = Checkpoint::parse(proof.entry.checkpoint.text())?;
    if own.origin != log_key.name() {
        return Some(Vec::new());
    }
    let earlier = proof.earlier.iter().map(|earlier| earlier.head);
    Some(earlier.chain([LogHead { size: own.size, root: own.root }]).collect())
}

fn earlier_head(leaves: &[[u8; 32]], size: u64) -> Result<EarlierHead, LogError> {
    let old = usize::try_from(size).ok().filter(|old| *old < leaves.len());
    let old = old.ok_or(LogError::Damaged)?;
    let root = root(leaves.get(..old).unwrap_or_default());
    Ok(EarlierHead { head: LogHead { size, root }, path: consistency(leaves, old) })
}
