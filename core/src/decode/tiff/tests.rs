#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
#![expect(clippy::arithmetic_side_effects, clippy::panic, reason = "a test fails by panicking")]

use std::io::Cursor;

use ::tiff::encoder::colortype::{Gray16, RGB8};
use ::tiff::encoder::compression::DeflateLevel;
use ::tiff::encoder::{Compression, Predictor, TiffEncoder};

use super::decode;
use crate::decode::luma::{luma, luma8};
use crate::decode::recorder::{Recorded, run, run_within, survives_every_change};
use crate::limits::{LimitName, Limits};
use crate::orientation::Orientation;
use crate::undecided::Undecided;

const WIDTH: usize = 21;
const HEIGHT: usize = 19;

/// Byte order, and whether offsets have eight bytes.
#[derive(Clone, Copy, Debug)]
struct Form {
    big_endian: bool,
    big_offsets: bool,
}

const FORMS: [Form; 4] = [
    Form { big_endian: false, big_offsets: false },
    Form { big_endian: true, big_offsets: false },
    Form { big_endian: false, big_offsets: true },
    Form { big_endian: true, big_offsets: true },
];

impl Form {
    /// A number of so many bytes.
    fn number(self, value: u64, length: usize) -> Vec<u8> {
        if self.big_endian {
            value.to_be_bytes()[8 - length..].to_vec()
        } else {
            value.to_le_bytes()[..length].to_vec()
        }
    }

    fn offset_length(self) -> usize {
        if self.big_offsets { 8 } else { 4 }
    }
}

/// How a page is cut.
#[derive(Clone, Copy, Debug)]
enum Cut {
    Strips(usize),
    Tiles(usize, usize),
}

/// A page as its samples, before they are packed.
#[derive(Clone)]
struct Drawn {
    photometric: u64,
    bits: usize,
    channels: usize,
    samples: Vec<u64>,
    extra: Vec<u64>,
    tags: Vec<(u64, Vec<u64>)>,
}

