//! Pages whose strips and tiles are JPEG streams. What a stream shows by itself is what the page
//! shows in its place.

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::container::{FORMS, Page, file};
use super::streams::{Stream, TABLES, page_of, parts, split, stream, stream_of};
use crate::decode::jpeg;
use crate::decode::luma::luma8;
use crate::decode::recorder::{run, survives_every_change};
use crate::decode::tiff::decode;
use crate::undecided::Undecided;

const PLAIN: Stream = Stream::PLAIN;
const HALVED: Stream = Stream { sampling: SamplingFactor::F_2_2, ..PLAIN };

fn alone(page: Page) -> Vec<u8> {
    file(FORMS[1], &[page])
}

/// The luma of a page of 40x36 pixels that is put together of what its streams show by themselves.
fn put_together(streams: &[Vec<u8>], (width, height): (usize, usize)) -> Vec<f32> {
    let across = 40_usize.div_ceil(width);
    let seen: Vec<_> = streams.iter().map(|stream| run(jpeg::decode, stream).0.remove(0)).collect();
    let pixels = (0..36).flat_map(|y| (0..40).map(move |x| (x, y)));
    pixels
        .map(|(x, y)| {
            let frame = &seen[y / height * across + x / width];
            let own_width = usize::try_from(frame.info.width).unwrap();
            frame.over_white[y % height * own_width + x % width]
        })
        .collect()
}

#[test]
fn every_stream_is_shown_in_its_place() {
    for kind in [
        PLAIN,
        HALVED,
        Stream { sampling: SamplingFactor::F_2_1, restarts: 1, ..PLAIN },
        Stream { progressive: true, ..HALVED },
        Stream { gray: true, ..PLAIN },
    ] {
        for (side, tiled) in [((16, 16), true), ((32, 16), true), ((40, 16), false)] {
            let streams = parts(kind, side, tiled);
            let expected = put_together(&streams, side);
            let (tables, short): (Vec<_>, Vec<_>) = streams.iter().map(|s| split(s)).unzip();
            for (tag, streams) in [(None, streams.clone()), (Some(&tables[0]), short)] {
                let page = page_of(kind, side, tiled, streams, tag);
                let (frames, result) = run(decode, &alone(page));
                assert_eq!((frames.len(), result), (1, Ok(())), "{side:?}");
                assert_eq!(frames[0].over_white, expected, "{side:?} {}", kind.gray);
            }
        }
    }
}

/// Components as they are, without a segment that says what they are.
fn unmixed(rgb: &[u8], width: u16, height: u16) -> Vec<u8> {
    let mut stream = Vec::new();
    let encoder = Encoder::new(&mut stream, 100);
    encoder.encode(rgb, width, height, ColorType::Ycbcr).unwrap();
    let behind_jfif = 4 + usize::from(u16::from_be_bytes([stream[4], stream[5]]));
    [&stream[..2], &stream[behind_jfif..]].concat()
}

#[test]
fn red_green_and_blue_are_taken_as_the_page_says() {
    let rgb: Vec<u8> = [[200, 30, 90]; 40 * 36].concat();
    let mut page = page_of(PLAIN, (40, 36), false, vec![unmixed(&rgb, 40, 36)], None);
    page.set(262, 2);
    let (frames, result) = run(decode, &alone(page));
    assert_eq!((frames.len(), result), (1, Ok(())));
    let expected = luma8([200, 30, 90]);
    assert!(frames[0].over_white.iter().all(|luma| (luma - expected).abs() < 1.5));
}

/// A page of three strips, the last of four rows, whose streams have no tables of their own.
fn strips(tag: Option<&Vec<u8>>) -> (Page, Vec<Vec<u8>>) {
    let streams = parts(PLAIN, (40, 16), false);
    let (tables, short): (Vec<_>, Vec<_>) = streams.iter().map(|stream| split(stream)).unzip();
    (page_of(PLAIN, (40, 16), false, short, Some(tag.unwrap_or(&tables[0]))), streams)
}

