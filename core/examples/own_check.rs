//! A check of the app's own beside a list of links: does a message have a word that is often spelt wrongly?
//! It runs by itself: `cargo run -p presend --example own_check`.
#![expect(clippy::print_stdout, reason = "a program")]

use std::error::Error;
use std::sync::Arc;

use presend::explain::{Language, Level};
use presend::own::{OwnAnswer, OwnCheck, OwnCheckFailed, OwnInput, OwnSeen};
use presend::{Attachment, AttachmentScanner, KnownSet, ScanContext};

/// Knows a few slips of the pen. Which word it was stays here: the app shows its own words.
#[derive(Debug)]
struct Spelling;

impl OwnCheck for Spelling {
    fn check(&self, seen: OwnSeen<'_>) -> Result<OwnAnswer, OwnCheckFailed> {
        let OwnSeen::Text(text) = seen else { return Err(OwnCheckFailed) };
        let mut words = text.split(|c: char| !c.is_alphabetic());
        let slip = words.any(|word| ["recieve", "teh"].contains(&word));
        Ok(if slip { OwnAnswer::Remark } else { OwnAnswer::Nothing })
    }
}

fn said(text: &str) -> Result<String, Box<dyn Error>> {
    let links = KnownSet::from_list_unverified("links", "url:http://evil.example/")?;
    let builder = AttachmentScanner::builder().add_set(links);
    let terms = OwnInput::Text.into();
    let scanner = builder.add_own_check("spelling", terms, Arc::new(Spelling))?.build();
    let checked = scanner.scan(Attachment::text(text), &ScanContext::at(1_800_000_000));
    Ok(checked.explain(Level::User, Language::English))
}

fn main() -> Result<(), Box<dyn Error>> {
    for text in ["did you recieve it?", "did you receive it?", "see http://evil.example/ and teh"] {
        println!("{text}\n    {}", said(text)?);
    }
    Ok(())
}

#[test]
fn it_says_what_it_has_to_say_and_leaves_a_link_to_the_list() -> Result<(), Box<dyn Error>> {
    main()?;
    let slip = said("did you recieve it?")?;
    assert!(
        slip.starts_with("Nothing known was found; the app's check \"spelling\" has a remark.")
    );
    assert!(said("did you receive it?")?.starts_with("Nothing known was found. "));
    let listed = said("see http://evil.example/ and teh")?;
    assert!(listed.starts_with("A link in this message is on an unverified list. "));
    Ok(())
}
