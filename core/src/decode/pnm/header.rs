use crate::decode::bytes::Bytes;
use crate::undecided::Undecided;

/// Numbers of more digits, zeros before them left out, are none.
const MOST_DIGITS: u32 = 10;
/// A line of a PAM header that matters has fewer letters.
const MOST_LETTERS: usize = 64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Channels {
    /// 1 is black.
    Bit,
    Gray,
    GrayAlpha,
    Rgb,
    Rgba,
}

impl Channels {
    pub(super) const fn count(self) -> u64 {
        match self {
            Self::Bit | Self::Gray => 1,
            Self::GrayAlpha => 2,
            Self::Rgb => 3,
            Self::Rgba => 4,
        }
    }

    const fn of_depth(depth: u32) -> Option<Self> {
        Some(match depth {
            1 => Self::Gray,
            2 => Self::GrayAlpha,
            3 => Self::Rgb,
            4 => Self::Rgba,
            _ => return None,
        })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    Text,
    /// Eight pixels a byte.
    Bits,
    /// One byte a sample, or two where the largest does not fit one.
    Bytes,
}

#[derive(Debug)]
pub(super) struct Header {
    pub(super) width: u32,
    pub(super) height: u32,
    /// The largest sample.
    pub(super) most: u16,
    pub(super) channels: Channels,
    pub(super) coding: Coding,
}

impl Header {
    pub(super) fn read(input: &mut Bytes<'_, '_, '_>) -> Result<Self, Undecided> {
        let magic = input.bytes::<2>()?.ok_or(Undecided::Truncated)?;
        let (channels, coding) = match &magic {
            b"P1" => (Channels::Bit, Coding::Text),
            b"P2" => (Channels::Gray, Coding::Text),
            b"P3" => (Channels::Rgb, Coding::Text),
            b"P4" => (Channels::Bit, Coding::Bits),
            b"P5" => (Channels::Gray, Coding::Bytes),
            b"P6" => (Channels::Rgb, Coding::Bytes),
            b"P7" => return pam(input),
            _ => return Err(Undecided::Corrupt),
        };
        let mut next = || number(input).map_err(no_picture)?.ok_or(Undecided::Truncated);
        let (width, height) = (next()?, next()?);
        let most = if channels == Channels::Bit { 1 } else { next()? };
        let most = u16::try_from(most).ok().filter(|most| *most > 0).ok_or(Undecided::Corrupt)?;
        Ok(Self { width, height, most, channels, coding })
    }

    /// The sample of a pixel that is missing.
    pub(super) fn black(&self) -> u16 {
        u16::from(self.channels == Channels::Bit)
    }
}

/// Letters where numbers belong: it is a text that begins like a picture.
pub(super) fn no_picture(reason: Undecided) -> Undecided {
    if reason == Undecided::Corrupt { Undecided::UnsupportedFormat } else { reason }
}

/// The header of a PAM: lines of a name and a value.
fn pam(input: &mut Bytes<'_, '_, '_>) -> Result<Header, Undecided> {
    let mut fields = [0_u32; 4];
    let mut channels = None;
    if !line(input)?.is_empty() {
        return Err(Undecided::UnsupportedFormat);
    }
    loop {
        let line = line(input)?;
        let mut words = line.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
        let (name, value) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let place = match name {
            b"ENDHDR" => break,
            b"TUPLTYPE" => {
                channels = Some(tuple(value)?);
                continue;
            }
            b"WIDTH" => 0,
            b"HEIGHT" => 1,
            b"DEPTH" => 2,
            b"MAXVAL" => 3,
            [] | [b'#', ..] => continue,
            _ => return Err(Undecided::Corrupt),
        };
        let value = core::str::from_utf8(value).ok().and_then(|value| value.parse().ok());
        if let Some(field) = fields.get_mut(place) {
            *field = value.ok_or(Undecided::Corrupt)?;
        }
    }
    let [width, height, depth, most] = fields;
    let of_depth = Channels::of_depth(depth).ok_or(Undecided::UnsupportedFormat)?;
    if channels.is_some_and(|channels| channels != of_depth) {
        return Err(Undecided::Corrupt);
    }
    let most = u16::try_from(most).ok().filter(|most| *most > 0).ok_or(Undecided::Corrupt)?;
    Ok(Header { width, height, most, channels: of_depth, coding: Coding::Bytes })
}

/// In a PAM of black and white, 1 is white: it is grey of one bit.
fn tuple(name: &[u8]) -> Result<Channels, Undecided> {
    Ok(match name {
        b"BLACKANDWHITE" | b"GRAYSCALE" => Channels::Gray,
        b"BLACKANDWHITE_ALPHA" | b"GRAYSCALE_ALPHA" => Channels::GrayAlpha,
        b"RGB" => Channels::Rgb,
        b"RGB_ALPHA" => Channels::Rgba,
        _ => return Err(Undecided::UnsupportedFormat),
    })
}

/// A line without its end; what is longer than it may be is left out.
fn line(input: &mut Bytes<'_, '_, '_>) -> Result<Vec<u8>, Undecided> {
    let mut line = Vec::new();
    loop {
        match input.byte()?.ok_or(Undecided::Truncated)? {
            b'\n' => return Ok(line),
            b'\r' => {}
            letter if line.len() < MOST_LETTERS => line.push(letter),
            _ => {}
        }
    }
}

/// The next number, and the one byte of white space or the comment behind it; `None` at the end of the input.
pub(super) fn number(input: &mut Bytes<'_, '_, '_>) -> Result<Option<u32>, Undecided> {
    let (mut number, mut digits) = (None, 0_u32);
    while let Some(byte) = input.byte()? {
        match byte {
            b'#' => {
                comment(input)?;
                if number.is_some() {
                    break;
                }
            }
            byte if is_space(byte) && number.is_some() => break,
            byte if is_space(byte) => {}
            b'0'..=b'9' if digits < MOST_DIGITS => {
                let before = number.unwrap_or(0_u32).saturating_mul(10);
                let now = before.saturating_add(u32::from(byte & 15));
                digits = digits.saturating_add(u32::from(now > 0));
                number = Some(now);
            }
            _ => return Err(Undecided::Corrupt),
        }
    }
    Ok(number)
}

/// The next digit of a bitmap, which needs no space around it.
pub(super) fn digit(input: &mut Bytes<'_, '_, '_>) -> Result<Option<u32>, Undecided> {
    while let Some(byte) = input.byte()? {
        match byte {
            b'#' => comment(input)?,
            b'0' | b'1' => return Ok(Some(u32::from(byte & 1))),
            byte if is_space(byte) => {}
            _ => return Err(Undecided::Corrupt),
        }
    }
    Ok(None)
}

fn comment(input: &mut Bytes<'_, '_, '_>) -> Result<(), Undecided> {
    while input.byte()?.is_some_and(|byte| !matches!(byte, b'\n' | b'\r')) {}
    Ok(())
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}
