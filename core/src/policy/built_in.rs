//! The policies that come with the crate. Each states what it does for every outcome and reason.

use core::fmt::Write as _;

use crate::policy::{Action, Allowed, Decision, Friction, Policy, PolicyError};
use crate::report::{Outcome, ScanReport};
use crate::undecided::Undecided;

/// Who uses the app: it sets how much friction a question has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Audience {
    /// Grown-ups: one confirmation.
    #[default]
    Adult,
    /// Teenagers: a short pause, then one confirmation.
    Teen,
    /// Children: a longer pause, then two confirmations.
    Child,
}

impl Audience {
    /// The friction of a question for this audience.
    #[must_use]
    pub const fn friction(self) -> Friction {
        match self {
            Self::Adult => Friction::LEAST,
            Self::Teen => Friction { pause_seconds: 5, confirmations: 1 },
            Self::Child => Friction { pause_seconds: 10, confirmations: 2 },
        }
    }
}

/// A policy that comes with the crate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum BuiltInPolicy {
    /// Allows everything; the day is counted.
    ObserveOnly,
    /// Tells the user and notifies nobody. The default.
    #[default]
    WarnOnly,
    /// The user chooses before anything is sent.
    AskBeforeSend(Audience),
    /// Does not send what matches; asks about what is near.
    BlockMatch,
    /// As `BlockMatch`, and offers a sealed report where set and threshold allow it.
    ReportCandidate,
}

impl BuiltInPolicy {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::ObserveOnly,
        Self::WarnOnly,
        Self::AskBeforeSend(Audience::Adult),
        Self::AskBeforeSend(Audience::Teen),
        Self::AskBeforeSend(Audience::Child),
        Self::BlockMatch,
        Self::ReportCandidate,
    ];

    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ObserveOnly => "observe_only",
            Self::WarnOnly => "warn_only",
            Self::AskBeforeSend(Audience::Adult) => "ask_before_send",
            Self::AskBeforeSend(Audience::Teen) => "ask_before_send_teen",
            Self::AskBeforeSend(Audience::Child) => "ask_before_send_child",
            Self::BlockMatch => "block_match",
            Self::ReportCandidate => "report_candidate",
        }
    }

    /// The policy with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|policy| policy.name() == name)
    }

    /// What this policy answers to an outcome, before clamping.
    #[must_use]
    pub const fn answer(self, outcome: Outcome) -> Action {
        match outcome {
            Outcome::Clean => Action::Allow,
            Outcome::Match => self.on_match(),
            Outcome::Near => self.on_near(),
            Outcome::Undecided(reason) => self.on_undecided(reason),
        }
    }

    /// What this policy answers to a remark of an own check, before clamping. Of one that failed it says
    /// nothing.
    #[must_use]
    pub const fn answer_to_remark(self) -> Action {
        self.on_near()
    }

    /// What this policy asks of the user with a question.
    #[must_use]
    pub const fn friction(self) -> Friction {
        match self {
            Self::AskBeforeSend(audience) => audience.friction(),
            Self::ObserveOnly | Self::WarnOnly | Self::BlockMatch | Self::ReportCandidate => {
                Friction::LEAST
            }
        }
    }

    const fn on_match(self) -> Action {
        match self {
            Self::ObserveOnly => Action::Allow,
            Self::WarnOnly => Action::Warn,
            Self::AskBeforeSend(_) => Action::Ask,
            Self::BlockMatch => Action::Block,
            Self::ReportCandidate => Action::ReportCandidate,
        }
    }

    const fn on_near(self) -> Action {
        match self {
            Self::ObserveOnly => Action::Allow,
            Self::WarnOnly => Action::Warn,
            Self::AskBeforeSend(_) | Self::BlockMatch | Self::ReportCandidate => Action::Ask,
        }
    }

    const fn on_undecided(self, reason: Undecided) -> Action {
        let (warning, asking) = undecided_table(reason);
        match self {
            Self::ObserveOnly => Action::Allow,
            Self::WarnOnly => warning,
            Self::AskBeforeSend(_) | Self::BlockMatch | Self::ReportCandidate => asking,
        }
    }
}

