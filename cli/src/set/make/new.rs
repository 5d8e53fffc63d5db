use std::path::{Path, PathBuf};

use clap::ValueEnum;
use presend::lent::LentForm;
use presend::policy::{Action, Actions};
use presend::set::manifest::Manifest;
use presend::set::note::NoteKey;
use presend::set::{PinnedAuthority, Pins};

use super::import::lent_form;
use super::words::{pins_in_words, terms_in_words};
use crate::exit::{Exit, Failure};
use crate::made::{DAY, Terms, Trusted, fresh_salt};
use crate::output::{Out, printable, printable_text};
use crate::scan::now_unix_seconds;
use crate::set::date::date;
use crate::set::files;

/// Write the two texts that a set begins with: pins for apps, and parameters for authorities
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend set new hotlines/images --until 2027-01-29 \\
    --basis urn:example:law --basis-until 2028-01-01 \\
    --authority nl=hotline.vkey --authority de=bureau.vkey \\
    --log log.vkey --witness w1.vkey --witness w2.vkey --out images

A key is a file that holds the line which `presend set keygen` printed, or that line itself.
Days begin at midnight UTC. What was written is then said in words. Of a set that can lead to sealed
reports, write the line `recipient` of both texts by hand.")]
pub(in crate::set) struct Args {
    /// Name of the set, as hotlines/images
    #[arg(value_name = "NAME")]
    set: String,
    /// Jurisdiction (ISO 3166 code) and verifier key of an authority; to be given for each
    #[arg(long = "authority", value_name = "CODE=VKEY", required = true)]
    authorities: Vec<String>,
    /// Verifier key of the public log; may be given several times
    #[arg(long = "log", value_name = "VKEY", required = true)]
    logs: Vec<String>,
    /// Verifier key of a witness; to be given for each
    #[arg(long = "witness", value_name = "VKEY", required = true)]
    witnesses: Vec<String>,
    /// So many authorities must vouch for each row
    #[arg(long, value_name = "N", default_value_t = 2)]
    quorum: usize,
    /// Of so many jurisdictions
    #[arg(long, value_name = "N", default_value_t = 2)]
    jurisdictions: usize,
    /// So many witnesses must have seen the log [default: more than half of them, and two at least]
    #[arg(long, value_name = "N")]
    witness_quorum: Option<usize>,
    /// What the set may be used for
    #[arg(long, default_value = "known-images")]
    purpose: String,
    /// The law or contract that allows the set, as a name without blanks
    #[arg(long, value_name = "URN")]
    basis: String,
    /// The day on which that basis ends
    #[arg(long, value_name = "DATE", value_parser = date)]
    basis_until: u64,
    /// The day on which version 1 becomes valid [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    from: Option<u64>,
    /// The day on which version 1 ends
    #[arg(long, value_name = "DATE", value_parser = date)]
    until: u64,
    /// What a finding may lead to, as warn,ask,block
    #[arg(
        long,
        value_enum,
        value_name = "ACTION",
        value_delimiter = ',',
        default_value = "warn,ask,block"
    )]
    actions: Vec<May>,
    /// Name and length in bytes of a hash that apps with a licence lend, as photodna:144: the set may then
    /// have rows of it
    #[arg(long, value_name = "NAME:BYTES", value_parser = lent_form)]
    lent: Option<LentForm>,
    /// The folder for pins.txt and parameters.txt, which must not be in it
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

/// What a device may do at most about a finding. A sealed report needs a recipient, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum May {
    Warn,
    Ask,
    Block,
}

