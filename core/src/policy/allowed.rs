//! The most a report may lead to: by its evidence, by its sets, and by the report threshold.

use crate::own::{OwnResult, OwnSaid};
use crate::policy::{Action, Actions};
use crate::report::{Evidence, Finding, Outcome, ScanReport, SetRef};

/// The most a finding of this grade may lead to, whatever set and policy say.
#[must_use]
pub const fn most_for_evidence(evidence: Evidence) -> Action {
    match evidence {
        Evidence::Borderline | Evidence::Edited => Action::Ask,
        Evidence::Perceptual | Evidence::ExactWeak => Action::Block,
        Evidence::Corroborated | Evidence::Exact => Action::ReportCandidate,
    }
}

/// The most an undecided outcome may lead to.
pub(super) const MOST_FOR_UNDECIDED: Action = Action::Ask;

/// The most that an app's own check may lead to.
pub(super) const MOST_FOR_OWN_CHECK: Action = Action::Ask;

/// A set and what it allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetActions {
    /// The set, as findings name it.
    pub set: SetRef,
    /// What its findings may lead to.
    pub actions: Actions,
}

/// Of which sets enough distinct entries were found within their windows for a report candidate.
/// Only the crate can say that it was reached; plain lists never reach it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThresholdState {
    reached: Vec<SetRef>,
}

impl ThresholdState {
    /// Not reached, or not counted.
    pub const NOT_REACHED: Self = Self { reached: Vec::new() };

    /// The thresholds of these sets are reached.
    pub(crate) const fn of(reached: Vec<SetRef>) -> Self {
        Self { reached }
    }

    #[cfg(test)]
    pub(crate) fn reached() -> Self {
        use crate::report::testing::{list, verified};
        Self { reached: vec![verified(), list()] }
    }
}

/// What a decision about one report may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowed {
    actions: Actions,
}

impl Allowed {
    /// What `report` allows, given what each set allows. If two sets have the same name and
    /// version, what both allow counts; a set that is not in `sets` allows a warning.
    ///
    /// A remark or failure of an own check allows a question where nothing was found. Where something was,
    /// it changes nothing: what known material may lead to is said by its sets alone.
    #[must_use]
    pub fn of(report: &ScanReport, sets: &[SetActions], threshold: &ThresholdState) -> Self {
        let actions = match report.outcome {
            Outcome::Clean => of_own_checks(report),
            Outcome::Undecided(_) => of_undecided(sets).union(of_own_checks(report)),
            Outcome::Match | Outcome::Near => report
                .findings
                .iter()
                .map(|finding| of_finding(finding, sets, threshold))
                .fold(Actions::NONE, Actions::union),
        };
        Self { actions }
    }

    /// The set of allowed actions.
    #[must_use]
    pub const fn actions(self) -> Actions {
        self.actions
    }

    /// True if `action` is allowed.
    #[must_use]
    pub const fn contains(self, action: Action) -> bool {
        self.actions.contains(action)
    }

    /// The strongest allowed action.
    #[must_use]
    pub fn strongest(self) -> Action {
        self.actions.strongest()
    }

    /// The strongest allowed action that is not above `action`.
    #[must_use]
    pub fn clamp(self, action: Action) -> Action {
        self.actions.up_to(action).strongest()
    }
}

/// Nothing was found, so no set speaks: telling the user is always allowed, asking only if some set
/// allows it too, so that a set that may only warn is not outdone by a damaged file.
fn of_undecided(sets: &[SetActions]) -> Actions {
    let by_sets = sets.iter().map(|set| set.actions).fold(Actions::NONE, Actions::union);
    let asks = sets.is_empty() || by_sets.contains(Action::Ask);
    let most = if asks { MOST_FOR_UNDECIDED } else { Action::Warn };
    Actions::LIST.up_to(most)
}

