//! Whatever was found and decided, there are words for it, few enough and true.
#![expect(clippy::panic, reason = "a test fails by panicking")]

use super::{Language, Level};
use crate::journal::Recorded;
use crate::limits::LimitName;
use crate::own::OwnSaid;
use crate::policy::{Action, Decided, DecidedBy, Decision, HookFailure, policy_digest};
use crate::report::testing::{finding, list, report, verified, with_own};
use crate::report::{Evidence, Finding, Outcome, PartSkipped, ScanReport, SkipReason, Timing};
use crate::scan::Checked;
use crate::sniff::MediaKind;
use crate::undecided::Undecided;

const LANGUAGES: [Language; 2] = [Language::English, Language::Dutch];

/// A report for everything that can be said: grades, lists, tests, reasons, nothing.
fn reports() -> Vec<ScanReport> {
    let mut reports = vec![report(vec![], None)];
    reports.extend(Undecided::ALL.into_iter().map(|reason| report(vec![], Some(reason))));
    for evidence in Evidence::ALL {
        for set in [list(), verified()] {
            for test in [false, true] {
                for part in ["", "entry/7"] {
                    let mut found = finding(evidence, set.clone());
                    found.test = test;
                    found.part = part.to_owned();
                    reports.push(report(vec![found], None));
                }
            }
        }
    }
    let of_message =
        |report: &ScanReport| ScanReport { kind: Some(MediaKind::Message), ..report.clone() };
    let messages: Vec<_> = reports.iter().map(of_message).collect();
    reports.extend(messages);
    reports
}

fn decided(action: Action, report: &ScanReport) -> Decided {
    Decided { decision: Decision::about(action, report), by: DecidedBy::Policy, answered: action }
}

fn explain(report: &ScanReport, decided: &Decided, level: Level, language: Language) -> String {
    let checked = Checked {
        report: report.clone(),
        decided: *decided,
        recorded: Recorded::NoJournal,
        origins: vec![],
        policy: policy_digest("made up"),
        offer: None,
    };
    checked.explain(level, language)
}

fn user(action: Action, report: &ScanReport, language: Language) -> String {
    explain(report, &decided(action, report), Level::User, language)
}

/// True if it looks like a digest, a token or a key: 16 hexadecimal digits on end.
fn holds_a_hash(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_hexdigit()).any(|run| run.len() >= 16)
}

#[test]
fn a_user_reads_at_most_25_plain_words_in_three_sentences() {
    for report in reports() {
        for action in Action::ALL {
            for language in LANGUAGES {
                let text = user(action, &report, language);
                let words = text.split_whitespace().count();
                assert!((8..=25).contains(&words), "{words} words: {text}");
                assert_eq!(text.matches(". ").count(), 2, "{text}");
                assert!(text.ends_with('.') && text.is_ascii(), "{text}");
                assert!(!text.contains('_') && !holds_a_hash(&text), "{text}");
            }
        }
    }
}

#[test]
fn a_user_reads_of_an_own_check_where_nothing_was_found_and_in_as_few_words() {
    let says = [OwnSaid::Remark, OwnSaid::Late];
    for report in reports() {
        for said in says {
            let report = with_own(report.clone(), &[OwnSaid::NotAsked, said]);
            // It is asked about at most.
            for action in Action::ALL.into_iter().filter(|action| *action <= Action::Ask) {
                for language in LANGUAGES {
                    let text = user(action, &report, language);
                    let words = text.split_whitespace().count();
                    assert!((8..=25).contains(&words), "{words} words: {text}");
                    assert_eq!(text.matches(". ").count(), 2, "{text}");
                    assert!(text.ends_with('.') && text.is_ascii(), "{text}");
                    let clean = report.outcome == Outcome::Clean;
                    let undecided = report.outcome.undecided().is_some();
                    let named = clean || (undecided && said == OwnSaid::Remark);
                    assert_eq!(text.contains("\"grammar\""), named, "{text}");
                }
            }
        }
    }
}

#[test]
fn a_remark_never_stands_for_what_could_not_be_checked() {
    let unread = report(vec![], Some(Undecided::Corrupt));
    let text = user(Action::Ask, &with_own(unread, &[OwnSaid::Remark]), Language::English);
    let begins = "The app's check \"spelling\" has a remark; this file could not be checked. You";
    assert!(text.starts_with(begins), "{text}");
    let both = with_own(report(vec![], None), &[OwnSaid::Late, OwnSaid::Remark]);
    let text = user(Action::Ask, &both, Language::Dutch);
    let begins =
        "Er is niets bekends gevonden; de app-controle \"grammar\" heeft een opmerking. Jij";
    assert!(text.starts_with(begins), "{text}");
}

