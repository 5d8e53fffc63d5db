//! One scene on the page.

use presend::explain::Language;
use presend::hash::edits::PictureWindow;
use presend::report::Outcome;

use super::super::scenes::Shown;
use super::super::send::Sent;
use super::super::words;
use crate::html::{self, bar, escaped};

/// PDQ's match distance, for pictures of which nothing was found.
const MATCH_BITS: u32 = 31;
/// Longer side of the small pictures.
const SIDE: u32 = 300;

pub(super) fn card(number: usize, sent: &Sent) -> Result<String, String> {
    let scene = &sent.scene;
    let action = sent.checked.decision().action();
    Ok(format!(
        r#"<article id="scene-{number}" class="{class}">
<div class="pictures">{pictures}</div>
<div class="facts">
<h3><span class="number">{number}</span> {title}</h3>
<p class="how"><code>{file}</code> {how}</p>
{distance}
<dl>
<div><dt>Found</dt><dd>{found}</dd></div>
<div><dt>Decision</dt><dd><strong class="decision">{decision}</strong></dd></div>
<div><dt>Check took</dt><dd>{took}</dd></div>
</dl>
<blockquote><p>{english}</p><p lang="nl">{dutch}</p></blockquote>
{surprise}</div>
</article>
"#,
        class = words::decision(action),
        pictures = pictures(sent)?,
        title = escaped(scene.title),
        file = escaped(scene.file_name),
        how = escaped(scene.how),
        distance = distance(sent),
        found = escaped(&long_found(sent)),
        decision = words::decision(action),
        took = words::milliseconds(sent.took),
        english = escaped(&sent.sentence(Language::English)),
        dutch = escaped(&sent.sentence(Language::Dutch)),
        surprise = surprise(sent),
    ))
}

fn surprise(sent: &Sent) -> String {
    let text = sent.surprise.as_deref().map(escaped);
    text.map(|text| format!("<p class=\"surprise\">Not as expected: {text}</p>"))
        .unwrap_or_default()
}

fn pictures(sent: &Sent) -> Result<String, String> {
    let scene = &sent.scene;
    let mut pictures = String::new();
    let window = sent.checked.report.findings.first().and_then(|finding| finding.window);
    let sent = scene.shown.iter().map(|shown| (shown, window));
    for (shown, window) in sent.chain(scene.original.iter().map(|shown| (shown, None))) {
        pictures.push_str(&figure(shown, window).map_err(|error| error.to_string())?);
    }
    if scene.shown.is_empty() {
        pictures.push_str(&html::file_icon(scene.file_name, "sent"));
    }
    Ok(pictures)
}

fn figure(
    shown: &Shown,
    window: Option<PictureWindow>,
) -> Result<String, Box<dyn core::error::Error + Send + Sync>> {
    html::picture(&shown.picture.within(SIDE), shown.alt, shown.caption, window)
}

/// The bar, if there was a picture to compare.
fn distance(sent: &Sent) -> String {
    let finding =
        sent.checked.report.findings.iter().find(|finding| finding.distance_bits.is_some());
    let found = finding.and_then(|f| f.distance_bits.zip(f.threshold_bits));
    let undecided = matches!(sent.checked.report.outcome, Outcome::Undecided(_));
    let nearest = sent.nearest_bits.filter(|_| !undecided).map(|bits| (bits, MATCH_BITS));
    found.or(nearest).map(|(bits, threshold)| bar(bits, threshold)).unwrap_or_default()
}

/// All findings with their sets.
fn long_found(sent: &Sent) -> String {
    let short = words::found(sent);
    match sent.checked.report.findings.first() {
        Some(finding) => format!("{short} ({})", finding.set.name),
        None => short,
    }
}
