//! `presend hash`: the fingerprints of files, compared with nothing.

mod crops;
mod json;
mod list;
mod place;
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
  presend hash --list --crops photo.jpg >> known.txt
  presend hash --json -r Pictures > pictures.jsonl
  cat photo.jpg | presend hash -

pdq is the PDQ hash of the picture as a person sees it; pdq512 is the one of the C++ tool, which
first brings the stored pixels to 512x512. In a list a picture with too little in it to tell it from
others has its digest alone, and what looks like a graphic is marked. Exit code 3 if a file could not be hashed whole.")]
pub(crate) struct Args {
    /// One JSON object a line for each file
    #[arg(long)]
    json: bool,
    /// A list for `presend scan --list`: a line for each file, with its name as a comment
    #[arg(long, conflicts_with_all = ["json", "orientations"])]
    list: bool,
    /// Also list twelve parts of each picture, so that it is found after it was cut: five crops around
    /// the middle, and seven windows such as three quarters from a side
    #[arg(long, requires = "list")]
    crops: bool,
    /// Also say of the first picture of each file what is to be seen in it: it is read twice
    #[arg(long, requires = "json")]
    content: bool,
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
                let name = FileName::new(path);
                let line = HashLine::new(name, opened.bytes(), &hashed, args.orientations);
                let looked = || crops::look(opened, hashed.kind?, &limits, false);
                json_line(&if args.content { line.with_content(looked().as_ref()) } else { line })?
            } else if args.list {
                list::line(path, opened, &hashed, &limits, args.crops)
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
