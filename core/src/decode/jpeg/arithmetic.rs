use super::blocks::{Blocks, Place, Unit};
use super::coin::{Coin, Feed};
use super::cut::{index, low16};
use super::progressive::{Target, dc};
use super::scan::Scan;
use super::tables::Conditioning;
use super::zigzag::put;

/// Arithmetic-coded blocks of one scan (T.81, annexes D, F.2.4 and G.2.3).
pub(super) struct Arithmetic {
    coin: Coin,
    places: Vec<Place>,
    members: Vec<Member>,
    dc_bins: Box<[[u8; 64]; 16]>,
    ac_bins: Box<[[u8; 256]; 16]>,
    conditioning: Conditioning,
    progressive: bool,
    band: (u32, u32),
    high: u32,
    low: u32,
}

/// What is kept of one component of the scan.
struct Member {
    shown: bool,
    dc_table: usize,
    ac_table: usize,
    predictor: i32,
    /// Bin of the first decision of the next difference.
    context: usize,
}

/// The data cannot be: nothing more comes of the segment.
struct BadCode;

impl Arithmetic {
    pub(super) fn new(progressive: bool, scan: &Scan, places: &[Place], shown: &[bool]) -> Self {
        let member = |component: &super::scan::ScanComponent| Member {
            shown: shown.get(component.index) == Some(&true),
            dc_table: component.dc_table,
            ac_table: component.ac_table,
            predictor: 0,
            context: 0,
        };
        Self {
            coin: Coin::default(),
            places: places.to_vec(),
            members: scan.components.iter().map(member).collect(),
            dc_bins: Box::new([[0; 64]; 16]),
            ac_bins: Box::new([[0; 256]; 16]),
            conditioning: scan.conditioning,
            progressive,
            band: (u32::from(scan.band.0), u32::from(scan.band.1)),
            high: u32::from(scan.high),
            low: u32::from(scan.low),
        }
    }

    /// Decodes the MCUs of one line.
    pub(super) fn line(
        &mut self,
        mut feed: Feed<'_, '_>,
        line: u32,
        columns: u32,
        blocks: &mut [Blocks],
    ) {
        for column in 0..columns {
            if feed.source.before_mcu(feed.reader) {
                self.restart();
                self.coin = Coin::default();
            }
            if self.coin.is_stopped() {
                continue;
            }
            let unit = Unit { column, line };
            if self.unit(&mut feed, unit, blocks).is_err() {
                self.coin.stop();
                feed.source.fail_segment();
            }
            feed.source.ran_dry(self.coin.made_up);
        }
    }

    fn restart(&mut self) {
        self.dc_bins.as_flattened_mut().fill(0);
        self.ac_bins.as_flattened_mut().fill(0);
        for member in &mut self.members {
            (member.predictor, member.context) = (0, 0);
        }
    }

    fn unit(
        &mut self,
        feed: &mut Feed<'_, '_>,
        unit: Unit,
        blocks: &mut [Blocks],
    ) -> Result<(), BadCode> {
        for at in 0..self.places.len() {
            let Some(place) = self.places.get(at).copied() else { return Ok(()) };
            match (self.progressive, self.band.0, self.high) {
                (false, ..) => self.sequential(feed, place, unit, blocks)?,
                (true, 0, 0) => self.dc_first(feed, place, unit, blocks)?,
                (true, 0, _) => self.dc_refine(feed, place, unit, blocks),
                (true, _, 0) => self.ac_first(feed, place, unit, blocks)?,
                (true, ..) => self.ac_refine(feed, place, unit, blocks)?,
            }
        }
        Ok(())
    }

    fn dc_first(
        &mut self,
        feed: &mut Feed<'_, '_>,
        place: Place,
        unit: Unit,
        blocks: &mut [Blocks],
    ) -> Result<(), BadCode> {
        let value = self.difference(feed, place.member)?;
        if let Some(coefficient) = dc(blocks, place, unit) {
            *coefficient = low16(value.wrapping_shl(self.low));
        }
        Ok(())
    }

    fn dc_refine(
        &mut self,
        feed: &mut Feed<'_, '_>,
        place: Place,
        unit: Unit,
        blocks: &mut [Blocks],
    ) {
        let bit = i16::from(self.coin.even(feed));
        if let Some(coefficient) = dc(blocks, place, unit) {
            *coefficient |= bit.wrapping_shl(self.low);
        }
    }

    fn sequential(
        &mut self,
        feed: &mut Feed<'_, '_>,
        place: Place,
        unit: Unit,
        blocks: &mut [Blocks],
    ) -> Result<(), BadCode> {
        let value = self.difference(feed, place.member)?;
        let (line, lane) = place.of(unit);
        let shown = self.members.get(place.member).is_some_and(|member| member.shown);
        let mut target = None;
        if let Some(blocks) = blocks.get_mut(place.component).filter(|_| shown) {
            let number = blocks.group_of(line, lane);
            if let Some(used) = blocks.used.get_mut(number) {
                *used = 64;
            }
            target = blocks.groups.get_mut(number);
        }
        if let Some(group) = &mut target {
            put(group, 0, lane, low16(value));
        }
        self.coefficients(feed, place.member, |k, value| {
            if let Some(group) = &mut target {
                put(group, k, lane, value);
            }
        })
    }

