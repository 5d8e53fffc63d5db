//! A policy may do what it likes: there is always a decision, and an allowed one.
#![expect(clippy::panic, clippy::expect_used, reason = "a test fails, and a bad hook panics")]

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use super::{
    Action, Actions, Allowed, BuiltInPolicy, Decided, DecidedBy, Decision, FailMode, Friction,
    HookFailure, HookTerms, MessageKey, Policy, PolicyError, Sealing, SetActions, ThresholdState,
    decide_safely, describe_policy, fallback, policy_digest,
};
use crate::context::Monotonic;
use crate::hash::edits::EditProfile;
use crate::report::testing::{finding, list, report, verified};
use crate::report::{Evidence, Outcome, ScanReport};
use crate::undecided::Undecided;

/// A policy made of a function.
struct Hook<F>(F);

impl<F> Policy for Hook<F>
where
    F: Fn(&ScanReport, Allowed) -> Result<Decision, PolicyError> + Send + Sync,
{
    fn decide(&self, report: &ScanReport, allowed: Allowed) -> Result<Decision, PolicyError> {
        (self.0)(report, allowed)
    }

    fn describe(&self) -> String {
        "name made_up\nfallback allow".to_owned()
    }
}

/// Makes the compiler take a closure as a hook.
fn hook<F>(answer: F) -> Hook<F>
where
    F: Fn(&ScanReport, Allowed) -> Result<Decision, PolicyError> + Send + Sync,
{
    Hook(answer)
}

/// A clock that moves this many microseconds at every reading.
struct Steps(AtomicU64, u64);

impl Monotonic for Steps {
    fn now_us(&self) -> u64 {
        self.0.fetch_add(self.1, Ordering::Relaxed)
    }
}

fn reports() -> Vec<ScanReport> {
    let one = |evidence| report(vec![finding(evidence, verified())], None);
    let undecided = Undecided::ALL.into_iter().map(|reason| report(vec![], Some(reason)));
    Evidence::ALL.into_iter().map(one).chain(undecided).chain([report(vec![], None)]).collect()
}

fn sets() -> [SetActions; 1] {
    [SetActions { set: verified(), actions: Actions::LIST.with(Action::ReportCandidate) }]
}

fn allowed(report: &ScanReport) -> Allowed {
    Allowed::of(report, &sets(), &ThresholdState::NOT_REACHED)
}

fn decided(policy: &dyn Policy, report: &ScanReport) -> Decided {
    decide_safely(policy, report, allowed(report), HookTerms::default(), None)
}

#[test]
fn every_built_in_policy_decides_what_is_allowed_about_every_report() {
    for policy in BuiltInPolicy::ALL {
        for report in reports() {
            let decided = decided(&policy, &report);
            let answer = policy.answer(report.outcome);
            assert_eq!(decided.by, DecidedBy::Policy);
            assert_eq!(decided.answered, answer);
            assert_eq!(decided.decision.action(), allowed(&report).clamp(answer));
            assert!(allowed(&report).contains(decided.decision.action()));
        }
    }
}

#[test]
fn report_candidate_below_the_threshold_is_a_block_that_says_it_was_clamped() {
    let exact = report(vec![finding(Evidence::Exact, verified())], None);
    let below = decided(&BuiltInPolicy::ReportCandidate, &exact);
    assert_eq!((below.decision.action(), below.clamped()), (Action::Block, true));
    let reached = Allowed::of(&exact, &sets(), &ThresholdState::reached());
    let terms = HookTerms::default();
    let at = decide_safely(&BuiltInPolicy::ReportCandidate, &exact, reached, terms, None);
    assert_eq!((at.decision.action(), at.clamped()), (Action::ReportCandidate, false));
}

#[test]
fn a_hook_that_blocks_everything_blocks_only_what_may_be_blocked() {
    let block = hook(|report, _| Ok(Decision::about(Action::Block, report)));
    for report in reports() {
        let action = decided(&block, &report).decision.action();
        let expected = match report.outcome {
            Outcome::Match => Action::Block,
            Outcome::Near | Outcome::Undecided(_) => Action::Ask,
            Outcome::Clean => Action::Allow,
        };
        assert_eq!(action, expected);
    }
}

