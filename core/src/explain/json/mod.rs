//! The facts and the decision as one JSON object, for a program to keep or pass on. The names are
//! stable; the page "Command line" of the book says what each means.

#[cfg(test)]
mod tests;
mod write;

use crate::decode::VideoCodec;
use crate::hash::edits::PictureWindow;
use crate::own::OwnResult;
use crate::policy::Decision;
use crate::report::{
    Coverage, Finding, LentMatch, NotCompared, PartSkipped, ScanReport, SetRef, Timing, Variant,
};
use crate::undecided::Undecided;

use write::Object;

/// The version of these names.
const VERSION: u32 = 1;

pub(super) fn json(report: &ScanReport, decision: &Decision) -> String {
    let ScanReport { outcome, findings, cleared, coverage, sets, kind, own_checks, timing } =
        report;
    let mut object = Object::new();
    object.number("v", VERSION);
    object.maybe_text("kind", kind.map(|kind| kind.mime()));
    object.text("outcome", outcome.name());
    object.text("decision", decision.name());
    object.list("sets", sets.iter().map(set));
    object.list("findings", findings.iter().map(finding));
    object.number("cleared", *cleared);
    object.object("coverage", covered(coverage));
    object.list("own_checks", own_checks.iter().map(own_check));
    object.maybe_object("undecided", outcome.undecided().map(because));
    object.maybe_object("timing_ms", timing.map(timed));
    object.end()
}

fn set(set: &SetRef) -> Object {
    let SetRef { name, version, verified } = set;
    let mut object = Object::new();
    object.text("name", name);
    object.number("version", *version);
    object.truth("verified", *verified);
    object
}

fn finding(finding: &Finding) -> Object {
    let Finding {
        set,
        evidence,
        distance_bits,
        threshold_bits,
        quality,
        part,
        frame,
        time_ms,
        variant,
        window,
        lent,
        token,
        test,
    } = finding;
    // Whether it is verified is said once, in `sets`.
    let SetRef { name, version, verified: _ } = set;
    let mut object = Object::new();
    object.text("set", name);
    object.number("version", *version);
    object.text("evidence", evidence.name());
    object.maybe_number("distance_bits", *distance_bits);
    object.maybe_number("threshold_bits", *threshold_bits);
    object.maybe_number("quality", *quality);
    object.text("part", part);
    object.maybe_number("frame", *frame);
    object.maybe_number("time_ms", *time_ms);
    object.maybe_text("variant", variant.map(Variant::name));
    object.maybe_object("window", window.map(place));
    object.maybe_object("lent", lent.as_ref().map(by_lent_hash));
    object.text("token", &hex(token.as_bytes()));
    object.truth("test", *test);
    object
}

fn place(window: PictureWindow) -> Object {
    let PictureWindow {
        left_permille,
        top_permille,
        width_permille,
        height_permille,
        turned_decidegrees,
    } = window;
    let mut object = Object::new();
    object.signed("left_permille", left_permille);
    object.signed("top_permille", top_permille);
    object.number("width_permille", width_permille);
    object.number("height_permille", height_permille);
    object.signed("turned_decidegrees", turned_decidegrees);
    object
}

fn by_lent_hash(lent: &LentMatch) -> Object {
    let LentMatch { hash, measure, distance, threshold } = lent;
    let mut object = Object::new();
    object.text("hash", hash);
    object.text("measure", measure.name());
    object.number("distance", *distance);
    object.number("threshold", *threshold);
    object
}

fn covered(coverage: &Coverage) -> Object {
    let Coverage { parts_seen, parts_skipped, not_applicable, not_compared } = coverage;
    let mut object = Object::new();
    object.number("parts_seen", *parts_seen);
    object.list("parts_skipped", parts_skipped.iter().map(skipped));
    object.truth("not_applicable", *not_applicable);
    object.list("not_compared", not_compared.iter().map(left_out));
    object
}

fn left_out(not_compared: &NotCompared) -> Object {
    let NotCompared { hash, part, reason } = not_compared;
    let mut object = Object::new();
    object.text("hash", hash);
    object.text("part", part);
    object.text("reason", reason.name());
    object
}

fn skipped(skipped: &PartSkipped) -> Object {
    let PartSkipped { part, reason, codec } = skipped;
    let mut object = Object::new();
    object.text("part", part);
    object.text("reason", reason.name());
    object.maybe_text("codec", codec.map(VideoCodec::name));
    object
}

fn own_check(own: &OwnResult) -> Object {
    let OwnResult { check, said } = own;
    let mut object = Object::new();
    object.text("check", check.as_str());
    object.text("said", said.name());
    object
}

fn because(reason: Undecided) -> Object {
    let mut object = Object::new();
    object.text("reason", reason.name());
    if let Some(limit) = reason.limit() {
        object.text("limit", limit.name());
    }
    object
}

/// Milliseconds, to the microsecond.
fn timed(timing: Timing) -> Object {
    let Timing { read_us, decode_us, hash_us, lookup_us, total_us } = timing;
    let mut object = Object::new();
    object.thousandths("read", read_us);
    object.thousandths("decode", decode_us);
    object.thousandths("hash", hash_us);
    object.thousandths("lookup", lookup_us);
    object.thousandths("total", total_us);
    object
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
