//! What an assembler, an authority or a log could try, and the name it is refused by.

use presend::set::{Pins, PinsFault, SetBytes, SetFault, check};

use crate::maker::keys::Key;
use crate::maker::rows::{Row, Section, hash, tag};
use crate::maker::{DAY, Draft, NOW, base64, file, log, pins};
use crate::{fault, fresh, install, parsed_pins, sound};

#[test]
fn outer_layers_are_named() {
    let made = sound();
    let changed = |at: usize, byte: u8| {
        let mut bytes = made.bytes.clone();
        bytes[at] = byte;
        install(&bytes).err()
    };
    assert_eq!(changed(0, b'Q'), Some(SetFault::NotASet));
    assert_eq!(changed(5, b'\n'), Some(SetFault::NotASet));
    assert_eq!(changed(4, 2), Some(SetFault::UnsupportedVersion));
    assert_eq!(changed(9, 0xff), Some(SetFault::Truncated));
    for at in [16, 20, 24, 28, 32, 63] {
        let named = changed(at, made.bytes[at] ^ 0x40);
        assert!(
            matches!(named, Some(SetFault::BadLayout | SetFault::BadManifest)),
            "{at} {named:?}"
        );
    }
    let small = pins().replace("caps 1000000", "caps 100");
    let refused = check::install(
        &SetBytes::from(made.bytes.clone()),
        &Pins::parse(&small).unwrap(),
        &fresh(),
        NOW,
    );
    assert_eq!(refused.err(), Some(SetFault::TooLarge));
    assert_eq!(install(b"").err(), Some(SetFault::Truncated));
    assert_eq!(install(b"\xff\xd8\xff").err(), Some(SetFault::NotASet));
    assert_eq!(
        install(&[made.bytes.as_slice(), &[0; 64]].concat()).err(),
        Some(SetFault::BadLayout)
    );
}

#[test]
fn signatures_are_counted_by_authority_and_jurisdiction() {
    let with = |names: &[&str]| {
        fault(|draft| draft.signers = names.iter().map(|n| Key::note(n)).collect())
    };
    assert_eq!(with(&["three.example"]), Some(SetFault::AuthorityQuorum));
    assert_eq!(with(&["one.example", "two.example"]), Some(SetFault::JurisdictionQuorum));
    assert_eq!(with(&["stranger.example"]), Some(SetFault::AuthorityQuorum));
    assert_eq!(
        fault(|draft| draft.signers[0] = draft.signers[0].another()),
        Some(SetFault::BadSignature)
    );
    // Enough have signed, but one who has a line has not.
    assert_eq!(with(&["one.example", "three.example"]), Some(SetFault::BadSignature));
    // Enough have signed, but one who signed has no line.
    assert_eq!(fault(|draft| drop(draft.authorities.pop())), Some(SetFault::BadSignature));
    let forged = {
        let draft = Draft::sound();
        let other = Draft { version: 9, ..Draft::sound() }.text();
        let line = Key::note("one.example").sign(&other);
        draft.manifest().replace(&Key::note("one.example").sign(&draft.text()), &line)
    };
    assert_eq!(
        install(&Draft::sound().make_with(&forged).bytes).err(),
        Some(SetFault::BadSignature)
    );
}

#[test]
fn a_manifest_is_what_the_pins_ask_for() {
    assert_eq!(fault(|draft| draft.set = "made-up/other".into()), Some(SetFault::WrongSet));
    assert_eq!(fault(|draft| draft.purpose = "other".into()), Some(SetFault::WrongPurpose));
    assert_eq!(fault(|draft| draft.valid.1 = NOW + 90 * DAY), Some(SetFault::LifetimeTooLong));
    assert_eq!(fault(|draft| draft.sunset = NOW + 730 * DAY), Some(SetFault::LifetimeTooLong));
    assert_eq!(
        fault(|draft| draft.sections[0].algorithm = "neural"),
        Some(SetFault::UnknownAlgorithm)
    );
    assert_eq!(fault(|draft| draft.actions = "warn,share".into()), Some(SetFault::BadManifest));
    let report = |draft: &mut Draft| {
        draft.actions = "warn,report".into();
        draft.recipient = format!("desk.example x25519 {}", base64(&[9; 32]));
    };
    assert_eq!(fault(report), Some(SetFault::BadManifest), "no recipient is pinned");
    let few = Pins::parse(&pins().replace("caps 1000000 10000", "caps 1000000 20")).unwrap();
    let bytes = SetBytes::from(sound().bytes);
    let refused = check::install(&bytes, &few, &fresh(), NOW).err();
    assert_eq!(refused, Some(SetFault::TooManyEntries));
    let cleared = |draft: &mut Draft| {
        let row = |n: u32| Row { key: hash(5_000 + n), entry: 0, mask: 0b111 };
        draft.sections[8] = Section::sorted("cleared", (0..1_001).map(row).collect());
    };
    assert_eq!(fault(cleared), Some(SetFault::TooManyEntries));
}

