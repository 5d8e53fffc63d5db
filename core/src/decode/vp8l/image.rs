use zeroize::Zeroizing;

use super::bits::Bits;
use super::code::Code;
use super::plane;
use crate::undecided::Undecided;

/// Literals of green and lengths of copies; the color cache comes behind them.
const GREEN_SYMBOLS: u16 = 256 + 24;
const LITERALS: u16 = 256;
const DISTANCE_SYMBOLS: u16 = 40;
const MOST_CACHE_BITS: u32 = 11;

/// Red, green, blue, alpha.
pub(super) type Pixel = [u8; 4];
/// Overwritten when dropped: a palette is part of the picture.
pub(super) type Pixels = Zeroizing<Vec<Pixel>>;

/// The five codes of a group: green, red, blue, alpha, distance.
pub(super) struct Group {
    codes: [Code; 5],
}

impl Group {
    pub(super) fn read(bits: &mut Bits<'_>, cache_bits: Option<u32>) -> Result<Self, Undecided> {
        let cached = cache_bits.map_or(0, |bits| 1_u16 << bits.min(MOST_CACHE_BITS));
        let codes = [
            Code::read(bits, GREEN_SYMBOLS.saturating_add(cached))?,
            Code::read(bits, LITERALS)?,
            Code::read(bits, LITERALS)?,
            Code::read(bits, LITERALS)?,
            Code::read(bits, DISTANCE_SYMBOLS)?,
        ];
        Ok(Self { codes })
    }

    /// What image-webp allocates for it, beside the group itself.
    pub(super) fn tree_bytes(&self) -> u64 {
        self.codes.iter().fold(0, |sum, code| sum.saturating_add(code.tree_bytes()))
    }
}

pub(super) fn read_cache_bits(bits: &mut Bits<'_>) -> Result<Option<u32>, Undecided> {
    if !bits.flag()? {
        return Ok(None);
    }
    match bits.take(4)? {
        cache_bits @ 1..=MOST_CACHE_BITS => Ok(Some(cache_bits)),
        _ => Err(Undecided::Corrupt),
    }
}

/// Reads an image that has one group of codes: every image but the picture itself. The caller asks
/// the guard for its pixels.
pub(super) fn read(bits: &mut Bits<'_>, width: u32, pixels: u64) -> Result<Pixels, Undecided> {
    let cache_bits = read_cache_bits(bits)?;
    let group = Group::read(bits, cache_bits)?;
    read_pixels(bits, &group, Cache::new(cache_bits), width, pixels)
}

fn read_pixels(
    bits: &mut Bits<'_>,
    Group { codes: [green, red, blue, alpha, distance] }: &Group,
    mut cache: Cache,
    width: u32,
    pixels: u64,
) -> Result<Pixels, Undecided> {
    let pixels = usize::try_from(pixels).map_err(|_| Undecided::Corrupt)?;
    let mut image = Zeroizing::new(Vec::with_capacity(pixels));
    while image.len() < pixels {
        let symbol = green.symbol(bits)?;
        if let Ok(green) = u8::try_from(symbol) {
            let pixel = [byte(red, bits)?, green, byte(blue, bits)?, byte(alpha, bits)?];
            cache.insert(pixel);
            image.push(pixel);
        } else if let Some(place) = symbol.checked_sub(GREEN_SYMBOLS) {
            image.push(cache.at(place)?);
        } else {
            let length = number(bits, symbol.saturating_sub(LITERALS))?;
            let symbol = distance.symbol(bits)?;
            let distance = plane::distance(width, number(bits, symbol)?);
            if length > pixels.saturating_sub(image.len()) {
                return Err(Undecided::Corrupt);
            }
            copy(&mut image, &mut cache, length, distance)?;
        }
    }
    Ok(image)
}

fn byte(code: &Code, bits: &mut Bits<'_>) -> Result<u8, Undecided> {
    u8::try_from(code.symbol(bits)?).map_err(|_| Undecided::Corrupt)
}

/// A length or distance: a symbol for its size, then its lower bits.
fn number(bits: &mut Bits<'_>, symbol: u16) -> Result<usize, Undecided> {
    let symbol = u32::from(symbol);
    let number = if symbol < 4 {
        symbol.saturating_add(1)
    } else {
        let extra = symbol.saturating_sub(2) >> 1;
        let base = 1_u32.checked_shl(extra).ok_or(Undecided::Corrupt)?;
        let base = base.saturating_mul(symbol & 1 | 2);
        base.saturating_add(bits.take(extra)?).saturating_add(1)
    };
    usize::try_from(number).map_err(|_| Undecided::Corrupt)
}

/// Repeats pixels. Like image-webp, and unlike the specification, a run of one colour is not put
/// into the cache: what decides is what image-webp will make of the file.
fn copy(
    image: &mut Vec<Pixel>,
    cache: &mut Cache,
    length: usize,
    distance: usize,
) -> Result<(), Undecided> {
    let from = image.len().checked_sub(distance).ok_or(Undecided::Corrupt)?;
    for place in (from..).take(length) {
        let pixel = image.get(place).copied().ok_or(Undecided::Corrupt)?;
        image.push(pixel);
        if distance != 1 {
            cache.insert(pixel);
        }
    }
    Ok(())
}

/// The color cache: colours by their hash. Without one it has no places.
struct Cache {
    shift: u32,
    colors: Pixels,
}

impl Cache {
    fn new(bits: Option<u32>) -> Self {
        let bits = bits.map(|bits| bits.min(MOST_CACHE_BITS));
        let colors = Zeroizing::new(vec![[0; 4]; bits.map_or(0, |bits| 1_usize << bits)]);
        Self { shift: 32_u32.saturating_sub(bits.unwrap_or(0)), colors }
    }

    fn insert(&mut self, [red, green, blue, alpha]: Pixel) {
        let color = u32::from_be_bytes([alpha, red, green, blue]);
        let hash = color.wrapping_mul(0x1e35_a7bd).checked_shr(self.shift).unwrap_or(0);
        let place = usize::try_from(hash).ok().and_then(|place| self.colors.get_mut(place));
        if let Some(place) = place {
            *place = [red, green, blue, alpha];
        }
    }

    fn at(&self, place: u16) -> Result<Pixel, Undecided> {
        self.colors.get(usize::from(place)).copied().ok_or(Undecided::Corrupt)
    }
}