impl Drawn {
    fn new(photometric: u64, bits: usize, channels: usize) -> Self {
        let mut state = photometric * 1000 + u64::try_from(bits * 10 + channels).unwrap();
        let mut random = move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            state >> 16
        };
        let mask = (1 << bits) - 1;
        let samples = (0..WIDTH * HEIGHT * channels).map(|_| random() & mask).collect();
        let places = if photometric == 3 { 3 << bits } else { 0 };
        let map = (0..places).map(|_| random() & 0xffff).collect();
        let tags = if photometric == 3 { vec![(320, map)] } else { Vec::new() };
        let tags = if photometric == 6 { vec![(530, vec![1, 1])] } else { tags };
        Self { photometric, bits, channels, samples, extra: Vec::new(), tags }
    }

    fn extra(mut self, meaning: u64) -> Self {
        self.extra.push(meaning);
        self
    }

    fn pixel(&self, x: usize, y: usize) -> &[u64] {
        &self.samples[(y * WIDTH + x) * self.channels..][..self.channels]
    }

    /// Luma over white and over black, by the plain formulas.
    fn seen(&self) -> Vec<(f32, f32)> {
        let pixels = (0..HEIGHT).flat_map(|y| (0..WIDTH).map(move |x| (x, y)));
        pixels.map(|(x, y)| self.pixel_seen(self.pixel(x, y))).collect()
    }

    fn pixel_seen(&self, pixel: &[u64]) -> (f32, f32) {
        let full = (1_u64 << self.bits) - 1;
        let deep =
            |sample: u64| if self.bits == 32 { sample >> 16 } else { sample * 65_535 / full };
        let of = |sample: u64| f32::from(u16::try_from(deep(sample)).unwrap()) / 257.0;
        let colours = self.channels - self.extra.len();
        let light = |ink: u64, black: u64| {
            let product = (255 - ink) * (255 - black);
            f32::from(u8::try_from((product + 127) / 255).unwrap())
        };
        let map = |place: u64, band: u64| {
            let at = usize::try_from(band * (full + 1) + place).unwrap();
            u8::try_from(self.tags[0].1[at] >> 8).unwrap()
        };
        let seen = match (self.photometric, &pixel[..colours]) {
            (0, [gray]) => of(full - gray),
            (1, [gray]) | (6, [gray, _, _]) => of(*gray),
            (2, [r, g, b]) => luma(of(*r), of(*g), of(*b)),
            (3, [place]) => luma8([map(*place, 0), map(*place, 1), map(*place, 2)]),
            (5, [c, m, y, k]) => luma(light(*c, *k), light(*m, *k), light(*y, *k)),
            _ => panic!("not drawn by these tests"),
        };
        match self.extra.first() {
            Some(1) => (seen + 255.0 - of(pixel[colours]), seen),
            Some(2) => {
                let alpha = of(pixel[colours]) / 255.0;
                (seen * alpha + 255.0 - 255.0 * alpha, seen * alpha)
            }
            _ => (seen, seen),
        }
    }

    /// The samples of a rectangle, row by row; beyond the page they are zero.
    fn packed(
        &self,
        form: Form,
        [x, y, width, height]: [usize; 4],
        plane: Option<usize>,
    ) -> Vec<u8> {
        let mut bytes = Vec::new();
        for y in y..y + height {
            let mut used_bits = 8;
            for x in x..x + width {
                for channel in plane.map_or(0..self.channels, |plane| plane..plane + 1) {
                    let inside = x < WIDTH && y < HEIGHT;
                    let sample = if inside { self.pixel(x, y)[channel] } else { 0 };
                    if self.bits >= 8 {
                        bytes.extend(form.number(sample, self.bits / 8));
                        continue;
                    }
                    if used_bits == 8 {
                        bytes.push(0);
                        used_bits = 0;
                    }
                    used_bits += self.bits;
                    *bytes.last_mut().unwrap() |= u8::try_from(sample << (8 - used_bits)).unwrap();
                }
            }
        }
        bytes
    }

    fn page(&self, form: Form, cut: Cut, planar: bool) -> Page {
        let planes: Vec<Option<usize>> =
            if planar { (0..self.channels).map(Some).collect() } else { vec![None] };
        let mut chunks = Vec::new();
        for plane in planes {
            match cut {
                Cut::Strips(rows) => {
                    for y in (0..HEIGHT).step_by(rows) {
                        let rows = rows.min(HEIGHT - y);
                        chunks.push(self.packed(form, [0, y, WIDTH, rows], plane));
                    }
                }
                Cut::Tiles(width, height) => {
                    for y in (0..HEIGHT).step_by(height) {
                        for x in (0..WIDTH).step_by(width) {
                            chunks.push(self.packed(form, [x, y, width, height], plane));
                        }
                    }
                }
            }
        }
        let number = |value: usize| u64::try_from(value).unwrap();
        let mut tags = vec![
            (256, vec![number(WIDTH)]),
            (257, vec![number(HEIGHT)]),
            (258, vec![number(self.bits); self.channels]),
            (262, vec![self.photometric]),
            (277, vec![number(self.channels)]),
            (284, vec![if planar { 2 } else { 1 }]),
        ];
        match cut {
            Cut::Strips(rows) => tags.push((278, vec![number(rows)])),
            Cut::Tiles(width, height) => {
                tags.extend([(322, vec![number(width)]), (323, vec![number(height)])]);
            }
        }
        if !self.extra.is_empty() {
            tags.push((338, self.extra.clone()));
        }
        tags.extend(self.tags.iter().cloned());
        Page { tags, chunks, tiled: matches!(cut, Cut::Tiles(..)) }
    }

    fn file(&self, form: Form, cut: Cut, planar: bool) -> Vec<u8> {
        file(form, &[self.page(form, cut, planar)])
    }
}