#[test]
fn a_proof_that_does_not_prove_is_named() {
    let draft = Draft::sound();
    let manifest = draft.manifest();
    let made = draft.make();
    let proof = log::proof(&made.log, 5, &draft);
    let with = |proof: &str| install(&draft.file(&manifest, proof)).err();
    assert_eq!(with(&proof), None);
    let stranger = proof.clone() + &draft.log.another().sign("another text");
    assert_eq!(with(&stranger), None, "lines of other keys are not looked at");
    let line = proof.lines().nth(2).unwrap();
    let cases = [
        proof.replace("index 5", "index 4"),
        proof.replace("index 5", "index 05"),
        proof.replace("index 5", "extra AAAA\nindex 5"),
        proof.replace(&format!("{line}\n"), ""),
        proof.replace(&format!("{line}\n"), &format!("{line}\n{line}\n")),
        proof.replace("log.example/sets\n6", "log.example/sets\n7"),
        proof.replace("log.example/sets", "log.example/other"),
        proof.clone() + proof.lines().last().unwrap() + "\n",
        proof.clone() + "\n",
        log::proof(&made.log[..5], 4, &draft),
        log::proof(&made.log, 5, &Draft { log: Key::note("other.example"), ..draft.clone() }),
        log::proof(&made.log, 5, &Draft { log: draft.log.another(), ..draft.clone() }),
        String::new(),
    ];
    for (number, proof) in cases.iter().enumerate() {
        assert_eq!(with(proof), Some(SetFault::LogProof), "case {number}\n{proof}");
    }
}

#[test]
fn witnesses_are_counted_by_name_and_must_be_pinned() {
    let with = |witnesses: Vec<Key>| fault(|draft| draft.witnesses = witnesses);
    let (one, two) = (Key::witness("w1.example"), Key::witness("w2.example"));
    assert_eq!(with(vec![one.clone()]), Some(SetFault::WitnessQuorum));
    assert_eq!(
        with(vec![one.clone(), Key::witness("stranger.example")]),
        Some(SetFault::WitnessQuorum)
    );
    assert_eq!(with(vec![one.clone(), two.another()]), Some(SetFault::WitnessQuorum));
    assert_eq!(with(vec![one, two, Key::witness("stranger.example")]), None);
}

#[test]
fn time_is_what_the_host_or_the_device_knows_whichever_is_later() {
    assert_eq!(fault(|draft| draft.valid.0 = NOW + 1), Some(SetFault::NotYetValid));
    assert_eq!(fault(|draft| draft.valid.1 = NOW), Some(SetFault::Expired));
    assert_eq!(fault(|draft| draft.sunset = NOW), Some(SetFault::BasisExpired));
    let mut state = fresh();
    state.floor_unix_seconds = NOW + 31 * DAY;
    let bytes = SetBytes::from(sound().bytes);
    let set_back = check::install(&bytes, &parsed_pins(), &state, NOW).err();
    assert_eq!(set_back, Some(SetFault::Expired));
    let wild = check::install(&bytes, &parsed_pins(), &fresh(), NOW + 29 * DAY).unwrap();
    assert_eq!(wild.floor_unix_seconds, NOW + 29 * DAY);
}