/// (`warn_only`, those that ask). What happens every day, a video say, must not nag; what an honest
/// attachment rarely is, is asked about. A missing list never holds up a message by itself.
const fn undecided_table(reason: Undecided) -> (Action, Action) {
    match reason {
        Undecided::UnsupportedFormat | Undecided::UnopenedContainer | Undecided::NoUsableSet => {
            (Action::Allow, Action::Warn)
        }
        Undecided::Empty => (Action::Allow, Action::Allow),
        Undecided::Truncated
        | Undecided::Corrupt
        | Undecided::Encrypted
        | Undecided::OverLimit(_)
        | Undecided::Cancelled
        | Undecided::Unreadable
        | Undecided::ChangedWhileReading
        | Undecided::DecoderFailed
        | Undecided::LentHashFailed => (Action::Warn, Action::Ask),
    }
}

impl Policy for BuiltInPolicy {
    fn decide(&self, report: &ScanReport, _: Allowed) -> Result<Decision, PolicyError> {
        let remark = if report.has_own_remark() { self.answer_to_remark() } else { Action::Allow };
        Ok(match self.answer(report.outcome).max(remark) {
            Action::Ask => Decision::ask(report, self.friction()),
            action => Decision::about(action, report),
        })
    }

    fn may_report(&self) -> bool {
        self.answer(Outcome::Match) == Action::ReportCandidate
    }

    fn describe(&self) -> String {
        let Friction { pause_seconds, confirmations } = self.friction();
        let mut text = format!("name {}\n", self.name());
        let mut line = |of: &str, outcome| {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{of} {}", self.answer(outcome).name());
        };
        line("clean", Outcome::Clean);
        line("near", Outcome::Near);
        line("match", Outcome::Match);
        for reason in Undecided::ALL {
            line(&format!("undecided {reason}"), Outcome::Undecided(reason));
        }
        let _ = writeln!(text, "own_check remark {}", self.answer_to_remark().name());
        let _ = writeln!(text, "question pause_seconds {pause_seconds}");
        let _ = writeln!(text, "question confirmations {confirmations}");
        text
    }
}

#[cfg(test)]
mod tests {
    use super::{Audience, BuiltInPolicy};
    use crate::policy::{Action, Allowed, Decision, Policy as _, ThresholdState};
    use crate::report::testing::report;
    use crate::report::{Evidence, Outcome};
    use crate::undecided::Undecided;

    #[test]
    fn names_are_distinct_and_found_again() {
        for policy in BuiltInPolicy::ALL {
            assert_eq!(BuiltInPolicy::from_name(policy.name()), Some(policy));
        }
        assert_eq!(BuiltInPolicy::default().name(), "warn_only");
    }

    #[test]
    fn no_policy_answers_an_undecided_outcome_above_ask() {
        for policy in BuiltInPolicy::ALL {
            for reason in Undecided::ALL {
                assert!(policy.answer(Outcome::Undecided(reason)) <= Action::Ask);
            }
        }
    }

    #[test]
    fn a_policy_does_at_least_as_much_for_a_match_as_for_less() {
        for policy in BuiltInPolicy::ALL {
            let on_match = policy.answer(Outcome::Match);
            assert!(policy.answer(Outcome::Near) <= on_match);
            assert_eq!(policy.answer(Outcome::Clean), Action::Allow);
            for reason in Undecided::ALL {
                assert!(policy.answer(Outcome::Undecided(reason)) <= on_match);
            }
        }
    }

    #[test]
    fn friction_grows_as_the_audience_gets_younger() {
        let near = report(
            vec![crate::report::testing::finding(
                Evidence::Borderline,
                crate::report::testing::list(),
            )],
            None,
        );
        let allowed = Allowed::of(&near, &[], &ThresholdState::NOT_REACHED);
        let friction =
            |audience| match BuiltInPolicy::AskBeforeSend(audience).decide(&near, allowed) {
                Ok(Decision::Ask(question)) => question.friction(),
                other => unreachable!("{other:?}"),
            };
        let (adult, teen, child) =
            (friction(Audience::Adult), friction(Audience::Teen), friction(Audience::Child));
        assert!(adult.pause_seconds < teen.pause_seconds);
        assert!(teen.pause_seconds < child.pause_seconds);
        assert!(teen.confirmations < child.confirmations);
    }
}
