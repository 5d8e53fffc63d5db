//! The words of a notice, in every language: at most 25 words a sentence.

use super::notice::NoticeFacts;
use crate::explain::{Language, date};

pub(super) fn notice(facts: &NoticeFacts, language: Language) -> String {
    let sentences = match language {
        Language::English => english(facts),
        Language::Dutch => dutch(facts),
    };
    sentences.concat()
}

fn english(facts: &NoticeFacts) -> [String; 8] {
    let NoticeFacts { set, version, findings, window_days, recipient, basis, purpose, .. } = facts;
    let (weighed, ends) = dates(facts);
    [
        format!("Your phone found {findings} items of the list {set}, in at most {window_days} days.\n"),
        format!("It can make a sealed report for {recipient}, who alone can open it.\n"),
        format!("The report names the list, its version {version}, the day, and which {findings} entries matched.\n"),
        "It holds no picture, no name, no number, no address and no device.\n".to_owned(),
        format!("Legal basis: {basis}, for {purpose}. It was last weighed on {weighed} and ends on {ends}.\n"),
        "A report is a hint and proves nothing. You may decline: then no report is made, and these findings are forgotten.\n".to_owned(),
        format!("To contest it, go to {}.\n", facts.appeal_desk),
        format!("Keep this code, which names your report: {}\n", facts.appeal),
    ]
}

fn dutch(facts: &NoticeFacts) -> [String; 8] {
    let NoticeFacts { set, version, findings, window_days, recipient, basis, purpose, .. } = facts;
    let (weighed, ends) = dates(facts);
    [
        format!("Je telefoon vond {findings} keer iets van de lijst {set}, in hoogstens {window_days} dagen.\n"),
        format!("Er kan een verzegelde melding komen voor {recipient}. Niemand anders kan die openen.\n"),
        format!("In de melding staan de lijst, versie {version}, de dag, en welke {findings} regels overeenkwamen.\n"),
        "Er staat geen afbeelding in, geen naam, geen nummer, geen adres en geen toestel.\n".to_owned(),
        format!("Wettelijke grondslag: {basis}, voor {purpose}. Die is voor het laatst gewogen op {weighed} en eindigt op {ends}.\n"),
        "Een melding is een aanwijzing en bewijst niets. Je mag weigeren: dan komt er geen melding en worden deze vondsten vergeten.\n".to_owned(),
        format!("Ben je het er niet mee eens? Ga naar {}.\n", facts.appeal_desk),
        format!("Bewaar deze code, waaronder je melding bekend is: {}\n", facts.appeal),
    ]
}

fn dates(facts: &NoticeFacts) -> (String, String) {
    let of = |seconds: u64| date(crate::journal::day_of(seconds));
    (of(facts.weighed_unix_seconds), of(facts.ends_unix_seconds))
}