#[test]
fn rows_that_are_not_the_signed_ones_are_named() {
    let made = sound();
    let mut bytes = made.bytes.clone();
    let last = bytes.iter().rposition(|byte| *byte != 0).unwrap();
    bytes[last] ^= 1;
    assert_eq!(install(&bytes).err(), Some(SetFault::SectionDigest));
    assert_eq!(fault(|draft| draft.sections[0].rows.swap(0, 1)), Some(SetFault::NotSorted));
    assert_eq!(fault(|draft| draft.sections[4].rows.swap(1, 2)), Some(SetFault::NotSorted));
    assert_eq!(fault(|draft| draft.sections[6].rows.swap(0, 1)), Some(SetFault::NotSorted));
    assert_eq!(
        fault(|draft| draft.sections[6].rows[0].key.rotate_left(32)),
        Some(SetFault::NotSorted)
    );
    for section in [1, 4, 6] {
        let doubled = |draft: &mut Draft| {
            let row = draft.sections[section].rows[0].clone();
            draft.sections[section].rows.insert(1, row);
        };
        assert_eq!(fault(doubled), Some(SetFault::DuplicateEntry), "{section}");
    }
    assert_eq!(fault(|draft| draft.sections[1].rows[0].entry = 0), Some(SetFault::EntryNumber));
    assert_eq!(fault(|draft| draft.sections[8].rows[0].entry = 1), Some(SetFault::EntryNumber));
    assert_eq!(fault(|draft| draft.sections[9].rows[0].entry = 1), Some(SetFault::EntryNumber));
}

#[test]
fn one_authority_alone_cannot_slip_an_entry_in() {
    for (section, mask) in
        [(0, 0b001), (1, 0b100), (4, 0b010), (5, 0), (6, 0b011), (7, 0b001), (8, 0b001), (9, 0b010)]
    {
        let refused = fault(|draft| draft.sections[section].rows[0].mask = mask);
        assert_eq!(refused, Some(SetFault::UnderAttested { rows: 1 }), "{section}");
    }
    let all = fault(|draft| draft.sections[4].rows.iter_mut().for_each(|row| row.mask = 0b011));
    assert_eq!(all, Some(SetFault::UnderAttested { rows: 4 }), "two, but of one jurisdiction");
}

#[test]
fn rows_must_be_those_that_each_authority_signed_for() {
    // The text was signed for other rows of the same number: only the section's own digest moves.
    let draft = Draft::sound();
    let mut other = draft.clone();
    other.sections[4].rows[0].key[31] ^= 1;
    let (ours, theirs) = (draft.text(), other.text());
    let digest =
        |text: &str| text.lines().find(|l| l.starts_with("section pdq ")).unwrap().to_owned();
    let mixed = ours.replace(&digest(&ours), &digest(&theirs));
    let manifest = crate::maker::sign(&mixed, &draft.signers);
    assert_eq!(install(&other.make_with(&manifest).bytes).err(), Some(SetFault::AttestDigest));
    // A bit of nobody.
    let refused = fault(|draft| draft.sections[0].rows[0].mask = 0b1111);
    assert_eq!(refused, Some(SetFault::AttestDigest));
}

#[test]
fn a_set_that_lacks_the_canaries_or_matches_what_is_harmless_is_refused() {
    let salt = Draft::sound().salt;
    assert_eq!(fault(|draft| drop(draft.sections.remove(9))), Some(SetFault::SelfTest));
    assert_eq!(fault(|draft| drop(draft.sections.remove(10))), Some(SetFault::SelfTest));
    assert_eq!(fault(|draft| drop(draft.sections[9].rows.pop())), Some(SetFault::SelfTest));
    let another = |draft: &mut Draft| {
        draft.sections[10].rows[0].key[5] ^= 1;
        let rows = draft.sections[10].rows.clone();
        draft.sections[10] = Section::sorted("canary-pdq", rows);
    };
    assert_eq!(fault(another), Some(SetFault::SelfTest));
    let listed = |section: usize, algorithm: &'static str, key: Vec<u8>| {
        fault(|draft| {
            let mut rows = draft.sections[section].rows.clone();
            rows.push(Row { key, entry: 77, mask: 0b111 });
            draft.sections[section] = Section::sorted(algorithm, rows);
        })
    };
    let empty = |algorithm, digest: &[u8]| tag(salt, algorithm, digest);
    let canary = presend::set::canary::PICTURES[0];
    let cases = [
        listed(0, "blake3", empty("blake3", blake3::hash(b"").as_bytes())),
        listed(1, "sha256", empty("sha256", &crate::maker::sha256(b""))),
        listed(1, "sha256", tag(salt, "sha256", &canary.sha256)),
        listed(4, "pdq", vec![0; 32]),
        listed(4, "pdq", vec![0xff; 32]),
        listed(4, "pdq", canary.pdq.to_vec()),
        listed(5, "pdq512", vec![0; 32]),
        listed(6, "vpdq", canary.pdq.to_vec()),
    ];
    assert_eq!(cases, [Some(SetFault::SelfTest); 8]);
}

