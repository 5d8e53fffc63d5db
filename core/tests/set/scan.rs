//! A verified set in a scan.

use std::sync::Arc;

use presend::attachment::Attachment;
use presend::context::ScanContext;
use presend::explain::{Language, Level};
use presend::hash::digest::{DigestSet, digest};
use presend::hash::pdq::PdqHash;
use presend::policy::{Action, BuiltInPolicy};
use presend::report::{Evidence, Outcome};
use presend::scan::{AttachmentScanner, Checked};
use presend::set::KnownSet;
use presend::set::canary::PICTURES;
use presend::undecided::Undecided;

use crate::install;
use crate::maker::rows::{ALL, Row, Section, tag};
use crate::maker::{DAY, Draft, NOW, base64};

const CAT: &[u8] = include_bytes!("../../testdata/photos/cat.jpg");

/// PDQ of the cat, by the scanner's own hash stage.
fn cat_hash() -> PdqHash {
    use presend::context::CancelToken;
    use presend::limits::Limits;
    use presend::scan::{Job, fingerprint};
    let (limits, cancel) = (Limits::default(), CancelToken::new());
    let found = fingerprint(&Attachment::bytes(CAT), &Job::everything(&limits, &cancel));
    found.fingerprints.frames[0].pdq[0].hash
}

fn add(draft: &mut Draft, section: usize, key: Vec<u8>, entry: u32) {
    let mut rows = draft.sections[section].rows.clone();
    rows.push(Row { key, entry, mask: ALL });
    draft.sections[section] = Section::sorted(draft.sections[section].algorithm, rows);
}

fn set(change: impl FnOnce(&mut Draft)) -> KnownSet {
    let mut draft = Draft::sound();
    change(&mut draft);
    install(&draft.make().bytes).unwrap().set
}

fn scan_at(set: KnownSet, bytes: &[u8], now: u64) -> Checked {
    let scanner = AttachmentScanner::builder()
        .add_set(set)
        .policy(Arc::new(BuiltInPolicy::BlockMatch))
        .build();
    scanner.scan(Attachment::bytes(bytes), &ScanContext::at(now))
}

fn grades(checked: &Checked) -> Vec<(Evidence, bool)> {
    checked.report.findings.iter().map(|finding| (finding.evidence, finding.test)).collect()
}

#[test]
fn a_listed_picture_is_found_and_the_set_is_named_as_verified() {
    let set = set(|draft| add(draft, 4, cat_hash().as_bytes().to_vec(), 90));
    let checked = scan_at(set, CAT, NOW);
    assert_eq!(grades(&checked), [(Evidence::Perceptual, false)]);
    let finding = &checked.report.findings[0];
    assert!(finding.set.verified && finding.set.version == 1);
    assert_eq!(checked.decided.decision.action(), Action::Block);
}

#[test]
fn the_canaries_are_found_by_digest_and_by_picture_and_always_as_tests() {
    for canary in PICTURES {
        let file = canary.file();
        let both = [(Evidence::Exact, true), (Evidence::Perceptual, true)];
        assert_eq!(grades(&scan_at(set(|_| {}), &file, NOW)), both);
        // One byte behind the pixels: another file, the same picture.
        let padded = [&file[..], &[0]].concat();
        assert_eq!(grades(&scan_at(set(|_| {}), &padded, NOW)), [(Evidence::Perceptual, true)]);
    }
}

#[test]
fn the_exclusion_list_takes_nearness_away_and_says_so() {
    let set = set(|draft| {
        let mut near = cat_hash().as_bytes().to_vec();
        near[0] ^= 0xff;
        near[9] ^= 0xff;
        add(draft, 4, near, 90);
        add(draft, 8, cat_hash().as_bytes().to_vec(), 0);
    });
    let checked = scan_at(set, CAT, NOW);
    assert_eq!((checked.report.outcome, checked.report.cleared), (Outcome::Clean, 1));
}