pub(in crate::set) fn run(args: &Args) -> Result<Exit, Failure> {
    let (terms, trusted) = (args.terms()?, args.trusted()?);
    let names = trusted.authorities.iter().map(|authority| authority.key.name().to_owned());
    let parameters = checked_parameters(&terms.parameters(names.collect()))?;
    let pins = terms.pins(trusted);
    let (pins_path, parameters_path) = (args.out.join("pins.txt"), args.out.join("parameters.txt"));
    // Read again as a device reads them: what is refused is not written.
    let text = pins.to_string();
    let pins = Pins::parse(&text).map_err(|fault| match Pins::text_fault(&text) {
        Some(place) => unwritten(&text, "pins.txt", &place.to_string()),
        None => Failure::usage(format!("pins.txt: {fault}")),
    })?;
    [&pins_path, &parameters_path].into_iter().try_for_each(|path| must_be_new(path))?;
    std::fs::create_dir_all(&args.out)
        .map_err(|error| Failure::internal(format!("{}: {error}", printable(&args.out))))?;
    files::write(&pins_path, text.as_bytes())?;
    files::write(&parameters_path, parameters.parameters().as_bytes())?;
    let (pins_shown, parameters_shown) = (printable(&pins_path), printable(&parameters_path));
    let lines =
        |lines: Vec<String>| lines.iter().map(|line| format!("  {line}\n")).collect::<String>();
    Out::new().text(&format!(
        "{pins_shown}, for apps to compile in:\n{}{parameters_shown}, for authorities to submit by:\n{}",
        lines(pins_in_words(&pins)),
        lines(terms_in_words(&parameters)),
    ))?;
    Ok(Exit::Clean)
}

impl Args {
    fn terms(&self) -> Result<Terms, Failure> {
        let today = now_unix_seconds()? / DAY * DAY;
        Ok(Terms {
            set: self.set.clone(),
            purpose: self.purpose.clone(),
            version: 1,
            not_before: self.from.unwrap_or(today),
            not_after: self.until,
            basis: self.basis.clone(),
            sunset: self.basis_until,
            actions: self.actions(),
            salt: fresh_salt().map_err(Failure::internal)?,
            previous: None,
            lent: self.lent,
        })
    }

    fn actions(&self) -> Actions {
        let may = self.actions.iter().map(|may| match may {
            May::Warn => Action::Warn,
            May::Ask => Action::Ask,
            May::Block => Action::Block,
        });
        may.fold(Actions::NONE, Actions::with)
    }

    fn trusted(&self) -> Result<Trusted, Failure> {
        let keys =
            |given: &[String]| given.iter().map(|given| key(given)).collect::<Result<Vec<_>, _>>();
        let witnesses = keys(&self.witnesses)?;
        Ok(Trusted {
            authorities: self.authorities.iter().map(|a| authority(a)).collect::<Result<_, _>>()?,
            quorum_authorities: self.quorum,
            quorum_jurisdictions: self.jurisdictions,
            logs: keys(&self.logs)?,
            witness_quorum: self.witness_quorum.unwrap_or((witnesses.len() / 2 + 1).max(2)),
            witnesses,
        })
    }
}

/// The parameters, as whoever reads their text finds them.
pub(super) fn checked_parameters(parameters: &Manifest) -> Result<Manifest, Failure> {
    let text = parameters.parameters();
    Manifest::parse_parameters(&text).map_err(|fault| match Manifest::parameters_fault(&text) {
        Some(place) => unwritten(&text, "parameters.txt", &place.to_string()),
        None => Failure::usage(format!("parameters.txt: {}", files::named(fault))),
    })
}

/// What was asked for makes no text: the line that is wrong, and what it must be.
fn unwritten(text: &str, file: &str, place: &str) -> Failure {
    let number = place.strip_prefix("line ").and_then(|rest| rest.split(':').next()?.parse().ok());
    let line = number.and_then(|number: usize| text.lines().nth(number.checked_sub(1)?));
    let line = printable_text(line.unwrap_or_default());
    Failure::usage(format!("{file} would not hold, {place}, not `{line}`"))
}

pub(super) fn must_be_new(path: &Path) -> Result<(), Failure> {
    if path.symlink_metadata().is_err() {
        return Ok(());
    }
    Err(Failure::usage(format!("{} is there already", printable(path))))
}

fn authority(given: &str) -> Result<PinnedAuthority, Failure> {
    let apart = given.split_once('=').filter(|(code, _)| code.len() == 2);
    let (code, of_key) = apart.ok_or_else(|| {
        Failure::usage(format!("--authority {}: as nl=hotline.vkey", printable_text(given)))
    })?;
    Ok(PinnedAuthority { jurisdiction: code.to_owned(), key: key(of_key)? })
}

/// A verifier key, or the file that holds it.
fn key(given: &str) -> Result<NoteKey, Failure> {
    if let Ok(key) = NoteKey::parse(given) {
        return Ok(key);
    }
    let path = Path::new(given);
    let text = files::text(path)?;
    NoteKey::parse(text.trim_end()).map_err(|_| files::refused(path, "no verifier key"))
}
