//! Clips in IVF, compared frame by frame with what ffmpeg's own decoder gives.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
#![expect(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use std::path::Path;

use presend::limits::LimitName;
use presend::undecided::Undecided;

use super::plane::Plane;
use super::{Decoded, Vp8};
use crate::codec::tests::within;

/// CLIP SUM..., as `scripts/video-clips` wrote them.
const SUMS: &str = include_str!("../../../testdata/vp8/sums.txt");

/// The frames of an IVF file: behind 32 bytes, each behind its length and its time.
fn frames(ivf: &[u8]) -> Vec<&[u8]> {
    let (mut rest, mut frames) = (&ivf[32..], Vec::new());
    while let Some((head, behind)) = rest.split_first_chunk::<12>() {
        let length = usize::try_from(u32::from_le_bytes(*head.first_chunk().unwrap())).unwrap();
        let (frame, next) = behind.split_at(length.min(behind.len()));
        frames.push(frame);
        rest = next;
    }
    frames
}

/// What is shown, as ffmpeg's framecrc sums it up: luma, blue, red.
fn adler(decoded: &Decoded) -> u32 {
    let side = |side: u32| usize::try_from(side).unwrap();
    let (width, height) = (side(decoded.size.0), side(decoded.size.1));
    let rows = |plane: &Plane, width: usize, height: usize| -> Vec<u8> {
        let rows = plane.samples.chunks(plane.width).take(height);
        rows.flat_map(|row| &row[..width]).copied().collect()
    };
    let colour = decoded.picture.colour.iter();
    let colour = colour.flat_map(|plane| rows(plane, width.div_ceil(2), height.div_ceil(2)));
    let samples = rows(&decoded.picture.luma, width, height).into_iter().chain(colour);
    let (a, b) = samples.fold((0_u32, 0_u32), |(a, b), sample| {
        let a = (a + u32::from(sample)) % 65_521;
        (a, (b + a) % 65_521)
    });
    b << 16 | a
}

/// What each frame decodes to, as far as it does.
fn decoded(frames: &[&[u8]]) -> Vec<Result<Decoded, Undecided>> {
    let mut decoder = Vp8::default();
    within(|video| frames.iter().map(|frame| decoder.decode(frame, video)).collect())
}

fn clip(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/vp8");
    std::fs::read(folder.join(name)).unwrap()
}

#[test]
fn every_sample_is_that_of_ffmpeg() {
    let mut clips = 0;
    for line in SUMS.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split(' ');
        let name = words.next().unwrap();
        let expected: Vec<_> = words.map(|sum| u32::from_str_radix(sum, 16).unwrap()).collect();
        let ivf = clip(name);
        let all = decoded(&frames(&ivf)).into_iter().map(Result::unwrap);
        let shown: Vec<_> = all.filter(|frame| frame.is_shown).collect();
        assert!(shown.iter().all(|frame| frame.is_whole), "{name}");
        assert_eq!(shown.iter().map(adler).collect::<Vec<_>>(), expected, "{name}");
        assert_eq!(expected.len(), 40, "{name}");
        clips += 1;
    }
    assert_eq!(clips, 6);
}

#[test]
fn a_frame_that_is_cut_anywhere_is_missing_or_said_to_be_cut() {
    let ivf = clip("sharp.ivf");
    let whole = frames(&ivf);
    let sums: Vec<u32> = decoded(&whole[..3]).iter().flatten().map(adler).collect();
    for (number, frame) in whole.iter().enumerate().take(3) {
        for length in 0..frame.len() {
            let mut cut = whole[..=number].to_vec();
            cut[number] = &frame[..length];
            let last = decoded(&cut).pop().unwrap();
            // The last bytes of a frame may decide nothing: then it is what it was.
            let is_said = last.map_or(true, |cut| !cut.is_whole || adler(&cut) == sums[number]);
            assert!(is_said, "frame {number} cut to {length}");
        }
    }
}

#[test]
fn what_comes_behind_a_frame_changes_nothing() {
    let ivf = clip("hidden.ivf");
    let whole = frames(&ivf);
    let longer: Vec<Vec<u8>> = whole.iter().map(|frame| [frame, &[0xa5; 9][..]].concat()).collect();
    let longer: Vec<&[u8]> = longer.iter().map(Vec::as_slice).collect();
    let sums = |frames: &[&[u8]]| -> Vec<u32> {
        decoded(frames).iter().map(|frame| adler(frame.as_ref().unwrap())).collect()
    };
    assert_eq!(sums(&whole), sums(&longer));
}

#[test]
fn no_flipped_bits_make_it_fail() {
    let mut seed = 7_u32;
    let mut others = 0;
    for name in ["hidden.ivf", "partitions.ivf", "version-3.ivf"] {
        let ivf = clip(name);
        let whole: Vec<Vec<u8>> = frames(&ivf).into_iter().take(6).map(<[u8]>::to_vec).collect();
        for _ in 0..400 {
            let mut changed = whole.clone();
            for frame in &mut changed {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                // Half of the flips go where a frame says most.
                let most = if seed & 1 == 0 { 16 } else { frame.len() };
                let at = usize::try_from(seed >> 8).unwrap() % most.min(frame.len());
                frame[at] ^= 1 << (seed >> 1 & 7);
            }
            let changed: Vec<&[u8]> = changed.iter().map(Vec::as_slice).collect();
            let failed = decoded(&changed).iter().filter(|frame| frame.is_err()).count();
            others += usize::from(failed > 0);
        }
    }
    assert!(others > 100, "{others}");
}

#[test]
fn nothing_is_seen_before_a_key_frame_and_no_version_is_made_up() {
    let ivf = clip("sharp.ivf");
    let whole = frames(&ivf);
    assert_eq!(decoded(&whole[1..2])[0].as_ref().err(), Some(&Undecided::Corrupt));
    let mut later = whole[0].to_vec();
    later[0] |= 7 << 1;
    assert_eq!(decoded(&[&later])[0].as_ref().err(), Some(&Undecided::UnsupportedFormat));
    assert_eq!(decoded(&[&[]])[0].as_ref().err(), Some(&Undecided::Truncated));
}

#[test]
fn a_size_beyond_the_limits_is_refused_before_it_is_held() {
    let ivf = clip("sharp.ivf");
    let mut large = frames(&ivf)[0].to_vec();
    large[6..10].copy_from_slice(&[0xff; 4]);
    let why = decoded(&[&large])[0].as_ref().err().copied();
    assert_eq!(why, Some(Undecided::OverLimit(LimitName::Pixels)));
    large[6..10].copy_from_slice(&[0; 4]);
    assert_eq!(decoded(&[&large])[0].as_ref().err(), Some(&Undecided::Corrupt));
}
