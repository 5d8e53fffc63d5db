use std::path::PathBuf;

use presend_curator::Step;
use presend_curator::attest::review_watched;
use presend_curator::submission::Submission;

use crate::exit::{Exit, Failure, note};
use crate::output::{Out, Working, hex};
use crate::set::files;
use crate::set::make::counted::Counted;
use crate::set::make::words::in_words;

/// Check a draft against your own list, and sign it if nothing speaks against it
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend set attest images-1.draft --key hotline.key --list own.txt > read.txt
  presend set attest images-1.draft --key hotline.key --list own.txt --agree SHA256 --out hotline.sig

Without --agree it checks, says in words on standard error what would be signed, writes every line to
standard output, and names their SHA-256: a signature agrees to all of them. With it the draft is checked again, and signed only if the lines are the same.")]
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
    /// SHA-256 of the text that you have read and agree to, as the run without it printed it
    #[arg(long, value_name = "SHA256", requires = "out", value_parser = sha256)]
    agree: Option<[u8; 32]>,
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
    let mut review = review_watched(&draft, &own, previous.as_ref(), watch);
    drop(working);
    args.agree.iter().for_each(|sha256| review.agreed(sha256));
    for refusal in &review.refusals {
        note(&format!("refused: {refusal}"));
    }
    for (algorithm, rows) in &review.without_our_bit {
        note(&format!("{}: {rows} rows of our list do not have our bit", algorithm.name()));
    }
    in_words(&draft.manifest, key.public().name()).iter().for_each(|line| note(line));
    Out::new().text(&review.text)?;
    let Some(line) = review.sign(&key) else { return Ok(Exit::UnusableSet) };
    match args.out.as_deref().filter(|_| args.agree.is_some()) {
        Some(out) => files::write(out, line.as_bytes())?,
        None => {
            note(&format!("if you agree to every line: --agree {}", hex(&review.text_sha256())))
        }
    }
    Ok(Exit::Clean)
}

fn sha256(digits: &str) -> Result<[u8; 32], String> {
    let digit = |digit: u8| u8::try_from(char::from(digit).to_digit(16)?).ok();
    let byte = |[high, low]: &[u8; 2]| Some(digit(*high)? << 4 | digit(*low)?);
    let (pairs, odd) = digits.as_bytes().as_chunks();
    let bytes = pairs.iter().map(byte).collect::<Option<Vec<u8>>>().filter(|_| odd.is_empty());
    let digest = bytes.and_then(|bytes| bytes.try_into().ok());
    digest.ok_or_else(|| "not the 64 hex digits of a SHA-256".to_owned())
}
