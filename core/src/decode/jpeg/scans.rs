use std::io::{self, BufRead, Seek, SeekFrom};

use super::header::{EOI, SOS, read_segment, scan_components, skip_segment};
use crate::decode::{BlockReader, reason};
use crate::undecided::Undecided;

/// The scans of the first picture of a file, found by their markers alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scans {
    /// How many scans it has.
    pub(super) count: u64,
    /// True if a scan after the first holds the first one's component again. A sequential picture
    /// has each component in one scan; viewers show the last one.
    pub(super) repeats_first: bool,
    /// The offset of the marker after the first scan; `None` if the file ends in that scan.
    pub(super) first_end: Option<u64>,
    /// The offset just after its end marker; `None` if the file ends before one.
    pub(super) end: Option<u64>,
}

impl Scans {
    /// Walks from the entropy-coded data of the first scan to the end of the picture.
    ///
    /// What follows the end (a gain map, a second view, the clip of a motion photo) is not read.
    pub(super) fn walk(
        reader: &mut BlockReader<'_>,
        scan_start: u64,
        first_scan: &[u8],
    ) -> Result<Self, Undecided> {
        reader.seek(SeekFrom::Start(scan_start)).map_err(|e| reason::of_reader(&e))?;
        let mut scans = Self { count: 1, repeats_first: false, first_end: None, end: None };
        while let Some(marker) = next_marker(reader).map_err(|e| reason::of_reader(&e))? {
            let position = reader.stream_position().map_err(|e| reason::of_reader(&e))?;
            scans.first_end = scans.first_end.or(position.checked_sub(2));
            if marker == EOI {
                scans.end = Some(position);
                break;
            }
            let skipped = if marker == SOS {
                scans.count = scans.count.saturating_add(1);
                scans.note_components(reader, first_scan)
            } else {
                skip_segment(reader)
            };
            match skipped {
                Err(Undecided::Truncated) => break,
                // Not a segment: stray bytes in the data. The decoder judges them.
                Ok(()) | Err(Undecided::Corrupt) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(scans)
    }

    fn note_components(
        &mut self,
        reader: &mut BlockReader<'_>,
        first_scan: &[u8],
    ) -> Result<(), Undecided> {
        let components = scan_components(&read_segment(reader)?)?;
        self.repeats_first |= components.iter().any(|id| first_scan.contains(id));
        Ok(())
    }
}

/// The next marker in entropy-coded data; the reader then stands behind it.
fn next_marker(reader: &mut BlockReader<'_>) -> io::Result<Option<u8>> {
    let mut last = 0;
    loop {
        let block = reader.fill_buf()?;
        let Some((first, _)) = block.split_first() else {
            return Ok(None);
        };
        let found = if is_marker(last, *first) { Some(0) } else { find_marker(block) };
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
fn find_marker(block: &[u8]) -> Option<usize> {
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
    (first == 0xff) & (second != 0) & (second != 0xff) & (second & 0xf8 != 0xd0)
}

const PIECE: usize = 64;

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::context::CancelToken;

    fn walk(bytes: &[u8]) -> Scans {
        let cancel = CancelToken::new();
        Scans::walk(&mut BlockReader::slice(bytes, &cancel), 0, &[7]).unwrap()
    }

    const fn scans(count: u64, first_end: Option<u64>, end: Option<u64>) -> Scans {
        Scans { count, repeats_first: false, first_end, end }
    }

    #[test]
    fn finds_the_end_wherever_it_lies() {
        for lead in [0, 1, 62, 63, 64, 65, 16_382, 16_383, 16_384, 40_000] {
            let mut bytes = vec![0x55; lead];
            bytes.extend([0xff, 0xd9, 1, 2, 0xff, 0xd9]);
            let at = u64::try_from(lead).unwrap();
            assert_eq!(walk(&bytes), scans(1, Some(at), Some(at + 2)), "{lead}");
        }
    }

    #[test]
    fn restarts_stuffed_bytes_and_fill_are_no_end() {
        let bytes = [0xff, 0, 0xff, 0xd0, 7, 0xff, 0xd7, 0xff, 0xff, 0xff, 0xd9];
        assert_eq!(walk(&bytes), scans(1, Some(9), Some(11)));
        assert_eq!(walk(&[0xff, 0, 0xff]), scans(1, None, None));
    }

    #[test]
    fn counts_scans_and_steps_over_what_segments_hold() {
        let bytes = [1, 0xff, 0xc4, 0, 4, 0xff, 0xd9, 0xff, 0xda, 0, 5, 1, 9, 0, 5, 0xff, 0xd9];
        assert_eq!(walk(&bytes), scans(2, Some(1), Some(17)));
        assert_eq!(walk(&bytes[..9]), scans(2, Some(1), None));
    }

    #[test]
    fn notices_a_component_that_comes_again() {
        for (id, again) in [(7, true), (8, false)] {
            let bytes = [1, 0xff, 0xda, 0, 7, 2, 9, 0, id, 0, 5, 0xff, 0xd9];
            assert_eq!(walk(&bytes), Scans { repeats_first: again, ..scans(2, Some(1), Some(13)) });
        }
    }
}
