//! How a set begins: the texts that `new` and `next` write, and a whole set by `rehearse`.

use std::path::Path;
use std::process::Output;

use crate::support::*;

const SHARED: &str = "1111111111111111111111111111111111111111111111111111111111111111";

fn set(folder: &Folder, arguments: &[&str]) -> Output {
    let mut command = presend();
    command.arg("set").args(arguments).current_dir(folder.path("")).output().unwrap()
}

fn read(path: impl AsRef<Path>) -> String {
    std::fs::read_to_string(path).unwrap()
}

/// A verifier key in a file of its name, not a test key.
fn keygen(folder: &Folder, role: &str, name: &str) {
    let out = format!("{name}.key");
    let made = set(folder, &["keygen", role, &format!("{name}.example"), "--out", &out]);
    assert_eq!(code(&made), 0, "{}", stderr(&made));
    folder.write(&format!("{name}.vkey"), stdout(&made));
}

/// Two lists that share an entry, each with one of its own.
fn lists(folder: &Folder) {
    let own = |digit| SHARED.replace('1', digit);
    folder.write("hotline.txt", format!("sha256:{SHARED}\nsha256:{}\n", own("2")));
    folder.write("Bureau B.txt", format!("#! test\nsha256:{SHARED}\nsha256:{}\n", own("3")));
}

const NEW: [&str; 20] = [
    "new",
    "hotlines/images",
    "--authority",
    "nl=one.vkey",
    "--authority",
    "de=two.vkey",
    "--log",
    "log.vkey",
    "--witness",
    "w1.vkey",
    "--witness",
    "w2.vkey",
    "--basis",
    "urn:example:law",
    "--from",
    "2027-01-29",
    "--until",
    "2027-03-29",
    "--basis-until",
    "2028-02-29",
];

fn desk(name: &str) -> Folder {
    let folder = Folder::new(name);
    for (role, name) in [
        ("authority", "one"),
        ("authority", "two"),
        ("log", "log"),
        ("witness", "w1"),
        ("witness", "w2"),
    ] {
        keygen(&folder, role, name);
    }
    folder
}

#[test]
fn both_texts_of_a_new_set_are_written_and_said_in_words() {
    let folder = desk("new");
    let made = set(&folder, &[&NEW[..], &["--out", "images"]].concat());
    assert_eq!(code(&made), 0, "{}", stderr(&made));
    for words in [
        "images/pins.txt, for apps to compile in:\n",
        "  2 of 2 authorities, from 2 of 2 jurisdictions, must vouch for each row\n",
        "  2 of 2 witnesses must have seen it in the log\n",
        "  valid from 2027-01-29 00:00:00 UTC to 2027-03-29 00:00:00 UTC, on the basis of \
         urn:example:law\n",
        "  a device may at most block, and does not report\n",
    ] {
        assert!(stdout(&made).contains(words), "{words}\n{}", stdout(&made));
    }
    let pins = read(folder.path("images/pins.txt"));
    assert!(pins.contains("\nquorum 2 2\nauthority nl one.example+"), "{pins}");
    let parameters = read(folder.path("images/parameters.txt"));
    assert!(parameters.contains("\nvalid 1801180800 1806278400\n"), "{parameters}");
    assert!(parameters.contains("\nbasis urn:example:law 1835395200\n"), "{parameters}");
    let again = set(&folder, &[&NEW[..], &["--out", "images"]].concat());
    assert_eq!((code(&again), stderr(&again).contains("is there already")), (2, true));
}

#[test]
fn what_cannot_hold_is_said_and_not_written() {
    let folder = desk("new-wrong");
    for (there, instead, said) in [
        ("hotlines/images", "Hotlines", "parameters.txt would not hold, line 2: expected a name"),
        ("2027-03-29", "2026-03-29", "parameters.txt would not hold, line 4: expected a beginning"),
        ("2027-03-29", "29-3-2027", "29-3-2027 is no day as 2027-01-29"),
        ("de=two.vkey", "nl=two.vkey", "pins.txt: the pins ask for too small a quorum"),
        ("de=two.vkey", "two.vkey", "--authority two.vkey: as nl=hotline.vkey"),
        ("w1.vkey", "one.vkey", "pins.txt would not hold, line 8: expected"),
    ] {
        let arguments = NEW.map(|argument| if argument == there { instead } else { argument });
        let made = set(&folder, &[&arguments[..], &["--out", "images"]].concat());
        assert_eq!(code(&made), 2, "{instead}");
        assert!(stderr(&made).contains(said), "{instead}: {}", stderr(&made));
        assert!(!folder.path("images").exists(), "{instead}");
    }
}

