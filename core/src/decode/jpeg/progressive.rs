//! Huffman-coded scans of a progressive picture that send the first bits of coefficients, and those
//! that refine the DC coefficient.

use super::bits::{Bits, Window};
use super::blocks::{Blocks, Place, Unit};
use super::cut::low16;
use super::huffman::{Codes, LOOK_BITS};
use super::pairs::{Entry, Pairs};
use super::pass::Coder;
pub(super) use super::refine::AcRefine;
use super::scan::Scan;
use super::zigzag::{Group, LANES, place, put};

/// First bits of the DC coefficients.
pub(super) struct DcFirst {
    places: Vec<Place>,
    members: Vec<(Codes, i32)>,
    low: u32,
}

impl DcFirst {
    pub(super) fn new(scan: &Scan, places: &[Place]) -> Self {
        let codes = scan.components.iter().filter_map(|c| c.dc.as_ref());
        Self {
            places: places.to_vec(),
            members: codes.map(|spec| (Codes::new(spec), 0)).collect(),
            low: u32::from(scan.low),
        }
    }
}

impl Coder for DcFirst {
    fn restart(&mut self) {
        for (_, predictor) in &mut self.members {
            *predictor = 0;
        }
    }

    #[inline(always)]
    fn unit(&mut self, bits: &mut Bits, window: &Window, unit: Unit, blocks: &mut [Blocks]) {
        for place in &self.places {
            let Some((codes, predictor)) = self.members.get_mut(place.member) else { return };
            bits.refill(window);
            let size = codes.symbol(bits);
            *predictor = predictor.wrapping_add(bits.extend(size & 15));
            if let Some(coefficient) = dc(blocks, *place, unit) {
                *coefficient = low16(predictor.wrapping_shl(self.low));
            }
        }
    }
}

/// One more bit of the DC coefficients.
pub(super) struct DcRefine {
    places: Vec<Place>,
    low: u32,
}

impl DcRefine {
    pub(super) fn new(scan: &Scan, places: &[Place]) -> Self {
        Self { places: places.to_vec(), low: u32::from(scan.low) }
    }
}

impl Coder for DcRefine {
    fn restart(&mut self) {}

    #[inline(always)]
    fn unit(&mut self, bits: &mut Bits, window: &Window, unit: Unit, blocks: &mut [Blocks]) {
        bits.refill(window);
        for place in &self.places {
            let bit = i16::from(bits.take(1) != 0);
            if let Some(coefficient) = dc(blocks, *place, unit) {
                *coefficient |= bit.wrapping_shl(self.low);
            }
        }
    }
}

/// The DC coefficient of a block, if the component is shown.
#[inline(always)]
pub(super) fn dc(blocks: &mut [Blocks], of: Place, unit: Unit) -> Option<&mut i16> {
    let blocks = blocks.get_mut(of.component)?;
    let (line, block) = of.of(unit);
    let group = blocks.group_of(line, block);
    place(blocks.groups.get_mut(group)?, 0, block)
}

/// A block of a scan of AC coefficients.
pub(super) struct Target<'b> {
    /// `None` for a component that is not shown.
    pub(super) group: Option<&'b mut Group>,
    pub(super) lane: usize,
    /// Which coefficients are not zero.
    pub(super) mask: &'b mut u64,
}

impl<'b> Target<'b> {
    #[inline(always)]
    pub(super) fn of(blocks: &'b mut [Blocks], place: Place, unit: Unit) -> Option<Self> {
        let blocks = blocks.get_mut(place.component)?;
        let (line, lane) = place.of(unit);
        let number = blocks.group_of(line, lane);
        let first = number.wrapping_mul(LANES);
        let mask = blocks.masks.get_mut(first.wrapping_add(lane % LANES))?;
        Some(Self { group: blocks.groups.get_mut(number), lane, mask })
    }

    #[inline(always)]
    pub(super) fn put(&mut self, k: u32, value: i16) {
        let bit = 1_u64.wrapping_shl(k);
        *self.mask = *self.mask & !bit | if value == 0 { 0 } else { bit };
        if let Some(group) = &mut self.group {
            put(group, k, self.lane, value);
        }
    }
}

