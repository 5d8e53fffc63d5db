//! Directories that viewers read differently, or that only some of them read.

use super::container::{FORMS, Page, file};
use super::drawn::{Cut, Drawn, HEIGHT};
use super::seen::{assert_seen, one};
use crate::decode::reader::BLOCK_BYTES;
use crate::decode::recorder::{Recorded, run};
use crate::decode::tiff::decode;
use crate::orientation::Orientation;
use crate::undecided::Undecided;

const STRIPS: Cut = Cut::Strips(HEIGHT);

fn page(drawn: &Drawn) -> Page {
    drawn.page(FORMS[0], Cut::Strips(5), false)
}

fn alone(page: Page) -> Vec<u8> {
    file(FORMS[0], &[page])
}

/// Where the entry of a tag is in a file with one page, little endian.
pub(super) fn entry(bytes: &[u8], tag: u64) -> usize {
    let tag = u16::try_from(tag).unwrap().to_le_bytes();
    let directory = usize::try_from(u32::from_le_bytes(bytes[4..8].try_into().unwrap())).unwrap();
    let entries = usize::from(u16::from_le_bytes([bytes[directory], bytes[directory + 1]]));
    let mut places = (0..entries).map(|number| directory + 2 + 12 * number);
    places.find(|at| bytes[*at..*at + 2] == tag).unwrap()
}

/// A page that is given as drawn, and of which something is said.
fn seen_with_a_word(bytes: &[u8], drawn: &Drawn, what: &str) -> Recorded {
    let (mut frames, result) = run(decode, bytes);
    assert_eq!((result, frames.len()), (Err(Undecided::Corrupt), 1), "{what}");
    assert_seen(&frames[0], drawn, what);
    frames.remove(0)
}

#[test]
fn of_a_tag_that_comes_twice_the_first_counts_and_it_is_told() {
    let drawn = Drawn::new(1, 8, 1);
    for (tag, other) in [(256, 99), (257, 99), (259, 5), (262, 2), (273, 99), (277, 3), (278, 99)] {
        let mut page = page(&drawn);
        if tag == 259 {
            page.set(tag, 1);
        }
        // The writer sorts entries, the smaller value first.
        page.tags.push((tag, vec![other; if tag == 273 { 4 } else { 1 }]));
        let mut bytes = alone(page);
        if tag == 273 {
            // The smaller list is the wrong one here: the second entry is the first to be written.
            let first = entry(&bytes, 273);
            let (one, two) = bytes.split_at_mut(first + 12);
            one[first..].swap_with_slice(&mut two[..12]);
        }
        seen_with_a_word(&bytes, &drawn, &format!("{tag} twice"));
    }
}

#[test]
fn a_tag_that_comes_twice_with_one_value_is_as_good_as_one() {
    let drawn = Drawn::new(2, 8, 3);
    let mut page = page(&drawn);
    page.tags.extend([
        (262, vec![2]),
        (256, page.tags[0].1.clone()),
        (700, vec![1]),
        (700, vec![2]),
    ]);
    assert_seen(&one(&alone(page)), &drawn, "twice the same");
}

#[test]
fn a_whole_number_of_any_type_is_read() {
    let drawn = Drawn::new(1, 8, 1);
    for tag in [256, 257, 258, 259, 262, 274, 277, 278, 284] {
        for kind in [1_u16, 3, 4, 6, 8, 9] {
            let mut page = page(&drawn);
            page.set(259, 1);
            page.set(274, 6);
            let mut bytes = alone(page);
            let at = entry(&bytes, tag);
            bytes[at + 2..at + 4].copy_from_slice(&kind.to_le_bytes());
            let frame = one(&bytes);
            assert_seen(&frame, &drawn, &format!("{tag} as type {kind}"));
            assert_eq!(frame.info.orientation, Orientation::Rotate90);
        }
    }
}