#[test]
fn a_set_of_digests_alone_needs_no_picture_and_may_hold_none() {
    let exact_only = |draft: &mut Draft| {
        draft.sections.retain(|section| ["sha256", "canary-sha256"].contains(&section.algorithm));
    };
    assert_eq!(fault(exact_only), None);
    let with_picture = |draft: &mut Draft| {
        draft.sections.retain(|s| s.algorithm == "sha256" || s.algorithm.starts_with("canary"));
    };
    assert_eq!(fault(with_picture), Some(SetFault::SelfTest));
}

#[test]
fn pins_that_promise_too_little_are_refused() {
    let refused = |from: &str, to: &str| {
        let changed = pins().replacen(from, to, 1);
        assert_ne!(changed, pins(), "{from}");
        Pins::parse(&changed).err()
    };
    let vkey = |name: &str| Key::note(name).vkey();
    assert_eq!(refused("quorum 2 2", "quorum 1 1"), Some(PinsFault::Quorum));
    assert_eq!(refused("quorum 2 2", "quorum 2 1"), Some(PinsFault::Quorum));
    assert_eq!(refused("quorum 2 2", "quorum 4 2"), Some(PinsFault::Quorum));
    assert_eq!(refused("quorum 2 2", "quorum 3 3"), Some(PinsFault::Quorum));
    assert_eq!(refused("witness-quorum 2", "witness-quorum 1"), Some(PinsFault::Quorum));
    assert_eq!(refused("witness-quorum 2", "witness-quorum 4"), Some(PinsFault::Quorum));
    let test = vkey("test.presend.invalid/one");
    assert_eq!(refused(&vkey("one.example"), &test), Some(PinsFault::TestKeys));
    assert_eq!(refused(&vkey("two.example"), &vkey("one.example")), Some(PinsFault::Keys));
    assert_eq!(refused("quorum 2 2", "quorum 2  2"), Some(PinsFault::Text));
    assert_eq!(refused("authority nl", "authority NL"), Some(PinsFault::Text));
    assert_eq!(refused("since 0 0", "since 0 0\nallow all"), Some(PinsFault::Text));
    assert_eq!(refused(&vkey("log.example/sets"), &vkey("presend/x")), Some(PinsFault::Keys));
    // Who vouches neither keeps the log nor watches it, under whatever key.
    let (log, watch) = (vkey("log.example/sets"), Key::witness("w1.example").vkey());
    let another = |name: &str| Key::note(name).another().vkey();
    assert_eq!(refused(&log, &another("one.example")), Some(PinsFault::Keys));
    assert_eq!(refused(&log, &another("w1.example")), Some(PinsFault::Keys));
    assert_eq!(refused(&watch, &Key::witness("one.example").vkey()), Some(PinsFault::Keys));
    for length in 0..pins().len() {
        assert!(Pins::parse(&pins()[..length]).is_err(), "{length}");
    }
}

#[test]
fn a_file_of_parts_that_do_not_fill_it_is_refused() {
    let draft = Draft::sound();
    let (manifest, proof) = (draft.manifest(), log::proof(&draft.make().log, 5, &draft));
    let sections: Vec<u8> = draft.sections.iter().flat_map(Section::bytes).collect();
    let with = |sections: &[u8]| {
        install(&file::file(manifest.as_bytes(), proof.as_bytes(), sections)).err()
    };
    assert_eq!(with(&sections), None);
    assert_eq!(with(&sections[64..]), Some(SetFault::BadLayout));
    assert_eq!(with(&[&sections[..], &[0; 64]].concat()), Some(SetFault::BadLayout));
    assert_eq!(with(&[]), Some(SetFault::BadLayout));
}
