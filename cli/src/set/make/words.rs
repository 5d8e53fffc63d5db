use presend::explain::utc;
use presend::lent::LentForm;
use presend::policy::{Action, Actions};
use presend::set::manifest::{Manifest, SectionLine};
use presend::set::{Pins, SectionAlgorithm};

use crate::output::grouped;

/// What an authority signs with this manifest, for the person who decides.
pub(super) fn in_words(manifest: &Manifest, authority: &str) -> Vec<String> {
    let Manifest { set, version, purpose, .. } = manifest;
    let bit = manifest.authorities.iter().position(|name| name == authority);
    let sections = manifest.sections.iter().filter(|section| section.algorithm.has_entries());
    let sections = sections.map(|section| listed(manifest, section, bit));
    let mut lines = vec![format!("{authority} signs {set} version {version}, for {purpose}:")];
    lines.extend(sections);
    lines.extend(bounds(manifest).into_iter().map(|line| format!("  {line}")));
    lines
}

/// What parameters say, for the person who publishes them.
pub(super) fn terms_in_words(manifest: &Manifest) -> Vec<String> {
    let Manifest { set, version, purpose, authorities, .. } = manifest;
    let mut lines = vec![format!("{set} version {version}, for {purpose}")];
    lines.push(format!("authorities {}", authorities.join(", ")));
    lines.extend(manifest.lent.map(|lent| format!("may hold {}", lent_values(lent))));
    lines.extend(bounds(manifest));
    lines
}

/// What an app promises that compiles these pins in.
pub(super) fn pins_in_words(pins: &Pins) -> Vec<String> {
    let (names, places) = (pins.names().len(), pins.jurisdictions().len());
    let (authorities, jurisdictions) = (pins.quorum_authorities, pins.quorum_jurisdictions);
    let days = |seconds: u64| grouped(seconds / 86_400);
    let caps = &pins.caps;
    vec![
        format!(
            "{authorities} of {names} authorities, from {jurisdictions} of {places} jurisdictions, \
             must vouch for each row"
        ),
        format!(
            "{} of {} witnesses must have seen it in the log",
            pins.witness_quorum,
            pins.witnesses.len()
        ),
        format!(
            "at most {} rows and {} bytes; a version lasts {} days at most, its basis {}",
            grouped(caps.max_rows),
            grouped(caps.max_bytes),
            days(caps.max_lifetime_seconds),
            days(caps.max_basis_seconds)
        ),
        format!(
            "a new device takes nothing older than version {}, and no clock before {}",
            pins.since_version,
            utc(pins.since_unix_seconds)
        ),
    ]
}

/// How long, on what basis, with which consequences.
fn bounds(manifest: &Manifest) -> Vec<String> {
    let (begins, ends) = (utc(manifest.not_before), utc(manifest.ends()));
    vec![
        format!("valid from {begins} to {ends}, on the basis of {}", manifest.basis),
        format!("a device may at most {}", at_most(manifest.actions)),
        match &manifest.recipient {
            None => "nobody receives a report".to_owned(),
            Some(recipient) => format!("{} can open a report, if a user sends one", recipient.name),
        },
    ]
}

/// `  6 pdq rows, of which we vouch for 6`
fn listed(manifest: &Manifest, section: &SectionLine, bit: Option<usize>) -> String {
    let ours = manifest
        .attests
        .iter()
        .find(|attest| attest.algorithm == section.algorithm && Some(attest.authority) == bit);
    let (rows, ours) = (grouped(section.rows), grouped(ours.map_or(0, |ours| ours.rows)));
    let kind = match manifest.lent.filter(|_| section.algorithm == SectionAlgorithm::Lent) {
        Some(lent) => lent_values(lent),
        None => kind(section.algorithm),
    };
    format!("  {rows} {kind}, of which we vouch for {ours}")
}

fn lent_values(lent: LentForm) -> String {
    format!(
        "values of {} bytes of {}, compared where the app has its code",
        lent.bytes(),
        lent.name()
    )
}

fn kind(algorithm: SectionAlgorithm) -> String {
    match algorithm {
        SectionAlgorithm::Exact(_) => format!("digests of files ({})", algorithm.name()),
        SectionAlgorithm::Near(_) => format!("hashes of pictures ({})", algorithm.name()),
        SectionAlgorithm::Vpdq => "videos (vpdq)".to_owned(),
        SectionAlgorithm::Url => "links (url-sha256)".to_owned(),
        SectionAlgorithm::Lent => "values of a hash that apps lend (lent)".to_owned(),
        SectionAlgorithm::Cleared => "innocent pictures that are no finding (cleared)".to_owned(),
        SectionAlgorithm::CanarySha256 | SectionAlgorithm::CanaryPdq => {
            format!("test entries ({})", algorithm.name())
        }
    }
}

fn at_most(actions: Actions) -> String {
    let gravest = [
        (Action::ReportCandidate, "offer its user a sealed report"),
        (Action::Block, "block, and does not report"),
        (Action::Ask, "ask its user, and does not block or report"),
        (Action::Warn, "warn its user, and does not block or report"),
    ];
    let found = gravest.into_iter().find(|(action, _)| actions.contains(*action));
    found.map_or("let everything pass", |(_, words)| words).to_owned()
}
