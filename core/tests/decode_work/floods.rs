//! Files that make a decoder read again and again, or read what gives no pixel.

use presend::sniff::MediaKind;

use super::honest::{directory, drawn, jpeg, png};

/// All of them, by name.
pub(super) fn floods() -> Vec<(&'static str, MediaKind, Vec<u8>)> {
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
        ("jpeg strips flood", MediaKind::Tiff, shared_strips(7, 1, &gray_line())),
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
        file.extend(directory(&entries));
        link = file.len();
        file.extend([0; 4]);
    }
    file
}

/// A JPEG of one gray line of 64 pixels.
fn gray_line() -> Vec<u8> {
    let mut file = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut file, 50);
    encoder.encode(&[7; 64], 64, 1, jpeg_encoder::ColorType::Luma).unwrap();
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
pub(super) fn jpeg_of_fill() -> Vec<u8> {
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
