use super::frame::Component;
use crate::undecided::Undecided;

/// What the components of a JPEG are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    /// The first component is luma: gray, or YCbCr.
    Luma,
    /// Red, green, blue.
    Rgb,
    /// Cyan, magenta, yellow, black.
    Cmyk(Ink),
    /// CMY coded as YCbCr, and black.
    Ycck(Ink),
}

/// Which end of a stored ink value means no ink.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::decode) enum Ink {
    /// 0 is no ink.
    Plain,
    /// 255 is no ink: what every writer of an Adobe marker does.
    Inverted,
}

/// The Adobe APP14 segment's colour transform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Adobe {
    transform: u8,
}

impl Adobe {
    /// Parses the content of an APP14 segment; `None` if it is not Adobe's.
    pub(super) fn parse(segment: &[u8]) -> Option<Self> {
        // version (2), flags (2), flags (2), transform
        segment.strip_prefix(b"Adobe")?.get(6).map(|transform| Self { transform: *transform })
    }
}

impl Coding {
    /// How many components its luma is made of.
    pub(super) const fn components(self) -> usize {
        match self {
            Self::Luma => 1,
            Self::Rgb => 3,
            Self::Cmyk(_) | Self::Ycck(_) => 4,
        }
    }

    /// What viewers take the components for: the rules of libjpeg's `default_decompress_parms`.
    pub(super) fn of(
        components: &[Component],
        jfif: bool,
        adobe: Option<Adobe>,
    ) -> Result<Self, Undecided> {
        match components {
            [] => Err(Undecided::Corrupt),
            [_] => Ok(Self::Luma),
            [a, b, c] => Ok(Self::of_three([a.id, b.id, c.id], jfif, adobe)),
            [_, _, _, _] => Ok(match adobe {
                None => Self::Cmyk(Ink::Plain),
                Some(Adobe { transform: 0 }) => Self::Cmyk(Ink::Inverted),
                Some(_) => Self::Ycck(Ink::Inverted),
            }),
            _ => Err(Undecided::UnsupportedFormat),
        }
    }

    fn of_three(ids: [u8; 3], jfif: bool, adobe: Option<Adobe>) -> Self {
        match adobe {
            _ if jfif => Self::Luma,
            Some(Adobe { transform: 0 }) => Self::Rgb,
            Some(_) => Self::Luma,
            None if ids == *b"RGB" => Self::Rgb,
            None => Self::Luma,
        }
    }
}

/// Luma of stored cyan, magenta, yellow and black: each light is what its ink and the black let
/// through, (255 - ink) * (255 - black) / 255, rounded to the nearest whole number.
pub(in crate::decode) fn cmyk_luma([c, m, y, k]: [u8; 4], ink: Ink) -> f32 {
    light_luma([c, m, y].map(|v| without_ink(v, ink)), without_ink(k, ink))
}

/// Red, green and blue of the same inks, none of them inverted.
pub(crate) fn cmyk_rgb([c, m, y, k]: [u8; 4]) -> [u8; 3] {
    let black = u32::from(!k);
    [c, m, y].map(|ink| {
        let light = u32::from(!ink).saturating_mul(black).saturating_mul(2).saturating_add(255);
        u8::try_from(light / 510).unwrap_or(u8::MAX)
    })
}

/// Luma of stored Y, Cb, Cr and black.
pub(super) fn ycck_luma([y, cb, cr, k]: [u8; 4], ink: Ink) -> f32 {
    // The transform gives 255 minus the stored ink value (libjpeg's `ycck_cmyk_convert`).
    let lights = ycc_to_rgb([y, cb, cr]).map(|v| match ink {
        Ink::Plain => v,
        Ink::Inverted => 255.0 - v,
    });
    light_luma(lights, without_ink(k, ink))
}

fn without_ink(stored: u8, ink: Ink) -> f32 {
    match ink {
        Ink::Plain => 255.0 - f32::from(stored),
        Ink::Inverted => f32::from(stored),
    }
}

fn light_luma(lights: [f32; 3], black: f32) -> f32 {
    let [red, green, blue] = lights.map(|light| nearest(light * black / 255.0));
    crate::decode::luma::luma(red, green, blue)
}

/// ITU-T T.871: full range, rounded and clamped to 0 to 255.
fn ycc_to_rgb(ycc: [u8; 3]) -> [f32; 3] {
    let [y, cb, cr] = ycc.map(f32::from);
    let (cb, cr) = (cb - 128.0, cr - 128.0);
    let green = y - 0.344_136_3 * cb - 0.714_136_3 * cr;
    [y + 1.402 * cr, green, y + 1.772 * cb].map(|v| nearest(v).clamp(0.0, 255.0))
}

fn nearest(value: f32) -> f32 {
    (value + 0.5).floor()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ink_lets_light_through_as_pillow_computes_it() {
        // Pillow's cmyk2rgb: nk = 255 - K; nk - MULDIV255(C, nk).
        let muldiv = |a: u32, b: u32| {
            let t = a * b + 128;
            ((t >> 8) + t) >> 8
        };
        for c in 0..=255_u8 {
            for k in 0..=255_u8 {
                let nk = 255 - u32::from(k);
                let light = u8::try_from(nk - muldiv(u32::from(c), nk)).map_or(0.0, f32::from);
                let luma = crate::decode::luma::luma(light, light, light);
                assert_eq!(cmyk_luma([c, c, c, k], Ink::Plain), luma, "{c} {k}");
                assert_eq!(cmyk_rgb([c, c, c, k]).map(f32::from), [light; 3], "{c} {k}");
                let inverted = [255 - c, 255 - c, 255 - c, 255 - k];
                assert_eq!(cmyk_luma(inverted, Ink::Inverted), luma, "{c} {k}");
            }
        }
    }

    #[test]
    fn ycck_without_colour_is_gray_times_black() {
        for y in 0..=255_u8 {
            let stored = 255 - y;
            let cmyk = cmyk_luma([stored, stored, stored, 200], Ink::Inverted);
            assert_eq!(ycck_luma([y, 128, 128, 200], Ink::Inverted), cmyk);
        }
    }
}
