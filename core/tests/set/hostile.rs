//! Every cut, every flipped bit, and many mutations of a file: none is accepted, none panics.

use presend::set::{SetBytes, SetFault, check};

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

/// The same with nothing but rows of a lent hash: what a messenger with a licence may have.
fn small_lent() -> Vec<u8> {
    let mut draft = Draft { heads_before: vec![3, 4], ..Draft::sound() };
    draft.sections.retain(|section| ["lent", "canary-sha256"].contains(&section.algorithm));
    draft.make().bytes
}

#[test]
fn every_truncation_is_refused() {
    for bytes in [small(), small_lent()] {
        for length in 0..bytes.len() {
            assert!(install(&bytes[..length]).is_err(), "{length}");
        }
        for more in [0, 1, 0xff] {
            assert!(install(&[&bytes[..], &[more]].concat()).is_err());
        }
    }
}

#[test]
fn every_flipped_bit_is_refused() {
    every_bit(&small());
}

#[test]
fn every_flipped_bit_of_a_set_of_a_lent_hash_is_refused() {
    every_bit(&small_lent());
}

fn every_bit(bytes: &[u8]) {
    let (pins, state) = (parsed_pins(), fresh());
    install(bytes).unwrap();
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut changed = bytes.to_vec();
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
fn extents_near_the_end_of_an_address_space_are_bad_layout() {
    let bytes = small();
    let last = [0_u32, 1, 63, 64, 127].map(|less| u32::MAX - less);
    for at in [16, 20, 24, 28] {
        for number in last.into_iter().chain([0x7fff_ffff, 0x8000_0000, 0xffff_ffc1]) {
            let mut changed = bytes.clone();
            changed[at..at + 4].copy_from_slice(&number.to_le_bytes());
            assert_eq!(install(&changed).err(), Some(SetFault::BadLayout), "{at} {number:x}");
            // The length of the part is 0: its end is its beginning.
            changed[at + 4..at + 8].copy_from_slice(&[0; 4]);
            assert!(install(&changed).is_err(), "{at} {number:x}");
        }
    }
    for total in [u64::from(u32::MAX) - 62, u64::from(u32::MAX) + 1, u64::MAX] {
        let mut changed = bytes.clone();
        changed[8..16].copy_from_slice(&total.to_le_bytes());
        assert_eq!(install(&changed).err(), Some(SetFault::Truncated), "{total:x}");
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
