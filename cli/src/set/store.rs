use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Subcommand;
use presend::journal::{FileJournal, JournalStore};
use presend::set::store::files::open_regular;
use presend::set::store::{SetStatus, SetStore, StatusKind, StoreFault};
use presend::set::vault::FileVault;
use presend_map::MappedFiles;
use serde_json::json;

use super::date::moment;
use super::files;
use crate::exit::{Exit, Failure};
use crate::output::{Out, json_line};
use crate::scan::now_unix_seconds;

/// Keep a set as a device does: install, update, go back, pin
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend set store --dir sets --pins pins.txt install images-1.khs
  presend set store --dir sets --pins pins.txt update images-1-2.khd
  presend set store --dir sets --pins pins.txt status

The state is kept in a folder beside the sets. On a phone the system's keystore keeps it: here
whoever can write the folder can put an old state back.")]
pub(super) struct Args {
    /// The folder of the store; it is made if it is not there
    #[arg(long, value_name = "DIR")]
    dir: PathBuf,
    /// What an app would pin
    #[arg(long, value_name = "PINS")]
    pins: PathBuf,
    /// What the clock says, a day or seconds since 1970 [default: now]
    #[arg(long, value_name = "DATE", value_parser = moment)]
    now: Option<u64>,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Check a set file and put it into use
    Install {
        /// The set file
        set: PathBuf,
    },
    /// The same from a delta to the version in use
    Update {
        /// The delta
        delta: PathBuf,
    },
    /// Back to the version before
    Rollback,
    /// Keep the version in use: nothing newer is taken until it expires
    Pin {
        /// The version; without it, no version is kept any more
        version: Option<u64>,
    },
    /// Show which version is in use, and until when
    Status {
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
}

pub(super) fn run(args: &Args) -> Result<Exit, Failure> {
    let pins = files::pins(&args.pins)?;
    let (set, now) = (pins.set.clone(), args.now.map_or_else(now_unix_seconds, Ok)?);
    let store = open(&args.dir, pins, now)?;
    let refused = |fault: StoreFault| Failure::unusable_set(fault.to_string());
    match &args.verb {
        Verb::Install { set: file } => {
            // The store's own answer is the same for all that cannot be read.
            open_regular(file).map_err(|error| files::refused(file, error))?;
            store.install_file(&set, file, now).map_err(refused)?;
        }
        Verb::Update { delta } => {
            store.apply(&set, files::bytes(delta)?.all(), now).map_err(refused)?;
        }
        Verb::Rollback => store.rollback(&set, now).map_err(refused)?,
        Verb::Pin { version } => store.pin(&set, *version).map_err(refused)?,
        Verb::Status { json } => return status(&store, &set, now, *json),
    }
    status(&store, &set, now, false)
}

/// A store with its vault and its journal in one folder.
pub(super) fn open(dir: &Path, pins: presend::set::Pins, now: u64) -> Result<SetStore, Failure> {
    let failed = |fault: &dyn std::fmt::Display| files::refused(dir, fault);
    let vault = FileVault::open(&dir.join("state")).map_err(|fault| failed(&fault))?;
    let journal = FileJournal::open(&dir.join("journal")).map_err(|fault| failed(&fault))?;
    let journal: Arc<dyn JournalStore> = Arc::new(journal);
    let (vault, files) = (Arc::new(vault), Arc::new(MappedFiles));
    SetStore::open_with(dir, vec![pins], vault, files, Some(journal), now)
        .map_err(|fault| failed(&fault))
}

fn status(store: &SetStore, set: &str, now: u64, as_json: bool) -> Result<Exit, Failure> {
    let status = store.status(set, now).map_err(|fault| Failure::internal(fault.to_string()))?;
    let SetStatus { kind, version, expires_unix_seconds, pinned, held, saved } = status;
    let (fault, exit) = match kind {
        StatusKind::Fresh | StatusKind::Stale => (None, Exit::Clean),
        StatusKind::Expired => (None, Exit::UnusableSet),
        StatusKind::Missing(fault) => (fault, Exit::UnusableSet),
    };
    let mut out = Out::new();
    if as_json {
        out.text(&json_line(&json!({
            "v": 1, "set": set, "status": kind.name(), "version": version,
            "expires": expires_unix_seconds, "pinned": pinned, "held": held,
            "fault": fault.map(|fault| fault.name()), "saved": saved,
        }))?)?;
    } else {
        let version = version.map(|version| format!(" version {version}"));
        let mut line = format!("{set}{}: {}", version.unwrap_or_default(), kind.name());
        line.push_str(&fault.map(|fault| format!(", {}", files::named(fault))).unwrap_or_default());
        line.push_str(&pinned.map(|v| format!(", pinned to {v}")).unwrap_or_default());
        line.push_str(&held.map(|v| format!(", {v} was left behind")).unwrap_or_default());
        line.push_str(if saved { "" } else { ", and its state could not be saved" });
        out.text(&format!("{line}\n"))?;
    }
    Ok(exit)
}