#[test]
fn a_user_always_reads_that_nothing_about_it_left_the_phone() {
    for report in reports() {
        for action in Action::ALL {
            let yet = action == Action::ReportCandidate;
            let english = if yet {
                "Nothing about it left your phone yet."
            } else {
                "Nothing about it left your phone."
            };
            assert!(user(action, &report, Language::English).ends_with(english));
            let dutch = if yet {
                "Er is hierover nog niets doorgegeven."
            } else {
                "Er is hierover niets doorgegeven."
            };
            assert!(user(action, &report, Language::Dutch).ends_with(dutch));
        }
    }
}

#[test]
fn what_is_decided_is_what_is_said() {
    let exact = report(vec![finding(Evidence::Exact, verified())], None);
    for (action, said) in [
        (Action::Allow, "You can send it."),
        (Action::Warn, "You can still send it."),
        (Action::Ask, "You decide whether to send it."),
        (Action::Block, "It is not sent."),
        (Action::ReportCandidate, "It stays here and may be reported."),
    ] {
        assert!(user(action, &exact, Language::English).contains(said));
    }
}

#[test]
fn an_unverified_list_and_a_test_entry_are_said_plainly() {
    for evidence in Evidence::ALL {
        let unsigned = report(vec![finding(evidence, list())], None);
        assert!(user(Action::Warn, &unsigned, Language::English).contains("unverified list"));
        assert!(user(Action::Warn, &unsigned, Language::Dutch).contains("niet-geverifieerde"));
        let signed = report(vec![finding(evidence, verified())], None);
        assert!(!user(Action::Warn, &signed, Language::English).contains("unverified"));
        let mut test = finding(evidence, verified());
        test.test = true;
        let only_test = report(vec![test.clone()], None);
        assert!(user(Action::Warn, &only_test, Language::English).contains("harmless test"));
        let both = report(vec![test, finding(evidence, list())], None);
        assert!(user(Action::Warn, &both, Language::English).contains("unverified list"));
    }
}

#[test]
fn a_likeness_is_never_called_the_file_itself() {
    for evidence in [Evidence::Borderline, Evidence::Perceptual] {
        for set in [list(), verified()] {
            let text =
                user(Action::Block, &report(vec![finding(evidence, set)], None), Language::English);
            assert!(text.contains("resemble"), "{text}");
        }
    }
}

#[test]
fn what_is_only_inside_is_said_to_be_inside() {
    let at = |part: &str, evidence| {
        let mut found = finding(evidence, verified());
        found.part = part.to_owned();
        found
    };
    for (found, english, dutch) in [
        (
            vec![at("entry/7", Evidence::Perceptual)],
            "A picture inside closely",
            "Een afbeelding erin",
        ),
        (vec![at("mpf/1", Evidence::Exact)], "A file inside is", "Een bestand erin staat"),
        (vec![at("picture/1", Evidence::Exact)], "This file is", "Dit bestand staat"),
        (vec![at("entry/7", Evidence::Exact), at("", Evidence::Exact)], "This file", "Dit bestand"),
        (vec![at("", Evidence::Exact), at("entry/7", Evidence::Perceptual)], "This", "Dit bestand"),
    ] {
        let report = report(found, None);
        assert!(user(Action::Warn, &report, Language::English).starts_with(english));
        assert!(user(Action::Warn, &report, Language::Dutch).starts_with(dutch));
    }
}

#[test]
fn a_link_is_said_to_be_a_link() {
    let message = |findings, undecided| ScanReport {
        kind: Some(MediaKind::Message),
        ..report(findings, undecided)
    };
    let signed = finding(Evidence::Exact, verified());
    let test = Finding { test: true, ..signed.clone() };
    let many = Undecided::OverLimit(LimitName::Links);
    for (report, english, dutch) in [
        (
            message(vec![signed], None),
            "A link in this message is on",
            "Een link in dit bericht staat",
        ),
        (message(vec![test], None), "A link here is a harmless", "Een link in dit bericht is"),
        (message(vec![], Some(many)), "Not all links could", "Niet alle links konden"),
    ] {
        assert!(user(Action::Warn, &report, Language::English).starts_with(english));
        assert!(user(Action::Warn, &report, Language::Dutch).starts_with(dutch));
        let decided = decided(Action::Warn, &report);
        let text = explain(&report, &decided, Level::Engineer, Language::English);
        assert!(text.contains("links looked up: 1\n") && !text.contains("pictures"), "{text}");
    }
}

