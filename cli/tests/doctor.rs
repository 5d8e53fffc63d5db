//! The doctor from outside.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::process::Command;

use serde_json::Value;

#[test]
fn a_sound_installation_is_found_sound() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_presend"));
    let output = command.args(["doctor", "--json"]).output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(output.status.success(), "{report:#}");
    assert_eq!(report["healthy"], true);
    assert_eq!(report["journal"], true);
    let formats = report["formats"].as_array().unwrap();
    assert!(formats.len() >= 8, "{report:#}");
    for format in formats {
        assert_eq!(format["files"], format["as_expected"], "{format:#}");
    }
}
