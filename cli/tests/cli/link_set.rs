//! A set of links, from the feeds of three authorities to a device, its next version, and its end; and a
//! scan with two sets, each with its own pins.

use std::process::Output;
use std::sync::Arc;

use presend::attachment::Attachment;
use presend::context::ScanContext;
use presend::report::Outcome;
use presend::scan::AttachmentScanner;
use presend::set::store::SetStore;
use presend::set::test_kit::{LINKS, VERIFIED, VERIFIED_LINKS};
use presend::set::vault::FileVault;
use presend::set::{Pins, SetBytes};
use presend::undecided::Undecided;

use crate::support::*;

const TEST: &str = "test.presend.invalid";
const DAY: u64 = 86_400;
/// Name of an authority and the format of its feed.
const FEEDS: [(&str, &str); 3] = [("one", "urls"), ("two", "urlhaus"), ("three", "phishtank")];
const EVIL: &str = "http://evil.example/login";
const NEW: &str = "http://new.example:8080/bin.sh";

struct Desk {
    folder: Folder,
    now: u64,
}

impl Desk {
    fn run(&self, arguments: &[&str]) -> Output {
        presend().args(arguments).current_dir(self.folder.path("")).output().unwrap()
    }

    /// What a command prints that must succeed.
    fn done(&self, arguments: &str) -> String {
        let output = self.run(&arguments.split(' ').collect::<Vec<_>>());
        assert_eq!(code(&output), 0, "{arguments}: {}", stderr(&output));
        stdout(&output)
    }

    /// Keys and pins.
    fn new() -> Self {
        let now = std::time::UNIX_EPOCH.elapsed().unwrap().as_secs();
        let desk = Self { folder: Folder::new("link-set"), now };
        let key = |role: &str, name: &str| {
            let made =
                desk.done(&format!("set keygen {role} {TEST}/{name} --test --out {name}.key"));
            made.trim().to_owned()
        };
        let [one, two, three] = FEEDS.map(|(name, _)| key("authority", name));
        let (log, witness) = (key("log", "log"), key("witness", "w1"));
        desk.folder.write("log.vkey", &log);
        desk.folder.write(
            "pins.txt",
            format!(
                "presend/pins/v1\nset made-up/links\npurpose phishing\nquorum 2 2\nauthority nl {one}\n\
                 authority nl {two}\nauthority de {three}\nlog {log}\nwitness {witness}\nwitness-quorum 1\n\
                 caps 1000000 10000 100000000 100000000\nsince 0 0\nrecipient none\n"
            ),
        );
        desk.done("set log init public-log");
        desk
    }

    fn parameters(&self, version: u32, previous: &str) {
        let (from, until, sunset) = (self.now - DAY, self.now + 30 * DAY, self.now + 60 * DAY);
        let authorities: String =
            FEEDS.map(|(name, _)| format!("authority {TEST}/{name}\n")).concat();
        self.folder.write(
            "parameters.txt",
            format!(
                "presend/parameters/v1\nset made-up/links\nversion {version}\nvalid {from} {until}\n\
                 basis urn:example:law {sunset}\npurpose phishing\nactions warn,ask\nthreshold 3 30\n\
                 notice immediate\nrecipient none\nsalt AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\
                 prev {previous}\n{authorities}"
            ),
        );
    }

    /// Each authority reads its own feed. What only one of them has is not vouched for.
    fn import(&self, links: &[&str]) {
        let urls: String = links.iter().map(|link| format!("{link}\n")).collect();
        let urlhaus = |link: &&str| {
            format!(
                "\"7\",\"2026-01-01 00:00:00\",\"{link}\",\"online\",\"2026-01-01\",\"u\",\"a\",\"x\",\"r\"\r\n"
            )
        };
        let phishtank = |link: &&str| {
            format!("7,{link},http://x.example/,2026-01-01,yes,2026-01-01,yes,Other\n")
        };
        let alone = ["http://alone.example/"];
        let of_urlhaus: String = links.iter().chain(&alone).map(urlhaus).collect();
        let of_phishtank: String = links.iter().map(phishtank).collect();
        let heading = "phish_id,url,phish_detail_url,submission_time,verified,verification_time,online,target\n";
        let feeds =
            [urls, format!("# made up\r\n{of_urlhaus}"), format!("{heading}{of_phishtank}")];
        for ((name, from), feed) in FEEDS.into_iter().zip(feeds) {
            self.folder.write(&format!("{name}.feed"), feed);
            let _ = std::fs::remove_file(self.folder.path(&format!("{name}.txt")));
            self.done(&format!("set import --from {from} --out {name}.txt {name}.feed"));
        }
    }

    /// From the lists to a set file; `more` is what building and signing need of the version before.
    fn publish(&self, version: u32, first_entry: &str, more: &str) {
        for (name, _) in FEEDS {
            self.done(&format!(
                "set submit --parameters parameters.txt --authority {TEST}/{name} --list {name}.txt \
                 --out {name}.{version}"
            ));
        }
        let submissions = FEEDS.map(|(name, _)| format!(" {name}.{version}")).concat();
        self.done(&format!(
            "set build --parameters parameters.txt --pins pins.txt --out {version}.draft{more}{first_entry}{submissions}"
        ));
        for (name, _) in FEEDS {
            let attest =
                format!("set attest {version}.draft --key {name}.key --list {name}.txt{more}");
            let agreed = sha256(&self.done(&attest));
            self.done(&format!("{attest} --agree {agreed} --out {name}.{version}.sig"));
        }
        let signatures = FEEDS.map(|(name, _)| format!(" {name}.{version}.sig")).concat();
        let log_key = std::fs::read_to_string(self.folder.path("log.vkey")).unwrap();
        for command in [
            format!("join {version}.draft{signatures} --out {version}.manifest"),
            format!("log append public-log {version}.manifest --pins pins.txt"),
            "log checkpoint public-log --key log.key".to_owned(),
            format!("log witness public-log --key w1.key --log {log_key} --memory w1.seen"),
            format!(
                "log prove public-log {version}.manifest --log {log_key} --out {version}.proof"
            ),
            format!(
                "bundle {version}.draft --manifest {version}.manifest --proof {version}.proof --out {version}.khs"
            ),
        ] {
            self.done(&format!("set {command}"));
        }
    }

