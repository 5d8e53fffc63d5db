//! `presend man`: the manual pages, made from the same text as `--help`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::{Command, CommandFactory};
use clap_mangen::Man;

use crate::exit::{Exit, Failure};
use crate::output::Out;

/// Write the manual page to standard output, or all pages into a folder
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend man | man -l -
  presend man ~/.local/share/man/man1")]
pub(crate) struct Args {
    /// Folder for presend.1 and one page for each verb
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

pub(crate) fn run(args: &Args) -> Result<Exit, Failure> {
    let mut command = crate::verbs::Cli::command().disable_help_subcommand(true);
    command.build();
    match &args.folder {
        None => Out::new().bytes(&page(command).map_err(|e| failed(Path::new("man"), &e))?)?,
        Some(folder) => write_pages(folder, &command)?,
    }
    Ok(Exit::Clean)
}

fn write_pages(folder: &Path, command: &Command) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|e| failed(folder, &e))?;
    for verb in command.get_subcommands() {
        let name = format!("presend-{}.1", verb.get_name());
        write_page(&folder.join(name), verb.clone())?;
    }
    write_page(&folder.join("presend.1"), command.clone())
}

fn write_page(path: &Path, command: Command) -> Result<(), Failure> {
    page(command).and_then(|text| fs::write(path, text)).map_err(|e| failed(path, &e))
}

fn page(command: Command) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    Man::new(command).render(&mut text)?;
    Ok(text)
}

fn failed(path: &Path, error: &io::Error) -> Failure {
    Failure::internal(format!("{}: {error}", crate::output::printable(path)))
}
