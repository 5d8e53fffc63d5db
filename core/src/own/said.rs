use super::OwnCheckName;
use crate::closed_list::closed_list;

closed_list! {
    /// What came of asking an own check.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum OwnSaid {
        /// It was not asked: it looks at something else, or the scan was cancelled.
        NotAsked = "not_asked" => "niet gevraagd",
        /// It has nothing to say.
        Nothing = "nothing" => "niets",
        /// It has a remark.
        Remark = "remark" => "opmerking",
        /// It said that it failed, or could not be started.
        Failed = "failed" => "mislukt",
        /// It panicked.
        Panicked = "panicked" => "vastgelopen",
        /// It did not answer in time, or too many that never answered still run.
        Late = "late" => "te laat",
        /// What it looks at could not be read, or is over a limit.
        Unread = "unread" => "niet te lezen",
    }
}

impl OwnSaid {
    /// True if it was to be asked and there is no answer.
    #[must_use]
    pub const fn is_failure(self) -> bool {
        match self {
            Self::NotAsked | Self::Nothing | Self::Remark => false,
            Self::Failed | Self::Panicked | Self::Late | Self::Unread => true,
        }
    }
}

/// An own check of the app's, and what came of asking it. There is no content in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnResult {
    /// Which check.
    pub check: OwnCheckName,
    /// What came of it.
    pub said: OwnSaid,
}
