use std::io;

use super::form::Form;
use crate::decode::reader::BlockReader;

/// What an entry of a directory says of its values.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) kind: u16,
    pub(super) count: u64,
    /// The values themselves if they are short enough, else where they stand.
    pub(super) field: [u8; 8],
    /// Where that field stands.
    pub(super) field_at: u64,
}

/// The values of an entry, read one by one and never held: a list may be as long as the file.
pub(super) struct Numbers<'r> {
    reader: BlockReader<'r>,
    form: Form,
    at: u64,
    value_bytes: u64,
    signed: bool,
    pub(super) count: u64,
}

/// A value is fetched by itself, at some 25 ns: more than its bytes say.
const PRICE: u64 = 8;

impl<'r> Numbers<'r> {
    /// `None` if the values are no whole numbers.
    pub(super) fn of(entry: Entry, form: Form, reader: BlockReader<'r>) -> Option<Self> {
        let (value_bytes, signed) = width(entry.kind)?;
        let length = entry.count.checked_mul(value_bytes);
        let inside = length.is_some_and(|length| length <= form.offset_bytes());
        let word = usize::try_from(form.offset_bytes()).unwrap_or(0);
        let place = form.value(entry.field.get(..word).unwrap_or_default());
        let at = if inside { entry.field_at } else { place };
        let reader = reader.priced(PRICE);
        Some(Self { reader, form, at, value_bytes, signed, count: entry.count })
    }

    /// Numerators and denominators, in turns, of an entry whose values are fractions without a sign.
    pub(super) fn of_fractions(entry: Entry, form: Form, reader: BlockReader<'r>) -> Option<Self> {
        let count = entry.count.checked_mul(2)?;
        let parts = (entry.kind == 5).then_some(Entry { kind: 4, count, ..entry })?;
        Self::of(parts, form, reader)
    }

    /// A reader of the values as they stand.
    pub(super) fn stretch(&self) -> BlockReader<'r> {
        self.reader.part(self.at).up_to(self.value_bytes.saturating_mul(self.count))
    }

    /// The value with this number; `None` beyond the last. One under zero is none that any tag of a
    /// picture could have.
    pub(super) fn get(&mut self, number: u64) -> io::Result<Option<u64>> {
        if number >= self.count {
            return Ok(None);
        }
        let offset = number.checked_mul(self.value_bytes);
        let place = offset.and_then(|offset| self.at.checked_add(offset));
        let place = place.ok_or_else(|| io::Error::from(io::ErrorKind::UnexpectedEof))?;
        let value = self.form.value_at(&mut self.reader, place, self.value_bytes)?;
        let bits = u32::try_from(self.value_bytes.saturating_mul(8)).unwrap_or(64);
        let negative = self.signed && value.checked_shr(bits.saturating_sub(1)) == Some(1);
        if negative { Err(io::ErrorKind::InvalidData.into()) } else { Ok(Some(value)) }
    }
}

/// Bytes of a value of this type, and whether it has a sign: the whole numbers that libtiff takes for
/// any tag.
const fn width(kind: u16) -> Option<(u64, bool)> {
    Some(match kind {
        1 => (1, false),
        3 => (2, false),
        4 => (4, false),
        6 => (1, true),
        8 => (2, true),
        9 => (4, true),
        16 => (8, false),
        17 => (8, true),
        _ => return None,
    })
}
