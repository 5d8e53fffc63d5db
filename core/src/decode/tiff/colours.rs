use super::directory::Directory;
use super::samples::{Alpha, Colours, PixelLayout};
use super::tags;
use super::unpack::Compression;
use super::ycbcr::{Range, ranges};
use crate::decode::luma::luma8;
use crate::undecided::Undecided;

const UNSIGNED: u64 = 1;
const SIGNED: u64 = 2;
const UNDEFINED: u64 = 4;
/// Readings of a sample of which the file does not say what it is.
const UNSAID: &[Alpha] = &[Alpha::Unassociated, Alpha::Associated, Alpha::None];

/// How the samples of a page become luma.
pub(super) struct Colour {
    pub(super) readings: Vec<PixelLayout>,
    pub(super) bits: u8,
}

pub(super) fn colour(
    directory: &mut Directory<'_>,
    samples: u64,
    compression: &Compression,
) -> Result<Colour, Undecided> {
    let bits = directory.number_of_samples(tags::BITS_PER_SAMPLE, samples)?.unwrap_or(1);
    let bits = u8::try_from(bits).map_err(|_| Undecided::UnsupportedFormat)?;
    let format = sample_format(directory, samples)?;
    let fax = compression.is_fax() && (bits != 1 || samples != 1);
    if fax || (compression.is_jpeg() && bits != 8) {
        return Err(Undecided::UnsupportedFormat);
    }
    let (colours, stored) = colours(directory, samples, bits, compression)?;
    if samples < stored {
        return Err(Undecided::UnsupportedFormat);
    }
    let signs: &[bool] = match (format, &colours) {
        (UNSIGNED | UNDEFINED, _) | (SIGNED, Colours::Map(_)) => &[false],
        // libtiff takes the bits as they stand, others as they are meant.
        (SIGNED, _) => &[false, true],
        _ => return Err(Undecided::UnsupportedFormat),
    };
    let alphas = extra(directory, samples, stored, &colours);
    let extra_at = usize::try_from(stored).unwrap_or(usize::MAX);
    let all_colours = match colours {
        // libtiff leaves colours to libjpeg then, which goes by no tag.
        Colours::YCbCr(range) if compression.mixes_colours() => vec![Colours::YCbCr(range)],
        Colours::YCbCr(_) => ranges(directory, bits).into_iter().map(Colours::YCbCr).collect(),
        other => vec![other],
    };
    let mut readings = Vec::new();
    for (colours, signed) in all_colours.iter().flat_map(|c| signs.iter().map(move |s| (c, *s))) {
        for alpha in alphas.iter().copied() {
            let layout = PixelLayout { colours: colours.clone(), alpha, extra_at, bits, signed };
            readings.push(layout.readable()?);
        }
    }
    Ok(Colour { readings, bits })
}

/// What samples are: SampleFormat, or its forerunner. libtiff passes over values that are none.
fn sample_format(directory: &mut Directory<'_>, samples: u64) -> Result<u64, Undecided> {
    if let Some(format) = directory.number_of_samples(tags::SAMPLE_FORMAT, samples)? {
        return Ok(if (1..=6).contains(&format) { format } else { UNSIGNED });
    }
    Ok(match directory.number(tags::DATA_TYPE) {
        Some(1) => SIGNED,
        Some(3) => 3,
        _ => UNSIGNED,
    })
}

/// The colours, and of how many samples they are.
fn colours(
    directory: &mut Directory<'_>,
    samples: u64,
    bits: u8,
    compression: &Compression,
) -> Result<(Colours, u64), Undecided> {
    Ok(match directory.number(tags::PHOTOMETRIC) {
        Some(0) => (Colours::Inverted, 1),
        Some(1) => (Colours::Gray, 1),
        Some(2) => (Colours::Rgb, 3),
        Some(3) => (Colours::Map(colour_map(directory, bits)?), 1),
        Some(5) => (Colours::Cmyk, 4),
        Some(6) => (Colours::YCbCr(Range::FULL), if samples == 1 { 1 } else { 3 }),
        Some(_) => return Err(Undecided::UnsupportedFormat),
        // All take fax for black on white; of others a missing one is guessed.
        None if compression.is_fax() => (Colours::Inverted, 1),
        None => {
            directory.doubt(Undecided::Corrupt);
            if samples >= 3 { (Colours::Rgb, 3) } else { (Colours::Gray, 1) }
        }
    })
}

/// What the first sample behind the colours is, in every reading.
///
/// An unsaid fourth sample of RGB is alpha that colours were multiplied with for libtiff; for Pillow
/// it is alpha that they were not multiplied with, or no alpha if the tag says that it is something.
fn extra(
    directory: &mut Directory<'_>,
    samples: u64,
    stored: u64,
    colours: &Colours,
) -> &'static [Alpha] {
    let extras = directory.numbers(tags::EXTRA_SAMPLES).map(|extras| extras.count);
    // Where they do not add up, viewers differ in which samples are colours.
    let odd = extras.is_some_and(|extras| stored.saturating_add(extras) != samples);
    let unsaid = extras.is_none() && samples > stored && !directory.has(tags::MATTEING);
    if odd || (unsaid && (*colours != Colours::Rgb || samples != 4)) {
        directory.doubt(Undecided::Corrupt);
    }
    if samples <= stored {
        return &[Alpha::None];
    }
    let said = directory.list(tags::EXTRA_SAMPLES, 1).and_then(|list| list.first().copied());
    let matteing = directory.number(tags::MATTEING);
    match (said, matteing) {
        (Some(1), _) | (None, Some(1)) => &[Alpha::Associated],
        // Corel Draw writes 999.
        (Some(2 | 999), _) => &[Alpha::Unassociated],
        (Some(0), _) if *colours == Colours::Rgb => UNSAID,
        (_, _) if *colours == Colours::Rgb && samples == 4 => UNSAID,
        _ => &[Alpha::None],
    }
}

/// Luma of every place in the colour map: all reds, all greens, all blues, of 16 bits. Some writers
/// put 8-bit values there; a map without any larger value is one of those, as libtiff takes it.
fn colour_map(directory: &mut Directory<'_>, bits: u8) -> Result<Vec<f32>, Undecided> {
    let places = match bits {
        1..=16 => 1_usize.checked_shl(u32::from(bits)).unwrap_or(0),
        _ => return Err(Undecided::UnsupportedFormat),
    };
    let values = u64::try_from(places.saturating_mul(3)).unwrap_or(u64::MAX);
    if directory.numbers(tags::COLOR_MAP).is_some_and(|map| map.count > values) {
        // libtiff takes what it needs, others a third of it for each colour.
        directory.doubt(Undecided::Corrupt);
    }
    let map = directory.list(tags::COLOR_MAP, values);
    let map = map.ok_or(directory.doubt.unwrap_or(Undecided::Corrupt))?;
    let [reds, greens, blues] = map.chunks_exact(places).collect::<Vec<_>>()[..] else {
        return Err(Undecided::Corrupt);
    };
    let small = map.iter().all(|value| *value < 256);
    let byte = |value: &u64| {
        let shift = if small { 0 } else { 8 };
        u8::try_from(value.checked_shr(shift).unwrap_or(0)).unwrap_or(u8::MAX)
    };
    let colours = reds.iter().zip(greens).zip(blues);
    Ok(colours.map(|((red, green), blue)| luma8([red, green, blue].map(byte))).collect())
}
