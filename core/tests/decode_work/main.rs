//! What a decoder reads and gives is paid from the work budget, whatever the file says: no budget
//! buys more than its share, and what an honest file needs grows as its pixels and bytes do.
#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use std::sync::atomic::{AtomicU64, Ordering};

use presend::attachment::{ByteSource, SourceFailed};
use presend::context::CancelToken;
use presend::decode::{BlockReader, FrameInfo, Guard, LumaRow, LumaSink, Samples, decode};
use presend::limits::{LimitName, Limits};
use presend::sniff::MediaKind;
use presend::undecided::Undecided;

/// A block that is fetched from a source, and what it costs at least.
const BLOCK_BYTES: u64 = 16 << 10;
const BLOCK_COSTS: u64 = 1 << 10;
const OVER: Result<(), Undecided> = Err(Undecided::OverLimit(LimitName::WorkBytes));

/// A source that counts what is fetched from it.
struct Counted<'a>(&'a [u8], AtomicU64);

impl ByteSource for Counted<'_> {
    fn length(&self) -> Result<u64, SourceFailed> {
        u64::try_from(self.0.len()).map_err(|_| SourceFailed)
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> Result<usize, SourceFailed> {
        let rest = usize::try_from(offset).ok().and_then(|at| self.0.get(at..)).unwrap_or_default();
        let count = rest.len().min(buffer.len());
        buffer.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        self.1.fetch_add(u64::try_from(count).unwrap(), Ordering::Relaxed);
        Ok(count)
    }
}

#[derive(Default)]
struct Pixels(u64);

impl LumaSink for Pixels {
    fn start(&mut self, _: FrameInfo) {}

    fn row(&mut self, row: LumaRow<'_>) {
        let count = match row.over_white {
            Samples::U8(row) => row.len(),
            Samples::F32(row) => row.len(),
        };
        self.0 += u64::try_from(count).unwrap();
    }

    fn end(&mut self, _: bool) {}
}

/// Runs a decoder within a budget: how it ended, bytes fetched, pixels given.
fn run(kind: MediaKind, file: &[u8], budget: u64) -> (Result<(), Undecided>, u64, u64) {
    let limits = Limits { max_work_bytes: budget, ..Limits::default() };
    let cancel = CancelToken::new();
    let source = Counted(file, AtomicU64::new(0));
    let reader = BlockReader::source(&source, source.length().unwrap(), &cancel);
    let mut sink = Pixels::default();
    let result = decode(kind, reader, &mut Guard::new(&limits, &cancel), &mut sink);
    (result, source.1.into_inner(), sink.0)
}

/// The decoders, each with an honest file of this many pixels on a side.
fn decoders(side: u32) -> Vec<(&'static str, MediaKind, Vec<u8>)> {
    let rgb = drawn(side);
    vec![
        ("jpeg", MediaKind::Jpeg, jpeg(side, &rgb, false)),
        ("progressive jpeg", MediaKind::Jpeg, jpeg(side, &rgb, true)),
        ("png", MediaKind::Png, png(side, &rgb)),
        ("apng", MediaKind::Apng, apng(side, &rgb)),
        ("gif", MediaKind::Gif, gif(side)),
        ("webp", MediaKind::WebP, webp(side, &rgb)),
        ("bmp", MediaKind::Bmp, bmp(side, &rgb)),
        ("bmp runs", MediaKind::Bmp, bmp_runs(side, &rgb)),
        ("ico", MediaKind::Ico, ico(side, &rgb)),
        ("tga", MediaKind::Tga, tga(side, &rgb)),
        ("qoi", MediaKind::Qoi, qoi(side, &rgb)),
        ("pnm", MediaKind::Pnm, pnm(side, &rgb)),
        ("tiff", MediaKind::Tiff, tiff(side, &rgb, ::tiff::encoder::Compression::Lzw)),
        (
            "tiff packbits",
            MediaKind::Tiff,
            tiff(side, &rgb, ::tiff::encoder::Compression::Packbits),
        ),
    ]
}

/// Files of others, which cannot be drawn in two sizes.
fn fixed() -> Vec<(&'static str, MediaKind, Vec<u8>)> {
    vec![
        (
            "animated webp",
            MediaKind::AnimatedWebP,
            include_bytes!("../testdata/decode/lossy_fields.webp").to_vec(),
        ),
        (
            "lossless webp",
            MediaKind::WebP,
            include_bytes!("../testdata/decode/lossless_groups.webp").to_vec(),
        ),
        (
            "lossy webp",
            MediaKind::WebP,
            include_bytes!("../testdata/decode/lossy_slope.webp").to_vec(),
        ),
        (
            "group 4",
            MediaKind::Tiff,
            include_bytes!("../testdata/decode/fax_runs_group4.tif").to_vec(),
        ),
        (
            "group 3",
            MediaKind::Tiff,
            include_bytes!("../testdata/decode/fax_runs_group3_2d.tif").to_vec(),
        ),
    ]
}

