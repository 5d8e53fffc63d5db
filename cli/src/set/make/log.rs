use std::path::{Path, PathBuf};

use clap::Subcommand;
use presend::set::Pins;
use presend::set::log::LogHead;
use presend::set::note::NoteKey;
use presend_curator::log::{AuditEntry, AuditLine, Gap, Log, LogError, heads_of};
use serde_json::{Value, json};

use crate::exit::{Exit, Failure};
use crate::output::{Colour, Out, Style, Working, json_line};
use crate::scan::now_unix_seconds;
use crate::set::date::moment;
use crate::set::files;

/// Keep a public log of manifests as static files, witness it, or audit it
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend set log init public-log
  presend set log append public-log images-1.manifest --pins pins.txt
  presend set log checkpoint public-log --key log.key
  presend set log witness public-log --key w1.key --log VKEY --memory w1.seen
  presend set log prove public-log images-1.manifest --log VKEY --out images-1.proof
  presend set log audit public-log --pins pins.txt")]
pub(in crate::set) struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Begin a log in an empty folder
    Init {
        /// The folder
        log: PathBuf,
    },
    /// Add a manifest that a quorum of the pinned authorities signed
    Append {
        /// The log's folder
        log: PathBuf,
        /// The manifest
        manifest: PathBuf,
        /// What apps pin for its set; may be given for each set that the log carries
        #[arg(long, value_name = "PINS", required = true)]
        pins: Vec<PathBuf>,
        /// Take a version although earlier ones are not in the log; every audit will name it
        #[arg(long)]
        allow_gap: bool,
    },
    /// Sign the head that covers all entries
    Checkpoint {
        /// The log's folder
        log: PathBuf,
        /// The log's private key
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
    },
    /// Cosign the head, if it continues what this witness saw before
    Witness {
        /// The log's folder
        log: PathBuf,
        /// The witness's private key
        #[arg(long, value_name = "FILE")]
        key: PathBuf,
        /// The log's verifier key
        #[arg(long = "log", value_name = "VKEY")]
        log_key: String,
        /// Where this witness remembers what it saw
        #[arg(long, value_name = "FILE")]
        memory: PathBuf,
        /// The time of the cosignature: a day, or seconds since 1970 [default: now]
        #[arg(long, value_name = "DATE", value_parser = moment)]
        now: Option<u64>,
    },
    /// Write the proof that a manifest is in the log
    Prove {
        /// The log's folder
        log: PathBuf,
        /// The manifest
        manifest: PathBuf,
        /// The log's verifier key
        #[arg(long = "log", value_name = "VKEY")]
        log_key: String,
        /// A set file that devices have of this set: the proof goes on from its head. The log knows
        /// the heads that it signed, and takes the first that covers each version without this
        #[arg(long, value_name = "SET")]
        prev: Vec<PathBuf>,
        /// The file for the proof
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Check everything that a stranger can check
    Audit {
        /// The log's folder
        log: PathBuf,
        /// What apps pin; to be given for each set that the log carries
        #[arg(long, value_name = "PINS", required = true)]
        pins: Vec<PathBuf>,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
}

pub(in crate::set) fn run(args: &Args) -> Result<Exit, Failure> {
    match &args.verb {
        Verb::Init { log } => Log::init(log).map_err(at(log)).map(|_| Exit::Clean),
        Verb::Append { log, manifest, pins, allow_gap } => {
            let (entry, pins) = (files::text(manifest)?, all_pins(pins)?);
            let gap = if *allow_gap { Gap::Allowed } else { Gap::Refused };
            let index = open(log)?.append(entry.as_bytes(), &pins, gap).map_err(at(log))?;
            said(&format!("entry {index}\n"))
        }
        Verb::Checkpoint { log, key } => {
            let size = open(log)?.checkpoint(&files::key(key)?).map_err(at(log))?;
            said(&format!("{size} entries\n"))
        }
        Verb::Witness { log, key, log_key, memory, now } => {
            let now = now.map_or_else(now_unix_seconds, Ok)?;
            let (witness, log_key) = (files::key(key)?, verifier(log_key)?);
            open(log)?.witness(&witness, &log_key, memory, now).map_err(at(log))?;
            Ok(Exit::Clean)
        }
        Verb::Prove { log, manifest, log_key, prev, out } => {
            let (entry, log_key) = (files::text(manifest)?, verifier(log_key)?);
            let given_out = given_out(prev, &log_key)?;
            let proof = open(log)?.prove(entry.as_bytes(), &log_key, &given_out);
            let proof = proof.map_err(at(log))?;
            files::write(out, proof.as_bytes())?;
            Ok(Exit::Clean)
        }
        Verb::Audit { log, pins, json } => audit(log, pins, *json),
    }
}

fn audit(log: &Path, pins: &[PathBuf], as_json: bool) -> Result<Exit, Failure> {
    let working = Working::begin_unless(as_json);
    working.at(|| "every entry and tile".to_owned());
    let audit = open(log)?.audit(&all_pins(pins)?).map_err(at(log))?;
    drop(working);
    let mut out = Out::new();
    if as_json {
        let checks: Vec<_> = audit.lines.iter().map(line_as_json).collect();
        let entries: Vec<_> = audit.entries.iter().map(entry_as_json).collect();
        let ok = audit.is_sound();
        out.text(&json_line(&json!({ "v": 1, "ok": ok, "checks": checks, "entries": entries }))?)?;
    } else {
        let style = Style::of_stdout();
        audit.lines.iter().try_for_each(|line| out.text(&line_as_text(line, style)))?;
        audit.entries.iter().try_for_each(|entry| out.text(&entry_as_text(entry)))?;
    }
    Ok(if audit.is_sound() { Exit::Clean } else { Exit::UnusableSet })
}

fn line_as_json(line: &AuditLine) -> Value {
    json!({ "name": line.name, "ok": line.fault.is_none(), "fault": line.fault })
}

fn entry_as_json(entry: &AuditEntry) -> Value {
    let AuditEntry { index, set, version, uncovered } = entry;
    let uncovered = uncovered.map(|why| why.to_string());
    json!({ "index": index, "set": set, "version": version, "uncovered": uncovered })
}

fn line_as_text(line: &AuditLine, style: Style) -> String {
    let (state, colour) = match line.fault {
        None => ("ok", Colour::Green),
        Some(_) => ("fail", Colour::Red),
    };
    let state = style.paint(colour, state, 4);
    let detail = line.fault.as_deref().unwrap_or_default();
    format!("{}\n", format!("{state}  {:10}  {detail}", line.name).trim_end())
}

fn entry_as_text(entry: &AuditEntry) -> String {
    let AuditEntry { index, set, version, uncovered } = entry;
    let why = uncovered.map(|why| format!("; {why}")).unwrap_or_default();
    format!("entry {index}: {set} version {version}{why}\n")
}

/// The heads of a log in these set files.
fn given_out(sets: &[PathBuf], log_key: &NoteKey) -> Result<Vec<LogHead>, Failure> {
    let mut heads = Vec::new();
    for path in sets {
        let of_set = heads_of(&files::set(path)?, log_key);
        heads.extend(of_set.ok_or_else(|| files::refused(path, "no readable proof"))?);
    }
    Ok(heads)
}

fn all_pins(paths: &[PathBuf]) -> Result<Vec<Pins>, Failure> {
    paths.iter().map(|path| files::pins(path)).collect()
}

fn open(folder: &Path) -> Result<Log, Failure> {
    Log::open(folder).map_err(at(folder))
}

fn at(folder: &Path) -> impl Fn(LogError) -> Failure {
    move |error| files::refused(folder, error)
}

fn verifier(vkey: &str) -> Result<NoteKey, Failure> {
    NoteKey::parse(vkey).map_err(|error| Failure::usage(format!("--log: {error}")))
}

fn said(text: &str) -> Result<Exit, Failure> {
    Out::new().text(text)?;
    Ok(Exit::Clean)
}
