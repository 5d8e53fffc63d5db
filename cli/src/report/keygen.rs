use std::path::PathBuf;

use presend_curator::file;
use presend_curator::report::RecipientKey;

use super::files::refused;
use crate::exit::{Exit, Failure};
use crate::output::Out;

/// Make a recipient's key: its file is readable by its owner only; the lines for manifest and pins
/// are printed
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  presend report keygen office.example --out office.key

The first line printed goes into the parameters of a set, the second into its pins. A new key takes
effect with the next version of the set; keep the old one for reports that are still on their way.")]
pub(super) struct Args {
    /// Name of the recipient, as manifest and pins will have it
    name: String,
    /// The file for the private key; it must not be there
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

pub(super) fn run(args: &Args) -> Result<Exit, Failure> {
    let key = RecipientKey::generate(&args.name).map_err(|_| {
        Failure::usage("not a name: small letters, digits, `.`, `/` and `-`, at most 64")
    })?;
    let written = file::create_private(&args.out, &key.to_private_text());
    written.map_err(|error| refused(&args.out, error))?;
    Out::new().text(&format!("{}\nrecipient {}\n", key.manifest_line(), key.name()))?;
    Ok(Exit::Clean)
}