/// A page as it stands in a file: its tags, and its strips or tiles.
struct Page {
    tags: Vec<(u64, Vec<u64>)>,
    chunks: Vec<Vec<u8>>,
    tiled: bool,
}

impl Page {
    fn set(&mut self, tag: u64, value: u64) {
        self.tags.retain(|(other, _)| *other != tag);
        self.tags.push((tag, vec![value]));
    }
}

/// A file of these pages, the pixels of each behind its directory.
fn file(form: Form, pages: &[Page]) -> Vec<u8> {
    let word = form.offset_length();
    let mut out = if form.big_endian { b"MM".to_vec() } else { b"II".to_vec() };
    out.extend(form.number(if form.big_offsets { 43 } else { 42 }, 2));
    if form.big_offsets {
        out.extend(form.number(8, 2));
        out.extend(form.number(0, 2));
    }
    let mut link = out.len();
    out.extend(vec![0; word]);
    for page in pages {
        link = write_page(form, page, link, &mut out);
    }
    out
}

/// Writes a page and returns where the place of the next one is to be noted.
fn write_page(form: Form, page: &Page, link: usize, out: &mut Vec<u8>) -> usize {
    let word = form.offset_length();
    let here = |out: &Vec<u8>| u64::try_from(out.len()).unwrap();
    let (place_tag, length_tag) = if page.tiled { (324, 325) } else { (273, 279) };
    let lengths = page.chunks.iter().map(|chunk| u64::try_from(chunk.len()).unwrap()).collect();
    let mut entries = page.tags.clone();
    entries.push((place_tag, vec![u64::from(u32::MAX); page.chunks.len()]));
    entries.push((length_tag, lengths));
    entries.sort();
    let mut directory =
        form.number(u64::try_from(entries.len()).unwrap(), if word == 8 { 8 } else { 2 });
    // Within the directory or before it: where the places of the chunks are to be noted.
    let mut places = (true, 0);
    for (tag, values) in entries {
        // SHORT is 3, LONG is 4.
        let (kind, length) = if values.iter().any(|v| *v > 0xffff) { (4, 4) } else { (3, 2) };
        directory.extend(form.number(tag, 2));
        directory.extend(form.number(kind, 2));
        directory.extend(form.number(u64::try_from(values.len()).unwrap(), word));
        let mut bytes: Vec<u8> = values.iter().flat_map(|v| form.number(*v, length)).collect();
        let inline = bytes.len() <= word;
        if tag == place_tag {
            places = (inline, if inline { directory.len() } else { out.len() });
        }
        if !inline {
            let at = here(out);
            out.extend(bytes);
            bytes = form.number(at, word);
        }
        bytes.resize(word, 0);
        directory.extend(bytes);
    }
    let at = form.number(here(out), word);
    out[link..link + word].copy_from_slice(&at);
    let mut place = places.1 + if places.0 { out.len() } else { 0 };
    out.extend(directory);
    let next = out.len();
    out.extend(vec![0; word]);
    for chunk in &page.chunks {
        let at = form.number(here(out), 4);
        out[place..place + 4].copy_from_slice(&at);
        place += 4;
        out.extend(chunk);
    }
    next
}

fn one(bytes: &[u8]) -> Recorded {
    let (mut frames, result) = run(decode, bytes);
    assert_eq!((result, frames.len()), (Ok(()), 1));
    frames.remove(0)
}

/// Exact but for the way back and forth through premultiplied alpha.
fn assert_seen(frame: &Recorded, drawn: &Drawn, what: &str) {
    let black = frame.over_black.as_ref().unwrap_or(&frame.over_white);
    let seen = frame.over_white.iter().copied().zip(black.iter().copied());
    for ((white, black), (drawn_white, drawn_black)) in seen.zip(drawn.seen()) {
        let close = |a: f32, b: f32| (a - b).abs() < 0.001;
        assert!(
            close(white, drawn_white) && close(black, drawn_black),
            "{what}: {white} {drawn_white}"
        );
    }
    assert_eq!(frame.over_black.is_some(), matches!(drawn.extra[..], [1 | 2]), "{what}");
}

