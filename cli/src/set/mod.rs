//! `presend set`: known-hash sets, as curators make them and anyone can check them.

mod date;
mod facts;
mod files;
mod inspect;
mod make;
mod new_file;
mod open;
mod store;
mod verify;

use clap::Subcommand;

use crate::exit::{Exit, Failure};

pub(crate) use date::moment;
pub(crate) use files::{file_and_pins, named};
pub(crate) use open::PinnedSets;

/// Make, check and read known-hash sets
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend set verify images-3.khs --pins pins.txt
  presend set inspect images-3.khs
  presend set rehearse --list one.txt --list two.txt --out rehearsal

To try it, rehearse makes a whole test set of your lists in one command.
The order of making: import, keygen, new, submit, build, attest, join, log, bundle, delta.
Exit codes: 0 done, 2 the command line makes no sense, 4 a set or an input is refused.")]
pub(crate) struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Verify(verify::Args),
    Inspect(inspect::Args),
    Diff(make::delta::DiffArgs),
    Store(store::Args),
    Rehearse(make::rehearse::Args),
    New(make::new::Args),
    Next(make::next::Args),
    Import(make::import::Args),
    Keygen(make::keygen::Args),
    Submit(make::submit::Args),
    Build(make::build::Args),
    Attest(make::attest::Args),
    Join(make::join::Args),
    Log(make::log::Args),
    Bundle(make::bundle::Args),
    Delta(make::delta::DeltaArgs),
    Apply(make::delta::ApplyArgs),
}

pub(crate) fn run(args: &Args) -> Result<Exit, Failure> {
    match &args.verb {
        Verb::Verify(args) => verify::run(args),
        Verb::Inspect(args) => inspect::run(args),
        Verb::Diff(args) => make::delta::run_diff(args),
        Verb::Store(args) => store::run(args),
        Verb::Rehearse(args) => make::rehearse::run(args),
        Verb::New(args) => make::new::run(args),
        Verb::Next(args) => make::next::run(args),
        Verb::Import(args) => make::import::run(args),
        Verb::Keygen(args) => make::keygen::run(args),
        Verb::Submit(args) => make::submit::run(args),
        Verb::Build(args) => make::build::run(args),
        Verb::Attest(args) => make::attest::run(args),
        Verb::Join(args) => make::join::run(args),
        Verb::Log(args) => make::log::run(args),
        Verb::Bundle(args) => make::bundle::run(args),
        Verb::Delta(args) => make::delta::run_delta(args),
        Verb::Apply(args) => make::delta::run_apply(args),
    }
}
