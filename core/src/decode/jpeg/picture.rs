use std::rc::Rc;

use pulp::{Arch, Simd, WithSimd};
use zeroize::Zeroizing;

use super::blocks::Blocks;
use super::cut::index;
use super::frame::{Component, Frame};
use super::head::Head;
use super::memory::{self, Share};
use super::pass::{Pass, Span};
use super::plane::Plane;
use super::smooth::Smooth;
use super::tail;
use super::upsample::Upsample;
use crate::decode::{BlockReader, Guard};
use crate::undecided::Undecided;

/// Decodes a picture, one row of MCUs of all its scans at a time: no picture of coefficients or of
/// samples is kept.
pub(super) struct Picture {
    head: Rc<Head>,
    /// How many components are shown.
    shown: usize,
    share: Share,
    passes: Vec<Pass>,
    /// One for each component.
    blocks: Vec<Blocks>,
    planes: Vec<Option<Plane>>,
    upsamples: Vec<Option<Upsample>>,
    /// MCUs that are decoded before their samples are computed.
    span: u32,
    smooth: Option<Vec<Smooth>>,
    /// Rows of MCUs that were decoded.
    decoded: u32,
}

/// Takes the lines of the components that are shown, in the size of the picture.
pub(super) type TakeLines<'t> = dyn FnMut(&[&[u8]]) + 't;

impl Picture {
    /// Makes ready to show the first `shown` components. Memory and work are asked for first.
    pub(super) fn new(
        head: &Rc<Head>,
        shown: usize,
        share: Share,
        guard: &mut Guard<'_>,
    ) -> Result<Self, Undecided> {
        let frame = &head.frame;
        let is_shown: Vec<bool> = (0..frame.components.len()).map(|at| at < shown).collect();
        let mut upsamples = Vec::new();
        for (component, shown) in frame.components.iter().zip(&is_shown) {
            upsamples.push(if *shown { Some(Upsample::of(frame, *component)?) } else { None });
        }
        share.ask(memory::bytes(head, &upsamples), guard)?;
        guard.work(memory::work(head))?;
        let passes: Vec<Pass> =
            head.scans.iter().map(|scan| Pass::new(frame, scan, &is_shown)).collect();
        let span = span(frame, passes.len(), passes.iter().all(Pass::takes_spans));
        let mut picture = Self {
            head: Rc::clone(head),
            shown,
            share,
            passes,
            blocks: Vec::new(),
            planes: Vec::new(),
            upsamples,
            span,
            smooth: None,
            decoded: 0,
        };
        picture.allocate()?;
        Ok(picture)
    }

    /// Finds what a picture with missing scans is smoothed by: decodes it once for that.
    pub(super) fn smoothed(
        mut self,
        reader: &mut BlockReader<'_>,
        guard: &mut Guard<'_>,
    ) -> Result<Self, Undecided> {
        let (head, shown, share) = (Rc::clone(&self.head), self.shown, self.share);
        let smooth = Smooth::of(&head.frame, &head.progress, &head.quantisers);
        let Some(mut smooth) = smooth else { return Ok(self) };
        let kept = smooth.iter().map(Smooth::bytes).fold(0, u64::saturating_add);
        share.ask(memory::bytes(&head, &self.upsamples).saturating_add(kept), guard)?;
        for row in 0..head.frame.mcu_rows() {
            self.decode_row(row, reader, guard, Some(&mut smooth))?;
        }
        let last_good = self.passes.last().map_or(0, Pass::last_good);
        for smooth in &mut smooth {
            smooth.last_good = last_good;
        }
        // One picture in memory at a time.
        drop(self);
        let mut picture = Self::new(&head, shown, share, guard)?;
        picture.smooth = Some(smooth);
        Ok(picture)
    }

    fn allocate(&mut self) -> Result<(), Undecided> {
        let head = Rc::clone(&self.head);
        let frame = &head.frame;
        let kept = if self.looks_around() { 3 } else { 1 };
        for (at, component) in frame.components.iter().enumerate() {
            let shown = self.upsamples.get(at).copied().flatten().is_some();
            let across = memory::groups_across(self.span, *component);
            let lines = index(component.vertical);
            self.blocks.push(Blocks::new(across, lines, shown, frame.progressive));
            let quantiser = head.quantisers.get(at).and_then(Option::as_ref);
            self.planes.push(match quantiser {
                Some(quantiser) if shown => Some(Plane::new(frame, *component, quantiser, kept)),
                // Without a scan of it, it is gray.
                None if shown => Some(Plane::new(frame, *component, &[1; 64], kept)),
                _ => None,
            });
        }
        Ok(())
    }

    fn looks_around(&self) -> bool {
        self.upsamples.iter().flatten().any(|upsample| upsample.looks_around())
    }

    /// Decodes all of it. What of it is made up, if any is, is the error inside.
    pub(super) fn run(
        &mut self,
        reader: &mut BlockReader<'_>,
        guard: &mut Guard<'_>,
        take: &mut TakeLines<'_>,
    ) -> Result<Result<(), Undecided>, Undecided> {
        for y in 0..self.head.frame.height {
            self.line(y, reader, guard, take)?;
        }
        Ok(self.finish(reader, guard)?.map_or(Ok(()), Err))
    }

