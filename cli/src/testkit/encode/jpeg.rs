use jpeg_encoder::{ChromaSubsamplingMethod, ColorType, Encoder, SamplingFactor};

use super::{Encoded, exif};
use crate::testkit::picture::{Picture, Rgb};

/// How a JPEG is written.
#[derive(Clone, Copy)]
pub(crate) struct Jpeg {
    pub(crate) quality: u8,
    /// 4:2:0, as cameras and messengers store colour; else 4:4:4.
    pub(crate) half_colour: bool,
    pub(crate) progressive: bool,
    pub(crate) restart_every: Option<u16>,
    pub(crate) exif_orientation: Option<u16>,
}

/// As most cameras and programs save.
pub(crate) const PLAIN: Jpeg = Jpeg {
    quality: 90,
    half_colour: true,
    progressive: false,
    restart_every: None,
    exif_orientation: None,
};

impl Jpeg {
    pub(crate) fn rgb(self, picture: &Picture) -> Encoded {
        self.write(sides(picture), &picture.rgb, ColorType::Rgb)
    }

    pub(crate) fn gray(self, picture: &Picture) -> Encoded {
        self.luma(sides(picture), &picture.gray())
    }

    /// Samples of a picture in grey, row by row.
    pub(crate) fn luma(self, sides: (u32, u32), samples: &[u8]) -> Encoded {
        self.write(sides, samples, ColorType::Luma)
    }

    /// Four inks with the Adobe marker, as picture editors write them; the encoder inverts them.
    pub(crate) fn cmyk_adobe(self, picture: &Picture) -> Encoded {
        self.full_colour().write(sides(picture), &all_inks(picture), ColorType::Cmyk)
    }

    /// The same as luma and two colour differences, with black beside them.
    pub(crate) fn ycck(self, picture: &Picture) -> Encoded {
        self.write(sides(picture), &all_inks(picture), ColorType::CmykAsYcck)
    }

    /// Four inks as they are, without the Adobe marker.
    pub(crate) fn cmyk_plain(self, picture: &Picture) -> Encoded {
        let inverted: Vec<u8> = all_inks(picture).into_iter().map(|ink| 255 - ink).collect();
        self.full_colour()
            .write(sides(picture), &inverted, ColorType::Cmyk)
            .map(without_adobe_marker)
    }

    /// No writer halves single inks.
    fn full_colour(self) -> Self {
        Self { half_colour: false, ..self }
    }

    fn write(self, sides: (u32, u32), samples: &[u8], color: ColorType) -> Encoded {
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, self.quality);
        let halved = self.half_colour;
        encoder.set_sampling_factor(if halved {
            SamplingFactor::R_4_2_0
        } else {
            SamplingFactor::R_4_4_4
        });
        encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Average);
        encoder.set_progressive(self.progressive);
        encoder.set_restart_interval(self.restart_every.unwrap_or(0));
        if let Some(tag) = self.exif_orientation {
            encoder.add_app_segment(1, [b"Exif\0\0".to_vec(), exif::orientation(tag)].concat())?;
        }
        let (width, height) = (u16::try_from(sides.0)?, u16::try_from(sides.1)?);
        encoder.encode(samples, width, height, color)?;
        Ok(bytes)
    }
}

const fn sides(picture: &Picture) -> (u32, u32) {
    (picture.width, picture.height)
}

fn all_inks(picture: &Picture) -> Vec<u8> {
    picture.pixels().flat_map(inks).collect()
}

/// Cyan, magenta, yellow, black; as much black as the pixel allows.
pub(crate) fn inks([r, g, b]: Rgb) -> [u8; 4] {
    let white = u32::from(r.max(g).max(b));
    let ink = |value: u8| ((white - u32::from(value)) * 255 / white.max(1)) as u8;
    [ink(r), ink(g), ink(b), 255 - white as u8]
}

/// Cuts the APP14 segment out.
fn without_adobe_marker(bytes: Vec<u8>) -> Vec<u8> {
    let adobe = b"\xFF\xEE\x00\x0EAdobe";
    match bytes.windows(adobe.len()).position(|window| window == adobe) {
        Some(start) => [&bytes[..start], &bytes[start + 16..]].concat(),
        None => bytes,
    }
}
