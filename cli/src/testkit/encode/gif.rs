use gif::{Encoder, Frame, Repeat};

use super::Encoded;
use crate::testkit::picture::Picture;

/// One frame of at most 256 colours.
pub(crate) fn still(picture: &Picture) -> Encoded {
    write(picture, &[frame(picture)?])
}

/// Two frames of half a second; the second covers the first.
pub(crate) fn animated(first: &Picture, second: &Picture) -> Encoded {
    write(first, &[frame(first)?, frame(second)?])
}

/// A palette of at most 256 colours and an index for every pixel.
pub(super) fn quantised(
    picture: &Picture,
) -> Result<(Vec<u8>, Vec<u8>), Box<dyn core::error::Error + Send + Sync>> {
    let frame = frame(picture)?;
    let palette = frame.palette.ok_or("the quantiser gave no palette")?;
    Ok((palette, frame.buffer.into_owned()))
}

fn frame(picture: &Picture) -> Result<Frame<'static>, core::num::TryFromIntError> {
    let (width, height) = (u16::try_from(picture.width)?, u16::try_from(picture.height)?);
    let mut frame = Frame::from_rgb_speed(width, height, &picture.rgb, 10);
    frame.delay = 50;
    Ok(frame)
}

fn write(canvas: &Picture, frames: &[Frame<'_>]) -> Encoded {
    let mut bytes = Vec::new();
    let (width, height) = (u16::try_from(canvas.width)?, u16::try_from(canvas.height)?);
    let mut encoder = Encoder::new(&mut bytes, width, height, &[])?;
    if frames.len() > 1 {
        encoder.set_repeat(Repeat::Infinite)?;
    }
    for frame in frames {
        encoder.write_frame(frame)?;
    }
    drop(encoder);
    Ok(bytes)
}
