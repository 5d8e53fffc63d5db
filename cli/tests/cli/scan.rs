//! `presend scan`, `explain` and `journal`, as a user runs them.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use crate::support::*;
use serde_json::{Value, json};

const KEYS: [&str; 13] = [
    "v",
    "file",
    "bytes",
    "kind",
    "outcome",
    "decision",
    "sets",
    "findings",
    "cleared",
    "coverage",
    "own_checks",
    "undecided",
    "timing_ms",
];

/// `presend scan --json --list LIST FILE...`
fn scan(list: &Path, files: &[&Path]) -> std::process::Output {
    let mut arguments: Vec<&OsStr> =
        vec!["scan".as_ref(), "--json".as_ref(), "--list".as_ref(), list.as_os_str()];
    arguments.extend(files.iter().map(|file| file.as_os_str()));
    run(&arguments)
}

fn sorted_keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn json_has_exactly_the_agreed_keys_in_order() {
    let folder = Folder::new("scan-keys");
    let cat = photo("cat.jpg");
    let output = scan(&folder.list_of(&cat), &[&cat]);
    assert_eq!(code(&output), 1, "{}", stderr(&output));
    assert_eq!(keys_in_order(stdout(&output).trim()), KEYS);
    let object = objects(&output).remove(0);
    assert_eq!(object["v"], 1);
    assert_eq!(object["kind"], "image/jpeg");
    assert_eq!(object["bytes"], fs::metadata(&cat).unwrap().len());
    assert_eq!((&object["outcome"], &object["decision"]), (&json!("match"), &json!("warn")));
    assert_eq!(object["undecided"], Value::Null);
    let set = json!([{"name": "known.txt", "version": 0, "verified": false}]);
    assert_eq!(object["sets"], set);
    let finding = &object["findings"][0];
    let keys = [
        "distance_bits",
        "evidence",
        "frame",
        "lent",
        "part",
        "quality",
        "set",
        "test",
        "threshold_bits",
        "time_ms",
        "token",
        "variant",
        "version",
        "window",
    ];
    assert_eq!(sorted_keys(finding), keys);
    assert_eq!(finding["set"], "known.txt");
    assert_eq!(finding["evidence"], "perceptual");
    assert_eq!((&finding["distance_bits"], &finding["threshold_bits"]), (&json!(0), &json!(31)));
    assert_eq!((&finding["part"], &finding["frame"]), (&json!(""), &json!(0)));
    assert_eq!(finding["variant"], "upright");
    assert_eq!(finding["token"].as_str().unwrap().len(), 32);
    let coverage =
        json!({"parts_seen": 1, "parts_skipped": [], "not_applicable": false, "not_compared": []});
    assert_eq!(object["coverage"], coverage);
    assert_eq!(sorted_keys(&object["timing_ms"]), ["decode", "hash", "lookup", "read", "total"]);
    assert!(object["timing_ms"]["total"].as_f64().unwrap() > 0.0);
}

#[test]
fn exit_codes_and_which_of_them_wins() {
    let folder = Folder::new("scan-codes");
    let (cat, dogs) = (photo("cat.jpg"), photo("dogs.jpg"));
    let list = folder.list_of(&cat);
    let broken = folder.write("broken.jpg", b"\xff\xd8\xff\xe0broken");
    let missing = folder.path("missing.jpg");
    assert_eq!(code(&scan(&list, &[&dogs])), 0);
    assert_eq!(code(&scan(&list, &[&broken])), 3);
    assert_eq!(code(&scan(&list, &[&missing])), 3);
    assert_eq!(code(&scan(&list, &[&dogs, &broken])), 3);
    assert_eq!(code(&scan(&list, &[&dogs, &broken, &cat])), 1);
    assert_eq!(code(&scan(&list, &[&cat, &missing, &dogs])), 1);
    assert_eq!(code(&scan(&folder.path("no-list.txt"), &[&cat])), 4);
    assert_eq!(code(&run(&["scan"])), 2);
    assert_eq!(code(&run(&["scan", "--no-such-option", "a.jpg"])), 2);
}

#[test]
fn a_bad_line_of_a_list_stops_with_its_number() {
    let folder = Folder::new("scan-bad-list");
    let list = folder.write("bad.txt", "# fine\nmd5:00112233445566778899aabbccddeeff\n\nmd5:xyz\n");
    let output = scan(&list, &[&photo("cat.jpg")]);
    assert_eq!(code(&output), 4);
    assert_eq!(stdout(&output), "");
    assert!(stderr(&output).contains("bad.txt"), "{}", stderr(&output));
    assert!(stderr(&output).contains("line 4"), "{}", stderr(&output));
    assert!(!stderr(&output).contains("xyz"), "an error quotes no line");
}

