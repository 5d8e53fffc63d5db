use presend::context::CancelToken;
use presend::decode::{FrameInfo, Guard, LumaRow, LumaSink, Samples, decode, decode_still};
use presend::limits::Limits;
use presend::orientation::Orientation;
use presend::sniff::MediaKind;

use crate::input::Opened;
use crate::testkit::picture::Picture;

/// The first picture of a file as the check sees it, in grey, with sides of at most so many pixels.
/// `None` if there is none, or it cannot be decoded.
pub(crate) fn thumb(
    opened: &Opened,
    kind: MediaKind,
    limits: &Limits,
    side: u32,
) -> Option<Picture> {
    let mut sink = Small::new(side);
    first_picture(opened, kind, limits, &mut sink)?;
    sink.picture()
}

/// Decodes a file for a sink that looks at its first picture. `None` if there is none, or it cannot be
/// decoded: of a cut picture, what was decoded of its first frame is no picture.
pub(crate) fn first_picture(
    opened: &Opened,
    kind: MediaKind,
    limits: &Limits,
    sink: &mut dyn LumaSink,
) -> Option<()> {
    let cancel = CancelToken::new();
    let (mut guard, reader) = (Guard::new(limits, &cancel), opened.reader(&cancel)?);
    let lent = crate::heic::decoders().into_iter().find(|decoder| decoder.kind() == kind);
    match lent {
        Some(decoder) => {
            let bytes = opened.whole(limits)?;
            decode_still(decoder.as_ref(), &bytes, &mut guard, sink).ok()
        }
        None => decode(kind, reader, &mut guard, sink).ok(),
    }
}

/// Means over squares of the first frame.
struct Small {
    side: u32,
    width: u32,
    height: u32,
    /// Pixels along the side of a square.
    step: u32,
    row: u32,
    sums: Vec<f32>,
    counts: Vec<f32>,
    turn: Orientation,
    state: State,
}

#[derive(PartialEq, Eq)]
enum State {
    Before,
    Within,
    Behind,
}

impl Small {
    const fn new(side: u32) -> Self {
        Self {
            side,
            width: 0,
            height: 0,
            step: 1,
            row: 0,
            sums: Vec::new(),
            counts: Vec::new(),
            turn: Orientation::Upright,
            state: State::Before,
        }
    }

    fn add(&mut self, values: impl Iterator<Item = f32>) {
        let start = (self.row / self.step * self.width) as usize;
        for (at, value) in values.enumerate() {
            let cell = start + at / self.step as usize;
            if let (Some(sum), Some(count)) = (self.sums.get_mut(cell), self.counts.get_mut(cell)) {
                *sum += value;
                *count += 1.0;
            }
        }
        self.row += 1;
    }

    fn picture(self) -> Option<Picture> {
        let grey = |(sum, count): (&f32, &f32)| [(sum / count.max(1.0)).clamp(0.0, 255.0) as u8; 3];
        let rgb = self.sums.iter().zip(&self.counts).flat_map(grey).collect();
        let stored = Picture { width: self.width, height: self.height, rgb };
        (self.state == State::Behind).then(|| stored.turned(self.turn))
    }
}

impl LumaSink for Small {
    fn start(&mut self, frame: FrameInfo) {
        if self.state != State::Before {
            self.state = State::Behind;
            return;
        }
        self.state = State::Within;
        self.step = frame.width.max(frame.height).div_ceil(self.side).max(1);
        self.width = frame.width.div_ceil(self.step);
        self.height = frame.height.div_ceil(self.step);
        self.turn = frame.orientation;
        let cells = self.width as usize * self.height as usize;
        (self.sums, self.counts) = (vec![0.0; cells], vec![0.0; cells]);
    }

    fn row(&mut self, row: LumaRow<'_>) {
        if self.state == State::Within {
            match row.over_white {
                Samples::U8(values) => self.add(values.iter().map(|value| f32::from(*value))),
                Samples::F32(values) => self.add(values.iter().copied()),
            }
        }
    }

    fn end(&mut self, _transparent: bool) {
        self.state = State::Behind;
    }
}
