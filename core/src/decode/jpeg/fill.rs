use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;
use zune_jpeg::errors::DecodeErrors;

use super::charge_run;
use super::header::Header;
use super::output::Output;
use super::scans::Scans;
use super::source::{Feed, JpegSource};
use crate::decode::plane::Plane;
use crate::decode::{BlockReader, Guard};
use crate::undecided::Undecided;

/// How much of a plane is the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Filled {
    Whole,
    /// As much as a viewer shows.
    Damaged(Undecided),
}

/// Strictly first, so that broken data is noticed; then again as far as it goes, for what can be
/// shown. A file without an end marker is known to be cut, and is not tried strictly.
pub(super) fn fill(
    plane: &mut Plane,
    header: &Header,
    output: Output,
    scans: Scans,
    reader: &mut BlockReader<'_>,
    guard: &mut Guard<'_>,
) -> Result<Filled, Undecided> {
    let end = if output == Output::LumaScan { scans.first_end } else { scans.end };
    let Some(end) = end else {
        return fill_cut(plane, header, output, scans, reader, guard);
    };
    let source = JpegSource::new(header, reader, end).closed();
    match run(plane, header, output, source, Mode::Strict) {
        // The first of two lumas is not what is seen.
        Ok(()) if output == Output::LumaScan && scans.repeats_first => {
            Ok(Filled::Damaged(Undecided::Corrupt))
        }
        Ok(()) if scans.end.is_none() => Ok(Filled::Damaged(Undecided::Truncated)),
        Ok(()) => Ok(Filled::Whole),
        Err(Undecided::Corrupt) => {
            again(plane, header, scans, guard)?;
            let source = JpegSource::new(header, reader, end).closed();
            run(plane, header, output, source, Mode::Lenient)?;
            Ok(Filled::Damaged(Undecided::Corrupt))
        }
        Err(other) => Err(other),
    }
}

/// Decodes what there is. The decoder fills the missing rows with gray if the data just stops; a
/// progressive picture cut between two scans it takes only with an end marker.
fn fill_cut(
    plane: &mut Plane,
    header: &Header,
    output: Output,
    scans: Scans,
    reader: &mut BlockReader<'_>,
    guard: &mut Guard<'_>,
) -> Result<Filled, Undecided> {
    let end = reader.length();
    let source = JpegSource::new(header, reader, end);
    match run(plane, header, output, source, Mode::Lenient) {
        Err(Undecided::Corrupt) => {
            again(plane, header, scans, guard)?;
            let source = JpegSource::new(header, reader, end).closed();
            // Nothing to show: the cut is the reason all the same.
            run(plane, header, output, source, Mode::Lenient).map_err(|error| match error {
                Undecided::Corrupt => Undecided::Truncated,
                other => other,
            })?;
        }
        other => other?,
    }
    Ok(Filled::Damaged(Undecided::Truncated))
}

/// Makes ready for another run, which is work of its own. A cancel is asked about here because the
/// decoder sees it as the end of the data, and fills the whole plane with gray first.
fn again(
    plane: &mut Plane,
    header: &Header,
    scans: Scans,
    guard: &mut Guard<'_>,
) -> Result<(), Undecided> {
    guard.cancelled()?;
    charge_run(header, scans, guard)?;
    plane.fill(0);
    Ok(())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Strict,
    Lenient,
}

fn run(
    plane: &mut Plane,
    header: &Header,
    output: Output,
    mut source: JpegSource<'_, '_>,
    mode: Mode,
) -> Result<(), Undecided> {
    let decoded = run_decoder(plane, header, output, Feed(&mut source), mode);
    if source.failed() {
        return Err(Undecided::Unreadable);
    }
    match decoded {
        Ok(()) if mode == Mode::Strict && source.past_end() => Err(Undecided::Corrupt),
        Ok(()) => Ok(()),
        Err(_) => Err(Undecided::Corrupt),
    }
}

fn run_decoder(
    plane: &mut Plane,
    header: &Header,
    output: Output,
    feed: Feed<'_, '_, '_>,
    mode: Mode,
) -> Result<(), DecodeErrors> {
    let side = usize::from(u16::MAX);
    let options = DecoderOptions::new_fast()
        .set_max_width(side)
        .set_max_height(side)
        .set_strict_mode(mode == Mode::Strict)
        .jpeg_set_out_colorspace(ColorSpace::Luma);
    let mut decoder = JpegDecoder::new_with_options(feed, options);
    decoder.decode_headers()?;
    let input = decoder.input_colorspace().unwrap_or(ColorSpace::Unknown);
    let space = output.color_space(input);
    if space.num_components() != usize::from(output.channels())
        || decoder.dimensions() != header.dimensions()
    {
        return Err(DecodeErrors::FormatStatic("the two readings of the header differ"));
    }
    decoder.set_options(options.jpeg_set_out_colorspace(space));
    decoder.decode_into(plane)
}
