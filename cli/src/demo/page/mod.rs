//! The demo as one self-contained HTML page.

mod card;

use super::photos::PHOTOS;
use super::send::Sent;
use super::words;
use crate::html::{STYLE, escaped};

/// What the page says at its top besides the scenes.
pub(crate) struct Summary {
    pub(crate) journal: String,
    pub(crate) surprises: usize,
    /// Where each set comes from, in lines.
    pub(crate) sets: Vec<Vec<String>>,
}

/// The whole page. It loads nothing: pictures and style are in it.
pub(crate) fn page(sent: &[Sent], summary: &Summary) -> Result<String, String> {
    let mut cards = String::new();
    for (at, one) in sent.iter().enumerate() {
        cards.push_str(&card::card(at + 1, one)?);
    }
    Ok(include_str!("page.html")
        .replace("{{style}}", STYLE)
        .replace("{{summary}}", &summary_list(sent, summary))
        .replace("{{sets}}", &sets(summary))
        .replace("{{contents}}", &contents(sent))
        .replace("{{credits}}", &credits())
        .replace("{{cards}}", &cards))
}

fn summary_list(sent: &[Sent], summary: &Summary) -> String {
    let expected = match summary.surprises {
        0 => "all as expected".to_owned(),
        some => format!("{some} NOT as expected"),
    };
    let slowest = sent.iter().map(|one| one.took).max().unwrap_or_default();
    let lines = [
        ("Attachments checked", format!("{}, {expected}", sent.len())),
        ("Slowest check", words::milliseconds(slowest)),
        ("Journal", summary.journal.clone()),
        ("What left this machine", "nothing".to_owned()),
    ];
    let line = |(name, value): &(&str, String)| {
        format!("<div><dt>{}</dt><dd>{}</dd></div>\n", escaped(name), escaped(value))
    };
    lines.iter().map(line).collect()
}

fn sets(summary: &Summary) -> String {
    let item = |lines: &Vec<String>| {
        let lines: Vec<String> = lines.iter().map(|line| escaped(line.trim())).collect();
        format!("<li>{}</li>\n", lines.join("<br>"))
    };
    summary.sets.iter().map(item).collect()
}

fn contents(sent: &[Sent]) -> String {
    let row = |(at, one): (usize, &Sent)| {
        let decision = words::decision(one.checked.decision().action());
        format!(
            "<tr><td>{number}</td><td><a href=\"#scene-{number}\">{}</a></td><td>{}</td>\
             <td class=\"{decision}\"><strong class=\"decision\">{decision}</strong></td></tr>\n",
            escaped(one.scene.title),
            escaped(&words::found(one)),
            number = at + 1,
        )
    };
    sent.iter().enumerate().map(row).collect()
}

fn credits() -> String {
    let line = |photo: &&super::photos::Photo| {
        format!(
            "<li>{}: {}, {}</li>\n",
            escaped(photo.alt),
            escaped(photo.author),
            escaped(photo.licence)
        )
    };
    PHOTOS.iter().map(line).collect()
}
