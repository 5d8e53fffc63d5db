//! Writes sets that lead to sealed reports into a folder, for the tests of every binding: `1.khs`, `2.khs`
//! for another key of the recipient, `sunset.khs`, whose legal basis ends five days after the others'
//! beginning, `test.khs` of test keys, `pins.txt` and `test-pins.txt`, and the listed files `file-1` to
//! `file-4`. They are valid around the second 1,800,000,000.
#![expect(
    dead_code,
    unreachable_pub,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "the maker is the one of the core's tests, and may fail by panicking"
)]

#[path = "../../../core/tests/set/maker/mod.rs"]
mod maker;

use std::path::PathBuf;

use maker::keys::Key;
use maker::rows::{ALL, Row, Section, tag};
use maker::{DAY, Draft, NOW, base64, pins, sha256};

const FILES: [(&[u8], u32); 4] =
    [(b"made up, 1", 90), (b"made up, 2", 91), (b"made up, 3", 92), (b"made up, 4", 93)];

const TEST: &str = "test.presend.invalid/";

fn main() -> std::io::Result<()> {
    let folder = PathBuf::from(std::env::args_os().nth(1).unwrap());
    std::fs::create_dir_all(&folder)?;
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.join(name), bytes);
    for (number, (file, _)) in (1..).zip(FILES) {
        write(&format!("file-{number}"), file)?;
    }
    let pins = pins().replace("recipient none", "recipient office.example");
    write("pins.txt", pins.as_bytes())?;
    // Public keys: 9 is the one of the private key 1.
    let first = reporting(Draft::sound(), 9);
    let made = first.make();
    write("1.khs", &made.bytes)?;
    write("2.khs", &reporting(first.after(&made), 8).make().bytes)?;
    let sunset = Draft { sunset: NOW + 5 * DAY, ..reporting(Draft::sound(), 9) };
    write("sunset.khs", &sunset.make().bytes)?;
    write("test.khs", &of_test_keys(reporting(Draft::sound(), 9)).make().bytes)?;
    write("test-pins.txt", test_pins(&pins).as_bytes())
}

/// A set that may lead to reports and lists the files by SHA-256.
fn reporting(draft: Draft, key: u8) -> Draft {
    let mut recipient = [0; 32];
    recipient[0] = key;
    let recipient = format!("office.example x25519 {}", base64(&recipient));
    let mut draft = Draft { actions: "warn,ask,block,report".into(), recipient, ..draft };
    let mut rows = Draft::sound().sections[1].rows.clone();
    rows.extend(FILES.iter().map(|(file, entry)| {
        let key = tag(draft.salt, "sha256", &sha256(file));
        Row { key, entry: *entry, mask: ALL }
    }));
    draft.sections[1] = Section::sorted("sha256", rows);
    draft
}

fn of_test_keys(draft: Draft) -> Draft {
    let test = |key: &Key| format!("{TEST}{}", key.name);
    Draft {
        authorities: draft.authorities.iter().map(|name| format!("{TEST}{name}")).collect(),
        signers: draft.signers.iter().map(|key| Key::note(&test(key))).collect(),
        log: Key::note(&test(&draft.log)),
        witnesses: draft.witnesses.iter().map(|key| Key::witness(&test(key))).collect(),
        ..draft
    }
}

/// The same pins with the test keys in place of the others.
fn test_pins(pins: &str) -> String {
    let notes = ["one.example", "two.example", "three.example", "log.example/sets"];
    let witnesses = ["w1.example", "w2.example", "w3.example"];
    let pairs = |names: &[&str], key: fn(&str) -> Key| -> Vec<(String, String)> {
        names.iter().map(|n| (key(n).vkey(), key(&format!("{TEST}{n}")).vkey())).collect()
    };
    let pairs = [pairs(&notes, Key::note), pairs(&witnesses, Key::witness)].concat();
    pairs.iter().fold(pins.to_owned(), |pins, (key, test)| pins.replace(key, test))
}
