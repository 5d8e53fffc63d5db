//! `presend doctor`: checks the installation with the test kit, in memory.

mod formats;
mod heic;
mod journal;
mod processor;
mod sets;

use serde_json::{Value, json};

use crate::exit::{Exit, Failure};
use crate::output::{Colour, Out, Style, json_line};
use crate::set::PinnedSets;

/// Check this installation with harmless test pictures, in memory
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend doctor
  presend doctor --json
  presend doctor --set images-3.khs --pins pins.txt

It draws the test pictures of `presend testkit`, scans them against their list and compares what
is found with what must be found. The exit code is 5 if anything differs.")]
pub(crate) struct Args {
    /// Print one JSON object
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    sets: PinnedSets,
}

/// One thing that was looked at.
struct Finding {
    what: String,
    state: State,
    detail: String,
    /// For `--json`.
    name: &'static str,
    value: Value,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Works,
    /// Not in this build, and meant to be so.
    Absent,
    Fails,
}

/// Runs the verb.
pub(crate) fn run(args: &Args) -> Result<Exit, Failure> {
    let mut findings = formats::findings()?;
    findings.extend([heic::finding()?, processor::finding(), journal::finding()]);
    findings.extend(sets::finding(&args.sets)?);
    let healthy = findings.iter().all(|finding| finding.state != State::Fails);
    let mut out = Out::new();
    if args.json {
        out.text(&json_line(&as_json(&findings, healthy))?)?;
    } else {
        out.text(&as_text(&findings, healthy))?;
    }
    Ok(if healthy { Exit::Clean } else { Exit::Internal })
}

fn as_text(findings: &[Finding], healthy: bool) -> String {
    let style = Style::of_stdout();
    let mut text = format!("presend {}\n\n", env!("CARGO_PKG_VERSION"));
    for finding in findings {
        let (word, colour) = match finding.state {
            State::Works => ("works", Colour::Green),
            State::Absent => ("absent", Colour::Dim),
            State::Fails => ("FAILS", Colour::Red),
        };
        let word = style.paint(colour, word, 6);
        text.push_str(&format!("  {:16}{word}  {}\n", finding.what, finding.detail));
    }
    text.push_str(match healthy {
        true => "\nEverything works as it should.\n",
        false => {
            "\nSomething does not work as it should. Please report the lines that say FAILS.\n"
        }
    });
    text
}

fn as_json(findings: &[Finding], healthy: bool) -> Value {
    let is_format = |finding: &&Finding| finding.name == formats::NAME;
    let formats: Value = findings.iter().filter(is_format).map(|f| f.value.clone()).collect();
    let mut object = serde_json::Map::new();
    let mut put = |name: &str, value: Value| object.insert(name.to_owned(), value);
    put("v", json!(1));
    put("version", json!(env!("CARGO_PKG_VERSION")));
    put("healthy", json!(healthy));
    put(formats::NAME, formats);
    for finding in findings.iter().filter(|finding| !is_format(finding)) {
        put(finding.name, finding.value.clone());
    }
    Value::Object(object)
}
