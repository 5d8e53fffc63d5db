/// A directory of tags as TIFF has it (TIFF 6.0), which EXIF and the index of several pictures in one
/// JPEG use too. Offsets count from the byte order mark.
#[derive(Clone, Copy)]
pub(crate) struct Tags<'a> {
    tiff: &'a [u8],
    order: Order,
}

impl<'a> Tags<'a> {
    /// `tiff` begins with the byte order mark.
    pub(crate) fn new(tiff: &'a [u8]) -> Option<Self> {
        let order = match tiff.get(..4)? {
            b"II*\0" => Order::Little,
            b"MM\0*" => Order::Big,
            _ => return None,
        };
        Some(Self { tiff, order })
    }

    /// Where the first directory lies.
    pub(crate) fn first(self) -> Option<usize> {
        usize::try_from(self.order.u32(self.tiff, 4)?).ok()
    }

    /// Where the directory behind this one lies; `None` if there is none.
    pub(crate) fn after(self, directory: usize) -> Option<usize> {
        let count = usize::from(self.order.u16(self.tiff, directory)?);
        let end = count.checked_mul(ENTRY_BYTES)?.checked_add(2)?.checked_add(directory)?;
        let next = self.order.u32(self.tiff, end)?;
        usize::try_from(next).ok().filter(|next| *next > 0)
    }

    /// The value of the first tag of this number that is one whole number of two or four bytes.
    pub(crate) fn number(self, directory: usize, wanted: u16) -> Option<u32> {
        let order = self.order;
        self.entries(directory, wanted)?.find_map(|entry| {
            match (order.u16(entry, 2)?, order.u32(entry, 4)?) {
                (SHORT, 1) => order.u16(entry, 8).map(u32::from),
                (LONG, 1) => order.u32(entry, 8),
                _ => None,
            }
        })
    }

    /// The value of the first tag of this number that is a row of bytes of no special type, longer
    /// than fits into its entry.
    pub(crate) fn bytes(self, directory: usize, wanted: u16) -> Option<&'a [u8]> {
        let order = self.order;
        self.entries(directory, wanted)?.find_map(|entry| {
            let length = usize::try_from(order.u32(entry, 4)?).ok()?;
            let start = usize::try_from(order.u32(entry, 8)?).ok()?;
            let fits = order.u16(entry, 2)? == UNDEFINED && length > 4;
            self.tiff.get(start..)?.get(..length).filter(|_| fits)
        })
    }

    /// The number of four bytes at this place of a value.
    pub(crate) fn u32(self, value: &[u8], at: usize) -> Option<u32> {
        self.order.u32(value, at)
    }

    /// The entries of this directory with this number.
    fn entries(
        self,
        directory: usize,
        wanted: u16,
    ) -> Option<impl Iterator<Item = &'a [u8; ENTRY_BYTES]>> {
        let count = usize::from(self.order.u16(self.tiff, directory)?);
        let entries = self.tiff.get(directory.checked_add(2)?..)?;
        let (entries, _) = entries.as_chunks::<ENTRY_BYTES>();
        let order = self.order;
        let is_wanted = move |entry: &&[u8; ENTRY_BYTES]| order.u16(*entry, 0) == Some(wanted);
        Some(entries.iter().take(count).filter(is_wanted))
    }
}

#[derive(Clone, Copy)]
enum Order {
    Little,
    Big,
}

impl Order {
    fn u16(self, bytes: &[u8], at: usize) -> Option<u16> {
        let raw = *bytes.get(at..)?.first_chunk()?;
        Some(match self {
            Self::Little => u16::from_le_bytes(raw),
            Self::Big => u16::from_be_bytes(raw),
        })
    }

    fn u32(self, bytes: &[u8], at: usize) -> Option<u32> {
        let raw = *bytes.get(at..)?.first_chunk()?;
        Some(match self {
            Self::Little => u32::from_le_bytes(raw),
            Self::Big => u32::from_be_bytes(raw),
        })
    }
}

const ENTRY_BYTES: usize = 12;
const SHORT: u16 = 3;
const LONG: u16 = 4;
const UNDEFINED: u16 = 7;