fn of_own_checks(report: &ScanReport) -> Actions {
    let says = |own: &OwnResult| own.said == OwnSaid::Remark || own.said.is_failure();
    if report.own_checks.iter().any(says) {
        Actions::LIST.up_to(MOST_FOR_OWN_CHECK)
    } else {
        Actions::NONE
    }
}

fn of_finding(finding: &Finding, sets: &[SetActions], threshold: &ThresholdState) -> Actions {
    of_set(&finding.set, sets)
        .up_to(most_for_evidence(finding.evidence))
        .up_to(most_for_report(finding, threshold))
}

fn of_set(set: &SetRef, sets: &[SetActions]) -> Actions {
    sets.iter()
        .filter(|known| known.set == *set)
        .map(|known| known.actions)
        .reduce(Actions::intersection)
        .unwrap_or(Actions::NONE.with(Action::Warn))
}

fn most_for_report(finding: &Finding, threshold: &ThresholdState) -> Action {
    if threshold.reached.contains(&finding.set) && finding.set.verified && !finding.test {
        Action::ReportCandidate
    } else {
        Action::Block
    }
}

#[cfg(test)]
mod tests {
    use super::{Allowed, SetActions, ThresholdState};
    use crate::own::OwnSaid;
    use crate::policy::{Action, Actions};
    use crate::report::testing::{finding, list, report, verified, with_own};
    use crate::report::{Evidence, Outcome};
    use crate::undecided::Undecided;

    const EVERYTHING: Actions = Actions::LIST.with(Action::ReportCandidate);

    fn verified_allowing(actions: Actions) -> [SetActions; 1] {
        [SetActions { set: verified(), actions }]
    }

    #[test]
    fn each_grade_leads_to_its_maximum_at_most() {
        let sets = verified_allowing(EVERYTHING);
        for (evidence, below, at) in [
            (Evidence::Borderline, Action::Ask, Action::Ask),
            (Evidence::Edited, Action::Ask, Action::Ask),
            (Evidence::Perceptual, Action::Block, Action::Block),
            (Evidence::ExactWeak, Action::Block, Action::Block),
            (Evidence::Corroborated, Action::Block, Action::ReportCandidate),
            (Evidence::Exact, Action::Block, Action::ReportCandidate),
        ] {
            let report = report(vec![finding(evidence, verified())], None);
            let not_reached = Allowed::of(&report, &sets, &ThresholdState::NOT_REACHED);
            let reached = Allowed::of(&report, &sets, &ThresholdState::reached());
            assert_eq!((not_reached.strongest(), reached.strongest()), (below, at), "{evidence:?}");
        }
    }

    #[test]
    fn plain_lists_and_test_entries_never_reach_the_threshold() {
        let sets = [
            SetActions { set: list(), actions: EVERYTHING },
            SetActions { set: verified(), actions: EVERYTHING },
        ];
        let unsigned = finding(Evidence::Exact, list());
        let mut test = finding(Evidence::Exact, verified());
        test.test = true;
        for finding in [unsigned, test] {
            let report = report(vec![finding], None);
            let allowed = Allowed::of(&report, &sets, &ThresholdState::reached());
            assert_eq!(allowed.strongest(), Action::Block);
        }
    }

    #[test]
    fn clamping_gives_the_strongest_allowed_action_not_above_the_answer() {
        let exact = report(vec![finding(Evidence::Exact, verified())], None);
        // For every set of allowed actions and every answer, against the definition.
        for bits in 0_u8..16 {
            let actions = [Action::Warn, Action::Ask, Action::Block, Action::ReportCandidate]
                .into_iter()
                .enumerate()
                .filter(|(bit, _)| bits & (1 << bit) != 0)
                .fold(Actions::NONE, |set, (_, action)| set.with(action));
            let sets = verified_allowing(actions);
            let allowed = Allowed::of(&exact, &sets, &ThresholdState::reached());
            for answer in Action::ALL {
                let mut expected = Action::Allow;
                for action in Action::ALL {
                    if actions.contains(action) && action <= answer {
                        expected = action;
                    }
                }
                assert_eq!(allowed.clamp(answer), expected, "{actions:?} {answer:?}");
            }
        }
    }

