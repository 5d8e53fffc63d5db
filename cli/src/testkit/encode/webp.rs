use image_webp::{ColorType, WebPEncoder};

use super::Encoded;
use crate::testkit::picture::Picture;

/// Lossless WebP.
pub(crate) fn lossless(picture: &Picture) -> Encoded {
    let mut bytes = Vec::new();
    let encoder = WebPEncoder::new(&mut bytes);
    encoder.encode(&picture.rgb, picture.width, picture.height, ColorType::Rgb8)?;
    Ok(bytes)
}

/// Two lossless frames in the extended container.
pub(crate) fn animated(first: &Picture, second: &Picture) -> Encoded {
    let side = |length: u32| (length - 1).to_le_bytes()[..3].to_vec();
    let (width, height) = (side(first.width), side(first.height));
    let canvas = [vec![0b10, 0, 0, 0], width.clone(), height.clone()].concat();
    let mut body = [b"WEBP".to_vec(), chunk(b"VP8X", &canvas)].concat();
    body.extend(chunk(b"ANIM", &[0; 6]));
    for picture in [first, second] {
        // At 0,0, shown 500 ms, not blended: it replaces what was there.
        let duration_and_flags = [0xF4, 0x01, 0, 0b10];
        let place = [vec![0; 6], width.clone(), height.clone(), duration_and_flags.to_vec()];
        let frame = [place.concat(), lossless(picture)?[12..].to_vec()].concat();
        body.extend(chunk(b"ANMF", &frame));
    }
    Ok(chunk(b"RIFF", &body))
}

fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut chunk = name.to_vec();
    chunk.extend((data.len() as u32).to_le_bytes());
    chunk.extend(data);
    if data.len() % 2 == 1 {
        chunk.push(0);
    }
    chunk
}
