use std::collections::BTreeSet;

use super::{MAX_LOGS, PinnedAuthority, PinnedCaps, Pins, PinsFault};
use crate::set::lines::Lines;
use crate::set::manifest::{MAX_NUMBER, is_name};
use crate::set::note::{KeyKind, NoteKey};
use crate::set::text_fault::TextFault;

const MAX_AUTHORITY_LINES: usize = 32;
const MAX_WITNESSES: usize = 64;

pub(super) fn parse(text: &str) -> Result<Pins, PinsFault> {
    let pins = read_text(text).map_err(|_| PinsFault::Text)?;
    holds(&pins)?;
    Ok(pins)
}

/// What the text says, whether or not it can hold.
pub(super) fn read_text(text: &str) -> Result<Pins, TextFault> {
    let mut lines = Lines::new(text);
    let pins = read(&mut lines).ok_or_else(|| TextFault::unread(text, &lines))?;
    TextFault::unlike(text, &pins.to_string()).map_or(Ok(pins), Err)
}

fn read(lines: &mut Lines<'_>) -> Option<Pins> {
    lines.exactly("presend/pins/v1")?;
    let set = lines.field("set").filter(|name| is_name(name))?.to_owned();
    let purpose = lines.field("purpose").filter(|name| is_name(name))?.to_owned();
    let [authorities, jurisdictions] = lines.fields("quorum")?;
    let (quorum_authorities, quorum_jurisdictions) = (count(authorities)?, count(jurisdictions)?);
    let pins = Pins {
        set,
        purpose,
        quorum_authorities,
        quorum_jurisdictions,
        authorities: read_authorities(lines)?,
        logs: keys(lines, "log", KeyKind::Ed25519, MAX_LOGS)?,
        witnesses: keys(lines, "witness", KeyKind::Cosignature, MAX_WITNESSES)?,
        witness_quorum: count(lines.field("witness-quorum")?)?,
        caps: caps(lines)?,
        since_unix_seconds: 0,
        since_version: 0,
        recipient: None,
        test: false,
    };
    let [since, version] = lines.fields("since")?;
    let (since_unix_seconds, since_version) = (number(since)?, number(version)?);
    let recipient = lines.field("recipient").filter(|name| is_name(name))?;
    Some(Pins {
        since_unix_seconds,
        since_version,
        recipient: (recipient != "none").then(|| recipient.to_owned()),
        test: pins.authorities.iter().any(|authority| authority.key.is_test()),
        ..pins
    })
}

fn read_authorities(lines: &mut Lines<'_>) -> Option<Vec<PinnedAuthority>> {
    let mut authorities = Vec::new();
    while let Some([jurisdiction, key]) = lines.fields("authority") {
        let known = jurisdiction.len() == 2 && jurisdiction.bytes().all(|b| b.is_ascii_lowercase());
        let key = key_of(key, KeyKind::Ed25519).filter(|key| is_name(key.name()))?;
        if !known || authorities.len() == MAX_AUTHORITY_LINES {
            return None;
        }
        authorities.push(PinnedAuthority { jurisdiction: jurisdiction.to_owned(), key });
    }
    Some(authorities)
}

/// At least one.
fn keys(
    lines: &mut Lines<'_>,
    role: &'static str,
    kind: KeyKind,
    most: usize,
) -> Option<Vec<NoteKey>> {
    let mut keys = Vec::new();
    while let Some(key) = lines.field(role) {
        if keys.len() == most {
            return None;
        }
        keys.push(key_of(key, kind)?);
    }
    (!keys.is_empty()).then_some(keys)
}

fn key_of(vkey: &str, kind: KeyKind) -> Option<NoteKey> {
    NoteKey::parse(vkey).ok().filter(|key| key.kind() == kind)
}

fn caps(lines: &mut Lines<'_>) -> Option<PinnedCaps> {
    let [max_bytes, max_rows, max_lifetime_seconds, max_basis_seconds] = lines.fields("caps")?;
    Some(PinnedCaps {
        max_bytes: number(max_bytes)?,
        max_rows: number(max_rows)?,
        max_lifetime_seconds: number(max_lifetime_seconds)?,
        max_basis_seconds: number(max_basis_seconds)?,
    })
}

/// What no single line shows.
fn holds(pins: &Pins) -> Result<(), PinsFault> {
    same_kind_of_keys(pins)?;
    different_keys(pins)?;
    different_names(pins)?;
    if pins.logs.iter().any(|log| log.name() == "presend" || log.name().starts_with("presend/")) {
        return Err(PinsFault::Keys);
    }
    let one_jurisdiction = pins.authorities.iter().all(|authority| {
        let same = |other: &&PinnedAuthority| other.key.name() == authority.key.name();
        pins.authorities
            .iter()
            .filter(same)
            .all(|other| other.jurisdiction == authority.jurisdiction)
    });
    if !one_jurisdiction {
        return Err(PinsFault::Keys);
    }
    let floor = if pins.test { 1 } else { 2 };
    let quorums = [pins.quorum_authorities, pins.quorum_jurisdictions, pins.witness_quorum];
    let reachable = pins.quorum_authorities <= pins.names().len()
        && pins.quorum_jurisdictions <= pins.jurisdictions().len()
        && pins.quorum_jurisdictions <= pins.quorum_authorities
        && pins.witness_quorum <= pins.witness_names().len();
    if reachable && quorums.iter().all(|quorum| *quorum >= floor) {
        Ok(())
    } else {
        Err(PinsFault::Quorum)
    }
}

/// All keys are published test keys, or none is.
fn same_kind_of_keys(pins: &Pins) -> Result<(), PinsFault> {
    let mixed = pins.keys().any(|key| key.is_test() != pins.test);
    if mixed { Err(PinsFault::TestKeys) } else { Ok(()) }
}

/// One key has one role.
fn different_keys(pins: &Pins) -> Result<(), PinsFault> {
    let mut keys: Vec<_> = pins.keys().map(NoteKey::public).collect();
    let all = keys.len();
    keys.sort_unstable();
    keys.dedup();
    if keys.len() == all { Ok(()) } else { Err(PinsFault::Keys) }
}

/// One name has one role too: a log that is also an authority would vouch for what it shows.
fn different_names(pins: &Pins) -> Result<(), PinsFault> {
    let logs: BTreeSet<&str> = pins.logs.iter().map(NoteKey::name).collect();
    let (authorities, witnesses) = (pins.names(), pins.witness_names());
    let apart = logs.is_disjoint(&authorities)
        && logs.is_disjoint(&witnesses)
        && authorities.is_disjoint(&witnesses);
    if apart { Ok(()) } else { Err(PinsFault::Keys) }
}

fn number(text: &str) -> Option<u64> {
    text.parse().ok().filter(|number| *number <= MAX_NUMBER)
}

fn count(text: &str) -> Option<usize> {
    text.parse().ok()
}
