//! A link in a text, found by the built-in verified set of links: `cargo run -p presend --example links`.
#![expect(clippy::print_stdout, reason = "a program")]

// ANCHOR: program
use std::error::Error;

use presend::explain::{Language, Level};
use presend::set::test_kit::{LINKS, VERIFIED_LINKS};
use presend::set::{Pins, SetBytes, SetState, check};
use presend::{Attachment, AttachmentScanner, ScanContext};

fn main() -> Result<(), Box<dyn Error>> {
    let now = 1_800_000_000;
    let pins = Pins::parse(VERIFIED_LINKS.pins)?;
    let file = SetBytes::new(VERIFIED_LINKS.first);
    let links = check::install(&file, &pins, &SetState::new(&pins), now)?.set;
    let scanner = AttachmentScanner::builder().add_set(links).build();
    let text = format!("is this you? {}", LINKS[0]);
    let checked = scanner.scan(Attachment::text(&text), &ScanContext::at(now));
    println!("{}", checked.explain(Level::User, Language::English));
    Ok(())
}
// ANCHOR_END: program

#[test]
fn it_runs() -> Result<(), Box<dyn Error>> {
    main()
}
