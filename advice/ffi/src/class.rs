//! What advice is about, and how sure it is.

use presend_advice as core;

use crate::mirror::mirrors;

/// What a picture may show.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum AdviceClass {
    /// Nudity.
    Nudity,
    /// Violence, wounds or death.
    Violence,
    /// A harmless test picture.
    Test,
}

/// How likely it is.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum Band {
    /// Not likely enough to say anything.
    Unlikely,
    /// Possible.
    Possible,
    /// Likely.
    Likely,
}

mirrors!(core::Class, AdviceClass: Nudity Violence Test);
mirrors!(core::Band, Band: Unlikely Possible Likely);
