//! A known-hash set made on the spot, by the same steps as a real one: three authorities, a log, two
//! witnesses, and the thirteen checks of a device.

use presend::explain::date;
use presend::policy::Actions;
use presend::set::check::{SetOrigin, VerifiedSet, install};
use presend::set::{SetBytes, SetState};
use presend_curator::submission::Submission;

use crate::exit::Failure;
use crate::made::{Cast, DAY, Desk, Keys, Scratch, Terms, fresh_salt};

/// The three authorities, with made-up jurisdictions.
const AUTHORITIES: [(&str, &str); 3] = [("nl", "hotline"), ("de", "bureau"), ("ie", "centre")];

/// What a set is made of.
pub(super) struct Recipe<'a> {
    pub(super) name: &'a str,
    pub(super) purpose: &'a str,
    /// A plain list.
    pub(super) list: &'a str,
    pub(super) keys: Keys,
}

/// Makes a set of a plain list and installs it as a device would that sees it for the first time.
///
/// # Errors
/// If a step fails, which says that the program is broken.
pub(super) fn made_set(recipe: &Recipe<'_>, now: u64) -> Result<VerifiedSet, Failure> {
    verified(recipe, now).map_err(|why| Failure::internal(format!("the demo's set: {why}")))
}

fn verified(recipe: &Recipe<'_>, now: u64) -> Result<VerifiedSet, String> {
    let authorities = AUTHORITIES.map(|(place, name)| (place.to_owned(), name.to_owned()));
    let cast = Cast::new(recipe.keys, &authorities)?;
    let terms = terms(recipe, now)?;
    let (pins, parameters) = (terms.pins(cast.trusted()), terms.parameters(cast.names()));
    let submit = |name: &String| {
        Submission::make(name, &parameters, recipe.list.as_bytes(), std::io::empty())
            .map_err(|error| error.to_string())
    };
    let submissions = cast.names().iter().map(submit).collect::<Result<Vec<_>, _>>()?;
    let folder = Scratch::new("demo");
    let (log, seen) = (folder.path("log"), folder.path("seen"));
    let desk = Desk { cast: &cast, pins: &pins, log: &log, seen: &seen, now };
    let made = desk.version(&parameters, &submissions, None)?;
    let verified = install(&SetBytes::from(made.file), &pins, &SetState::new(&pins), now);
    verified.map_err(|fault| fault.to_string())
}

fn terms(recipe: &Recipe<'_>, now: u64) -> Result<Terms, String> {
    Ok(Terms {
        set: recipe.name.to_owned(),
        purpose: recipe.purpose.to_owned(),
        version: 1,
        not_before: now.saturating_sub(DAY),
        not_after: now.saturating_add(30 * DAY),
        basis: "urn:example:made-up-law".to_owned(),
        sunset: now.saturating_add(365 * DAY),
        actions: Actions::LIST,
        salt: fresh_salt()?,
        previous: None,
        lent: None,
    })
}

/// Where a set comes from, in lines of at most a hundred characters.
pub(super) fn origin_lines(origin: &SetOrigin) -> Vec<String> {
    let manifest = &origin.manifest;
    let day = |seconds: u64| date(u32::try_from(seconds / DAY).unwrap_or(u32::MAX));
    let mut lines = vec![format!(
        "{} version {}, valid until {}",
        manifest.set,
        manifest.version,
        day(manifest.not_after)
    )];
    let signers = origin.signers.iter().map(|by| format!("{} ({})", by.name, by.jurisdiction));
    lines.extend(signers.map(|signer| format!("  vouched for by {signer}")));
    let log = &origin.log;
    lines.push(format!("  entry {} of {} in the log {}", log.index + 1, log.size, log.origin));
    lines.push(format!("  seen there by {} witnesses", origin.witnesses.len()));
    lines
}