#[test]
fn a_value_of_another_type_or_one_of_several_is_told() {
    let drawn = Drawn::new(2, 8, 3);
    for (tag, value) in [(284, 1), (274, 1), (266, 1), (278, 5)] {
        for kind in [2_u16, 5, 7, 11, 13] {
            let mut page = page(&drawn);
            page.set(tag, value);
            let mut bytes = alone(page);
            let at = entry(&bytes, tag);
            bytes[at + 2..at + 4].copy_from_slice(&kind.to_le_bytes());
            let (frames, result) = run(decode, &bytes);
            assert_eq!((frames.len(), result), (1, Err(Undecided::Corrupt)), "{tag} {kind}");
        }
        let mut page = page(&drawn);
        page.tags.retain(|(other, _)| *other != tag);
        page.tags.push((tag, vec![value + 1, value + 1]));
        let (frames, result) = run(decode, &alone(page));
        assert_eq!((frames.len(), result), (1, Err(Undecided::Corrupt)), "{tag} twice");
        if tag != 278 {
            assert_seen(&frames[0], &drawn, &format!("{tag} with two values"));
            assert_eq!(frames[0].info.orientation, Orientation::Upright);
        }
    }
}

#[test]
fn a_directory_that_breaks_off_is_read_as_far_as_it_goes() {
    let drawn = Drawn::new(1, 8, 1);
    let mut bytes = alone(page(&drawn));
    let directory = u32::from_le_bytes(bytes[4..8].try_into().unwrap());
    bytes[usize::try_from(directory).unwrap() + 1] = 0x7f;
    let (frames, result) = run(decode, &bytes);
    assert_eq!((frames.len(), result), (1, Err(Undecided::Truncated)));
    assert_seen(&frames[0], &drawn, "an entry too many");
}

#[test]
fn bits_from_right_to_left_are_turned_before_anything_else() {
    for (bits, channels, photometric) in [(1, 1, 0), (2, 1, 1), (4, 1, 3), (8, 3, 2), (16, 1, 1)] {
        let drawn = Drawn::new(photometric, bits, channels);
        for planar in [false, true] {
            let mut page = drawn.page(FORMS[1], Cut::Tiles(16, 16), planar);
            page.set(266, 2);
            page.chunks.iter_mut().flatten().for_each(|byte| *byte = byte.reverse_bits());
            assert_seen(&one(&file(FORMS[1], &[page])), &drawn, &format!("{bits} bits"));
        }
    }
}

#[test]
fn only_lzw_and_deflate_have_a_predictor() {
    let drawn = Drawn::new(2, 8, 3);
    let mut page = page(&drawn);
    page.set(317, 2);
    assert_seen(&one(&alone(page)), &drawn, "uncompressed with a predictor");
}

#[test]
fn four_samples_without_a_word_are_given_with_either_alpha_and_without() {
    for extra in [None, Some(0)] {
        let mut drawn = Drawn::new(2, 8, 4).extra(2);
        // Colours that are no larger than their alpha can be read in every way.
        drawn.samples.chunks_exact_mut(4).for_each(|pixel| pixel.sort_unstable());
        let mut page = page(&drawn);
        page.tags.retain(|(tag, _)| *tag != 338);
        page.tags.extend(extra.map(|extra| (338, vec![extra])));
        let (frames, result) = run(decode, &alone(page));
        assert_eq!((result, frames.len()), (Ok(()), 3));
        for (number, extra) in [(0, 2), (1, 1), (2, 0)] {
            let mut read = drawn.clone();
            read.extra = vec![extra];
            assert_seen(&frames[number], &read, "a reading");
            assert_eq!(u32::try_from(number), Ok(frames[number].info.frame));
        }
    }
}

#[test]
fn a_fourth_sample_that_hides_nothing_is_given_once() {
    let mut drawn = Drawn::new(2, 8, 4).extra(2);
    drawn.samples.iter_mut().skip(3).step_by(4).for_each(|alpha| *alpha = 255);
    let mut page = page(&drawn);
    page.tags.retain(|(tag, _)| *tag != 338);
    assert_seen(&one(&alone(page)), &drawn, "opaque");
}

