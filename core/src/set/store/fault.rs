use core::fmt;

use crate::set::delta::DeltaFault;
use crate::set::fault::SetFault;

/// Why the store did not do what it was asked. What was active before is active still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreFault {
    /// The set is refused.
    Refused(SetFault),
    /// The delta is refused.
    Delta(DeltaFault),
    /// No set of this name is pinned.
    UnknownSet,
    /// There is no set to go on from: none is active, or none came before.
    NoVersion,
    /// The user pinned a version, and this is newer.
    Pinned,
    /// Files cannot be read or written now.
    Files,
    /// Others than its owner may write in the folder, so its files are not used.
    FolderNotPrivate,
    /// Another process, or another thread of this one, has held the lock of the folder for too long.
    Locked,
    /// The state vault cannot be read or written now.
    Vault,
    /// It was asked from within its own vault, which it calls while it holds off other writers.
    Reentered,
}

impl StoreFault {
    /// Those that are the store's own.
    #[cfg(test)]
    pub(crate) const OWN: [Self; 8] = [
        Self::UnknownSet,
        Self::NoVersion,
        Self::Pinned,
        Self::Files,
        Self::FolderNotPrivate,
        Self::Locked,
        Self::Vault,
        Self::Reentered,
    ];

    /// The name, as every tool and binding writes it. Of a refused set it is the set's fault.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Refused(fault) => fault.name(),
            Self::Delta(fault) => fault.name(),
            Self::UnknownSet => "UnknownSet",
            Self::NoVersion => "NoVersion",
            Self::Pinned => "Pinned",
            Self::Files => "Files",
            Self::FolderNotPrivate => "FolderNotPrivate",
            Self::Locked => "Locked",
            Self::Vault => "Vault",
            Self::Reentered => "Reentered",
        }
    }
}

impl fmt::Display for StoreFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(fault) => write!(f, "{fault}: {}", fault.meaning()),
            Self::Delta(fault) => write!(f, "{}: {fault}", fault.name()),
            Self::UnknownSet => f.write_str("UnknownSet: no set of this name is pinned"),
            Self::NoVersion => f.write_str("NoVersion: there is no version to go on from"),
            Self::Pinned => f.write_str("Pinned: it is newer than the version that is pinned"),
            Self::Files => f.write_str("Files: files cannot be read or written"),
            Self::FolderNotPrivate => {
                f.write_str("FolderNotPrivate: others may write in the folder of the sets")
            }
            Self::Locked => f.write_str("Locked: somebody else holds the folder of the sets"),
            Self::Vault => f.write_str("Vault: the state vault cannot be read or written"),
            Self::Reentered => {
                f.write_str("Reentered: a store is not changed from within its own vault")
            }
        }
    }
}

impl core::error::Error for StoreFault {}

impl From<SetFault> for StoreFault {
    fn from(fault: SetFault) -> Self {
        Self::Refused(fault)
    }
}

impl From<DeltaFault> for StoreFault {
    fn from(fault: DeltaFault) -> Self {
        Self::Delta(fault)
    }
}
