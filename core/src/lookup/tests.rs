#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use super::{Hit, MAX_HITS, find, find_frames};
use crate::context::CancelToken;
use crate::hash::pdq::{Pdq, PdqHash};
use crate::hash::{Fingerprints, FrameFingerprints};
use crate::orientation::Orientation;
use crate::report::{Evidence, Variant};
use crate::set::{KnownSet, ListBuilder};
use crate::undecided::Undecided;

const MD5: &str = "0123456789abcdef0123456789abcdef";
const SHA1: &str = "0123456789abcdef0123456789abcdef01234567";

/// A made-up hash: well away from others of another seed.
pub(super) fn hash(seed: u8) -> PdqHash {
    PdqHash::from_bytes(*blake3::hash(&[seed]).as_bytes())
}

pub(super) fn flipped(hash: PdqHash, count: usize) -> PdqHash {
    let mut bytes = *hash.as_bytes();
    (0..count).map(|bit| bit * 5 % 256).for_each(|bit| bytes[bit / 8] ^= 1 << (bit % 8));
    PdqHash::from_bytes(bytes)
}

pub(super) fn hex(hash: PdqHash) -> String {
    hash.as_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A set of this list. Made-up hashes lack the balance of true ones, so that each needs its prefix.
pub(super) fn set(text: &str) -> KnownSet {
    let named = |word: &str| {
        let bare = word.trim_end().len() == 64 && !word.contains(':');
        if bare { format!("pdq:{word}") } else { word.to_owned() }
    };
    let named: String = text.split_inclusive([' ', '\n']).map(named).collect();
    KnownSet::from_list_unverified("drawn", &named).unwrap()
}

/// A frame whose eight orientations and two other forms are all different.
pub(super) fn frame(number: u32, seed: u8, upright: PdqHash) -> FrameFingerprints {
    let pdq = |hash| Pdq { hash, quality: 90 };
    let mut turns = [0, 1, 2, 3, 4, 5, 6, 7].map(|turn| pdq(hash(seed.wrapping_add(turn))));
    turns[0] = pdq(upright);
    FrameFingerprints {
        frame: number,
        time_ms: None,
        width: 8,
        height: 8,
        pdq: turns,
        over_black: Some(pdq(hash(seed.wrapping_add(8)))),
        pdq512: pdq(hash(seed.wrapping_add(9))),
    }
}

fn still(upright: PdqHash) -> Fingerprints {
    Fingerprints { frames: vec![frame(0, 100, upright)], ..Fingerprints::default() }
}

fn hits(fingerprints: &Fingerprints, set: &KnownSet) -> Vec<Hit> {
    find("", fingerprints, std::slice::from_ref(set), &CancelToken::new()).unwrap()
}

fn only(fingerprints: &Fingerprints, set: &KnownSet) -> Hit {
    let hits = hits(fingerprints, set);
    assert_eq!(hits.len(), 1);
    hits[0].clone()
}

#[test]
fn a_picture_matches_at_31_bits_and_not_at_32() {
    let set = set(&hex(hash(1)));
    for count in [0, 30, 31] {
        let finding = only(&still(flipped(hash(1), count)), &set).into_finding();
        assert_eq!(finding.evidence, Evidence::Perceptual);
        assert_eq!(finding.distance_bits, u32::try_from(count).ok());
        assert_eq!((finding.threshold_bits, finding.quality), (Some(31), Some(90)));
        assert_eq!((finding.frame, finding.part.as_str()), (Some(0), ""));
        assert_eq!(finding.variant, Some(Variant::Turned(Orientation::Upright)));
        assert!(!finding.test && !finding.set.verified);
    }
    assert!(hits(&still(flipped(hash(1), 32)), &set).is_empty());
}

#[test]
fn borderline_reaches_to_the_bits_of_the_list_and_is_named_so() {
    let set = set(&format!("#! borderline 36\n{}", hex(hash(1))));
    let finding = only(&still(flipped(hash(1), 36)), &set).into_finding();
    assert_eq!(finding.evidence, Evidence::Borderline);
    assert_eq!((finding.distance_bits, finding.threshold_bits), (Some(36), Some(36)));
    let finding = only(&still(flipped(hash(1), 31)), &set).into_finding();
    assert_eq!((finding.evidence, finding.threshold_bits), (Evidence::Perceptual, Some(31)));
    assert!(hits(&still(flipped(hash(1), 37)), &set).is_empty());
}

#[test]
fn low_quality_is_not_compared() {
    let set = set(&hex(hash(1)));
    let mut query = still(hash(1));
    query.frames[0].pdq[0].quality = 50;
    assert_eq!(hits(&query, &set).len(), 1);
    query.frames[0].pdq[0].quality = 49;
    assert!(hits(&query, &set).is_empty());
}

#[test]
fn every_form_is_compared_and_named() {
    let query = still(hash(1));
    for (at, turn) in Orientation::ALL.into_iter().enumerate() {
        let finding = only(&query, &set(&hex(query.frames[0].pdq[at].hash))).into_finding();
        assert_eq!(finding.variant, Some(Variant::Turned(turn)));
    }
    let black = query.frames[0].over_black.unwrap().hash;
    assert_eq!(only(&query, &set(&hex(black))).finding().variant, Some(Variant::OverBlack));
}

#[test]
fn the_two_ways_of_computing_pdq_are_never_mixed() {
    let query = still(hash(1));
    let other = hex(query.frames[0].pdq512.hash);
    assert!(hits(&query, &set(&other)).is_empty());
    assert!(hits(&query, &set(&format!("pdq512:{}", hex(hash(1))))).is_empty());
    let finding = only(&query, &set(&format!("pdq512:{other}"))).into_finding();
    assert_eq!(finding.variant, Some(Variant::Turned(Orientation::Upright)));
}

#[test]
fn digests_grade_by_whether_they_can_be_forged() {
    let strong = hex(hash(7));
    let mut query = Fingerprints::default();
    query.digests.blake3 = Some(*hash(7).as_bytes());
    query.digests.sha256 = Some(*hash(7).as_bytes());
    query.digests.sha1 = Some([7; 20]);
    query.digests.md5 = Some([7; 16]);
    let cases = [
        (format!("blake3:{strong}"), Evidence::Exact),
        (format!("sha256:{strong}"), Evidence::Exact),
        ("07".repeat(20), Evidence::ExactWeak),
        ("07".repeat(16), Evidence::ExactWeak),
        (format!("{} {}", "07".repeat(16), "07".repeat(20)), Evidence::ExactWeak),
        (format!("{} sha256:{strong}", "07".repeat(16)), Evidence::Exact),
    ];
    for (list, evidence) in cases {
        let finding = only(&query, &set(&list)).into_finding();
        assert_eq!(finding.evidence, evidence, "{list}");
        assert_eq!((finding.distance_bits, finding.frame, finding.variant), (None, None, None));
    }
    assert!(hits(&query, &set(&format!("{MD5} {SHA1} {}", strong.replace("0", "1")))).is_empty());
}

/// A still of which both weak digests are listed.
fn weak(upright: PdqHash) -> Fingerprints {
    let mut query = still(upright);
    query.digests.md5 = Some([7; 16]);
    query.digests.sha1 = Some([7; 20]);
    query
}

#[test]
fn both_weak_digests_and_a_near_picture_corroborate_only_within_one_entry() {
    let query = weak(flipped(hash(1), 12));
    let (pdq, md5, sha1) = (hex(hash(1)), "07".repeat(16), "07".repeat(20));
    let one = only(&query, &set(&format!("{pdq} {md5} {sha1}"))).into_finding();
    assert_eq!(one.evidence, Evidence::Corroborated);
    assert_eq!(
        (one.distance_bits, one.threshold_bits, one.quality),
        (Some(12), Some(31), Some(90))
    );

    let grades = |list: String| {
        let hits = hits(&query, &set(&list));
        hits.iter().map(|hit| hit.finding().evidence).collect::<Vec<_>>()
    };
    let weak = Evidence::ExactWeak;
    assert_eq!(grades(format!("{pdq}\n{md5} {sha1}")), [weak, Evidence::Perceptual]);
    assert_eq!(grades(format!("{pdq} {md5}\n{sha1}")), [weak, weak]);
    assert_eq!(grades(format!("{pdq} {sha1}\n{md5}")), [weak, weak]);
    assert_eq!(grades(format!("{pdq} {md5}")), [weak]);
    assert_eq!(grades(format!("{pdq} {sha1}")), [weak]);
}

#[test]
fn borderline_does_not_corroborate() {
    let query = weak(flipped(hash(1), 33));
    let digests = format!("{} {}", "07".repeat(16), "07".repeat(20));
    let list = format!("#! borderline 40\n{} {digests}", hex(hash(1)));
    let finding = only(&query, &set(&list)).into_finding();
    assert_eq!((finding.evidence, finding.distance_bits), (Evidence::ExactWeak, None));
}

#[test]
fn evidence_of_two_sets_does_not_corroborate() {
    let query = weak(hash(1));
    let digests = format!("{} {}", "07".repeat(16), "07".repeat(20));
    let sets = [set(&hex(hash(1))), set(&digests)];
    let hits = find("a", &query, &sets, &CancelToken::new()).unwrap();
    let grades: Vec<_> = hits.iter().map(|hit| hit.finding().evidence).collect();
    assert_eq!(grades, [Evidence::ExactWeak, Evidence::Perceptual]);
    assert!(hits.iter().all(|hit| hit.finding().part == "a"));
}

#[test]
fn a_long_animation_gives_one_finding_an_entry_and_names_the_nearest_frame() {
    let list = format!("{} {}\n{}", hex(hash(1)), hex(flipped(hash(1), 2)), hex(hash(2)));
    let frames = (0..300).map(|number| frame(number, 100, flipped(hash(1), 20))).collect();
    let mut query = Fingerprints { frames, ..Fingerprints::default() };
    query.frames[123] = frame(123, 100, flipped(hash(1), 3));
    query.frames[200] = frame(200, 100, flipped(hash(2), 9));
    let hits = hits(&query, &set(&list));
    let facts: Vec<_> = hits
        .iter()
        .map(|hit| (hit.entry, hit.finding().distance_bits, hit.finding().frame))
        .collect();
    assert_eq!(facts, [(1, Some(1), Some(123)), (2, Some(9), Some(200))]);
}

#[test]
fn a_list_full_of_one_picture_does_not_flood_the_app() {
    let list: String = (0..500_usize)
        .map(|at| {
            let mut bytes = *hash(1).as_bytes();
            bytes[at % 32] ^= u8::try_from(at / 32 + 1).unwrap();
            hex(PdqHash::from_bytes(bytes)) + "\n"
        })
        .collect();
    let hits = hits(&still(hash(1)), &set(&list));
    assert_eq!(hits.len(), MAX_HITS);
    assert!(hits.iter().all(|hit| hit.finding().distance_bits == Some(1)));
}

#[test]
fn tokens_differ_between_findings_and_between_scans() {
    let list = set(&format!("{}\n{}", hex(hash(1)), hex(flipped(hash(1), 4))));
    let tokens = |hits: Vec<Hit>| hits.iter().map(|hit| hit.finding().token).collect::<Vec<_>>();
    let (a, b) = (tokens(hits(&still(hash(1)), &list)), tokens(hits(&still(hash(1)), &list)));
    assert_eq!(a.len(), 2);
    assert_ne!(a[0], a[1]);
    assert!(!b.contains(&a[0]) && !b.contains(&a[1]));
}

#[test]
fn test_entries_are_marked_in_every_finding() {
    let set = set(&format!("#! test\n{}", hex(hash(1))));
    assert!(only(&still(hash(1)), &set).finding().test);
}

#[test]
fn a_cancelled_look_up_is_undecided_and_not_clean() {
    let cancel = CancelToken::new();
    cancel.cancel();
    let set = set(&hex(hash(1)));
    assert_eq!(find("", &still(hash(1)), &[set], &cancel), Err(Undecided::Cancelled));
}

#[test]
fn nothing_of_a_hash_or_an_entry_is_shown() {
    let set = set(&format!("{}\n{}", hex(hash(5)), hex(hash(1))));
    let hit = only(&still(hash(1)), &set);
    assert_eq!(hit.entry, 2);
    assert!(!format!("{hit:?}").contains("entry"));
}

fn video(frames: &[PdqHash]) -> KnownSet {
    let mut builder = ListBuilder::new("drawn").unwrap();
    builder.add_video(&[hash(201)]).unwrap();
    builder.add_video(frames).unwrap();
    builder.build().unwrap()
}

#[test]
fn a_video_matches_by_the_share_of_its_frames() {
    let set = video(&[hash(1), hash(2), hash(3)]);
    let seeds = [1, 2, 3, 1, 50];
    let frames = |turn: usize, seeds: &[u8]| {
        let frame = |(number, seed): (u32, &u8)| {
            let mut frame = frame(number, 100, hash(60));
            frame.pdq[turn] =
                Pdq { hash: flipped(hash(*seed), 8 + usize::from(*seed)), quality: 90 };
            frame
        };
        Fingerprints { frames: (0..).zip(seeds).map(frame).collect(), ..Fingerprints::default() }
    };
    for turn in [0, 5] {
        let query = frames(turn, &seeds);
        let hits =
            find_frames("", &query, std::slice::from_ref(&set), &CancelToken::new()).unwrap();
        assert_eq!(hits.len(), 1);
        let finding = hits[0].finding();
        assert_eq!((hits[0].entry, finding.evidence), (2, Evidence::Perceptual));
        // Four of five frames match once 11 bits are allowed; the nearest is frame 0.
        assert_eq!((finding.distance_bits, finding.frame), (Some(11), Some(0)));
        assert_eq!(finding.variant, Some(Variant::Turned(Orientation::ALL[turn])));
        assert!(
            find("", &query, std::slice::from_ref(&set), &CancelToken::new()).unwrap().is_empty()
        );
    }
    let fewer = frames(0, &[1, 2, 3, 51, 50]);
    assert!(find_frames("", &fewer, &[set], &CancelToken::new()).unwrap().is_empty());
}
