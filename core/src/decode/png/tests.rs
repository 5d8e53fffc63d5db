#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
#![expect(clippy::panic, reason = "a test fails by panicking")]
#![expect(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use ::png::{BitDepth, BlendOp, ColorType, DisposeOp, Encoder, Filter};
use proptest::prelude::*;

use super::decode;
use crate::attachment::{ByteSource, SourceFailed};
use crate::context::CancelToken;
use crate::decode::guard::Guard;
use crate::decode::luma::{luma, luma8};
use crate::decode::reader::BlockReader;
use crate::decode::recorder::{Recorder, run, run_within, survives_every_change};
use crate::decode::sink::{FrameInfo, LumaRow, LumaSink};
use crate::limits::{LimitName, Limits};
use crate::orientation::Orientation;
use crate::undecided::Undecided;

const WIDTH: usize = 13;
const HEIGHT: usize = 11;

/// A picture as its samples, before they are packed into rows.
#[derive(Clone)]
struct Drawn {
    color: u8,
    depth: u8,
    samples: Vec<u16>,
    palette: Vec<u8>,
    transparency: Vec<u8>,
}

impl Drawn {
    fn new(color: u8, depth: u8, seed: u32) -> Self {
        let mut state = seed;
        let mut random = move || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            u16::try_from(state >> 16).unwrap()
        };
        let mask = if depth == 16 { u16::MAX } else { (1 << depth) - 1 };
        let samples = (0..WIDTH * HEIGHT * channels(color)).map(|_| random() & mask).collect();
        let entries = if color == 3 { 3 << depth } else { 0 };
        let palette = (0..entries).map(|_| random().to_be_bytes()[1]).collect();
        Self { color, depth, samples, palette, transparency: Vec::new() }
    }

    /// With the colour of the first pixel, or half of the palette, transparent.
    fn with_transparency(mut self) -> Self {
        self.transparency = match self.color {
            3 => vec![0, 100],
            _ => {
                self.samples[..channels(self.color)].iter().flat_map(|s| s.to_be_bytes()).collect()
            }
        };
        self
    }

    fn pixel(&self, x: usize, y: usize) -> &[u16] {
        let channels = channels(self.color);
        &self.samples[(y * WIDTH + x) * channels..][..channels]
    }

    /// Luma over white and over black, by the plain formula.
    fn seen(&self) -> (Vec<f32>, Vec<f32>) {
        let pixels = (0..HEIGHT).flat_map(|y| (0..WIDTH).map(move |x| (x, y)));
        pixels
            .map(|(x, y)| {
                let (luma, alpha) = self.luma_and_alpha(self.pixel(x, y));
                let black = luma * alpha;
                (black + (255.0 - 255.0 * alpha), black)
            })
            .unzip()
    }

    fn luma_and_alpha(&self, pixel: &[u16]) -> (f32, f32) {
        let value = |sample: u16| match self.depth {
            16 => f32::from(sample) / 257.0,
            depth => f32::from(sample * (255 / ((1 << depth) - 1))),
        };
        let full = if self.depth == 16 { 65_535.0 } else { 255.0 };
        let key: Vec<u16> =
            self.transparency.chunks_exact(2).map(|c| u16::from_be_bytes([c[0], c[1]])).collect();
        let keyed = |pixel: &[u16]| if pixel == key { 0.0 } else { 1.0 };
        match (self.color, pixel) {
            (0, [gray]) => (value(*gray), keyed(pixel)),
            (2, [r, g, b]) => (luma(value(*r), value(*g), value(*b)), keyed(pixel)),
            (3, [index]) => {
                let at = usize::from(*index);
                let alpha = self.transparency.get(at).copied().unwrap_or(255);
                let entry = &self.palette[at * 3..][..3];
                (luma8([entry[0], entry[1], entry[2]]), f32::from(alpha) / 255.0)
            }
            (4, [gray, alpha]) => (value(*gray), f32::from(*alpha) / full),
            (6, [r, g, b, alpha]) => {
                (luma(value(*r), value(*g), value(*b)), f32::from(*alpha) / full)
            }
            _ => unreachable!("not a PNG colour type"),
        }
    }

    fn has_alpha(&self) -> bool {
        self.color >= 4 || !self.transparency.is_empty()
    }

    /// The pixels at these places as one filtered row (filter "none"), samples packed.
    fn row(&self, y: usize, columns: impl Iterator<Item = usize>) -> Vec<u8> {
        let mut row = vec![0];
        let mut used_bits = 8;
        for sample in columns.flat_map(|x| self.pixel(x, y)) {
            match self.depth {
                16 => row.extend_from_slice(&sample.to_be_bytes()),
                depth => {
                    if used_bits == 8 {
                        row.push(0);
                        used_bits = 0;
                    }
                    used_bits += depth;
                    *row.last_mut().unwrap() |= sample.to_be_bytes()[1] << (8 - used_bits);
                }
            }
        }
        row
    }

    fn raw(&self, interlaced: bool) -> Vec<u8> {
        const PASSES: [[usize; 4]; 7] = [
            [0, 0, 8, 8],
            [4, 0, 8, 8],
            [0, 4, 4, 8],
            [2, 0, 4, 4],
            [0, 2, 2, 4],
            [1, 0, 2, 2],
            [0, 1, 1, 2],
        ];
        let passes = if interlaced { &PASSES[..] } else { &[[0, 0, 1, 1]] };
        let mut raw = Vec::new();
        for [x, y, step_x, step_y] in passes {
            for y in (*y..HEIGHT).step_by(*step_y) {
                raw.extend(self.row(y, (*x..WIDTH).step_by(*step_x)));
            }
        }
        raw
    }

    fn file(&self, interlaced: bool, extra: &[Vec<u8>]) -> Vec<u8> {
        let mut chunks = vec![header(13, 11, self.depth, self.color, interlaced)];
        chunks.extend_from_slice(extra);
        if !self.palette.is_empty() {
            chunks.push(chunk(b"PLTE", &self.palette));
        }
        if !self.transparency.is_empty() {
            chunks.push(chunk(b"tRNS", &self.transparency));
        }
        chunks.push(chunk(b"IDAT", &stored(&self.raw(interlaced))));
        chunks.push(chunk(b"IEND", &[]));
        file(&chunks)
    }
}

