use std::path::Path;

use presend::explain::{Language, Level};
use presend::hash::edits::PictureWindow;
use presend::policy::Action;
use presend::scan::Checked;
use presend::set::MatchParameters;

use crate::html::{self, bar, escaped};
use crate::output::printable;
use crate::scan::nearest::Nearest;
use crate::scan::text;
use crate::testkit::picture::Picture;

/// What a card shows of a picture.
pub(super) enum Shown {
    /// Few squares of grey: enough to tell a dark picture from a light one.
    Covered(Picture),
    Open(Picture),
    /// A file without a picture that could be decoded.
    File,
}

/// One file on the page.
pub(super) fn card(
    path: &Path,
    checked: &Checked,
    nearest: Option<&Nearest>,
    shown: &Shown,
) -> Result<String, String> {
    let (report, name) = (&checked.report, printable(path));
    let decision = checked.decision().action();
    let findings: String = report
        .findings
        .iter()
        .map(|finding| {
            format!("<div><dt>Found</dt><dd>{}</dd></div>\n", escaped(&text::describe(finding)))
        })
        .collect();
    let line = nearest.map(|near| {
        format!("<div><dt>Nearest line</dt><dd>{}</dd></div>\n", escaped(&near.text()))
    });
    let reason = text::headline_reason(report).map(|why| format!(", {}", escaped(&why)));
    Ok(format!(
        r#"<article class="{class}">
<div class="pictures">{picture}</div>
<div class="facts">
<h3>{name}</h3>
{distance}
<dl>
<div><dt>Outcome</dt><dd>{outcome}{reason}</dd></div>
<div><dt>Decision</dt><dd><strong class="decision">{decided}</strong></dd></div>
{findings}{line}</dl>
<blockquote><p>{english}</p><p lang="nl">{dutch}</p></blockquote>
</div>
</article>
"#,
        class = class(decision),
        picture = figure(shown, &name, window(checked))?,
        name = escaped(&name),
        distance = distance(checked, nearest),
        outcome = report.outcome.name(),
        reason = reason.unwrap_or_default(),
        decided = decision.name(),
        line = line.unwrap_or_default(),
        english = escaped(&checked.explain(Level::User, Language::English)),
        dutch = escaped(&checked.explain(Level::User, Language::Dutch)),
    ))
}

/// As the style of the pages has them.
const fn class(decision: Action) -> &'static str {
    match decision {
        Action::Allow => "send",
        Action::Warn => "warn",
        Action::Ask => "ask",
        Action::Block => "block",
        Action::ReportCandidate => "report",
    }
}

/// Where in the picture the first thing was found that an edit was undone for: in no part of the file.
fn window(checked: &Checked) -> Option<PictureWindow> {
    let mut findings = checked.report.findings.iter();
    findings.find(|finding| finding.part.is_empty()).and_then(|finding| finding.window)
}

fn figure(shown: &Shown, name: &str, found: Option<PictureWindow>) -> Result<String, String> {
    let made = match shown {
        Shown::Covered(few) => html::picture(few, "A covered picture", "covered", found)
            .map(|figure| figure.replacen("<figure>", "<figure class=\"covered\">", 1)),
        Shown::Open(small) => html::picture(small, name, "as the check sees it, in grey", found),
        Shown::File => Ok(html::file_icon(name, "no picture shown")),
    };
    made.map_err(|error| error.to_string())
}

/// The bar to what was found, else to what is nearest.
fn distance(checked: &Checked, nearest: Option<&Nearest>) -> String {
    let findings = &checked.report.findings;
    let found = findings.iter().find_map(|f| f.distance_bits.zip(f.threshold_bits));
    let near = || Some((nearest?.distance_bits?, MatchParameters::MAX_PERCEPTUAL_BITS));
    found.or_else(near).map(|(bits, threshold)| bar(bits, threshold)).unwrap_or_default()
}