#[test]
fn signed_samples_are_given_as_their_bits_stand_and_as_they_are_meant() {
    for bits in [8, 16] {
        let drawn = Drawn::new(1, bits, 1);
        let mut page = page(&drawn);
        page.tags.push((339, vec![2]));
        let (frames, result) = run(decode, &alone(page));
        assert_eq!((result, frames.len()), (Ok(()), 2));
        assert_seen(&frames[0], &drawn, "as they stand");
        let mut meant = drawn.clone();
        meant.samples.iter_mut().for_each(|sample| *sample ^= 1 << (bits - 1));
        let difference = frames[1].over_white.iter().zip(meant.seen());
        assert!(difference.into_iter().all(|(a, b)| (a - b.0).abs() < 0.51), "as they are meant");
    }
}

#[test]
fn signed_samples_are_not_passed_over_behind_an_alpha_that_hides_nothing() {
    let mut drawn = Drawn::new(2, 8, 4).extra(1);
    drawn.samples.iter_mut().skip(3).step_by(4).for_each(|alpha| *alpha = 255);
    let mut page = page(&drawn);
    page.tags.push((339, vec![2]));
    let (frames, result) = run(decode, &alone(page));
    assert_eq!((result, frames.len()), (Ok(()), 2));
}

/// LZW of before: codes of nine bits, their lowest first.
fn old_lzw(bytes: &[u8]) -> Vec<u8> {
    let codes = [256].into_iter().chain(bytes.iter().map(|byte| u32::from(*byte))).chain([257]);
    let (mut out, mut held, mut held_bits) = (Vec::new(), 0_u32, 0);
    for code in codes {
        held |= code << held_bits;
        held_bits += 9;
        while held_bits >= 8 {
            out.push(held.to_le_bytes()[0]);
            held >>= 8;
            held_bits -= 8;
        }
    }
    out.push(held.to_le_bytes()[0]);
    out
}

#[test]
fn the_older_lzw_is_known_wherever_a_block_of_the_file_ends() {
    let drawn = Drawn::new(1, 8, 1);
    for before in [0, 1, 2] {
        let mut page = drawn.page(FORMS[0], Cut::Strips(10), false);
        page.set(259, 5);
        page.chunks.iter_mut().for_each(|chunk| *chunk = old_lzw(chunk));
        // Blocks begin where the first strip does.
        page.chunks[0].resize(BLOCK_BYTES - before, 0);
        assert_seen(&one(&alone(page)), &drawn, &format!("{before} bytes before the end"));
    }
}

#[test]
fn samples_of_odd_sizes_are_read_without_gaps() {
    for bits in [3, 5, 10, 12, 14] {
        let drawn = Drawn::new(1, bits, 1);
        assert_seen(&one(&drawn.file(FORMS[1], STRIPS, false)), &drawn, &format!("{bits}"));
    }
}

#[test]
fn strips_in_the_tags_of_tiles_are_read_and_told() {
    let drawn = Drawn::new(1, 8, 1);
    let mut strips = page(&drawn);
    strips.tiled = true;
    seen_with_a_word(&alone(strips), &drawn, "strips as tiles");
    let mut tiles = drawn.page(FORMS[0], Cut::Tiles(16, 16), false);
    tiles.tiled = false;
    seen_with_a_word(&alone(tiles), &drawn, "tiles as strips");
    let mut both = drawn.page(FORMS[0], Cut::Tiles(16, 16), false);
    both.tags.push((273, vec![8]));
    seen_with_a_word(&alone(both), &drawn, "both");
}

#[test]
fn more_strips_than_a_page_has_room_for_are_told() {
    let drawn = Drawn::new(1, 8, 1);
    let mut more = page(&drawn);
    more.chunks.push(vec![0; 50]);
    seen_with_a_word(&alone(more), &drawn, "one too many");
}

#[test]
fn lengths_of_strips_that_are_missing_or_zero_are_not_missed() {
    let drawn = Drawn::new(2, 8, 3);
    for compression in [1, 32_773] {
        for change in [None, Some(0)] {
            let mut page = page(&drawn);
            page.set(259, compression);
            if compression == 32_773 {
                let literal =
                    |bytes: &[u8]| [&[u8::try_from(bytes.len() - 1).unwrap()], bytes].concat();
                page.chunks.iter_mut().for_each(|c| *c = c.chunks(128).flat_map(literal).collect());
            }
            let mut bytes = alone(page);
            let at = entry(&bytes, 279);
            match change {
                None => bytes[at..at + 2].copy_from_slice(&[255, 255]),
                Some(byte) => {
                    let list = u32::from_le_bytes(bytes[at + 8..at + 12].try_into().unwrap());
                    let list = usize::try_from(list).unwrap();
                    bytes[list..list + 8].fill(byte);
                }
            }
            assert_seen(&one(&bytes), &drawn, "no lengths");
        }
    }
}

