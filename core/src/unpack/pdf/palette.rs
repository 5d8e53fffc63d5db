use super::filters;
use super::objects::Objects;
use super::value::{Dictionary, Value};
use crate::decode::Guard;
use crate::decode::cmyk_rgb;
use crate::undecided::Undecided;

/// What the samples of a picture mean, where that is known here.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Colours {
    Grey,
    Rgb,
    /// Cyan, magenta, yellow and black, which are written as what light they let through.
    Cmyk,
    /// Numbers of these colours.
    Palette(Vec<[u8; 3]>),
}

impl Colours {
    pub(super) const fn channels(&self) -> u32 {
        match self {
            Self::Grey | Self::Palette(_) => 1,
            Self::Rgb => 3,
            Self::Cmyk => 4,
        }
    }

    /// True if samples of so many bits can be written as a plain file.
    pub(super) const fn has_header(&self, bits: u32) -> bool {
        match self {
            Self::Grey => matches!(bits, 1 | 8 | 16),
            Self::Rgb => matches!(bits, 8 | 16),
            Self::Cmyk => bits == 8,
            Self::Palette(_) => matches!(bits, 1 | 2 | 4 | 8),
        }
    }

    /// The header of that file.
    pub(super) fn header(&self, (width, height): (u32, u32), bits: u32) -> String {
        match (self, bits) {
            (Self::Grey, 1) => format!("P4\n{width} {height}\n"),
            (Self::Grey, 16) => format!("P5\n{width} {height}\n65535\n"),
            (Self::Grey, _) => format!("P5\n{width} {height}\n255\n"),
            (Self::Rgb, 16) => format!("P6\n{width} {height}\n65535\n"),
            (Self::Rgb | Self::Cmyk | Self::Palette(_), _) => {
                format!("P6\n{width} {height}\n255\n")
            }
        }
    }
}

/// The colours of a picture. A mask has none, and is grey.
pub(super) fn colours(
    picture: &Dictionary,
    objects: &Objects,
    file: &[u8],
    guard: &mut Guard<'_>,
) -> Result<Colours, Undecided> {
    let Some(space) = objects.resolved(picture.either(b"ColorSpace", b"CS")) else {
        return Ok(Colours::Grey);
    };
    if let Some(plain) = plain(space, objects) {
        return Ok(plain);
    }
    let Value::Array(values) = space else { return Err(Undecided::UnsupportedFormat) };
    match (objects.resolved(values.first()).and_then(Value::name), values.as_slice()) {
        (Some(b"Indexed" | b"I"), [_, base, _, table]) => {
            let base = objects.resolved(Some(base)).and_then(|base| plain(base, objects));
            let base = base.ok_or(Undecided::UnsupportedFormat)?;
            palette(&base, table, objects, file, guard)
        }
        _ => Err(Undecided::UnsupportedFormat),
    }
}

/// Grey, RGB or CMYK, calibrated or not: profiles are not asked, as elsewhere.
fn plain(space: &Value, objects: &Objects) -> Option<Colours> {
    let (name, rest) = match space {
        Value::Name(name) => (name.as_slice(), None),
        Value::Array(values) => {
            (objects.resolved(values.first()).and_then(Value::name)?, values.get(1))
        }
        _ => return None,
    };
    match name {
        b"DeviceGray" | b"CalGray" | b"G" => Some(Colours::Grey),
        b"DeviceRGB" | b"CalRGB" | b"RGB" => Some(Colours::Rgb),
        b"DeviceCMYK" | b"CalCMYK" | b"CMYK" => Some(Colours::Cmyk),
        b"ICCBased" => {
            let profile = objects.dictionary_of(rest?)?;
            match objects.resolved(profile.get(b"N")).and_then(Value::number)? {
                1 => Some(Colours::Grey),
                3 => Some(Colours::Rgb),
                4 => Some(Colours::Cmyk),
                _ => None,
            }
        }
        _ => None,
    }
}

fn palette(
    base: &Colours,
    table: &Value,
    objects: &Objects,
    file: &[u8],
    guard: &mut Guard<'_>,
) -> Result<Colours, Undecided> {
    let stream = match table {
        Value::Reference(number) => objects.numbered.get(number),
        _ => None,
    };
    let stream = stream.and_then(|at| objects.streams.get(*at));
    let bytes = match (stream, objects.resolved(Some(table))) {
        (Some(stream), _) => filters::all(file, objects, stream, guard)?.to_vec(),
        (None, Some(Value::Text(text))) => text.clone(),
        _ => return Err(Undecided::Corrupt),
    };
    let colours = match base {
        Colours::Grey => bytes.iter().map(|grey| [*grey; 3]).collect(),
        Colours::Cmyk => bytes.as_chunks::<4>().0.iter().map(|inks| cmyk_rgb(*inks)).collect(),
        _ => bytes.as_chunks::<3>().0.to_vec(),
    };
    Ok(Colours::Palette(colours))
}