#[test]
fn no_budget_buys_more_than_its_share() {
    let files = decoders(48).into_iter().chain(fixed()).chain(floods());
    for (name, kind, file) in files {
        for power in 8..22 {
            let budget = 1_u64 << power;
            let (result, fetched, pixels) = run(kind, &file, budget);
            let paid_for = (budget / BLOCK_COSTS + 2) * BLOCK_BYTES;
            assert!(fetched <= paid_for, "{name}: fetched {fetched} for {budget}");
            assert!(pixels <= budget, "{name}: gave {pixels} for {budget}");
            let named = result.is_ok() || result == OVER || name.ends_with("flood");
            assert!(named, "{name}: {result:?} for {budget}");
        }
    }
}

#[test]
fn a_flood_ends_with_the_budget() {
    for (name, kind, file) in floods() {
        let (result, _, _) = run(kind, &file, 1 << 20);
        assert_eq!(result, OVER, "{name}");
    }
}

#[test]
fn what_an_honest_file_needs_grows_no_faster_than_its_pixels() {
    for ((name, kind, small), (_, _, large)) in decoders(40).into_iter().zip(decoders(160)) {
        let (small, large) = (needed(kind, &small), needed(kind, &large));
        // Sixteen times the pixels, and what each file costs by itself: another block a row for one
        // whose rows come from the bottom up.
        assert!(large <= small * 20 + 160 * BLOCK_COSTS, "{name}: {small}, then {large}");
    }
}

#[test]
fn what_an_honest_file_needs_is_a_small_multiple_of_what_it_is() {
    for (name, kind, file) in decoders(160).into_iter().chain(fixed()) {
        let (result, _, pixels) = run(kind, &file, 1 << 30);
        assert_eq!(result, Ok(()), "{name}");
        let bytes = u64::try_from(file.len()).unwrap();
        let needed = needed(kind, &file);
        assert!(needed <= 12 * (bytes + pixels) + 64 * BLOCK_COSTS, "{name}: {needed}");
        assert!(needed >= bytes.min(pixels), "{name}: {needed}");
    }
}

#[test]
fn a_simple_format_pays_once_for_each_byte_and_each_sample() {
    for (name, kind, file) in decoders(160) {
        let samples = match name {
            "bmp runs" | "tga" | "qoi" => 160 * 160,
            // From the bottom up, the last band may hold rows that were read before.
            "bmp" | "ico" => 160 * 160 + 4 * BLOCK_BYTES,
            "pnm" => 3 * 160 * 160,
            _ => continue,
        };
        let bytes = u64::try_from(file.len()).unwrap();
        let blocks = bytes / BLOCK_BYTES + 8;
        let needed = needed(kind, &file);
        assert!(needed <= bytes + samples + blocks * BLOCK_COSTS, "{name}: {needed}");
    }
}

#[test]
fn a_scan_is_paid_for_before_more_of_it_is_fetched() {
    let budget = 1 << 20;
    let (result, fetched, _) = run(MediaKind::Jpeg, &jpeg_of_fill(), budget);
    assert_eq!(result, OVER);
    assert!(fetched <= budget + 2 * BLOCK_BYTES, "fetched {fetched}");
}

/// The least budget with which the file is decoded.
fn needed(kind: MediaKind, file: &[u8]) -> u64 {
    let (mut least, mut most) = (0, 1 << 30);
    while least < most {
        let middle = u64::midpoint(least, most);
        if run(kind, file, middle).0.is_ok() { most = middle } else { least = middle + 1 }
    }
    most
}

/// Files that make a decoder read again and again, or read what gives no pixel.
fn floods() -> Vec<(&'static str, MediaKind, Vec<u8>)> {
    let empty_blocks = [&[0x78, 1][..], &[0, 0, 0, 0xff, 0xff].repeat(4000)].concat();
    let clears = |bits: &[u8]| bits.repeat(3000);
    vec![
        ("deflate flood", MediaKind::Tiff, shared_strips(8, 1, &empty_blocks)),
        ("packbits flood", MediaKind::Tiff, shared_strips(32_773, 1, &[0x80; 20_000])),
        // 256 in nine bits, eight times.
        (
            "lzw flood",
            MediaKind::Tiff,
            shared_strips(5, 1, &clears(&[128, 64, 32, 16, 8, 4, 2, 1, 0])),
        ),
        // Horizontal, white 0, black 0.
        (
            "fax flood",
            MediaKind::Tiff,
            shared_strips(4, 1, &[0b0010_0110, 0b1010_0001, 0b1011_1001].repeat(9000)),
        ),
        ("planes flood", MediaKind::Tiff, shared_strips(1, 60_000, &[0; 4])),
        ("gif flood", MediaKind::Gif, gif_of_clears()),
        ("png flood", MediaKind::Png, png_of_chunks()),
        ("jpeg flood", MediaKind::Jpeg, jpeg_of_fill()),
        ("samples flood", MediaKind::Tiff, shared_strips_of(1, 1, 60_000, &[0; 4])),
    ]
}