#[test]
fn a_missing_interpretation_is_guessed_and_told() {
    let gray = Drawn::new(1, 8, 1);
    let mut without = page(&gray);
    without.tags.retain(|(tag, _)| *tag != 262);
    seen_with_a_word(&alone(without), &gray, "gray");
    let rgb = Drawn::new(2, 8, 3);
    let mut without = page(&rgb);
    without.tags.retain(|(tag, _)| *tag != 262);
    seen_with_a_word(&alone(without), &rgb, "rgb");
}

#[test]
fn samples_of_different_sizes_are_unsupported_and_a_list_of_one_counts_for_all() {
    let drawn = Drawn::new(2, 8, 3);
    for (list, supported) in [(vec![8], true), (vec![8; 5], true), (vec![8, 8, 4], false)] {
        let mut page = page(&drawn);
        page.tags.retain(|(tag, _)| *tag != 258);
        page.tags.push((258, list));
        let (frames, result) = run(decode, &alone(page));
        let expected = if supported { Ok(()) } else { Err(Undecided::UnsupportedFormat) };
        assert_eq!((frames.len(), result), (usize::from(supported), expected));
    }
}

#[test]
fn colours_that_pixels_share_leave_the_luma_as_it_is() {
    let drawn = Drawn::new(6, 8, 3);
    let gray = |x: usize, y: usize| {
        let inside = x < super::drawn::WIDTH && y < HEIGHT;
        let at = (y * super::drawn::WIDTH + x) * 3;
        if inside { u8::try_from(drawn.samples[at]).unwrap() } else { 0 }
    };
    for (across, down) in [(2, 2), (2, 1), (1, 2), (4, 2), (4, 4)] {
        let mut page = drawn.page(FORMS[0], STRIPS, false);
        let mut strip = Vec::new();
        for top in (0..HEIGHT).step_by(down) {
            for left in (0..super::drawn::WIDTH).step_by(across) {
                let block = (0..down).flat_map(|y| (0..across).map(move |x| (left + x, top + y)));
                strip.extend(block.map(|(x, y)| gray(x, y)).chain([1, 2]));
            }
        }
        page.chunks = vec![strip];
        page.tags.retain(|(tag, _)| *tag != 530);
        let factors = [across, down].map(|factor| u64::try_from(factor).unwrap());
        page.tags.push((530, factors.to_vec()));
        assert_seen(&one(&alone(page)), &drawn, &format!("{across}x{down}"));
    }
}

#[test]
fn a_colour_map_that_is_too_short_is_corrupt_and_one_too_long_is_told() {
    let drawn = Drawn::new(3, 4, 1);
    for (count, frames_given) in [(0, 0), (32, 0), (47, 0), (49, 1), (96, 1)] {
        let mut page = page(&drawn);
        let map: Vec<u64> = drawn.tags[0].1.iter().copied().chain([9; 48]).take(count).collect();
        page.tags.retain(|(tag, _)| *tag != 320);
        page.tags.push((320, map));
        let (frames, result) = run(decode, &alone(page));
        assert_eq!((frames.len(), result), (frames_given, Err(Undecided::Corrupt)), "{count}");
        frames.iter().for_each(|frame| assert_seen(frame, &drawn, "too long"));
    }
}

#[test]
fn samples_that_do_not_add_up_are_told() {
    for (photometric, channels, extra) in [(1, 3, None), (2, 5, None), (2, 4, Some(vec![0, 0]))] {
        let drawn = Drawn::new(photometric, 8, channels);
        let mut page = page(&drawn);
        page.tags.extend(extra.map(|extra| (338, extra)));
        let (frames, result) = run(decode, &alone(page));
        assert_eq!(result, Err(Undecided::Corrupt));
        assert!(!frames.is_empty());
    }
}