    /// Gives line `y`, the one behind the last, and decodes what it takes.
    pub(super) fn line(
        &mut self,
        y: u32,
        reader: &mut BlockReader<'_>,
        guard: &mut Guard<'_>,
        take: &mut TakeLines<'_>,
    ) -> Result<(), Undecided> {
        let frame = &self.head.frame;
        let row = y.checked_div(frame.largest.1.saturating_mul(8)).unwrap_or(0);
        let ahead = if self.looks_around() { 2 } else { 1 };
        let needed = row.saturating_add(ahead).min(frame.mcu_rows());
        while self.decoded < needed {
            self.decode_row(self.decoded, reader, guard, None)?;
            self.decoded = self.decoded.saturating_add(1);
        }
        self.give(y, take);
        Ok(())
    }

    fn decode_row(
        &mut self,
        row: u32,
        reader: &mut BlockReader<'_>,
        guard: &mut Guard<'_>,
        mut keep: Option<&mut Vec<Smooth>>,
    ) -> Result<(), Undecided> {
        let columns = self.head.frame.mcu_columns();
        let mut start = 0;
        while start < columns {
            let end = start.saturating_add(self.span).min(columns);
            Arch::new().dispatch(Step {
                span: Span { row, start, end },
                components: &self.head.frame.components,
                passes: &mut self.passes,
                blocks: &mut self.blocks,
                planes: &mut self.planes,
                smooth: self.smooth.as_deref(),
                reader,
            });
            let kept = keep.iter_mut().flat_map(|all| all.iter_mut());
            for ((keep, blocks), c) in kept.zip(&self.blocks).zip(&self.head.frame.components) {
                keep.keep(blocks, row, start.saturating_mul(c.horizontal));
            }
            self.check(guard)?;
            start = end;
        }
        Ok(())
    }

    /// Stops if the scan was cancelled, the budget is spent or reading failed.
    fn check(&self, guard: &Guard<'_>) -> Result<(), Undecided> {
        guard.cancelled()?;
        guard.within_work()?;
        self.passes.iter().find_map(Pass::failed).map_or(Ok(()), Err)
    }

    fn give(&self, y: u32, take: &mut TakeLines<'_>) {
        if let (Some(Some(plane)), [Some(Upsample::None), None, ..] | [Some(Upsample::None)]) =
            (self.planes.first(), self.upsamples.as_slice())
        {
            return take(&[plane.line(y)]);
        }
        let shown = self.planes.iter().flatten().zip(self.upsamples.iter().flatten());
        let whole = shown.map(|(plane, upsample)| {
            let mut line = Zeroizing::new(vec![0; index(self.head.frame.width)]);
            upsample.line(plane, y, &mut line);
            line
        });
        let whole: Vec<_> = whole.collect();
        take(&whole.iter().map(|line| line.as_slice()).collect::<Vec<_>>());
    }

    /// Why a part of what was decoded so far is made up.
    pub(super) fn fault(&self) -> Option<Undecided> {
        self.passes.iter().find_map(Pass::fault)
    }

    /// What was made up, by the order of the file.
    pub(super) fn finish(
        &mut self,
        reader: &mut BlockReader<'_>,
        guard: &Guard<'_>,
    ) -> Result<Option<Undecided>, Undecided> {
        let fault = self.find_fault(reader);
        self.check(guard)?;
        fault
    }

    fn find_fault(&mut self, reader: &mut BlockReader<'_>) -> Result<Option<Undecided>, Undecided> {
        let mut fault = None;
        let last = self.passes.len().saturating_sub(1);
        for (at, pass) in self.passes.iter_mut().enumerate() {
            let behind = pass.finish(reader);
            if let Some(reason) = pass.failed() {
                return Err(reason);
            }
            let found = pass.fault().or(if self.head.is_one_scan() {
                tail::fault(behind, self.head.frame.height, self.share.is_part(), reader)?
            } else {
                // Without an end, what follows the last scan is no part of the picture.
                let counts = at < last || self.head.ended;
                (behind.left_over && counts).then_some(Undecided::Corrupt)
            });
            fault = fault.or(found);
        }
        Ok(fault.or(self.head.fault))
    }
}

/// MCUs in a span: eight, so that no group is cut, or all if the scans order them otherwise.
fn span(frame: &Frame, passes: usize, takes_spans: bool) -> u32 {
    if passes == 1 && takes_spans { 8 } else { frame.mcu_columns().div_ceil(8).saturating_mul(8) }
}

/// Decodes a span and computes its samples, with the vector instructions of the machine.
struct Step<'s, 'r> {
    span: Span,
    components: &'s [Component],
    passes: &'s mut [Pass],
    blocks: &'s mut [Blocks],
    planes: &'s mut [Option<Plane>],
    smooth: Option<&'s [Smooth]>,
    reader: &'s mut BlockReader<'r>,
}

impl WithSimd for Step<'_, '_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        for blocks in &mut *self.blocks {
            blocks.clear();
        }
        for pass in self.passes {
            pass.run(self.span, self.blocks, self.reader);
        }
        let Span { row, start, .. } = self.span;
        for ((smooth, blocks), component) in
            self.smooth.unwrap_or_default().iter().zip(&mut *self.blocks).zip(self.components)
        {
            smooth.apply(blocks, row, start.saturating_mul(component.horizontal));
        }
        for ((plane, blocks), component) in
            self.planes.iter_mut().zip(&*self.blocks).zip(self.components)
        {
            if let Some(plane) = plane {
                plane.fill(simd, blocks, row, start, *component);
            }
        }
    }
}