fn all_drawn() -> Vec<Drawn> {
    let mut all = Vec::new();
    for bits in [1, 2, 4, 8, 16, 32] {
        all.extend([Drawn::new(0, bits, 1), Drawn::new(1, bits, 1)]);
    }
    all.extend([1, 2, 4, 8].map(|bits| Drawn::new(3, bits, 1)));
    for bits in [8, 16] {
        all.push(Drawn::new(2, bits, 3));
        all.push(Drawn::new(2, bits, 4).extra(2));
        all.push(Drawn::new(1, bits, 2).extra(2));
    }
    all.extend([Drawn::new(5, 8, 4), Drawn::new(6, 8, 3), Drawn::new(2, 8, 4).extra(0)]);
    all
}

#[test]
fn every_kind_of_sample_is_seen_as_drawn_in_either_order_and_size() {
    for drawn in all_drawn() {
        for form in FORMS {
            let what = format!("{} {} {} {form:?}", drawn.photometric, drawn.bits, drawn.channels);
            assert_seen(&one(&drawn.file(form, Cut::Strips(HEIGHT), false)), &drawn, &what);
        }
    }
}

#[test]
fn strips_tiles_and_planes_are_put_together() {
    let cuts =
        [Cut::Strips(1), Cut::Strips(5), Cut::Tiles(16, 16), Cut::Tiles(32, 16), Cut::Tiles(8, 8)];
    for drawn in
        [Drawn::new(2, 8, 3), Drawn::new(1, 16, 1), Drawn::new(3, 8, 1), Drawn::new(5, 8, 4)]
    {
        for cut in cuts {
            for planar in [false, true] {
                let what = format!("{} {cut:?} {planar}", drawn.photometric);
                assert_seen(&one(&drawn.file(FORMS[1], cut, planar)), &drawn, &what);
            }
        }
    }
}

#[test]
fn premultiplied_alpha_is_seen_over_white_and_black() {
    let mut drawn = Drawn::new(2, 8, 4).extra(1);
    for pixel in drawn.samples.chunks_exact_mut(4) {
        let alpha = pixel[3];
        pixel[..3].iter_mut().for_each(|colour| *colour = *colour * alpha / 255);
    }
    let frame = one(&drawn.file(FORMS[0], Cut::Strips(4), false));
    assert_seen(&frame, &drawn, "premultiplied");
    assert_eq!(frame.transparent, Some(true));
}

#[test]
fn a_colour_map_of_small_values_is_one_of_8_bits() {
    let mut drawn = Drawn::new(3, 8, 1);
    let plain = one(&drawn.file(FORMS[0], Cut::Strips(9), false)).over_white;
    drawn.tags[0].1.iter_mut().for_each(|value| *value >>= 8);
    assert_eq!(one(&drawn.file(FORMS[0], Cut::Strips(9), false)).over_white, plain);
}

#[test]
fn every_page_is_a_frame_and_palettes_are_told_apart_from_grays() {
    let drawn =
        [Drawn::new(1, 8, 1), Drawn::new(3, 8, 1), Drawn::new(2, 8, 3), Drawn::new(3, 4, 1)];
    for form in FORMS {
        let pages: Vec<Page> =
            drawn.iter().map(|drawn| drawn.page(form, Cut::Strips(7), false)).collect();
        let bytes = file(form, &pages);
        let (frames, result) = run(decode, &bytes);
        assert_eq!((result, frames.len()), (Ok(()), 4));
        for ((frame, drawn), number) in frames.iter().zip(&drawn).zip(0..) {
            assert_eq!((frame.info.frame, frame.info.time_ms), (number, None));
            assert_seen(frame, drawn, "page");
        }
        let limits = Limits { max_frames: 2, ..Limits::default() };
        let (frames, result) = run_within(&limits, decode, &bytes);
        assert_eq!(result, Err(Undecided::OverLimit(LimitName::Frames)));
        assert_eq!(frames.iter().map(|frame| frame.info.frame).collect::<Vec<_>>(), [0, 3]);
    }
}

