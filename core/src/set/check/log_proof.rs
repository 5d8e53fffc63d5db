use super::origin::WitnessTime;
use crate::set::fault::SetFault;
use crate::set::log::{Checkpoint, LogHead, SetProof, root_of_inclusion};
use crate::set::note::{Note, NoteSignature, Signed};
use crate::set::pins::Pins;
use crate::set::state::SeenLog;

/// The log that a manifest is in, and who saw it so.
#[derive(Clone, Debug)]
pub(super) struct Logged {
    pub(super) log: SeenLog,
    pub(super) earlier_heads: Vec<LogHead>,
    pub(super) witnesses: Vec<WitnessTime>,
}

/// Step 7: the manifest is in a pinned log, that log continues every earlier head that the proof
/// names, and enough pinned witnesses saw it so.
pub(super) fn check(proof: &[u8], leaf: [u8; 32], pins: &Pins) -> Result<Logged, SetFault> {
    let SetProof { earlier, entry: proof } = SetProof::parse(proof).ok_or(SetFault::LogProof)?;
    let note = &proof.checkpoint;
    let checkpoint = Checkpoint::parse(note.text()).ok_or(SetFault::LogProof)?;
    let mut logs = pins.logs.iter().filter(|log| log.name() == checkpoint.origin);
    let signed = logs.any(|log| note.check(log) == Signed::Yes);
    let root = root_of_inclusion(leaf, proof.index, checkpoint.size, &proof.path);
    let more = proof.extra || checkpoint.extensions > 0 || repeats(note);
    let continued = earlier.iter().all(|earlier| earlier.is_continued_by(&checkpoint));
    if more || !signed || !continued || root != Some(checkpoint.root) {
        return Err(SetFault::LogProof);
    }
    let log = SeenLog {
        origin: checkpoint.origin.to_owned(),
        size: checkpoint.size,
        root: checkpoint.root,
        index: proof.index,
    };
    let earlier_heads = earlier.iter().map(|earlier| earlier.head).collect();
    Ok(Logged { log, earlier_heads, witnesses: witnesses(note, pins)? })
}

/// True if two signature lines are of one key.
fn repeats(note: &Note<'_>) -> bool {
    let key = |signature: &NoteSignature<'_>| (signature.name.to_owned(), signature.key_id);
    let mut keys: Vec<_> = note.signatures().iter().map(key).collect();
    let all = keys.len();
    keys.sort_unstable();
    keys.dedup();
    keys.len() < all
}

/// Each pinned witness that saw it, by name, with the newest time of its keys.
fn witnesses(note: &Note<'_>, pins: &Pins) -> Result<Vec<WitnessTime>, SetFault> {
    let mut seen: Vec<WitnessTime> = Vec::new();
    for witness in &pins.witnesses {
        let time = match note.check(witness) {
            Signed::No => continue,
            Signed::YesAt(time) => time,
            Signed::Yes | Signed::Wrong => return Err(SetFault::WitnessQuorum),
        };
        match seen.iter_mut().find(|other| other.name == witness.name()) {
            Some(other) => other.unix_seconds = other.unix_seconds.max(time),
            None => seen.push(WitnessTime { name: witness.name().to_owned(), unix_seconds: time }),
        }
    }
    if seen.len() < pins.witness_quorum { Err(SetFault::WitnessQuorum) } else { Ok(seen) }
}
