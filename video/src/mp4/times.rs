use core::ops::Range;

use presend::decode::VideoFrames;
use presend::undecided::Undecided;

use super::table::Table;
use super::{find, need};
use crate::file::File;

/// `stts` and `ctts`: when each sample is shown.
pub(super) struct Times {
    decoded: Runs,
    shown: Option<Runs>,
    now: i64,
}

impl Times {
    pub(super) fn read(
        stbl: &Range<u64>,
        file: &mut File<'_>,
        frames: &mut VideoFrames<'_, '_>,
    ) -> Result<Self, Undecided> {
        let stts = need(*b"stts", stbl.clone(), file, frames)?;
        let decoded = Runs::of(&Table::read(stts, 8, file, frames)?);
        let shown = match find(*b"ctts", stbl.clone(), file, frames)? {
            Some(ctts) => Some(Runs::of(&Table::read(ctts, 8, file, frames)?)),
            None => None,
        };
        Ok(Self { decoded, shown, now: 0 })
    }

    pub(super) fn next(&mut self) -> Result<i64, Undecided> {
        let later = match &mut self.shown {
            // Old files have negative offsets in a version that knows none.
            Some(shown) => i64::from(shown.next().ok_or(Undecided::Corrupt)?.cast_signed()),
            None => 0,
        };
        let time = self.now.saturating_add(later);
        let lasts = self.decoded.next().ok_or(Undecided::Corrupt)?;
        self.now = self.now.saturating_add(i64::from(lasts));
        Ok(time)
    }
}

/// Values that are each said with how often they come.
struct Runs {
    runs: Vec<[u32; 2]>,
    at: usize,
    used: u32,
}

impl Runs {
    fn of(table: &Table) -> Self {
        Self { runs: table.pairs(), at: 0, used: 0 }
    }

    fn next(&mut self) -> Option<u32> {
        loop {
            let [count, value] = *self.runs.get(self.at)?;
            if self.used < count {
                self.used = self.used.checked_add(1)?;
                return Some(value);
            }
            (self.at, self.used) = (self.at.checked_add(1)?, 0);
        }
    }
}