/// What is shown, which is told to be not what every viewer shows.
fn told(page: Page, what: &str) -> Vec<f32> {
    let (mut frames, result) = run(decode, &alone(page));
    assert_eq!((frames.len(), result), (1, Err(Undecided::Corrupt)), "{what}");
    frames.remove(0).over_white
}

#[test]
fn without_its_tables_a_stream_is_missing_and_it_is_told() {
    let (mut page, _) = strips(None);
    page.tags.retain(|(tag, _)| *tag != TABLES);
    assert!(told(page, "no tables").iter().all(|luma| *luma == 0.0));
    for tag in [&[][..], b"text", b"\xff\xd8", b"\xff\xd8\xff\xdb\0\x04\0\0\xff\xd9"] {
        let (page, _) = strips(Some(&tag.to_vec()));
        told(page, &format!("{tag:?}"));
    }
}

#[test]
fn tables_of_a_stream_go_before_those_of_the_page() {
    let coarse = split(&stream(Stream { quality: 10, ..PLAIN }, (0, 0), (8, 8))).0;
    let streams = parts(PLAIN, (40, 16), false);
    let page = page_of(PLAIN, (40, 16), false, streams.clone(), Some(&coarse));
    let (frames, result) = run(decode, &alone(page));
    assert_eq!(result, Ok(()));
    assert_eq!(frames[0].over_white, put_together(&streams, (40, 16)));
}

#[test]
fn tables_of_the_stream_before_are_libtiffs_alone() {
    let coarse = split(&stream(Stream { quality: 10, ..PLAIN }, (0, 0), (8, 8))).0;
    // The tables of the page, or none, and the first stream with its own.
    for tag in [Some(&coarse), None] {
        let (mut page, streams) = strips(tag);
        page.chunks[0] = streams[0].clone();
        if tag.is_none() {
            page.tags.retain(|(tag, _)| *tag != TABLES);
        }
        assert_eq!(told(page, "of before"), put_together(&streams, (40, 16)));
    }
}

#[test]
fn tables_behind_a_picture_are_told() {
    let (mut page, streams) = strips(None);
    let tables = split(&stream(Stream { quality: 10, ..PLAIN }, (0, 0), (8, 8))).0;
    let end = page.chunks[0].len() - 2;
    page.chunks[0].splice(end..end, tables[2..tables.len() - 2].iter().copied());
    assert_eq!(told(page, "behind"), put_together(&streams, (40, 16)));
}

#[test]
fn a_restart_interval_among_the_tables_is_none_for_the_streams() {
    let (_, streams) = strips(None);
    let tables = split(&streams[0]).0;
    let (head, end) = tables.split_at(tables.len() - 2);
    let tables = [head, &[0xff, 0xdd, 0, 4, 0, 1], end].concat();
    let (frames, result) = run(decode, &alone(strips(Some(&tables)).0));
    assert_eq!(result, Ok(()));
    assert_eq!(frames[0].over_white, put_together(&streams, (40, 16)));
}

#[test]
fn a_stream_of_another_size_is_told() {
    let (_, whole) = strips(None);
    let whole = put_together(&whole, (40, 16));
    for (number, sides) in
        [(0, (40, 8)), (0, (40, 24)), (0, (32, 16)), (0, (48, 16)), (2, (40, 2)), (2, (44, 8))]
    {
        let (mut page, _) = strips(None);
        page.chunks[number] = stream(PLAIN, (0, number * 16), sides);
        let seen = told(page, &format!("{number} {sides:?}"));
        let others = if number == 0 { 16 * 40..36 * 40 } else { 0..32 * 40 };
        assert_eq!(seen[others.clone()], whole[others]);
    }
    let (mut page, _) = strips(None);
    page.chunks[2] = stream(PLAIN, (0, 32), (40, 16));
    let (frames, result) = run(decode, &alone(page));
    assert_eq!((frames.len(), result), (1, Ok(())), "the last strip, as high as the others");
    let tiles = parts(PLAIN, (16, 16), true);
    let mut page = page_of(PLAIN, (16, 16), true, tiles, None);
    page.chunks[8] = stream(PLAIN, (0, 0), (16, 24));
    told(page, "a tile");
}

