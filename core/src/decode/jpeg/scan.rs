use std::rc::Rc;

use super::frame::Frame;
use super::huffman::Spec;
use super::tables::{Conditioning, Tables};
use crate::undecided::Undecided;

/// A scan header, with the tables in force there.
#[derive(Clone, Debug)]
pub(super) struct Scan {
    pub(super) components: Vec<ScanComponent>,
    /// First and last coefficient.
    pub(super) band: (u8, u8),
    /// Bit that is refined; 0 for a first look at the coefficients.
    pub(super) high: u8,
    /// Lowest bit that is sent.
    pub(super) low: u8,
    /// MCUs between two restarts; 0 for none.
    pub(super) restart: u32,
    pub(super) conditioning: Conditioning,
    /// Offset in the file of the entropy-coded data.
    pub(super) start: u64,
}

/// One component of a scan.
#[derive(Clone, Debug)]
pub(super) struct ScanComponent {
    /// Index in the frame.
    pub(super) index: usize,
    pub(super) dc_table: usize,
    pub(super) ac_table: usize,
    pub(super) dc: Option<Rc<Spec>>,
    pub(super) ac: Option<Rc<Spec>>,
}

impl Scan {
    /// Parses a scan header, with the rules of libjpeg. What it warns of in a sequential picture
    /// (a band other than 0 to 63) changes nothing.
    pub(super) fn parse(
        segment: &[u8],
        frame: &Frame,
        tables: &Tables,
        start: u64,
    ) -> Result<Self, Undecided> {
        let (&count, rest) = segment.split_first().ok_or(Undecided::Corrupt)?;
        let bytes = usize::from(count).saturating_mul(2);
        let (components, rest) = rest.split_at_checked(bytes).ok_or(Undecided::Corrupt)?;
        let &[first, last, bits] = rest else { return Err(Undecided::Corrupt) };
        if !(1..=4).contains(&count) {
            return Err(Undecided::Corrupt);
        }
        let mut scan = Self {
            components: Vec::new(),
            band: if frame.progressive { (first, last) } else { (0, 63) },
            high: if frame.progressive { bits >> 4 } else { 0 },
            low: if frame.progressive { bits & 15 } else { 0 },
            restart: tables.restart,
            conditioning: tables.conditioning,
            start,
        };
        for &[id, which] in components.as_chunks::<2>().0 {
            let component = scan.component(id, which, frame, tables)?;
            scan.components.push(component);
        }
        scan.check(frame)?;
        Ok(scan)
    }

    fn component(
        &self,
        id: u8,
        which: u8,
        frame: &Frame,
        tables: &Tables,
    ) -> Result<ScanComponent, Undecided> {
        // libjpeg looks from this place on, so the order must be that of the frame.
        let before = self.components.len();
        let mut candidates = frame.components.iter().enumerate().skip(before).take(4);
        let (index, _) = candidates.find(|(_, c)| c.id == id).ok_or(Undecided::Corrupt)?;
        if self.components.iter().any(|other| other.index == index) {
            return Err(Undecided::Corrupt);
        }
        let (dc_table, ac_table) = (usize::from(which >> 4), usize::from(which & 15));
        let (mut dc, mut ac) = (None, None);
        if !frame.arithmetic {
            let (first, _) = self.band;
            if first == 0 && self.high == 0 {
                dc = Some(table(&tables.dc, dc_table, 15)?);
            }
            if first > 0 || !frame.progressive {
                ac = Some(table(&tables.ac, ac_table, 255)?);
            }
        }
        Ok(ScanComponent { index, dc_table, ac_table, dc, ac })
    }

    fn check(&self, frame: &Frame) -> Result<(), Undecided> {
        let blocks = |c: &ScanComponent| {
            frame.components.get(c.index).map_or(0, |c| c.horizontal.saturating_mul(c.vertical))
        };
        let blocks = self.components.iter().map(blocks).fold(0, u32::saturating_add);
        let (first, last) = self.band;
        let progression = match first {
            _ if !frame.progressive => true,
            0 => last == 0,
            _ => first <= last && last < 64 && self.components.len() == 1,
        };
        let refinement = self.high == 0 || self.low.checked_add(1) == Some(self.high);
        if progression && refinement && self.low <= 13 && (blocks <= 10 || self.is_single()) {
            Ok(())
        } else {
            Err(Undecided::Corrupt)
        }
    }

    /// True if blocks of one component follow each other, row by row.
    pub(super) fn is_single(&self) -> bool {
        self.components.len() == 1
    }

    /// What the decoder does for one block, in coefficients; at least what it takes to pass it.
    pub(super) fn work_per_block(&self) -> u64 {
        let (first, last) = self.band;
        u64::from(last.saturating_sub(first)).saturating_add(1).max(8)
    }
}

fn table(tables: &[Option<Rc<Spec>>; 4], at: usize, most: u8) -> Result<Rc<Spec>, Undecided> {
    let table = tables.get(at).and_then(Option::as_ref).ok_or(Undecided::Corrupt)?;
    table.check(most)?;
    Ok(Rc::clone(table))
}
