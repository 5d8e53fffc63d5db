//! What the names of a report mean, for whoever reads Dutch. A name stays: it is the same in JSON.

use crate::hash::edits::Edit;
use crate::orientation::Orientation;
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
        match self {
            Self::Allow => "doorlaten",
            Self::Warn => "waarschuwen",
            Self::Ask => "vragen",
            Self::Block => "tegenhouden",
            Self::ReportCandidate => "melden",
        }
    }
}

impl Named for Evidence {
    fn name(self) -> &'static str {
        Self::name(self)
    }

    fn dutch(self) -> &'static str {
        match self {
            Self::Exact => "hetzelfde bestand",
            Self::ExactWeak => "dezelfde MD5 of SHA-1",
            Self::Corroborated => "gelijkenis en dezelfde MD5 en SHA-1",
            Self::Perceptual => "gelijkenis",
            Self::Edited => "gelijkenis na het terugdraaien van een bewerking",
            Self::Borderline => "zwakke gelijkenis",
        }
    }
}

impl Named for Variant {
    fn name(self) -> &'static str {
        Self::name(self)
    }

    fn dutch(self) -> &'static str {
        match self {
            Self::Turned(Orientation::Upright) => "rechtop",
            Self::Turned(Orientation::Rotate90) => "kwartslag rechtsom",
            Self::Turned(Orientation::Rotate180) => "ondersteboven",
            Self::Turned(Orientation::Rotate270) => "kwartslag linksom",
            Self::Turned(Orientation::Mirror) => "gespiegeld",
            Self::Turned(Orientation::Flip) => "boven en onder verwisseld",
            Self::Turned(Orientation::Transpose) => "gespiegeld over een diagonaal",
            Self::Turned(Orientation::Transverse) => "gespiegeld over de andere diagonaal",
            Self::OverBlack => "op zwart",
            Self::Edited(Edit::Inverted) => "licht en donker verwisseld",
            Self::Edited(Edit::Trimmed) => "zonder rand",
            Self::Edited(Edit::Rectangle) => "een rechthoek erin",
            Self::Edited(Edit::Straightened) => "rechtgezet",
            Self::Edited(Edit::Uncropped) => "aangevuld tot wat er was",
            Self::Edited(Edit::Tilted) => "iets teruggedraaid",
        }
    }
}
