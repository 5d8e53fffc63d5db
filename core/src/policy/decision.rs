//! A decision: the action, and what the user is told. The words come from [`crate::explain`].

use crate::closed_list::closed_list;
use crate::policy::Action;
use crate::report::{Evidence, Outcome, ScanReport};
use crate::sniff::MediaKind;
use crate::undecided::Undecided;

/// What the app should do with the attachment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Send it; say nothing.
    Allow,
    /// Send it, and tell the user.
    Warn(Notice),
    /// The user chooses.
    Ask(Question),
    /// Do not send it, and tell the user.
    Block(Notice),
    /// Do not send it, tell the user, and offer a sealed report.
    ReportCandidate(Notice),
}

impl Decision {
    /// This action, with the notice or question that `report` gives rise to.
    #[must_use]
    pub fn about(action: Action, report: &ScanReport) -> Self {
        let notice = Notice::about(report);
        match action {
            Action::Allow => Self::Allow,
            Action::Warn => Self::Warn(notice),
            Action::Ask => Self::ask(report, Friction::LEAST),
            Action::Block => Self::Block(notice),
            Action::ReportCandidate => Self::ReportCandidate(notice),
        }
    }

    /// A question with this friction.
    #[must_use]
    pub fn ask(report: &ScanReport, friction: Friction) -> Self {
        // A question that nobody has to answer is none.
        let friction = Friction { confirmations: friction.confirmations.max(1), ..friction };
        Self::Ask(Question { notice: Notice::about(report), friction })
    }

    /// The plain kind.
    #[must_use]
    pub const fn action(self) -> Action {
        match self {
            Self::Allow => Action::Allow,
            Self::Warn(_) => Action::Warn,
            Self::Ask(_) => Action::Ask,
            Self::Block(_) => Action::Block,
            Self::ReportCandidate(_) => Action::ReportCandidate,
        }
    }

    /// The stable name used in JSON and in the journal.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.action().name()
    }
}

/// What the user is told. It is made from a report, so that it cannot say what the facts do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice {
    key: MessageKey,
    undecided: Option<Undecided>,
}

impl Notice {
    /// The notice that `report` gives rise to.
    #[must_use]
    pub fn about(report: &ScanReport) -> Self {
        let undecided = match report.outcome {
            Outcome::Undecided(reason) => Some(reason),
            Outcome::Clean | Outcome::Match | Outcome::Near => None,
        };
        Self { key: MessageKey::of(report), undecided }
    }

    /// Which message.
    #[must_use]
    pub const fn key(self) -> MessageKey {
        self.key
    }

    /// Why it could not be checked, if that is the message.
    #[must_use]
    pub const fn undecided(self) -> Option<Undecided> {
        self.undecided
    }
}

/// What the user is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    notice: Notice,
    friction: Friction,
}

impl Question {
    /// What is said before the question.
    #[must_use]
    pub const fn notice(self) -> Notice {
        self.notice
    }

    /// What the app asks of the user before "send anyway" works.
    #[must_use]
    pub const fn friction(self) -> Friction {
        self.friction
    }
}

/// What the app asks of the user before "send anyway" works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Friction {
    /// How long "send anyway" stays disabled, in seconds.
    pub pause_seconds: u8,
    /// How often the user confirms.
    pub confirmations: u8,
}

impl Friction {
    /// One confirmation at once.
    pub const LEAST: Self = Self { pause_seconds: 0, confirmations: 1 };
}

closed_list! {
    /// Names a message, so that an app can show its own words.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum MessageKey {
        /// Nothing was found.
        NothingFound = "nothing_found",
        /// An exact digest is on a list.
        KnownMaterial = "known_material",
        /// A link of the message is on a list.
        KnownLink = "known_link",
        /// The picture is within the match distance of a listed one.
        ResemblesKnownMaterial = "resembles_known_material",
        /// The picture is within the borderline distance of a listed one.
        MayResembleKnownMaterial = "may_resemble_known_material",
        /// The picture, after an edit was undone, is within the edit's distance of a listed one.
        MayBeEditOfKnownMaterial = "may_be_edit_of_known_material",
        /// Only harmless test entries were found.
        TestMaterial = "test_material",
        /// Nothing was found, and an own check of the app's has a remark.
        OwnRemark = "own_remark",
        /// The check could not be finished.
        CouldNotBeChecked = "could_not_be_checked",
    }
}

impl MessageKey {
    fn of(report: &ScanReport) -> Self {
        match report.outcome {
            Outcome::Clean if report.has_own_remark() => Self::OwnRemark,
            Outcome::Clean => Self::NothingFound,
            Outcome::Undecided(_) => Self::CouldNotBeChecked,
            Outcome::Match | Outcome::Near => Self::of_findings(report),
        }
    }

    /// By the strongest finding that is not a test.
    fn of_findings(report: &ScanReport) -> Self {
        let real = report.findings.iter().filter(|finding| !finding.test);
        match real.map(|finding| finding.evidence).max() {
            None => Self::TestMaterial,
            Some(_) if report.kind == Some(MediaKind::Message) => Self::KnownLink,
            Some(Evidence::Borderline) => Self::MayResembleKnownMaterial,
            Some(Evidence::Edited) => Self::MayBeEditOfKnownMaterial,
            Some(Evidence::Perceptual) => Self::ResemblesKnownMaterial,
            Some(Evidence::ExactWeak | Evidence::Corroborated | Evidence::Exact) => {
                Self::KnownMaterial
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Decision, MediaKind, MessageKey, Notice};
    use crate::policy::Action;
    use crate::report::testing::{finding, list, report, verified};
    use crate::report::{Evidence, ScanReport};
    use crate::undecided::Undecided;

    #[test]
    fn a_decision_keeps_its_action() {
        for action in Action::ALL {
            assert_eq!(Decision::about(action, &report(vec![], None)).action(), action);
        }
    }

    #[test]
    fn the_message_follows_the_strongest_finding_that_is_no_test() {
        let mut test = finding(Evidence::Exact, verified());
        test.test = true;
        let key = |findings| Notice::about(&report(findings, None)).key();
        assert_eq!(key(vec![]), MessageKey::NothingFound);
        assert_eq!(key(vec![test.clone()]), MessageKey::TestMaterial);
        let borderline = finding(Evidence::Borderline, list());
        assert_eq!(key(vec![test, borderline.clone()]), MessageKey::MayResembleKnownMaterial);
        let edited = finding(Evidence::Edited, list());
        let both = vec![borderline.clone(), edited];
        assert_eq!(key(both), MessageKey::MayBeEditOfKnownMaterial);
        let perceptual = finding(Evidence::Perceptual, list());
        assert_eq!(key(vec![borderline, perceptual]), MessageKey::ResemblesKnownMaterial);
        let link = report(vec![finding(Evidence::Exact, list())], None);
        let message = ScanReport { kind: Some(MediaKind::Message), ..link };
        assert_eq!(Notice::about(&message).key(), MessageKey::KnownLink);
        let weak = finding(Evidence::ExactWeak, list());
        assert_eq!(key(vec![weak]), MessageKey::KnownMaterial);
    }

    #[test]
    fn an_undecided_notice_carries_its_reason() {
        let notice = Notice::about(&report(vec![], Some(Undecided::Corrupt)));
        assert_eq!(notice.key(), MessageKey::CouldNotBeChecked);
        assert_eq!(notice.undecided(), Some(Undecided::Corrupt));
    }
}
