mod folder;
mod list;

use std::path::PathBuf;

use presend::lent::LentForm;
use presend::policy::Actions;
use presend::set::check::{Step, VerifiedSet, install};
use presend::set::{Pins, SetBytes, SetState};
use presend_curator::submission::Submission;

use crate::exit::{Exit, Failure};
use crate::made::{Cast, DAY, Desk, Keys, Terms, Version, fresh_salt};
use crate::output::{Out, Working, grouped, printable};
use crate::scan::now_unix_seconds;
use crate::set::files;
use crate::set::make::import::lent_form;
use folder::Folder;
use list::OwnList;

/// Make a whole test set of lists in one command, with all keys, texts and files on the way
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend set rehearse --list one.txt --list two.txt --out rehearsal
  presend set rehearse --list nl=hotline.txt --list de=bureau.txt --out rehearsal
  presend scan --set rehearsal/1.khs --pins rehearsal/pins.txt photo.jpg

Each list becomes that of an authority; give one list twice to see it alone. Two authorities of two
jurisdictions must vouch for each row. Each step is that of the real order, and its file is kept, so
that you can go on by hand. All keys are published test keys: anyone can sign with them, and every
finding is marked as a test.")]
pub(in crate::set) struct Args {
    /// A plain list, as `presend set import` writes it, and before it a jurisdiction if you like; to be
    /// given for each authority [default of the jurisdictions: xa, xb, ..]
    #[arg(long = "list", value_name = "[CODE=]LIST", required = true)]
    lists: Vec<String>,
    /// Name of the set
    #[arg(long, value_name = "NAME", default_value = "made-up/rehearsal")]
    name: String,
    /// So many days the set is valid
    #[arg(long, value_name = "DAYS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=3650))]
    days: u64,
    /// Name and length in bytes of a hash that apps lend, as photodna:144, if the lists have values of it
    #[arg(long, value_name = "NAME:BYTES", value_parser = lent_form)]
    lent: Option<LentForm>,
    /// The folder to write to: a new one, or an empty one
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

pub(in crate::set) fn run(args: &Args) -> Result<Exit, Failure> {
    let lists = OwnList::all(&args.lists)?;
    let folder = Folder::empty(&args.out)?;
    let (now, working) = (now_unix_seconds()?, Working::begin());
    let failed = |why: String| Failure::unusable_set(format!("rehearsal: {why}"));
    let authorities: Vec<_> = lists.iter().map(OwnList::authority).collect();
    let cast = Cast::new(Keys::Test, &authorities).map_err(failed)?;
    let terms = args.terms(now)?;
    let (pins, parameters) = (terms.pins(cast.trusted()), terms.parameters(cast.names()));
    // What is asked for may hold a name that no set can have.
    let pins = Pins::parse(&pins.to_string()).map_err(|error| failed(error.to_string()))?;
    let submit = |(list, name): (&OwnList, &String)| {
        working.at(|| list.shown());
        Submission::make(name, &parameters, list.read()?.as_slice(), std::io::empty())
            .map_err(|error| files::refused(&list.path, error))
    };
    let submissions = lists.iter().zip(&cast.names()).map(submit).collect::<Result<Vec<_>, _>>()?;
    working.at(|| "building, signing and logging".to_owned());
    let (log, seen) = (folder.path("public-log"), folder.path("seen"));
    let desk = Desk { cast: &cast, pins: &pins, log: &log, seen: &seen, now };
    let made = desk.version(&parameters, &submissions, None).map_err(failed)?;
    folder.keys(&cast)?;
    folder.texts(&pins, &parameters, &cast, &submissions, &made)?;
    let verified = install(&SetBytes::from(made.file.clone()), &pins, &SetState::new(&pins), now);
    let verified = verified.map_err(|fault| failed(files::named(fault)))?;
    drop(working);
    Out::new().text(&said(&folder, &verified, &made))?;
    Ok(Exit::Clean)
}

impl Args {
    fn terms(&self, now: u64) -> Result<Terms, Failure> {
        let ends = now.saturating_add(self.days.saturating_mul(DAY));
        Ok(Terms {
            set: self.name.clone(),
            purpose: "known-images".to_owned(),
            version: 1,
            not_before: now.saturating_sub(DAY),
            not_after: ends,
            basis: "urn:example:rehearsal".to_owned(),
            sunset: ends,
            actions: Actions::LIST,
            salt: fresh_salt().map_err(Failure::internal)?,
            previous: None,
            lent: self.lent,
        })
    }
}

/// What came out, and what to try with it.
fn said(folder: &Folder, verified: &VerifiedSet, made: &Version) -> String {
    let manifest = &verified.origin.manifest;
    let mut text = format!("{} version {}\n", manifest.set, manifest.version);
    for section in manifest.sections.iter().filter(|section| section.algorithm.has_entries()) {
        let (name, rows) = (section.algorithm.name(), grouped(section.rows));
        text.push_str(&format!("{name}: {rows} rows\n"));
    }
    for (algorithm, rows) in made.built.left_out_counts() {
        text.push_str(&format!("{}: {rows} rows under the quorum left out\n", algorithm.name()));
    }
    let shown = |name: &str| printable(&folder.path(name));
    let (set, pins, log) = (shown("1.khs"), shown("pins.txt"), shown("public-log"));
    text + &format!(
        "it passes all {} checks of a device; README.txt beside it says what each file is. Try:\n  \
         presend set verify {set} --pins {pins}\n  \
         presend set log audit {log} --pins {pins}\n  \
         presend scan --set {set} --pins {pins} FILE\n",
        Step::ALL.len(),
    )
}
