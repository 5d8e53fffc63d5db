//! What is seen beside a frame never takes its findings away.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use proptest::prelude::*;
use std::collections::BTreeMap;

use super::tests::{flipped, frame, hash, hex, set};
use super::{Hit, MAX_HITS, find, find_frames};
use crate::context::CancelToken;
use crate::hash::Fingerprints;
use crate::hash::pdq::PdqHash;
use crate::report::{Evidence, Finding, Outcome};
use crate::set::{KnownSet, ListBuilder};
use crate::undecided::Undecided;

type Find = fn(&str, &Fingerprints, &[KnownSet], &CancelToken) -> Result<Vec<Hit>, Undecided>;

/// Both look-ups.
const FINDS: [Find; 2] = [find, find_frames];

/// A set with an exclusion list.
fn with_cleared(listed: &str, cleared: &[PdqHash]) -> KnownSet {
    set(listed).with_cleared(&set(&lines(cleared)))
}

fn lines(hashes: &[PdqHash]) -> String {
    hashes.iter().map(|hash| hex(*hash) + "\n").collect()
}

/// A hash that lies near that of this seed; no two numbers give the same.
fn near(seed: u8, number: usize) -> PdqHash {
    let mut bytes = *hash(seed).as_bytes();
    bytes[number % 16] ^= 1 << (number / 16 % 8);
    bytes[16 + number / 128] ^= 1;
    PdqHash::from_bytes(bytes)
}

fn frames(shown: &[PdqHash]) -> Fingerprints {
    let frames = (0..).zip(shown).map(|(number, shown)| frame(number, 200, *shown)).collect();
    Fingerprints { frames, ..Fingerprints::default() }
}

fn look(find: Find, fingerprints: &Fingerprints, sets: &[KnownSet]) -> Vec<Hit> {
    find("", fingerprints, sets, &CancelToken::new()).unwrap()
}

fn outcome(hits: &[Hit]) -> Outcome {
    let found = hits.iter().filter(|hit| !hit.is_cleared());
    let found: Vec<Finding> = found.map(|hit| hit.finding().clone()).collect();
    Outcome::of(&found, None)
}

#[test]
fn frames_of_the_exclusion_list_take_no_room_from_a_listed_frame() {
    let innocent: Vec<_> = (0..4).map(hash).collect();
    for beside in [0, 15, 16, 17, 200] {
        let rows: Vec<_> =
            (0..beside).flat_map(|row| (0..4).map(move |seed| near(seed, row))).collect();
        let listed = flipped(hash(9), 9);
        let set = with_cleared(&(lines(&rows) + &hex(listed)), &innocent);
        let query = frames(&[hash(0), hash(1), hash(2), hash(3), hash(9)]);
        for find in FINDS {
            // Another set, whichever comes first, changes nothing.
            for sets in [vec![set.clone()], vec![self::set(&lines(&rows)), set.clone()]] {
                let hits = look(find, &query, &sets);
                let found = hits.iter().find(|hit| hit.finding().frame == Some(4)).unwrap();
                assert!(!found.is_cleared() && found.finding().distance_bits == Some(9));
                assert_eq!(outcome(&hits), Outcome::Match, "{beside}");
            }
        }
    }
}

#[test]
fn a_frame_that_lies_near_very_many_entries_takes_no_room_from_one_that_lies_near_one() {
    let rows: Vec<_> = (0..500).map(|row| near(1, row)).collect();
    let list = lines(&rows) + &hex(flipped(hash(9), 30));
    let hits = look(find, &frames(&[hash(1), hash(9)]), &[set(&list)]);
    assert_eq!(hits.len(), MAX_HITS + 1);
    assert_eq!(hits.last().unwrap().finding().frame, Some(1));
}

#[test]
fn a_digest_keeps_its_place_beside_nearer_entries() {
    let rows: Vec<_> = (0..500).map(|row| near(1, row)).collect();
    let list = lines(&rows) + &format!("{} {}", hex(flipped(hash(1), 31)), "07".repeat(16));
    let mut query = frames(&[hash(1)]);
    query.digests.md5 = Some([7; 16]);
    let hits = look(find, &query, &[set(&list)]);
    assert!(hits.iter().any(|hit| hit.finding().evidence > Evidence::Perceptual));
}

/// A set of videos with an exclusion list.
fn videos(videos: &[Vec<PdqHash>], cleared: &[PdqHash]) -> KnownSet {
    let mut builder = ListBuilder::new("drawn").unwrap();
    videos.iter().for_each(|video| builder.add_video(video).unwrap());
    builder.build().unwrap().with_cleared(&set(&lines(cleared)))
}

