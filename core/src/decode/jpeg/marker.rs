//! Markers, and the segments that follow them.

use std::io::{self, BufRead, Read};

use crate::decode::{BlockReader, reason};
use crate::undecided::Undecided;

pub(super) const TEM: u8 = 0x01;
pub(super) const SOF0: u8 = 0xc0;
pub(super) const SOF2: u8 = 0xc2;
pub(super) const SOF9: u8 = 0xc9;
pub(super) const SOF10: u8 = 0xca;
pub(super) const DHT: u8 = 0xc4;
pub(super) const DAC: u8 = 0xcc;
pub(super) const RST0: u8 = 0xd0;
pub(super) const RST7: u8 = 0xd7;
pub(super) const SOI: u8 = 0xd8;
pub(super) const EOI: u8 = 0xd9;
pub(super) const SOS: u8 = 0xda;
pub(super) const DQT: u8 = 0xdb;
pub(super) const DNL: u8 = 0xdc;
pub(super) const DRI: u8 = 0xdd;
pub(super) const APP0: u8 = 0xe0;
pub(super) const APP1: u8 = 0xe1;
pub(super) const APP14: u8 = 0xee;
pub(super) const APP15: u8 = 0xef;
pub(super) const COM: u8 = 0xfe;

/// Steps over the marker that every stream begins with.
pub(super) fn start_of_image(reader: &mut BlockReader<'_>) -> Result<(), Undecided> {
    let mut start = [0; 2];
    reader.read_exact(&mut start).map_err(|e| reason::of_reader(&e))?;
    if start == [0xff, SOI] { Ok(()) } else { Err(Undecided::Corrupt) }
}

/// The next marker but a restart, behind any stray or entropy-coded bytes; `None` at the end of
/// the file. The reader then stands behind it.
pub(super) fn next_marker(reader: &mut BlockReader<'_>) -> io::Result<Option<u8>> {
    let mut last = 0;
    loop {
        let block = reader.fill_buf()?;
        let Some((first, _)) = block.split_first() else {
            return Ok(None);
        };
        let found = if is_marker(last, *first) { Some(0) } else { find(block) };
        let Some(at) = found else {
            last = block.last().copied().unwrap_or(0);
            let read = block.len();
            reader.consume(read);
            continue;
        };
        let marker = block.get(at).copied();
        reader.consume(at.saturating_add(1));
        return Ok(marker);
    }
}

/// The index of the first byte in `block` that makes a marker with the one before it.
fn find(block: &[u8]) -> Option<usize> {
    let second = block.get(1..)?;
    // Without a branch for each byte, so that the compiler makes vector code of it.
    let pieces = block.chunks(PIECE).zip(second.chunks(PIECE)).enumerate();
    for (piece, (first, second)) in pieces {
        let mut any = false;
        for (a, b) in first.iter().zip(second) {
            any |= is_marker(*a, *b);
        }
        if any {
            let inside = first.iter().zip(second).position(|(a, b)| is_marker(*a, *b))?;
            return piece.checked_mul(PIECE)?.checked_add(inside)?.checked_add(1);
        }
    }
    None
}

/// True for a marker other than a restart; FF 00 is a data byte and FF FF is fill.
const fn is_marker(first: u8, second: u8) -> bool {
    (first == 0xff) & (second != 0) & (second != 0xff) & (second & 0xf8 != RST0)
}

const PIECE: usize = 64;

/// What a segment holds, whose length counts itself.
pub(super) fn read_segment(reader: &mut BlockReader<'_>) -> Result<Vec<u8>, Undecided> {
    let bytes = content_bytes(reader)?.ok_or(Undecided::Corrupt)?;
    let mut segment = vec![0; usize::from(bytes)];
    reader.read_exact(&mut segment).map_err(|e| reason::of_reader(&e))?;
    Ok(segment)
}

/// The same of application data: with a length under 2 there is none, as viewers have it.
pub(super) fn read_application(reader: &mut BlockReader<'_>) -> Result<Vec<u8>, Undecided> {
    let mut data = vec![0; usize::from(content_bytes(reader)?.unwrap_or(0))];
    reader.read_exact(&mut data).map_err(|e| reason::of_reader(&e))?;
    Ok(data)
}

/// Steps over a segment, which costs as much as to read it; a length under 2 is nothing to step
/// over, as viewers have it.
pub(super) fn skip_segment(reader: &mut BlockReader<'_>) -> Result<(), Undecided> {
    let length = content_bytes(reader)?.unwrap_or(0);
    reader.consume(usize::from(length));
    Ok(())
}

fn content_bytes(reader: &mut BlockReader<'_>) -> Result<Option<u16>, Undecided> {
    let mut length = [0; 2];
    reader.read_exact(&mut length).map_err(|e| reason::of_reader(&e))?;
    Ok(u16::from_be_bytes(length).checked_sub(2))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use std::io::Seek;

    use super::*;
    use crate::context::CancelToken;

    fn found(bytes: &[u8]) -> (Option<u8>, u64) {
        let cancel = CancelToken::new();
        let mut reader = BlockReader::slice(bytes, &cancel);
        let marker = next_marker(&mut reader).unwrap();
        (marker, reader.stream_position().unwrap())
    }

    #[test]
    fn a_marker_is_found_wherever_it_lies() {
        for lead in [0, 1, 62, 63, 64, 65, 16_382, 16_383, 16_384, 40_000] {
            let mut bytes = vec![0x55; lead];
            bytes.extend([0xff, EOI, 1, 2, 0xff, SOS]);
            assert_eq!(found(&bytes), (Some(EOI), u64::try_from(lead).unwrap() + 2), "{lead}");
        }
    }

    #[test]
    fn restarts_stuffed_bytes_and_fill_are_passed_over() {
        let bytes = [0xff, 0, 0xff, 0xd0, 7, 0xff, 0xd7, 0xff, 0xff, 0xff, EOI];
        assert_eq!(found(&bytes), (Some(EOI), 11));
        assert_eq!(found(&[0xff, 0, 0xff]), (None, 3));
    }

    #[test]
    fn a_length_that_does_not_hold_itself_is_an_empty_segment() {
        let cancel = CancelToken::new();
        for length in [0, 1, 2] {
            let bytes = [0, length, 9, 9];
            let mut reader = BlockReader::slice(&bytes, &cancel);
            assert_eq!(read_application(&mut reader), Ok(Vec::new()));
            assert_eq!(reader.stream_position().unwrap(), 2);
            let mut reader = BlockReader::slice(&bytes, &cancel);
            assert_eq!(read_segment(&mut reader).is_ok(), length == 2, "tables are not guessed");
        }
    }
}
