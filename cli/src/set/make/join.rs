use std::path::PathBuf;

use presend_curator::bundle;

use crate::exit::{Exit, Failure};
use crate::set::files;

/// Put the authorities' signatures under a draft's manifest
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend set join images-1.draft *.sig --out images-1.manifest")]
pub(in crate::set) struct Args {
    /// The draft
    draft: PathBuf,
    /// What the authorities signed
    #[arg(value_name = "SIGNATURE", required = true)]
    signatures: Vec<PathBuf>,
    /// The file for the signed manifest
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

pub(in crate::set) fn run(args: &Args) -> Result<Exit, Failure> {
    let draft = files::draft(&args.draft)?;
    let lines: Result<Vec<_>, _> = args.signatures.iter().map(|path| files::text(path)).collect();
    let manifest = bundle::join(&draft, &lines?);
    let manifest = manifest.map_err(|error| files::refused(&args.draft, error))?;
    files::write(&args.out, manifest.as_bytes())?;
    Ok(Exit::Clean)
}
