//! What a report holds, and how it stands, for a person and for a program.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use presend::explain::date;
use presend::sealed::{ReportContent, ReportedFinding};
use presend_curator::report::ReportFault;
use serde::Serialize;
use serde_json::{Value, json};

use crate::exit::Failure;
use crate::input::FileName;
use crate::output::json_line;

/// A report that was read, or why it was not.
pub(super) enum Seen {
    /// The name of what refused it, if the opener did, and the words.
    Refused { name: Option<&'static str>, detail: String },
    /// Opened, and compared with the desk's set.
    Opened { content: ReportContent, faults: Vec<ReportFault>, earlier: Earlier },
}

/// Reports before it that are alike.
#[derive(Clone, Copy)]
pub(super) struct Earlier {
    pub(super) same_code: u64,
    pub(super) same_entries: u64,
}

impl Seen {
    pub(super) const fn holds(&self) -> bool {
        match self {
            Self::Refused { .. } => false,
            Self::Opened { content: _, faults, earlier: _ } => faults.is_empty(),
        }
    }

    /// A line, and one for each thing that speaks against the report.
    pub(super) fn text(&self, file: &str) -> String {
        match self {
            Self::Refused { name: _, detail } => format!("{file}: refused: {detail}\n"),
            Self::Opened { content, faults, earlier } => {
                let verdict = if self.holds() { "holds" } else { "does not hold" };
                let faults: String = faults.iter().map(|fault| format!("  {fault}\n")).collect();
                format!("{file}: {verdict}; {}{}\n{faults}", about(content), earlier.text())
            }
        }
    }

    /// One JSON object, and the end of the line.
    pub(super) fn json(&self, file: &FileName) -> Result<String, Failure> {
        json_line(&Line { v: 1, file, seen: self.facts() })
    }

    fn facts(&self) -> Value {
        match self {
            Self::Refused { name, detail } => {
                json!({ "state": "refused", "fault": name, "detail": detail })
            }
            Self::Opened { content, faults, earlier: Earlier { same_code, same_entries } } => {
                let state = if self.holds() { "holds" } else { "does_not_hold" };
                let fault =
                    |it: &ReportFault| json!({ "fault": it.name(), "detail": it.to_string() });
                json!({
                    "state": state, "report": content_json(content),
                    "against": faults.iter().map(fault).collect::<Vec<_>>(),
                    "earlier": { "same_code": same_code, "same_entries": same_entries },
                })
            }
        }
    }
}

#[derive(Serialize)]
struct Line<'a> {
    v: u8,
    #[serde(flatten)]
    file: &'a FileName,
    #[serde(flatten)]
    seen: Value,
}

impl Earlier {
    fn text(self) -> String {
        match (self.same_code, self.same_entries) {
            (0, 0) => String::new(),
            (0, earlier) => format!("; the same entries as {earlier} before"),
            (earlier, _) => format!("; a copy: {earlier} before with this code"),
        }
    }
}

fn about(content: &ReportContent) -> String {
    let ReportContent { set, version, leaf: _, day, build: _, policy: _, appeal, findings } =
        content;
    let (day, findings) = (date(*day), findings.len());
    format!("{set} {version}, {day}, {findings} entries, appeal code {appeal}")
}

/// All that a report says.
pub(super) fn content_json(content: &ReportContent) -> Value {
    let ReportContent { set, version, leaf, day, build, policy, appeal, findings } = content;
    let finding = |found: &ReportedFinding| {
        let ReportedFinding { version, entry, evidence, distance_bits } = found;
        json!({
            "version": version, "entry": entry, "evidence": evidence.name(), "distance_bits": distance_bits,
        })
    };
    json!({
        "set": set, "version": version, "leaf": STANDARD.encode(leaf), "day": date(*day), "build": build,
        "policy": policy.to_string(), "appeal": appeal.to_string(),
        "findings": findings.iter().map(finding).collect::<Vec<_>>(),
    })
}
