use std::collections::BTreeMap;
use std::io;

use super::form::Form;
use super::numbers::{Entry, Numbers};
use super::tags;
use crate::decode::Guard;
use crate::decode::bytes::fill_at;
use crate::decode::reader::BlockReader;
use crate::decode::reason;
use crate::undecided::Undecided;

/// A page's directory: of every tag that says something of the picture, its first entry.
pub(super) struct Directory<'r> {
    reader: BlockReader<'r>,
    form: Form,
    entries: BTreeMap<u16, Entry>,
    /// Why another viewer may show another picture: it is given as libtiff shows it, and told.
    pub(super) doubt: Option<Undecided>,
}

impl<'r> Directory<'r> {
    pub(super) fn read(
        form: Form,
        mut reader: BlockReader<'r>,
        at: u64,
        guard: &Guard<'_>,
    ) -> Result<Self, Undecided> {
        let of_io = |error: io::Error| reason::of_io(&error, guard);
        let count = form.value_at(&mut reader, at, form.count_bytes()).map_err(of_io)?;
        let mut directory = Self { reader, form, entries: BTreeMap::new(), doubt: None };
        let mut place = at.saturating_add(form.count_bytes());
        for _ in 0..count {
            if let Err(error) = directory.take_entry(place) {
                // Entries that there are may do.
                directory.doubt(reason::of_io(&error, guard));
                break;
            }
            place = place.saturating_add(form.entry_bytes());
        }
        Ok(directory)
    }

    /// Notes an entry. Of a tag that comes twice libtiff takes the first, others the last.
    fn take_entry(&mut self, at: u64) -> io::Result<()> {
        let word = usize::try_from(self.form.offset_bytes()).unwrap_or(0);
        let mut bytes = [0; 20];
        let length = usize::try_from(self.form.entry_bytes()).unwrap_or(0);
        fill_at(&mut self.reader, at, bytes.get_mut(..length).unwrap_or_default())?;
        let number = |from: usize, length: usize| {
            let rest = bytes.get(from..).unwrap_or_default();
            self.form.value(rest.get(..length).unwrap_or(rest))
        };
        let tag = u16::try_from(number(0, 2)).unwrap_or(0);
        if !tags::MOVES_PIXELS.contains(&tag) {
            return Ok(());
        }
        let mut field = [0; 8];
        let values = bytes.iter().skip(word.saturating_add(4)).take(word);
        field.iter_mut().zip(values).for_each(|(to, from)| *to = *from);
        let entry = Entry {
            kind: u16::try_from(number(2, 2)).unwrap_or(0),
            count: number(4, word),
            field,
            field_at: at.saturating_add(4).saturating_add(self.form.offset_bytes()),
        };
        let first = *self.entries.entry(tag).or_insert(entry);
        if first != (Entry { field_at: first.field_at, ..entry }) {
            self.doubt(Undecided::Corrupt);
        }
        Ok(())
    }

    pub(super) fn doubt(&mut self, reason: Undecided) {
        self.doubt = self.doubt.or(Some(reason));
    }

    pub(super) fn has(&self, tag: u16) -> bool {
        self.entries.contains_key(&tag)
    }

    /// The values of a tag; `None` if it is missing or has values that are no whole numbers.
    pub(super) fn numbers(&mut self, tag: u16) -> Option<Numbers<'r>> {
        let entry = *self.entries.get(&tag)?;
        let numbers = Numbers::of(entry, self.form, self.reader.rewound());
        if numbers.is_none() || entry.count == 0 {
            self.doubt(Undecided::Corrupt);
        }
        numbers.filter(|numbers| numbers.count > 0)
    }

    /// A reader of the bytes of a tag, whatever sort of bytes they are.
    pub(super) fn bytes(&mut self, tag: u16) -> Option<BlockReader<'r>> {
        let entry = *self.entries.get(&tag)?;
        let kind = if matches!(entry.kind, 2 | 6 | 7) { 1 } else { entry.kind };
        let bytes = Numbers::of(Entry { kind, ..entry }, self.form, self.reader.rewound());
        if kind != 1 || entry.count == 0 {
            self.doubt(Undecided::Corrupt);
        }
        bytes.filter(|_| kind == 1).map(|bytes| bytes.stretch())
    }

    /// A reader of the bytes at an offset of the file.
    pub(super) fn stretch(&self, place: u64, length: Option<u64>) -> BlockReader<'r> {
        self.reader.part(place).up_to(length.unwrap_or(u64::MAX))
    }

    /// The one value of a tag. One that is no whole number, or one of several, libtiff passes over,
    /// and others may not.
    pub(super) fn number(&mut self, tag: u16) -> Option<u64> {
        let mut numbers = self.numbers(tag)?;
        if numbers.count != 1 {
            self.doubt(Undecided::Corrupt);
            return None;
        }
        self.value(&mut numbers, 0)
    }

    /// The one value that a tag has for every sample of a pixel, however often it is written.
    /// Samples of different sizes or kinds are what no viewer shows.
    pub(super) fn number_of_samples(
        &mut self,
        tag: u16,
        samples: u64,
    ) -> Result<Option<u64>, Undecided> {
        let Some(mut numbers) = self.numbers(tag) else { return Ok(None) };
        let first = self.value(&mut numbers, 0);
        for number in 1..numbers.count.min(samples) {
            if self.value(&mut numbers, number) != first {
                return Err(Undecided::UnsupportedFormat);
            }
        }
        Ok(first)
    }

    /// All values of a tag that has no more than so many.
    pub(super) fn list(&mut self, tag: u16, most: u64) -> Option<Vec<u64>> {
        let mut numbers = self.numbers(tag)?;
        (0..numbers.count.min(most)).map(|number| self.value(&mut numbers, number)).collect()
    }

    /// The values of a tag that has so many fractions; anything else is told and passed over.
    pub(super) fn fractions<const N: usize>(&mut self, tag: u16) -> Option<[f32; N]> {
        let entry = *self.entries.get(&tag)?;
        let parts = Numbers::of_fractions(entry, self.form, self.reader.rewound());
        let Some(mut parts) = parts.filter(|_| usize::try_from(entry.count) == Ok(N)) else {
            self.doubt(Undecided::Corrupt);
            return None;
        };
        let mut values = [0.0; N];
        for (value, at) in values.iter_mut().zip((0_u64..).step_by(2)) {
            let above = single(self.value(&mut parts, at)?);
            let below = single(self.value(&mut parts, at.saturating_add(1))?);
            // libtiff takes a fraction without a denominator for zero.
            *value = if below > 0.0 { above / below } else { 0.0 };
        }
        Some(values)
    }

    fn value(&mut self, numbers: &mut Numbers<'r>, number: u64) -> Option<u64> {
        numbers.get(number).unwrap_or_else(|error| {
            self.doubt(reason::of_reader(&error));
            None
        })
    }
}

/// A number of 32 bits, to the precision that there is.
fn single(number: u64) -> f32 {
    let [.., a, b, c, d] = number.to_be_bytes();
    f32::from(u16::from_be_bytes([a, b])) * 65_536.0 + f32::from(u16::from_be_bytes([c, d]))
}
