//! The worked file of the book: the page holds it byte for byte, and it verifies.

use std::fmt::Write as _;

use presend::set::{SetBytes, SetState, check};

use crate::maker::Draft;
use crate::parsed_pins;

const PAGE: &str = include_str!("../../../docs/src/set-file.md");
const NOW: u64 = crate::maker::NOW;

/// Digests alone, so that it fits on a page. The log is shown to continue its head of three entries.
fn worked() -> Draft {
    let mut draft = Draft { heads_before: vec![3], ..Draft::sound() };
    draft.sections.retain(|section| ["sha256", "canary-sha256"].contains(&section.algorithm));
    draft
}

/// The bytes of the page's hex block: offset, up to 32 bytes, per line.
fn on_the_page() -> Vec<u8> {
    let block = PAGE.split("```hex\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let digits = block.lines().map(|line| line.split_once("  ").unwrap().1.replace(' ', ""));
    let digits: String = digits.collect();
    let byte = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).unwrap();
    (0..digits.len()).step_by(2).map(byte).collect()
}

fn as_hex(bytes: &[u8]) -> String {
    let mut text = String::new();
    for (line, bytes) in bytes.chunks(32).enumerate() {
        let _ = write!(text, "{:04x} ", line * 32);
        bytes.chunks(4).for_each(|four| {
            text.push(' ');
            text.extend(four.iter().map(|byte| format!("{byte:02x}")));
        });
        text.push('\n');
    }
    text
}

#[test]
fn the_file_on_the_page_is_the_worked_one_and_verifies() {
    let made = worked().make().bytes;
    assert_eq!(on_the_page(), made, "the page must hold:\n{}", as_hex(&made));
    let pins = parsed_pins();
    let bytes = SetBytes::from(on_the_page());
    let verified = check::install(&bytes, &pins, &SetState::new(&pins), NOW).unwrap();
    assert_eq!(verified.origin.manifest.version, 1);
    let text = PAGE.split("```manifest\n").nth(1).and_then(|rest| rest.split("```").next());
    assert_eq!(text, Some(worked().manifest().as_str()), "the manifest on the page");
}
