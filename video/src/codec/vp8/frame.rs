use std::rc::Rc;

use presend::decode::VideoFrames;
use presend::undecided::Undecided;

use super::bools::Bools;
use super::filter::{self, Made};
use super::header::{Header, Refresh, State, Tag};
use super::inter::{self, Rule};
use super::intra;
use super::modes::{Around, Macroblock, Mode, Reference, Rules, Spot, macroblock};
use super::plane::{COLOUR_SIDE, Picture, Plane, SIDE};
use super::tokens::{self, Before, Coefficients, Steps};
use super::transform::firsts;
use super::work::{Work, colour_place, place};

/// What others may be predicted from.
pub(super) struct Pictures {
    columns: usize,
    rows: usize,
    last: Rc<Picture>,
    golden: Rc<Picture>,
    alternate: Rc<Picture>,
}

impl Pictures {
    pub(super) fn new(columns: usize, rows: usize) -> Self {
        let blank = Rc::new(Picture::new(columns, rows));
        let (golden, alternate) = (Rc::clone(&blank), Rc::clone(&blank));
        Self { columns, rows, last: blank, golden, alternate }
    }

    pub(super) const fn macroblocks(&self) -> usize {
        self.columns.saturating_mul(self.rows)
    }

    fn refresh(&mut self, picture: &Rc<Picture>, header: &Header) {
        let next = |refresh, own: &Rc<Picture>, other: &Rc<Picture>| {
            Rc::clone(match refresh {
                Refresh::Keep => own,
                Refresh::New => picture,
                Refresh::Last => &self.last,
                Refresh::Other => other,
            })
        };
        let golden = next(header.golden, &self.golden, &self.alternate);
        let alternate = next(header.alternate, &self.alternate, &self.golden);
        (self.golden, self.alternate) = (golden, alternate);
        if header.is_next_last {
            self.last = Rc::clone(picture);
        }
    }
}

/// One coded frame, cut into its partitions.
pub(super) struct Frame<'a> {
    is_key: bool,
    rule: Rule,
    header: Header,
    modes: Bools<'a>,
    tokens: Vec<Bools<'a>>,
}

impl<'a> Frame<'a> {
    pub(super) fn read(sample: &'a [u8], tag: Tag, state: &mut State) -> Result<Self, Undecided> {
        let start = if tag.is_key { 10 } else { 3 };
        let rest = sample.get(start..).ok_or(Undecided::Truncated)?;
        let (first, rest) = rest.split_at_checked(tag.first_bytes).ok_or(Undecided::Truncated)?;
        let mut modes = Bools::new(first);
        let header = Header::read(&mut modes, tag.is_key, state);
        let tokens = partitions(rest, header.partitions)?;
        Ok(Self { is_key: tag.is_key, rule: Rule::of(tag.version), header, modes, tokens })
    }

    /// Decodes all macroblocks and filters their edges. False if bytes of the frame are missing: what
    /// stands there then is made up.
    pub(super) fn decode(
        mut self,
        state: &mut State,
        segments: &mut [u8],
        pictures: &mut Pictures,
        frames: &mut VideoFrames<'_, '_>,
    ) -> Result<(Rc<Picture>, bool), Undecided> {
        let (columns, rows) = (pictures.columns, pictures.rows);
        let mut picture = Picture::new(columns, rows);
        let mut all: Vec<Made> = Vec::with_capacity(columns.saturating_mul(rows));
        let mut above = vec![Before::default(); columns];
        for row in 0..rows {
            frames.guard().cancelled()?;
            let mut left = Before::default();
            for (column, above) in above.iter_mut().enumerate() {
                let spot = Spot { column, row, columns, rows };
                let made = self.macroblock(state, spot, segments, &all, (&mut left, above));
                let (block, coefficients) = made.ok_or(Undecided::Corrupt)?;
                let is_coded = coefficients.as_ref().is_some_and(|found| found.is_coded);
                self.show(&mut picture, pictures, &block, coefficients, spot);
                all.push(Made { block, is_coded });
            }
        }
        filter::frame(&mut picture, columns, all.iter().copied(), &self.header, state, self.is_key);
        let is_whole = !self.modes.is_over() && !self.tokens.iter().any(Bools::is_over);
        let picture = Rc::new(picture);
        pictures.refresh(&picture, &self.header);
        if let Some(probs) = self.header.restored.take() {
            state.probs = probs;
        }
        Ok((picture, is_whole))
    }

