mod canvas;

pub(super) use canvas::{Area, Canvas, Disposal, blend};

use super::Guard;
use super::luma::{LumaBuffer, luma8};
use super::sink::{FrameInfo, LumaSink};
use crate::limits::LimitName;
use crate::orientation::Orientation;
use crate::undecided::Undecided;
use crate::unpack::FramePlan;

/// Gives the frames of an animation that the plan takes to the sink, equal consecutive ones once.
pub(super) struct Animation<'s> {
    sink: &'s mut dyn LumaSink,
    plan: FramePlan,
    single: bool,
    orientation: Orientation,
    last: Option<blake3::Hash>,
}

impl<'s> Animation<'s> {
    /// An animation of `total` frames, of which as many are given as the limits allow.
    pub(super) const fn new(
        total: u32,
        orientation: Orientation,
        guard: &Guard<'_>,
        sink: &'s mut dyn LumaSink,
    ) -> Self {
        let plan = FramePlan::new(total, guard.limits().max_frames);
        Self { sink, plan, single: total == 1, orientation, last: None }
    }

    /// Gives the canvas as frame number `frame`, shown from `time_ms` on; `None` for a picture that
    /// stands still.
    pub(super) fn show(
        &mut self,
        frame: u32,
        time_ms: Option<u64>,
        canvas: &Canvas,
        guard: &mut Guard<'_>,
    ) -> Result<(), Undecided> {
        guard.cancelled()?;
        if !self.plan.takes(frame) {
            return Ok(());
        }
        guard.work(canvas.size_bytes())?;
        let seen = blake3::hash(canvas.bytes());
        if self.last.replace(seen) == Some(seen) {
            return Ok(());
        }
        let time_ms = time_ms.filter(|_| !self.single);
        self.sink.start(FrameInfo {
            frame,
            time_ms,
            width: canvas.width(),
            height: canvas.height(),
            orientation: self.orientation,
        });
        let transparent = give_rows(canvas, guard, self.sink)?;
        self.sink.end(transparent);
        Ok(())
    }

    /// How the animation ends if nothing went wrong: frames left out are a limit that was met.
    pub(super) const fn finish(self) -> Result<(), Undecided> {
        if self.plan.complete() { Ok(()) } else { Err(Undecided::OverLimit(LimitName::Frames)) }
    }
}

/// All rows of the canvas; true if any pixel was transparent. A canvas without such a pixel is given
/// as an opaque picture, which halves the work of the hash.
fn give_rows(
    canvas: &Canvas,
    guard: &Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<bool, Undecided> {
    let opaque = canvas.bytes().as_chunks::<4>().0.iter().all(|[_, _, _, alpha]| *alpha == 255);
    let row_bytes = usize::try_from(canvas.width()).unwrap_or(usize::MAX).saturating_mul(4).max(1);
    let mut buffer = LumaBuffer::default();
    for row in canvas.bytes().chunks_exact(row_bytes) {
        guard.cancelled()?;
        sink.row(if opaque {
            buffer.opaque(row, |[red, green, blue, _]: [u8; 4]| luma8([red, green, blue]))
        } else {
            buffer.with_alpha(row, |[red, green, blue, alpha]: [u8; 4]| {
                (luma8([red, green, blue]), f32::from(alpha) / 255.0)
            })
        });
    }
    Ok(buffer.transparent())
}