    /// The exit code of a scan of this text.
    fn scan(&self, version: u32, text: &str) -> i32 {
        self.folder.write("note.txt", text);
        let set = format!("{version}.khs");
        code(&self.run(&["scan", "--text", "--set", &set, "--pins", "pins.txt", "note.txt"]))
    }

    fn file(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.folder.path(name)).unwrap()
    }
}

fn sha256(text: &str) -> String {
    use presend::hash::digest::{DigestSet, digest};
    let digest = digest(text.as_bytes(), DigestSet::ALL).sha256.unwrap();
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn feeds_become_a_set_that_finds_its_links_until_it_ends() {
    let desk = Desk::new();
    desk.parameters(1, "none");
    desk.import(&[EVIL]);
    desk.publish(1, "", "");
    let inspected = desk.done("set inspect 1.khs --json");
    let leaf =
        inspected.split("\"leaf\":\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    desk.parameters(2, &format!("1 {leaf}"));
    desk.import(&[EVIL, NEW]);
    desk.publish(2, " --first-entry 2", " --prev 1.khs");
    desk.done("set delta 1.khs 2.khs --out 1-2.khd");
    for (version, text, exit) in [
        (1, "see https://www.EVIL.example/login, or not".to_owned(), 1),
        (1, format!("see {NEW}"), 0),
        (1, "see http://alone.example/".to_owned(), 0),
        (2, format!("see {NEW}"), 1),
        (2, format!("see {EVIL}"), 1),
    ] {
        assert_eq!(desk.scan(version, &text), exit, "version {version}: {text}");
    }
    on_a_device(&desk);
}

/// Installed, updated by the delta, and past its end.
fn on_a_device(desk: &Desk) {
    let pins = Pins::parse(&String::from_utf8(desk.file("pins.txt")).unwrap()).unwrap();
    let (name, now) = (pins.set.clone(), desk.now);
    let vault = Arc::new(FileVault::open(&desk.folder.path("state")).unwrap());
    let store = SetStore::open(&desk.folder.path("sets"), vec![pins], vault, now).unwrap();
    let store = Arc::new(store);
    let outcome = |text: &str, at: u64| {
        let scanner = AttachmentScanner::builder().add_sets_of(&store).build();
        scanner.scan(Attachment::text(text), &ScanContext::at(at)).report.outcome
    };
    let no_set = Outcome::Undecided(Undecided::NoUsableSet);
    assert_eq!(outcome(EVIL, now), no_set);
    store.install(&name, &SetBytes::from(desk.file("1.khs")), now).unwrap();
    assert_eq!((outcome(EVIL, now), outcome(NEW, now)), (Outcome::Match, Outcome::Clean));
    store.apply(&name, &desk.file("1-2.khd"), now).unwrap();
    assert_eq!((outcome(EVIL, now), outcome(NEW, now)), (Outcome::Match, Outcome::Match));
    // Past its end it finds nothing any more, and clears nothing.
    for text in [EVIL, NEW, "http://good.example/"] {
        assert_eq!(outcome(text, now + 31 * DAY), no_set);
    }
}

#[test]
fn a_scan_takes_a_set_of_pictures_and_one_of_links_each_with_its_own_pins() {
    let folder = Folder::new("two-sets");
    for (name, set) in [("pictures", &VERIFIED), ("links", &VERIFIED_LINKS)] {
        folder.write(&format!("{name}.khs"), set.first);
        folder.write(&format!("{name}.txt"), set.pins);
    }
    folder.write("picture.bmp", presend::set::canary::PICTURES[0].file());
    folder.write("note.txt", LINKS[0]);
    let scan = |arguments: &str, pins: [&str; 2]| {
        let mut command = presend();
        command.args(["scan", "--json", "--set", "pictures.khs", "--pins", pins[0]]);
        command.args(["--set", "links.khs", "--pins", pins[1]]).args(arguments.split(' '));
        command.current_dir(folder.path("")).output().unwrap()
    };
    for (file, set) in [("picture.bmp", &VERIFIED), ("--text note.txt", &VERIFIED_LINKS)] {
        let output = scan(file, ["pictures.txt", "links.txt"]);
        assert_eq!(code(&output), 1, "{}", stderr(&output));
        let object = objects(&output).remove(0);
        let findings = object["findings"].as_array().unwrap();
        assert!(
            !findings.is_empty() && findings.iter().all(|finding| finding["set"] == set.name),
            "{object}"
        );
        assert_eq!(
            (&object["sets"][0]["name"], &object["sets"][0]["verified"]),
            (&set.name.into(), &true.into())
        );
        assert_eq!(object["sets"].as_array().unwrap().len(), 1);
        let swapped = scan(file, ["links.txt", "pictures.txt"]);
        assert_eq!(code(&swapped), 4);
        assert_eq!(stderr(&swapped).matches("AuthorityQuorum").count(), 2, "{}", stderr(&swapped));
    }
}
