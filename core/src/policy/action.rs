//! The five things a decision can be, and sets of them.

use core::fmt;

use crate::closed_list::closed_list;

closed_list! {
    /// The plain kind of a decision. Later variants are stronger.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Action {
        /// Send it; say nothing.
        Allow = "allow" => "doorlaten",
        /// Send it, and tell the user.
        Warn = "warn" => "waarschuwen",
        /// The user chooses.
        Ask = "ask" => "vragen",
        /// Do not send it, and tell the user.
        Block = "block" => "tegenhouden",
        /// Do not send it, tell the user, and offer a sealed report.
        ReportCandidate = "report" => "melden",
    }
}

impl Action {
    /// The action with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.name() == name)
    }

    const fn bit(self) -> u8 {
        match self {
            Self::Allow => 1,
            Self::Warn => 2,
            Self::Ask => 4,
            Self::Block => 8,
            Self::ReportCandidate => 16,
        }
    }
}

/// A set of actions. `Allow` is always in it: nothing obliges an app to act.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Actions {
    bits: u8,
}

impl Actions {
    /// Nothing but `Allow`.
    pub const NONE: Self = Self { bits: Action::Allow.bit() };

    /// What a plain list may lead to: warn, ask and block, never a report.
    pub const LIST: Self = Self::NONE.with(Action::Warn).with(Action::Ask).with(Action::Block);

    /// This set and `action`.
    #[must_use]
    pub const fn with(self, action: Action) -> Self {
        Self { bits: self.bits | action.bit() }
    }

    /// What is in either set.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self { bits: self.bits | other.bits }
    }

    /// What is in both sets.
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        Self { bits: self.bits & other.bits }
    }

    /// True if `action` is in the set.
    #[must_use]
    pub const fn contains(self, action: Action) -> bool {
        self.bits & action.bit() != 0
    }

    /// The actions in the set, weakest first.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = Action> {
        Action::ALL.into_iter().filter(move |action| self.contains(*action))
    }

    /// The part of the set that is not above `most`.
    #[must_use]
    pub fn up_to(self, most: Action) -> Self {
        self.iter().filter(|action| *action <= most).fold(Self::NONE, Self::with)
    }

    /// The strongest action in the set.
    #[must_use]
    pub fn strongest(self) -> Action {
        self.iter().next_back().unwrap_or(Action::Allow)
    }
}

/// The names as a manifest writes them: `warn,ask,block`, or `none`.
impl fmt::Display for Actions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::NONE {
            return f.write_str("none");
        }
        let names: Vec<_> = self.iter().skip(1).map(Action::name).collect();
        f.write_str(&names.join(","))
    }
}

impl fmt::Debug for Actions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Actions({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::{Action, Actions};

    #[test]
    fn names_are_distinct_and_found_again() {
        for action in Action::ALL {
            assert_eq!(Action::from_name(action.name()), Some(action));
        }
        assert_eq!(Action::from_name("Warn"), None);
    }

    #[test]
    fn a_list_never_leads_to_a_report() {
        assert_eq!(Actions::LIST.to_string(), "warn,ask,block");
        assert!(!Actions::LIST.contains(Action::ReportCandidate));
        assert_eq!(Actions::NONE.to_string(), "none");
    }

    #[test]
    fn allow_is_in_every_set() {
        let all = Actions::LIST.with(Action::ReportCandidate);
        for set in [Actions::NONE, Actions::LIST, all, all.intersection(Actions::NONE)] {
            assert!(set.contains(Action::Allow));
            assert!(set.up_to(Action::Allow).contains(Action::Allow));
        }
    }

    #[test]
    fn up_to_cuts_what_is_stronger() {
        assert_eq!(Actions::LIST.up_to(Action::Ask).to_string(), "warn,ask");
        assert_eq!(Actions::LIST.up_to(Action::ReportCandidate), Actions::LIST);
        assert_eq!(Actions::NONE.with(Action::Block).up_to(Action::Ask).strongest(), Action::Allow);
    }
}
