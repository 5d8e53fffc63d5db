//! Writes lossless streams bit by bit.

/// Bits, least significant first.
#[derive(Clone, Default)]
pub(super) struct Writer(pub(super) Vec<bool>);

impl Writer {
    pub(super) fn number(&mut self, value: u32, bits: u32) {
        self.0.extend((0..bits).map(|bit| value >> bit & 1 == 1));
    }

    /// Codes are written from their highest bit.
    pub(super) fn code(&mut self, (code, bits): (u32, u32)) {
        self.0.extend((0..bits).rev().map(|bit| code >> bit & 1 == 1));
    }

    /// The simple code of one symbol.
    pub(super) fn only(&mut self, symbol: u32) {
        self.number(0b101, 3);
        self.number(symbol, 8);
    }

    /// A code by its lengths: each as it is, in four bits.
    pub(super) fn lengths(&mut self, lengths: &[u32]) {
        self.number(0, 1);
        self.number(15, 4);
        for place in 0..19 {
            let runs = [0, 1, 8].contains(&place);
            self.number(if runs { 0 } else { 4 }, 3);
        }
        self.number(0, 1);
        for length in lengths {
            self.code((*length, 4));
        }
    }

    /// Signature, sides, no alpha, version.
    pub(super) fn header(width: u32, height: u32) -> Self {
        let mut bits = Self::default();
        bits.number(0x2f, 8);
        bits.number(width - 1, 14);
        bits.number(height - 1, 14);
        bits.number(0, 4);
        bits
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        let byte =
            |bits: &[bool]| bits.iter().rev().fold(0, |byte, bit| byte << 1 | u8::from(*bit));
        self.0.chunks(8).map(byte).collect()
    }
}

/// A picture of 8 by 8 pixels whose one block has this group number, up to where groups begin.
pub(super) fn claims_groups(mut bits: Writer, groups: u32) -> Writer {
    let number = groups - 1;
    bits.number(0, 1); // no transforms
    bits.number(0, 1); // no color cache
    bits.number(1, 1); // groups, in blocks of four
    bits.number(1, 3); // of 8 by 8 pixels
    bits.number(0, 1); // no color cache in the image of groups
    for symbol in [number & 0xff, number >> 8, 0, 0, 0] {
        bits.only(symbol);
    }
    bits
}

/// A group for which image-webp makes five tables of 1,024 entries.
pub(super) fn large_group() -> Writer {
    let mut group = Writer::default();
    for alphabet in [280, 256, 256, 256, 40] {
        let mut lengths = vec![0; alphabet];
        for (length, to) in (1..=10).chain([10]).zip(&mut lengths) {
            *to = length;
        }
        group.lengths(&lengths);
    }
    group
}

pub(super) fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let size = u32::try_from(data.len()).unwrap().to_le_bytes();
    [&name[..], &size, data, &[0][..data.len() % 2]].concat()
}

pub(super) fn riff(chunks: &[Vec<u8>]) -> Vec<u8> {
    chunk(b"RIFF", &[b"WEBP", &chunks.concat()[..]].concat())
}