fn shared_strips(compression: u16, samples: u16, strip: &[u8]) -> Vec<u8> {
    shared_strips_of(if compression == 4 { 1 } else { 8 }, compression, samples, strip)
}

/// 300 pages of 300 strips, all pages and strips sharing the same bytes.
fn shared_strips_of(bits: u8, compression: u16, samples: u16, strip: &[u8]) -> Vec<u8> {
    let mut file = b"II*\0\0\0\0\0".to_vec();
    let at = |file: &[u8]| u32::try_from(file.len()).unwrap();
    let place = at(&file);
    file.extend(strip);
    let places = at(&file);
    file.extend(place.to_le_bytes().repeat(300));
    let lengths = at(&file);
    file.extend(u32::try_from(strip.len()).unwrap().to_le_bytes().repeat(300));
    let depths = at(&file);
    file.extend([bits, 0].repeat(usize::from(samples)));
    let mut link = 4;
    for _ in 0..300 {
        let here = at(&file).to_le_bytes();
        file.splice(link..link + 4, here);
        let depth = if samples == 1 { u32::from(bits) } else { depths };
        let entries: [(u16, u16, u32, u32); 9] = [
            (256, 3, 1, 64),
            (257, 3, 1, 300),
            (258, 3, u32::from(samples), depth),
            (259, 3, 1, u32::from(compression)),
            (262, 3, 1, 1),
            (273, 4, 300, places),
            (277, 3, 1, u32::from(samples)),
            (278, 3, 1, 1),
            (279, 4, 300, lengths),
        ];
        file.extend([9, 0]);
        for (tag, kind, count, value) in entries {
            file.extend(tag.to_le_bytes().into_iter().chain(kind.to_le_bytes()));
            file.extend(count.to_le_bytes().into_iter().chain(value.to_le_bytes()));
        }
        link = file.len();
        file.extend([0; 4]);
    }
    file
}

/// A frame of 2 MB of codes that clear the table.
fn gif_of_clears() -> Vec<u8> {
    let mut file =
        b"GIF89a\x40\0\x40\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x40\0\x40\0\0\x02".to_vec();
    // Four in three bits, eight times.
    let block = [0b0010_0100, 0b0100_1001, 0b1001_0010].repeat(85);
    for _ in 0..8000 {
        file.push(255);
        file.extend(&block);
    }
    file.extend([0, 0x3b]);
    file
}

/// A scan of 4 MB of FF, which are no data.
fn jpeg_of_fill() -> Vec<u8> {
    let whole = jpeg(8, &drawn(8), false);
    let scan = whole.windows(2).position(|pair| pair == [0xff, 0xda]).unwrap();
    let (head, _) = whole.split_at(scan + 14);
    [head, &[0xff].repeat(4 << 20)].concat()
}

/// A picture behind 2 MB of chunks that nobody knows.
fn png_of_chunks() -> Vec<u8> {
    let whole = png(8, &drawn(8));
    let (head, rest) = whole.split_at(33);
    // An empty chunk `tEST` and its checksum.
    let chunk = [&[0; 4][..], b"tEST", &flate2_crc(b"tEST").to_be_bytes()].concat();
    [head, &chunk.repeat(170_000), rest].concat()
}

fn flate2_crc(bytes: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum()
}

fn drawn(side: u32) -> Vec<u8> {
    let value = |x: u32, y: u32, band: u32| (x * (3 + band) + y * (5 - band) + x * y / 7) % 256;
    let pixels = (0..side).flat_map(|y| (0..side).map(move |x| (x, y)));
    pixels
        .flat_map(|(x, y)| [0, 1, 2].map(|band| u8::try_from(value(x, y, band)).unwrap()))
        .collect()
}

fn jpeg(side: u32, rgb: &[u8], progressive: bool) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut file, 90);
    encoder.set_progressive(progressive);
    let side = u16::try_from(side).unwrap();
    encoder.encode(rgb, side, side, jpeg_encoder::ColorType::Rgb).unwrap();
    file
}

