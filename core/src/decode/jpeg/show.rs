use std::rc::Rc;

use super::coding::{Coding, cmyk_luma, ycck_luma};
use super::head::Head;
use super::memory::Share;
use super::picture::Picture;
use crate::decode::luma::{LumaBuffer, luma8};
use crate::decode::{BlockReader, FrameInfo, Guard, LumaRow, LumaSink, Samples};
use crate::undecided::Undecided;

/// Gives one frame to the sink. The error inside says that a part of it is made up.
pub(super) fn show(
    head: &Rc<Head>,
    coding: Coding,
    frame: u32,
    reader: &mut BlockReader<'_>,
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<Result<(), Undecided>, Undecided> {
    let shown = coding.components();
    let mut picture = Picture::new(head, shown, Share::ALONE, guard)?.smoothed(reader, guard)?;
    let (width, height) = (head.frame.width, head.frame.height);
    let orientation = head.orientation;
    sink.start(FrameInfo { frame, time_ms: None, width, height, orientation });
    let mut buffer = LumaBuffer::default();
    let whole = picture.run(reader, guard, &mut |lines| {
        sink.row(luma_row(lines, coding, &mut buffer));
    })?;
    sink.end(false);
    Ok(whole)
}

fn luma_row<'b>(lines: &[&'b [u8]], coding: Coding, buffer: &'b mut LumaBuffer) -> LumaRow<'b> {
    match (coding, lines) {
        (Coding::Rgb, [r, g, b]) => {
            let pixels = r.iter().zip(*g).zip(*b);
            buffer.opaque_values(pixels.map(|((r, g), b)| luma8([*r, *g, *b])))
        }
        (Coding::Cmyk(ink), [c, m, y, k]) => {
            let pixels = c.iter().zip(*m).zip(*y).zip(*k);
            buffer.opaque_values(pixels.map(|(((c, m), y), k)| cmyk_luma([*c, *m, *y, *k], ink)))
        }
        (Coding::Ycck(ink), [y, cb, cr, k]) => {
            let pixels = y.iter().zip(*cb).zip(*cr).zip(*k);
            buffer.opaque_values(pixels.map(|(((y, b), r), k)| ycck_luma([*y, *b, *r, *k], ink)))
        }
        _ => {
            let luma = lines.first().copied().unwrap_or_default();
            LumaRow { over_white: Samples::U8(luma), over_black: None }
        }
    }
}