#[test]
fn a_page_that_cannot_be_decoded_does_not_hide_the_others() {
    let good = Drawn::new(1, 8, 1);
    let mut lab = Drawn::new(2, 8, 3).page(FORMS[0], Cut::Strips(9), false);
    lab.tags[3].1[0] = 8;
    let pages = [
        good.page(FORMS[0], Cut::Strips(9), false),
        lab,
        good.page(FORMS[0], Cut::Strips(5), false),
    ];
    let (frames, result) = run(decode, &file(FORMS[0], &pages));
    assert_eq!(result, Err(Undecided::UnsupportedFormat));
    assert_eq!(frames.iter().map(|frame| frame.info.frame).collect::<Vec<_>>(), [0, 2]);
}

#[test]
fn floats_and_unknown_compressions_are_unsupported_by_name() {
    let mut float = Drawn::new(1, 32, 1);
    float.tags.push((339, vec![3]));
    let mut jpeg = Drawn::new(1, 8, 1);
    jpeg.tags.push((259, vec![7]));
    for drawn in [float, jpeg] {
        let (frames, result) = run(decode, &drawn.file(FORMS[0], Cut::Strips(9), false));
        assert_eq!((frames.len(), result), (0, Err(Undecided::UnsupportedFormat)));
    }
}

#[test]
fn directories_in_a_circle_end() {
    let mut bytes = Drawn::new(1, 8, 1).file(FORMS[0], Cut::Strips(HEIGHT), false);
    let first: [u8; 4] = bytes[4..8].try_into().unwrap();
    let directory = usize::try_from(u32::from_le_bytes(first)).unwrap();
    let entries = usize::from(u16::from_le_bytes([bytes[directory], bytes[directory + 1]]));
    let link = directory + 2 + entries * 12;
    bytes[link..link + 4].copy_from_slice(&first);
    assert_seen(&one(&bytes), &Drawn::new(1, 8, 1), "circle");
}

#[test]
fn the_orientation_is_passed_on() {
    let mut drawn = Drawn::new(1, 8, 1);
    drawn.tags.push((274, vec![6]));
    let frame = one(&drawn.file(FORMS[1], Cut::Strips(9), false));
    assert_eq!(frame.info.orientation, Orientation::Rotate90);
}

#[test]
fn a_cut_picture_is_given_as_far_as_it_goes() {
    for (photometric, cut) in
        [(2, Cut::Strips(HEIGHT)), (2, Cut::Strips(4)), (2, Cut::Tiles(32, 8))]
    {
        let drawn = Drawn::new(photometric, 8, 3);
        let bytes = drawn.file(FORMS[0], cut, false);
        let (frames, result) = run(decode, &bytes[..bytes.len() - 9 * WIDTH * 3]);
        assert_eq!(result, Err(Undecided::Truncated));
        let seen = frames[0].over_white.iter().zip(drawn.seen());
        let same = seen.take_while(|(given, drawn)| **given == drawn.0).count();
        assert!(same >= 5 * WIDTH, "only {same} pixels of the first rows");
        assert_eq!(*frames[0].over_white.last().unwrap(), 0.0);
        assert_eq!(frames[0].transparent, Some(false));
    }
}