    #[test]
    fn a_clean_report_allows_nothing_but_to_send() {
        let allowed = Allowed::of(&report(vec![], None), &[], &ThresholdState::reached());
        assert_eq!(allowed.actions(), Actions::NONE);
    }

    #[test]
    fn undecided_allows_at_most_ask_and_less_if_no_set_allows_to_ask() {
        for reason in Undecided::ALL {
            let report = report(vec![], Some(reason));
            let most = |sets: &[SetActions]| {
                Allowed::of(&report, sets, &ThresholdState::reached()).strongest()
            };
            assert_eq!(most(&[]), Action::Ask);
            assert_eq!(most(&verified_allowing(EVERYTHING)), Action::Ask);
            assert_eq!(most(&verified_allowing(Actions::NONE.with(Action::Warn))), Action::Warn);
            assert_eq!(most(&verified_allowing(Actions::NONE)), Action::Warn);
        }
    }

    #[test]
    fn what_an_own_check_says_allows_a_question_at_most_and_changes_nothing_of_a_finding() {
        let sets = verified_allowing(EVERYTHING);
        for said in OwnSaid::ALL {
            let says = said == OwnSaid::Remark || said.is_failure();
            let allowed = |report, sets: &[SetActions]| {
                let said = with_own(report, &[OwnSaid::Nothing, said]);
                Allowed::of(&said, sets, &ThresholdState::reached())
            };
            let clean = allowed(report(vec![], None), &sets);
            let expected = if says { "warn,ask" } else { "none" };
            assert_eq!(clean.actions().to_string(), expected, "{said:?}");
            assert_eq!(clean.clamp(Action::ReportCandidate) == Action::Ask, says);
            let undecided = allowed(
                report(vec![], Some(Undecided::Corrupt)),
                &verified_allowing(Actions::NONE.with(Action::Warn)),
            );
            assert_eq!(undecided.strongest(), if says { Action::Ask } else { Action::Warn });
            for evidence in Evidence::ALL {
                for sets in [&[][..], &sets, &verified_allowing(Actions::NONE)] {
                    let found = || report(vec![finding(evidence, verified())], None);
                    let alone = Allowed::of(&found(), sets, &ThresholdState::reached());
                    assert_eq!(allowed(found(), sets), alone, "{said:?} {evidence:?}");
                }
            }
        }
    }

    #[test]
    fn a_set_speaks_only_for_its_own_findings() {
        let sets = [
            SetActions { set: verified(), actions: Actions::NONE.with(Action::Warn) },
            SetActions { set: list(), actions: Actions::LIST },
        ];
        let by_verified = report(vec![finding(Evidence::Exact, verified())], None);
        let by_list = report(vec![finding(Evidence::Exact, list())], None);
        let at_most = |report| Allowed::of(report, &sets, &ThresholdState::NOT_REACHED).strongest();
        assert_eq!(at_most(&by_verified), Action::Warn);
        assert_eq!(at_most(&by_list), Action::Block);
    }

    #[test]
    fn sets_of_one_name_allow_what_both_allow_and_a_stranger_only_a_warning() {
        let report = report(vec![finding(Evidence::Exact, list())], None);
        assert_eq!(report.outcome, Outcome::Match);
        let twice = [
            SetActions { set: list(), actions: Actions::LIST },
            SetActions { set: list(), actions: Actions::NONE.with(Action::Ask) },
        ];
        let at_most = |sets| Allowed::of(&report, sets, &ThresholdState::NOT_REACHED).strongest();
        assert_eq!(at_most(&twice), Action::Ask);
        assert_eq!(at_most(&[]), Action::Warn);
    }
}
