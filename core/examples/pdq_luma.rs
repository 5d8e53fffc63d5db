//! Prints the PDQ of pictures given as binary PGM or PPM files (8 bits a sample), for
//! `scripts/verify-pdq`: the reference form on luma added up in f64 as PyPI's pdqhash does it
//! ("same_luma"), the reference form on the product's luma, PDQ-512 of it, then the product's
//! streaming form in eight orientations and its PDQ-512. The file format needs no decoder, so that
//! only the hash is compared.
//!
//! A line a file: path, then `hash,quality` of each, with tabs between.
#![expect(clippy::print_stdout, reason = "a program")]

use std::error::Error;
use std::io::{self, Write as _};

use presend::decode::{FrameInfo, LumaRow, LumaSink, Samples};
use presend::hash::pdq::reference::Plane;
use presend::hash::pdq::{Pdq, PdqHasher};
use presend::orientation::Orientation;

fn main() -> Result<(), Box<dyn Error>> {
    let first = ["file", "same_luma", "reference", "reference512"].into_iter();
    let names = first.chain(Orientation::ALL.map(Orientation::name)).chain(["pdq512"]);
    println!("{}", names.collect::<Vec<_>>().join("\t"));
    for path in io::stdin().lines() {
        let path = path?;
        let file = std::fs::read(&path)?;
        let picture = Picture::read(&file).ok_or("not a binary PGM or PPM")?;
        let fields: Vec<String> = picture.hashes().ok_or("rows are missing")?.map(text).collect();
        writeln!(io::stdout(), "{path}\t{}", fields.join("\t"))?;
    }
    Ok(())
}

fn text(pdq: Pdq) -> String {
    format!("{},{}", pdq.hash.to_hex(), pdq.quality)
}

/// 8-bit samples of a gray or RGB picture.
struct Picture<'a> {
    width: usize,
    height: usize,
    is_color: bool,
    samples: &'a [u8],
}

impl<'a> Picture<'a> {
    /// The header is magic, width, height and 255, each followed by one white space.
    fn read(file: &'a [u8]) -> Option<Self> {
        let mut fields = file.splitn(5, u8::is_ascii_whitespace);
        let is_color = match fields.next()? {
            b"P5" => false,
            b"P6" => true,
            _ => return None,
        };
        let mut number = || std::str::from_utf8(fields.next()?).ok()?.parse::<usize>().ok();
        let (width, height, most) = (number()?, number()?, number()?);
        let samples = fields.next()?;
        let wanted = width.checked_mul(height)?.checked_mul(if is_color { 3 } else { 1 })?;
        let is_whole = most == 255 && samples.len() == wanted;
        is_whole.then_some(Self { width, height, is_color, samples })
    }

    fn hashes(&self) -> Option<impl Iterator<Item = Pdq>> {
        let luma = self.luma(luma);
        let rows: Vec<Samples<'_>> = if self.is_color {
            luma.chunks(self.width).map(Samples::F32).collect()
        } else {
            self.samples.chunks(self.width).map(Samples::U8).collect()
        };
        let frame = self.stream(&rows)?;
        let plane = |luma| Plane::new(self.width, self.height, luma);
        let same_luma = plane(self.luma(luma_f64))?.pdq();
        let reference512 = plane(luma.clone())?.pdq512();
        let references = [same_luma, plane(luma)?.pdq(), reference512];
        Some(references.into_iter().chain(frame.pdq).chain([frame.pdq512]))
    }

    fn luma(&self, of_color: impl Fn([u8; 3]) -> f32) -> Vec<f32> {
        if self.is_color {
            self.samples.as_chunks().0.iter().map(|pixel| of_color(*pixel)).collect()
        } else {
            self.samples.iter().map(|gray| f32::from(*gray)).collect()
        }
    }

    fn stream(&self, rows: &[Samples<'_>]) -> Option<presend::hash::FrameFingerprints> {
        let mut hasher = PdqHasher::new();
        hasher.start(FrameInfo {
            frame: 0,
            time_ms: None,
            width: u32::try_from(self.width).ok()?,
            height: u32::try_from(self.height).ok()?,
            orientation: Orientation::Upright,
        });
        for row in rows {
            hasher.row(LumaRow { over_white: *row, over_black: None });
        }
        hasher.end(false);
        hasher.into_frames().pop()
    }
}

fn luma([red, green, blue]: [u8; 3]) -> f32 {
    0.299 * f32::from(red) + 0.587 * f32::from(green) + 0.114 * f32::from(blue)
}

#[expect(clippy::as_conversions, reason = "rounding is meant")]
fn luma_f64([red, green, blue]: [u8; 3]) -> f32 {
    (0.299 * f64::from(red) + 0.587 * f64::from(green) + 0.114 * f64::from(blue)) as f32
}
