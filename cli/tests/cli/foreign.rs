//! Sets, pins and the like that are no files, or no end of one: refused, and nobody is kept waiting.

use std::path::Path;
use std::process::{Command, Output};

use crate::made_set::{made_set, pins};
use crate::support::*;

/// Nobody writes to it: who opens it to read waits for ever.
fn fifo(folder: &Folder) -> std::path::PathBuf {
    let path = folder.path("fifo.khs");
    assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
    path
}

fn refused(output: &Output) {
    assert_eq!(code(output), 4, "{}{}", stdout(output), stderr(output));
    assert!(stderr(output).starts_with("presend: "), "{}", stderr(output));
}

#[test]
fn what_is_no_regular_file_is_no_set() {
    let folder = Folder::new("no-file");
    let pins = folder.write("pins.txt", pins("made-up/images"));
    let set = made_set(&folder);
    for path in [fifo(&folder), "/dev/zero".into(), "/dev/stdin".into(), folder.path("nowhere")] {
        let with = |verb: &[&str], more: &[&Path]| {
            let mut command = presend();
            command.arg("set").args(verb).arg(&path).args(more);
            let output = command.output().unwrap();
            refused(&output);
            stderr(&output)
        };
        let (option, out) = (Path::new("--pins"), Path::new("--out"));
        let said = with(&["inspect"], &[]);
        assert!(said.contains("regular file") || path.ends_with("nowhere"), "{said}");
        with(&["verify"], &[option, &pins]);
        with(&["diff"], &[&set]);
        with(&["delta"], &[&set, out, &folder.path("out")]);
        with(&["apply"], &[&set, out, &folder.path("out")]);
        let store = folder.path("store");
        let (store, pins) = (store.to_str().unwrap(), pins.to_str().unwrap());
        with(&["store", "--dir", store, "--pins", pins, "install"], &[]);
        with(&["store", "--dir", store, "--pins", pins, "update"], &[]);
        let mut scan = presend();
        scan.arg("scan").arg("--set").arg(&path).args(["--pins", pins]).arg(photo("cat.jpg"));
        assert_eq!(code(&scan.output().unwrap()), 4);
    }
}

#[test]
fn a_text_without_end_is_refused() {
    let folder = Folder::new("no-end");
    let set = made_set(&folder);
    let verify = |pins: &str| {
        let mut verify = presend();
        verify.args(["set", "verify"]).arg(&set).args(["--pins", pins]).output().unwrap()
    };
    let device = verify("/dev/zero");
    refused(&device);
    assert!(stderr(&device).contains("a device"), "{}", stderr(&device));
    let long = folder.write("long", vec![b' '; (1 << 20) + 1]);
    let long = verify(long.to_str().unwrap());
    refused(&long);
    assert!(stderr(&long).contains("longer than"), "{}", stderr(&long));
}

#[test]
fn a_set_longer_than_its_pins_allow_is_read_no_further_and_named() {
    let folder = Folder::new("too-long");
    let pins = folder.write("pins.txt", pins("made-up/images"));
    let set = made_set(&folder);
    std::fs::File::options().write(true).open(&set).unwrap().set_len(1 << 33).unwrap();
    let output = presend().args(["set", "verify"]).arg(&set).arg("--pins").arg(&pins).output();
    let output = output.unwrap();
    assert_eq!(code(&output), 4);
    assert!(stdout(&output).contains("TooLarge"), "{}", stdout(&output));
    let inspected = presend().args(["set", "inspect"]).arg(&set).output().unwrap();
    refused(&inspected);
}

#[test]
fn the_state_of_another_set_is_refused_by_its_name() {
    let folder = Folder::new("other-state");
    let set = made_set(&folder);
    let verify = |name: &str| {
        let parsed = presend::set::Pins::parse(&pins(name)).unwrap();
        let state = presend::set::SetState::new(&parsed).to_string();
        let state = folder.write("state.txt", state);
        let pins = folder.write("pins.txt", pins("made-up/images"));
        let mut verify = presend();
        verify.args(["set", "verify"]).arg(&set).arg("--pins").arg(&pins);
        verify.arg("--state").arg(&state).output().unwrap()
    };
    let own = stdout(&verify("made-up/images"));
    assert!(own.contains("manifest"), "{own}");
    let other = verify("made-up/other");
    refused(&other);
    assert!(stderr(&other).contains("another set, made-up/other"), "{}", stderr(&other));
}
