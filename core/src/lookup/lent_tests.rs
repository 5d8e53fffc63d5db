#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use proptest::prelude::*;

use super::find;
use super::tests::{frame, hash};
use crate::context::CancelToken;
use crate::hash::{Digests, Fingerprints};
use crate::lent::testing::{form, terms};
use crate::lent::{LentDistance, LentFingerprint, LentForm, LentInput, LentTerms};
use crate::report::{Evidence, Finding, Outcome};
use crate::set::{KnownSet, LentValue, ListBuilder, ListErrorKind, ListValue};
use crate::undecided::Undecided;

fn value(bytes: Vec<u8>) -> LentValue {
    LentValue::new(form(), bytes).unwrap()
}

fn set(values: &[Vec<u8>]) -> KnownSet {
    let mut list = ListBuilder::new("made-up-list").unwrap();
    for bytes in values {
        list.add_record::<Vec<_>>(&[], &[], &[value(bytes.clone())]).unwrap();
    }
    list.build().unwrap()
}

fn query(terms: LentTerms, value: Vec<u8>) -> Fingerprints {
    Fingerprints {
        lent: vec![LentFingerprint { terms, frame: 0, value }],
        ..Fingerprints::default()
    }
}

fn found(query: &Fingerprints, set: &KnownSet) -> Vec<Finding> {
    let hits = find("", query, core::slice::from_ref(set), &CancelToken::new()).unwrap();
    hits.into_iter().filter(|hit| !hit.is_cleared()).map(super::Hit::into_finding).collect()
}

#[test]
fn a_value_matches_up_to_the_threshold_and_not_beyond() {
    let set = set(&[vec![100; 144]]);
    // 300 is the declared threshold: 150 bytes are two apart, and there are 144 of them.
    let mut near = vec![102; 144];
    near[0] += 12;
    let findings = found(&query(terms(), near.clone()), &set);
    assert_eq!(findings.len(), 1, "{findings:?}");
    let finding = &findings[0];
    let lent = finding.lent.as_ref().unwrap();
    assert_eq!((finding.evidence, finding.frame), (Evidence::Perceptual, Some(0)));
    assert_eq!(
        (lent.hash.as_str(), lent.measure, lent.distance),
        ("made-up", LentDistance::L1, 300)
    );
    let bits = (finding.distance_bits, finding.threshold_bits, finding.quality, finding.variant);
    assert_eq!(bits, (None, None, None, None), "these are PDQ's");
    assert_eq!(Outcome::of(&findings, None), Outcome::Match);
    near[1] += 1;
    assert_eq!(found(&query(terms(), near), &set), []);
}

#[test]
fn values_of_another_name_or_length_are_never_compared() {
    let set = set(&[vec![100; 144]]);
    let (input, distance) = (LentInput::Bytes, LentDistance::L1);
    for (name, bytes) in [("made-up-2", 144_u16), ("made-up", 143)] {
        let form = LentForm::new(name, bytes).unwrap();
        let other = LentTerms::new(form, input, distance, 300, 100).unwrap();
        assert_eq!(found(&query(other, vec![100; usize::from(bytes)]), &set), [], "{name} {bytes}");
    }
}

#[test]
fn a_lent_hash_corroborates_nothing_and_a_match_of_pdq_is_told_first() {
    let (md5, sha1) = (ListValue::Md5([1; 16]), ListValue::Sha1([2; 20]));
    let mut list = ListBuilder::new("made-up-list").unwrap();
    let values = [md5, sha1, ListValue::Pdq(hash(5))];
    list.add_record::<Vec<_>>(&values, &[], &[value(vec![100; 144])]).unwrap();
    let set = list.build().unwrap();
    let digests = Digests { md5: Some([1; 16]), sha1: Some([2; 20]), ..Digests::default() };
    let mut query = query(terms(), vec![100; 144]);
    assert_eq!(found(&query, &set)[0].lent.as_ref().map(|lent| lent.distance), Some(0));
    query.frames = vec![frame(0, 100, hash(5))];
    assert!(found(&query, &set)[0].lent.is_none());
    query.digests = digests;
    assert_eq!(found(&query, &set)[0].evidence, Evidence::Corroborated);
    query.frames.clear();
    assert_eq!(found(&query, &set)[0].evidence, Evidence::ExactWeak);
}

