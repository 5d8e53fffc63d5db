use super::coding::{Coding, Ink, cmyk_luma, ycck_luma};
use super::header::Header;
use super::output::Output;
use crate::decode::luma::{LumaBuffer, luma8};
use crate::decode::plane::Plane;
use crate::decode::{FrameInfo, Guard, LumaRow, LumaSink, Samples};
use crate::undecided::Undecided;

/// Gives the rows to the sink. Ink values without Adobe's marker have two readings in use
/// (gdk-pixbuf and libvips take them as plain, Pillow and ImageMagick as inverted), so a second
/// frame holds the second.
pub(super) fn show(
    plane: &Plane,
    header: &Header,
    output: Output,
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<(), Undecided> {
    show_frame(plane, header, output, 0, guard, sink)?;
    match output {
        Output::Components(Coding::Cmyk(Ink::Plain)) => {
            guard.work(header.pixels())?;
            let inverted = Output::Components(Coding::Cmyk(Ink::Inverted));
            show_frame(plane, header, inverted, 1, guard, sink)
        }
        _ => Ok(()),
    }
}

fn show_frame(
    plane: &Plane,
    header: &Header,
    output: Output,
    frame: u32,
    guard: &Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<(), Undecided> {
    let Header { width, height, orientation, .. } = *header;
    let row_bytes = output.row_bytes(header)?;
    let mut buffer = LumaBuffer::default();
    sink.start(FrameInfo { frame, time_ms: None, width, height, orientation });
    for row in plane.chunks_exact(row_bytes) {
        guard.cancelled()?;
        sink.row(luma_row(row, output, &mut buffer));
    }
    sink.end(false);
    Ok(())
}

fn luma_row<'b>(row: &'b [u8], output: Output, buffer: &'b mut LumaBuffer) -> LumaRow<'b> {
    match output {
        Output::Luma | Output::LumaScan => {
            LumaRow { over_white: Samples::U8(row), over_black: None }
        }
        Output::Components(Coding::Luma) => buffer.opaque::<3>(row, |[y, _, _]| f32::from(y)),
        Output::Components(Coding::Rgb) => buffer.opaque::<3>(row, luma8),
        Output::Components(Coding::Cmyk(ink)) => buffer.opaque(row, |p| cmyk_luma(p, ink)),
        Output::Components(Coding::Ycck(ink)) => buffer.opaque(row, |p| ycck_luma(p, ink)),
    }
}
