//! Drawn pictures for tests: random, with structure at several scales, the same for a seed.

use presend::decode::{FrameInfo, LumaRow, LumaSink, Samples};
use presend::hash::FrameFingerprints;
use presend::hash::pdq::PdqHasher;
use presend::hash::pdq::reference::Plane;
use presend::orientation::Orientation;

/// A small generator of numbers (SplitMix64), so that a failure can be repeated from its seed.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// 0 up to, not including, 1.
    pub(crate) fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1 << 24) as f32
    }
}

/// Soft blobs of every size over a slope, with a little noise: values 0 to 255.
pub(crate) fn blobs(random: &mut Random, width: usize, height: usize) -> Vec<f32> {
    let blobs: Vec<[f32; 4]> = (0..24)
        .map(|_| {
            let size = 0.03 + 0.25 * random.unit();
            [random.unit(), random.unit(), size, 240.0 * random.unit() - 120.0]
        })
        .collect();
    let slope = [160.0 * random.unit() - 80.0, 160.0 * random.unit() - 80.0];
    let mut luma = Vec::with_capacity(width * height);
    for y in 0..height {
        let v = (y as f32 + 0.5) / height as f32;
        for x in 0..width {
            let u = (x as f32 + 0.5) / width as f32;
            let mut value = 128.0 + slope[0] * (u - 0.5) + slope[1] * (v - 0.5);
            for [bx, by, size, height] in &blobs {
                let far = ((u - bx).powi(2) + (v - by).powi(2)) / (size * size);
                if far < 1.0 {
                    value += height * (1.0 - far) * (1.0 - far);
                }
            }
            value += 8.0 * random.unit() - 4.0;
            luma.push(value.clamp(0.0, 255.0));
        }
    }
    luma
}

/// The picture through the streaming form, as it is or rounded to bytes.
pub(crate) fn streamed(plane: &Plane, orientation: Orientation, bytes: bool) -> FrameFingerprints {
    let mut hasher = PdqHasher::new();
    hasher.start(info(plane.width(), plane.height(), orientation));
    for row in plane.luma().chunks(plane.width()) {
        let whole: Vec<u8> = row.iter().map(|v| *v as u8).collect();
        let over_white = if bytes { Samples::U8(&whole) } else { Samples::F32(row) };
        hasher.row(LumaRow { over_white, over_black: None });
    }
    hasher.end(false);
    assert_eq!(hasher.dropped_frames(), 0);
    hasher.into_frames().remove(0)
}

pub(crate) fn info(width: usize, height: usize, orientation: Orientation) -> FrameInfo {
    let (width, height) = (width as u32, height as u32);
    FrameInfo { frame: 0, time_ms: None, width, height, orientation }
}