#[test]
fn a_picture_of_the_exclusion_list_is_cleared_whichever_hash_found_it() {
    let mut list = ListBuilder::new("innocent").unwrap();
    list.add_entry(&[ListValue::Pdq(hash(7))]).unwrap();
    let set = set(&[vec![100; 144]]).with_cleared(&list.build().unwrap());
    let mut query = query(terms(), vec![100; 144]);
    assert_eq!(found(&query, &set).len(), 1);
    query.frames = vec![frame(0, 100, hash(7))];
    assert_eq!(found(&query, &set), []);
    let hits = find("", &query, &[set], &CancelToken::new()).unwrap();
    assert!(hits.iter().all(super::Hit::is_cleared) && hits.len() == 1);
}

#[test]
fn a_cancelled_look_up_says_so() {
    let cancel = CancelToken::new();
    cancel.cancel();
    let found = find("", &query(terms(), vec![1; 144]), &[set(&[vec![1; 144]])], &cancel);
    assert_eq!(found, Err(Undecided::Cancelled));
}

#[test]
fn a_list_is_of_one_lent_hash_and_holds_no_empty_value() {
    let other = LentForm::new("made-up", 8).unwrap();
    let other = LentValue::new(other, vec![1; 8]).unwrap();
    let mut list = ListBuilder::new("made-up-list").unwrap();
    list.add_record::<Vec<_>>(&[], &[], &[value(vec![1; 144])]).unwrap();
    let refused = list.add_record::<Vec<_>>(&[], &[], &[other]);
    assert_eq!(refused, Err(ListErrorKind::OtherLentHash));
    assert_eq!(LentValue::new(form(), vec![0; 144]), Err(ListErrorKind::AllZeroHash));
    for length in [0, 143, 145] {
        assert_eq!(LentValue::new(form(), vec![1; length]), Err(ListErrorKind::UnknownValue));
    }
}

#[test]
fn a_line_of_a_list_holds_a_value_by_the_name_of_its_hash() {
    let digits = "0a".repeat(144);
    let list = format!("# made up\nlent:made-up:{digits} md5:{}\n", "01".repeat(16));
    let set = KnownSet::from_list_unverified("made-up-list", &list).unwrap();
    assert_eq!((set.lent_form(), set.rows()), (Some(form()), 2));
    assert_eq!(found(&query(terms(), vec![10; 144]), &set).len(), 1);
    for word in [
        "lent:",
        "lent:made-up",
        "lent:made-up:",
        "lent:made-up:0a",
        "lent:pdq:0a0a0a0a0a0a0a0a0a",
        &format!("lent:made-up:{digits}0"),
        &format!("lent:MADE:{digits}"),
        &format!("lent::{digits}"),
    ] {
        let refused = KnownSet::from_list_unverified("made-up-list", word);
        assert_eq!(refused.unwrap_err().kind, ListErrorKind::UnknownValue, "{word}");
    }
}

proptest! {
    /// The rule once more, in the plainest form.
    #[test]
    fn what_is_found_is_what_comparing_every_byte_gives(
        rows in prop::collection::vec(prop::collection::vec(1_u8..6, 144), 1..20),
        asked in prop::collection::vec(1_u8..6, 144),
    ) {
        let set = set(&rows);
        let apart = |row: &Vec<u8>| {
            row.iter().zip(&asked).map(|(a, b)| u32::from(a.abs_diff(*b))).sum::<u32>()
        };
        let mut expected: Vec<u32> = rows.iter().map(apart).filter(|apart| *apart <= 300).collect();
        expected.sort_unstable();
        let findings = found(&query(terms(), asked.clone()), &set);
        let mut distances: Vec<u32> =
            findings.iter().filter_map(|finding| finding.lent.as_ref()).map(|l| l.distance).collect();
        distances.sort_unstable();
        prop_assert_eq!(distances, expected);
    }
}
