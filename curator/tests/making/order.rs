//! The order of making, in the library: what is built, what is attested, and deltas.

use presend::set::check::Bundle;
use presend::set::delta::{DeltaFault, apply};
use presend::set::manifest::Manifest;
use presend::set::note::KeyKind;
use presend::set::{Pins, SectionAlgorithm, SetBytes, SetFault};
use presend_curator::Step;
use presend_curator::attest::{Refusal, review, review_watched};
use presend_curator::build::{BuildError, build, build_watched};
use presend_curator::delta::{delta, difference};
use presend_curator::submission::Submission;
use proptest::prelude::*;

use crate::made::{self, NAMES, file, key, parameters, pins, submission};

const MATCHES: &str =
    "match pdq 31 31 10 50\nmatch pdq512 31 31 0 50\nmatch vpdq 31 31 0 50 80 0\n";

fn hash(seed: u8) -> [u8; 32] {
    *blake3::hash(&[seed]).as_bytes()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn draft(lists: [&str; 3], previous: Option<&Bundle>, first: u32) -> (Manifest, Bundle, u32) {
    let parameters = parameters(previous, MATCHES);
    let submissions: Vec<Submission> =
        NAMES.iter().zip(lists).map(|(name, list)| submission(name, &parameters, list)).collect();
    let built = build(&parameters, &submissions, previous, &pins(), first).unwrap();
    let mut turned = submissions.clone();
    turned.reverse();
    let again = build(&parameters, &turned, previous, &pins(), first).unwrap();
    assert_eq!(built.draft, again.draft, "the order of the submissions changes nothing");
    let bundle = Bundle::read_draft(&SetBytes::from(built.draft)).unwrap();
    (parameters, bundle, built.next_entry)
}

fn entries(bundle: &Bundle, algorithm: SectionAlgorithm) -> Vec<(Vec<u8>, u32, u16)> {
    let found = bundle.lines().find(|(line, _)| line.algorithm == algorithm);
    let Some((_, section)) = found else { return Vec::new() };
    let row = |row| {
        let mut key = Vec::new();
        section.push_key(row, &mut key);
        (key, section.rows().entry(row).unwrap(), section.rows().mask(row).unwrap())
    };
    (0..section.rows().len()).map(row).collect()
}

const PDQ: SectionAlgorithm = SectionAlgorithm::Near(presend::set::NearForm::Pdq);

#[test]
fn who_watches_is_told_each_step_in_order_and_gets_the_same_draft() {
    let list = format!("sha256:{}\npdq:{}\n", hex(&hash(1)), hex(&hash(2)));
    let parameters = parameters(None, MATCHES);
    let submissions = NAMES.map(|name| submission(name, &parameters, &list));
    let mut steps = Vec::new();
    let watch = &mut |step| steps.push(step);
    let watched = build_watched(&parameters, &submissions, None, &pins(), 1, watch).unwrap();
    let sha256 = SectionAlgorithm::Exact(presend::hash::digest::DigestKind::Sha256);
    let rows = [Step::Vouching(sha256), Step::Vouching(PDQ)];
    let canaries = [SectionAlgorithm::CanarySha256, SectionAlgorithm::CanaryPdq];
    assert_eq!(steps, [&[Step::Gathering][..], &rows, &[Step::Numbering, Step::Writing]].concat());
    let unwatched = build(&parameters, &submissions, None, &pins(), 1).unwrap();
    assert_eq!(watched.draft, unwatched.draft);
    let draft = Bundle::read_draft(&SetBytes::from(watched.draft)).unwrap();
    let mut steps = Vec::new();
    let review = review_watched(&draft, &submissions[0], None, &mut |step| steps.push(step));
    assert_eq!(review.refusals, []);
    let all = [&rows[..], &canaries.map(Step::Vouching), &[Step::Numbering]].concat();
    assert_eq!(steps, all);
}

#[test]
fn rows_need_a_quorum_and_near_hashes_vouch_for_each_other() {
    let mut near = hash(1);
    near[3] ^= 0x0f;
    near[30] ^= 0xf0;
    let mut far = hash(2);
    far[0] ^= 0xff;
    far[1] ^= 0x0f;
    let lists = [
        format!("pdq:{}\npdq:{}\n", hex(&hash(1)), hex(&hash(2))),
        String::new(),
        format!("pdq:{}\npdq:{}\n", hex(&near), hex(&far)),
    ];
    let (_, draft, next) = draft([&lists[0], &lists[1], &lists[2]], None, 1);
    let rows = entries(&draft, PDQ);
    assert_eq!(rows.len(), 2, "eight bits apart vouch, twelve do not");
    assert!(rows.iter().all(|(_, _, mask)| *mask == 0b101));
    assert_eq!(next, 3);
}

#[test]
fn values_that_any_record_links_are_one_entry_and_keep_its_number() {
    let md5 = "00112233445566778899aabbccddeeff";
    let (one, two, three) = (hex(&hash(1)), hex(&hash(2)), hex(&hash(3)));
    let linked = format!("pdq:{one} md5:{md5}\nmd5:{md5} pdq:{two}\npdq:{three}\n");
    let (_, first, next) = draft([&linked, &linked, &linked], None, 1);
    let numbers =
        |bundle: &Bundle| entries(bundle, PDQ).into_iter().map(|(_, e, _)| e).collect::<Vec<_>>();
    let mut distinct = numbers(&first);
    distinct.sort_unstable();
    distinct.dedup();
    assert_eq!((numbers(&first).len(), distinct.len(), next), (3, 2, 3));
    // Later one picture goes, one comes: the rest keeps its number, and none is used again.
    let four = hex(&hash(4));
    let later = format!("pdq:{one} md5:{md5}\nmd5:{md5} pdq:{two}\npdq:{four}\n");
    let before = file(&first);
    let (parameters, second, next) = draft([&later, &later, &later], Some(&before), next);
    let known = entries(&first, PDQ);
    for (key, entry, _) in entries(&second, PDQ) {
        let old = known.iter().find(|(other, ..)| *other == key);
        assert_eq!(entry, old.map_or(3, |(_, entry, _)| *entry));
    }
    assert_eq!(next, 4);
    let own = submission(NAMES[0], &parameters, &later);
    let twice = [own.clone(), own.clone()];
    let refused = |submissions: &[Submission], first| {
        build(&parameters, submissions, Some(&before), &pins(), first).err()
    };
    assert_eq!(refused(&twice, 9), Some(BuildError::UnknownAuthority(NAMES[0].into())));
    assert_eq!(refused(std::slice::from_ref(&own), 2), Some(BuildError::EntryInUse));
    let other_salt = Submission { salt_sha256: [0; 32], ..own };
    assert_eq!(refused(&[other_salt], 9), Some(BuildError::WrongSubmission(NAMES[0].into())));
    assert_eq!(build(&parameters, &[], None, &pins(), 9).err(), Some(BuildError::WrongPrevious));
}

#[test]
fn a_draft_that_no_device_would_take_is_refused_by_name() {
    let parameters = parameters(None, MATCHES);
    let list = format!("sha256:{}\n", hex(&hash(1)));
    let cleared = |count: u32| -> String {
        (0..count)
            .map(|n| format!("pdq:{}\n", hex(blake3::hash(&n.to_le_bytes()).as_bytes())))
            .collect()
    };
    let handed_in = |names: &[&str], count: u32| -> Vec<Submission> {
        let cleared = cleared(count);
        let made =
            |name: &&str| Submission::make(name, &parameters, list.as_bytes(), cleared.as_bytes());
        names.iter().map(|name| made(name).unwrap()).collect()
    };
    let said = |submissions: &[Submission], pins: &Pins| {
        build(&parameters, submissions, None, pins, 1).map(|_| ()).err()
    };
    let refused = |fault| Some(BuildError::NoDeviceTakesIt(fault));
    let (all, pins) = (handed_in(&NAMES, 1000), pins());
    assert_eq!(said(&all, &pins), None, "so many exclusions are always allowed");
    assert_eq!(said(&handed_in(&NAMES, 1001), &pins), refused(SetFault::TooManyEntries));
    // Two are enough if they are of two jurisdictions; `one` and `two` are of one.
    assert_eq!(said(&handed_in(&[NAMES[0], NAMES[2]], 0), &pins), None);
    for few in [&NAMES[..2], &NAMES[2..], &[]] {
        assert_eq!(said(&handed_in(few, 0), &pins), Some(BuildError::TooFewSubmissions));
    }
    let changed = |change: &dyn Fn(&mut Pins)| {
        let mut changed = pins.clone();
        change(&mut changed);
        said(&all, &changed)
    };
    assert_eq!(changed(&|pins| pins.set = "other".into()), refused(SetFault::WrongSet));
    assert_eq!(changed(&|pins| pins.purpose = "other".into()), refused(SetFault::WrongPurpose));
    assert_eq!(changed(&|pins| pins.caps.max_rows = 1000), refused(SetFault::TooManyEntries));
    assert_eq!(changed(&|pins| pins.caps.max_bytes = 30_000), refused(SetFault::TooLarge));
    let short = changed(&|pins| pins.caps.max_lifetime_seconds = 999);
    assert_eq!(short, refused(SetFault::LifetimeTooLong));
    let short = changed(&|pins| pins.caps.max_basis_seconds = 1999);
    assert_eq!(short, refused(SetFault::LifetimeTooLong));
}

#[test]
fn an_authority_signs_only_what_its_own_list_holds() {
    let list: String = (1..=4).map(|n| format!("pdq:{}\n", hex(&hash(n)))).collect();
    let (parameters, draft, _) = draft([&list, &list, &list], None, 1);
    let own = submission(NAMES[1], &parameters, &list);
    let found = review(&draft, &own, None);
    assert!(found.refusals.is_empty() && found.without_our_bit.is_empty());
    let signer = key(NAMES[1], KeyKind::Ed25519);
    assert!(found.sign(&signer).is_some());
    let less: String = list.lines().skip(1).map(|line| format!("{line}\n")).collect();
    let own = submission(NAMES[1], &parameters, &less);
    let found = review(&draft, &own, None);
    assert_eq!(found.refusals, [Refusal::NotInList(PDQ, 1)]);
    assert_eq!(found.sign(&signer), None);
    // What the others see as two items is one record here: the numbers must not split it.
    let joined = list.replacen('\n', " ", 1);
    let own = submission(NAMES[1], &parameters, &joined);
    assert_eq!(review(&draft, &own, None).refusals, [Refusal::SplitRecord(1)]);
    let stranger = submission("stranger", &parameters, &list);
    assert_eq!(review(&draft, &stranger, None).refusals, [Refusal::NotAsked]);
    assert_eq!(review(&draft, &own, Some(&file(&draft))).refusals[0], Refusal::WrongPrevious);
    let previous = file(&draft);
    let (_, next, _) = self::draft([&list, &list, &list], Some(&previous), 5);
    let later = made::parameters(Some(&previous), MATCHES);
    let own_later = submission(NAMES[1], &later, &list);
    assert!(review(&next, &own_later, Some(&previous)).refusals.is_empty());
    let mut damaged = previous.bytes.all().to_vec();
    *damaged.iter_mut().rev().find(|byte| **byte != 0).unwrap() ^= 1;
    let damaged = Bundle::read_unverified(&SetBytes::from(damaged)).unwrap();
    assert_eq!(review(&next, &own_later, Some(&damaged)).refusals, [Refusal::WrongPrevious]);
    let built = build(&later, &[own_later], Some(&damaged), &pins(), 9);
    assert_eq!(built.err(), Some(BuildError::WrongPrevious));
    let mut bytes = draft.bytes.all().to_vec();
    let at = draft.sections[0].1.start;
    bytes[at] ^= 1;
    let changed = Bundle::read_draft(&SetBytes::from(bytes)).unwrap();
    let own = submission(NAMES[1], &parameters, &list);
    assert!(review(&changed, &own, None).refusals.contains(&Refusal::WrongDigest(PDQ)));
}

#[test]
fn a_submission_is_read_only_as_it_is_written() {
    let parameters = parameters(None, MATCHES);
    let list =
        format!("pdq:{} md5:{}\nvpdq:{}\n", hex(&hash(1)), &hex(&hash(2))[..32], hex(&hash(3)));
    let text = submission(NAMES[0], &parameters, &list).to_text();
    assert!(!text.contains(&hex(&hash(2))[..32]), "no raw digest is handed in");
    for length in 0..text.len() {
        let cut = &text[..length];
        assert!(Submission::parse(cut).is_err(), "{length}");
    }
    for at in 0..text.len() {
        let mut bytes = text.clone().into_bytes();
        bytes[at] ^= 1;
        let changed = String::from_utf8(bytes).unwrap();
        if let Ok(other) = Submission::parse(&changed) {
            assert_eq!(other.to_text(), changed);
        }
    }
}

/// A list of pictures and videos by seed.
fn list(seeds: &[u8]) -> String {
    let line = |seed: &u8| match seed % 4 {
        0 => format!("sha256:{}\n", hex(&hash(*seed))),
        1 => format!("pdq:{} sha256:{}\n", hex(&hash(*seed)), hex(&hash(seed ^ 0x80))),
        2 => format!("vpdq:{},{}\n", hex(&hash(*seed)), hex(&hash(seed ^ 0x80))),
        _ => format!("pdq:{}\n", hex(&hash(*seed))),
    };
    seeds.iter().map(line).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_delta_gives_the_whole_file_byte_for_byte(
        old in prop::collection::btree_set(0_u8..60, 1..30),
        new in prop::collection::btree_set(0_u8..60, 1..30),
        only_two in any::<bool>(),
    ) {
        let text = |seeds: &std::collections::BTreeSet<u8>| list(&seeds.iter().copied().collect::<Vec<_>>());
        let (a, b) = (text(&old), text(&new));
        let (_, first, next) = draft([&a, &a, &a], None, 1);
        let first = file(&first);
        let middle = if only_two { "" } else { b.as_str() };
        let (_, second, _) = draft([&b, middle, &b], Some(&first), next);
        let second = file(&second);
        let made = delta(&first, &second).unwrap();
        let applied = apply(&first.bytes, &made, u64::MAX).unwrap();
        prop_assert!(applied == second.bytes.all());
        prop_assert_eq!(apply(&second.bytes, &made, u64::MAX), Err(DeltaFault::WrongBase));
        prop_assert_eq!(apply(&first.bytes, &made, 500), Err(DeltaFault::TooLarge));
        let changed = difference(&first, &second);
        prop_assert_eq!(changed.sections.is_empty(), old == new && !only_two);
    }
}

#[test]
fn every_cut_and_flipped_bit_of_a_delta_is_refused_or_shows_in_the_file() {
    let (_, first, next) =
        draft([&list(&[1, 2, 3]), &list(&[1, 2, 3]), &list(&[1, 2, 3])], None, 1);
    let first = file(&first);
    let lists = [list(&[2, 3, 5]), list(&[2, 3, 5]), list(&[2, 3, 5])];
    let (_, second, _) = draft([&lists[0], &lists[1], &lists[2]], Some(&first), next);
    let second = file(&second);
    let made = delta(&first, &second).unwrap();
    for length in 0..made.len() {
        assert!(apply(&first.bytes, &made[..length], u64::MAX).is_err(), "{length}");
    }
    assert!(apply(&first.bytes, &[&made[..], &[0]].concat(), u64::MAX).is_err());
    for at in 0..made.len() {
        for bit in 0..8 {
            let mut changed = made.clone();
            changed[at] ^= 1 << bit;
            let applied = apply(&first.bytes, &changed, 1 << 20);
            assert!(applied.map_or(true, |file| file != second.bytes.all()), "{at}.{bit}");
        }
    }
}
