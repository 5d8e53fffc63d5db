use std::path::PathBuf;

use presend::explain::utc;
use presend::set::check::{self, Bundle, SetOrigin, Step, VerifiedSet};
use presend::set::{Pins, SetFault, SetState};
use presend_curator::delta::difference;
use serde_json::{Value, json};

use super::date::moment;
use super::facts::Facts;
use super::files;
use crate::exit::{Exit, Failure};
use crate::output::{Colour, Out, Style, Working, json_line, printable_text};
use crate::scan::now_unix_seconds;

/// Check a set file as a device does: one line for each of the thirteen checks
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend set verify images-3.khs --pins pins.txt
  presend set verify images-3.khs --pins pins.txt --now 2027-01-15 --json

Every check is ok, fails with the name of its fault, or is skipped because an earlier one failed.
The exit code is 0 if all are ok, else 4.")]
pub(super) struct Args {
    /// The set file
    #[arg(value_name = "SET")]
    file: PathBuf,
    /// What an app would pin
    #[arg(long, value_name = "PINS")]
    pins: PathBuf,
    /// What a device remembers of the set; without it, as on one that has never seen it
    #[arg(long, value_name = "STATE")]
    state: Option<PathBuf>,
    /// The version before: what changed since is shown
    #[arg(long, value_name = "SET")]
    prev: Option<PathBuf>,
    /// Check as of this day, or of these seconds since 1970 [default: now]
    #[arg(long, value_name = "DATE", value_parser = moment)]
    now: Option<u64>,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args) -> Result<Exit, Failure> {
    let pins = files::pins(&args.pins)?;
    let bytes = files::bytes_for(&args.file, &pins);
    let bytes = bytes.map_err(|error| files::refused(&args.file, error))?;
    let state = state(args, &pins)?;
    let now = args.now.map_or_else(now_unix_seconds, Ok)?;
    let mut reached = Step::Size;
    let working = Working::begin_unless(args.json);
    let verified = check::install_watched(&bytes, &pins, &state, now, &mut |step| {
        reached = step;
        working.at(|| said(step));
    });
    let lines = lines(reached, &verified);
    let facts = verified.as_ref().ok().map(|verified| Facts::of_verified(&bytes, verified));
    let facts =
        facts.transpose().map_err(|fault| files::refused(&args.file, files::named(fault)))?;
    drop(working);
    let mut out = Out::new();
    if args.json {
        out.text(&json_line(&as_json(&lines, facts.as_ref()))?)?;
    } else {
        out.text(&as_text(&lines, facts.as_ref()))?;
        if let Some(prev) = &args.prev {
            let now = Bundle::read_unverified(&bytes)
                .map_err(|fault| files::refused(&args.file, files::named(fault)))?;
            let changed = difference(&files::set(prev)?, &now);
            let (removed, added) = (changed.entries_removed, changed.entries_added);
            out.text(&format!(
                "entries     {removed} removed, {added} added since the version before\n"
            ))?;
        }
    }
    Ok(if verified.is_ok() { Exit::Clean } else { Exit::UnusableSet })
}

/// Of a check that has begun.
fn said(step: Step) -> String {
    let before = Step::ALL.iter().take_while(|other| **other < step).count();
    format!("step {} of {}: {}", before.saturating_add(1), Step::ALL.len(), step.name())
}

fn state(args: &Args, pins: &Pins) -> Result<SetState, Failure> {
    let Some(path) = &args.state else { return Ok(SetState::new(pins)) };
    let state = SetState::parse(&files::text(path)?)
        .ok_or_else(|| files::refused(path, "not the strict text that a state must be"))?;
    if state.set != pins.set {
        let other = printable_text(&state.set);
        return Err(files::refused(path, format!("the state of another set, {other}")));
    }
    Ok(state)
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
            let (log, heads) = (&origin.log, origin.earlier_heads.len());
            let place = format!("{}, entry {} of {}", log.origin, log.index, log.size);
            if heads == 0 { place } else { format!("{place}, earlier heads continued: {heads}") }
        }
        Step::Window => format!("until {}", utc(origin.manifest.not_after)),
        Step::Size
        | Step::Magic
        | Step::Extents
        | Step::Note
        | Step::Manifest
        | Step::History
        | Step::Digests
        | Step::Order
        | Step::Vouching
        | Step::SelfTest => String::new(),
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
        let Line { state, name, fault, detail } = line;
        let fault = fault.map(SetFault::name);
        json!({ "state": state, "name": name, "fault": fault, "detail": detail })
    };
    let checks: Vec<Value> = lines.iter().map(line).collect();
    let ok = lines.iter().all(|line| line.state == "ok");
    json!({ "v": 1, "ok": ok, "checks": checks, "set": facts.map(Facts::as_json) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_is_shown_by_its_number_and_its_name() {
        assert_eq!(said(Step::Size), "step 1 of 13: size");
        assert_eq!(said(Step::Signatures), "step 5 of 13: signatures");
        assert_eq!(said(Step::SelfTest), "step 13 of 13: self_test");
    }
}
