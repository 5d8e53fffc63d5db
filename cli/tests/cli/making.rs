//! What a curator is told: which line of a hand-written text is wrong, whom a submission is for, what
//! was left out of a draft and why, and what a signature would say.

use std::path::PathBuf;
use std::process::Output;

use crate::support::*;

const TEST: &str = "test.presend.invalid";
const SHA256: &str = "1111111111111111111111111111111111111111111111111111111111111111";

struct Desk(Folder);

impl Desk {
    /// Two authorities of two jurisdictions, one of them with a digest of its own.
    fn new(name: &str) -> Self {
        let desk = Self(Folder::new(name));
        let key = |role: &str, name: &str| {
            let made =
                desk.run(&["keygen", role, &format!("{TEST}/{name}"), "--test", "--out", name]);
            assert_eq!(code(&made), 0, "{}", stderr(&made));
            stdout(&made).trim().to_owned()
        };
        let (one, two) = (key("authority", "one"), key("authority", "two"));
        let (log, witness) = (key("log", "log"), key("witness", "w1"));
        desk.0.write(
            "pins.txt",
            format!(
                "presend/pins/v1\nset made-up/images\npurpose known-images\nquorum 2 2\n\
                 authority nl {one}\nauthority de {two}\nlog {log}\nwitness {witness}\n\
                 witness-quorum 1\ncaps 1000000 10000 100000000 100000000\nsince 0 0\n\
                 recipient none\n"
            ),
        );
        desk.0.write("parameters.txt", parameters());
        let own = SHA256.replace('1', "2");
        desk.0.write("one.txt", format!("sha256:{SHA256}\nsha256:{own}\n"));
        desk.0.write("two.txt", format!("sha256:{SHA256}\n"));
        desk
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = presend();
        command.arg("set").args(arguments).current_dir(self.0.path("")).output().unwrap()
    }

    fn submit(&self, authority: &str) -> Output {
        let (name, list) = (format!("{TEST}/{authority}"), format!("{authority}.txt"));
        let out = format!("{authority}.submission");
        let from = ["submit", "--parameters", "parameters.txt", "--list", &list];
        self.run(&[&from[..], &["--authority", &name, "--out", &out]].concat())
    }

    fn draft(&self) -> Output {
        for name in ["one", "two"] {
            assert_eq!(code(&self.submit(name)), 0);
        }
        let from = ["build", "--parameters", "parameters.txt", "--pins", "pins.txt"];
        let to = ["--left-out", "left-out.txt", "--out", "1.draft"];
        self.run(&[&from[..], &to, &["one.submission", "two.submission"]].concat())
    }

    /// What is said of `parameters.txt` or `pins.txt` with this text.
    fn said_of(&self, file: &str, text: &str) -> String {
        let sound = self.0.path(file);
        let kept = std::fs::read(&sound).unwrap();
        std::fs::write(&sound, text).unwrap();
        let output = match file {
            "pins.txt" => self.run(&[
                "build",
                "--parameters",
                "parameters.txt",
                "--pins",
                file,
                "--out",
                "x",
                "y",
            ]),
            _ => self.submit("one"),
        };
        std::fs::write(&sound, kept).unwrap();
        assert_eq!(code(&output), 4);
        let said = stderr(&output);
        said.trim_end().strip_prefix(&format!("presend: {file}: ")).unwrap_or(&said).to_owned()
    }
}

fn parameters() -> String {
    format!(
        "presend/parameters/v1\nset made-up/images\nversion 1\nvalid 1801195538 1803787538\n\
         basis urn:example:law 1803700800\npurpose known-images\nactions warn,ask,block\n\
         threshold 3 30\nnotice immediate\nrecipient none\n\
         salt AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nprev none\n\
         authority {TEST}/one\nauthority {TEST}/two\nmatch pdq 31 31 10 50\n"
    )
}

