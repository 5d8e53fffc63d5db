//! Whether advice is given, who switched it on, and for whom.

use core::fmt;

use presend::policy::Audience;

/// Who switched advice on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SetBy {
    /// The user of the phone, who can switch it off again.
    User,
    /// A guardian: switching it off, and another audience, need the app's own proof.
    Guardian,
}

impl SetBy {
    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Guardian => "guardian",
        }
    }
}

/// Shows that a guardian is at the phone: a passcode on this device, say.
pub trait GuardianProof {
    /// True if the guardian showed it just now.
    fn holds(&self) -> bool;
}

/// A guardian set the switch, and no proof was shown. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GuardianNeeded;

impl fmt::Display for GuardianNeeded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a guardian set this switch, and only a guardian changes it")
    }
}

impl core::error::Error for GuardianNeeded {}

/// The switch. It begins as off, and tells nobody. The app keeps it: [`Switch::text`] and [`Switch::from_text`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Switch {
    on: Option<SetBy>,
    audience: Audience,
}

impl Switch {
    /// Off: no picture is looked at.
    pub const OFF: Self = Self { on: None, audience: Audience::Adult };

    /// Who switched it on; nobody if it is off.
    #[must_use]
    pub const fn set_by(&self) -> Option<SetBy> {
        self.on
    }

    /// Whom it is for.
    #[must_use]
    pub const fn audience(&self) -> Audience {
        self.audience
    }

    /// Switches it on, or changes for whom it is.
    ///
    /// # Errors
    /// [`GuardianNeeded`] if a guardian set it and `proof` does not hold; without a proof it never does.
    pub fn turn_on(
        &mut self,
        by: SetBy,
        audience: Audience,
        proof: Option<&dyn GuardianProof>,
    ) -> Result<(), GuardianNeeded> {
        self.may_change(proof)?;
        *self = Self { on: Some(by), audience };
        Ok(())
    }

    /// Switches it off.
    ///
    /// # Errors
    /// As for [`Switch::turn_on`].
    pub fn turn_off(&mut self, proof: Option<&dyn GuardianProof>) -> Result<(), GuardianNeeded> {
        self.may_change(proof)?;
        *self = Self::OFF;
        Ok(())
    }

    fn may_change(&self, proof: Option<&dyn GuardianProof>) -> Result<(), GuardianNeeded> {
        match self.on {
            Some(SetBy::Guardian) if !proof.is_some_and(GuardianProof::holds) => {
                Err(GuardianNeeded)
            }
            Some(SetBy::Guardian | SetBy::User) | None => Ok(()),
        }
    }

    /// The switch as a line: for the app to keep, for a policy's description, for the screen.
    #[must_use]
    pub const fn text(&self) -> &'static str {
        match (self.on, self.audience) {
            (None, _) => "advice off",
            (Some(SetBy::User), Audience::Adult) => "advice on by user for adult",
            (Some(SetBy::User), Audience::Teen) => "advice on by user for teen",
            (Some(SetBy::User), Audience::Child) => "advice on by user for child",
            (Some(SetBy::Guardian), Audience::Adult) => "advice on by guardian for adult",
            (Some(SetBy::Guardian), Audience::Teen) => "advice on by guardian for teen",
            (Some(SetBy::Guardian), Audience::Child) => "advice on by guardian for child",
        }
    }

    /// The switch of such a line; `None` for any other.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        Self::all().find(|switch| switch.text() == text)
    }

    fn all() -> impl Iterator<Item = Self> {
        let on = [SetBy::User, SetBy::Guardian].into_iter().flat_map(|by| {
            [Audience::Adult, Audience::Teen, Audience::Child]
                .map(|audience| Self { on: Some(by), audience })
        });
        core::iter::once(Self::OFF).chain(on)
    }
}

#[cfg(test)]
mod tests {
    use presend::policy::Audience;

    use super::{GuardianNeeded, GuardianProof, SetBy, Switch};

    struct Passcode(bool);

    impl GuardianProof for Passcode {
        fn holds(&self) -> bool {
            self.0
        }
    }

    #[test]
    fn it_begins_as_off_and_the_user_switches_it_both_ways() {
        let mut switch = Switch::default();
        assert_eq!(switch, Switch::OFF);
        assert_eq!(switch.turn_on(SetBy::User, Audience::Teen, None), Ok(()));
        assert_eq!((switch.set_by(), switch.audience()), (Some(SetBy::User), Audience::Teen));
        assert_eq!(switch.turn_off(None), Ok(()));
        assert_eq!(switch, Switch::OFF);
    }

    #[test]
    fn a_guardians_switch_does_not_move_without_the_proof() {
        let mut switch = Switch::OFF;
        assert_eq!(switch.turn_on(SetBy::Guardian, Audience::Child, None), Ok(()));
        let set = switch;
        let wrong: &dyn GuardianProof = &Passcode(false);
        for proof in [None, Some(wrong)] {
            assert_eq!(switch.turn_off(proof), Err(GuardianNeeded));
            assert_eq!(switch.turn_on(SetBy::User, Audience::Adult, proof), Err(GuardianNeeded));
            assert_eq!(switch.turn_on(SetBy::Guardian, Audience::Teen, proof), Err(GuardianNeeded));
            assert_eq!(switch, set);
        }
        assert_eq!(switch.turn_on(SetBy::Guardian, Audience::Teen, Some(&Passcode(true))), Ok(()));
        assert_eq!(switch.turn_off(Some(&Passcode(true))), Ok(()));
        assert_eq!(switch, Switch::OFF);
    }

    #[test]
    fn what_was_kept_is_what_was_set_and_nothing_else_is_read() {
        for switch in Switch::all() {
            assert_eq!(Switch::from_text(switch.text()), Some(switch));
        }
        for odd in ["", "advice", "advice off ", "advice on by guardian for adults"] {
            assert_eq!(Switch::from_text(odd), None);
        }
    }
}
