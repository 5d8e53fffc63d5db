//! JPEG streams of parts of a drawing, whole or without their tables.

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::container::Page;

/// The tag JPEGTables.
pub(super) const TABLES: u64 = 347;

/// How streams are coded.
#[derive(Clone, Copy)]
pub(super) struct Stream {
    pub(super) sampling: SamplingFactor,
    pub(super) progressive: bool,
    pub(super) restarts: u16,
    pub(super) gray: bool,
    pub(super) quality: u8,
}

impl Stream {
    pub(super) const PLAIN: Self = Self {
        sampling: SamplingFactor::F_1_1,
        progressive: false,
        restarts: 0,
        gray: false,
        quality: 90,
    };
}

/// A stream of this part of the drawing, whose every pixel is another than those beside it.
pub(super) fn stream(kind: Stream, from: (usize, usize), sides: (u16, u16)) -> Vec<u8> {
    let byte = |value: usize| u8::try_from(value % 256).unwrap();
    let mut pixels = Vec::new();
    for y in 0..usize::from(sides.1) {
        for x in 0..usize::from(sides.0) {
            let (x, y) = (x + from.0, y + from.1);
            let rgb = [byte(x * 6), byte(y * 7), byte((x * y) / 3 + 40 * (x / 8 % 2))];
            pixels.extend_from_slice(if kind.gray { &rgb[2..] } else { &rgb });
        }
    }
    let mut stream = Vec::new();
    let mut encoder = Encoder::new(&mut stream, kind.quality);
    encoder.set_sampling_factor(kind.sampling);
    encoder.set_progressive(kind.progressive);
    encoder.set_restart_interval(kind.restarts);
    encoder.set_optimized_huffman_tables(false);
    let color = if kind.gray { ColorType::Luma } else { ColorType::Rgb };
    encoder.encode(&pixels, sides.0, sides.1, color).unwrap();
    stream
}

pub(super) fn stream_of(kind: Stream, width: u16, height: u16) -> Vec<u8> {
    stream(kind, (0, 0), (width, height))
}

/// The streams of a page of 40x36 pixels that is cut like this.
pub(super) fn parts(kind: Stream, (width, height): (usize, usize), tiled: bool) -> Vec<Vec<u8>> {
    let mut streams = Vec::new();
    for y in (0..36).step_by(height) {
        for x in (0..40).step_by(width) {
            let rows = if tiled { height } else { height.min(36 - y) };
            let sides = (u16::try_from(width).unwrap(), u16::try_from(rows).unwrap());
            streams.push(stream(kind, (x, y), sides));
        }
    }
    streams
}

/// The tables of a stream as a stream of their own, and the rest without them.
pub(super) fn split(stream: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let (mut tables, mut rest) = (vec![0xff, 0xd8], vec![0xff, 0xd8]);
    let mut at = 2;
    while stream[at + 1] != 0xda {
        let end = at + 2 + usize::from(u16::from_be_bytes([stream[at + 2], stream[at + 3]]));
        let to = if matches!(stream[at + 1], 0xc4 | 0xdb) { &mut tables } else { &mut rest };
        to.extend(&stream[at..end]);
        at = end;
    }
    tables.extend([0xff, 0xd9]);
    rest.extend(&stream[at..]);
    (tables, rest)
}

/// A page of 40x36 pixels of these streams.
pub(super) fn page_of(
    kind: Stream,
    (width, height): (usize, usize),
    tiled: bool,
    chunks: Vec<Vec<u8>>,
    tables: Option<&Vec<u8>>,
) -> Page {
    let number = |value: usize| u64::try_from(value).unwrap();
    let samples = if kind.gray { 1 } else { 3 };
    let mut tags = vec![
        (256, vec![40]),
        (257, vec![36]),
        (258, vec![8; samples]),
        (259, vec![7]),
        (262, vec![if kind.gray { 1 } else { 6 }]),
        (277, vec![number(samples)]),
        (530, vec![2, 2]),
    ];
    if tiled {
        tags.extend([(322, vec![number(width)]), (323, vec![number(height)])]);
    } else {
        tags.push((278, vec![number(height)]));
    }
    if let Some(tables) = tables {
        tags.push((TABLES, tables.iter().map(|byte| u64::from(*byte)).collect()));
    }
    Page { tags, chunks, tiled }
}