fn channels(color: u8) -> usize {
    match color {
        2 => 3,
        4 => 2,
        6 => 4,
        _ => 1,
    }
}

fn header(width: u32, height: u32, depth: u8, color: u8, interlaced: bool) -> Vec<u8> {
    let tail = [depth, color, 0, 0, u8::from(interlaced)];
    chunk(b"IHDR", &[&width.to_be_bytes()[..], &height.to_be_bytes(), &tail].concat())
}

fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    // The checksum is wrong on purpose.
    [&length[..], name, data, &[0; 4]].concat()
}

fn file(chunks: &[Vec<u8>]) -> Vec<u8> {
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunks.concat()].concat()
}

/// A zlib stream without compression (RFC 1951, 3.2.4).
fn stored(data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    let head = [&[0x78, 1, 1][..], &length.to_le_bytes(), &(!length).to_le_bytes()].concat();
    [&head[..], data, &[0; 4]].concat()
}

fn all_drawn() -> Vec<Drawn> {
    let legal: [(u8, &[u8]); 5] =
        [(0, &[1, 2, 4, 8, 16]), (2, &[8, 16]), (3, &[1, 2, 4, 8]), (4, &[8, 16]), (6, &[8, 16])];
    let mut all = Vec::new();
    for (color, depths) in legal {
        for depth in depths {
            let drawn = Drawn::new(color, *depth, u32::from(color) * 100 + u32::from(*depth));
            if color < 4 {
                all.push(drawn.clone().with_transparency());
            }
            all.push(drawn);
        }
    }
    all
}

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

