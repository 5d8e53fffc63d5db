//! `presend hash`: the fingerprints of files, compared with nothing.

mod crops;
mod json;
mod list;
mod message;
mod place;
mod text;
mod vpdq;

use std::path::Path;

use presend::context::CancelToken;
use presend::limits::Limits;
use presend::scan::{Fingerprinted, Job, fingerprint};

use crate::exit::{Exit, Failure};
use crate::input::{FileName, Files, Opened, Said, each_file};
use crate::output::{Style, json_line};

use json::HashLine;

/// Show the digests and picture hashes of files
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend hash photo.jpg
  presend hash --json --orientations photo.jpg clip.gif
  presend hash --list -r Pictures > known.txt
  presend hash --vpdq clip.mp4 > clip.vpdq
  presend hash --list --crops photo.jpg >> known.txt
  presend hash --json -r Pictures > pictures.jsonl
  cat photo.jpg | presend hash -
  presend hash --text message.txt

pdq is the PDQ hash of the picture as a person sees it; pdq512 is the one of the C++ tool, which
first brings the stored pixels to 512x512. In a list a picture with too little in it to tell it from
others has its digest alone, and what looks like a graphic is marked. Exit code 3 if a file could not
be hashed whole.")]
pub(crate) struct Args {
    /// One JSON object a line for each file
    #[arg(long)]
    json: bool,
    /// A list for `presend scan --list`: a line for each file, with its name as a comment
    #[arg(long, conflicts_with_all = ["json", "orientations"])]
    list: bool,
    /// The frames of a video as the tool of vPDQ writes them: number, quality, hash, time in seconds
    #[arg(long, conflicts_with_all = ["json", "list", "orientations"])]
    vpdq: bool,
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
    /// Each file is the text of a message: the expressions of its links, and the digests by which they are
    /// looked up
    #[arg(long, conflicts_with_all = ["list", "vpdq", "orientations", "content"])]
    text: bool,
    #[command(flatten)]
    files: Files,
}

impl Args {
    fn said(
        &self,
        path: &Path,
        opened: &Opened,
        hashed: &Fingerprinted,
        limits: &Limits,
        style: Style,
    ) -> Result<String, Failure> {
        if self.json {
            let (name, bytes) = (FileName::new(path), opened.bytes());
            let line = HashLine::new(name, bytes, hashed, self.orientations);
            let looked = || crops::look(opened, hashed.kind?, limits, false);
            return json_line(&if self.content {
                line.with_content(looked().as_ref())
            } else {
                line
            });
        }
        Ok(if self.list {
            list::line(path, opened, hashed, limits, self.crops)
        } else if self.vpdq {
            vpdq::lines(hashed)
        } else {
            text::lines(path, hashed, self.orientations, style)
        })
    }
}

pub(crate) fn run(args: &Args) -> Result<Exit, Failure> {
    let limits = Limits::default();
    let (decoders, video_decoders) = (crate::heic::decoders(), crate::video::decoders());
    let style = Style::of_stdout();
    let cancel = CancelToken::new();
    let video_decoders = video_decoders.as_slice();
    let job = Job { decoders: &decoders, video_decoders, ..Job::everything(&limits, &cancel) };
    each_file(
        &args.files,
        &limits,
        |path, opened| {
            if args.text {
                return message::said(path, opened, &job, args.json);
            }
            let hashed = fingerprint(&opened.attachment(), &job);
            let text = args.said(path, opened, &hashed, &limits, style)?;
            let exit =
                if hashed.first_undecided().is_some() { Exit::Undecided } else { Exit::Clean };
            Ok(Said { exit, text, trouble: None, kind: () })
        },
        |()| {},
    )
}
