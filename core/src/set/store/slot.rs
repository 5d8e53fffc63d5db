use super::fault::StoreFault;
use super::files::file_stem;
use crate::journal::{JournalEvent, day_of};
use crate::set::check::VerifiedSet;
use crate::set::fault::SetFault;
use crate::set::pins::Pins;
use crate::set::state::{SetState, StoredVersion};

/// How the names of set files end.
const SET_FILE: &str = ".khs";

/// One pinned set in a store. Copies share the set.
#[derive(Clone)]
pub(super) struct Slot {
    pub(super) pins: Pins,
    pub(super) state: SetState,
    pub(super) set: Option<VerifiedSet>,
    /// Why there is none, if a file was refused.
    pub(super) refused: Option<SetFault>,
    /// True if the vault did not take the state the last time.
    pub(super) unsaved: bool,
    /// The time that was last given to the vault to keep.
    pub(super) kept_unix_seconds: u64,
    /// What the journal is told, and on which day, once others may write again.
    pub(super) events: Vec<(u32, JournalEvent)>,
}

impl Slot {
    pub(super) fn new(pins: Pins) -> Self {
        let state = SetState::new(&pins);
        let kept_unix_seconds = state.floor_unix_seconds;
        let events = Vec::new();
        Self { pins, state, set: None, refused: None, unsaved: false, kept_unix_seconds, events }
    }

    /// Has the journal told of this.
    pub(super) fn tell(&mut self, event: JournalEvent, now_unix_seconds: u64) {
        self.events.push((day_of(now_unix_seconds), event));
    }

    pub(super) fn opened(&self) -> Result<&VerifiedSet, StoreFault> {
        let missing = self.refused.map_or(StoreFault::NoVersion, StoreFault::Refused);
        self.set.as_ref().ok_or(missing)
    }

    /// Name of a version's file. The digest in it keeps a newer proof of the same version from
    /// taking the place of a file that is in use.
    pub(super) fn file_name(&self, stored: &StoredVersion) -> String {
        let digest = blake3::Hash::from_bytes(stored.blake3).to_hex();
        let digest = digest.get(..16).unwrap_or_default().to_owned();
        format!("{}{}-{digest}{SET_FILE}", self.file_start(), stored.version.version)
    }

    /// Name of the copy of a new file until it is checked. Only who writes has one.
    pub(super) fn unfinished(&self) -> String {
        format!("{}unchecked.new", self.file_start())
    }

    /// How the names of all files of this set begin.
    pub(super) fn file_start(&self) -> String {
        format!("{}-", file_stem(&self.pins.set))
    }

    /// True for the name of a file of this set, and not of one whose name begins the same.
    pub(super) fn is_file(&self, name: &str) -> bool {
        let rest = name.strip_prefix(&self.file_start());
        let rest = rest.and_then(|rest| rest.strip_suffix(SET_FILE));
        rest.and_then(|rest| rest.split_once('-')).is_some_and(|(version, digest)| {
            version.parse::<u64>().is_ok() && digest.len() == 16 && is_hex(digest)
        })
    }
}

fn is_hex(digits: &str) -> bool {
    digits.bytes().all(|digit| digit.is_ascii_hexdigit())
}
