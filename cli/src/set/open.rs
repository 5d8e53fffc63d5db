use std::path::{Path, PathBuf};

use presend::set::check;
use presend::set::{KnownSet, Pins, SetState};

use super::files;
use crate::exit::Failure;
use crate::output::printable;

/// Verified sets to compare with, each with what an app would pin for it.
#[derive(Debug, clap::Args)]
pub(crate) struct PinnedSets {
    /// A set file that authorities signed; may be given several times, with a --pins for each
    #[arg(long = "set", value_name = "SET", requires = "pins")]
    sets: Vec<PathBuf>,
    /// Whom to trust for the --set in the same place
    #[arg(long = "pins", value_name = "PINS", requires = "sets")]
    pins: Vec<PathBuf>,
}

impl PinnedSets {
    pub(crate) fn is_empty(&self) -> bool {
        self.sets.is_empty()
    }

    /// Checks each as a device does that has never seen it. A set that is refused is no set: it is
    /// given back as the reason, so that the scan can go on without it.
    ///
    /// # Errors
    /// Pins that cannot be read, or not as many as sets: that is the caller's own mistake.
    pub(crate) fn open(&self, now: u64) -> Result<Vec<Result<KnownSet, String>>, Failure> {
        if self.sets.len() != self.pins.len() {
            return Err(Failure::usage("give one --pins for each --set, in the same order"));
        }
        let pairs = self.sets.iter().zip(&self.pins);
        pairs.map(|(set, pins)| Ok(open(set, &files::pins(pins)?, now))).collect()
    }
}

fn open(path: &Path, pins: &Pins, now: u64) -> Result<KnownSet, String> {
    let refused = |why: String| format!("{}: {why}", printable(path));
    let bytes = files::bytes_for(path, pins).map_err(|error| refused(error.to_string()))?;
    let verified = check::install(&bytes, pins, &SetState::new(pins), now);
    verified.map(|verified| verified.set).map_err(|fault| refused(files::named(fault)))
}
