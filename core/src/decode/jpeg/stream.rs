use std::rc::Rc;

use super::coding::Coding;
use super::head::Head;
use super::memory::{Share, table_work};
use super::picture::{Picture, TakeLines};
use super::tables::Tables;
use crate::decode::{BlockReader, Guard};
use crate::undecided::Undecided;

/// A JPEG that is a part of a picture in another file (a strip of a TIFF), given line by line.
pub(in crate::decode) struct Stream<'r> {
    head: Rc<Head>,
    picture: Picture,
    reader: BlockReader<'r>,
    /// Lines that were given.
    given: u32,
    /// What was found behind the last.
    behind: Option<Undecided>,
}

impl<'r> Stream<'r> {
    /// Begins a stream of which the first `shown` components are given, with the tables that are in
    /// force before it. Nothing is asked about its role in the surrounding file: neither its
    /// orientation nor what it takes its colours for.
    pub(in crate::decode) fn open(
        mut reader: BlockReader<'r>,
        tables: &Tables,
        shown: usize,
        share: Share,
        guard: &mut Guard<'_>,
    ) -> Result<Self, Undecided> {
        let head = Rc::new(Head::read(&mut reader, guard, tables.carried())?);
        guard.work(table_work(&head))?;
        let picture = Picture::new(&head, shown, share, guard)?.smoothed(&mut reader, guard)?;
        Ok(Self { head, picture, reader, given: 0, behind: None })
    }

    /// Refuses by name what is no JPEG of the kinds that are decoded.
    pub(in crate::decode) fn check_kind(
        mut reader: BlockReader<'r>,
        guard: &mut Guard<'_>,
    ) -> Result<(), Undecided> {
        Head::read_frame(&mut reader, guard).map(|_| ())
    }

    /// Width and height in pixels.
    pub(in crate::decode) fn sides(&self) -> (u32, u32) {
        (self.head.frame.width, self.head.frame.height)
    }

    pub(in crate::decode) fn components(&self) -> usize {
        self.head.frame.components.len()
    }

    /// The sampling factors of the first component, across and down; `None` if those of the others
    /// are not 1.
    pub(in crate::decode) fn sampling(&self) -> Option<(u32, u32)> {
        let mut others = self.head.frame.components.iter().skip(1);
        others.all(|c| (c.horizontal, c.vertical) == (1, 1)).then_some(self.head.frame.stated)
    }

    /// Whether its own segments say that colours are mixed into luma and chroma, if they say it.
    pub(in crate::decode) fn says_mixed(&self) -> Option<bool> {
        let said = self.head.jfif || self.head.adobe.is_some();
        match self.head.coding() {
            Ok(Coding::Rgb) => Some(false),
            Ok(Coding::Luma) if said && self.components() == 3 => Some(true),
            Ok(Coding::Ycck(_)) => Some(true),
            _ => None,
        }
    }

    /// The tables that are in force behind its head.
    pub(in crate::decode) fn tables(&self) -> Tables {
        self.head.tables.carried()
    }

    /// True if a table that it uses is one of `before` and not the same in `common`.
    pub(in crate::decode) fn leans_on(&self, before: &Tables, common: &Tables) -> bool {
        let components = self.head.frame.components.iter().zip(&self.head.quantisers);
        let mut quantisers = components.filter_map(|(c, used)| Some((c.quantiser, used.as_ref()?)));
        let mut members = self.head.scans.iter().flat_map(|scan| &scan.components);
        quantisers.any(|(at, used)| {
            is_foreign(used, usize::from(at), &before.quantisers, &common.quantisers)
        }) || members.any(|member| {
            let foreign = |used: &Option<_>, at, before, common| {
                used.as_ref().is_some_and(|used| is_foreign(used, at, before, common))
            };
            foreign(&member.dc, member.dc_table, &before.dc, &common.dc)
                || foreign(&member.ac, member.ac_table, &before.ac, &common.ac)
        })
    }

    /// Gives the next line of every component that is shown; false behind the last.
    pub(in crate::decode) fn line(
        &mut self,
        guard: &mut Guard<'_>,
        take: &mut TakeLines<'_>,
    ) -> Result<bool, Undecided> {
        let (_, height) = self.sides();
        if self.given >= height {
            return Ok(false);
        }
        self.picture.line(self.given, &mut self.reader, guard, take)?;
        self.given = self.given.saturating_add(1);
        if self.given == height {
            self.behind = self.picture.finish(&mut self.reader, guard)?;
        }
        Ok(true)
    }

    /// Why a part of what was given is made up.
    pub(in crate::decode) fn fault(&self) -> Option<Undecided> {
        self.picture.fault().or(self.behind).or(self.head.fault)
    }
}

type Slots<T> = [Option<Rc<T>>; 4];

fn is_foreign<T: PartialEq>(used: &Rc<T>, at: usize, before: &Slots<T>, common: &Slots<T>) -> bool {
    let before = before.get(at).and_then(Option::as_ref);
    before.is_some_and(|before| Rc::ptr_eq(before, used))
        && before != common.get(at).and_then(Option::as_ref)
}
