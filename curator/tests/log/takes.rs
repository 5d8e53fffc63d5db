//! What a log takes.

use presend::set::log::leaf_hash;
use presend::set::note::KeyKind;
use presend::set::{Pins, SetFault, VersionLeaf};
use presend_curator::log::{Gap, Log, LogError, Uncovered};

use crate::made::{Folder, append, append_as, entry, filled, key, pins, pins_of, signed, text};

#[test]
fn the_versions_of_a_set_are_one_history_without_a_gap() {
    let folder = Folder::new("once");
    let (log, first, second) = filled(&folder);
    let refused = |entry: &[u8]| append(&log, entry).err();
    assert!(matches!(refused(&first), Some(LogError::Logged)));
    let other = entry("made-up/images", 2, None);
    assert!(matches!(refused(&other), Some(LogError::Logged)), "another manifest of that version");
    assert!(matches!(
        refused(b"no manifest\n"),
        Some(LogError::Uncovered(Uncovered::NotAManifest))
    ));
    // The third follows the second, and nothing else.
    for previous in [None, Some((1, &first)), Some((2, &first)), Some((1, &second))] {
        let previous = previous.map(|(version, e)| VersionLeaf { version, leaf: leaf_hash(e) });
        let third = entry("made-up/images", 3, previous);
        assert!(matches!(refused(&third), Some(LogError::OtherHistory)), "{previous:?}");
    }
    let leaf = VersionLeaf { version: 2, leaf: leaf_hash(&second) };
    for version in [4, 5, 9_000_000_000] {
        let later = entry("made-up/images", version, Some(leaf));
        assert!(matches!(refused(&later), Some(LogError::LeavesOut { last: 2 })), "{version}");
    }
    let (new, later) = (entry("new/set", 3, Some(leaf)), entry("new/set", 7, None));
    for begins in [&new, &later] {
        assert!(matches!(refused(begins), Some(LogError::LeavesOut { last: 0 })));
    }
    let follows_nothing = entry("new/set", 1, None);
    append(&log, &follows_nothing).unwrap();
    // A gap can be forced, another history cannot.
    let forced = |entry: &[u8]| append_as(&log, entry, Gap::Allowed);
    let other = entry("made-up/images", 5, None);
    assert!(matches!(forced(&other).err(), Some(LogError::OtherHistory)));
    forced(&entry("made-up/images", 5, Some(leaf))).unwrap();
    assert!(matches!(refused(&entry("made-up/images", 4, None)), Some(LogError::NotNewer)));
    forced(&entry("moved/set", 7, Some(VersionLeaf { version: 6, leaf: [6; 32] }))).unwrap();
    assert!(matches!(Log::init(&folder.0.join("log")), Err(LogError::Exists)));
    assert!(matches!(Log::open(&folder.0.join("else")), Err(LogError::NotALog)));
}

#[test]
fn only_what_a_quorum_of_the_pinned_authorities_signed_is_taken() {
    let folder = Folder::new("quorum");
    let log = Log::init(&folder.0.join("log")).unwrap();
    let (one, two) = (key("one", KeyKind::Ed25519), key("two", KeyKind::Ed25519));
    let both = pins().to_string().replace("quorum 1 1", "quorum 2 2").replace(
        &format!("authority nl {}\n", one.public()),
        &format!("authority nl {}\nauthority de {}\n", one.public(), two.public()),
    );
    let both = Pins::parse(&both).unwrap();
    let text = text("made-up/images", 1, None);
    let line = one.sign(&text);
    let refused = |entry: &[u8], pins: &[Pins]| match log.append(entry, pins, Gap::Allowed) {
        Err(LogError::Uncovered(why)) => Some(why),
        _ => None,
    };
    let by = |fault| Some(Uncovered::Refused(fault));
    let unsigned = format!("{text}\n\u{2014} nobody AAAAAAA=\n");
    let none = refused(unsigned.as_bytes(), &[pins()]);
    assert_eq!(none, by(SetFault::AuthorityQuorum));
    assert_eq!(refused(&signed(&text, "other"), &[pins()]), by(SetFault::AuthorityQuorum));
    assert_eq!(refused(&signed(&text, "one"), &[both]), by(SetFault::AuthorityQuorum));
    let at = line.len() - 8;
    let swapped = if line.as_bytes()[at] == b'A' { "B" } else { "A" };
    let forged = format!("{text}\n{}{swapped}{}", &line[..at], &line[at + 1..]);
    assert_eq!(refused(forged.as_bytes(), &[pins()]), by(SetFault::BadSignature));
    let purpose = text.replace("known-images", "other");
    assert_eq!(refused(&signed(&purpose, "one"), &[pins()]), by(SetFault::WrongPurpose));
    let unknown = refused(&signed(&text, "one"), &[pins_of("another/set")]);
    assert_eq!(unknown, Some(Uncovered::UnknownSet));
    assert_eq!(refused(&signed(&text, "one"), &[]), Some(Uncovered::UnknownSet));
    assert_eq!(log.entries().unwrap().len(), 0);
    // Of several pins for one set, those of before and after a change of keys, one is enough.
    let later = pins().to_string().replace(&one.public().to_string(), &two.public().to_string());
    let later = Pins::parse(&later).unwrap();
    let all = [pins_of("another/set"), later, pins()];
    log.append(&signed(&text, "one"), &all, Gap::Refused).unwrap();
}
