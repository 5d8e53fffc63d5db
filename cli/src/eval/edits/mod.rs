//! `presend eval edits`: every edit of a published list, made, sent and scanned.

pub(super) mod grey;
mod judge;
mod made;
mod page;
mod result;
mod run;
mod table;
mod tally;

use std::path::PathBuf;

use presend::limits::Limits;
use presend::set::MatchParameters;

use crate::exit::{Exit, Failure};
use crate::html;
use crate::output::{Out, json_line};
use crate::testkit::picture::Picture;
use grey::Grey;
use result::Measured;
use table::Edit;

/// Edit every picture of a folder in 82 ways, and count what is found again
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend eval edits Pictures
  presend eval edits --only border_black_5,bubble_dark Pictures
  presend eval edits --json --page edits.html Pictures > edits.json
  presend eval edits --state edits.state Pictures    # again to go on after Ctrl-C

Each picture is brought to one size, in grey, as the check sees it, and put on a list of its own. Then
each edit of it is saved as a JPEG and goes through the whole scan. `as it is` says how many were found
without an edit undone, `in all` how many at all, with the ends of a 95 per cent interval (Wilson).
`presend eval edits --edits` names the edits and what each does.")]
pub(crate) struct Args {
    /// One JSON object
    #[arg(long)]
    json: bool,
    /// Write a page with plots, which loads nothing
    #[arg(long, value_name = "FILE")]
    page: Option<PathBuf>,
    /// Keep what was done in this file, and go on from it
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// Only these edits
    #[arg(long, value_name = "EDIT,..", value_delimiter = ',')]
    only: Vec<String>,
    /// The longer side of the pictures, in pixels
    #[arg(long, value_name = "N", default_value_t = 640, value_parser = clap::value_parser!(u32).range(128..=2048))]
    size: u32,
    /// Lowest PDQ quality of a picture
    #[arg(long, value_name = "N", default_value_t = MatchParameters::LOWEST_QUALITY)]
    quality: u8,
    /// How many pictures at the same time [default: one for each processor, at most 8]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=64))]
    jobs: Option<u16>,
    /// Name the edits, and do nothing
    #[arg(long)]
    edits: bool,
    /// Folders of pictures
    #[arg(value_name = "DIR", required_unless_present = "edits")]
    folders: Vec<PathBuf>,
}

pub(super) fn run(args: &Args) -> Result<Exit, Failure> {
    let edits = chosen(&args.only)?;
    if args.edits {
        let line = |edit: &&Edit| format!("{:<20} {}\n", edit.name, edit.does);
        Out::new().text(&edits.iter().map(line).collect::<String>())?;
        return Ok(Exit::Clean);
    }
    if let Some(path) = &args.page {
        html::refuse_to_replace_other(path, page::MARK, "an evaluation of edits")?;
    }
    let limits = Limits::default();
    let measured = Measured::new(args, &edits, run::run(args, &edits, &limits)?);
    if let Some(path) = &args.page {
        page::write(path, &measured)?;
    }
    let text = if args.json { json_line(&measured)? } else { measured.text() };
    Out::new().text(&text)?;
    Ok(Exit::Clean)
}

/// The edit of this name.
pub(crate) fn edit_named(name: &str) -> Option<&'static Edit> {
    table::all().find(|edit| edit.name == name)
}

/// Done to each colour by itself; `None` if they come out in different sizes.
pub(crate) fn in_colour(picture: &Picture, edit: &Edit) -> Option<Picture> {
    let channel = |at: usize| {
        let tones = picture.rgb.iter().skip(at).step_by(3).copied().collect();
        Grey::from_raw(picture.width, picture.height, tones).map(|grey| (edit.make)(&grey))
    };
    let (red, green, blue) = (channel(0)?, channel(1)?, channel(2)?);
    let (width, height) = red.dimensions();
    let is_one = green.dimensions() == (width, height) && blue.dimensions() == (width, height);
    let tones = red.iter().zip(green.iter()).zip(blue.iter());
    let rgb = tones.flat_map(|((red, green), blue)| [*red, *green, *blue]).collect();
    is_one.then_some(Picture { width, height, rgb })
}

/// Those that are named, or all.
fn chosen(only: &[String]) -> Result<Vec<&'static Edit>, Failure> {
    let unknown = only.iter().find(|name| table::all().all(|edit| edit.name != name.as_str()));
    if let Some(name) = unknown {
        let hint = "`presend eval edits --edits` names them";
        return Err(Failure::usage(format!("no edit is called {name:?}; {hint}")));
    }
    let is_chosen = |edit: &&Edit| only.is_empty() || only.iter().any(|name| name == edit.name);
    Ok(table::all().filter(is_chosen).collect())
}
