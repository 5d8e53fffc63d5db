use std::path::PathBuf;

use clap::ValueEnum;
use presend::set::note::KeyKind;
use presend_curator::file;
use presend_curator::key::SigningKey;

use crate::exit::{Exit, Failure};
use crate::output::{Out, printable};

/// Make a signing key: its file is readable by its owner only, its verifier key is printed
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend set keygen authority hotline.example --out hotline.key
  presend set keygen witness test.presend.invalid/w1 --test --out w1.key")]
pub(in crate::set) struct Args {
    /// Whose key
    #[arg(value_enum)]
    role: Role,
    /// Name of the key, as signatures and pins will have it
    name: String,
    /// The file for the private key; it must not be there
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// The published test key of a name under test.presend.invalid/: anyone can make it
    #[arg(long)]
    test: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Role {
    /// A body that vouches for entries
    Authority,
    /// A public log
    Log,
    /// Someone who watches a log
    Witness,
}

pub(in crate::set) fn run(args: &Args) -> Result<Exit, Failure> {
    let kind = match args.role {
        Role::Authority | Role::Log => KeyKind::Ed25519,
        Role::Witness => KeyKind::Cosignature,
    };
    let key = if args.test {
        SigningKey::published_test(&args.name, kind)
    } else {
        SigningKey::generate(&args.name, kind)
    };
    let key = key.map_err(|_| {
        Failure::usage("not a name for this key: no blanks and no plus, and test names with --test")
    })?;
    if key.public().is_test() != args.test {
        return Err(Failure::usage("a name under test.presend.invalid/ needs --test"));
    }
    let failed = |error| Failure::internal(format!("{}: {error}", printable(&args.out)));
    file::create_private(&args.out, &key.to_private_text()).map_err(failed)?;
    Out::new().text(&format!("{}\n", key.public()))?;
    Ok(Exit::Clean)
}
