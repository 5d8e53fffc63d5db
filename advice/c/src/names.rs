//! Numbers of what is told apart.

use presend::policy::Audience;
use presend_advice::{Band, Class, Moment, SetBy};
use presend_c_base::numbered;

/// What a picture may show.
#[repr(u32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PresendAdviceClass {
    /// Nothing is asked about.
    None = 0,
    /// Nudity.
    Nudity = 1,
    /// Violence, wounds or death.
    Violence = 2,
    /// A harmless test picture, for tests and demos.
    Test = 3,
}

numbered!(Class, PresendAdviceClass: Nudity Violence Test);

/// How likely it is that the picture shows it.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum PresendAdviceBand {
    /// Nothing was said.
    None = 0,
    /// Not likely enough to say anything.
    Unlikely = 1,
    /// Possible: teenagers and children are asked.
    Possible = 2,
    /// Likely: everybody is asked.
    Likely = 3,
}

numbered!(Band, PresendAdviceBand: Unlikely Possible Likely);

/// When a picture is looked at.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum PresendAdviceMoment {
    /// Before the user sends it.
    BeforeSending = 1,
    /// Before a picture that was received is shown.
    BeforeShowing = 2,
}

numbered!(Moment, PresendAdviceMoment: BeforeSending BeforeShowing);

/// Whom advice is for.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum PresendAdviceAudience {
    /// Adults.
    Adult = 1,
    /// Teenagers.
    Teen = 2,
    /// Children.
    Child = 3,
}

numbered!(Audience, PresendAdviceAudience: Adult Teen Child);

/// Who switched advice on.
#[repr(u32)]
#[derive(Clone, Copy, Debug)]
pub enum PresendAdviceSetBy {
    /// Nobody: it is off.
    Nobody = 0,
    /// The user of the phone, who can switch it off again.
    User = 1,
    /// A guardian: switching it off, and another audience, need the app's own proof.
    Guardian = 2,
}

numbered!(SetBy, PresendAdviceSetBy: User Guardian);