fn png(side: u32, rgb: &[u8]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, side, side);
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header().unwrap().write_image_data(rgb).unwrap();
    file
}

fn apng(side: u32, rgb: &[u8]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, side, side);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_animated(3, 0).unwrap();
    let mut writer = encoder.write_header().unwrap();
    for turn in 0..3 {
        let turned: Vec<u8> = rgb.iter().map(|value| value.wrapping_add(turn * 40)).collect();
        writer.write_image_data(&turned).unwrap();
    }
    writer.finish().unwrap();
    file
}

fn gif(side: u32) -> Vec<u8> {
    let mut file = Vec::new();
    let palette: Vec<u8> = (0..=255).flat_map(|value| [value; 3]).collect();
    let side = u16::try_from(side).unwrap();
    let mut encoder = gif::Encoder::new(&mut file, side, side, &palette).unwrap();
    for turn in 0..3_u8 {
        let pixels = drawn(u32::from(side)).into_iter().step_by(3).map(|v| v.wrapping_add(turn));
        let frame = gif::Frame::from_indexed_pixels(side, side, pixels.collect::<Vec<_>>(), None);
        encoder.write_frame(&frame).unwrap();
    }
    drop(encoder);
    file
}

fn webp(side: u32, rgb: &[u8]) -> Vec<u8> {
    let mut file = Vec::new();
    let encoder = image_webp::WebPEncoder::new(&mut file);
    encoder.encode(rgb, side, side, image_webp::ColorType::Rgb8).unwrap();
    file
}

fn bitmap_header(side: u32, height: u32, bits: u8, runs: u8) -> Vec<u8> {
    let sides = [side.to_le_bytes(), height.to_le_bytes()].concat();
    [&[40, 0, 0, 0][..], &sides, &[1, 0, bits, 0, runs, 0, 0, 0], &[0; 20]].concat()
}

fn bmp(side: u32, rgb: &[u8]) -> Vec<u8> {
    [b"BM", &[0; 8][..], &[54, 0, 0, 0], &bitmap_header(side, side, 24, 0), rgb].concat()
}

fn bmp_runs(side: u32, rgb: &[u8]) -> Vec<u8> {
    let palette: Vec<u8> = (0..=255).flat_map(|value| [value; 4]).collect();
    let runs: Vec<u8> = rgb.iter().step_by(3).flat_map(|value| [1, *value]).collect();
    let rows: Vec<u8> = runs
        .chunks(2 * usize::try_from(side).unwrap())
        .flat_map(|row| [row, &[0, 0]].concat())
        .collect();
    let header = bitmap_header(side, side, 8, 1);
    [b"BM", &[0; 8][..], &[54, 4, 0, 0], &header, &palette, &rows].concat()
}

fn ico(side: u32, rgb: &[u8]) -> Vec<u8> {
    let mask = vec![0; usize::try_from(side * side.div_ceil(32) * 4).unwrap()];
    let picture = [&bitmap_header(side, side * 2, 24, 0), rgb, &mask].concat();
    let size = u32::try_from(picture.len()).unwrap().to_le_bytes();
    let side = u8::try_from(side).unwrap();
    let entry = [&[side, side, 0, 0, 1, 0, 24, 0], &size[..], &[22, 0, 0, 0]].concat();
    [&[0, 0, 1, 0, 1, 0], &entry[..], &picture].concat()
}

fn tga(side: u32, rgb: &[u8]) -> Vec<u8> {
    let side = u16::try_from(side).unwrap().to_le_bytes();
    [&[0, 0, 2][..], &[0; 9], &side, &side, &[24, 0x20], rgb].concat()
}

fn qoi(side: u32, rgb: &[u8]) -> Vec<u8> {
    let side = side.to_be_bytes();
    let pixels: Vec<u8> = rgb.chunks(3).flat_map(|rgb| [&[0xfe], rgb].concat()).collect();
    [b"qoif", &side[..], &side, &[3, 0], &pixels, &[0, 0, 0, 0, 0, 0, 0, 1]].concat()
}

fn pnm(side: u32, rgb: &[u8]) -> Vec<u8> {
    [format!("P6 {side} {side} 255\n").as_bytes(), rgb].concat()
}

fn tiff(side: u32, rgb: &[u8], compression: ::tiff::encoder::Compression) -> Vec<u8> {
    let mut file = std::io::Cursor::new(Vec::new());
    let encoder = ::tiff::encoder::TiffEncoder::new(&mut file).unwrap();
    let mut encoder = encoder.with_compression(compression);
    encoder.write_image::<::tiff::encoder::colortype::RGB8>(side, side, rgb).unwrap();
    file.into_inner()
}
