//! A delta gives the new file byte for byte, or is refused by name.

use presend::set::SetBytes;
use presend::set::delta::{DeltaFault, apply};

use crate::maker::rows::{Row, Section, hash};
use crate::maker::{Draft, Made, delta};
use crate::{install_on, sound, state_with};

const ROOM: u64 = 1_000_000;

fn rows(draft: &mut Draft, algorithm: &'static str, change: impl FnOnce(&mut Vec<Row>)) {
    let section = draft.sections.iter_mut().find(|section| section.algorithm == algorithm).unwrap();
    let mut rows = std::mem::take(&mut section.rows);
    change(&mut rows);
    *section = Section::sorted(algorithm, rows);
}

/// A second version that differs in every way a version can.
fn second(first: &Made) -> Draft {
    let mut draft = Draft::sound().after(first);
    let row = |key, entry| Row { key, entry, mask: 0b111 };
    draft.sections.retain(|section| section.algorithm != "md5");
    rows(&mut draft, "blake3", |rows| rows.truncate(1));
    rows(&mut draft, "sha256", |rows| {
        rows.extend((0..70).map(|n| row(hash(n)[..16].into(), 80 + n)))
    });
    rows(&mut draft, "sha1", |rows| rows[1].mask = 0b110);
    rows(&mut draft, "pdq", |rows| {
        rows.remove(2);
        rows.push(row(vec![0x0f; 32], 90));
        rows.push(row(vec![0xf0; 32], 91));
    });
    rows(&mut draft, "pdq512", |rows| rows[0].entry = 93);
    rows(&mut draft, "vpdq", |rows| {
        rows.remove(0);
        rows.push(row(hash(501), 4));
        rows.push(row([vec![0x33; 32], vec![0x55; 32]].concat(), 6));
    });
    draft
}

fn apply_to(old: &[u8], delta: &[u8]) -> Result<Vec<u8>, DeltaFault> {
    apply(&SetBytes::from(old.to_vec()), delta, ROOM)
}

fn both() -> (Made, Made, Vec<u8>) {
    let (old, first) = (Draft::sound(), sound());
    let new = second(&first);
    let made = new.make();
    let delta = delta::delta((&old, &first), (&new, &made));
    (first, made, delta)
}

#[test]
fn a_delta_gives_the_new_file_to_the_last_byte() {
    let (first, second, delta) = both();
    let applied = apply_to(&first.bytes, &delta).unwrap();
    assert!(applied == second.bytes);
    let state = state_with(&crate::install(&first.bytes).unwrap());
    install_on(&state, &applied).unwrap();
}

#[test]
fn a_section_that_comes_back_is_all_added() {
    let (first, second_made, _) = both();
    let old = second(&first);
    let new = Draft { sections: Draft::sound().sections, ..old.after(&second_made) };
    let third = new.make();
    let delta = delta::delta((&old, &second_made), (&new, &third));
    assert!(apply_to(&second_made.bytes, &delta).unwrap() == third.bytes);
}

#[test]
fn random_changes_of_many_rows_come_out_right() {
    let mut seed = 7_u64;
    let mut random = move |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    for _ in 0..40 {
        let mut pool = |draft: &mut Draft| {
            for algorithm in ["sha256", "pdq", "vpdq"] {
                rows(draft, algorithm, |rows| {
                    *rows =
                        (0..60).filter(|_| random(2) == 0).map(|n| pooled(algorithm, n)).collect();
                    rows.push(pooled(algorithm, 99));
                });
            }
        };
        let mut old = Draft::sound();
        pool(&mut old);
        let first = old.make();
        let mut new = old.after(&first);
        pool(&mut new);
        let made = new.make();
        let delta = delta::delta((&old, &first), (&new, &made));
        assert!(apply_to(&first.bytes, &delta).unwrap() == made.bytes);
    }
}

fn pooled(algorithm: &str, seed: u32) -> Row {
    let mut frames: Vec<Vec<u8>> = (0..=seed % 3).map(|n| hash(1_000 + seed * 3 + n)).collect();
    frames.sort();
    let key = match algorithm {
        "vpdq" => frames.concat(),
        "pdq" => hash(seed),
        _ => hash(seed)[..16].into(),
    };
    Row { key, entry: 1 + seed / 2, mask: 0b111 }
}

