use core::ops::Range;

use presend::decode::VideoCodec;
use presend::orientation::Orientation;
use presend::undecided::Undecided;

/// What a container holds.
#[derive(Debug)]
pub(crate) struct Movie {
    /// The pictures that move, if there are any.
    pub(crate) track: Option<Track>,
    /// Why something that can be seen is not in `track`.
    pub(crate) missing: Option<Undecided>,
    /// Pictures that are files of their own.
    pub(crate) covers: Vec<Range<u64>>,
}

/// One track of pictures.
#[derive(Debug)]
pub(crate) struct Track {
    pub(crate) codec: Codec,
    /// What the decoder is to know before the first sample: as the container keeps it.
    pub(crate) config: Vec<u8>,
    pub(crate) orientation: Orientation,
    /// Ticks of a second; not 0.
    pub(crate) timescale: u64,
    /// When the part that is shown begins, in ticks; `None` for the first picture.
    pub(crate) start: Option<i64>,
    /// Bytes that each sample begins with and that the file leaves out.
    pub(crate) prefix: Vec<u8>,
    pub(crate) samples: Vec<Sample>,
    /// The latest time of any sample so far.
    pub(crate) latest: Option<i64>,
}

/// One coded picture, in the order of the file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sample {
    pub(crate) offset: u64,
    pub(crate) size: u32,
    /// When it is shown, in ticks.
    pub(crate) time: i64,
}

/// How pictures are coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Codec {
    H264,
    Hevc,
    Vp8,
    Vp9,
}

impl Codec {
    /// How a report names it.
    pub(crate) const fn told(self) -> VideoCodec {
        match self {
            Self::H264 => VideoCodec::H264,
            Self::Hevc => VideoCodec::Hevc,
            Self::Vp8 => VideoCodec::Vp8,
            Self::Vp9 => VideoCodec::Vp9,
        }
    }
}

/// Most samples of one video: four hours at 72 a second.
const MAX_SAMPLES: usize = 1 << 20;

impl Track {
    /// Adds a sample, unless there are too many.
    pub(crate) fn add(&mut self, sample: Sample) -> Result<(), Undecided> {
        if self.samples.len() >= MAX_SAMPLES {
            return Err(Undecided::OverLimit(presend::limits::LimitName::VideoFrames));
        }
        self.latest = self.latest.max(Some(sample.time));
        self.samples.push(sample);
        Ok(())
    }

    /// So much time in milliseconds; 0 if it is negative.
    pub(crate) fn ms(&self, ticks: i64) -> u64 {
        let ticks = u64::try_from(ticks).unwrap_or(0);
        let ms = u128::from(ticks).saturating_mul(1_000).checked_div(self.timescale.into());
        ms.and_then(|ms| u64::try_from(ms).ok()).unwrap_or(u64::MAX)
    }
}