#[test]
fn a_hook_that_fails_gets_the_declared_fallback() {
    let fails = hook(|_, _| Err(PolicyError::Failed));
    for report in reports() {
        for fail_mode in [FailMode::Ask, FailMode::Allow, FailMode::Block] {
            let terms = HookTerms { fail_mode, ..HookTerms::default() };
            let decided = decide_safely(&fails, &report, allowed(&report), terms, None);
            let by_hand = fallback(&report, allowed(&report), fail_mode, HookFailure::Failed);
            assert_eq!(decided, by_hand);
            assert_eq!(decided.by, DecidedBy::Fallback(HookFailure::Failed));
            let action = allowed(&report).clamp(fail_mode.action());
            assert_eq!(decided.decision.action(), action);
        }
    }
}

#[test]
fn a_hook_that_panics_gets_the_fallback_and_harms_nothing() {
    let calls = Mutex::new(0);
    let panics = hook(|report, _| {
        let mut calls = calls.lock().expect("no call panics while it holds this lock");
        *calls += 1;
        let first = *calls == 1;
        drop(calls);
        assert!(!first, "a hook may panic");
        Ok(Decision::about(Action::Warn, report))
    });
    let exact = report(vec![finding(Evidence::Exact, verified())], None);
    let first = decided(&panics, &exact);
    assert_eq!(first.by, DecidedBy::Fallback(HookFailure::Panicked));
    assert_eq!(first.decision.action(), Action::Ask);
    let second = decided(&panics, &exact);
    assert_eq!((second.by, second.decision.action()), (DecidedBy::Policy, Action::Warn));
}

#[test]
fn what_a_panic_carries_may_panic_when_it_is_dropped() {
    struct Spiteful;
    impl Drop for Spiteful {
        fn drop(&mut self) {
            if !std::thread::panicking() {
                panic!("dropped");
            }
        }
    }
    let spiteful = hook(|_, _| std::panic::panic_any(Spiteful));
    let clean = report(vec![], None);
    let decided = decided(&spiteful, &clean);
    assert_eq!(decided.by, DecidedBy::Fallback(HookFailure::Panicked));
    assert_eq!(decided.decision, Decision::Allow);
}

#[test]
fn a_late_answer_does_not_count() {
    let exact = report(vec![finding(Evidence::Exact, verified())], None);
    let allow = hook(|_, _| Ok(Decision::Allow));
    for (taken_us, deadline_ms, by) in [
        (250_000, Some(250), DecidedBy::Policy),
        (250_001, Some(250), DecidedBy::Fallback(HookFailure::Late)),
        (u64::MAX / 2, None, DecidedBy::Policy),
        (1, Some(0), DecidedBy::Fallback(HookFailure::Late)),
    ] {
        let clock = Steps(AtomicU64::new(0), taken_us);
        let terms = HookTerms { deadline_ms, ..HookTerms::default() };
        let decided = decide_safely(&allow, &exact, allowed(&exact), terms, Some(&clock));
        assert_eq!(decided.by, by, "{taken_us} {deadline_ms:?}");
    }
}

#[test]
fn a_clock_that_runs_backwards_or_panics_does_no_harm() {
    struct Panics;
    impl Monotonic for Panics {
        fn now_us(&self) -> u64 {
            panic!("no clock")
        }
    }
    let exact = report(vec![finding(Evidence::Exact, verified())], None);
    let backwards = Steps(AtomicU64::new(5), u64::MAX);
    let run = |clock: &dyn Monotonic| {
        let terms = HookTerms::default();
        decide_safely(&BuiltInPolicy::WarnOnly, &exact, allowed(&exact), terms, Some(clock)).by
    };
    assert_eq!(run(&backwards), DecidedBy::Policy);
    assert_eq!(run(&Panics), DecidedBy::Fallback(HookFailure::Panicked));
}