#[test]
fn every_compression_of_another_writer_gives_the_same_rows() {
    let pixels: Vec<u8> = (0..40 * 30 * 3).map(|i| u8::try_from(i / 7 % 256).unwrap()).collect();
    let expected: Vec<f32> = pixels.as_chunks().0.iter().map(|rgb| luma8(*rgb)).collect();
    let deep: Vec<u16> = (0..40 * 30).map(|i| u16::try_from(i * 53 % 65_536).unwrap()).collect();
    let deep_expected: Vec<f32> = deep.iter().map(|v| f32::from(*v) / 257.0).collect();
    let deflate = Compression::Deflate(DeflateLevel::Balanced);
    for compression in [Compression::Uncompressed, Compression::Lzw, deflate, Compression::Packbits]
    {
        for predictor in [Predictor::None, Predictor::Horizontal] {
            let mut bytes = Cursor::new(Vec::new());
            let encoder = TiffEncoder::new(&mut bytes).unwrap().with_compression(compression);
            let mut encoder = encoder.with_predictor(predictor);
            encoder.write_image::<RGB8>(40, 30, &pixels).unwrap();
            encoder.write_image::<Gray16>(40, 30, &deep).unwrap();
            let (frames, result) = run(decode, bytes.get_ref());
            assert_eq!(result, Ok(()));
            assert_eq!(frames[0].over_white, expected);
            assert_eq!(frames[1].over_white, deep_expected);
        }
    }
}

/// Drawn by Pillow (see ORIGIN.md): 48x32 with four flat gray fields.
#[test]
fn files_of_another_writer_are_seen_as_drawn() {
    let files: [(&[u8], [u8; 4]); 5] = [
        (include_bytes!("../../../testdata/decode/palette_lzw.tif"), [20, 90, 160, 230]),
        (include_bytes!("../../../testdata/decode/cmyk_deflate.tif"), [20, 90, 160, 230]),
        (include_bytes!("../../../testdata/decode/ycbcr.tif"), [20, 90, 160, 230]),
        (include_bytes!("../../../testdata/decode/bilevel_group4.tif"), [0, 255, 255, 0]),
        (include_bytes!("../../../testdata/decode/tiled_predicted.tif"), [20, 90, 160, 230]),
    ];
    for (number, (bytes, grays)) in files.into_iter().enumerate() {
        let frame = one(bytes);
        for (y, row) in frame.over_white.chunks_exact(48).enumerate() {
            for (x, luma) in row.iter().enumerate() {
                let gray = f32::from(grays[y / 16 * 2 + x / 24]);
                assert!((luma - gray).abs() < 0.001, "file {number} at {x},{y}: {luma} for {gray}");
            }
        }
    }
}

#[test]
fn huge_claims_are_over_a_limit_before_anything_is_allocated() {
    for (tag, value, limit) in [
        (256, 0x7fff_ffff, LimitName::SidePixels),
        (257, 0x7fff_ffff, LimitName::SidePixels),
        (322, 0x7fff_ffff, LimitName::WorkBytes),
    ] {
        let mut page = Drawn::new(2, 8, 3).page(FORMS[2], Cut::Tiles(32, 32), false);
        page.set(tag, value);
        let (frames, result) = run(decode, &file(FORMS[2], &[page]));
        let strict = Err(Undecided::OverLimit(limit));
        // The decoder may see first that there are too few tiles.
        let refused = result == strict || result == Err(Undecided::Corrupt);
        assert!(frames.is_empty() && refused, "{tag}: {result:?}");
    }
    let mut page = Drawn::new(2, 8, 3).page(FORMS[0], Cut::Strips(HEIGHT), false);
    page.set(256, 10_000);
    page.set(257, 11_000);
    page.set(278, 11_000);
    let result = run(decode, &file(FORMS[0], &[page])).1;
    assert_eq!(result, Err(Undecided::OverLimit(LimitName::DecodeBytes)));
}

#[test]
fn survives_every_cut_every_bit_and_a_tail() {
    for (drawn, form, cut) in [
        (Drawn::new(3, 2, 1), FORMS[0], Cut::Strips(8)),
        (Drawn::new(1, 1, 1), FORMS[3], Cut::Tiles(16, 16)),
    ] {
        // The rows of the last tile that lie beyond the picture are not missed.
        survives_every_change(decode, &drawn.file(form, cut, false), 32);
    }
}
