//! `presend demo`: real photographs through a pretended send button.

mod edited;
mod made_set;
mod page;
pub(crate) mod photos;
mod place;
mod scenes;
mod send;
mod table;
mod videos;
mod words;

use std::path::PathBuf;

use presend::journal::{JournalStore, verify};

use crate::exit::{Exit, Failure};
use crate::output::{Colour, Out, Style, printable};
use send::{SendButton, Sent};

/// Send real photographs through a pretended send button and show what is found in each
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend demo
  presend demo --out demo-page --no-open

Works offline and sends nothing. The sets of known material are made when the demo starts, from
some of its own harmless pictures. The exit code is 5 if a scene did not come out as expected.")]
pub(crate) struct Args {
    /// The folder for the page [default: target/presend-demo, or a temporary folder]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Do not open the page in a browser
    #[arg(long)]
    no_open: bool,
}

const HEAD: &str = "\
Presend demo: real photographs through a pretended send button. Nothing is sent.
The known material is made up: this program just hashed some of its own harmless photographs and
drawn pictures with the same core that now checks what is sent, and made two sets of them, and one
of a link. Three made-up authorities vouch for each entry; a log and two witnesses saw each set;
each passed all the checks of a device.
Two pictures count as the same if at most 31 of the 256 bits that describe them are off.

";

/// Runs the verb.
pub(crate) fn run(args: &Args) -> Result<Exit, Failure> {
    let (style, mut out) = (Style::of_stdout(), Out::new());
    out.text(HEAD)?;
    let button = SendButton::new()?;
    for line in button.origins.iter().flat_map(|origin| made_set::origin_lines(origin)) {
        out.text(&format!("{line}\n"))?;
    }
    out.text("\n")?;
    let scenes = scenes::all().map_err(|error| Failure::internal(format!("demo: {error}")))?;
    out.text(&table::head(style))?;
    let mut all = Vec::new();
    for (at, scene) in scenes.into_iter().enumerate() {
        let sent = button.press(scene);
        out.text(&table::row(style, at + 1, &sent))?;
        all.push(sent);
    }
    let summary = summary(&button, &all)?;
    let page = page::page(&all, &summary).map_err(Failure::internal)?;
    let file = place::write(args.out.as_deref(), &page)?;
    out.text(&tail(style, &all, &summary, &printable(&file)))?;
    if !args.no_open {
        place::show(&file);
    }
    Ok(if summary.surprises == 0 { Exit::Clean } else { Exit::Internal })
}

fn summary(button: &SendButton, all: &[Sent]) -> Result<page::Summary, Failure> {
    let journal = &button.journal;
    let verified = (|| verify(&journal.records()?, Some(journal.state()?.head)))();
    let verified = verified.map_err(|fault| Failure::internal(format!("journal: {fault}")))?;
    let surprises = all.iter().filter(|sent| sent.surprise.is_some()).count();
    let journal = format!("{} records, none changed or missing", verified.head.count);
    let sets = button.origins.iter().map(|origin| made_set::origin_lines(origin)).collect();
    Ok(page::Summary { journal, surprises, sets })
}

fn tail(style: Style, all: &[Sent], summary: &page::Summary, file: &str) -> String {
    let expected = match summary.surprises {
        0 => style.paint(Colour::Green, "all as expected", 0),
        some => style.paint(Colour::Red, &format!("{some} NOT as expected"), 0),
    };
    format!(
        "\n{} attachments checked, {expected}.\n\
         Journal: {}.\n\
         What left this machine: nothing.\n\
         The same with pictures: {file}\n",
        all.len(),
        summary.journal,
    )
}