#[test]
fn a_hook_may_decide_about_another_report_meanwhile() {
    let clean = report(vec![], None);
    let exact = report(vec![finding(Evidence::Exact, verified())], None);
    let nested = hook(|_, _| Ok(decided(&BuiltInPolicy::BlockMatch, &exact).decision));
    assert_eq!(decided(&nested, &exact).decision.action(), Action::Block);
    // A notice about another report is not passed on.
    let near = report(vec![finding(Evidence::Borderline, verified())], None);
    match decided(&nested, &near).decision {
        Decision::Ask(question) => {
            assert_eq!(question.notice().key(), MessageKey::MayResembleKnownMaterial);
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(decided(&nested, &clean).decision, Decision::Allow);
}

fn described(policy: &dyn Policy) -> String {
    let sets = [
        SetActions { set: list(), actions: Actions::LIST },
        SetActions { set: verified(), actions: Actions::NONE.with(Action::Warn) },
    ];
    describe_policy(policy, HookTerms::default(), EditProfile::Full, &[], &sets, &Sealing::Off)
}

#[test]
fn the_description_of_every_built_in_policy_is_the_golden_text() {
    let golden = [
        include_str!("../../testdata/policy/observe_only.txt"),
        include_str!("../../testdata/policy/warn_only.txt"),
        include_str!("../../testdata/policy/ask_before_send.txt"),
        include_str!("../../testdata/policy/ask_before_send_teen.txt"),
        include_str!("../../testdata/policy/ask_before_send_child.txt"),
        include_str!("../../testdata/policy/block_match.txt"),
        include_str!("../../testdata/policy/report_candidate.txt"),
    ];
    for (policy, golden) in BuiltInPolicy::ALL.into_iter().zip(golden) {
        assert_eq!(described(&policy), golden, "{}", policy.name());
    }
}

#[test]
fn the_description_states_what_is_done_for_every_undecided_reason() {
    for policy in BuiltInPolicy::ALL {
        let text = described(&policy);
        for reason in Undecided::ALL {
            let action = policy.answer(Outcome::Undecided(reason)).name();
            assert!(text.contains(&format!("\npolicy undecided {reason} {action}\n")));
        }
    }
}

#[test]
fn the_digest_is_sha256_of_the_description_and_changes_with_any_rule() {
    // Of the empty text, as FIPS 180-4 implementations give it.
    assert_eq!(
        policy_digest("").to_string(),
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    );
    let describe = |terms, edits, sets: &[SetActions]| {
        describe_policy(&BuiltInPolicy::WarnOnly, terms, edits, &[], sets, &Sealing::Off)
    };
    let mut digests: Vec<_> = BuiltInPolicy::ALL.iter().map(|p| described(p)).collect();
    let block = HookTerms { fail_mode: FailMode::Block, ..HookTerms::default() };
    let unhurried = HookTerms { deadline_ms: None, ..HookTerms::default() };
    digests.push(describe(block, EditProfile::Full, &[]));
    digests.push(describe(unhurried, EditProfile::Full, &[]));
    digests.push(describe(HookTerms::default(), EditProfile::Full, &sets()));
    digests.push(describe(HookTerms::default(), EditProfile::Small, &[]));
    digests.push(describe(HookTerms::default(), EditProfile::None, &[]));
    let mut digests: Vec<_> = digests.iter().map(|text| policy_digest(text).to_string()).collect();
    let all = digests.len();
    digests.sort();
    digests.dedup();
    assert_eq!(digests.len(), all);
}

#[test]
fn an_app_cannot_write_the_crates_own_lines() {
    let text = described(&hook(|_, _| Ok(Decision::Allow)));
    assert!(text.contains("\npolicy fallback allow\n"));
    assert!(text.contains("\nfallback ask\n"));
    assert!(!text.contains("\nfallback allow\n"));
}

#[test]
fn a_description_that_panics_is_named_as_missing() {
    struct Mute;
    impl Policy for Mute {
        fn decide(&self, _: &ScanReport, _: Allowed) -> Result<Decision, PolicyError> {
            Err(PolicyError::Failed)
        }
        fn describe(&self) -> String {
            panic!("mute")
        }
    }
    assert!(described(&Mute).contains("\npolicy without a description\n"));
}

#[test]
fn a_question_is_confirmed_at_least_once() {
    let exact = report(vec![finding(Evidence::Exact, verified())], None);
    let none = hook(|report, _| {
        Ok(Decision::ask(report, Friction { pause_seconds: 0, confirmations: 0 }))
    });
    let Decision::Ask(question) = decided(&none, &exact).decision else { panic!("a question") };
    assert_eq!(question.friction().confirmations, 1);
}