#[test]
fn cleared_videos_take_no_room_from_a_listed_one() {
    // Without the first frame, which is innocent, three of five frames are too few.
    let mut listed: Vec<_> =
        (0..200).map(|row| vec![near(0, row), hash(1), hash(2), hash(3)]).collect();
    listed.push((1..5).map(|seed| flipped(hash(seed), 9)).collect());
    let set = videos(&listed, &[hash(0)]);
    let query: Vec<_> = (0..5).map(hash).collect();
    let hits = look(find_frames, &frames(&query), &[set]);
    let (cleared, found): (Vec<_>, Vec<_>) = hits.iter().partition(|hit| hit.is_cleared());
    assert_eq!((cleared.len(), found.len()), (MAX_HITS, 1));
    assert_eq!((found[0].finding().frame, found[0].finding().distance_bits), (Some(1), Some(9)));
    assert_eq!(outcome(&hits), Outcome::Match);
}

/// True if so many of these frames as the rule asks for show this video and are not on the exclusion list.
fn shows(query: &[PdqHash], video: &[PdqHash], cleared: &[PdqHash]) -> bool {
    let within = |frame: &PdqHash, hashes: &[PdqHash], bits| {
        hashes.iter().any(|hash| frame.distance_bits(hash) <= bits)
    };
    let shown = query.iter().filter(|q| !within(q, cleared, 8) && within(q, video, 31)).count();
    shown > 0 && shown * 100 >= query.len() * 80
}

/// The strongest finding of each entry of each set.
fn found(hits: &[Hit]) -> BTreeMap<(String, u32), (Evidence, u32)> {
    let found = hits.iter().filter(|hit| !hit.is_cleared());
    let rank = |hit: &Hit| {
        let finding = hit.finding();
        (finding.evidence, 256 - finding.distance_bits.unwrap_or(0))
    };
    found.map(|hit| ((hit.finding().set.name.clone(), hit.entry), rank(hit))).collect()
}

/// A frame near one of five pictures, of which two are on the exclusion list.
fn shown() -> impl Strategy<Value = PdqHash> {
    (0_u8..5, 0_usize..12).prop_map(|(seed, bits)| flipped(hash(seed), bits))
}

fn sets() -> impl Strategy<Value = Vec<KnownSet>> {
    let rows = prop::collection::vec((0_u8..5, 0_usize..400), 0..300);
    let set = rows.prop_map(|rows| {
        let rows: Vec<_> = rows.into_iter().map(|(seed, row)| near(seed, row)).collect();
        with_cleared(&("#! borderline 36\n".to_owned() + &lines(&rows)), &[hash(0), hash(1)])
    });
    prop::collection::vec(set, 1..3)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn more_frames_never_take_a_finding_away(
        sets in sets(),
        few in prop::collection::vec(shown(), 0..4),
        more in prop::collection::vec(shown(), 0..12),
        first in any::<bool>(),
    ) {
        let all = if first { [more, few.clone()].concat() } else { [few.clone(), more].concat() };
        for find in FINDS {
            for set in &sets {
                let sets = std::slice::from_ref(set);
                let (few, all) = (look(find, &frames(&few), sets), look(find, &frames(&all), sets));
                let later = found(&all);
                for (entry, rank) in found(&few) {
                    prop_assert!(later.get(&entry).is_some_and(|later| *later >= rank));
                }
                prop_assert!(outcome(&few) != Outcome::Match || outcome(&all) == Outcome::Match);
            }
            // Several sets together find what each finds by itself.
            let apart: usize = sets
                .iter()
                .map(|set| look(find, &frames(&all), std::slice::from_ref(set)).len())
                .sum();
            prop_assert_eq!(look(find, &frames(&all), &sets).len(), apart);
        }
    }

    #[test]
    fn a_video_that_is_shown_is_found_whatever_else_the_set_has(
        listed in prop::collection::vec(
            prop::collection::vec((0_u8..6, 0_usize..400), 1..6), 0..200),
        query in prop::collection::vec(shown(), 1..8),
    ) {
        let frame = |(seed, row): &(u8, usize)| near(*seed, *row);
        let listed: Vec<Vec<_>> =
            listed.iter().map(|rows| rows.iter().map(frame).collect()).collect();
        let cleared = [hash(0), hash(1)];
        let expected = listed.iter().any(|video| shows(&query, video, &cleared));
        let hits = look(find_frames, &frames(&query), &[videos(&listed, &cleared)]);
        prop_assert_eq!(outcome(&hits) == Outcome::Match, expected);
    }
}
