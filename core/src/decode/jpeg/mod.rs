//! JPEG: the luma rows that libjpeg-turbo gives, bit for bit, and a word on what of them is made up.
//!
//! [`head`] reads all segments, [`pass`] decodes a scan out of a [`source`], and [`picture`] lets all
//! scans of a picture run side by side, one row of MCUs at a time. Where a file breaks the rules,
//! what viewers show decides: libjpeg's way of going on is followed, and noticed.

mod arithmetic;
mod bits;
mod blocks;
mod coding;
mod coin;
mod cut;
mod frame;
mod head;
mod huffman;
mod idct;
#[cfg(target_arch = "x86_64")]
mod madd;
mod marker;
mod memory;
mod outline;
mod pairs;
mod pass;
mod picture;
mod plane;
mod progress;
mod progressive;
mod refine;
mod scan;
mod sequential;
mod show;
mod skips;
mod smooth;
mod source;
mod standard;
mod stream;
mod stuffing;
mod tables;
mod tail;
mod upsample;
mod zigzag;

use std::rc::Rc;

use self::coding::Coding;
pub(crate) use self::coding::cmyk_rgb;
pub(super) use self::coding::{Ink, cmyk_luma};
use self::head::Head;
pub(super) use self::memory::Share;
pub(crate) use self::outline::{Outline, outline};
use self::show::show;
pub(super) use self::stream::Stream;
pub(super) use self::tables::Tables;
use super::{BlockReader, Guard, LumaSink};
use crate::undecided::Undecided;

/// Decodes the first picture of a file.
///
/// A picture that ends early or has broken data is given to the sink as a viewer shows it, and the
/// error says that it is not whole. What follows its end (a gain map, a second view, the clip of a
/// motion photo) is not read: see [`outline`].
pub(super) fn decode(
    mut reader: BlockReader<'_>,
    guard: &mut Guard<'_>,
    sink: &mut dyn LumaSink,
) -> Result<(), Undecided> {
    let head = Rc::new(Head::read(&mut reader, guard, Tables::default())?);
    let coding = head.coding()?;
    let first = show(&head, coding, 0, &mut reader, guard, sink)?;
    match coding {
        // Ink values without Adobe's marker have two readings in use: gdk-pixbuf and libvips take
        // them as plain, Pillow and ImageMagick as inverted.
        Coding::Cmyk(Ink::Plain) => {
            let inverted = Coding::Cmyk(Ink::Inverted);
            first.and(show(&head, inverted, 1, &mut reader, guard, sink)?)
        }
        _ => first,
    }
}

#[cfg(test)]
mod tests;
