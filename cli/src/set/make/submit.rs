use std::path::PathBuf;

use presend_curator::submission::Submission;

use crate::exit::{Exit, Failure};
use crate::output::{Out, Working, printable_text};
use crate::set::files;
use crate::set::make::counted::Counted;

/// Turn an authority's own list into tags and hashes to hand in; its raw digests stay here
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend set submit --parameters parameters.txt --authority hotline.example --list own.txt --out hotline.submission")]
pub(in crate::set) struct Args {
    /// What the assembler published: salt and all lines of the manifest
    #[arg(long, value_name = "FILE")]
    parameters: PathBuf,
    /// Name of the authority, one of those in the parameters
    #[arg(long, value_name = "NAME")]
    authority: String,
    /// The authority's own list
    #[arg(long, value_name = "LIST")]
    list: PathBuf,
    /// PDQ hashes of innocent pictures that lie near a listed one
    #[arg(long, value_name = "LIST")]
    cleared: Option<PathBuf>,
    /// The file for the submission
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

pub(in crate::set) fn run(args: &Args) -> Result<Exit, Failure> {
    let parameters = files::parameters(&args.parameters)?;
    let known = &parameters.authorities;
    if !known.contains(&args.authority) {
        let why = format!("no authority {} in it, only {}", args.authority, known.join(", "));
        return Err(files::refused(&args.parameters, printable_text(&why)));
    }
    let (list, cleared) = (files::list(Some(&args.list))?, files::list(args.cleared.as_deref())?);
    let working = Working::begin();
    let list = Counted::new(list, "own list", &working);
    let submission = Submission::make(&args.authority, &parameters, list, cleared);
    let submission = submission.map_err(|error| files::refused(&args.list, error))?;
    files::write(&args.out, submission.to_text().as_bytes())?;
    drop(working);
    let (records, values) = (submission.records, submission.values.len());
    Out::new().text(&format!("{records} records with {values} values\n"))?;
    Ok(Exit::Clean)
}
