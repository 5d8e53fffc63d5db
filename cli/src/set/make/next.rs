use std::path::PathBuf;

use presend::set::VersionLeaf;
use presend::set::manifest::{Manifest, MatchLine};

use super::new::{checked_parameters, must_be_new};
use super::words::terms_in_words;
use crate::exit::{Exit, Failure};
use crate::made::{DAY, matches};
use crate::output::{Out, printable};
use crate::scan::now_unix_seconds;
use crate::set::date::date;
use crate::set::files;

/// Write the parameters of the version that follows a set file
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend set next images-1.khs --until 2027-03-29 --out parameters-2.txt

Name, purpose, authorities, salt, actions and recipient stay those of the set, and so does the legal
basis unless another is given. Nothing of the set is verified: presend set verify does that.")]
pub(in crate::set) struct Args {
    /// The version before
    #[arg(value_name = "SET")]
    previous: PathBuf,
    /// The day on which the next version becomes valid [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    from: Option<u64>,
    /// The day on which it ends
    #[arg(long, value_name = "DATE", value_parser = date)]
    until: u64,
    /// Another legal basis
    #[arg(long, value_name = "URN")]
    basis: Option<String>,
    /// The day on which the legal basis ends, if it is another one
    #[arg(long, value_name = "DATE", value_parser = date)]
    basis_until: Option<u64>,
    /// The file for the parameters; it must not be there
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

pub(in crate::set) fn run(args: &Args) -> Result<Exit, Failure> {
    let before = files::set(&args.previous)?;
    let (old, leaf) = (&before.manifest, before.leaf());
    let today = now_unix_seconds()? / DAY * DAY;
    let parameters = Manifest {
        version: old.version.saturating_add(1),
        previous: Some(VersionLeaf { version: old.version, leaf }),
        not_before: args.from.unwrap_or(today),
        not_after: args.until,
        basis: args.basis.as_ref().unwrap_or(&old.basis).clone(),
        sunset: args.basis_until.unwrap_or(old.sunset),
        matches: matches_of(old),
        ..old.clone()
    };
    let parameters = checked_parameters(&parameters)?;
    must_be_new(&args.out)?;
    files::write(&args.out, parameters.parameters().as_bytes())?;
    let lines =
        terms_in_words(&parameters).iter().map(|line| format!("  {line}\n")).collect::<String>();
    Out::new().text(&format!("{}:\n{lines}", printable(&args.out)))?;
    Ok(Exit::Clean)
}

/// Those of the set, and of the kinds of which it has no rows the usual ones.
fn matches_of(set: &Manifest) -> Vec<MatchLine> {
    let of_set = |usual: MatchLine| {
        let found = set.matches.iter().find(|line| line.algorithm == usual.algorithm);
        found.cloned().unwrap_or(usual)
    };
    matches().into_iter().map(of_set).collect()
}
