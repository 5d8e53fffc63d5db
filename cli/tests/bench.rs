//! The bench from outside.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::process::Command;

use serde_json::Value;

fn bench(arguments: &[&str]) -> std::process::Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_presend"));
    command.arg("bench").args(arguments).output().unwrap()
}

#[test]
fn each_stage_of_a_real_scan_is_timed() {
    let photo = concat!(env!("CARGO_MANIFEST_DIR"), "/../core/testdata/photos/mountains.jpg");
    let output = bench(&["--json", "--entries", "1000", "--runs", "3", photo]);
    assert!(output.status.success());
    let line: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&line["entries"], &line["outcome"]), (&1000.into(), &"clean".into()));
    let ms = |stage: &str| line["timing_ms"][stage].as_f64().unwrap();
    let parts = ["read", "decode", "hash", "lookup"].map(ms);
    assert!(parts.iter().all(|part| *part >= 0.0) && ms("decode") > 0.0);
    assert!(ms("total") >= ms("decode"));
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let output = bench(&["--entries", "1", "no-such-picture.jpg"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("no-such-picture.jpg"));
}
