//! `presend report`: a key is made, reports come in, and each is opened and compared.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    unreachable_pub,
    reason = "a test fails by panicking, and its parts are shared"
)]

#[expect(dead_code, reason = "the core's own tests use all of it")]
#[path = "../../core/tests/set/maker/mod.rs"]
mod maker;
#[expect(dead_code, reason = "the curator's own tests use all of it")]
#[path = "../../curator/tests/report/phone.rs"]
mod phone;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use phone::{Phone, draft, pins_text};
use presend_curator::report::RecipientKey;
use serde_json::{Value, json};
use tempfile::TempDir;

const LATER: &str = "1800432000";

fn presend(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_presend")).args(arguments).output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// A recipient's desk: its key, its copy of the set, the pins, and a folder of reports.
struct Desk {
    folder: TempDir,
    made: maker::Made,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let key = at("office.key");
        let made = presend(&["report", "keygen", "office.example", "--out", text(&key)]);
        let read = RecipientKey::parse(&fs::read_to_string(&key).unwrap()).unwrap();
        let lines = format!("{}\nrecipient office.example\n", read.manifest_line());
        assert_eq!((stdout(&made), made.status.code()), (lines, Some(0)));
        let made = draft(&read).make();
        fs::write(at("set.khs"), &made.bytes).unwrap();
        fs::write(at("pins.txt"), pins_text()).unwrap();
        fs::create_dir(at("inbox")).unwrap();
        Self { folder, made }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A report of another phone, whose user found the same.
    fn take(&self, name: &str) -> Vec<u8> {
        let report = Phone::with(&self.made).report().into_bytes();
        fs::write(self.at("inbox").join(name), &report).unwrap();
        report
    }

    fn run(&self, verb: &str, rest: &[&str]) -> Output {
        let key = self.at("office.key");
        presend(&[&["report", verb, "--key", text(&key)], rest].concat())
    }

    fn verify(&self, now: &str) -> Output {
        let (set, pins, inbox) = (self.at("set.khs"), self.at("pins.txt"), self.at("inbox"));
        let set = ["--set", text(&set), "--pins", text(&pins), "--now", now];
        self.run("verify", &[&[text(&inbox)], &set[..]].concat())
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_report_is_opened_and_it_is_said_what_it_is_worth() {
    let desk = Desk::new();
    desk.take("one.pkr");
    let opened = desk.run("open", &[text(&desk.at("inbox/one.pkr"))]);
    let said = stdout(&opened);
    assert_eq!(opened.status.code(), Some(0));
    for line in ["presend/report/v1\n", "set made-up/images\n", "finding 1 90 exact 0\n"] {
        assert!(said.contains(line), "{said}");
    }
    assert!(said.ends_with("# A report is a hint, never evidence: anyone can write one.\n"));
}

#[test]
fn a_folder_is_compared_with_the_set_and_what_is_alike_is_counted() {
    let desk = Desk::new();
    let first = desk.take("one.pkr");
    desk.take("two.pkr");
    let verified = desk.verify(LATER);
    let said = stdout(&verified);
    assert_eq!(verified.status.code(), Some(0), "{said}");
    assert!(said.contains("one.pkr: holds; made-up/images 1, 2027-01-17, 3 entries"), "{said}");
    assert!(said.contains("two.pkr: holds") && said.contains("the same entries as 1 before"));
    fs::write(desk.at("inbox/three.pkr"), &first).unwrap();
    fs::write(desk.at("inbox/zero.pkr"), &first[1..]).unwrap();
    let verified = desk.verify(LATER);
    let said = stdout(&verified);
    assert_eq!(verified.status.code(), Some(4), "{said}");
    assert!(said.contains("one.pkr: holds") && said.contains("a copy: 1 before with this code"));
    assert!(said.contains("zero.pkr: refused: NotAReport: it is no sealed report\n"));
    let sum = "4 files: 3 opened, 3 hold; 1 copies of another, 1 more with the same entries";
    assert!(said.contains(sum), "{said}");
}

#[test]
fn programs_are_told_the_same_a_line_each() {
    let desk = Desk::new();
    let first = desk.take("one.pkr");
    fs::write(desk.at("inbox/three.pkr"), &first).unwrap();
    fs::write(desk.at("inbox/zero.pkr"), &first[1..]).unwrap();
    let (set, pins, inbox) = (desk.at("set.khs"), desk.at("pins.txt"), desk.at("inbox"));
    let desks = ["--set", text(&set), "--pins", text(&pins), "--json", "--now"];
    let json = |now| desk.run("verify", &[&[text(&inbox)], &desks[..], &[now]].concat());
    let lines = |output: &Output| -> Vec<Value> {
        stdout(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let verified = json(LATER);
    let [one, copy, zero, sum]: [Value; 4] = lines(&verified).try_into().unwrap();
    assert_eq!(verified.status.code(), Some(4));
    assert_eq!((&one["state"], &one["against"]), (&"holds".into(), &json!([])));
    assert_eq!(one["report"]["day"], "2027-01-17");
    let found = json!({ "version": 1, "entry": 90, "evidence": "exact", "distance_bits": 0 });
    assert_eq!(one["report"]["findings"][0], found);
    assert_eq!(one["file"], text(&desk.at("inbox/one.pkr")));
    assert_eq!((&copy["earlier"]["same_code"], &copy["report"]), (&1.into(), &one["report"]));
    assert_eq!((&zero["state"], &zero["fault"]), (&"refused".into(), &"NotAReport".into()));
    assert_eq!((&sum["files"], &sum["hold"], &sum["same_code"]), (&3.into(), &2.into(), &1.into()));
    // The day before the report was made: it is of a day to come.
    let early = &lines(&json("1799913600"))[0];
    assert_eq!(early["state"], "does_not_hold");
    assert_eq!(early["against"][0]["fault"], "Day");
    let opened = desk.run("open", &[text(&desk.at("inbox/one.pkr")), "--json"]);
    assert_eq!(lines(&opened)[0]["report"], one["report"]);
}

#[test]
fn what_speaks_against_a_report_is_named() {
    let desk = Desk::new();
    desk.take("one.pkr");
    // The day before the report was made: it is of a day to come.
    let verified = desk.verify("1799913600");
    let said = stdout(&verified);
    assert_eq!(verified.status.code(), Some(4), "{said}");
    assert!(said.contains("one.pkr: does not hold") && said.contains("\n  Day: "), "{said}");
}

#[test]
fn other_keys_and_sets_that_a_device_refuses_end_the_command() {
    let desk = Desk::new();
    let mut report = desk.take("one.pkr");
    report[4_000] ^= 1;
    fs::write(desk.at("inbox/two.pkr"), &report).unwrap();
    let changed = desk.run("open", &[text(&desk.at("inbox/two.pkr"))]);
    assert_eq!((changed.status.code(), stdout(&changed)), (Some(4), String::new()));
    let error = String::from_utf8(changed.stderr).unwrap();
    assert!(error.contains("Changed: it was changed"), "{error}");
    let mut set = fs::read(desk.at("set.khs")).unwrap();
    *set.last_mut().unwrap() ^= 1;
    fs::write(desk.at("set.khs"), set).unwrap();
    assert_eq!(desk.verify(LATER).status.code(), Some(4));
    fs::write(desk.at("office.key"), "PRIVATE+RECIPIENT+office.example+00000000+AAAA\n").unwrap();
    assert_eq!(desk.run("open", &[text(&desk.at("inbox/one.pkr"))]).status.code(), Some(4));
}

#[test]
fn a_key_is_never_written_over_and_its_owners_alone() {
    let desk = Desk::new();
    let key = desk.at("office.key");
    let before = fs::read(&key).unwrap();
    let again = presend(&["report", "keygen", "office.example", "--out", text(&key)]);
    assert_eq!((again.status.code(), fs::read(&key).unwrap()), (Some(4), before));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let other = desk.at("other.key");
    let bad = presend(&["report", "keygen", "Not A Name", "--out", text(&other)]);
    assert_eq!((bad.status.code(), other.exists()), (Some(2), false));
}
