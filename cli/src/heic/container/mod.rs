#[cfg(test)]
mod tests;

use presend::limits::LimitName;
use presend::undecided::Undecided;

/// Most bytes of the box that describes the file. A photograph of 48 megapixels in tiles has 20 KB.
const MAX_META_BYTES: usize = 1 << 20;
/// Most extents of all items together.
const MAX_EXTENTS: u64 = 1 << 16;
/// Most tiles that one grid refers to.
const MAX_TILES: u64 = 4_096;
/// Most bytes that the configurations of all tiles together take: each tile gets a copy.
const MAX_CONFIGURATION_BYTES: u64 = 4 << 20;
/// How often an item's bytes may be referred to: the decoder copies them each time.
const MAX_COPIES: u64 = 2;

/// Refuses a file of which reading the boxes alone could take more memory than a few times its
/// length: references that name one item over and over, extents that overlap, counts without bytes.
///
/// # Errors
/// `truncated` if the file ends before the boxes or the bytes that they name do, `corrupt` where the boxes break their rules, `over_limit` for the rest, `unsupported_format` for
/// a sequence without a still: only one of its pictures would be seen.
pub(super) fn check(file: &[u8]) -> Result<(), Undecided> {
    let (mut seen, mut sequence) = (false, false);
    for child in Boxes(file) {
        let child = child?;
        match &child.kind {
            b"meta" if child.cut => return Err(Undecided::Truncated),
            b"meta" => {
                seen = true;
                meta(child.body, file.len())?;
            }
            b"moov" => sequence = !child.cut,
            _ => {}
        }
    }
    match (seen, sequence) {
        (true, _) => Ok(()),
        (false, true) => Err(Undecided::UnsupportedFormat),
        // What describes the pictures would come behind the end.
        (false, false) => Err(Undecided::Truncated),
    }
}

/// What one `meta` box would make the decoder hold.
#[derive(Default)]
struct Totals {
    extents: u64,
    item_bytes: Vec<(u32, u64)>,
    tiles: Vec<u32>,
    configuration_bytes: u64,
    /// Where the bytes of the items end, as far as they lie in the file itself.
    end: u64,
}

fn meta(body: &[u8], file_bytes: usize) -> Result<(), Undecided> {
    if body.len() > MAX_META_BYTES {
        return Err(over());
    }
    let mut totals = Totals::default();
    for child in Boxes(body.get(4..).ok_or(Undecided::Corrupt)?) {
        let child = child?;
        match &child.kind {
            b"iloc" => locations(child.body, &mut totals)?,
            b"iref" => references(child.body, &mut totals)?,
            b"iprp" => properties(child.body, &mut totals)?,
            _ => {}
        }
    }
    let file_bytes = u64::try_from(file_bytes).unwrap_or(u64::MAX);
    if totals.end > file_bytes {
        return Err(Undecided::Truncated);
    }
    totals.check(file_bytes)
}

impl Totals {
    fn check(mut self, file_bytes: u64) -> Result<(), Undecided> {
        let tiles = u64::try_from(self.tiles.len()).unwrap_or(u64::MAX);
        let all: u64 = self.item_bytes.iter().fold(0, |sum, (_, bytes)| sum.saturating_add(*bytes));
        self.item_bytes.sort_unstable();
        let of_tiles =
            self.tiles.iter().fold(0_u64, |sum, tile| sum.saturating_add(self.of(*tile)));
        let most = file_bytes.saturating_mul(MAX_COPIES);
        let configurations = tiles.max(1).saturating_mul(self.configuration_bytes);
        let over_any = tiles > MAX_TILES
            || all > most
            || of_tiles > most
            || configurations > MAX_CONFIGURATION_BYTES;
        if over_any { Err(over()) } else { Ok(()) }
    }

    /// Bytes of one item; the most, if it is listed more than once.
    fn of(&self, item: u32) -> u64 {
        let after = self.item_bytes.partition_point(|(id, _)| *id <= item);
        let last = after.checked_sub(1).and_then(|at| self.item_bytes.get(at));
        last.filter(|(id, _)| *id == item).map_or(0, |(_, bytes)| *bytes)
    }
}

