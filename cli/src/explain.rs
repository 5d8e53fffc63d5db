//! `presend explain`: what a scan found and what follows from it, in words.

use clap::ValueEnum;
use presend::context::ScanContext;
use presend::explain::{Language, Level};
use presend::limits::Limits;

use crate::exit::{Exit, Failure};
use crate::input::{Files, Said, each_file};
use crate::output::{printable, printable_text};
use crate::scan::{EditsChoice, Lists, PolicyChoice, exit_of, now_unix_seconds, scanner};

/// Explain in words what is found in a file, what happens then, and what leaves the machine
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  presend explain --list known.txt photo.jpg
  presend explain --level engineer --list known.txt photo.jpg
  presend explain --lang nl --policy block_match --list known.txt photo.jpg")]
pub(crate) struct Args {
    /// For whom
    #[arg(long, value_enum, default_value_t = LevelName::User)]
    level: LevelName,
    /// In which language
    #[arg(long, value_enum, default_value_t = LanguageName::En)]
    lang: LanguageName,
    #[command(flatten)]
    lists: Lists,
    #[command(flatten)]
    policy: PolicyChoice,
    #[command(flatten)]
    edits: EditsChoice,
    #[command(flatten)]
    files: Files,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LevelName {
    /// What the user of an app reads
    User,
    /// Every stage, with distances, thresholds and versions
    Engineer,
    /// Who vouched for the sets, which entries of the public log they are, the digest of the policy
    Auditor,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LanguageName {
    /// English
    En,
    /// Dutch
    Nl,
}

impl From<LevelName> for Level {
    fn from(level: LevelName) -> Self {
        match level {
            LevelName::User => Self::User,
            LevelName::Engineer => Self::Engineer,
            LevelName::Auditor => Self::Auditor,
        }
    }
}

impl From<LanguageName> for Language {
    fn from(language: LanguageName) -> Self {
        match language {
            LanguageName::En => Self::English,
            LanguageName::Nl => Self::Dutch,
        }
    }
}

pub(crate) fn run(args: &Args) -> Result<Exit, Failure> {
    let limits = Limits::default();
    let known = args.lists.open()?;
    let scanner =
        scanner(&known, args.policy.built_in()?, None, limits.clone(), args.edits.profile())?;
    let context = ScanContext::at(now_unix_seconds()?);
    let exit = each_file(
        &args.files,
        &limits,
        |path, opened| {
            let checked = scanner.scan(opened.attachment(), &context);
            let (level, language) = (args.level.into(), args.lang.into());
            let words = checked.explain(level, language);
            let text = format!("{}\n{}\n", printable(path), indented(&words));
            Ok(Said { exit: exit_of(&checked.report), text, trouble: None, kind: () })
        },
        |()| {},
    )?;
    Ok(known.exit(exit))
}

fn indented(words: &str) -> String {
    words.lines().map(|line| format!("  {}\n", printable_text(line))).collect()
}
