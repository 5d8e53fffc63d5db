use std::path::PathBuf;

use presend_curator::report::{WORTH, open};
use serde_json::json;

use super::files;
use super::seen::content_json;
use crate::exit::{Exit, Failure};
use crate::output::{Out, json_line};

/// Open a sealed report and print what is in it
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  presend report open report.pkr --key office.key

It says nothing about who sent it. Compare it with your copy of the set: presend report verify.")]
pub(super) struct Args {
    /// The sealed report
    #[arg(value_name = "REPORT")]
    file: PathBuf,
    /// The recipient's private key
    #[arg(long, value_name = "KEY")]
    key: PathBuf,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args) -> Result<Exit, Failure> {
    let key = files::key(&args.key)?;
    let refused = |why: &dyn core::fmt::Display| files::refused(&args.file, why);
    let report = files::report(&args.file).map_err(|error| refused(&error))?;
    let opened = open(&key, &report).map_err(|fault| refused(&fault))?;
    Out::new().text(&if args.json {
        json_line(&json!({ "v": 1, "report": content_json(&opened.content), "worth": WORTH }))?
    } else {
        format!("{}# {WORTH}\n", opened.content)
    })?;
    Ok(Exit::Clean)
}
