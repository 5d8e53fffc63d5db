//! Values of a lent hash, from the lists of three authorities to a set file and its next version.

use presend::lent::LentForm;
use presend::set::check::Bundle;
use presend::set::delta::{DeltaFault, apply};
use presend::set::manifest::Manifest;
use presend::set::{SectionAlgorithm, SetBytes};
use presend_curator::attest::{Refusal, review};
use presend_curator::build::{BuildError, Built, build};
use presend_curator::delta::{delta, difference};
use presend_curator::submission::{Submission, SubmissionError};

use crate::made::{self, NAMES, parameters, pins, submission};

fn built(parameters: &Manifest, list: &str, previous: Option<&Bundle>, first: u32) -> Built {
    let submissions = NAMES.map(|name| submission(name, parameters, list));
    build(parameters, &submissions, previous, &pins(), first).unwrap()
}

fn file(built: &Built) -> Bundle {
    made::file(&Bundle::read_draft(&SetBytes::from(built.draft.clone())).unwrap())
}

fn word(seed: u8) -> String {
    format!("lent:made-up:{}", format!("{seed:02x}").repeat(144))
}

/// Value and entry number of each row.
fn rows(set: &Bundle) -> Vec<(u8, u32)> {
    let found = set.lines().find(|(line, _)| line.algorithm == SectionAlgorithm::Lent);
    let Some((_, section)) = found else { return Vec::new() };
    let row = |row| {
        let mut key = Vec::new();
        section.push_key(row, &mut key);
        assert_eq!(key.len(), 144);
        (key[0], section.rows().entry(row).unwrap())
    };
    (0..section.rows().len()).map(row).collect()
}

const LENT: &str = "lent made-up 144\n";

#[test]
fn lists_become_rows_that_authorities_vouch_for_and_entries_link_them() {
    let parameters = parameters(None, LENT);
    let md5 = "md5:00112233445566778899aabbccddeeff";
    let list = format!("{} {md5}\n{}\n{md5} {}\n", word(9), word(3), word(7));
    let built = built(&parameters, &list, None, 1);
    let set = file(&built);
    assert_eq!(set.manifest.lent, LentForm::new("made-up", 144));
    let numbers = rows(&set);
    assert_eq!(numbers.iter().map(|(value, _)| *value).collect::<Vec<_>>(), [3, 7, 9]);
    assert_eq!(numbers[1].1, numbers[2].1, "one MD5 links them");
    assert_ne!(numbers[0].1, numbers[1].1);
    let draft = Bundle::read_draft(&SetBytes::from(built.draft)).unwrap();
    let own = submission(NAMES[0], &parameters, &list);
    assert_eq!(review(&draft, &own, None).refusals, []);
    // Equality vouches, and nothing less.
    let mut near = list.replace(&word(3), &word(3).replacen("0303", "0302", 1));
    near.push('\n');
    let other = submission(NAMES[0], &parameters, &near);
    let refused = review(&draft, &other, None).refusals;
    assert_eq!(refused, [Refusal::NotInList(SectionAlgorithm::Lent, 1)]);
}

#[test]
fn a_row_without_a_quorum_is_left_out_and_with_the_last_one_the_line_goes() {
    let parameters = parameters(None, LENT);
    let sha1 = "sha1:00112233445566778899aabbccddeeff00112233\n";
    let alone = format!("{}\n{sha1}", word(5));
    let submissions = [
        submission(NAMES[0], &parameters, &alone),
        submission(NAMES[1], &parameters, &alone),
        submission(NAMES[2], &parameters, sha1),
    ];
    let built = build(&parameters, &submissions, None, &pins(), 1).unwrap();
    let left: Vec<_> = built.left_out.iter().map(|left| left.line(&pins())).collect();
    assert!(left[0].starts_with(&format!("lent:{} by ", "05".repeat(144))), "{left:?}");
    assert_eq!(file(&built).manifest.lent, None);
}

#[test]
fn values_of_another_hash_than_the_parameters_name_are_refused_at_each_step() {
    let other = parameters(None, "lent other 144\n");
    let make = |parameters: &Manifest| {
        let list = format!("# one\n{}\n", word(5));
        Submission::make(NAMES[0], parameters, list.as_bytes(), std::io::empty())
    };
    for parameters in [&other, &parameters(None, ""), &parameters(None, "lent made-up 143\n")] {
        assert!(matches!(make(parameters), Err(SubmissionError::OtherLentHash(2))));
    }
    let known = parameters(None, LENT);
    let submission = make(&known).unwrap();
    let refused = build(&other, core::slice::from_ref(&submission), None, &pins(), 1);
    assert_eq!(refused.err(), Some(BuildError::WrongSubmission(NAMES[0].into())));
    let draft = built(&other, &word(5).replace("made-up", "other"), None, 1);
    let draft = Bundle::read_draft(&SetBytes::from(draft.draft)).unwrap();
    assert_eq!(review(&draft, &submission, None).refusals, [Refusal::NotAsked]);
    let text = submission.to_text();
    for changed in [
        text.replace("lent made-up 144\n", ""),
        text.replace("lent made-up 144", "lent made-up 143"),
        text.replace("lent made-up 144", "lent made-up 0144"),
        text.replace("lent made-up 144\n", "lent made-up 144\nlent made-up 144\n"),
        text.replace("lent:0505", "lent:05"),
    ] {
        assert_ne!(changed, text);
        assert!(Submission::parse(&changed).is_err(), "{changed}");
    }
}

#[test]
fn a_delta_carries_values_and_refuses_those_of_another_hash() {
    let first = parameters(None, LENT);
    let made = built(&first, &format!("{}\n{}\n", word(1), word(2)), None, 1);
    let old = file(&made);
    let next = parameters(Some(&old), LENT);
    let list = format!("{}\n{}\n{}\n", word(2), word(8), word(4));
    let new = file(&built(&next, &list, Some(&old), made.next_entry));
    let changes = delta(&old, &new).unwrap();
    assert!(changes.len() < new.bytes.all().len());
    assert_eq!(apply(&old.bytes, &changes, 1_000_000).unwrap(), new.bytes.all());
    let sections = difference(&old, &new).sections;
    assert_eq!(sections, [(SectionAlgorithm::Lent, 1, 2)]);
    assert_eq!(rows(&new)[0], (2, rows(&old)[1].1), "what stays keeps its number");
    for cut in 0..changes.len() {
        assert!(apply(&old.bytes, &changes[..cut], 1_000_000).is_err(), "{cut}");
    }
    let renamed = parameters(Some(&old), "lent other 144\n");
    let other = list.replace("made-up", "other");
    let other = file(&built(&renamed, &other, Some(&old), 9));
    assert_eq!(delta(&old, &other), None);
    // Made by hand for it, with every row added anew.
    let mut forged = changes.clone();
    let head = other.bytes.all()[..other.container.sections_start].to_vec();
    let old_head = new.container.sections_start;
    forged.splice(64..64 + old_head, head.iter().copied());
    let total = u64::try_from(forged.len()).unwrap();
    forged[8..16].copy_from_slice(&total.to_le_bytes());
    forged[48..52].copy_from_slice(&u32::try_from(head.len()).unwrap().to_le_bytes());
    assert_eq!(apply(&old.bytes, &forged, 1_000_000), Err(DeltaFault::WrongBase));
}
