//! The test kit from outside: what it writes, and that a scan of it comes out as it says.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use serde_json::Value;

fn presend(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_presend")).args(args).output().unwrap()
}

/// A new folder below the build's own temporary folder.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    folder
}

fn write_kit(name: &str) -> PathBuf {
    let folder = folder(name);
    let output = presend(&["testkit", folder.to_str().unwrap()]);
    assert!(output.status.success(), "{output:?}");
    folder
}

/// Written once for all tests here.
fn kit() -> &'static Path {
    static KIT: OnceLock<PathBuf> = OnceLock::new();
    KIT.get_or_init(|| write_kit("kit"))
}

fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_owned();
                files.insert(name, fs::read(path).unwrap());
            }
        }
    }
    files
}

fn json_lines(text: &[u8]) -> Vec<Value> {
    let text = core::str::from_utf8(text).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn the_kit_is_the_same_each_time() {
    let (one, other) = (files(kit()), files(&write_kit("kit-again")));
    assert!(one.len() > 400, "{}", one.len());
    assert!(one.keys().eq(other.keys()));
    for (name, bytes) in &one {
        assert!(other.get(name) == Some(bytes), "{} differs", name.display());
    }
}

/// The core has a copy, for the test kits of the libraries.
#[test]
fn the_verified_sets_of_the_libraries_are_those_of_the_kit() {
    use presend::set::test_kit::{VERIFIED, VERIFIED_LINKS};
    for (folder, set) in [("verified", VERIFIED), ("verified-links", VERIFIED_LINKS)] {
        let written = |name: &str| fs::read(kit().join(folder).join(name)).unwrap();
        let stale = format!("copy the file from `presend testkit` to core/testdata/{folder}");
        assert!(written("pins.txt") == set.pins.as_bytes(), "pins.txt: {stale}");
        assert!(written("1.khs") == set.first, "1.khs: {stale}");
        assert!(written("1-2.khd") == set.delta, "1-2.khd: {stale}");
    }
}

#[test]
fn the_kit_overwrites_nothing() {
    let output = presend(&["testkit", kit().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn every_file_comes_out_as_the_kit_says() {
    let (folder, list) = (kit().to_str().unwrap(), kit().join("list.txt"));
    let output = presend(&["scan", "--json", "--list", list.to_str().unwrap(), "-r", folder]);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let scanned: BTreeMap<String, Value> = json_lines(&output.stdout)
        .into_iter()
        .map(|line| (line["file"].as_str().unwrap().replace('\\', "/"), line))
        .collect();
    let expected = json_lines(&fs::read(kit().join("expected.json")).unwrap());
    assert!(expected.len() > 400, "{}", expected.len());
    let wrong: Vec<String> = expected
        .iter()
        .filter_map(|expected| {
            let file = expected["file"].as_str().unwrap();
            let scanned = scanned.iter().find(|(name, _)| name.ends_with(&format!("/{file}")));
            let found = scanned.map_or(&Value::Null, |(_, line)| line);
            (!agrees(expected, found)).then(|| format!("{file}: {found}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), expected.len(), wrong.join("\n"));
}

/// Runs this in the kit's folder, and gives exit code and output.
fn in_kit(command: &str) -> (Option<i32>, String) {
    let mut presend = Command::new(env!("CARGO_BIN_EXE_presend"));
    let output = presend.args(command.split(' ')).current_dir(kit()).output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn the_verified_sets_pass_every_check_and_a_forgery_does_not() {
    let pins = "--pins verified/pins.txt";
    for version in ["1", "2"] {
        let (code, said) = in_kit(&format!("set verify verified/{version}.khs {pins}"));
        assert_eq!(code, Some(0), "{said}");
    }
    let (code, said) = in_kit(&format!("set verify verified/refused.khs {pins}"));
    assert!(code == Some(4) && said.contains("UnderAttested"), "{said}");
    let (code, said) = in_kit(&format!("set log audit verified/public-log {pins}"));
    assert!(code == Some(0) && said.contains("entry 1: made-up/test-kit version 2"), "{said}");
    let links = "--pins verified-links/pins.txt";
    for version in ["1", "2"] {
        let (code, said) = in_kit(&format!("set verify verified-links/{version}.khs {links}"));
        assert_eq!(code, Some(0), "{said}");
    }
    assert_eq!(in_kit(&format!("set log audit verified-links/public-log {links}")).0, Some(0));
    let out = folder("kit-applied");
    let apply = format!("set apply verified/1.khs verified/1-2.khd --out {}", out.display());
    assert_eq!(in_kit(&apply).0, Some(0));
    assert_eq!(fs::read(out).unwrap(), fs::read(kit().join("verified/2.khs")).unwrap());
    for (version, file, found) in [
        ("1", "test-6/original.png", "exact, test entry"),
        ("2", "test-6/original.png", "clean"),
        ("2", "test-1/original.png", "exact, test entry"),
        ("2", "canary/canary-1.bmp", "exact, test entry"),
    ] {
        let (_, said) = in_kit(&format!("scan --set verified/{version}.khs {pins} {file}"));
        assert!(said.contains(found), "{version} {file}: {said}");
    }
}

/// Compares a line of expected.json with a line of `presend scan --json`.
fn agrees(expected: &Value, found: &Value) -> bool {
    let same = |key: &str| expected[key] == found[key];
    let coverage = match expected["coverage"].as_str() {
        Some("not_applicable") => found["coverage"]["not_applicable"] == true,
        Some("low_quality") => found["coverage"]["parts_skipped"][0]["reason"] == "low_quality",
        _ => true,
    };
    let reason = |line: &Value, key: &str| line["undecided"][key].clone();
    same("kind")
        && same("outcome")
        && coverage
        && (expected["outcome"] != "undecided"
            || (reason(expected, "reason") == reason(found, "reason")
                && reason(expected, "limit") == reason(found, "limit")))
        && (expected["evidence"].is_null() || finding_agrees(expected, found))
}

fn finding_agrees(expected: &Value, found: &Value) -> bool {
    found["findings"].as_array().is_some_and(|findings| {
        findings.iter().any(|finding| {
            let exact = expected["evidence"] == "exact";
            let near = finding["distance_bits"].as_u64() <= expected["max_distance_bits"].as_u64()
                && finding["variant"] == expected["variant"]
                && finding["frame"] == expected["frame"];
            finding["evidence"] == expected["evidence"]
                && finding["test"] == true
                && (exact || near)
        })
    })
}
