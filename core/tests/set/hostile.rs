//! Every cut, every flipped bit, and many mutations of a file: none is accepted, none panics.

use presend::set::{SetBytes, check};

use crate::maker::rows::Section;
use crate::maker::{Draft, NOW};
use crate::{fresh, install, parsed_pins};

/// Small, so that every bit can be tried.
fn small() -> Vec<u8> {
    let mut draft = Draft { heads_before: vec![3, 4], ..Draft::sound() };
    draft.sections.retain(|section| {
        ["sha256", "pdq", "vpdq", "canary-sha256", "canary-pdq"].contains(&section.algorithm)
    });
    draft.make().bytes
}

#[test]
fn every_truncation_is_refused() {
    let bytes = small();
    for length in 0..bytes.len() {
        assert!(install(&bytes[..length]).is_err(), "{length}");
    }
    for more in [0, 1, 0xff] {
        assert!(install(&[&bytes[..], &[more]].concat()).is_err());
    }
}

#[test]
fn every_flipped_bit_is_refused() {
    let (bytes, pins, state) = (small(), parsed_pins(), fresh());
    install(&bytes).unwrap();
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut changed = bytes.clone();
            changed[at] ^= 1 << bit;
            let refused = check::install(&SetBytes::from(changed), &pins, &state, NOW);
            assert!(refused.is_err(), "bit {bit} of byte {at}");
        }
    }
}

#[test]
fn a_thousand_mutations_are_refused() {
    let bytes = Draft { heads_before: (1..=5).collect(), ..Draft::sound() }.make().bytes;
    let mut seed = 1_u64;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below
    };
    for _ in 0..1_000 {
        let mut changed = bytes.clone();
        for _ in 0..=random(3) {
            let (at, length) = (random(changed.len()), random(40));
            let end = (at + length).min(changed.len());
            match random(4) {
                0 => drop(changed.drain(at..end)),
                1 => changed.extend_from_within(at..end),
                2 => changed[at..end].reverse(),
                _ => changed[at..end].fill(u8::try_from(random(256)).unwrap()),
            }
        }
        assert!(changed == bytes || install(&changed).is_err());
    }
}

#[test]
fn sections_of_absurd_size_are_refused_before_anything_is_allocated() {
    let draft = Draft::sound();
    let rows = Section::sorted("sha256", draft.sections[1].rows.clone()).rows.len();
    let line = format!("section sha256 {rows} {rows} ");
    for absurd in [u64::MAX >> 1, 1 << 60, u64::from(u32::MAX)] {
        let text = draft.text().replace(&line, &format!("section sha256 {absurd} {absurd} "));
        let manifest = crate::maker::sign(&text, &draft.signers);
        assert!(install(&draft.make_with(&manifest).bytes).is_err());
    }
}
