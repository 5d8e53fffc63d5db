//! Images of one group against image-webp, which is the one to agree with.

use image_webp::WebPDecoder;
use proptest::prelude::*;
use std::io::Cursor;

use super::writer::{Writer, chunk, riff};
use crate::decode::vp8l::bits::Bits;
use crate::decode::vp8l::{image, plane};

/// Random enough: the upper bits of a linear congruential generator.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u32) -> u32 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((self.0 >> 33) % u64::from(end)).unwrap()
    }

    fn of<T: Copy>(&mut self, choice: &[T]) -> T {
        choice[usize::try_from(self.below(u32::try_from(choice.len()).unwrap())).unwrap()]
    }
}

/// A code: the length of each symbol, and the symbols that have one.
struct Alphabet {
    lengths: Vec<u32>,
    used: Vec<u32>,
}

impl Alphabet {
    /// Two symbols or more: leaves of a tree that grows at random.
    fn of(symbols: &[u32], size: usize, dice: &mut Dice) -> Self {
        let mut leaves = vec![0];
        while leaves.len() < symbols.len() {
            let at = usize::try_from(dice.below(u32::try_from(leaves.len()).unwrap())).unwrap();
            // A deep leaf is preferred now and then, so that long codes occur.
            let at = if dice.below(3) > 0 { leaves.len() - 1 } else { at };
            if leaves[at] < 15 {
                let length = leaves[at] + 1;
                leaves[at] = length;
                leaves.push(length);
            }
        }
        let mut lengths = vec![0; size];
        let mut used = symbols.to_vec();
        used.sort_unstable();
        for (symbol, length) in used.iter().zip(leaves) {
            lengths[usize::try_from(*symbol).unwrap()] = length;
        }
        Self { lengths, used }
    }

    fn write(&self, symbol: u32, bits: &mut Writer) {
        let length = |symbol: &u32| (self.lengths[usize::try_from(*symbol).unwrap()], *symbol);
        let own = length(&symbol);
        // A canonical code: the patterns that all codes before it have taken.
        let before = self.used.iter().map(length).filter(|other| *other < own);
        let taken: u32 = before.map(|(length, _)| 1 << (15 - length)).sum();
        bits.code((taken >> (15 - own.0), own.0));
    }
}

/// Writes a length or distance symbol with its lower bits; its value.
fn number(
    alphabet: &Alphabet,
    symbol: u32,
    prefix: u32,
    dice: &mut Dice,
    bits: &mut Writer,
) -> u32 {
    alphabet.write(symbol, bits);
    if prefix < 4 {
        return prefix + 1;
    }
    let extra = (prefix - 2) >> 1;
    let low = dice.below(1 << extra);
    bits.number(low, extra);
    ((2 + (prefix & 1)) << extra) + low + 1
}

/// The bits before and after the place where only the picture itself has one more flag.
fn stream(width: u32, height: u32, cache_bits: u32, dice: &mut Dice) -> [Writer; 2] {
    let mut head = Writer::default();
    head.number(u32::from(cache_bits > 0), 1);
    if cache_bits > 0 {
        head.number(cache_bits, 4);
    }
    let places = if cache_bits > 0 { 1 << cache_bits } else { 0 };
    let few = |dice: &mut Dice| (0..4).map(|step| step * 64 + dice.below(64)).collect::<Vec<_>>();
    let mut green = few(dice);
    green.push(0);
    green.extend([256, 257, 259, 261, 263]);
    green.extend((0..places).map(|place| 280 + place).take(24));
    green.sort_unstable();
    green.dedup();
    let green = Alphabet::of(&green, usize::try_from(280 + places).unwrap(), dice);
    let colors: Vec<_> =
        (0..3).map(|_| Alphabet::of(&[&few(dice)[..], &[0]].concat()[1..], 256, dice)).collect();
    let distance = Alphabet::of(&[0, 1, 2, 3, 4, 6, 7, 9, 11, 13], 40, dice);
    let mut rest = Writer::default();
    rest.lengths(&green.lengths);
    colors.iter().for_each(|alphabet| rest.lengths(&alphabet.lengths));
    rest.lengths(&distance.lengths);
    let mut done = 0;
    while done < width * height {
        let mut token = Writer::default();
        let symbol = dice.of(&green.used);
        let count = match symbol {
            0..256 => {
                green.write(symbol, &mut token);
                colors
                    .iter()
                    .for_each(|alphabet| alphabet.write(dice.of(&alphabet.used), &mut token));
                1
            }
            256..280 => {
                let length = number(&green, symbol, symbol - 256, dice, &mut token);
                let code = dice.of(&distance.used);
                let code = number(&distance, code, code, dice, &mut token);
                let back = plane::distance(width, usize::try_from(code).unwrap());
                if back > usize::try_from(done).unwrap() { 0 } else { length }
            }
            _ => {
                green.write(symbol, &mut token);
                1
            }
        };
        // Tokens that cannot be, for pixels that are not there, are left out.
        if count > 0 && done + count <= width * height {
            rest.0.extend(token.0);
            done += count;
        }
    }
    [head, rest]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn an_image_is_what_image_webp_makes_of_it(
        (width, height) in (1..40_u32, 1..20_u32),
        cache_bits in prop_oneof![Just(0), 1..=11_u32],
        seed: u64,
    ) {
        let [head, rest] = stream(width, height, cache_bits, &mut Dice(seed));
        let mut picture = Writer::header(width, height);
        picture.0[36] = true; // with alpha
        let parts = [&[false][..], &head.0, &[false], &rest.0];
        parts.iter().for_each(|bits| picture.0.extend(*bits));
        let file = riff(&[chunk(b"VP8L", &picture.bytes())]);
        let mut decoder = WebPDecoder::new(Cursor::new(&file)).unwrap();
        let mut expected = vec![0; decoder.output_buffer_size().unwrap()];
        decoder.read_image(&mut expected).unwrap();

        let alone = Writer([head.0, rest.0].concat()).bytes();
        let pixels = u64::from(width * height);
        let read = image::read(&mut Bits::new(&alone), width, pixels).unwrap();
        prop_assert_eq!(read.as_flattened(), &expected[..]);
    }
}
