use std::path::PathBuf;

use presend::set::check::{self, SetOrigin, Step, VerifiedSet};
use presend::set::{SetFault, SetState};
use serde_json::{Value, json};

use super::inspect::Facts;
use super::open::{read_bytes, read_pins};
use crate::exit::{Exit, Failure};
use crate::output::{Colour, Out, Style, json_line, printable};
use crate::scan::now_unix_seconds;

/// Check a set file as a device does: one line for each of the thirteen checks
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend set verify images-3.khs --pins pins.txt
  presend set verify images-3.khs --pins pins.txt --now 1800000000 --json

Every check is ok, fails with the name of its fault, or is skipped because an earlier one failed.
The exit code is 0 if all are ok, else 4.")]
pub(super) struct Args {
    /// The set file
    #[arg(value_name = "SET")]
    file: PathBuf,
    /// What an app would pin
    #[arg(long, value_name = "PINS")]
    pins: PathBuf,
    /// Check as of this time, in seconds since 1970 [default: now]
    #[arg(long, value_name = "SECONDS")]
    now: Option<u64>,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args) -> Result<Exit, Failure> {
    let failed = |why: String| Failure::unusable_set(format!("{}: {why}", printable(&args.file)));
    let pins = read_pins(&args.pins)?;
    let bytes = read_bytes(&args.file).map_err(|error| failed(error.to_string()))?;
    let now = args.now.map_or_else(now_unix_seconds, Ok)?;
    let mut reached = Step::Size;
    let verified = check::install_watched(&bytes, &pins, &SetState::new(&pins), now, &mut |step| {
        reached = step;
    });
    let lines = lines(reached, &verified);
    let facts = verified.as_ref().ok().map(|verified| Facts::of_verified(&bytes, verified));
    let facts = facts.transpose().map_err(|fault| failed(fault.to_string()))?;
    let mut out = Out::new();
    if args.json {
        out.text(&json_line(&as_json(&lines, facts.as_ref()))?)?;
    } else {
        out.text(&as_text(&lines, facts.as_ref()))?;
    }
    Ok(if verified.is_ok() { Exit::Clean } else { Exit::UnusableSet })
}

/// One check and how it ended.
struct Line {
    state: &'static str,
    name: &'static str,
    fault: Option<SetFault>,
    detail: String,
}

fn lines(reached: Step, verified: &Result<VerifiedSet, SetFault>) -> Vec<Line> {
    let line = |step: Step| {
        let name = step.name();
        match verified {
            Ok(verified) => {
                Line { state: "ok", name, fault: None, detail: detail(step, &verified.origin) }
            }
            Err(_) if step < reached => {
                Line { state: "ok", name, fault: None, detail: String::new() }
            }
            Err(fault) if step == reached => {
                let detail = format!("{fault}: {}", fault.meaning());
                Line { state: "fail", name, fault: Some(*fault), detail }
            }
            Err(_) => Line { state: "skip", name, fault: None, detail: String::new() },
        }
    };
    Step::ALL.into_iter().map(line).collect()
}

/// What a check found, where that is worth a word.
fn detail(step: Step, origin: &SetOrigin) -> String {
    match step {
        Step::Signatures => {
            let signer =
                |signer: &check::Signer| format!("{} ({})", signer.name, signer.jurisdiction);
            origin.signers.iter().map(signer).collect::<Vec<_>>().join(", ")
        }
        Step::Log => {
            format!("{}, entry {} of {}", origin.log.origin, origin.log.index, origin.log.size)
        }
        Step::Window => format!("until {}", origin.manifest.not_after),
        Step::History => "as on a device that has never seen this set".to_owned(),
        _ => String::new(),
    }
}

fn as_text(lines: &[Line], facts: Option<&Facts>) -> String {
    let style = Style::of_stdout();
    let mut text = String::new();
    for line in lines {
        let colour = match line.state {
            "ok" => Colour::Green,
            "fail" => Colour::Red,
            _ => Colour::Dim,
        };
        let state = style.paint(colour, line.state, 4);
        text.push_str(format!("{state}  {:10}  {}", line.name, line.detail).trim_end());
        text.push('\n');
    }
    text.push_str(&facts.map(|facts| format!("\n{}", facts.as_text())).unwrap_or_default());
    text
}

fn as_json(lines: &[Line], facts: Option<&Facts>) -> Value {
    let line = |line: &Line| {
        let fault = line.fault.map(SetFault::name);
        json!({ "state": line.state, "name": line.name, "fault": fault, "detail": line.detail })
    };
    let checks: Vec<Value> = lines.iter().map(line).collect();
    let ok = lines.iter().all(|line| line.state == "ok");
    json!({ "v": 1, "ok": ok, "checks": checks, "set": facts.map(Facts::as_json) })
}
