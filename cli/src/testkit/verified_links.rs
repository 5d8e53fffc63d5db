//! A set of made-up links, beside the one of pictures: with authorities, pins and a log of its own.

use std::fs;
use std::path::Path;

use presend::set::SetBytes;
use presend::set::check::Bundle;
use presend::set::note::KeyKind;
use presend::set::test_kit::{LINKS, VERIFIED_LINKS};
use presend_curator::delta::delta;
use presend_curator::key::SigningKey;

use super::verified::{Making, terms_of, words};
use crate::exit::Failure;
use crate::made::{Cast, Keys, Scratch, Terms};

const AUTHORITIES: [(&str, &str); 2] = [("nl", "link-desk"), ("de", "link-watch")];

/// Writes both versions, what is between them, pins and log.
pub(super) fn write(folder: &Path) -> Result<(), Failure> {
    written(folder).map_err(|why| Failure::internal(format!("test kit: {why}")))
}

fn written(folder: &Path) -> Result<(), String> {
    let authorities = AUTHORITIES.map(|(place, name)| (place.to_owned(), name.to_owned()));
    let mut cast = Cast::new(Keys::Test, &authorities)?;
    // One key signs one log.
    let log_name = "test.presend.invalid/link-log";
    cast.log = SigningKey::published_test(log_name, KeyKind::Ed25519).map_err(words)?;
    let (pins, scratch) = (terms(None).pins(cast.trusted()), Scratch::new("testkit-links"));
    let making = Making { pins, cast, terms, scratch };
    let [one_link, other] = LINKS.map(|link| format!("url:{link}\n"));
    let both = format!("{one_link}{other}");
    let log = folder.join("public-log");
    let one = making.version(&log, None, &making.pins, &[(one_link.as_str(), ""); 2])?;
    let first = Bundle::read_unverified(&SetBytes::from(one.file.clone())).map_err(words)?;
    let before = (&first, one.built.next_entry);
    let two = making.version(&log, Some(before), &making.pins, &[(both.as_str(), ""); 2])?;
    let second = Bundle::read_unverified(&SetBytes::from(two.file.clone())).map_err(words)?;
    let changes = delta(&first, &second).ok_or("no delta from version 1 to 2")?;
    let file = |name: &str, bytes: &[u8]| fs::write(folder.join(name), bytes).map_err(words);
    file("pins.txt", making.pins.to_string().as_bytes())?;
    file("1.khs", &one.file)?;
    file("2.khs", &two.file)?;
    file("1-2.khd", &changes)
}

fn terms(previous: Option<&Bundle>) -> Terms {
    let salt = *b"salt of the test kit's links set";
    terms_of((VERIFIED_LINKS.name, "phishing"), salt, previous)
}
