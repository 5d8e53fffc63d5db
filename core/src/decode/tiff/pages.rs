use std::collections::{BTreeMap, HashSet};
use std::io::{self, Read, Seek, SeekFrom};

use crate::decode::guard::Guard;
use crate::decode::reader::BlockReader;
use crate::decode::reason;
use crate::undecided::Undecided;

/// What a page or entry costs besides its pixels, in bytes of work.
const OVERHEAD_BYTES: u64 = 64;
/// What a page takes in the tables that are kept of all pages, here and in the decoder.
const PAGE_MEMORY_BYTES: u64 = 256;
/// What a patch takes in its tree.
const PATCH_MEMORY_BYTES: u64 = 64;
/// What the decoder takes for a value of a list: as it was read, as a number, as what it is used for.
const VALUE_MEMORY_BYTES: u64 = 48;
/// Entries whose values the decoder reads, however many there are: sizes, samples, strips, tiles.
const READ_TAGS: [u16; 21] = [
    256, 257, 258, 259, 262, 273, 274, 277, 278, 279, 284, 317, 320, 322, 323, 324, 325, 338, 339,
    347, 530,
];
const PHOTOMETRIC_TAG: u16 = 262;
const SHORT: u16 = 3;
const BLACK_IS_ZERO: u16 = 1;
const PALETTE: u16 = 3;

/// The pages of a file, found by its chain of directories (TIFF 6.0, section 2; BigTIFF).
pub(super) struct Pages {
    pub(super) count: u32,
    /// Numbers of the pages whose samples are places in a colour map.
    pub(super) with_palette: HashSet<u32>,
    patches: Patches,
}

/// Pairs of bytes that are read as others, by their place in the file.
type Patches = BTreeMap<u64, [u8; 2]>;

impl Pages {
    /// Walks the chain. It ends where the file does, or where it would go in a circle.
    pub(super) fn find(
        mut reader: BlockReader<'_>,
        guard: &mut Guard<'_>,
    ) -> Result<Self, Undecided> {
        let layout = Layout::read(&mut reader).map_err(|error| reason::of_io(&error, guard))?;
        let mut pages = Self { count: 0, with_palette: HashSet::new(), patches: Patches::new() };
        let mut seen = HashSet::new();
        let mut next = layout.first(&mut reader).map_err(|error| reason::of_io(&error, guard))?;
        while next != 0 {
            guard.work(OVERHEAD_BYTES)?;
            seen.insert(next);
            // A directory that breaks off is a page: decoding it tells why.
            let link = pages.add(&mut reader, layout, next, guard)?;
            pages.count = pages.count.saturating_add(1);
            guard.memory(pages.memory_bytes())?;
            next = link.map_or(0, |link| layout.offset(&mut reader, link).unwrap_or(0));
            if let (Some(link), true) = (link, seen.contains(&next)) {
                pages.end_at(link, layout);
                next = 0;
            }
        }
        Ok(pages)
    }

    /// Notes the page whose directory begins here; gives where the place of the next one stands.
    fn add(
        &mut self,
        reader: &mut BlockReader<'_>,
        layout: Layout,
        directory: u64,
        guard: &mut Guard<'_>,
    ) -> Result<Option<u64>, Undecided> {
        let Ok((count, mut at)) = layout.count(reader, directory) else { return Ok(None) };
        let mut lists_bytes = 0_u64;
        for _ in 0..count {
            guard.cancelled()?;
            guard.work(layout.entry_bytes())?;
            let Ok(entry) = layout.entry(reader, at) else { return Ok(None) };
            lists_bytes = lists_bytes.saturating_add(entry.list_bytes());
            guard.memory(lists_bytes)?;
            guard.work(entry.list_bytes())?;
            if entry.is_palette() {
                self.with_palette.insert(self.count);
                let value_at = at.saturating_add(layout.value_offset());
                self.patches.insert(value_at, layout.bytes(BLACK_IS_ZERO));
            }
            at = at.saturating_add(layout.entry_bytes());
        }
        Ok(Some(at))
    }

    /// Ends the chain here: the decoder refuses all pages of a file whose chain is a circle.
    fn end_at(&mut self, link: u64, layout: Layout) {
        let pairs = if layout.big_offsets { 4 } else { 2 };
        self.patches.extend((link..).step_by(2).take(pairs).map(|at| (at, [0; 2])));
    }

    /// The file, in which pages with a palette say that they are gray: the decoder reads no
    /// palettes, and gives the places in the map as if they were grays.
    pub(super) fn as_gray<'r>(&mut self, reader: BlockReader<'r>) -> Patched<'r> {
        Patched { reader, patches: core::mem::take(&mut self.patches) }
    }

    fn memory_bytes(&self) -> u64 {
        let patches = u64::try_from(self.patches.len()).unwrap_or(u64::MAX);
        let pages = u64::from(self.count).saturating_mul(PAGE_MEMORY_BYTES);
        pages.saturating_add(patches.saturating_mul(PATCH_MEMORY_BYTES))
    }
}

