//! What tests of containers share: archives drawn by a program, and a sink that keeps what it is given.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod archive;

pub(crate) use archive::{Archive, File};

use super::{PartSink, Piece, Pieces, Place, lent};
use crate::context::CancelToken;
use crate::decode::{BlockReader, Guard};
use crate::limits::Limits;
use crate::undecided::Undecided;

/// A container in memory.
pub(crate) struct Bytes<'a>(pub(crate) &'a [u8]);

impl Pieces for Bytes<'_> {
    fn length(&self) -> u64 {
        u64::try_from(self.0.len()).unwrap()
    }

    fn piece(&self, start: u64, length: u64) -> Result<Piece<'_>, Undecided> {
        lent(self.0, start, length)
    }

    fn reader<'b>(&'b self, cancel: &'b CancelToken) -> BlockReader<'b> {
        BlockReader::slice(self.0, cancel)
    }
}

/// What a container gave.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Given {
    pub(crate) parts: Vec<(String, Vec<u8>)>,
    pub(crate) skipped: Vec<(String, Undecided)>,
    pub(crate) ended: Option<Undecided>,
}

/// Opens a container and keeps all parts.
pub(crate) fn given(
    bytes: &[u8],
    limits: &Limits,
    open: impl FnOnce(&dyn Pieces, &mut dyn PartSink<'_>) -> Result<(), Undecided>,
) -> Given {
    let cancel = CancelToken::new();
    let mut keeper = Keeper { guard: Guard::new(limits, &cancel), given: Given::default() };
    let opened = open(&Bytes(bytes), &mut keeper);
    Given { ended: opened.err(), ..keeper.given }
}

struct Keeper<'a> {
    guard: Guard<'a>,
    given: Given,
}

impl<'a> PartSink<'a> for Keeper<'a> {
    fn guard(&mut self) -> &mut Guard<'a> {
        &mut self.guard
    }

    fn enter(&mut self) -> Result<(), Undecided> {
        Ok(())
    }

    fn part(&mut self, place: Place, number: u32, bytes: &[u8]) -> Result<(), Undecided> {
        self.guard.part()?;
        self.given.parts.push((format!("{}/{number}", place.name()), bytes.to_vec()));
        Ok(())
    }

    fn digests(&mut self, place: Place, number: u32, bytes: &[u8]) -> Result<(), Undecided> {
        self.part(place, number, bytes)
    }

    fn skip(&mut self, place: Place, number: u32, why: Undecided) -> Result<(), Undecided> {
        self.guard.part()?;
        self.given.skipped.push((format!("{}/{number}", place.name()), why));
        Ok(())
    }
}