    /// Reads a macroblock and its coefficients, if it has any.
    fn macroblock(
        &mut self,
        state: &State,
        spot: Spot,
        segments: &mut [u8],
        all: &[Made],
        (left, above): (&mut Before, &mut Before),
    ) -> Option<(Macroblock, Option<Coefficients>)> {
        let (header, probs, is_key) = (&self.header, &state.probs, self.is_key);
        let rules = Rules { is_key, header, probs, is_backward: state.is_backward };
        let outside = Macroblock::default();
        let around = around(all, spot, &outside);
        let segment = segments.get_mut(all.len())?;
        let block = macroblock(&mut self.modes, &rules, &around, *segment, spot);
        *segment = block.segment;
        if block.is_skipped {
            left.clear(block.has_second());
            above.clear(block.has_second());
            return Some((block, None));
        }
        let steps = Steps::of(header, &state.segments, block.segment);
        let partition = spot.row.checked_rem(self.tokens.len())?;
        let bools = self.tokens.get_mut(partition)?;
        let before = (left, above);
        let found = tokens::read(bools, &probs.tokens, &steps, block.has_second(), before);
        Some((block, Some(found)))
    }

    fn show(
        &self,
        picture: &mut Picture,
        pictures: &Pictures,
        block: &Macroblock,
        found: Option<Coefficients>,
        spot: Spot,
    ) {
        let found = found.unwrap_or_default();
        let from = match block.reference {
            Reference::Golden => &pictures.golden,
            Reference::Alternate => &pictures.alternate,
            Reference::Last | Reference::Itself => &pictures.last,
        };
        self.show_luma(&mut picture.luma, &from.luma, block, &found, spot);
        let planes = picture.colour.iter_mut().zip(&from.colour).zip(&found.colour);
        for ((plane, from), blocks) in planes {
            let mut work = Work::at(plane, COLOUR_SIDE, spot.column, spot.row);
            match block.reference {
                Reference::Itself => intra::whole(&mut work, block.colour, spot.is_first()),
                _ => inter::colour(&mut work, from, block, spot, self.rule),
            }
            for (at, block) in blocks.iter().enumerate() {
                work.add(colour_place(at), block);
            }
            work.store(plane, spot.column, spot.row);
        }
    }

    fn show_luma(
        &self,
        plane: &mut Plane,
        from: &Plane,
        block: &Macroblock,
        found: &Coefficients,
        spot: Spot,
    ) {
        let mut work = Work::at(plane, SIDE, spot.column, spot.row);
        let mut blocks = found.blocks;
        if let Some(second) = found.second {
            let each = blocks.iter_mut().zip(firsts(&second));
            each.for_each(|(block, first)| block[0] = first);
        }
        match (block.reference, block.mode) {
            (Reference::Itself, Mode::Blocks) => {
                intra::spread_right(&mut work);
                for (at, (mode, block)) in block.sub_modes.iter().zip(&blocks).enumerate() {
                    intra::block(&mut work, at, *mode);
                    work.add(place(at), block);
                }
                return work.store(plane, spot.column, spot.row);
            }
            (Reference::Itself, mode) => intra::whole(&mut work, mode, spot.is_first()),
            _ => inter::luma(&mut work, from, block, spot, self.rule),
        }
        blocks.iter().enumerate().for_each(|(at, block)| work.add(place(at), block));
        work.store(plane, spot.column, spot.row);
    }
}

fn around<'a>(all: &'a [Made], spot: Spot, outside: &'a Macroblock) -> Around<'a> {
    let back = |by: usize| all.len().checked_sub(by).and_then(|at| all.get(at));
    let at = |by: usize, is_there: bool| match back(by).filter(|_| is_there) {
        Some(made) => &made.block,
        None => outside,
    };
    let (has_left, has_above) = (spot.column > 0, spot.row > 0);
    Around {
        above: at(spot.columns, has_above),
        left: at(1, has_left),
        above_left: at(spot.columns.saturating_add(1), has_left && has_above),
    }
}

/// The partitions of coefficients, behind a table of their lengths.
fn partitions(bytes: &[u8], count: usize) -> Result<Vec<Bools<'_>>, Undecided> {
    let table = count.saturating_sub(1).saturating_mul(3);
    let (table, mut rest) = bytes.split_at_checked(table).ok_or(Undecided::Truncated)?;
    let mut all = Vec::with_capacity(count);
    for [a, b, c] in table.as_chunks::<3>().0 {
        let length = usize::try_from(u32::from_le_bytes([*a, *b, *c, 0]));
        let length = length.map_err(|_| Undecided::Corrupt)?;
        let (one, behind) = rest.split_at_checked(length).ok_or(Undecided::Truncated)?;
        all.push(Bools::new(one));
        rest = behind;
    }
    all.push(Bools::new(rest));
    Ok(all)
}
