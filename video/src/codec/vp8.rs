use std::io::Cursor;

use image_webp::WebPDecoder;
use presend::attachment::PixelFormat;
use presend::decode::VideoFrames;
use presend::undecided::Undecided;

use super::{Decoder, Given, pay};

/// The key frames of VP8 by `image-webp`: a lossy WebP picture is one. Frames between them are not
/// decoded, so a video that has any is not seen whole.
#[derive(Default)]
pub(super) struct Vp8 {
    ready: Option<Given>,
    lacks_frames: bool,
}

impl Decoder for Vp8 {
    fn feed(
        &mut self,
        at: usize,
        sample: &[u8],
        is_wanted: bool,
        frames: &mut VideoFrames<'_, '_>,
    ) -> Result<(), Undecided> {
        // RFC 6386, 9.1: the lowest bit of a key frame is 0, and behind its tag are a start code and sizes.
        let [first, _, _, 0x9d, 0x01, 0x2a, w0, w1, h0, h1, ..] = sample else {
            self.lacks_frames |= is_wanted;
            return Ok(());
        };
        if first & 1 == 1 {
            self.lacks_frames |= is_wanted;
            return Ok(());
        }
        if !is_wanted {
            return Ok(());
        }
        let side = |low, high| u32::from(u16::from_le_bytes([low, high]) & 0x3fff);
        let (width, height) = (side(*w0, *w1), side(*h0, *h1));
        frames.guard().picture(width, height)?;
        let pixels = u64::from(width).saturating_mul(u64::from(height));
        frames.guard().memory(pixels.saturating_mul(6))?;
        pay(pixels, frames)?;
        self.ready = Some(picture(at, sample, (width, height))?);
        Ok(())
    }

    fn finish(&mut self) -> Result<(), Undecided> {
        if self.lacks_frames { Err(Undecided::UnsupportedFormat) } else { Ok(()) }
    }

    fn next(&mut self) -> Option<Given> {
        self.ready.take()
    }
}

fn picture(at: usize, sample: &[u8], (width, height): (u32, u32)) -> Result<Given, Undecided> {
    let length = u32::try_from(sample.len()).map_err(|_| Undecided::Corrupt)?;
    let padding = length % 2;
    let riff = length.checked_add(12).and_then(|riff| riff.checked_add(padding));
    let mut file = Vec::with_capacity(sample.len().saturating_add(24));
    file.extend_from_slice(b"RIFF");
    file.extend_from_slice(&riff.ok_or(Undecided::Corrupt)?.to_le_bytes());
    file.extend_from_slice(b"WEBPVP8 ");
    file.extend_from_slice(&length.to_le_bytes());
    file.extend_from_slice(sample);
    file.resize(file.len().saturating_add(usize::from(padding == 1)), 0);
    let mut decoder = WebPDecoder::new(Cursor::new(file)).map_err(|_| Undecided::Corrupt)?;
    if decoder.dimensions() != (width, height) || decoder.has_alpha() {
        return Err(Undecided::Corrupt);
    }
    let size = decoder.output_buffer_size().ok_or(Undecided::Corrupt)?;
    let mut rgb = vec![0; size];
    decoder.read_image(&mut rgb).map_err(|_| Undecided::Corrupt)?;
    let stride_bytes = usize::try_from(width).ok().and_then(|width| width.checked_mul(3));
    Ok(Given {
        sample: at,
        width,
        height,
        stride_bytes: stride_bytes.ok_or(Undecided::Corrupt)?,
        format: PixelFormat::Rgb8,
        luma: rgb,
    })
}
