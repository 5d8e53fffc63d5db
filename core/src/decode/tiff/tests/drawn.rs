use super::container::{Form, Page, file};
use crate::decode::luma::{luma, luma8};

pub(super) const WIDTH: usize = 21;
pub(super) const HEIGHT: usize = 19;

/// How a page is cut.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cut {
    Strips(usize),
    Tiles(usize, usize),
}

/// A page as its samples, before they are packed.
#[derive(Clone)]
pub(super) struct Drawn {
    pub(super) photometric: u64,
    pub(super) bits: usize,
    pub(super) channels: usize,
    pub(super) samples: Vec<u64>,
    pub(super) extra: Vec<u64>,
    pub(super) tags: Vec<(u64, Vec<u64>)>,
}

impl Drawn {
    pub(super) fn new(photometric: u64, bits: usize, channels: usize) -> Self {
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

    pub(super) fn extra(mut self, meaning: u64) -> Self {
        self.extra.push(meaning);
        self
    }

    fn pixel(&self, x: usize, y: usize) -> &[u64] {
        &self.samples[(y * WIDTH + x) * self.channels..][..self.channels]
    }

    /// Luma over white and over black, by the plain formulas.
    pub(super) fn seen(&self) -> Vec<(f32, f32)> {
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
            let (mut held, mut held_bits) = (0, 0);
            for x in x..x + width {
                for channel in plane.map_or(0..self.channels, |plane| plane..plane + 1) {
                    let inside = x < WIDTH && y < HEIGHT;
                    let sample = if inside { self.pixel(x, y)[channel] } else { 0 };
                    if self.bits.is_multiple_of(8) {
                        bytes.extend(form.number(sample, self.bits / 8));
                        continue;
                    }
                    held = held << self.bits | sample;
                    held_bits += self.bits;
                    while held_bits >= 8 {
                        held_bits -= 8;
                        bytes.push((held >> held_bits).to_le_bytes()[0]);
                    }
                }
            }
            if held_bits > 0 {
                bytes.push((held << (8 - held_bits)).to_le_bytes()[0]);
            }
        }
        bytes
    }

    pub(super) fn page(&self, form: Form, cut: Cut, planar: bool) -> Page {
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

    pub(super) fn file(&self, form: Form, cut: Cut, planar: bool) -> Vec<u8> {
        file(form, &[self.page(form, cut, planar)])
    }
}

pub(super) fn all_drawn() -> Vec<Drawn> {
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
    all.extend([Drawn::new(5, 8, 4), Drawn::new(6, 8, 3), Drawn::new(5, 8, 5).extra(0)]);
    all
}