#[test]
fn a_list_without_a_hash_or_that_is_a_folder_is_no_list() {
    let folder = Folder::new("scan-no-list");
    let cat = photo("cat.jpg");
    let comments = folder.write("comments.txt", "# to be filled\n\n");
    for (list, why) in [(comments.clone(), "no hash"), (comments.with_file_name(""), "a folder")] {
        let output = scan(&list, &[&cat]);
        assert_eq!(code(&output), 4);
        assert_eq!(stdout(&output), "");
        assert!(stderr(&output).contains(why), "{}", stderr(&output));
    }
}

#[test]
fn without_a_list_there_is_no_usable_set() {
    let cat = photo("cat.jpg");
    let output = run(&["scan".as_ref(), "--json".as_ref(), cat.as_os_str()]);
    assert_eq!(code(&output), 3);
    let object = objects(&output).remove(0);
    assert_eq!(object["outcome"], "undecided");
    assert_eq!(object["undecided"], json!({"reason": "no_usable_set"}));
    assert_eq!(object["sets"], json!([]));
    assert!(stderr(&output).contains("no --list"), "{}", stderr(&output));
}

#[test]
fn several_lists_are_all_compared_with() {
    let folder = Folder::new("scan-lists");
    let cat = photo("cat.jpg");
    let first = folder.list_of(&cat);
    let hashed = objects(&run(&["hash".as_ref(), "--json".as_ref(), cat.as_os_str()])).remove(0);
    let sha256 = hashed["digests"]["sha256"].as_str().unwrap();
    let second = folder.write("digests.txt", format!("sha256:{sha256}\n"));
    let output = run(&[
        "scan".as_ref(),
        "--json".as_ref(),
        "--list".as_ref(),
        first.as_os_str(),
        "--list".as_ref(),
        second.as_os_str(),
        cat.as_os_str(),
    ]);
    let object = objects(&output).remove(0);
    let names: Vec<_> = object["sets"].as_array().unwrap().iter().map(|set| &set["name"]).collect();
    assert_eq!(names, ["known.txt", "digests.txt"]);
    let findings = object["findings"].as_array().unwrap();
    let evidence: Vec<_> = findings.iter().map(|finding| &finding["evidence"]).collect();
    assert_eq!(evidence, ["exact", "perceptual"]);
    for key in ["distance_bits", "threshold_bits", "quality", "frame", "time_ms", "variant"] {
        assert_eq!(findings[0][key], Value::Null, "{key}");
    }
}

#[test]
fn policies_decide_and_an_audience_needs_one_that_asks() {
    let folder = Folder::new("scan-policy");
    let cat = photo("cat.jpg");
    let list = folder.list_of(&cat);
    let decide = |arguments: &[&str]| {
        let mut all: Vec<&OsStr> = vec!["scan".as_ref(), "--json".as_ref(), "--list".as_ref()];
        all.push(list.as_os_str());
        all.extend(arguments.iter().map(|argument| OsStr::new(*argument)));
        all.push(cat.as_os_str());
        run(&all)
    };
    let expected = [
        ("observe_only", "allow"),
        ("warn_only", "warn"),
        ("ask_before_send", "ask"),
        ("block_match", "block"),
        ("report_candidate", "block"),
    ];
    for (policy, decision) in expected {
        let object = objects(&decide(&["--policy", policy])).remove(0);
        assert_eq!(object["decision"], decision, "{policy}");
    }
    assert_eq!(code(&decide(&["--policy", "ask_before_send", "--audience", "child"])), 1);
    assert_eq!(code(&decide(&["--policy", "warn_only", "--audience", "child"])), 2);
    assert_eq!(code(&decide(&["--policy", "no_such"])), 2);
}

#[test]
fn a_person_reads_outcome_decision_file_and_findings() {
    let folder = Folder::new("scan-text");
    let (cat, dogs) = (photo("cat.jpg"), photo("dogs.jpg"));
    let list = folder.list_of(&cat);
    let output = run(&[
        "scan".as_ref(),
        "--list".as_ref(),
        list.as_os_str(),
        cat.as_os_str(),
        dogs.as_os_str(),
    ]);
    let text = stdout(&output);
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert!(lines[0].starts_with("match      warn    ") && lines[0].ends_with("cat.jpg"), "{text}");
    assert!(
        lines[1].contains("known.txt (unverified): perceptual, 0 bits apart (at most 31)"),
        "{text}"
    );
    assert!(
        lines[2].starts_with("clean      allow   ") && lines[2].ends_with("dogs.jpg"),
        "{text}"
    );
    assert!(!text.contains('\u{1b}'), "no colours in a pipe");
}