#[test]
fn a_frame_of_a_video_is_said_with_its_time() {
    let mut found = finding(Evidence::Perceptual, verified());
    found.time_ms = Some(67_900);
    let video = ScanReport { kind: Some(MediaKind::Mp4), ..report(vec![found.clone()], None) };
    let english = user(Action::Warn, &video, Language::English);
    assert!(english.starts_with("A picture at 1:07 in this video closely resembles"), "{english}");
    let dutch = user(Action::Warn, &video, Language::Dutch);
    assert!(dutch.starts_with("Een beeld op 1:07 in deze video lijkt"), "{dutch}");
    // An animation is a picture, and the file of a video is no frame of it.
    let gif = ScanReport { kind: Some(MediaKind::Gif), ..report(vec![found], None) };
    assert!(user(Action::Warn, &gif, Language::English).starts_with("This picture"));
    let exact = report(vec![finding(Evidence::Exact, verified())], None);
    let exact = ScanReport { kind: Some(MediaKind::Mp4), ..exact };
    assert!(user(Action::Warn, &exact, Language::English).starts_with("This file is"));
}

#[test]
fn every_undecided_reason_is_told_apart_from_a_clean_scan() {
    for language in LANGUAGES {
        let clean = user(Action::Allow, &report(vec![], None), language);
        for reason in Undecided::ALL {
            assert_ne!(user(Action::Allow, &report(vec![], Some(reason)), language), clean);
        }
    }
}

fn detailed() -> (ScanReport, Decided) {
    let mut near = finding(Evidence::Borderline, verified());
    near.part = "a\u{1b}[2J\u{202e}gpj.exe".to_owned();
    near.test = true;
    let mut report = report(vec![finding(Evidence::Perceptual, list()), near], None);
    report.kind = Some(MediaKind::Jpeg);
    report.coverage.parts_skipped = vec![
        PartSkipped { part: "frame 3".to_owned(), reason: SkipReason::LowQuality, codec: None },
        PartSkipped {
            part: String::new(),
            reason: SkipReason::Undecided(Undecided::Truncated),
            codec: None,
        },
    ];
    let total_us = 12_034;
    report.timing =
        Some(Timing { read_us: 5, decode_us: 9_000, hash_us: 29, lookup_us: 3_000, total_us });
    let decided = Decided {
        decision: Decision::about(Action::Ask, &report),
        by: DecidedBy::Fallback(HookFailure::Late),
        answered: Action::Block,
    };
    (report, decided)
}

#[test]
fn an_engineer_reads_every_stage_and_finding() {
    let (report, decided) = detailed();
    let text = explain(&report, &decided, Level::Engineer, Language::English);
    let expected = "\
what it is: image/jpeg
pictures hashed: 1
not compared: part frame 3: low_quality
not compared: the attachment itself: truncated
compared with: made-up-list (version 0, unverified: nobody signed it)
compared with: made-up/images (version 3, verified)
finding: perceptual, 7 bits apart, at most 31, quality 93, the attachment itself, frame 0, upright, made-up-list (version 0, unverified: nobody signed it)
finding: borderline, harmless test entry, 7 bits apart, at most 31, quality 93, part a\u{fffd}[2J\u{fffd}gpj.exe, frame 0, upright, made-up/images (version 3, verified)
outcome: match
decision: ask
decided by: the fallback, since the policy answered too late; answered block: more than the evidence and the lists allow
time in ms: read 0.005, decode 9.000, hash 0.029, look up 3.000, total 12.034
";
    assert_eq!(text, expected);
}

#[test]
fn the_engineers_text_is_as_long_in_every_language() {
    let (report, decided) = detailed();
    let [english, dutch] = LANGUAGES.map(|l| explain(&report, &decided, Level::Engineer, l));
    assert_eq!(english.lines().count(), dutch.lines().count());
    for (english, dutch) in english.lines().zip(dutch.lines()) {
        match (english.split_once(": "), dutch.split_once(": ")) {
            (Some((of, _)), Some((van, _))) => assert_ne!(of, van),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn in_dutch_it_is_said_what_a_name_means() {
    let (report, decided) = detailed();
    let dutch = explain(&report, &decided, Level::Engineer, Language::Dutch);
    assert!(dutch.contains("uitkomst: match (gevonden)\n"), "{dutch}");
    assert!(dutch.contains("truncated (er ontbreekt een deel)"), "{dutch}");
    assert!(dutch.contains("beslissing: ask (vragen)\n"), "{dutch}");
}

#[test]
fn no_level_shows_a_hash_or_a_token() {
    for report in reports() {
        for language in LANGUAGES {
            let text = explain(&report, &decided(Action::Warn, &report), Level::Engineer, language);
            assert!(!holds_a_hash(&text) && !text.contains("07070707"), "{text}");
            assert!(text.ends_with('\n') && text.lines().count() >= 7);
        }
    }
}
