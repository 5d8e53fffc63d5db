//! The shared vectors of whole files and whole scans, which every language's tests read.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use presend::attachment::Attachment;
use presend::context::{CancelToken, ScanContext};
use presend::hash::FrameFingerprints;
use presend::hash::pdq::Pdq;
use presend::limits::Limits;
use presend::report::{Finding, Variant};
use presend::scan::{AttachmentScanner, Job, fingerprint};
use presend::set::KnownSet;
use presend::undecided::Undecided;
use serde_json::{Value, json};

#[test]
fn every_file_has_the_kind_the_digests_and_the_hashes_of_the_vectors() {
    let (limits, cancel) = (Limits::default(), CancelToken::new());
    let files = vectors("files");
    assert!(files.len() >= 19);
    for wanted in files {
        let bytes = bytes_of(&wanted);
        let found = fingerprint(&Attachment::bytes(&bytes), &Job::everything(&limits, &cancel));
        let frames = found.fingerprints.frames.iter().zip(frames_of(&wanted));
        let frames: Vec<Value> = frames.map(|(frame, wanted)| as_json(frame, &wanted)).collect();
        let got = json!({
            "file": wanted["file"],
            "kind": found.kind.unwrap().mime(),
            "bytes": found.length_bytes,
            "sha256": hex(&found.fingerprints.digests.sha256.unwrap()),
            "md5": hex(&found.fingerprints.digests.md5.unwrap()),
            "undecided": found.undecided.map(Undecided::name),
            "frames": frames,
        });
        assert_eq!(got, wanted);
    }
}

#[test]
fn every_scan_comes_to_the_outcome_decision_and_findings_of_the_vectors() {
    let scans = vectors("scans");
    assert!(scans.len() >= 9);
    for wanted in scans {
        let list = wanted["list"].as_str().unwrap();
        let set = KnownSet::from_list_unverified("vectors", list).unwrap();
        let scanner = AttachmentScanner::builder().add_set(set).build();
        let bytes = bytes_of(&wanted);
        let checked = scanner.scan(Attachment::bytes(&bytes), &ScanContext::at(0));
        let findings: Vec<Value> = checked.report.findings.iter().map(finding_json).collect();
        let got = json!({
            "name": wanted["name"],
            "list": list,
            "file": wanted["file"],
            "outcome": checked.report.outcome.name(),
            "decision": checked.decision().name(),
            "findings": findings,
        });
        assert_eq!(got, wanted);
    }
}

fn vectors(section: &str) -> Vec<Value> {
    let all: Value = serde_json::from_str(include_str!("../testdata/vectors.json")).unwrap();
    all[section][section].as_array().unwrap().clone()
}

fn bytes_of(vector: &Value) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    std::fs::read(folder.join(vector["file"].as_str().unwrap())).unwrap()
}

/// The frames of a vector, and nothing for those that it does not have.
fn frames_of(wanted: &Value) -> impl Iterator<Item = Value> {
    wanted["frames"].as_array().unwrap().clone().into_iter().chain(std::iter::repeat(Value::Null))
}

fn as_json(frame: &FrameFingerprints, wanted: &Value) -> Value {
    let upright = frame.pdq[0];
    json!({
        "frame": frame.frame,
        "width": frame.width,
        "height": frame.height,
        "pdq": held(upright, &wanted["pdq"]),
        "quality": upright.quality,
        "pdq512": held(frame.pdq512, &wanted["pdq512"]),
    })
}

/// A hash that the vectors leave open is not held.
fn held(pdq: Pdq, wanted: &Value) -> Value {
    if wanted.is_null() { Value::Null } else { pdq.hash.to_hex().into() }
}

fn finding_json(finding: &Finding) -> Value {
    json!({
        "evidence": finding.evidence.name(),
        "distance_bits": finding.distance_bits,
        "variant": finding.variant.map(Variant::name),
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
