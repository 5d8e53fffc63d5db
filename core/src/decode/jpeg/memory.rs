//! Memory and work of a picture, computed before anything is allocated or done.

use super::bits::WINDOW_BYTES;
use super::cut::index;
use super::frame::Component;
use super::head::Head;
use super::plane::Plane;
use super::scan::Scan;
use super::upsample::Upsample;
use super::zigzag::LANES;
use crate::decode::Guard;
use crate::undecided::Undecided;

/// Pictures that are decoded side by side, each as large as the others at most: the parts of a
/// larger one.
#[derive(Clone, Copy, Debug)]
pub(in crate::decode) struct Share {
    pub(in crate::decode) pictures: u64,
    /// Memory that is taken beside them, in bytes.
    pub(in crate::decode) other_bytes: u64,
}

impl Share {
    /// A picture that is no part of another.
    pub(super) const ALONE: Self = Self { pictures: 0, other_bytes: 0 };

    pub(super) const fn is_part(self) -> bool {
        self.pictures > 0
    }

    /// Asks for the memory of all of them, of which each takes this much.
    pub(super) fn ask(self, bytes: u64, guard: &Guard<'_>) -> Result<(), Undecided> {
        let all = bytes.saturating_mul(self.pictures.max(1));
        guard.memory(all.saturating_add(self.other_bytes))
    }
}

/// Groups of blocks in a line of a span of so many MCUs, which are a multiple of eight.
pub(super) fn groups_across(span: u32, component: Component) -> usize {
    index(span.div_ceil(8).saturating_mul(component.horizontal))
}

/// Bytes that decoding takes.
pub(super) fn bytes(head: &Head, upsamples: &[Option<Upsample>]) -> u64 {
    let frame = &head.frame;
    let looks_around = upsamples.iter().flatten().any(|upsample| upsample.looks_around());
    let rows = if looks_around { 24 } else { 8 };
    let passes = head.scans.iter().map(pass_bytes).fold(0, u64::saturating_add);
    let mut all = passes;
    for (component, upsample) in frame.components.iter().zip(upsamples) {
        let lines = index(component.vertical);
        let groups = groups_across(frame.mcu_columns(), *component).saturating_mul(lines);
        let masks = if frame.progressive { 8 * LANES } else { 0 };
        let coefficients = if upsample.is_some() { GROUP_BYTES } else { 0 };
        let samples = Plane::stride(frame, *component).saturating_mul(lines).saturating_mul(rows);
        let samples = if upsample.is_some() { samples } else { 0 };
        let line = index(frame.width).saturating_mul(5);
        let here = groups.saturating_mul(coefficients.saturating_add(masks));
        all = all.saturating_add(wide(here.saturating_add(samples).saturating_add(line)));
    }
    all
}

fn pass_bytes(scan: &Scan) -> u64 {
    wide(scan.components.len().saturating_mul(TABLE_BYTES).saturating_add(WINDOW_BYTES))
}

/// Work, in coefficients of all scans or in pixels, whichever is more, apart from the bytes that are
/// read.
pub(super) fn work(head: &Head) -> u64 {
    let scan_work = |scan: &Scan| {
        let blocks = |at: usize| {
            let (columns, rows) =
                head.frame.components.get(at).map_or((0, 0), |c| head.frame.blocks(*c));
            u64::from(columns).saturating_mul(u64::from(rows))
        };
        let blocks = scan.components.iter().map(|c| blocks(c.index)).fold(0, u64::saturating_add);
        blocks.saturating_mul(scan.work_per_block())
    };
    let pixels = u64::from(head.frame.width).saturating_mul(u64::from(head.frame.height));
    head.scans.iter().map(scan_work).fold(0, u64::saturating_add).max(pixels)
}

fn wide(value: usize) -> u64 {
    u64::try_from(value).unwrap_or(u64::MAX)
}

/// Eight blocks of 64 coefficients of two bytes.
const GROUP_BYTES: usize = 1024;

/// Work to make the look-ups and windows of all scans. It is nothing to a whole picture, and much to a small part.
pub(super) fn table_work(head: &Head) -> u64 {
    let pieces = head.scans.iter().map(|scan| scan.components.len().saturating_add(1));
    wide(pieces.fold(0, usize::saturating_add)).saturating_mul(TABLE_WORK)
}

/// The same of one component of a scan, or of its window: some 20 us.
const TABLE_WORK: u64 = 8 << 10;

/// The look-ups of one component of a scan.
const TABLE_BYTES: usize = 20 << 10;