#[test]
fn what_is_no_delta_for_this_file_has_a_name() {
    let (first, second_made, delta) = both();
    assert_eq!(apply_to(&second_made.bytes, &delta), Err(DeltaFault::WrongBase));
    assert_eq!(apply_to(b"no set", &delta), Err(DeltaFault::WrongBase));
    let small = apply(&SetBytes::from(first.bytes.clone()), &delta, 100);
    assert_eq!(small, Err(DeltaFault::TooLarge));
    let with = |at: usize, byte: u8| {
        let mut changed = delta.clone();
        changed[at] = byte;
        apply_to(&first.bytes, &changed)
    };
    assert_eq!(with(0, b'Q'), Err(DeltaFault::NotADelta));
    assert_eq!(with(3, b'S'), Err(DeltaFault::NotADelta));
    assert_eq!(with(4, 2), Err(DeltaFault::UnsupportedVersion));
    assert_eq!(with(16, delta[16] ^ 1), Err(DeltaFault::WrongBase));
    assert_eq!(with(63, 1), Err(DeltaFault::BadLayout));
    let old = Draft::sound();
    let salted = Draft { salt: [8; 32], ..second(&first) };
    let delta = delta::delta((&old, &first), (&salted, &salted.make()));
    assert_eq!(apply_to(&first.bytes, &delta), Err(DeltaFault::WrongBase));
}

#[test]
fn every_cut_is_refused_and_a_byte_too_many_too() {
    let (first, _, delta) = both();
    for length in 0..delta.len() {
        let fault = if length < 8 { DeltaFault::NotADelta } else { DeltaFault::Length };
        assert_eq!(apply_to(&first.bytes, &delta[..length]), Err(fault), "{length}");
    }
    let longer = [&delta[..], &[0]].concat();
    assert_eq!(apply_to(&first.bytes, &longer), Err(DeltaFault::Length));
    // Also when the header says that it is meant so.
    let parts = |length: usize| {
        let head = delta[64..].len() - parts_of(&delta).len();
        delta::file(first.leaf, &delta[64..64 + head], &parts_of(&delta)[..length])
    };
    for length in 0..parts_of(&delta).len() {
        assert_eq!(apply_to(&first.bytes, &parts(length)), Err(DeltaFault::BadLayout), "{length}");
    }
}

fn parts_of(delta: &[u8]) -> &[u8] {
    let head = usize::try_from(u32::from_le_bytes(delta[48..52].try_into().unwrap())).unwrap();
    &delta[64 + head..]
}

#[test]
fn no_flipped_bit_gives_a_set_that_installs() {
    let (first, second, delta) = both();
    let state = state_with(&crate::install(&first.bytes).unwrap());
    for at in 0..delta.len() {
        let mut changed = delta.clone();
        changed[at] ^= 1 << (at % 8);
        if let Ok(applied) = apply_to(&first.bytes, &changed) {
            assert!(applied != second.bytes && install_on(&state, &applied).is_err(), "byte {at}");
        }
    }
}

#[test]
fn absurd_counts_are_refused_before_anything_is_allocated() {
    let (first, _, delta) = both();
    let parts = delta.len() - parts_of(&delta).len();
    for at in [parts, parts + 4] {
        for count in [u32::MAX, 1 << 30, 4] {
            let mut changed = delta.clone();
            changed[at..at + 4].copy_from_slice(&count.to_le_bytes());
            assert_eq!(apply_to(&first.bytes, &changed), Err(DeltaFault::BadLayout));
        }
    }
    let draft = second(&first);
    let line = "section blake3 1 1 ";
    for absurd in [1_u64 << 40, u64::MAX >> 1] {
        let text = draft.text().replace(line, &format!("section blake3 {absurd} {absurd} "));
        let manifest = crate::maker::sign(&text, &draft.signers);
        let made = draft.make_with(&manifest);
        let changed = delta::delta((&Draft::sound(), &first), (&draft, &made));
        assert_eq!(apply_to(&first.bytes, &changed), Err(DeltaFault::TooLarge));
        // Also where the pins would allow it.
        let old = SetBytes::from(first.bytes.clone());
        assert!(apply(&old, &changed, u64::MAX).is_err());
    }
}
