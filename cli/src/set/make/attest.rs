use std::path::PathBuf;

use presend_curator::Step;
use presend_curator::attest::review_watched;
use presend_curator::submission::Submission;

use crate::exit::{Exit, Failure, note};
use crate::output::{Out, Working};
use crate::set::files;
use crate::set::make::counted::Counted;

/// Check a draft against your own list, and sign it if nothing speaks against it
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend set attest images-1.draft --key hotline.key --list own.txt
  presend set attest images-1.draft --key hotline.key --list own.txt --agree --out hotline.sig

Without --agree it only checks and shows every line: a signature agrees to all of them.")]
pub(in crate::set) struct Args {
    /// The draft
    draft: PathBuf,
    /// Your private key
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// Your own list, the one that you handed in from
    #[arg(long, value_name = "LIST")]
    list: PathBuf,
    /// Your own list of innocent pictures
    #[arg(long, value_name = "LIST")]
    cleared: Option<PathBuf>,
    /// The version before
    #[arg(long, value_name = "SET")]
    prev: Option<PathBuf>,
    /// You have read every line and agree
    #[arg(long, requires = "out")]
    agree: bool,
    /// The file for the signature
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub(in crate::set) fn run(args: &Args) -> Result<Exit, Failure> {
    let (draft, key) = (files::draft(&args.draft)?, files::key(&args.key)?);
    let previous = args.prev.as_deref().map(files::set).transpose()?;
    let (list, cleared) = (files::list(Some(&args.list))?, files::list(args.cleared.as_deref())?);
    let working = Working::begin();
    let list = Counted::new(list, "own list", &working);
    let own = Submission::make(key.public().name(), &draft.manifest, list, cleared);
    let own = own.map_err(|error| files::refused(&args.list, error))?;
    let watch = &mut |step: Step| working.at(|| step.to_string());
    let review = review_watched(&draft, &own, previous.as_ref(), watch);
    drop(working);
    for refusal in &review.refusals {
        note(&format!("refused: {refusal}"));
    }
    for (algorithm, rows) in &review.without_our_bit {
        note(&format!("{}: {rows} rows of our list do not bear our bit", algorithm.name()));
    }
    Out::new().text(&review.text)?;
    let Some(line) = review.sign(&key) else { return Ok(Exit::UnusableSet) };
    if let Some(out) = args.out.as_deref().filter(|_| args.agree) {
        files::write(out, line.as_bytes())?;
    }
    Ok(Exit::Clean)
}
