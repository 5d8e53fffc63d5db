//! The tables of the book, and the list of fuzz targets, have a row for each value of the closed lists of
//! the core.

use std::collections::BTreeSet;

use presend::hash::edits::{Edit, EditProfile};
use presend::limits::LimitName;
use presend::policy::Action;
use presend::report::Evidence;
use presend::sniff::MediaKind;
use presend::undecided::Undecided;
use presend::unpack::Unpacked;

const FUZZ_TARGETS: &str = include_str!("../../../core/fuzz/Cargo.toml");
const FORMATS: &str = include_str!("../../../docs/src/formats.md");
const LIMITS: &str = include_str!("../../../docs/src/limits.md");
const MATCHING: &str = include_str!("../../../docs/src/matching.md");
const POLICIES: &str = include_str!("../../../docs/src/policies-and-decisions.md");

/// The first column of the table that begins with these headings.
fn first_column<'a>(page: &'a str, headings: &str) -> Vec<&'a str> {
    let start = page.find(headings).unwrap();
    let rows = page[start..].lines().skip(2).take_while(|line| line.starts_with('|'));
    rows.map(|row| row.split('|').nth(1).unwrap().trim()).collect()
}

/// The names in that column, each in code.
fn names<'a>(page: &'a str, headings: &str) -> BTreeSet<&'a str> {
    first_column(page, headings).into_iter().map(|name| name.trim_matches('`')).collect()
}

#[test]
fn every_kind_of_file_is_on_the_page_of_formats() {
    let column = first_column(FORMATS, "| format | decoder |");
    let named: BTreeSet<&str> = column.iter().flat_map(|cell| cell.split(", ")).collect();
    for kind in MediaKind::ALL.into_iter().filter(|kind| *kind != MediaKind::Unknown) {
        assert!(named.contains(kind.name()), "{} has no row", kind.name());
    }
}

#[test]
fn every_kind_that_is_decoded_has_a_fuzz_target() {
    for kind in MediaKind::ALL {
        let decoded = matches!(Unpacked::of(kind), Unpacked::Still | Unpacked::Animation);
        let target = format!("name = \"{}\"\n", kind.name().to_lowercase().replace(' ', "_"));
        assert!(!decoded || FUZZ_TARGETS.contains(&target), "{} has no target", kind.name());
    }
}

#[test]
fn every_limit_and_every_reason_is_on_the_page_of_limits() {
    let limits: BTreeSet<&str> = LimitName::ALL.into_iter().map(LimitName::name).collect();
    assert_eq!(names(LIMITS, "| field | default |"), limits);
    let reasons: BTreeSet<&str> = Undecided::ALL.into_iter().map(Undecided::name).collect();
    assert_eq!(names(LIMITS, "| reason | means |"), reasons);
}

#[test]
fn every_grade_edit_and_profile_is_on_the_page_of_matching() {
    let grades: BTreeSet<&str> = Evidence::ALL.into_iter().map(Evidence::name).collect();
    assert_eq!(names(MATCHING, "| grade | evidence |"), grades);
    let edits: BTreeSet<&str> = Edit::ALL.into_iter().map(Edit::name).collect();
    assert_eq!(names(MATCHING, "| edit | what is hashed |"), edits);
    let profiles: BTreeSet<&str> = EditProfile::ALL.into_iter().map(EditProfile::name).collect();
    assert_eq!(names(MATCHING, "| profile | edits |"), profiles);
}

#[test]
fn every_action_is_on_the_page_of_decisions() {
    let actions: BTreeSet<&str> = Action::ALL.into_iter().map(Action::name).collect();
    assert_eq!(names(POLICIES, "| decision |"), actions);
}