#[derive(Clone, Copy)]
struct Entry {
    tag: u16,
    kind: u16,
    /// How many values it has.
    count: u64,
    /// The first value, if it is a SHORT.
    value: u16,
}

impl Entry {
    const fn is_palette(&self) -> bool {
        self.tag == PHOTOMETRIC_TAG && self.kind == SHORT && self.value == PALETTE
    }

    /// Memory for its values, if the decoder reads them.
    fn list_bytes(&self) -> u64 {
        let is_read = READ_TAGS.contains(&self.tag);
        if is_read { self.count.saturating_mul(VALUE_MEMORY_BYTES) } else { 0 }
    }
}

/// Byte order and size of offsets.
#[derive(Clone, Copy)]
struct Layout {
    big_endian: bool,
    big_offsets: bool,
}

impl Layout {
    fn read(reader: &mut BlockReader<'_>) -> io::Result<Self> {
        let mut head = [0; 4];
        read_at(reader, 0, &mut head)?;
        let [order, _, magic @ ..] = head;
        let layout = Self { big_endian: order == b'M', big_offsets: false };
        Ok(Self { big_offsets: layout.short(magic) == 43, ..layout })
    }

    const fn short(self, bytes: [u8; 2]) -> u16 {
        if self.big_endian { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) }
    }

    const fn bytes(self, short: u16) -> [u8; 2] {
        if self.big_endian { short.to_be_bytes() } else { short.to_le_bytes() }
    }

    fn first(self, reader: &mut BlockReader<'_>) -> io::Result<u64> {
        self.offset(reader, if self.big_offsets { 8 } else { 4 })
    }

    fn offset(self, reader: &mut BlockReader<'_>, at: u64) -> io::Result<u64> {
        if self.big_offsets { self.long8(reader, at) } else { self.long(reader, at) }
    }

    fn long(self, reader: &mut BlockReader<'_>, at: u64) -> io::Result<u64> {
        let mut bytes = [0; 4];
        read_at(reader, at, &mut bytes)?;
        Ok(u64::from(if self.big_endian {
            u32::from_be_bytes(bytes)
        } else {
            u32::from_le_bytes(bytes)
        }))
    }

    fn long8(self, reader: &mut BlockReader<'_>, at: u64) -> io::Result<u64> {
        let mut bytes = [0; 8];
        read_at(reader, at, &mut bytes)?;
        Ok(if self.big_endian { u64::from_be_bytes(bytes) } else { u64::from_le_bytes(bytes) })
    }

    /// The number of entries of a directory, and where the first of them begins.
    fn count(self, reader: &mut BlockReader<'_>, at: u64) -> io::Result<(u64, u64)> {
        if self.big_offsets {
            return Ok((self.long8(reader, at)?, at.saturating_add(8)));
        }
        let mut bytes = [0; 2];
        read_at(reader, at, &mut bytes)?;
        Ok((u64::from(self.short(bytes)), at.saturating_add(2)))
    }

    const fn entry_bytes(self) -> u64 {
        if self.big_offsets { 20 } else { 12 }
    }

    const fn value_offset(self) -> u64 {
        if self.big_offsets { 12 } else { 8 }
    }

    fn entry(self, reader: &mut BlockReader<'_>, at: u64) -> io::Result<Entry> {
        let mut head = [0; 4];
        read_at(reader, at, &mut head)?;
        // The number of values is as long as an offset.
        let count = self.offset(reader, at.saturating_add(4))?;
        let mut value = [0; 2];
        read_at(reader, at.saturating_add(self.value_offset()), &mut value)?;
        let [t0, t1, k0, k1] = head;
        let (tag, kind) = (self.short([t0, t1]), self.short([k0, k1]));
        Ok(Entry { tag, kind, count, value: self.short(value) })
    }
}

fn read_at(reader: &mut BlockReader<'_>, at: u64, into: &mut [u8]) -> io::Result<()> {
    reader.seek(SeekFrom::Start(at))?;
    reader.read_exact(into)
}

/// Reads the file with its patches.
pub(super) struct Patched<'r> {
    reader: BlockReader<'r>,
    patches: Patches,
}

impl Read for Patched<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let start = self.reader.stream_position()?;
        let count = self.reader.read(into)?;
        let end = start.saturating_add(u64::try_from(count).unwrap_or(u64::MAX));
        for (place, bytes) in self.patches.range(start.saturating_sub(1)..end) {
            for (at, byte) in (*place..).zip(*bytes) {
                let place = at.checked_sub(start).and_then(|place| usize::try_from(place).ok());
                let place = place.filter(|place| *place < count);
                if let Some(target) = place.and_then(|place| into.get_mut(place)) {
                    *target = byte;
                }
            }
        }
        Ok(count)
    }
}

impl Seek for Patched<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.reader.seek(to)
    }
}
