//! What the names of a report mean, for whoever reads Dutch. A name stays: it is the same in JSON.

use crate::own::OwnSaid;
use crate::policy::Action;
use crate::report::{Evidence, Outcome, Variant};

/// Of a part that is too flat to compare.
pub(super) const LOW_QUALITY: [&str; 2] = ["low_quality", "te weinig om te vergelijken"];

/// A value of a report with a stable name.
pub(super) trait Named: Copy {
    /// The same in every language, and in JSON.
    fn name(self) -> &'static str;

    /// What it means, in Dutch.
    fn dutch(self) -> &'static str;
}

impl Named for Outcome {
    fn name(self) -> &'static str {
        Self::name(self)
    }

    fn dutch(self) -> &'static str {
        match self {
            Self::Clean => "niets bekends",
            Self::Match => "gevonden",
            Self::Near => "misschien gevonden",
            Self::Undecided(_) => "niet te beoordelen",
        }
    }
}

impl Named for Action {
    fn name(self) -> &'static str {
        Self::name(self)
    }

    fn dutch(self) -> &'static str {
        Self::dutch(self)
    }
}

impl Named for Evidence {
    fn name(self) -> &'static str {
        Self::name(self)
    }

    fn dutch(self) -> &'static str {
        Self::dutch(self)
    }
}

impl Named for OwnSaid {
    fn name(self) -> &'static str {
        Self::name(self)
    }

    fn dutch(self) -> &'static str {
        Self::dutch(self)
    }
}

impl Named for Variant {
    fn name(self) -> &'static str {
        Self::name(self)
    }

    fn dutch(self) -> &'static str {
        match self {
            Self::Turned(orientation) => orientation.dutch(),
            Self::OverBlack => "op zwart",
            Self::Edited(edit) => edit.dutch(),
        }
    }
}
