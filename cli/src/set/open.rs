use std::path::{Path, PathBuf};

use presend::hash::pdq::PdqHash;
use presend::set::check::{self, Bundle};
use presend::set::{KnownSet, NearForm, Pins, SectionAlgorithm, SetBytes, SetState};

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
        let open = |(set, pins): (&PathBuf, &PathBuf)| {
            Ok(open(set, &files::pins(pins)?, now).map(|(_, set)| set))
        };
        self.pairs()?.map(open).collect()
    }

    /// The rows of pictures in each, with its name, after the same check.
    ///
    /// # Errors
    /// As [`PinnedSets::open`], and for a set that is refused: without it there is nothing to measure.
    pub(crate) fn pictures(&self, now: u64) -> Result<Vec<(String, Vec<PdqHash>)>, Failure> {
        let pictures = |(path, pins): (&PathBuf, &PathBuf)| {
            let (bytes, set) =
                open(path, &files::pins(pins)?, now).map_err(Failure::unusable_set)?;
            let bundle = Bundle::read_unverified(&bytes)
                .map_err(|fault| Failure::unusable_set(files::named(fault)))?;
            Ok((set.reference().name.clone(), hashes(&bundle)))
        };
        self.pairs()?.map(pictures).collect()
    }

    fn pairs(&self) -> Result<impl Iterator<Item = (&PathBuf, &PathBuf)>, Failure> {
        if self.sets.len() != self.pins.len() {
            return Err(Failure::usage("give one --pins for each --set, in the same order"));
        }
        Ok(self.sets.iter().zip(&self.pins))
    }
}

/// The set, and the bytes that were checked.
fn open(path: &Path, pins: &Pins, now: u64) -> Result<(SetBytes, KnownSet), String> {
    let refused = |why: String| format!("{}: {why}", printable(path));
    let bytes = files::bytes_for(path, pins).map_err(|error| refused(error.to_string()))?;
    let verified = check::install(&bytes, pins, &SetState::new(pins), now);
    let verified = verified.map_err(|fault| refused(files::named(fault)))?;
    Ok((bytes, verified.set))
}

/// Of the section of whole pictures.
fn hashes(bundle: &Bundle) -> Vec<PdqHash> {
    let pictures = SectionAlgorithm::Near(NearForm::Pdq);
    let sections = bundle.lines().filter(|(line, _)| line.algorithm == pictures);
    let keys = sections.flat_map(|(_, section)| {
        let key = |row| {
            let mut key = Vec::new();
            section.push_key(row, &mut key);
            key.try_into().ok().map(PdqHash::from_bytes)
        };
        (0..section.rows().len()).filter_map(key)
    });
    keys.collect()
}
