//! `presend completions`: what a shell needs to complete the verbs and options.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::exit::{Exit, Failure};
use crate::output::Out;

/// Write completions for a shell to standard output
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend completions bash > ~/.local/share/bash-completion/completions/presend
  presend completions fish > ~/.config/fish/completions/presend.fish")]
pub(crate) struct Args {
    /// Which shell
    shell: Shell,
}

pub(crate) fn run(args: &Args) -> Result<Exit, Failure> {
    let mut text = Vec::new();
    let mut command = crate::verbs::Cli::command();
    clap_complete::generate(args.shell, &mut command, "presend", &mut text);
    Out::new().bytes(&text)?;
    Ok(Exit::Clean)
}
