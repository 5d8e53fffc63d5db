use ::png::{BitDepth, ColorType, Encoder, Filter};

use super::drawn::{Drawn, all_drawn, chunk, summed};
use crate::decode::luma::luma8;
use crate::decode::png::decode;
use crate::decode::recorder::run;
use crate::orientation::Orientation;
use crate::undecided::Undecided;

#[test]
fn every_colour_type_and_depth_is_seen_as_drawn_interlaced_or_not() {
    for drawn in all_drawn() {
        for interlaced in [false, true] {
            let what = (drawn.color, drawn.depth, drawn.has_alpha(), interlaced);
            let (frames, result) = run(decode, &drawn.file(interlaced, &[]));
            assert_eq!(result, Ok(()), "{what:?}");
            let [frame] = &frames[..] else { panic!("one frame") };
            let (white, black) = drawn.seen();
            assert_eq!(frame.over_white, white, "{what:?}");
            assert_eq!(frame.over_black.is_some(), drawn.has_alpha(), "{what:?}");
            assert!(frame.over_black.as_ref().is_none_or(|seen| *seen == black), "{what:?}");
            assert_eq!(frame.bytes, drawn.color == 0 && drawn.depth <= 8 && !drawn.has_alpha());
            assert_eq!(frame.transparent, Some(drawn.has_alpha()), "{what:?}");
        }
    }
}

pub(super) fn encoded(width: u32, height: u32, pixels: &[u8], filter: Filter) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, width, height);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_filter(filter);
    encoder.write_header().unwrap().write_image_data(pixels).unwrap();
    bytes
}

#[test]
fn every_filter_gives_the_same_rows() {
    let pixels: Vec<u8> = (0..31 * 17 * 3).map(|i| u8::try_from(i * i % 251).unwrap()).collect();
    let expected: Vec<f32> = pixels.as_chunks().0.iter().map(|rgb| luma8(*rgb)).collect();
    for filter in [Filter::NoFilter, Filter::Sub, Filter::Up, Filter::Avg, Filter::Paeth] {
        let (frames, result) = run(decode, &encoded(31, 17, &pixels, filter));
        assert_eq!((result, frames[0].over_white == expected), (Ok(()), true));
    }
}

#[test]
fn the_exif_chunk_turns_the_picture_and_not_its_rows() {
    let exif = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let drawn = Drawn::new(2, 8, 8);
    let (frames, _) = run(decode, &drawn.file(false, &[chunk(b"eXIf", exif)]));
    assert_eq!(frames[0].info.orientation, Orientation::Rotate90);
    assert_eq!(frames[0].over_white, drawn.seen().0);
}

#[test]
fn the_exif_chunk_may_come_behind_the_pixels() {
    let exif = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let mut file = Drawn::new(2, 8, 8).file(false, &[]);
    let end = file.len() - 12;
    file.splice(end..end, chunk(b"eXIf", exif));
    let (frames, result) = run(decode, &file);
    assert_eq!((frames[0].info.orientation, result), (Orientation::Rotate90, Ok(())));
}

#[test]
fn chunks_out_of_order_do_not_take_the_picture_away_and_are_named() {
    let drawn = Drawn::new(3, 8, 8);
    let file = drawn.file(false, &[]);
    let early = [&file[..8], &chunk(b"tIME", &[0; 7]), &file[8..]].concat();
    let header_twice = [&file[..33], &file[8..]].concat();
    let palette_at = file.windows(4).position(|name| name == b"PLTE").unwrap() - 4;
    let palette_twice =
        [&file[..palette_at], &chunk(b"PLTE", &[9; 768]), &file[palette_at..]].concat();
    for odd in [early, header_twice, palette_twice] {
        let (frames, result) = run(decode, &odd);
        assert_eq!(result, Err(Undecided::Corrupt));
        assert_eq!(frames[0].over_white, drawn.seen().0);
    }
    // In true colour a palette is a suggestion.
    let drawn = Drawn::new(2, 8, 8);
    let suggestions = [chunk(b"PLTE", &[9; 6]), chunk(b"PLTE", &[7; 9])];
    let (frames, result) = run(decode, &drawn.file(false, &suggestions));
    assert_eq!((result, &frames[0].over_white), (Ok(()), &drawn.seen().0));
}

#[test]
fn the_form_that_only_apple_reads_is_named() {
    let file = Drawn::new(2, 8, 8).file(false, &[]);
    let apple = [&file[..8], &chunk(b"CgBI", &[0; 4]), &file[8..]].concat();
    assert_eq!(run(decode, &apple).1, Err(Undecided::UnsupportedFormat));
}

#[test]
fn the_mark_of_that_form_elsewhere_does_not_take_the_picture_away() {
    let drawn = Drawn::new(2, 8, 8);
    let file = drawn.file(false, &[chunk(b"CgBI", &[0; 4])]);
    let (frames, result) = run(decode, &file);
    assert_eq!((result, &frames[0].over_white), (Err(Undecided::Corrupt), &drawn.seen().0));
}

/// The file with this chunk before the first chunk of that name.
fn with_before(file: &[u8], name: &[u8; 4], chunk: &[u8]) -> Vec<u8> {
    let at = file.windows(4).position(|window| window == name).unwrap() - 4;
    [&file[..at], chunk, &file[at..]].concat()
}

#[test]
fn transparency_that_viewers_drop_hides_nothing_and_is_named() {
    for color in [0, 2, 3] {
        let drawn = Drawn::new(color, 8, 8);
        let file = drawn.file(false, &[]);
        let fits: &[u8] = match color {
            0 => &[0, 9],
            2 => &[0, 9, 0, 8, 0, 7],
            _ => &[0; 256],
        };
        let short = summed(b"tRNS", &fits[..fits.len() - 1]);
        let long = summed(b"tRNS", &[fits, &[0]].concat());
        let mut odd = vec![
            with_before(&file, b"IDAT", &chunk(b"tRNS", fits)),
            with_before(&file, b"IDAT", &long),
            with_before(&file, b"IEND", &summed(b"tRNS", fits)),
        ];
        match color {
            3 => odd.push(with_before(&file, b"PLTE", &summed(b"tRNS", fits))),
            _ => odd.push(with_before(&file, b"IDAT", &short)),
        }
        if color == 2 {
            let palette = [summed(b"tRNS", fits), chunk(b"PLTE", &[9; 6])].concat();
            odd.push(with_before(&file, b"IDAT", &palette));
        }
        for (i, odd) in odd.iter().enumerate() {
            let (frames, result) = run(decode, odd);
            assert_eq!(result, Err(Undecided::Corrupt), "{color} {i}");
            assert_eq!(frames[0].over_white, drawn.seen().0, "{color} {i}");
            assert_eq!(frames[0].transparent, Some(false), "{color} {i}");
        }
    }
}

#[test]
fn of_two_transparencies_the_first_counts_and_it_is_named() {
    for color in [0, 2, 3] {
        let drawn = Drawn::new(color, 8, 8).with_transparency();
        let second = summed(b"tRNS", &vec![7; [2, 0, 6, 100][usize::from(color)]]);
        let file = with_before(&drawn.file(false, &[]), b"IDAT", &second);
        let (frames, result) = run(decode, &file);
        assert_eq!((result, &frames[0].over_white), (Err(Undecided::Corrupt), &drawn.seen().0));
    }
}
