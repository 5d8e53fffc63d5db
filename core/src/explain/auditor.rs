//! For whoever checks the checker: by whose list, in which log, by which policy.

use crate::explain::Language;
use crate::explain::lines::{Lines, printable};
use crate::explain::texts as t;
use crate::scan::Checked;
use crate::set::base64;
use crate::set::check::SetOrigin;

pub(super) fn explain(checked: &Checked, language: Language) -> String {
    let mut lines = Lines::new(language);
    lines.outcome(&checked.report);
    lines.decision(&checked.decided);
    lines.line(t::RULES, checked.policy);
    lines.line(t::JOURNAL, lines.name(checked.recorded.name()));
    for finding in &checked.report.findings {
        let test = if finding.test { format!("{}, ", lines.say(t::TEST)) } else { String::new() };
        let set = lines.set(&finding.set);
        lines.line(t::FINDING, format!("{}, {test}{set}", lines.name(finding.evidence.name())));
    }
    if checked.report.sets.is_empty() {
        lines.line(t::SET, lines.say(t::NO_SET));
    }
    for set in &checked.report.sets {
        lines.line(t::SET, lines.set(set));
        let from = checked.origins.iter().find(|origin| {
            (&origin.manifest.set, origin.manifest.version) == (&set.name, set.version)
        });
        if let Some(origin) = from.filter(|_| set.verified) {
            lines.origin(origin);
        }
    }
    lines.text
}

impl Lines {
    fn origin(&mut self, origin: &SetOrigin) {
        self.line(t::PURPOSE, printable(&origin.manifest.purpose));
        for signer in &origin.signers {
            let name = printable(&signer.name);
            self.line(t::SIGNED, format!("{name} ({})", printable(&signer.jurisdiction)));
        }
        let log = &origin.log;
        let place = format!("{}, {}/{}", printable(&log.origin), log.index, log.size);
        self.line(t::LOGGED, place);
        for witness in &origin.witnesses {
            let name = printable(&witness.name);
            self.line(t::WITNESSED, format!("{name}, {}", witness.unix_seconds));
        }
        self.line(t::LEAF, base64::encode(&origin.leaf));
    }
}
