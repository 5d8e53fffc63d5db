use core::fmt;

use presend::set::check::check_signed;
use presend::set::manifest::Manifest;
use presend::set::{Pins, SetFault};

use super::append::manifest_of;

/// Why pins do not cover an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Uncovered {
    /// It is no signed manifest.
    NotAManifest,
    /// None of the pins are of its set.
    UnknownSet,
    /// Devices with the pins of its set would refuse it for this.
    Refused(SetFault),
}

impl fmt::Display for Uncovered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAManifest => f.write_str("it is no signed manifest"),
            Self::UnknownSet => f.write_str("no pins are given for this set"),
            Self::Refused(fault) => write!(f, "{fault}: {}", fault.meaning()),
        }
    }
}

/// The manifest of an entry that a quorum of the authorities signed which one of these pins has for
/// its set. A set may have several: those of apps whose authorities changed.
pub(super) fn covered(entry: &[u8], pins: &[Pins]) -> Result<Manifest, Uncovered> {
    let manifest = manifest_of(entry).map_err(|_| Uncovered::NotAManifest)?;
    let mut of_set = pins.iter().filter(|pins| pins.set == manifest.set);
    let first = of_set.next().ok_or(Uncovered::UnknownSet)?;
    let checked = check_signed(entry, first);
    of_set
        .fold(checked, |checked, pins| checked.or_else(|_| check_signed(entry, pins)))
        .map_err(Uncovered::Refused)
}
