use std::path::PathBuf;

use serde_json::json;

use super::facts::Facts;
use super::files;
use crate::exit::{Exit, Failure};
use crate::output::{Out, json_line};

/// Show what a set file says of itself. Nothing of it is checked: see `presend set verify`
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend set inspect images-3.khs
  presend set inspect images-3.khs --pins pins.txt
  presend set inspect --json images-3.khs")]
pub(super) struct Args {
    /// The set file
    #[arg(value_name = "SET")]
    file: PathBuf,
    /// What an app would pin: shows the jurisdiction that it gives to each name, and checks nothing
    #[arg(long, value_name = "PINS")]
    pins: Option<PathBuf>,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args) -> Result<Exit, Failure> {
    let pins = args.pins.as_deref().map(files::pins).transpose()?;
    let facts = Facts::unverified(&files::bytes(&args.file)?, pins);
    let facts = facts.map_err(|fault| files::refused(&args.file, files::named(fault)))?;
    let mut out = Out::new();
    if args.json {
        out.text(&json_line(&json!({ "v": 1, "set": facts.as_json() }))?)?;
    } else {
        out.text("Nothing of this is checked: presend set verify does that.\n")?;
        out.text(match &args.pins {
            None => "The pins have the jurisdictions: --pins shows them.\n",
            Some(_) => {
                "Jurisdictions are what the pins give to a name: no signature was checked.\n"
            }
        })?;
        out.text(&facts.as_text())?;
    }
    Ok(Exit::Clean)
}