    fn ac_first(
        &mut self,
        feed: &mut Feed<'_, '_>,
        place: Place,
        unit: Unit,
        blocks: &mut [Blocks],
    ) -> Result<(), BadCode> {
        let Some(mut target) = Target::of(blocks, place, unit) else { return Ok(()) };
        self.coefficients(feed, place.member, |k, value| target.put(k, value))
    }

    /// The next DC value (F.1.4.4.1, figures F.19 to F.24).
    fn difference(&mut self, feed: &mut Feed<'_, '_>, member: usize) -> Result<i32, BadCode> {
        let Some(member) = self.members.get_mut(member) else { return Ok(0) };
        let Some(bins) = self.dc_bins.get_mut(member.dc_table) else { return Ok(0) };
        let coin = &mut self.coin;
        let mut at = member.context;
        if !coin.toss(bins, at, feed) {
            member.context = 0;
            return Ok(member.predictor);
        }
        let negative = coin.toss(bins, at.wrapping_add(1), feed);
        at = at.wrapping_add(2).wrapping_add(usize::from(negative));
        let mut size = u32::from(coin.toss(bins, at, feed));
        if size != 0 {
            at = 20;
            size = coin.magnitude(bins, &mut at, size, feed).ok_or(BadCode)?;
        }
        let (low, high) = self.conditioning.dc.get(member.dc_table).copied().unwrap_or_default();
        let bound = |bits: u8| 1_u32.wrapping_shl(u32::from(bits)) >> 1;
        let category = match size {
            _ if size < bound(low) => 0,
            _ if size > bound(high) => 12,
            _ => 4,
        };
        let sign: usize = if category > 0 && negative { 4 } else { 0 };
        member.context = sign.wrapping_add(category);
        let value = coin.value(bins, at.wrapping_add(14), size, negative, feed);
        member.predictor = member.predictor.wrapping_add(value) & 0xffff;
        Ok(member.predictor)
    }

    /// The AC coefficients of one block (F.1.4.4.2, figure F.20).
    fn coefficients(
        &mut self,
        feed: &mut Feed<'_, '_>,
        member: usize,
        mut put: impl FnMut(u32, i16),
    ) -> Result<(), BadCode> {
        let Some(member) = self.members.get(member) else { return Ok(()) };
        let Some(bins) = self.ac_bins.get_mut(member.ac_table) else { return Ok(()) };
        let split = self.conditioning.ac.get(member.ac_table).copied().unwrap_or(5);
        let coin = &mut self.coin;
        let mut k = self.band.0.max(1);
        while k <= self.band.1 {
            if coin.toss(bins, bin(k), feed) {
                return Ok(());
            }
            while !coin.toss(bins, bin(k).wrapping_add(1), feed) {
                k = k.wrapping_add(1);
                if k > self.band.1 {
                    return Err(BadCode);
                }
            }
            let negative = coin.even(feed);
            let mut at = bin(k).wrapping_add(2);
            let mut size = u32::from(coin.toss(bins, at, feed));
            if size != 0 && coin.toss(bins, at, feed) {
                at = if k <= u32::from(split) { 189 } else { 217 };
                size = coin.magnitude(bins, &mut at, 2, feed).ok_or(BadCode)?;
            }
            let value = coin.value(bins, at.wrapping_add(14), size, negative, feed);
            put(k, low16(value.wrapping_shl(self.low)));
            k = k.wrapping_add(1);
        }
        Ok(())
    }

    /// One more bit of the AC coefficients of one block (G.1.3.3).
    fn ac_refine(
        &mut self,
        feed: &mut Feed<'_, '_>,
        place: Place,
        unit: Unit,
        blocks: &mut [Blocks],
    ) -> Result<(), BadCode> {
        let Some(member) = self.members.get(place.member) else { return Ok(()) };
        let Some(bins) = self.ac_bins.get_mut(member.ac_table) else { return Ok(()) };
        let Some(mut to) = Target::of(blocks, place, unit) else { return Ok(()) };
        let coin = &mut self.coin;
        let (first, last) = self.band;
        let earlier = *to.mask & u64::MAX.wrapping_shr(63_u32.wrapping_sub(last)) & !1;
        let end = 63_u32.wrapping_sub(earlier.leading_zeros().min(63));
        let mut k = first;
        while k <= last {
            if k > end && coin.toss(bins, bin(k), feed) {
                return Ok(());
            }
            loop {
                if *to.mask & 1_u64.wrapping_shl(k) != 0 {
                    if coin.toss(bins, bin(k).wrapping_add(2), feed) {
                        to.grow(k, self.low);
                    }
                    break;
                }
                if coin.toss(bins, bin(k).wrapping_add(1), feed) {
                    let sign = if coin.even(feed) { -1_i32 } else { 1 };
                    to.put(k, low16(sign.wrapping_shl(self.low)));
                    break;
                }
                k = k.wrapping_add(1);
                if k > last {
                    return Err(BadCode);
                }
            }
            k = k.wrapping_add(1);
        }
        Ok(())
    }
}

/// The bin of the end of the block before the coefficient `k`; two of `k` itself follow.
const fn bin(k: u32) -> usize {
    index(k.wrapping_sub(1).wrapping_mul(3))
}
