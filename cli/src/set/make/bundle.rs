use std::path::PathBuf;

use presend_curator::bundle;

use crate::exit::{Exit, Failure};
use crate::set::files;

/// Put manifest, proof and sections together into a set file
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend set bundle images-1.draft --manifest images-1.manifest --proof images-1.proof --out images-1.khs")]
pub(in crate::set) struct Args {
    /// The draft: its sections are taken
    draft: PathBuf,
    /// The signed manifest
    #[arg(long, value_name = "FILE")]
    manifest: PathBuf,
    /// The proof that the manifest is in the log
    #[arg(long, value_name = "FILE")]
    proof: PathBuf,
    /// The file for the set
    #[arg(long, value_name = "SET")]
    out: PathBuf,
}

pub(in crate::set) fn run(args: &Args) -> Result<Exit, Failure> {
    let draft = files::draft(&args.draft)?;
    let (manifest, proof) = (files::text(&args.manifest)?, files::text(&args.proof)?);
    let bytes = bundle::bundle(&draft, &manifest, &proof);
    files::write(&args.out, &bytes.map_err(|error| files::refused(&args.draft, error))?)?;
    Ok(Exit::Clean)
}
