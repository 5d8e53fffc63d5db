//! `presend eval negatives`: how near different pictures come to each other.

mod compare;
mod counts;
mod gather;
mod page;
mod record;
mod records;
mod result;
mod rows;
mod run;
mod same;
mod store;
mod text;

use std::path::PathBuf;

use crate::exit::{Exit, Failure};
use crate::html;
use crate::output::{Out, json_line};
use crate::set::PinnedSets;

/// Compare all pictures of folders with each other, and count what would match by mistake
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend eval negatives Pictures
  presend eval negatives --edits --page pairs.html --show-pictures Pictures
  presend eval negatives --list known.txt Pictures
  presend eval negatives --edits --set images-3.khs --pins pins.txt Pictures
  presend eval negatives --state hashes --same looked-at.txt Pictures    # again to go on

Every picture is compared with every other in its eight orientations, with --edits also after each edit
is undone. The class of a picture is the first folder under the one that is named. Whether two near
pictures are different ones a person must say: files of the same bytes are left out by themselves, and
pairs that you looked at by --same. A bound holds with 95 per cent certainty if pairs were independent;
they share pictures, so it is too good.")]
pub(crate) struct Args {
    /// One JSON object
    #[arg(long)]
    json: bool,
    /// Also compare what is left of each picture after an edit is undone
    #[arg(long)]
    edits: bool,
    /// Compare with the PDQ hashes of a plain list instead
    #[arg(long, value_name = "LIST", conflicts_with_all = ["same", "sets"])]
    list: Option<PathBuf>,
    #[command(flatten)]
    sets: PinnedSets,
    /// Pairs that are the same picture: two names on a line, with a tab between
    #[arg(long, value_name = "FILE", conflicts_with = "sets")]
    same: Option<PathBuf>,
    /// Write a page with the nearest pairs, which loads nothing
    #[arg(long, value_name = "FILE")]
    page: Option<PathBuf>,
    /// Do not cover the pictures of the page: they are small, and in grey
    #[arg(long, requires = "page")]
    show_pictures: bool,
    /// Keep the hashes in this file, and go on from it
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// How many pictures at the same time [default: one for each processor, at most 8]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=64))]
    jobs: Option<u16>,
    /// Folders of pictures
    #[arg(value_name = "DIR", required = true)]
    folders: Vec<PathBuf>,
}

pub(super) fn run(args: &Args) -> Result<Exit, Failure> {
    if let Some(path) = &args.page {
        html::refuse_to_replace_other(path, page::MARK, "an evaluation of negatives")?;
    }
    let measured = run::run(args)?;
    if let Some(path) = &args.page {
        page::write(path, &measured, args.show_pictures)?;
    }
    let text = if args.json { json_line(&measured)? } else { measured.text() };
    Out::new().text(&text)?;
    Ok(Exit::Clean)
}
