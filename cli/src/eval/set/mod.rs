//! `presend eval set`: what a set or list would do on one's own harmless pictures.

mod counts;

use std::path::{Path, PathBuf};

use presend::context::{CancelToken, ScanContext};
use presend::limits::Limits;
use presend::policy::BuiltInPolicy;
use presend::report::{Outcome, ScanReport, Variant};
use presend::scan::{Job, fingerprint};
use presend::set::MatchParameters;

use crate::exit::{Exit, Failure};
use crate::input::{Files, Opened, Said, each_file};
use crate::output::{Out, json_line};
use crate::scan::nearest::{Nearest, Neighbours};
use crate::scan::{Counted, EditsChoice, Lists, now_unix_seconds, scanner};
use counts::{Counts, Grade};

/// Scan your own harmless pictures with a set or list, and count what would be found by mistake
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend eval set --set images-3.khs --pins pins.txt --pictures Pictures
  presend eval set --list hotline.txt --pictures Pictures --pictures Screenshots
  presend eval set --json --list hotline.txt --pictures Pictures

Every file goes through the whole scan. All that is found counts as a mistake, for you know that nothing
in these folders is listed. Of a plain list the lines are named that most files came to; a signed set
tells no entry. Folders of pictures are taken with everything below them.")]
pub(crate) struct Args {
    /// One JSON object
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    lists: Lists,
    #[command(flatten)]
    edits: EditsChoice,
    /// A folder of pictures; may be given several times
    #[arg(long, value_name = "DIR", required = true)]
    pictures: Vec<PathBuf>,
    /// How many files at the same time [default: one for each processor, at most 8]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=64))]
    jobs: Option<u16>,
}

pub(super) fn run(args: &Args) -> Result<Exit, Failure> {
    let limits = Limits::default();
    let (known, now) = (args.lists.open()?, now_unix_seconds()?);
    if known.lacks_a_set || known.sets.is_empty() {
        return Err(Failure::unusable_set("nothing is evaluated: no set or list to scan with"));
    }
    let neighbours = args.lists.neighbours()?;
    let (policy, edits) = (BuiltInPolicy::ObserveOnly, args.edits.profile());
    let scanner = scanner(&known, policy, None, limits.clone(), edits)?;
    let context = ScanContext::at(now);
    let look = |_: &Path, opened: &Opened| {
        let report = scanner.scan(opened.attachment(), &context).report;
        let found = matches!(report.outcome, Outcome::Match | Outcome::Near);
        let nearest = found.then(|| nearest(&neighbours, opened, args, &limits)).flatten();
        let kind = (Counted::of(&report), grade(&report), nearest);
        Ok(Said { exit: Exit::Clean, text: String::new(), trouble: None, kind })
    };
    let (mut counts, files) = (Counts::new(edits), Files::of_folders(&args.pictures, args.jobs));
    let exit = each_file(&files, &limits, look, |(counted, grade, nearest)| {
        counts.add(counted, grade, nearest);
    })?;
    if exit != Exit::Clean {
        return Err(Failure::internal("some files could not be scanned, so nothing is counted"));
    }
    if counts.scanned() == 0 {
        return Err(Failure::unusable_set("no picture that can be compared is there"));
    }
    let text = if args.json { json_line(&counts.result())? } else { counts.result().text() };
    Out::new().text(&text)?;
    Ok(Exit::Clean)
}

/// The strongest that was found, and what had to be undone for it.
fn grade(report: &ScanReport) -> Option<Grade> {
    let strongest = report.findings.first()?;
    let undone = match strongest.variant {
        Some(Variant::Edited(edit)) => Some(edit.name()),
        Some(Variant::Turned(_) | Variant::OverBlack) | None => None,
    };
    Some(Grade { evidence: strongest.evidence.name(), undone })
}

/// The file is read again: a report names no line.
fn nearest(lists: &Neighbours, opened: &Opened, args: &Args, limits: &Limits) -> Option<Nearest> {
    let (decoders, cancel) = (crate::heic::decoders(), CancelToken::new());
    let edits = args.edits.profile();
    let job = Job { decoders: &decoders, edits, ..Job::everything(limits, &cancel) };
    let prints = fingerprint(&opened.attachment(), &job).fingerprints;
    let as_it_is = lists.nearest(&prints.digests, &prints.frames);
    let is_match = |near: &Nearest| {
        near.distance_bits.is_none_or(|bits| bits <= MatchParameters::MAX_PERCEPTUAL_BITS)
    };
    as_it_is.filter(is_match).or_else(|| lists.nearest_edited(&prints.edited))
}
