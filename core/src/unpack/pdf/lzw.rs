use core::ops::Range;

use zeroize::Zeroizing;

use super::flate::{STEP_BYTES, grow};
use crate::decode::Guard;
use crate::undecided::Undecided;

const CLEAR: usize = 256;
const END: usize = 257;
const FIRST_STRING: usize = 258;
const MOST_STRINGS: usize = 4096 - FIRST_STRING;

/// The first bytes of what is packed by LZW (ISO 32000-1, 7.4.4), as many as are wanted or as there are, up to
/// the mark of the end or as far as there are codes. Codes have 9 to 12 bits, the high one first, and grow one
/// string early unless the parameters say otherwise.
pub(super) fn unpack_some(
    packed: &[u8],
    wanted: usize,
    early: bool,
    guard: &mut Guard<'_>,
) -> Result<Zeroizing<Vec<u8>>, Undecided> {
    guard.work(u64::try_from(packed.len()).unwrap_or(u64::MAX))?;
    let mut out = Zeroizing::new(Vec::new());
    let mut codes = Codes { packed, at: 0 };
    // Where each string lies in what was unpacked: each is the one before it with a byte more.
    let mut strings: Vec<Range<usize>> = Vec::new();
    let mut last: Option<Range<usize>> = None;
    let mut counted = 0;
    while out.len() < wanted {
        if out.len().saturating_sub(counted) >= STEP_BYTES {
            count(&out, &mut counted, guard)?;
        }
        let Some(code) = codes.next(bits(strings.len(), early)) else { break };
        match code {
            CLEAR => {
                strings.clear();
                last = None;
                continue;
            }
            END => break,
            _ => {}
        }
        if let Some(last) = last.take().filter(|_| strings.len() < MOST_STRINGS) {
            strings.push(last.start..last.end.saturating_add(1));
        }
        let start = out.len();
        give(code, &strings, &mut out)?;
        last = Some(start..out.len());
    }
    count(&out, &mut counted, guard)?;
    out.truncate(wanted);
    Ok(out)
}

/// Takes what was unpacked since from what may be.
fn count(out: &[u8], counted: &mut usize, guard: &mut Guard<'_>) -> Result<(), Undecided> {
    guard.cancelled()?;
    let more = out.len().saturating_sub(*counted);
    *counted = out.len();
    guard.unpack(u64::try_from(more).unwrap_or(u64::MAX))
}

/// So many bits has the next code.
fn bits(strings: usize, early: bool) -> u32 {
    let next = strings.saturating_add(FIRST_STRING).saturating_add(usize::from(early));
    (9..12).find(|bits| next.checked_shr(*bits) == Some(0)).unwrap_or(12)
}

/// Appends a byte or a string. The newest may end with the byte that it gives first.
fn give(
    code: usize,
    strings: &[Range<usize>],
    out: &mut Zeroizing<Vec<u8>>,
) -> Result<(), Undecided> {
    if let Ok(byte) = u8::try_from(code) {
        push(byte, out);
        return Ok(());
    }
    let string = code.checked_sub(FIRST_STRING).and_then(|number| strings.get(number));
    for at in string.ok_or(Undecided::Corrupt)?.clone() {
        let byte = out.get(at).copied().ok_or(Undecided::Corrupt)?;
        push(byte, out);
    }
    Ok(())
}

fn push(byte: u8, out: &mut Zeroizing<Vec<u8>>) {
    let at = out.len();
    grow(out, at.saturating_add(1));
    if let Some(last) = out.last_mut() {
        *last = byte;
    }
}

struct Codes<'p> {
    packed: &'p [u8],
    /// In bits.
    at: usize,
}

impl Codes<'_> {
    fn next(&mut self, bits: u32) -> Option<usize> {
        let (byte, skipped) = (self.at / 8, self.at % 8);
        let end = self.at.checked_add(usize::try_from(bits).ok()?)?;
        if end > self.packed.len().saturating_mul(8) {
            return None;
        }
        self.at = end;
        // Up to 12 bits from within a byte on lie in three.
        let three = (0..3).fold(0_u32, |held, next| {
            let next = byte.checked_add(next).and_then(|at| self.packed.get(at));
            held << 8 | u32::from(next.copied().unwrap_or(0))
        });
        let behind = 24_u32.saturating_sub(bits).saturating_sub(u32::try_from(skipped).ok()?);
        let mask = 1_u32.checked_shl(bits)?.saturating_sub(1);
        usize::try_from(three.checked_shr(behind)? & mask).ok()
    }
}
