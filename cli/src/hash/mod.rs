//! `presend hash`: the fingerprints of files, compared with nothing.

mod json;
mod list;
mod text;

use presend::context::CancelToken;
use presend::limits::Limits;
use presend::scan::{Job, fingerprint};

use crate::exit::{Exit, Failure};
use crate::input::{FileName, Files, Said, each_file};
use crate::output::{Style, json_line};

use json::HashLine;

/// Show the digests and picture hashes of files
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend hash photo.jpg
  presend hash --json --orientations photo.jpg clip.gif
  presend hash --list -r Pictures > known.txt
  presend hash --json -r Pictures > pictures.jsonl
  cat photo.jpg | presend hash -

pdq is the PDQ hash of the picture as a person sees it; pdq512 is the one of the C++ tool, which
first brings the stored pixels to 512x512. Exit code 3 if a file could not be hashed whole.")]
pub(crate) struct Args {
    /// One JSON object a line for each file
    #[arg(long)]
    json: bool,
    /// A list for `presend scan --list`: a line for each file, with its name as a comment
    #[arg(long, conflicts_with_all = ["json", "orientations"])]
    list: bool,
    /// Also the PDQ hashes of the picture turned and mirrored
    #[arg(long)]
    orientations: bool,
    #[command(flatten)]
    files: Files,
}

pub(crate) fn run(args: &Args) -> Result<Exit, Failure> {
    let limits = Limits::default();
    let decoders = crate::heic::decoders();
    let style = Style::of_stdout();
    let cancel = CancelToken::new();
    let job = Job { decoders: &decoders, ..Job::everything(&limits, &cancel) };
    each_file(
        &args.files,
        &limits,
        |path, opened| {
            let hashed = fingerprint(&opened.attachment(), &job);
            let text = if args.json {
                json_line(&HashLine::new(
                    FileName::new(path),
                    opened.bytes(),
                    &hashed,
                    args.orientations,
                ))?
            } else if args.list {
                list::line(path, &hashed)
            } else {
                text::lines(path, &hashed, args.orientations, style)
            };
            let exit =
                if hashed.first_undecided().is_some() { Exit::Undecided } else { Exit::Clean };
            Ok(Said { exit, text, trouble: None, kind: () })
        },
        |()| {},
    )
}
