use flate2::{Decompress, FlushDecompress, Status};
use zeroize::Zeroizing;

use super::filters::all;
use super::objects::Objects;
use super::parser::Parser;
use super::value::Value;
use crate::decode::Guard;
use crate::undecided::Undecided;

/// Bytes that are unpacked at a time, and then counted: so many may be over a bound before it ends.
pub(super) const STEP_BYTES: usize = 64 << 10;

/// Room for so many bytes at most, which are read from packed ones. They are taken from what may be
/// unpacked.
pub(super) fn room(
    most: usize,
    packed: &[u8],
    guard: &mut Guard<'_>,
) -> Result<Zeroizing<Vec<u8>>, Undecided> {
    guard.cancelled()?;
    guard.work(u64::try_from(packed.len()).unwrap_or(u64::MAX))?;
    guard.unpack(u64::try_from(most).unwrap_or(u64::MAX))?;
    Ok(Zeroizing::new(Vec::with_capacity(most)))
}

/// The first bytes of a zlib stream, as many as are wanted or as there are, and whether it ended.
pub(super) fn inflate_some(
    packed: &[u8],
    wanted: usize,
    guard: &mut Guard<'_>,
) -> Result<(Zeroizing<Vec<u8>>, bool), Undecided> {
    let mut stream = Decompress::new(true);
    let mut unpacked = Zeroizing::new(Vec::new());
    let (mut read, mut written) = (0_usize, 0_usize);
    guard.work(u64::try_from(packed.len()).unwrap_or(u64::MAX))?;
    while written < wanted {
        guard.cancelled()?;
        let step = STEP_BYTES.min(wanted.saturating_sub(written));
        grow(&mut unpacked, written.saturating_add(step));
        let input = packed.get(read..).unwrap_or_default();
        let room = unpacked.get_mut(written..).unwrap_or_default();
        let status = stream.decompress(input, room, FlushDecompress::None);
        let before = (read, written);
        read = usize::try_from(stream.total_in()).unwrap_or(usize::MAX);
        written = usize::try_from(stream.total_out()).unwrap_or(usize::MAX);
        let more = written.saturating_sub(before.1);
        guard.unpack(u64::try_from(more).unwrap_or(u64::MAX))?;
        let stuck = before == (read, written);
        match status {
            Err(_) => return Err(Undecided::Corrupt),
            Ok(Status::StreamEnd) => {
                unpacked.truncate(written);
                return Ok((unpacked, true));
            }
            Ok(_) if stuck => break,
            Ok(_) => {}
        }
    }
    unpacked.truncate(written);
    Ok((unpacked, false))
}

/// Makes room without leaving a copy behind that nobody overwrites.
pub(super) fn grow(bytes: &mut Zeroizing<Vec<u8>>, size: usize) {
    if size > bytes.capacity() {
        let mut larger =
            Zeroizing::new(Vec::with_capacity(size.max(bytes.len().saturating_mul(2))));
        larger.extend_from_slice(bytes);
        *bytes = larger;
    }
    bytes.resize(size, 0);
}

/// Reads the objects that are packed together in streams. Streams are never among them.
pub(super) fn read_packed_objects(
    file: &[u8],
    objects: &mut Objects,
    guard: &mut Guard<'_>,
) -> Result<(), Undecided> {
    let mut values = Vec::new();
    for stream in &objects.streams {
        let is = stream.dictionary.get(b"Type").and_then(Value::name) == Some(b"ObjStm");
        if is {
            let bytes = all(file, objects, stream, guard)?;
            let number = |key| objects.resolved(stream.dictionary.get(key)).and_then(Value::number);
            let (count, first) = (number(b"N"), number(b"First"));
            let (Some(count), Some(first)) = (count, first) else {
                return Err(Undecided::Corrupt);
            };
            packed_objects(&bytes, count, first, &mut values)?;
        }
    }
    objects.values.extend(values);
    Ok(())
}

fn packed_objects(
    bytes: &[u8],
    count: u64,
    first: u64,
    values: &mut Vec<(u32, Value)>,
) -> Result<(), Undecided> {
    let first = usize::try_from(first).map_err(|_| Undecided::Corrupt)?;
    let mut index = Parser::new(bytes, 0);
    // Each byte belongs to one object: many that point at one long value would take hours.
    let mut left = bytes.len();
    for _ in 0..count {
        index.skip_blanks();
        let number = index.number().and_then(|number| u32::try_from(number).ok());
        index.skip_blanks();
        let offset = index.number().and_then(|offset| usize::try_from(offset).ok());
        let (Some(number), Some(offset)) = (number, offset) else {
            return Err(Undecided::Corrupt);
        };
        // Only short values are asked for later: those of a dictionary of a stream.
        let start = first.saturating_add(offset);
        let mut object = Parser::new(bytes, start);
        values.extend(object.value(0).map(|value| (number, value)));
        let read = object.at.saturating_sub(start);
        left = left.checked_sub(read).ok_or(Undecided::Corrupt)?;
    }
    Ok(())
}
