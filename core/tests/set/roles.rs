//! In pins one name has one role, whatever its keys; and one key, whatever its names.

use presend::set::{Pins, PinsFault};

use crate::maker::keys::Key;
use crate::maker::pins;

#[test]
fn no_name_and_no_key_has_two_roles() {
    let refused = |from: &str, to: &str| {
        let changed = pins().replacen(from, to, 1);
        assert_ne!(changed, pins(), "{from}");
        Pins::parse(&changed).err()
    };
    let note = |name: &str| Key::note(name).another().vkey();
    let witness = |name: &str| Key::witness(name).another().vkey();
    let log = Key::note("log.example/sets").vkey();
    assert_eq!(refused(&log, &note("one.example")), Some(PinsFault::Keys));
    assert_eq!(refused(&log, &note("w1.example")), Some(PinsFault::Keys));
    let first = Key::witness("w1.example").vkey();
    assert_eq!(refused(&first, &witness("one.example")), Some(PinsFault::Keys));
    assert_eq!(refused(&first, &witness("log.example/sets")), Some(PinsFault::Keys));
    let mut renamed = Key::note("one.example");
    renamed.name = "another.example".into();
    assert_eq!(refused(&log, &renamed.vkey()), Some(PinsFault::Keys));
    // An old and a new key of one name and one role are none of that.
    let both = |role: &str, old: &str, new: &str| format!("{role} {old}\n{role} {new}");
    let rotated = both("log", &log, &note("log.example/sets"));
    assert_eq!(refused(&format!("log {log}"), &rotated), None);
}