fn read(path: PathBuf) -> String {
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn a_mistake_in_parameters_is_named_by_its_line_and_what_must_stand_there() {
    let desk = Desk::new("making-parameters");
    let sound = parameters();
    for (there, instead, said) in [
        ("version 1\n", "", "line 3: expected `version` and one value, one blank between them"),
        ("version 1", "version one", "line 3: expected other values than these"),
        ("valid 18", "valid  18", "line 4: expected `valid` and 2 values, one blank before each"),
        ("threshold 3 30", "threshold 03 30", "line 8: expected `threshold 3 30`"),
        ("threshold 3 30", "threshold 1 30", "line 8: expected 2 to 32 entries"),
        ("1801195538", "1901195538", "line 4: expected a beginning before the end"),
        ("notice immediate", "notice later", "line 9: expected `notice immediate`"),
        ("prev none", "prev 1 x", "line 12: expected other values than these"),
        ("10 50\n", "10 50\nmore\n", "line 16: expected `match`"),
        (
            "10 50\n",
            "10 50",
            "line 15: expected `authority` and one value, one blank between them or",
        ),
        ("none\nsalt", "none\r\nsalt", "line 10: expected lines that end with LF alone"),
    ] {
        let heard = desk.said_of("parameters.txt", &sound.replacen(there, instead, 1));
        assert!(heard.starts_with(said), "{instead}: {heard}");
    }
    let windows = desk.said_of("parameters.txt", &sound.replace('\n', "\r\n"));
    assert_eq!(
        windows,
        "line 1: expected lines that end with LF alone, as on Unix, not with CR LF"
    );
    assert_eq!(code(&desk.submit("one")), 0, "the sound text is taken");
}

#[test]
fn a_mistake_in_pins_is_named_by_its_line_or_by_what_cannot_hold() {
    let desk = Desk::new("making-pins");
    let sound = read(desk.0.path("pins.txt"));
    for (there, instead, said) in [
        ("quorum 2 2", "quorum 2  2", "line 4: expected `quorum` and 2 values"),
        ("quorum 2 2", "quorum two 2", "line 4: expected other values than these"),
        ("authority de", "authority DE", "line 6: expected other values than these"),
        (
            "witness-quorum 1\n",
            "",
            "line 9: expected `witness` and one value, one blank between \
                                    them or `witness-quorum` and one value",
        ),
        ("since 0 0", "since 0 00", "line 11: expected `since 0 0`"),
        ("recipient none\n", "recipient none\nallow all\n", "line 13: expected nothing more"),
        ("recipient none\n", "recipient none\r\n", "line 12: expected lines that end with LF"),
        ("quorum 2 2", "quorum 3 2", "the pins ask for too small a quorum, or one that"),
    ] {
        let heard = desk.said_of("pins.txt", &sound.replacen(there, instead, 1));
        assert!(heard.starts_with(said), "{instead}: {heard}");
    }
}

#[test]
fn nothing_is_handed_in_for_an_authority_that_is_not_in_the_parameters() {
    let desk = Desk::new("making-typo");
    let from = ["submit", "--parameters", "parameters.txt", "--list", "one.txt", "--out", "x"];
    let output = desk.run(&[&from[..], &["--authority", "test.presend.invalid/onne"]].concat());
    assert_eq!(code(&output), 4);
    let why = "parameters.txt: no authority test.presend.invalid/onne in it, only \
               test.presend.invalid/one, test.presend.invalid/two\n";
    assert!(stderr(&output).ends_with(why), "{}", stderr(&output));
    assert!(!desk.0.path("x").exists());
}

#[test]
fn each_row_that_was_left_out_is_named_with_what_it_lacks() {
    let desk = Desk::new("making-left-out");
    let built = desk.draft();
    assert_eq!(code(&built), 0, "{}", stderr(&built));
    assert!(stdout(&built).starts_with("sha256: 1 rows under the quorum left out\n"));
    let left_out = read(desk.0.path("left-out.txt"));
    let (value, why) = left_out.split_once(' ').unwrap();
    assert_eq!(why, format!("by {TEST}/one (nl): 1 of 2 authorities, 1 of 2 jurisdictions\n"));
    let submission = read(desk.0.path("one.submission"));
    assert!(submission.lines().any(|line| line == format!("record {value}")), "{left_out}");
    let other = read(desk.0.path("two.submission"));
    assert!(!other.contains(value), "what both have is in the draft");
}

#[test]
fn what_is_signed_is_said_in_words_and_the_text_that_is_agreed_to_stays_alone() {
    let desk = Desk::new("making-words");
    assert_eq!(code(&desk.draft()), 0);
    let output = desk.run(&["attest", "1.draft", "--key", "one", "--list", "one.txt"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(stdout(&output).starts_with("presend/manifest/v1\nset made-up/images\n"));
    let said = stderr(&output);
    for words in [
        "test.presend.invalid/one signs made-up/images version 1, for known-images:\n",
        "  1 digests of files (sha256), of which we vouch for 1\n",
        "  valid from 2027-01-29 04:05:38 UTC to 2027-02-27 04:00:00 UTC, on the basis of \
         urn:example:law\n",
        "  a device may at most block, and does not report\n",
        "  nobody receives a report\n",
    ] {
        assert!(said.contains(&format!("presend: {words}")), "{words}\n{said}");
    }
}
