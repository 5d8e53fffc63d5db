use super::bits::{Bits, Window};
use super::blocks::{Blocks, Place, Unit};
use super::cut::low16;
use super::huffman::{Codes, LOOK_BITS};
use super::pairs::Pairs;
use super::pass::Coder;
use super::scan::{Scan, ScanComponent};
use super::skips::Skips;
use super::zigzag::{Group, put};

/// Huffman-coded blocks with all their coefficients.
pub(super) struct Sequential {
    blocks: Vec<Block>,
    members: Vec<Member>,
}

#[derive(Clone, Copy)]
struct Block {
    place: Place,
    /// Index of what decodes it.
    member: usize,
}

enum Member {
    Shown { dc: Codes, ac: Pairs, predictor: i32 },
    Skipped(Skips),
}

impl Sequential {
    /// `shown` tells by index whether a component is.
    pub(super) fn new(scan: &Scan, places: &[Place], shown: &[bool]) -> Self {
        let mut members: Vec<Member> = Vec::new();
        let mut of_component: Vec<usize> = Vec::new();
        for (at, component) in scan.components.iter().enumerate() {
            let is_shown = shown.get(component.index) == Some(&true);
            let same = |other: &ScanComponent| same_tables(other, component);
            let before = scan.components.iter().take(at).position(|other| {
                same(other) && !is_shown && shown.get(other.index) != Some(&true)
            });
            // Both colours have one pair of tables, nearly always.
            let member = before.and_then(|at| of_component.get(at).copied());
            of_component.push(member.unwrap_or(members.len()));
            let (Some(dc), Some(ac)) = (&component.dc, &component.ac) else { continue };
            if member.is_none() {
                members.push(if is_shown {
                    Member::Shown { dc: Codes::new(dc), ac: Pairs::new(ac), predictor: 0 }
                } else {
                    Member::Skipped(Skips::new(dc, ac))
                });
            }
        }
        let member = |place: &Place| of_component.get(place.member).copied().unwrap_or(0);
        let blocks = places.iter().map(|p| Block { place: *p, member: member(p) }).collect();
        Self { blocks, members }
    }
}

fn same_tables(a: &ScanComponent, b: &ScanComponent) -> bool {
    a.dc == b.dc && a.ac == b.ac
}

impl Coder for Sequential {
    fn restart(&mut self) {
        for member in &mut self.members {
            if let Member::Shown { predictor, .. } = member {
                *predictor = 0;
            }
        }
    }

    #[inline(always)]
    fn unit(&mut self, bits: &mut Bits, window: &Window, unit: Unit, blocks: &mut [Blocks]) {
        for block in &self.blocks {
            match self.members.get_mut(block.member) {
                Some(Member::Skipped(skips)) => skips.skip(bits, window),
                Some(Member::Shown { dc, ac, predictor }) => {
                    let Some(blocks) = blocks.get_mut(block.place.component) else { return };
                    let (line, at) = block.place.of(unit);
                    let number = blocks.group_of(line, at);
                    let (Some(group), Some(used)) =
                        (blocks.groups.get_mut(number), blocks.used.get_mut(number))
                    else {
                        return;
                    };
                    let last = read(bits, window, dc, ac, predictor, group, at);
                    *used = (*used).max(last);
                }
                None => return,
            }
        }
    }
}

/// One block into its lane. Returns one more than the last index written.
#[inline(always)]
fn read(
    bits: &mut Bits,
    window: &Window,
    dc: &Codes,
    ac: &Pairs,
    predictor: &mut i32,
    group: &mut Group,
    lane: usize,
) -> u32 {
    bits.refill(window);
    let size = dc.symbol(bits);
    *predictor = predictor.wrapping_add(bits.extend(size & 15));
    put(group, 0, lane, low16(*predictor));
    let (mut k, mut used) = (1_u32, 1_u32);
    while k < 64 {
        bits.refill(window);
        for _ in 0..4 {
            let entry = ac.look(bits.top::<LOOK_BITS>());
            let last = k.wrapping_add(entry.to_last());
            if !entry.is_plain() || last > 62 {
                if !entry.is_slow() && last < 63 {
                    return finish(bits, entry, k, group, lane).max(used);
                }
                bits.refill(window);
                let Some(next) = one(bits, ac, k, group, lane) else { return used };
                k = next;
                used = k.min(64);
                break;
            }
            put(group, last, lane, low16(entry.second()));
            put(group, k.wrapping_add(entry.to_first()), lane, low16(entry.first()));
            bits.consume(entry.length());
            k = last.wrapping_add(1);
            used = k;
        }
    }
    used
}

/// The last coefficients of a block, if there are any, and its end.
#[inline(always)]
fn finish(
    bits: &mut Bits,
    entry: super::pairs::Entry,
    k: u32,
    group: &mut Group,
    lane: usize,
) -> u32 {
    bits.consume(entry.length());
    if entry.first() == 0 {
        // The end alone: what another scan of the component left here stays.
        return k;
    }
    let last = k.wrapping_add(entry.to_last());
    put(group, last, lane, low16(entry.second()));
    put(group, k.wrapping_add(entry.to_first()), lane, low16(entry.first()));
    last.wrapping_add(1)
}

/// One symbol: the index behind its coefficient, or nothing at the end of the block.
#[inline(always)]
fn one(bits: &mut Bits, ac: &Pairs, k: u32, group: &mut Group, lane: usize) -> Option<u32> {
    let symbol = ac.codes.symbol(bits);
    let (run, size) = (symbol >> 4, symbol & 15);
    if size == 0 {
        bits.faulty |= run != 0 && run != 15;
        let next = k.wrapping_add(16);
        bits.faulty |= run == 15 && next > 64;
        return (run == 15).then_some(next);
    }
    let at = k.wrapping_add(run);
    bits.faulty |= at > 63;
    put(group, at.min(63), lane, low16(bits.extend(size)));
    Some(at.wrapping_add(1))
}
