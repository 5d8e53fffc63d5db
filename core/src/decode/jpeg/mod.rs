//! JPEG by zune-jpeg. The file's own head is read here: what the components are, which way up the
//! picture is, how much memory it takes; the decoder gets only what it needs to decode.

mod coding;
mod fill;
mod header;
mod memory;
mod output;
mod scans;
mod show;
mod source;

pub(super) use self::coding::{Ink, cmyk_luma};
use self::fill::{Filled, fill};
use self::header::Header;
use self::output::Output;
use self::scans::Scans;
use self::show::show;
use super::plane::Plane;
use super::{BlockReader, Guard, LumaSink};
use crate::limits::LimitName;
use crate::undecided::Undecided;

/// Decodes the first picture of a file.
///
/// A picture that ends early or has broken data is given to the sink as a viewer shows it, and the
/// error says that it is not whole.
pub(super) fn decode(
    mut reader: BlockReader<'_>,
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<(), Undecided> {
    let header = Header::read(&mut reader)?;
    guard.picture(header.width, header.height)?;
    let output = Output::of(&header)?;
    guard.memory(memory::bytes(&header, output.channels()))?;
    let scans = Scans::walk(&mut reader, header.scan_start, &header.first_scan)?;
    charge_run(&header, scans, guard)?;

    let mut plane = Plane::new(output.plane_bytes(&header)?);
    let filled = fill(&mut plane, &header, output, scans, &mut reader, guard);
    guard.cancelled()?;
    let filled = filled?;
    show(&plane, &header, output, guard, sink)?;
    match filled {
        Filled::Whole => Ok(()),
        Filled::Damaged(reason) => Err(reason),
    }
}

/// Takes every scan of one run of the decoder from the work budget: each may visit every pixel.
fn charge_run(header: &Header, scans: Scans, guard: &mut Guard<'_>) -> Result<(), Undecided> {
    if scans.count > MAX_SCANS {
        return Err(Undecided::OverLimit(LimitName::WorkBytes));
    }
    guard.work(header.pixels().saturating_mul(scans.count))
}

/// Encoders write up to 12 scans; each more is work that a small file makes a phone do.
const MAX_SCANS: u64 = 100;

#[cfg(test)]
mod tests;
