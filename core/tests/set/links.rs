//! A set of pictures and a set of links on one scanner, each opened with pins of its own.

use presend::attachment::Attachment;
use presend::context::ScanContext;
use presend::report::Outcome;
use presend::scan::AttachmentScanner;
use presend::set::canary::PICTURES;
use presend::set::check::{self, VerifiedSet};
use presend::set::test_kit::{LINKS, VERIFIED, VERIFIED_LINKS, VerifiedTestSet};
use presend::set::{Pins, SetBytes, SetFault, SetState};

/// In the ten years of the test kit.
const NOW: u64 = 1_800_000_000;

fn opened(set: &VerifiedTestSet, pins: &VerifiedTestSet) -> Result<VerifiedSet, SetFault> {
    let pins = Pins::parse(pins.pins).unwrap();
    check::install(&SetBytes::from(set.first.to_vec()), &pins, &SetState::new(&pins), NOW)
}

fn scanner() -> AttachmentScanner {
    let sets = [VERIFIED, VERIFIED_LINKS].map(|set| opened(&set, &set).unwrap().set);
    sets.into_iter().fold(AttachmentScanner::builder(), |to, set| to.add_set(set)).build()
}

#[test]
fn one_scanner_finds_a_picture_by_one_set_and_a_link_by_the_other() {
    let (scanner, context) = (scanner(), ScanContext::at(NOW));
    let picture = scanner.scan(Attachment::bytes(&PICTURES[0].file()), &context).report;
    let text = format!("is this you? {}", LINKS[0]);
    let link = scanner.scan(Attachment::text(&text), &context).report;
    for (report, set) in [(picture, &VERIFIED), (link, &VERIFIED_LINKS)] {
        assert_eq!(report.outcome, Outcome::Match);
        assert!(report.findings.iter().all(|found| found.set.name == set.name && found.test));
        let asked: Vec<_> = report.sets.iter().map(|set| set.name.as_str()).collect();
        assert_eq!(asked, [set.name], "each set speaks of what it lists");
        assert!(report.sets.iter().all(|set| set.verified));
    }
    let later = scanner.scan(Attachment::text(LINKS[1]), &context).report;
    assert_eq!(later.outcome, Outcome::Clean, "it is listed since version 2");
}

#[test]
fn each_set_has_its_own_authorities_and_purpose_and_the_policy_names_both() {
    let [pictures, links] =
        [VERIFIED, VERIFIED_LINKS].map(|set| opened(&set, &set).unwrap().origin);
    let names = |origin: &check::SetOrigin| -> Vec<String> {
        origin.signers.iter().map(|signer| signer.name.clone()).collect()
    };
    assert!(names(&pictures).iter().all(|name| !names(&links).contains(name)));
    assert_ne!(pictures.log.origin, links.log.origin);
    assert_eq!(
        (pictures.manifest.purpose.as_str(), links.manifest.purpose.as_str()),
        ("known-images", "phishing")
    );
    let described = scanner().describe_policy();
    assert!(
        [VERIFIED, VERIFIED_LINKS].iter().all(|set| described.contains(set.name)),
        "{described}"
    );
}

#[test]
fn a_set_is_refused_by_the_pins_of_the_other_also_under_its_name() {
    assert_eq!(opened(&VERIFIED, &VERIFIED_LINKS).err(), Some(SetFault::AuthorityQuorum));
    assert_eq!(opened(&VERIFIED_LINKS, &VERIFIED).err(), Some(SetFault::AuthorityQuorum));
    // The pins of the pictures under the name of the links, and those of the links under that of the pictures.
    let renamed = |pins: &str, from: &str, to: &str| pins.replace(from, to).leak();
    let of_pictures = renamed(VERIFIED.pins, VERIFIED.name, VERIFIED_LINKS.name);
    let swapped = VerifiedTestSet { pins: of_pictures, ..VERIFIED_LINKS };
    assert_eq!(opened(&VERIFIED_LINKS, &swapped).err(), Some(SetFault::AuthorityQuorum));
    let of_links = renamed(VERIFIED_LINKS.pins, VERIFIED_LINKS.name, VERIFIED.name);
    let swapped = VerifiedTestSet { pins: of_links, ..VERIFIED };
    assert_eq!(opened(&VERIFIED_LINKS, &swapped).err(), Some(SetFault::WrongSet));
}