#[test]
fn the_exclusion_list_takes_no_digest_away() {
    let digests = digest(CAT, DigestSet::ALL);
    let salt = Draft::sound().salt;
    let clear = |draft: &mut Draft| {
        add(draft, 4, cat_hash().as_bytes().to_vec(), 90);
        add(draft, 8, cat_hash().as_bytes().to_vec(), 0);
    };
    let exact = set(|draft| {
        clear(draft);
        add(draft, 1, tag(salt, "sha256", &digests.sha256.unwrap()), 90);
    });
    assert_eq!(grades(&scan_at(exact, CAT, NOW)), [(Evidence::Exact, false)]);
    let weak = |draft: &mut Draft| {
        add(draft, 2, tag(salt, "sha1", &digests.sha1.unwrap()), 90);
        add(draft, 3, tag(salt, "md5", &digests.md5.unwrap()), 90);
    };
    let corroborated = set(|draft| {
        weak(draft);
        add(draft, 4, cat_hash().as_bytes().to_vec(), 90);
    });
    assert_eq!(grades(&scan_at(corroborated, CAT, NOW)), [(Evidence::Corroborated, false)]);
    // With the picture cleared the digests are left, and two that can be forged are no report.
    let cleared = set(|draft| {
        clear(draft);
        weak(draft);
    });
    let checked = scan_at(cleared, CAT, NOW);
    assert_eq!(grades(&checked), [(Evidence::ExactWeak, false)]);
    assert_eq!(checked.report.cleared, 0);
}

#[test]
fn a_set_out_of_its_time_compares_with_nothing_and_blocks_nothing() {
    let set = set(|draft| add(draft, 4, cat_hash().as_bytes().to_vec(), 90));
    let checked = scan_at(set, CAT, NOW + 30 * DAY);
    assert_eq!(checked.report.outcome, Outcome::Undecided(Undecided::NoUsableSet));
    assert!(checked.decided.decision.action() <= Action::Ask);
    assert!(checked.report.sets.is_empty());
}

#[test]
fn a_clock_that_is_set_back_before_the_set_began_is_not_believed() {
    let set = set(|draft| add(draft, 4, cat_hash().as_bytes().to_vec(), 90));
    let checked = scan_at(set, CAT, NOW - 2 * DAY);
    assert_eq!(checked.report.outcome, Outcome::Match);
    assert_eq!(checked.report.sets.len(), 1);
}

#[test]
fn a_valid_set_beside_an_expired_one_still_finds_and_makes_nothing_clean() {
    let valid = set(|draft| draft.valid.1 = NOW + 60 * DAY);
    let expired = set(|_| {});
    let scan = |bytes: &[u8]| {
        let scanner =
            AttachmentScanner::builder().add_set(valid.clone()).add_set(expired.clone()).build();
        scanner.scan(Attachment::bytes(bytes), &ScanContext::at(NOW + 40 * DAY)).report.outcome
    };
    assert_eq!(scan(CAT), Outcome::Undecided(Undecided::NoUsableSet));
    assert_eq!(scan(&PICTURES[0].file()), Outcome::Match);
}

#[test]
fn an_auditor_reads_who_vouched_for_the_set_and_by_which_rules() {
    let set = set(|_| {});
    let origin = set.origin().unwrap().clone();
    let checked = scan_at(set, &PICTURES[0].file(), NOW);
    let text = checked.explain(Level::Auditor, Language::English);
    let line = |label: &str| {
        let prefix = format!("{label}: ");
        text.lines().filter_map(|line| line.strip_prefix(&prefix).map(str::to_owned)).collect()
    };
    let signers: Vec<String> = line("signed by");
    let expected = origin.signers.iter().map(|s| format!("{} ({})", s.name, s.jurisdiction));
    assert_eq!(signers, expected.collect::<Vec<_>>());
    assert_eq!(line("digest of the policy"), [checked.policy.to_string()]);
    assert_eq!(line("leaf in the log"), [base64(&origin.leaf)]);
    assert_eq!(line("purpose"), [origin.manifest.purpose]);
    assert!(line("finding").iter().all(|finding| finding.contains("harmless test entry")));
    assert_eq!(line("seen in it by").len(), origin.witnesses.len());
    assert!(signers.len() >= 2 && !origin.witnesses.is_empty());
    // As long in the other language, and no line left untranslated.
    let dutch = checked.explain(Level::Auditor, Language::Dutch);
    assert_eq!(dutch.lines().count(), text.lines().count());
    assert!(text.lines().zip(dutch.lines()).all(|(english, dutch)| english != dutch));
}