impl Target<'_> {
    /// Adds a bit to the magnitude.
    pub(super) fn grow(&mut self, k: u32, low: u32) {
        let Some(value) = self.group.as_mut().and_then(|group| place(group, k, self.lane)) else {
            return;
        };
        let sign = if *value < 0 { -1_i16 } else { 1 };
        *value = value.wrapping_add(sign.wrapping_shl(low));
        if *value == 0 {
            *self.mask &= !1_u64.wrapping_shl(k);
        }
    }
}

/// First bits of AC coefficients.
pub(super) struct AcFirst {
    place: Option<Place>,
    codes: Option<Box<Pairs>>,
    band: Band,
    /// Blocks that are still to be passed over.
    run: u32,
}

/// The coefficients that a scan sends, and their lowest bit.
#[derive(Clone, Copy, Debug)]
struct Band {
    first: u32,
    last: u32,
    low: u32,
}

impl AcFirst {
    pub(super) fn new(scan: &Scan, places: &[Place]) -> Self {
        let spec = scan.components.first().and_then(|c| c.ac.as_ref());
        let (first, last) = scan.band;
        Self {
            place: places.first().copied(),
            codes: spec.map(|spec| Box::new(Pairs::new(spec))),
            band: Band { first: u32::from(first), last: u32::from(last), low: u32::from(scan.low) },
            run: 0,
        }
    }

    /// True if more blocks were announced than came.
    pub(super) const fn runs_on(&self) -> bool {
        self.run > 0
    }
}

impl Band {
    /// Reads one block. Returns how many behind it have nothing.
    #[inline(always)]
    fn block(self, bits: &mut Bits, window: &Window, pairs: &Pairs, to: &mut Target<'_>) -> u32 {
        let mut k = self.first;
        while k <= self.last {
            bits.refill(window);
            for _ in 0..4 {
                let entry = pairs.look(bits.top::<LOOK_BITS>());
                let last = k.wrapping_add(entry.to_last());
                if !entry.is_plain() || last >= self.last {
                    if !entry.is_slow() && last < self.last {
                        self.put(bits, entry, k, to);
                        return 0;
                    }
                    bits.refill(window);
                    match self.one(bits, &pairs.codes, k, to) {
                        Ok(next) => k = next,
                        Err(run) => return run,
                    }
                    break;
                }
                self.put(bits, entry, k, to);
                k = last.wrapping_add(1);
            }
        }
        0
    }

    /// One symbol: the index behind its coefficient, or at the end of the block how many behind it
    /// have nothing.
    #[inline(always)]
    fn one(self, bits: &mut Bits, codes: &Codes, k: u32, to: &mut Target<'_>) -> Result<u32, u32> {
        let symbol = codes.symbol(bits);
        let (run, size) = (symbol >> 4, symbol & 15);
        if size == 0 {
            if run == 15 {
                let next = k.wrapping_add(16);
                bits.faulty |= next > self.last.wrapping_add(1);
                return Ok(next);
            }
            return Err(1_u32.wrapping_shl(run).wrapping_sub(1).wrapping_add(bits.take(run)));
        }
        let at = k.wrapping_add(run);
        bits.faulty |= at > self.last;
        to.put(at.min(63), low16(bits.extend(size).wrapping_shl(self.low)));
        Ok(at.wrapping_add(1))
    }

    #[inline(always)]
    fn put(self, bits: &mut Bits, entry: Entry, k: u32, to: &mut Target<'_>) {
        let value = |value: i32| low16(value.wrapping_shl(self.low));
        if entry.first() != 0 {
            to.put(k.wrapping_add(entry.to_last()), value(entry.second()));
            to.put(k.wrapping_add(entry.to_first()), value(entry.first()));
        }
        bits.consume(entry.length());
    }
}

impl Coder for AcFirst {
    fn restart(&mut self) {
        self.run = 0;
    }

    #[inline(always)]
    fn idle(&mut self, most: u32) -> u32 {
        let idle = self.run.min(most);
        self.run = self.run.wrapping_sub(idle);
        idle
    }

    #[inline(always)]
    fn unit(&mut self, bits: &mut Bits, window: &Window, unit: Unit, blocks: &mut [Blocks]) {
        let (Some(place), Some(pairs)) = (self.place, &self.codes) else { return };
        if let Some(target) = Target::of(blocks, place, unit) {
            // Not in the list, which writing coefficients might change for all the compiler knows.
            let mut mask = *target.mask;
            let mut local = Target { mask: &mut mask, ..target };
            self.run = self.band.block(bits, window, pairs, &mut local);
            *target.mask = mask;
        }
    }
}
