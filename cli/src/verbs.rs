//! The command line as a whole: one variant a verb.

use clap::error::{ContextKind, ContextValue};
use clap::{Parser, Subcommand};

use crate::exit::{Exit, Failure};

const ABOUT: &str = "\
Check files on this machine against known material, as an app would check an attachment
before it encrypts it. Nothing leaves this machine.";

const AFTER: &str = "\
Exit codes:
  0  clean: everything was checked and nothing found
  1  a match, or a near match
  2  the command line makes no sense
  3  undecided: a check could not be finished, or a file could not be read
  4  a set or list named on the command line cannot be opened, or holds no hash
  5  internal error, or the journal or the output could not be written
Over several files the worst counts: 5, then 4, 1, 3, 0.

Examples:
  presend hash photo.jpg
  presend scan --list known.txt photo.jpg
  presend scan --set images-3.khs --pins pins.txt photo.jpg
  presend scan --json --list known.txt -r Pictures
  presend explain --list known.txt photo.jpg";

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "presend", version, about = ABOUT, after_help = AFTER, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    Hash(crate::hash::Args),
    Scan(crate::scan::Args),
    Set(crate::set::Args),
    Report(crate::report::Args),
    Explain(crate::explain::Args),
    Journal(crate::journal::Args),
    Testkit(crate::testkit::Args),
    Doctor(crate::doctor::Args),
    Bench(crate::bench::Args),
    Demo(crate::demo::Args),
    Eval(crate::eval::Args),
    Completions(crate::completions::Args),
    Man(crate::man::Args),
}

/// The command line of this process. One that makes no sense ends it, with a word on what would.
pub(crate) fn parse() -> Cli {
    Cli::try_parse().unwrap_or_else(|error| with_hint(error).exit())
}

/// The policies' own names have the audience at their end, as in a journal; here it is an option.
fn with_hint(mut error: clap::Error) -> clap::Error {
    let of = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.as_str(),
        _ => "",
    };
    let policy = of(ContextKind::InvalidArg).starts_with("--policy");
    let named = of(ContextKind::InvalidValue);
    let audience = ["adult", "teen", "child"].into_iter().find(|name| named.ends_with(name));
    if let Some(audience) = audience.filter(|_| policy) {
        let hint = format!("use --policy ask_before_send --audience {audience}");
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![hint.into()]));
    }
    error
}

impl Verb {
    /// Does it.
    pub(crate) fn run(self) -> Result<Exit, Failure> {
        match self {
            Self::Hash(args) => crate::hash::run(&args),
            Self::Scan(args) => crate::scan::run(&args),
            Self::Set(args) => crate::set::run(&args),
            Self::Report(args) => crate::report::run(&args),
            Self::Explain(args) => crate::explain::run(&args),
            Self::Journal(args) => crate::journal::run(&args),
            Self::Testkit(args) => crate::testkit::run(&args),
            Self::Doctor(args) => crate::doctor::run(&args),
            Self::Bench(args) => crate::bench::run(&args),
            Self::Demo(args) => crate::demo::run(&args),
            Self::Eval(args) => crate::eval::run(&args),
            Self::Completions(args) => crate::completions::run(&args),
            Self::Man(args) => crate::man::run(&args),
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_holds_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_verb_shows_an_example() {
        for verb in Cli::command().get_subcommands() {
            let help = verb.clone().render_help().to_string();
            let example = format!("Examples:\n  presend {}", verb.get_name());
            assert!(help.contains(&example), "{}", verb.get_name());
        }
    }
}
