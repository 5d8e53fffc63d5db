//! For whoever wants to know why: a line for each stage and each finding.

use crate::explain::lines::{Lines, printable};
use crate::explain::names::LOW_QUALITY;
use crate::explain::texts as t;
use crate::explain::{Language, clock};
use crate::policy::Decided;
use crate::report::{
    Coverage, Finding, LentMatch, NotCompared, PartSkipped, ScanReport, SetRef, SkipReason, Timing,
};
use crate::sniff::MediaKind;

pub(super) fn explain(report: &ScanReport, decided: &Decided, language: Language) -> String {
    let mut lines = Lines::new(language);
    // What an exclusion list cleared is no finding.
    let ScanReport { outcome, findings, cleared: _, coverage, sets, kind, own_checks, timing } =
        report;
    lines.sniff(*kind);
    lines.coverage(*kind, coverage);
    lines.sets(sets);
    lines.findings(findings);
    lines.outcome(*outcome);
    lines.own_checks(own_checks);
    lines.decision(decided);
    lines.time(*timing);
    lines.text
}

impl Lines {
    fn sniff(&mut self, kind: Option<MediaKind>) {
        let kind = kind.map_or(self.say(t::PIXELS), |kind| kind.mime());
        self.line(t::SNIFF, kind);
    }

    fn coverage(&mut self, kind: Option<MediaKind>, coverage: &Coverage) {
        let Coverage { parts_seen, parts_skipped, not_applicable, not_compared } = coverage;
        let seen = if kind == Some(MediaKind::Message) { t::SEEN_LINKS } else { t::SEEN };
        self.line(seen, parts_seen);
        if *not_applicable {
            self.line(t::SKIPPED, self.say(t::NO_PICTURE));
        }
        for PartSkipped { part, reason, codec } in parts_skipped {
            let codec = codec.map_or_else(String::new, |codec| format!(" [{}]", codec.name()));
            let reason = self.skip_reason(*reason);
            self.line(t::SKIPPED, format!("{}: {reason}{codec}", self.part(part)));
        }
        self.not_compared(not_compared);
    }

    /// Hashes that the app lends no code for, or whose code failed.
    pub(super) fn not_compared(&mut self, not_compared: &[NotCompared]) {
        for NotCompared { hash, part, reason } in not_compared {
            let why = self.told(reason.name(), reason.dutch());
            self.line(t::SKIPPED, format!("{hash}, {}: {why}", self.part(part)));
        }
    }

    fn sets(&mut self, sets: &[SetRef]) {
        if sets.is_empty() {
            self.line(t::SET, self.say(t::NO_SET));
        }
        for set in sets {
            self.line(t::SET, self.set(set));
        }
    }

    fn findings(&mut self, findings: &[Finding]) {
        if findings.is_empty() {
            self.line(t::FINDING, self.say(t::NO_FINDING));
        }
        for finding in findings {
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
        let Finding {
            set,
            evidence,
            distance_bits,
            threshold_bits,
            quality,
            part,
            frame,
            time_ms,
            variant,
            window,
            lent,
            token: _,
            test,
        } = finding;
        let mut facts = vec![self.name(*evidence)];
        facts.extend(test.then(|| self.say(t::TEST).to_owned()));
        if let (Some(distance), Some(most)) = (distance_bits, threshold_bits) {
            facts.push(format!("{distance} {} {most}", self.say(t::BITS)));
        }
        facts.extend(lent.as_ref().map(|lent| self.by_lent_hash(lent)));
        facts.extend(quality.map(|quality| format!("{} {quality}", self.say(t::QUALITY))));
        facts.push(self.part(part));
        facts.extend(frame.map(|frame| format!("{} {frame}", self.say(t::FRAME))));
        facts.extend(time_ms.map(|ms| format!("{} {}", self.say(t::AT), clock(ms))));
        facts.extend(variant.map(|variant| self.name(variant)));
        facts.extend(window.map(|window| window.to_string()));
        facts.push(self.set(set));
        facts.join(", ")
    }

    fn by_lent_hash(&self, lent: &LentMatch) -> String {
        let LentMatch { hash, measure, distance, threshold } = lent;
        let of = self.say(t::OF_AT_MOST);
        format!("{hash} {}: {distance} {of} {threshold}", measure.name())
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
            SkipReason::LowQuality => {
                let [name, in_dutch] = LOW_QUALITY;
                self.told(name, in_dutch)
            }
        }
    }
}

fn milliseconds(us: u64) -> String {
    format!("{}.{:03}", us / 1_000, us % 1_000)
}
