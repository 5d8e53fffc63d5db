//! For whoever checks the checker: by whose list, in which log, by which policy.

use crate::explain::Language;
use crate::explain::date::utc;
use crate::explain::lines::{Lines, printable};
use crate::explain::texts as t;
use crate::scan::Checked;
use crate::set::check::{SetOrigin, Signer, WitnessTime};
use crate::set::{SeenLog, base64};

pub(super) fn explain(checked: &Checked, language: Language) -> String {
    let mut lines = Lines::new(language);
    let Checked { report, decided, recorded, origins, policy, offer: _ } = checked;
    lines.outcome(report.outcome);
    lines.decision(decided);
    lines.line(t::RULES, policy);
    lines.line(t::JOURNAL, lines.say(t::recorded(*recorded)));
    for finding in &report.findings {
        let test = if finding.test { format!("{}, ", lines.say(t::TEST)) } else { String::new() };
        let set = lines.set(&finding.set);
        lines.line(t::FINDING, format!("{}, {test}{set}", lines.name(finding.evidence)));
    }
    lines.own_checks(&report.own_checks);
    lines.not_compared(&report.coverage.not_compared);
    if report.sets.is_empty() {
        lines.line(t::SET, lines.say(t::NO_SET));
    }
    for set in &report.sets {
        lines.line(t::SET, lines.set(set));
        let from = origins.iter().find(|origin| {
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
        let SetOrigin { manifest, leaf, signers, log, earlier_heads: _, witnesses } = origin;
        self.line(t::PURPOSE, printable(&manifest.purpose));
        for Signer { name, jurisdiction } in signers {
            self.line(t::SIGNED, format!("{} ({})", printable(name), printable(jurisdiction)));
        }
        let SeenLog { origin: log, size, root: _, index } = log;
        let (entry, of) = (self.say(t::ENTRY), self.say(t::OF));
        self.line(t::LOGGED, format!("{}, {entry} {index} {of} {size}", printable(log)));
        for WitnessTime { name, unix_seconds } in witnesses {
            self.line(t::WITNESSED, format!("{}, {}", printable(name), utc(*unix_seconds)));
        }
        self.line(t::LEAF, base64::encode(leaf));
    }
}
