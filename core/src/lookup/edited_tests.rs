//! Hashes of pictures with an edit undone: what they find, and what they do not take away.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use super::tests::{flipped, frame, hash, hex, set};
use super::{Hit, find};
use crate::context::CancelToken;
use crate::hash::Fingerprints;
use crate::hash::edits::{Edit, EditedPdq, PictureWindow};
use crate::hash::pdq::{Pdq, PdqHash};
use crate::report::{Evidence, Outcome, Variant};
use crate::set::KnownSet;

const WINDOW: PictureWindow = PictureWindow {
    left_permille: 100,
    top_permille: -20,
    width_permille: 800,
    height_permille: 1_040,
    turned_decidegrees: 0,
};

/// A picture near nothing, with one edit undone.
fn sent(edit: Edit, [upright, mirrored]: [PdqHash; 2]) -> Fingerprints {
    let pdq = [upright, mirrored].map(|hash| Pdq { hash, quality: 90 });
    let edited = vec![EditedPdq { frame: 0, edit, pdq, window: Some(WINDOW) }];
    Fingerprints { frames: vec![frame(0, 100, hash(99))], edited, ..Fingerprints::default() }
}

fn hits(fingerprints: &Fingerprints, set: &KnownSet) -> Vec<Hit> {
    find("", fingerprints, std::slice::from_ref(set), &CancelToken::new()).unwrap()
}

#[test]
fn each_edit_is_found_at_its_distance_and_no_further_upright_and_mirrored() {
    let set = set(&hex(hash(1)));
    for edit in Edit::ALL {
        let most = usize::try_from(edit.most_bits()).unwrap();
        for (bits, is_found) in [(0, true), (most, true), (most + 1, false)] {
            let near = flipped(hash(1), bits);
            for pdq in [[near, hash(2)], [hash(2), near]] {
                let hits = hits(&sent(edit, pdq), &set);
                assert_eq!(hits.len(), usize::from(is_found), "{edit:?} {bits}");
                for hit in &hits {
                    let finding = hit.finding();
                    assert_eq!(finding.evidence, Evidence::Edited);
                    assert_eq!(finding.variant, Some(Variant::Edited(edit)));
                    assert_eq!(finding.window, Some(WINDOW));
                    assert_eq!(finding.distance_bits, u32::try_from(bits).ok());
                    assert_eq!(finding.threshold_bits, Some(edit.most_bits()));
                    assert_eq!(Outcome::of(std::slice::from_ref(finding), None), Outcome::Near);
                }
            }
        }
    }
}

#[test]
fn a_match_of_the_whole_picture_is_what_is_reported() {
    let set = set(&format!("#! borderline 40\n{}", hex(hash(1))));
    for (whole, evidence) in [
        (31, Evidence::Perceptual),
        // A borderline distance of the whole is worth less than an edit within its own.
        (32, Evidence::Edited),
    ] {
        let mut sent = sent(Edit::Rectangle, [hash(1), hash(2)]);
        sent.frames[0].pdq[0].hash = flipped(hash(1), whole);
        let hits = hits(&sent, &set);
        assert_eq!(hits.len(), 1);
        assert_eq!(hits[0].finding().evidence, evidence);
        let is_edited = evidence == Evidence::Edited;
        assert_eq!(hits[0].finding().window, is_edited.then_some(WINDOW));
    }
}

#[test]
fn what_edits_find_takes_no_room_from_the_picture_itself() {
    let lines = (0..200).map(|row| {
        let mut bytes = *hash(1).as_bytes();
        bytes[0] ^= row;
        bytes[1] ^= 1;
        hex(PdqHash::from_bytes(bytes)) + "\n"
    });
    let set = set(&(lines.collect::<String>() + &hex(hash(3))));
    let mut sent = sent(Edit::Uncropped, [hash(1), hash(2)]);
    sent.frames[0].pdq[0].hash = flipped(hash(3), 31);
    let found = hits(&sent, &set);
    assert_eq!(found[0].finding().evidence, Evidence::Perceptual);
    assert!(found.len() > 1);
}

#[test]
fn the_exclusion_list_clears_the_window_that_is_on_it_and_no_other() {
    let list = set(&(hex(hash(1)) + "\n" + &hex(hash(2))));
    let set = list.with_cleared(&set(&hex(flipped(hash(1), 8))));
    let mut page = sent(Edit::Rectangle, [hash(1), hash(50)]);
    let other = sent(Edit::Rectangle, [hash(2), hash(51)]);
    page.edited.extend(other.edited);
    let found: Vec<_> = hits(&page, &set).iter().map(|hit| (hit.entry, hit.is_cleared())).collect();
    assert!(found.contains(&(1, true)) && found.contains(&(2, false)), "{found:?}");
    // If the picture as a whole is on it, so is all that is in it.
    page.frames[0].pdq[0].hash = hash(1);
    assert!(hits(&page, &set).iter().all(Hit::is_cleared));
}

#[test]
fn the_form_of_the_cpp_tool_is_not_compared_with_edits() {
    let set = set(&format!("pdq512:{}", hex(hash(1))));
    assert!(hits(&sent(Edit::Trimmed, [hash(1), hash(2)]), &set).is_empty());
}
