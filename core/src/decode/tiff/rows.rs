use super::grid::{Grid, Part};
use super::page::Page;
use super::stored::Stored;
use super::unpack::Unpacker;
use crate::decode::Guard;
use crate::decode::plane::Plane;
use crate::decode::reader::BlockReader;
use crate::undecided::Undecided;

/// The rows of one strip or tile after the other, or of one plane of them. In memory are a row and
/// what its compression needs.
pub(super) struct Rows<'r> {
    stored: Stored<'r>,
    unpacker: Unpacker<'r>,
    /// The row, or the rows that share their colours.
    unit: Plane,
    /// Bytes of it that there are.
    filled: usize,
    /// Why there are no more, until the next strip.
    broken: Option<Undecided>,
}

impl<'r> Rows<'r> {
    /// Memory that it takes, for the caller to ask for.
    pub(super) fn memory_bytes(page: &Page) -> u64 {
        let fixed = page.compression.memory_bytes(page.grid.chunk.0).saturating_add(OVERHEAD_BYTES);
        fixed.saturating_add(page.grid.unit_bytes())
    }

    pub(super) fn new(page: &Page, reader: BlockReader<'r>) -> Result<Self, Undecided> {
        let unit = usize::try_from(page.grid.unit_bytes()).map_err(|_| Undecided::Corrupt)?;
        Ok(Self {
            stored: Stored::new(reader, page.reversed),
            unpacker: page.compression.unpacker(page.grid.chunk.0),
            unit: Plane::new(unit),
            filled: 0,
            broken: None,
        })
    }

    /// Goes to the strip that stands here, or to none.
    pub(super) fn go_to(&mut self, place: Result<(u64, Option<u64>), Undecided>, part: Part) {
        self.unpacker.restart(part);
        let gone = place.and_then(|(place, length)| self.stored.go_to(place, length));
        self.broken = gone.err();
    }

    /// Reads the next row or rows. What cannot be read is missing, and why is told.
    pub(super) fn next(&mut self, page: &Page, guard: &mut Guard<'_>) -> Result<(), Undecided> {
        self.filled = 0;
        if let Some(reason) = self.broken {
            return Err(reason);
        }
        guard.work(page.grid.unit_bytes())?;
        let (filled, read) = self.unpacker.fill(&mut self.stored, &mut self.unit, guard);
        self.filled = filled;
        self.broken = read.err();
        self.bring_to_native_order(page);
        if page.differences {
            add_up(self.unit.get_mut(..filled).unwrap_or_default(), page.grid);
        }
        read
    }

    pub(super) fn damage(&self) -> Option<Undecided> {
        self.unpacker.damage()
    }

    /// Bytes of the row that there are.
    pub(super) fn bytes(&self) -> &[u8] {
        self.unit.get(..self.filled).unwrap_or_default()
    }

    fn bring_to_native_order(&mut self, page: &Page) {
        if page.big_endian == cfg!(target_endian = "big") {
            return;
        }
        match page.grid.bits {
            16 => self.unit.as_chunks_mut::<2>().0.iter_mut().for_each(|value| value.reverse()),
            32 => self.unit.as_chunks_mut::<4>().0.iter_mut().for_each(|value| value.reverse()),
            _ => {}
        }
    }
}

/// What a reader of rows takes besides its row and its compression: a block of the file, a piece.
const OVERHEAD_BYTES: u64 = 20 << 10;

/// Turns differences into samples: each is added to the one on its left (TIFF 6.0, section 14).
fn add_up(row: &mut [u8], grid: Grid) {
    let samples = usize::try_from(grid.together()).unwrap_or(usize::MAX);
    match grid.bits {
        8 => add_up_values(row.as_chunks_mut().0, samples, |[left], [value]: [u8; 1]| {
            [left.wrapping_add(value)]
        }),
        16 => add_up_values(row.as_chunks_mut().0, samples, |left, value| {
            u16::from_ne_bytes(left).wrapping_add(u16::from_ne_bytes(value)).to_ne_bytes()
        }),
        _ => add_up_values(row.as_chunks_mut().0, samples, |left, value| {
            u32::from_ne_bytes(left).wrapping_add(u32::from_ne_bytes(value)).to_ne_bytes()
        }),
    }
}

fn add_up_values<V: Copy>(values: &mut [V], samples: usize, add: impl Fn(V, V) -> V) {
    for at in samples..values.len() {
        let left = at.checked_sub(samples).and_then(|left| values.get(left).copied());
        if let (Some(left), Some(value)) = (left, values.get_mut(at)) {
            *value = add(left, *value);
        }
    }
}
