//! What is written is JSON, says every fact, and stays so whatever a list is called.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use serde_json::{Value, json};

use super::json as text_of;
use super::write::Object;
use crate::decode::VideoCodec;
use crate::hash::edits::PictureWindow;
use crate::lent::{LentDistance, LentFault};
use crate::own::OwnSaid;
use crate::policy::{Action, Decision};
use crate::report::testing::{finding, list, report, with_own};
use crate::report::{
    Evidence, LentMatch, NotCompared, PartSkipped, ScanReport, SkipReason, Timing,
};
use crate::sniff::MediaKind;
use crate::undecided::Undecided;

fn read(report: &ScanReport) -> Value {
    let text = text_of(report, &Decision::about(Action::Ask, report));
    assert!(!text.contains('\n'), "{text}");
    serde_json::from_str(&text).unwrap()
}

#[test]
fn every_fact_is_there_under_its_name() {
    let mut report = report(vec![finding(Evidence::Perceptual, list())], None);
    report.kind = Some(MediaKind::Jpeg);
    report.cleared = 2;
    let reason = SkipReason::Undecided(Undecided::Truncated);
    report.coverage.parts_skipped.push(PartSkipped {
        part: "entry/2".to_owned(),
        reason,
        codec: Some(VideoCodec::Av1),
    });
    report = with_own(report, &[OwnSaid::Remark, OwnSaid::Late]);
    report.timing = Some(Timing {
        read_us: 1,
        decode_us: 20,
        hash_us: 300,
        lookup_us: 4_000,
        total_us: 54_321,
    });
    let expected = json!({
        "v": 1,
        "kind": "image/jpeg",
        "outcome": "match",
        "decision": "ask",
        "sets": [{ "name": "made-up-list", "version": 0, "verified": false }],
        "findings": [{
            "set": "made-up-list", "version": 0, "evidence": "perceptual", "distance_bits": 7,
            "threshold_bits": 31, "quality": 93, "part": "", "frame": 0, "time_ms": null,
            "variant": "upright", "window": null, "lent": null,
            "token": "07070707070707070707070707070707", "test": false,
        }],
        "cleared": 2,
        "coverage": {
            "parts_seen": 1,
            "parts_skipped": [{ "part": "entry/2", "reason": "truncated", "codec": "av1" }],
            "not_applicable": false,
            "not_compared": [],
        },
        "own_checks": [
            { "check": "spelling", "said": "remark" }, { "check": "grammar", "said": "late" },
        ],
        "undecided": null,
        "timing_ms": { "read": 0.001, "decode": 0.02, "hash": 0.3, "lookup": 4.0, "total": 54.321 },
    });
    assert_eq!(read(&report), expected);
}

#[test]
fn a_finding_by_a_lent_hash_and_a_hash_that_was_not_compared_are_told() {
    let mut found = finding(Evidence::Perceptual, list());
    let (hash, measure) = ("made-up".to_owned(), LentDistance::L1);
    found.lent = Some(LentMatch { hash: hash.clone(), measure, distance: 12, threshold: 300 });
    let mut report = report(vec![found], None);
    let (part, reason) = ("entry/2".to_owned(), LentFault::NoCodeLent);
    report.coverage.not_compared.push(NotCompared { hash, part, reason });
    let value = read(&report);
    let lent = json!({ "hash": "made-up", "measure": "l1", "distance": 12, "threshold": 300 });
    assert_eq!(value["findings"][0]["lent"], lent);
    let left_out = json!([{ "hash": "made-up", "part": "entry/2", "reason": "no_code_lent" }]);
    assert_eq!(value["coverage"]["not_compared"], left_out);
}

#[test]
fn the_window_of_an_edit_is_told_in_thousandths() {
    let mut found = finding(Evidence::Edited, list());
    found.window = Some(PictureWindow {
        left_permille: -34,
        top_permille: 120,
        width_permille: 1_069,
        height_permille: 640,
        turned_decidegrees: -30,
    });
    let value = read(&report(vec![found.clone()], None));
    let wanted = json!({
        "left_permille": -34, "top_permille": 120, "width_permille": 1_069, "height_permille": 640,
        "turned_decidegrees": -30,
    });
    assert_eq!(value["findings"][0]["window"], wanted);
    assert_eq!(found.window.unwrap().to_string(), "-34..1035 x 120..760 of 1000, -3.0°");
}

#[test]
fn a_reason_is_named_with_its_limit_if_it_has_one() {
    for reason in Undecided::ALL {
        let expected = match reason.limit() {
            Some(limit) => json!({ "reason": "over_limit", "limit": limit.name() }),
            None => json!({ "reason": reason.name() }),
        };
        assert_eq!(read(&report(vec![], Some(reason)))["undecided"], expected);
    }
}

#[test]
fn no_name_of_a_list_leaves_its_quotes() {
    for name in
        ["\"}],\"v\":2", "back\\slash", "line\nfeed\u{0}\u{1b}[31m", "naïve 列 🙂", "\u{9b}"]
    {
        let mut named = list();
        named.name = name.to_owned();
        let value = read(&report(vec![finding(Evidence::Exact, named)], None));
        assert_eq!(value["findings"][0]["set"], name);
        assert_eq!(value["sets"][0]["name"], name);
        assert_eq!(value["v"], 1);
    }
}

#[test]
fn every_character_comes_back_as_it_was() {
    let every: String = (0..=0x2_FFFF).filter_map(char::from_u32).collect();
    let mut object = Object::new();
    object.text("every", &every);
    let value: Value = serde_json::from_str(&object.end()).unwrap();
    assert_eq!(value["every"].as_str(), Some(every.as_str()));
}