#[test]
fn a_set_is_rehearsed_in_one_command_and_every_file_of_it_holds() {
    let folder = Folder::new("rehearse");
    lists(&folder);
    let lists = ["rehearse", "--list", "hotline.txt", "--list", "de=Bureau B.txt", "--out", "out"];
    let made = set(&folder, &lists);
    assert_eq!(code(&made), 0, "{}", stderr(&made));
    let said = stdout(&made);
    assert!(said.starts_with("made-up/rehearsal version 1\nsha256: 1 rows\n"), "{said}");
    assert!(said.contains("sha256: 2 rows under the quorum left out\n"), "{said}");
    assert!(
        read(folder.path("out/pins.txt")).contains("\nauthority xa test.presend.invalid/hotline+")
    );
    assert!(
        read(folder.path("out/pins.txt")).contains("\nauthority de test.presend.invalid/bureau-b+")
    );
    let readme = read(folder.path("out/README.txt"));
    for line in readme.lines().filter(|line| line.get(20..21).is_some_and(|c| c != " ")) {
        let name = line.split(' ').next().unwrap_or_default();
        let named = name.replace("NAME", "bureau-b");
        let is_a_file = named.contains('.') && !named.contains(':') || named == "public-log";
        assert!(!is_a_file || folder.path(&format!("out/{named}")).exists(), "{line}");
    }
    for holds in [
        &["verify", "out/1.khs", "--pins", "out/pins.txt"][..],
        &["log", "audit", "out/public-log", "--pins", "out/pins.txt"],
        &["build", "--parameters", "out/parameters-1.txt", "--pins", "out/pins.txt", "--out", "1"],
    ] {
        let submissions = ["out/hotline.submission", "out/bureau-b.submission"];
        let more = if holds[0] == "build" { &submissions[..] } else { &[] };
        let output = set(&folder, &[holds, more].concat());
        assert_eq!(code(&output), 0, "{holds:?}: {}", stderr(&output));
    }
    assert_eq!(
        std::fs::read(folder.path("1")).unwrap(),
        std::fs::read(folder.path("out/1.draft")).unwrap()
    );
    let again = set(&folder, &lists);
    assert_eq!((code(&again), stderr(&again).contains("out is not empty")), (2, true));
}

#[test]
fn a_rehearsal_goes_on_by_hand_with_the_next_version() {
    let folder = Folder::new("rehearse-next");
    lists(&folder);
    let both = ["--list", "hotline.txt", "--list", "hotline.txt"];
    let made = set(&folder, &[&["rehearse"][..], &both, &["--out", "out"]].concat());
    assert_eq!(code(&made), 0, "{}", stderr(&made));
    let next = ["next", "out/1.khs", "--until", "2199-01-01", "--basis-until", "2199-01-01"];
    let next = set(&folder, &[&next[..], &["--out", "p2.txt"]].concat());
    assert_eq!(code(&next), 0, "{}", stderr(&next));
    assert!(stdout(&next).contains("made-up/rehearsal version 2, for known-images"));
    let name = "test.presend.invalid/hotline-2";
    let submit = ["submit", "--parameters", "p2.txt", "--authority", name];
    let submit = [&submit[..], &["--list", "hotline.txt", "--out", "submission"]].concat();
    assert_eq!(code(&set(&folder, &submit)), 0);
    let key = "out/keys/hotline-2.key";
    let attest = ["attest", "out/1.draft", "--key", key, "--list", "hotline.txt"];
    let attest = set(&folder, &attest);
    assert_eq!(code(&attest), 0, "{}", stderr(&attest));
}

#[test]
fn lists_of_which_no_set_can_be_made_are_named() {
    let folder = Folder::new("rehearse-wrong");
    lists(&folder);
    folder.write("other.txt", format!("sha256:{}\n", SHARED.replace('1', "4")));
    folder.write("bad.txt", "no hash\n");
    for (lists, exit, said) in [
        (&["hotline.txt"][..], 2, "a row needs two authorities"),
        (&["hotline.txt", "other.txt"], 4, "no row is in enough of the lists"),
        (&["hotline.txt", "bad.txt"], 4, "bad.txt: "),
        (&["hotline.txt", "missing.txt"], 4, "missing.txt: "),
        (&["nl=hotline.txt", "nl=hotline.txt"], 4, "too small a quorum"),
    ] {
        let lists: Vec<&str> = lists.iter().flat_map(|list| ["--list", list]).collect();
        let made = set(&folder, &[&["rehearse", "--out", said][..], &lists].concat());
        assert_eq!(code(&made), exit, "{said}");
        assert!(stderr(&made).contains(said), "{said}: {}", stderr(&made));
    }
}
