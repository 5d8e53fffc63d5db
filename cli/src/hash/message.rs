//! `presend hash --text`: what the links of a text are looked up by, for whoever wants to know why.

use std::path::Path;

use presend::attachment::Attachment;
use presend::scan::{Job, fingerprint};
use presend::text::{CanonicalUrl, links};
use serde::Serialize;

use crate::exit::{Exit, Failure};
use crate::input::{FileName, Opened, Said};
use crate::output::{Reason, hex, json_line, printable};

/// One line of `presend hash --text --json`. The names are part of the command's interface.
#[derive(Debug, Serialize)]
struct TextLine {
    v: u32,
    #[serde(flatten)]
    file: FileName,
    bytes: Option<u64>,
    /// Of each link all that it can be listed by, the most exact first.
    links: Vec<Vec<Shown>>,
    undecided: Option<Reason>,
}

#[derive(Debug, Serialize)]
struct Shown {
    expression: String,
    sha256: String,
}

pub(super) fn said(
    path: &Path,
    opened: &Opened,
    job: &Job<'_>,
    json: bool,
) -> Result<Said<()>, Failure> {
    let text = opened.text(job.run.limits);
    let attachment = text.as_deref().map_or_else(|| opened.attachment(), Attachment::text);
    let found = fingerprint(&attachment, job);
    let urls = links(text.as_deref().unwrap_or_default()).filter_map(CanonicalUrl::of);
    // As many as a scan looks up: the others are why it is undecided.
    let shown: Vec<Vec<Shown>> =
        urls.take(found.fingerprints.links.len()).map(|url| expressions(&url)).collect();
    let exit = if found.undecided.is_some() { Exit::Undecided } else { Exit::Clean };
    let text = if json {
        let (file, undecided) = (FileName::new(path), found.undecided.map(Reason::from));
        json_line(&TextLine { v: 1, file, bytes: opened.bytes(), links: shown, undecided })?
    } else {
        let mut lines = printable(path) + "\n";
        for Shown { expression, sha256 } in shown.iter().flatten() {
            lines.push_str(&format!("  url-sha256:{sha256}  {expression}\n"));
        }
        let why = found.undecided.map(|reason| format!("  undecided  {reason}\n"));
        lines + &why.unwrap_or_default()
    };
    Ok(Said { exit, text, trouble: None, kind: () })
}

fn expressions(url: &CanonicalUrl) -> Vec<Shown> {
    let shown = |one: &presend::text::Expression| Shown {
        expression: one.text().to_owned(),
        sha256: hex(&one.sha256()),
    };
    url.expressions().iter().map(shown).collect()
}
