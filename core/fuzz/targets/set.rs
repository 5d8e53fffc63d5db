//! A sound set file, changed in whatever way the input says: some changes are made before it is
//! signed, some after. It is accepted only if what was signed is sound and nothing changed since.
#![no_main]

#[expect(dead_code, reason = "the tests use more of it")]
#[path = "../../tests/set/maker/mod.rs"]
mod maker;

use libfuzzer_sys::fuzz_target;
use maker::rows::Section;
use maker::{Draft, NOW, pins};
use presend::set::check;
use presend::set::{Pins, SetBytes, SetState};

fuzz_target!(|input: &[u8]| {
    let mut input = Input(input);
    let mut draft = Draft::sound();
    for _ in 0..input.byte() % 4 {
        change_draft(&mut draft, &mut input);
    }
    let text = change_text(&draft.text(), &mut input);
    let manifest = maker::sign(&text, &draft.signers);
    let made = draft.make_with(&manifest);
    let mut bytes = made.bytes.clone();
    for _ in 0..input.byte() % 4 {
        change_bytes(&mut bytes, &mut input);
    }
    let (pins, set) = (Pins::parse(&pins()).unwrap(), SetBytes::from(bytes.clone()));
    if let Ok(verified) = check::install(&set, &pins, &SetState::new(&pins), NOW) {
        assert_eq!(bytes, made.bytes, "a file that was changed after it was signed");
        assert_eq!(verified.origin.leaf, made.leaf);
        assert!(draft.sections.iter().all(is_vouched_for), "a row without its quorum");
        assert!(draft.sections.iter().all(|section| sorted(section) == section.bytes()));
        let manifest = &verified.origin.manifest;
        assert_eq!(manifest.to_string(), text);
        assert!(manifest.not_before <= NOW && NOW < manifest.not_after && NOW < manifest.sunset);
    }
});

/// What is left of the input; zeros behind its end.
struct Input<'a>(&'a [u8]);

impl Input<'_> {
    fn byte(&mut self) -> u8 {
        let (first, rest) = self.0.split_first().unwrap_or((&0, &[]));
        self.0 = rest;
        *first
    }

    fn below(&mut self, bound: usize) -> usize {
        let number = usize::from(self.byte()) << 8 | usize::from(self.byte());
        number % bound.max(1)
    }
}

fn change_draft(draft: &mut Draft, input: &mut Input<'_>) {
    let (section, what) = (input.below(draft.sections.len()), input.byte() % 13);
    let rows = draft.sections[section].rows.len();
    let row = input.below(rows);
    let changed = &mut draft.sections[section].rows;
    match what {
        0 if rows > 0 => changed[row].mask ^= 1 << (input.byte() % 16),
        1 if rows > 0 => changed[row].entry = u32::from(input.byte()),
        2 if rows > 0 => {
            let at = input.below(changed[row].key.len());
            changed[row].key[at] ^= input.byte();
        }
        3 if rows > 0 => changed.swap(row, input.below(rows)),
        4 if rows > 1 => drop(changed.remove(row)),
        5 if rows > 0 => changed.insert(row, changed[row].clone()),
        6 if draft.sections.len() > 1 => drop(draft.sections.remove(section)),
        7 => draft.signers.truncate(input.below(4)),
        8 => draft.witnesses.truncate(input.below(3)),
        9 => draft.valid.1 = NOW + u64::from(input.byte()) - 8,
        11 => draft.heads_before = (1..=usize::from(input.byte()) % 6).collect(),
        10 => draft.authorities.truncate(1 + input.below(3)),
        _ => draft.version = u64::from(input.byte()),
    }
}

/// One character less, more or other, before the text is signed.
fn change_text(text: &str, input: &mut Input<'_>) -> String {
    let (what, at) = (input.byte() % 8, input.below(text.len()));
    let mut text = text.to_owned();
    match what {
        0 => drop(text.remove(at)),
        1 => text.insert(at, char::from(b' ' + input.byte() % 95)),
        2 => text.replace_range(at..=at, &char::from(b' ' + input.byte() % 95).to_string()),
        _ => {}
    }
    text
}

fn change_bytes(bytes: &mut Vec<u8>, input: &mut Input<'_>) {
    if bytes.is_empty() {
        return;
    }
    let (what, at) = (input.byte() % 5, input.below(bytes.len()));
    let end = (at + input.below(64)).min(bytes.len());
    match what {
        0 => bytes[at] ^= 1 << (input.byte() % 8),
        1 => bytes.truncate(at),
        2 => drop(bytes.drain(at..end)),
        3 => bytes.extend_from_within(at..end),
        _ => bytes[at..end].fill(input.byte()),
    }
}

/// One of the first two, who are of one jurisdiction, and the third.
fn is_vouched_for(section: &Section) -> bool {
    section.rows.iter().all(|row| row.mask & 0b100 != 0 && row.mask & 0b011 != 0 && row.mask < 8)
}

fn sorted(section: &Section) -> Vec<u8> {
    Section::sorted(section.algorithm, section.rows.clone()).bytes()
}