#[test]
fn a_pipe_that_is_too_long_to_hold_is_over_a_limit() {
    let folder = Folder::new("scan-pipe");
    let list = folder.write("list.txt", "md5:00112233445566778899aabbccddeeff\n");
    let long = vec![7_u8; (64 << 20) + 1];
    let arguments = ["scan", "--json", "--list", list.to_str().unwrap(), "-"];
    let output = run_with_input(&arguments, &long);
    assert_eq!(code(&output), 3);
    assert_eq!(objects(&output)[0]["undecided"]["reason"], "over_limit");
    assert!(stderr(&output).contains("too long for a pipe"));
}

#[test]
fn explain_says_it_in_words_in_both_languages() {
    let folder = Folder::new("explain");
    let cat = photo("cat.jpg");
    let list = folder.list_of(&cat);
    let explain = |extra: &[&str]| {
        let mut all: Vec<&OsStr> = vec!["explain".as_ref(), "--list".as_ref(), list.as_os_str()];
        all.extend(extra.iter().map(|argument| OsStr::new(*argument)));
        all.push(cat.as_os_str());
        let output = run(&all);
        assert_eq!(code(&output), 1, "{}", stderr(&output));
        stdout(&output)
    };
    let (english, dutch) = (explain(&[]), explain(&["--lang", "nl"]));
    let engineer = explain(&["--level", "engineer"]);
    assert!(english.contains("cat.jpg") && dutch.contains("cat.jpg"));
    assert_ne!(english, dutch);
    assert!(engineer.contains("31"), "the threshold: {engineer}");
    assert!(engineer.lines().count() > english.lines().count());
}

#[test]
fn what_is_decided_is_in_the_journal_and_a_changed_journal_is_found_out() {
    let folder = Folder::new("journal");
    let (cat, dogs) = (photo("cat.jpg"), photo("dogs.jpg"));
    let (list, journal) = (folder.list_of(&cat), folder.path("journal"));
    let verb = |what: &[&str]| {
        let mut all: Vec<&OsStr> = vec!["journal".as_ref()];
        all.extend(what.iter().map(|argument| OsStr::new(*argument)));
        all.push(journal.as_os_str());
        run(&all)
    };
    assert_eq!(code(&verb(&["show"])), 2, "reading a journal does not make one");
    fs::create_dir(&journal).unwrap();
    assert_eq!(code(&verb(&["verify"])), 2, "an empty folder is no intact journal");
    assert_eq!(fs::read_dir(&journal).unwrap().count(), 0, "nor is anything left in it");
    let scanned = run(&[
        "scan".as_ref(),
        "--list".as_ref(),
        list.as_os_str(),
        "--journal".as_ref(),
        journal.as_os_str(),
        cat.as_os_str(),
        dogs.as_os_str(),
        cat.as_os_str(),
    ]);
    assert_eq!(code(&scanned), 1, "{}", stderr(&scanned));
    let shown = stdout(&verb(&["show"]));
    assert_eq!(shown.lines().filter(|line| line.contains("  warn ")).count(), 2, "{shown}");
    assert!(shown.contains("clean 1, match 2"), "{shown}");
    let verified = verb(&["verify"]);
    assert_eq!((code(&verified), stdout(&verified)), (0, "intact: 2 records\n".to_owned()));
    let exported = verb(&["export", "--json"]);
    let keys = [
        "v",
        "index",
        "date",
        "event",
        "outcome",
        "undecided",
        "decided_by",
        "evidence",
        "set",
        "own_remarks",
        "policy",
        "previous",
        "hash",
    ];
    assert_eq!(keys_in_order(stdout(&exported).lines().next().unwrap()), keys);
    let records = objects(&exported);
    assert_eq!(records[1]["previous"], records[0]["hash"]);
    assert!(!stdout(&exported).contains("cat.jpg"));
    let text = stdout(&verb(&["export"]));
    assert_eq!(fs::read_to_string(journal.join("journal")).unwrap(), text);
    fs::write(journal.join("journal"), text.replacen("perceptual", "borderline", 1)).unwrap();
    let altered = verb(&["verify"]);
    assert_eq!(code(&altered), 1);
    assert!(stdout(&altered).starts_with("altered: record 0"), "{}", stdout(&altered));
    for what in [&["show"][..], &["export", "--json"]] {
        let rest = verb(what);
        assert_eq!(code(&rest), 1);
        assert!(stderr(&rest).contains("record 0"), "{}", stderr(&rest));
        assert!(stdout(&rest).lines().count() >= 1, "the sound records are shown all the same");
    }
}
