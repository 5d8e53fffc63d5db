use oxideav_vp9::{
    ColorConfig, Error, RefFrameState, Vp9DecodedFrame, Vp9FrameHeader, Vp9SequenceDecoder,
    parse_uncompressed_header_with_refs, split_superframe,
};
use presend::decode::VideoFrames;
use presend::undecided::Undecided;

use super::shown::{Samples, shown};
use super::{Decoder, Given, pay};

/// VP9 by `oxideav-vp9`, which gives one picture for each frame that is shown.
#[derive(Default)]
pub(super) struct Vp9 {
    inner: Vp9SequenceDecoder,
    /// How wide and high the pictures are that later frames may refer to.
    kept: [(u32, u32); 8],
    colours: Option<ColorConfig>,
    ready: Option<Given>,
}

/// What is held of each pixel, in bytes: one and a half samples of four bytes in each of eight pictures that
/// are kept and in the one that is decoded, and those that are given, in two bytes and in colours.
const BYTES_PER_PIXEL: u64 = 72;

/// True for a frame that nobody sees. Several frames in one sample have a mark in its last byte, and one of
/// them is shown.
pub(super) const fn is_hidden(first: u8, last: u8) -> bool {
    let is_of_profile_3 = first & 0x30 == 0x30;
    let (is_shown_again, is_shown) = if is_of_profile_3 { (4, 1) } else { (8, 2) };
    last & 0xe0 != 0xc0 && first & is_shown_again == 0 && first & is_shown == 0
}

/// What a coded byte costs, in bytes of work: noise takes fifteen times as long as a photograph that moves.
const TIMES_THE_BYTES: u64 = 4;

impl Decoder for Vp9 {
    /// A sample may be several frames, of which a player shows the last that is not hidden.
    fn feed(
        &mut self,
        at: usize,
        sample: &[u8],
        is_wanted: bool,
        frames: &mut VideoFrames<'_, '_>,
    ) -> Result<(), Undecided> {
        for frame in split_superframe(sample) {
            let picture = self.frame(frame, frames)?;
            if let Some(picture) = picture.filter(|_| is_wanted) {
                self.ready = Some(given(at, &picture, self.has_full_range())?);
            }
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<(), Undecided> {
        Ok(())
    }

    fn next(&mut self) -> Option<Given> {
        self.ready.take()
    }
}

impl Vp9 {
    fn has_full_range(&self) -> bool {
        self.colours.is_some_and(|colours| colours.color_range_full)
    }

    /// Decodes one frame, once its size is allowed and it is paid for.
    fn frame(
        &mut self,
        frame: &[u8],
        frames: &mut VideoFrames<'_, '_>,
    ) -> Result<Option<Vp9DecodedFrame>, Undecided> {
        let kept =
            self.colours.map(|color_config| RefFrameState { ref_dims: &self.kept, color_config });
        let header = parse_uncompressed_header_with_refs(frame, kept).map_err(reason)?;
        if !header.show_existing_frame {
            let bytes = u64::try_from(frame.len()).unwrap_or(u64::MAX);
            frames.guard().work(bytes.saturating_mul(TIMES_THE_BYTES))?;
            allow(&header, frames)?;
        }
        let picture = self.inner.push_frame(frame).map_err(reason)?;
        if !header.show_existing_frame {
            self.keep(&header);
        }
        Ok(picture)
    }

    fn keep(&mut self, header: &Vp9FrameHeader) {
        self.colours = Some(header.color_config);
        for (slot, kept) in self.kept.iter_mut().enumerate() {
            if (header.refresh_frame_flags >> slot) & 1 == 1 {
                *kept = (header.frame_width, header.frame_height);
            }
        }
    }
}

fn allow(header: &Vp9FrameHeader, frames: &mut VideoFrames<'_, '_>) -> Result<(), Undecided> {
    let (width, height) = (header.frame_width, header.frame_height);
    let colours = header.color_config;
    if !(colours.subsampling_x && colours.subsampling_y) {
        return Err(Undecided::UnsupportedFormat);
    }
    frames.guard().picture(width, height)?;
    let pixels = u64::from(width).saturating_mul(height.into());
    frames.guard().memory(pixels.saturating_mul(BYTES_PER_PIXEL))?;
    pay(pixels, frames)
}

fn given(at: usize, picture: &Vp9DecodedFrame, full_range: bool) -> Result<Given, Undecided> {
    let (width, height) = (picture.width, picture.height);
    let sides = [width, height].map(|side| usize::try_from(side).map_err(|_| Undecided::Corrupt));
    let [wide, high] = sides;
    let (wide, high) = (wide?, high?);
    let shift = u32::from(picture.bit_depth).saturating_sub(8);
    let bytes = |plane: &[u16]| -> Vec<u8> {
        plane.iter().map(|sample| u8::try_from(sample >> shift).unwrap_or(u8::MAX)).collect()
    };
    let [luma, blue, red] = [&picture.y, &picture.u, &picture.v].map(|plane| bytes(plane));
    let plane = |bytes, stride| Samples { bytes, stride };
    let half = wide.div_ceil(2);
    let colour = Some([plane(&blue, half), plane(&red, half)]);
    let rgb = shown(plane(&luma, wide), colour, (wide, high), full_range)?;
    Ok(Given { sample: at, width, height, rgb })
}

fn reason(error: Error) -> Undecided {
    match error {
        Error::UnexpectedEof => Undecided::Truncated,
        // It is also what a frame is that refers to others before any of them came.
        Error::InvalidBitstream | Error::Unsupported | Error::NotImplemented => Undecided::Corrupt,
    }
}
