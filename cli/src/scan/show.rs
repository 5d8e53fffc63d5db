use std::io::{self, IsTerminal};

use clap::ValueEnum;
use presend::report::{Outcome, ScanReport};

use super::page::PageChoice;
use super::tally::Tally;
use super::text;
use crate::exit::{Failure, note};
use crate::output::{Out, json_line};

/// What of a scan is shown. It changes neither what is looked at nor the exit code.
#[derive(Debug, clap::Args)]
pub(super) struct Show {
    /// One JSON object a line for each file
    #[arg(long)]
    json: bool,
    /// Show only files of these outcomes
    #[arg(long, value_enum, value_name = "OUTCOME", value_delimiter = ',')]
    only: Vec<OutcomeName>,
    /// Show no file and no count: the exit code says it
    #[arg(short, long, conflicts_with_all = ["json", "only", "summary"])]
    quiet: bool,
    /// Show no file, and the count by outcome and reason on standard output
    #[arg(long, conflicts_with = "only")]
    summary: bool,
    #[command(flatten)]
    pub(super) page: PageChoice,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum OutcomeName {
    Clean,
    Match,
    Near,
    Undecided,
}

impl From<Outcome> for OutcomeName {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Clean => Self::Clean,
            Outcome::Match => Self::Match,
            Outcome::Near => Self::Near,
            Outcome::Undecided(_) => Self::Undecided,
        }
    }
}

impl Show {
    pub(super) const fn json(&self) -> bool {
        self.json
    }

    /// True for a file that gets a line.
    pub(super) fn shows(&self, report: &ScanReport) -> bool {
        self.chosen(report) && !self.quiet && !self.summary
    }

    /// True for a file that gets a card on the page.
    pub(super) fn cards(&self, report: &ScanReport) -> bool {
        self.page.wanted() && self.chosen(report)
    }

    fn chosen(&self, report: &ScanReport) -> bool {
        self.only.is_empty() || self.only.contains(&report.outcome.into())
    }

    /// Names the columns for a person; a program that reads lines gets none.
    pub(super) fn heading(&self) -> &'static str {
        let wanted = !self.json && !self.quiet && !self.summary;
        if wanted && io::stdout().is_terminal() { text::HEADING } else { "" }
    }

    /// The count at the end: the result itself if it was asked for, else a remark beside it.
    pub(super) fn end(&self, tally: &Tally) -> Result<(), Failure> {
        match (self.summary, self.json) {
            (true, true) => Out::new().text(&json_line(&tally)?),
            (true, false) => Out::new().text(&format!("{}\n", tally.text())),
            (false, false) if !self.quiet && tally.files() > 1 => {
                note(&tally.text());
                Ok(())
            }
            (false, _) => Ok(()),
        }
    }
}
