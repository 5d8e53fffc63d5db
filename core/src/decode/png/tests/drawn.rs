use crate::decode::luma::{luma, luma8};

pub(super) const WIDTH: usize = 13;
pub(super) const HEIGHT: usize = 11;

/// A picture as its samples, before they are packed into rows.
#[derive(Clone)]
pub(super) struct Drawn {
    pub(super) color: u8,
    pub(super) depth: u8,
    pub(super) samples: Vec<u16>,
    palette: Vec<u8>,
    transparency: Vec<u8>,
}

impl Drawn {
    pub(super) fn new(color: u8, depth: u8, seed: u32) -> Self {
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
    pub(super) fn with_transparency(mut self) -> Self {
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
    pub(super) fn seen(&self) -> (Vec<f32>, Vec<f32>) {
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

    pub(super) fn has_alpha(&self) -> bool {
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

    pub(super) fn raw(&self, interlaced: bool) -> Vec<u8> {
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

    pub(super) fn file(&self, interlaced: bool, extra: &[Vec<u8>]) -> Vec<u8> {
        let mut chunks = vec![header(13, 11, self.depth, self.color, interlaced)];
        chunks.extend_from_slice(extra);
        if !self.palette.is_empty() {
            chunks.push(chunk(b"PLTE", &self.palette));
        }
        if !self.transparency.is_empty() {
            chunks.push(summed(b"tRNS", &self.transparency));
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

pub(super) fn header(width: u32, height: u32, depth: u8, color: u8, interlaced: bool) -> Vec<u8> {
    let tail = [depth, color, 0, 0, u8::from(interlaced)];
    chunk(b"IHDR", &[&width.to_be_bytes()[..], &height.to_be_bytes(), &tail].concat())
}

pub(super) fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    // The checksum is wrong on purpose.
    [&length[..], name, data, &[0; 4]].concat()
}

/// A chunk whose checksum is right.
pub(super) fn summed(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut chunk = chunk(name, data);
    let mut crc = flate2::Crc::new();
    crc.update(&chunk[4..8 + data.len()]);
    let end = chunk.len() - 4;
    chunk[end..].copy_from_slice(&crc.sum().to_be_bytes());
    chunk
}

pub(super) fn file(chunks: &[Vec<u8>]) -> Vec<u8> {
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunks.concat()].concat()
}

/// A zlib stream without compression (RFC 1951, 3.2.4).
pub(super) fn stored(data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    let head = [&[0x78, 1, 1][..], &length.to_le_bytes(), &(!length).to_le_bytes()].concat();
    [&head[..], data, &[0; 4]].concat()
}

pub(super) fn all_drawn() -> Vec<Drawn> {
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