/// `iloc`, ISO/IEC 14496-12 clause 8.11.3: where each item's bytes are.
fn locations(body: &[u8], totals: &mut Totals) -> Result<(), Undecided> {
    let mut fields = Fields(body);
    let version = fields.number(1)?;
    fields.number(3)?;
    let sizes = fields.number(2)?;
    let nibble = |shift: u32| (sizes >> shift) & 15;
    let (offset, length, base) = (nibble(12), nibble(8), nibble(4));
    let index = if version == 1 || version == 2 { nibble(0) } else { 0 };
    let id_bytes = if version < 2 { 2 } else { 4 };
    for _ in 0..fields.number(id_bytes)? {
        let id = u32::try_from(fields.number(id_bytes)?).map_err(|_| Undecided::Corrupt)?;
        let method = if version == 1 || version == 2 { fields.number(2)? & 15 } else { 0 };
        fields.number(2)?;
        let base = fields.number(base)?;
        let extents = fields.number(2)?;
        totals.extents = totals.extents.saturating_add(extents);
        if totals.extents > MAX_EXTENTS {
            return Err(over());
        }
        let mut bytes = 0_u64;
        for _ in 0..extents {
            fields.number(index)?;
            let start = base.saturating_add(fields.number(offset)?);
            let length = fields.number(length)?;
            bytes = bytes.saturating_add(length);
            if method == 0 {
                totals.end = totals.end.max(start.saturating_add(length));
            }
        }
        totals.item_bytes.push((id, bytes));
    }
    Ok(())
}

/// `iref`, clause 8.11.12: which items a grid is put together from.
fn references(body: &[u8], totals: &mut Totals) -> Result<(), Undecided> {
    let id_bytes = if body.first() == Some(&0) { 2 } else { 4 };
    for child in Boxes(body.get(4..).ok_or(Undecided::Corrupt)?) {
        let child = child?;
        if &child.kind != b"dimg" {
            continue;
        }
        let mut fields = Fields(child.body);
        fields.number(id_bytes)?;
        for _ in 0..fields.number(2)? {
            let tile = u32::try_from(fields.number(id_bytes)?).map_err(|_| Undecided::Corrupt)?;
            totals.tiles.push(tile);
        }
    }
    Ok(())
}

/// `iprp`, ISO/IEC 23008-12 clause 9.3: the decoder configurations among the properties.
fn properties(body: &[u8], totals: &mut Totals) -> Result<(), Undecided> {
    for container in Boxes(body) {
        let container = container?;
        if &container.kind != b"ipco" {
            continue;
        }
        for property in Boxes(container.body) {
            let property = property?;
            if &property.kind == b"hvcC" {
                let bytes = u64::try_from(property.body.len()).unwrap_or(u64::MAX);
                totals.configuration_bytes = totals.configuration_bytes.max(bytes);
            }
        }
    }
    Ok(())
}

const fn over() -> Undecided {
    Undecided::OverLimit(LimitName::DecodeBytes)
}

/// Big-endian numbers, one after the other.
struct Fields<'a>(&'a [u8]);

impl Fields<'_> {
    /// A number of 0, 1, 2, 3, 4 or 8 bytes.
    fn number(&mut self, bytes: u64) -> Result<u64, Undecided> {
        let bytes = usize::try_from(bytes).map_err(|_| Undecided::Corrupt)?;
        if bytes > 8 {
            return Err(Undecided::Corrupt);
        }
        let (field, rest) = self.0.split_at_checked(bytes).ok_or(Undecided::Corrupt)?;
        self.0 = rest;
        Ok(field.iter().fold(0, |number, byte| (number << 8) | u64::from(*byte)))
    }
}

/// One box of ISO base media.
struct Child<'a> {
    kind: [u8; 4],
    body: &'a [u8],
    /// It claims more than there is.
    cut: bool,
}

/// Boxes one after the other; ends at the first error.
struct Boxes<'a>(&'a [u8]);

impl<'a> Iterator for Boxes<'a> {
    type Item = Result<Child<'a>, Undecided>;

    fn next(&mut self) -> Option<Self::Item> {
        // Fewer bytes than a header has are left alone, as the decoder does.
        if self.0.len() < 8 {
            return None;
        }
        let child = self.child();
        if child.is_none() {
            self.0 = &[];
        }
        Some(child.ok_or(Undecided::Corrupt))
    }
}

impl<'a> Boxes<'a> {
    fn child(&mut self) -> Option<Child<'a>> {
        let mut fields = Fields(self.0);
        let short = fields.number(4).ok()?;
        let kind = fields.0.first_chunk::<4>().copied()?;
        fields.0 = fields.0.get(4..)?;
        let (size, header) = match short {
            0 => (self.0.len(), 8),
            1 => (usize::try_from(fields.number(8).ok()?).ok()?, 16),
            _ => (usize::try_from(short).ok()?, 8),
        };
        // A last box that claims more than there is ends with the file.
        let cut = size > self.0.len();
        let size = size.min(self.0.len());
        let body = self.0.get(header..size)?;
        self.0 = self.0.get(size..)?;
        Some(Child { kind, body, cut })
    }
}
