use presend::explain::utc;
use presend::policy::{Action, Actions};
use presend::set::SectionAlgorithm;
use presend::set::manifest::{Manifest, SectionLine};

use crate::output::grouped;

/// What an authority signs with this manifest, for the person who decides.
pub(super) fn in_words(manifest: &Manifest, authority: &str) -> Vec<String> {
    let Manifest { set, version, purpose, basis, .. } = manifest;
    let bit = manifest.authorities.iter().position(|name| name == authority);
    let sections = manifest.sections.iter().filter(|section| section.algorithm.has_entries());
    let sections = sections.map(|section| listed(manifest, section, bit));
    let (begins, ends) = (utc(manifest.not_before), utc(manifest.ends()));
    let mut lines = vec![format!("{authority} signs {set} version {version}, for {purpose}:")];
    lines.extend(sections);
    lines.push(format!("  valid from {begins} to {ends}, on the basis of {basis}"));
    lines.push(format!("  a device may at most {}", at_most(manifest.actions)));
    lines.push(match &manifest.recipient {
        None => "  nobody receives a report".to_owned(),
        Some(recipient) => format!("  {} can open a report, if a user sends one", recipient.name),
    });
    lines
}

/// `  6 pdq rows, of which we vouch for 6`
fn listed(manifest: &Manifest, section: &SectionLine, bit: Option<usize>) -> String {
    let ours = manifest
        .attests
        .iter()
        .find(|attest| attest.algorithm == section.algorithm && Some(attest.authority) == bit);
    let (rows, ours) = (grouped(section.rows), grouped(ours.map_or(0, |ours| ours.rows)));
    format!("  {rows} {}, of which we vouch for {ours}", kind(section.algorithm))
}

fn kind(algorithm: SectionAlgorithm) -> String {
    match algorithm {
        SectionAlgorithm::Exact(_) => format!("digests of files ({})", algorithm.name()),
        SectionAlgorithm::Near(_) => format!("hashes of pictures ({})", algorithm.name()),
        SectionAlgorithm::Vpdq => "videos (vpdq)".to_owned(),
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
