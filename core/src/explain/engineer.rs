//! For whoever wants to know why: a line for each stage and each finding.

use crate::explain::Language;
use crate::explain::lines::{Lines, printable};
use crate::explain::texts as t;
use crate::policy::Decided;
use crate::report::{Finding, PartSkipped, ScanReport, SkipReason, Timing};

pub(super) fn explain(report: &ScanReport, decided: &Decided, language: Language) -> String {
    let mut lines = Lines::new(language);
    lines.sniff(report);
    lines.coverage(report);
    lines.sets(report);
    lines.findings(report);
    lines.outcome(report);
    lines.decision(decided);
    lines.time(report.timing);
    lines.text
}

impl Lines {
    fn sniff(&mut self, report: &ScanReport) {
        let kind = report.kind.map_or(self.say(t::PIXELS), |kind| kind.mime());
        self.line(t::SNIFF, kind);
    }

    fn coverage(&mut self, report: &ScanReport) {
        self.line(t::SEEN, report.coverage.parts_seen);
        if report.coverage.not_applicable {
            self.line(t::SKIPPED, self.say(t::NO_PICTURE));
        }
        for PartSkipped { part, reason } in &report.coverage.parts_skipped {
            self.line(t::SKIPPED, format!("{}: {}", self.part(part), self.skip_reason(*reason)));
        }
    }

    fn sets(&mut self, report: &ScanReport) {
        if report.sets.is_empty() {
            self.line(t::SET, self.say(t::NO_SET));
        }
        for set in &report.sets {
            self.line(t::SET, self.set(set));
        }
    }

    fn findings(&mut self, report: &ScanReport) {
        if report.findings.is_empty() {
            self.line(t::FINDING, self.say(t::NO_FINDING));
        }
        for finding in &report.findings {
            self.line(t::FINDING, self.finding(finding));
        }
    }

    fn time(&mut self, timing: Option<Timing>) {
        let Some(Timing { read_us, decode_us, hash_us, lookup_us, total_us }) = timing else {
            return self.line(t::TIME, self.say(t::NOT_MEASURED));
        };
        let stages = [
            (t::READ, read_us),
            (t::DECODE, decode_us),
            (t::HASH, hash_us),
            (t::LOOK_UP, lookup_us),
            (t::TOTAL, total_us),
        ];
        let stages = stages.map(|(stage, us)| format!("{} {}", self.say(stage), milliseconds(us)));
        self.line(t::TIME, stages.join(", "));
    }

    fn finding(&self, finding: &Finding) -> String {
        let mut facts = vec![self.name(finding.evidence.name())];
        facts.extend(finding.test.then(|| self.say(t::TEST).to_owned()));
        if let (Some(distance), Some(most)) = (finding.distance_bits, finding.threshold_bits) {
            facts.push(format!("{distance} {} {most}", self.say(t::BITS)));
        }
        facts.extend(finding.quality.map(|quality| format!("{} {quality}", self.say(t::QUALITY))));
        facts.push(self.part(&finding.part));
        facts.extend(finding.frame.map(|frame| format!("{} {frame}", self.say(t::FRAME))));
        facts.extend(finding.variant.map(|variant| self.name(variant.name())));
        facts.push(self.set(&finding.set));
        facts.join(", ")
    }

    fn part(&self, part: &str) -> String {
        if part.is_empty() {
            self.say(t::WHOLE).to_owned()
        } else {
            format!("{} {}", self.say(t::PART), printable(part))
        }
    }

    fn skip_reason(&self, reason: SkipReason) -> String {
        match reason {
            SkipReason::Undecided(reason) => self.reason(reason),
            SkipReason::LowQuality => self.name("low_quality"),
        }
    }
}

fn milliseconds(us: u64) -> String {
    format!("{}.{:03}", us / 1_000, us % 1_000)
}