#[test]
fn streams_that_viewers_take_otherwise_are_told() {
    let gray = Stream { gray: true, ..PLAIN };
    let cases: [(&str, Vec<u8>); 3] = [
        ("one component", stream(gray, (0, 0), (40, 16))),
        ("another sampling", stream(HALVED, (0, 0), (40, 16))),
        ("no picture", b"\xff\xd8\xff\xd9".to_vec()),
    ];
    for (what, odd) in cases {
        let (mut page, streams) = strips(None);
        page.chunks[1] = odd;
        let whole = put_together(&streams, (40, 16));
        assert_eq!(told(page, what)[..16 * 40], whole[..16 * 40], "{what}");
    }
    let (mut page, _) = strips(None);
    page.set(262, 2);
    told(page, "JFIF in a page of red, green and blue");
}

#[test]
fn what_cannot_be_decoded_is_refused_by_name() {
    let (mut lossless, _) = strips(None);
    let frame = lossless.chunks[0].windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    lossless.chunks[0][frame + 1] = 0xc3;
    let (mut deep, _) = strips(None);
    deep.chunks[0][frame + 4] = 12;
    let (mut of_before, _) = strips(None);
    of_before.set(259, 6);
    let (mut short, _) = strips(None);
    short.set(258, 12);
    for page in [lossless, deep, of_before, short] {
        let (frames, result) = run(decode, &alone(page));
        assert_eq!((frames.len(), result), (0, Err(Undecided::UnsupportedFormat)));
    }
    let (mut later, _) = strips(None);
    later.chunks[1][frame + 1] = 0xc3;
    told(later, "a later stream");
}

#[test]
fn a_stream_that_ends_early_is_truncated_and_a_tail_is_none_of_it() {
    for kind in [PLAIN, Stream { progressive: true, ..PLAIN }] {
        let streams = parts(kind, (40, 16), false);
        for number in 0..3 {
            let mut cut = streams.clone();
            let half = cut[number].len() - 60;
            cut[number].truncate(half);
            for end in [&[][..], &[0xff, 0xd9]] {
                let mut page = page_of(kind, (40, 16), false, cut.clone(), None);
                page.chunks[number].extend(end);
                let (frames, result) = run(decode, &alone(page));
                // A marker in the middle of a scan's header is another matter.
                let reason =
                    if kind.progressive { result.unwrap_err() } else { Undecided::Truncated };
                assert_eq!((frames.len(), result), (1, Err(reason)), "{number}");
            }
            let mut long = page_of(kind, (40, 16), false, streams.clone(), None);
            long.chunks[number].extend(b"some text, and more");
            let (frames, result) = run(decode, &alone(long));
            assert_eq!(result, Ok(()), "{number}");
            assert_eq!(frames[0].over_white, put_together(&streams, (40, 16)));
        }
    }
}

#[test]
fn survives_every_cut_every_bit_and_a_tail() {
    let gray = Stream { gray: true, ..PLAIN };
    for (kind, width) in [(gray, 16), (HALVED, 8)] {
        let whole = [stream_of(kind, width, 8), stream_of(kind, width, 4)];
        let (tables, short): (Vec<_>, Vec<_>) = whole.iter().map(|stream| split(stream)).unzip();
        let mut page = page_of(kind, (40, 8), false, short, Some(&tables[0]));
        page.set(256, width.into());
        page.set(257, 12);
        // Without its end marker the last stream is whole.
        survives_every_change(decode, &file(FORMS[0], &[page]), 2);
    }
}