fn encoded(width: u32, height: u32, pixels: &[u8], filter: Filter) -> Vec<u8> {
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

struct Whole(Vec<u8>);

impl ByteSource for Whole {
    fn length(&self) -> Result<u64, SourceFailed> {
        u64::try_from(self.0.len()).map_err(|_| SourceFailed)
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<usize, SourceFailed> {
        if offset > 200_000 {
            return Err(SourceFailed);
        }
        let rest = &self.0[usize::try_from(offset).unwrap()..];
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        Ok(count)
    }
}

fn run_source(file: Vec<u8>) -> (Recorder, Result<(), Undecided>) {
    let (limits, cancel) = (Limits::default(), CancelToken::new());
    let source = Whole(file);
    let mut recorder = Recorder::default();
    let length = source.length().unwrap();
    let reader = BlockReader::source(&source, length, &cancel);
    let result = decode(reader, &mut Guard::new(&limits, &cancel), &mut recorder);
    (recorder, result)
}

#[test]
fn streams_from_a_source_and_names_one_that_fails() {
    let noise: Vec<u8> = (0..200 * 200 * 3)
        .map(|i: u32| (i.wrapping_mul(2_654_435_761) >> 13).to_be_bytes()[3])
        .collect();
    let small = encoded(100, 100, &noise[..30_000], Filter::NoFilter);
    let (recorder, result) = run_source(small.clone());
    assert_eq!(result, Ok(()));
    assert_eq!(recorder.frames[0].over_white, run(decode, &small).0[0].over_white);
    let junk = chunk(b"juNk", &vec![0; 250_000]);
    let mut far = small[..33].to_vec();
    far.extend_from_slice(&junk);
    far.extend_from_slice(&small[33..]);
    assert_eq!(run_source(far.clone()).1, Err(Undecided::Unreadable));
    assert_eq!(run(decode, &far).1, Ok(()));
}

#[test]
fn a_truncated_picture_is_given_as_far_as_it_goes_and_named() {
    let drawn = Drawn::new(2, 8, 5);
    let whole = drawn.file(false, &[]);
    let cut = whole.len() - 16 - 4 - 5 * 40;
    let (frames, result) = run(decode, &whole[..cut]);
    assert_eq!(result, Err(Undecided::Truncated));
    let (white, _) = drawn.seen();
    let there = WIDTH * (HEIGHT - 6);
    assert_eq!(frames[0].over_white[..there], white[..there]);
    assert_eq!(frames[0].over_white[WIDTH * (HEIGHT - 1)..], [0.0; WIDTH]);
    assert_eq!(frames[0].transparent, Some(false));
}

#[test]
fn rows_missing_from_a_complete_file_are_truncated_too() {
    let drawn = Drawn::new(0, 8, 6);
    let raw = drawn.raw(false);
    for rows in [1, 5, HEIGHT - 1] {
        let short = chunk(b"IDAT", &stored(&raw[..rows * (WIDTH + 1)]));
        let bytes = file(&[header(13, 11, 8, 0, false), short, chunk(b"IEND", &[])]);
        let (frames, result) = run(decode, &bytes);
        assert_eq!(result, Err(Undecided::Truncated));
        let (white, _) = drawn.seen();
        assert_eq!(frames[0].over_white[..rows * WIDTH], white[..rows * WIDTH]);
    }
}

#[test]
fn an_interlaced_picture_cut_after_its_first_passes_shows_them_coarsely() {
    let mut drawn = Drawn::new(0, 8, 7);
    drawn.samples.fill(200);
    let whole = drawn.file(true, &[]);
    let (frames, result) = run(decode, &whole[..whole.len() - 16 - 100]);
    assert_eq!(result, Err(Undecided::Truncated));
    assert_eq!(frames[0].over_white, [200.0; WIDTH * HEIGHT]);
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
fn huge_claims_are_over_a_limit_before_anything_is_allocated() {
    for (width, height, depth, interlaced, limit) in [
        (65_535, 65_535, 8, false, LimitName::Pixels),
        (0x7fff_ffff, 1, 8, false, LimitName::SidePixels),
        (1, 0x7fff_ffff, 1, true, LimitName::SidePixels),
        (10_000, 10_000, 16, true, LimitName::DecodeBytes),
    ] {
        let header = header(width, height, depth, 0, interlaced);
        let color = if depth == 16 { 6 } else { 0 };
        let header =
            if color == 6 { self::header(width, height, depth, color, interlaced) } else { header };
        let bytes = file(&[header, chunk(b"IDAT", &stored(&[0; 100]))]);
        assert_eq!(run(decode, &bytes).1, Err(Undecided::OverLimit(limit)));
    }
    let empty = file(&[header(0, 5, 8, 0, false), chunk(b"IDAT", &stored(&[0; 100]))]);
    assert_eq!(run(decode, &empty).1, Err(Undecided::Corrupt));
}

#[test]
fn large_and_compressed_metadata_is_passed_over() {
    let drawn = Drawn::new(2, 8, 9);
    let extra: Vec<Vec<u8>> = [b"zTXt", b"iTXt", b"iCCP", b"juNk", b"tEXt"]
        .map(|name| chunk(name, &[&b"key\0\0\x78\x01"[..], &vec![7; 3 << 20]].concat()))
        .to_vec();
    let (frames, result) = run(decode, &drawn.file(false, &extra));
    assert_eq!(result, Ok(()));
    assert_eq!(frames[0].over_white, drawn.seen().0);
}

#[test]
fn work_is_bounded_while_rows_go_by() {
    let limits = Limits { max_work_bytes: 200, ..Limits::default() };
    let (frames, result) = run_within(&limits, decode, &Drawn::new(2, 8, 1).file(false, &[]));
    assert_eq!(result, Err(Undecided::OverLimit(LimitName::WorkBytes)));
    assert_eq!(frames[0].transparent, None);
}

struct CancelsAt(u32, CancelToken);

impl LumaSink for CancelsAt {
    fn start(&mut self, _: FrameInfo) {}

    fn row(&mut self, _: LumaRow<'_>) {
        self.0 = self.0.saturating_sub(1);
        if self.0 == 0 {
            self.1.cancel();
        }
    }

    fn end(&mut self, _: bool) {
        panic!("a cancelled picture has no end");
    }
}

#[test]
fn a_cancel_is_seen_at_the_next_row() {
    for interlaced in [false, true] {
        let limits = Limits::default();
        let cancel = CancelToken::new();
        let bytes = Drawn::new(6, 8, 1).file(interlaced, &[]);
        let mut sink = CancelsAt(3, cancel.clone());
        let reader = BlockReader::slice(&bytes, &cancel);
        let result = decode(reader, &mut Guard::new(&limits, &cancel), &mut sink);
        assert_eq!(result, Err(Undecided::Cancelled));
    }
}

#[test]
fn survives_every_cut_every_bit_and_a_tail() {
    for (color, depth, interlaced) in [(3, 2, false), (6, 8, true), (0, 1, true), (2, 16, false)] {
        let mut drawn = Drawn::new(color, depth, 3);
        if color < 4 {
            drawn = drawn.with_transparency();
        }
        survives_every_change(decode, &drawn.file(interlaced, &[]), 24);
    }
}

#[derive(Clone, Debug)]
struct Drawing {
    left: u32,
    top: u32,
    width: u32,
    height: u32,
    dispose: u8,
    over: bool,
    pixels: Vec<u8>,
}

fn drawing() -> impl Strategy<Value = Drawing> {
    (0..8u32, 0..8u32, 1..9u32, 1..9u32, 0..3u8, any::<bool>(), any::<u64>()).prop_map(
        |(left, top, width, height, dispose, over, seed)| {
            let (width, height) = (width.min(8 - left), height.min(8 - top));
            let pixels = (0..width * height)
                .flat_map(|i| {
                    let random = (seed ^ u64::from(i)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
                    let [r, g, b, a, ..] = random.to_be_bytes();
                    [r, g, b, if a < 128 { 0 } else { 255 }]
                })
                .collect();
            Drawing { left, top, width, height, dispose, over, pixels }
        },
    )
}

/// An animation of 8x8 pixels. `separate` puts a default image before it that is no part of it.
fn animation(frames: &[Drawing], separate: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 8, 8);
    encoder.set_color(ColorType::Rgba);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_animated(u32::try_from(frames.len()).unwrap(), 0).unwrap();
    encoder.set_sep_def_img(separate).unwrap();
    encoder.set_frame_delay(1, 20).unwrap();
    let mut writer = encoder.write_header().unwrap();
    if separate {
        writer.write_image_data(&[77; 8 * 8 * 4]).unwrap();
    }
    for (i, frame) in frames.iter().enumerate() {
        if i > 0 || separate {
            writer.reset_frame_position().unwrap();
            writer.set_frame_dimension(frame.width, frame.height).unwrap();
            writer.set_frame_position(frame.left, frame.top).unwrap();
        }
        let dispose = [DisposeOp::None, DisposeOp::Background, DisposeOp::Previous];
        let dispose = dispose[usize::from(frame.dispose)];
        writer.set_dispose_op(dispose).unwrap();
        writer.set_blend_op(if frame.over { BlendOp::Over } else { BlendOp::Source }).unwrap();
        let whole: Vec<u8> = frame.pixels.iter().copied().cycle().take(8 * 8 * 4).collect();
        let pixels = if i > 0 || separate { &frame.pixels } else { &whole };
        writer.write_image_data(pixels).unwrap();
    }
    writer.finish().unwrap();
    bytes
}

/// The plainest way to draw an animation: every frame from the start, pixel by pixel. The `image`
/// crate is no oracle here: it restores wrong pixels where a frame to be restored follows one to be
/// cleared.
fn by_hand(frames: &[Drawing]) -> Vec<Vec<f32>> {
    let drawn = |last: usize| {
        let mut canvas = vec![[0_u8; 4]; 64];
        for (i, frame) in frames[..=last].iter().enumerate() {
            let before = canvas.clone();
            let (left, top) = (frame.left, frame.top);
            let (left, top, width, height) =
                if i == 0 { (0, 0, 8, 8) } else { (left, top, frame.width, frame.height) };
            let mut pixels = frame.pixels.as_chunks::<4>().0.iter().cycle();
            for (y, x) in (0..height).flat_map(|y| (0..width).map(move |x| (y, x))) {
                let at = usize::try_from((top + y) * 8 + left + x).unwrap();
                let over = pixels.next().unwrap();
                if !frame.over || over[3] == 255 {
                    canvas[at] = *over;
                }
                match frame.dispose {
                    1 if i < last => canvas[at] = [0; 4],
                    2 if i < last => canvas[at] = before[at],
                    _ => {}
                }
            }
        }
        canvas
    };
    let white = |[r, g, b, a]: &[u8; 4]| if *a == 0 { 255.0 } else { luma8([*r, *g, *b]) };
    (0..frames.len()).map(|last| drawn(last).iter().map(white).collect()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn an_animation_is_seen_as_drawn(frames in proptest::collection::vec(drawing(), 1..6)) {
        let (seen, result) = run(decode, &animation(&frames, false));
        prop_assert_eq!(result, Ok(()));
        // A frame that was not given looks like the one before it.
        for (number, expected) in (0..).zip(by_hand(&frames)) {
            let given = seen.iter().rfind(|frame| frame.info.frame <= number).unwrap();
            prop_assert_eq!(&given.over_white, &expected);
        }
    }
}

fn flat(color: u8) -> Drawing {
    Drawing {
        left: 0,
        top: 0,
        width: 8,
        height: 8,
        dispose: 0,
        over: false,
        pixels: [color, color, color, 255].repeat(64),
    }
}

#[test]
fn frames_have_numbers_and_times_and_equal_ones_come_once() {
    let (seen, result) = run(decode, &animation(&[1, 2, 2, 3].map(flat), false));
    assert_eq!(result, Ok(()));
    let order: Vec<_> = seen.iter().map(|frame| (frame.info.frame, frame.info.time_ms)).collect();
    assert_eq!(order, [(0, Some(0)), (1, Some(50)), (3, Some(150))]);
}

#[test]
fn a_default_image_outside_the_animation_is_given_too() {
    let (seen, result) = run(decode, &animation(&[1, 2].map(flat), true));
    assert_eq!(result, Ok(()));
    let order: Vec<_> = seen.iter().map(|frame| (frame.info.frame, frame.info.time_ms)).collect();
    assert_eq!(order, [(0, None), (1, Some(0)), (2, Some(50))]);
    let alpha = 77.0 / 255.0;
    assert!((seen[0].over_white[0] - (77.0 * alpha + 255.0 * (1.0 - alpha))).abs() < 0.01);
    assert!((seen[1].over_white[0] - 1.0).abs() < 0.01);
}

#[test]
fn beyond_the_bound_evenly_spaced_frames_are_given_and_the_limit_is_named() {
    let frames: Vec<Drawing> = (0..9).map(flat).collect();
    let limits = Limits { max_frames: 3, ..Limits::default() };
    let (seen, result) = run_within(&limits, decode, &animation(&frames, false));
    assert_eq!(result, Err(Undecided::OverLimit(LimitName::Frames)));
    assert_eq!(seen.iter().map(|frame| frame.info.frame).collect::<Vec<_>>(), [0, 4, 8]);
}

#[test]
fn a_claim_of_more_frames_than_there_are_is_truncated() {
    let mut bytes = animation(&[1, 2].map(flat), false);
    let at = bytes.windows(4).position(|name| name == b"acTL").unwrap() + 4;
    bytes[at..at + 4].copy_from_slice(&0x7fff_ffff_u32.to_be_bytes());
    let (seen, result) = run(decode, &bytes);
    assert_eq!((seen.len(), result), (2, Err(Undecided::Truncated)));
}

#[test]
fn animations_survive_every_cut_every_bit_and_a_tail() {
    let mut second = flat(9);
    (second.width, second.height, second.dispose, second.over) = (3, 2, 2, true);
    second.pixels.truncate(24);
    survives_every_change(decode, &animation(&[flat(5), second, flat(7)], true), 20);
}
