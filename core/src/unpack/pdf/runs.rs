use zeroize::Zeroizing;

use super::flate::room;
use crate::decode::Guard;
use crate::undecided::Undecided;

/// Runs of one byte, and bytes as they are (ISO 32000-1, 7.4.5), up to the mark of the end or as far as
/// there are any.
pub(super) fn runs(packed: &[u8], guard: &mut Guard<'_>) -> Result<Zeroizing<Vec<u8>>, Undecided> {
    let size = Runs(packed).try_fold(0_usize, |size, run| Ok(size.saturating_add(run?.size())))?;
    let mut bytes = room(size, packed, guard)?;
    for run in Runs(packed) {
        match run? {
            Run::Stored(stored) => bytes.extend_from_slice(stored),
            Run::Same(byte, count) => bytes.extend(core::iter::repeat_n(byte, count)),
        }
    }
    Ok(bytes)
}

enum Run<'p> {
    Stored(&'p [u8]),
    Same(u8, usize),
}

impl Run<'_> {
    const fn size(&self) -> usize {
        match self {
            Self::Stored(bytes) => bytes.len(),
            Self::Same(_, count) => *count,
        }
    }
}

struct Runs<'p>(&'p [u8]);

impl<'p> Iterator for Runs<'p> {
    type Item = Result<Run<'p>, Undecided>;

    fn next(&mut self) -> Option<Self::Item> {
        let (head, rest) = self.0.split_first()?;
        let count = usize::from(*head);
        let (run, behind) = match head {
            128 => return None,
            0..=127 => {
                let split = rest.split_at_checked(count.saturating_add(1));
                split.map(|(stored, behind)| (Run::Stored(stored), behind))
            }
            _ => {
                let split = rest.split_first();
                split.map(|(byte, behind)| {
                    (Run::Same(*byte, 257_usize.saturating_sub(count)), behind)
                })
            }
        }
        .unzip();
        self.0 = behind.unwrap_or_default();
        Some(run.ok_or(Undecided::Truncated))
    }
}
