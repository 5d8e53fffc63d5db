use std::io::{BufRead, Seek, SeekFrom};

use zeroize::Zeroize;

use super::bits::{Bits, WINDOW_BYTES, Window};
use super::marker::{EOI, RST0, RST7, TEM};
use super::stuffing::{is_padding, unstuff};
use super::tail::Behind;
use crate::decode::{BlockReader, reason};
use crate::undecided::Undecided;

/// The entropy-coded data of one scan: without stuffing, in a window that holds a whole MCU or ends
/// with its segment, in zeros. What libjpeg does about a marker in the wrong place is done here, and
/// what of the picture is made up by it is remembered.
pub(super) struct Source {
    /// Offset in the file of the next byte to take in.
    at: u64,
    pub(super) window: Box<Window>,
    /// How much of the window is filled.
    end: usize,
    pub(super) bits: Bits,
    /// The marker that ended the segment; nothing behind it was taken in. At the end of the file it
    /// is an end of image, as libjpeg has it.
    marker: Option<u8>,
    /// The file ended.
    ended: bool,
    interval: u32,
    /// MCUs up to the next restart.
    left: u32,
    next_restart: u8,
    /// The segment has ended early: its other MCUs are left as they are.
    pub(super) insufficient: bool,
    /// Why a part of the picture is made up.
    pub(super) fault: Option<Undecided>,
    /// Bytes that are neither data nor padding lay behind the data of the last segment.
    left_over: bool,
    /// Why nothing more can be read.
    failed: Option<Undecided>,
}

/// No MCU has more bytes: 10 blocks of 64 symbols of 32 bits.
const MCU_BYTES: usize = 2560;

/// So much is taken in before the zeros.
const FULL: usize = WINDOW_BYTES - MCU_BYTES - 64;

impl Source {
    pub(super) fn new(at: u64, interval: u32) -> Self {
        Self {
            at,
            window: Box::new([0; WINDOW_BYTES + 8]),
            end: 0,
            bits: Bits::default(),
            marker: None,
            ended: false,
            interval,
            left: interval,
            next_restart: 0,
            insufficient: false,
            fault: None,
            left_over: false,
            failed: None,
        }
    }

    /// Why reading stopped, if it did.
    pub(super) const fn failed(&self) -> Option<Undecided> {
        self.failed
    }

    /// Makes one MCU ready. True if a restart came first.
    #[inline(always)]
    pub(super) fn before_mcu(&mut self, reader: &mut BlockReader<'_>) -> bool {
        let restarts = self.interval > 0 && self.left == 0;
        if restarts {
            self.restart(reader);
        }
        self.left = self.left.wrapping_sub(1);
        if self.end < self.bits.position.wrapping_add(MCU_BYTES) && self.marker.is_none() {
            self.fill(reader);
        }
        restarts
    }

    /// MCUs before the next restart.
    #[inline(always)]
    pub(super) const fn before_restart(&self) -> u32 {
        if self.interval > 0 { self.left } else { u32::MAX }
    }

    /// Counts MCUs that take no bits: no more than there are before the next restart.
    #[inline(always)]
    pub(super) const fn skip(&mut self, count: u32) {
        self.left = self.left.wrapping_sub(count);
    }

    /// Takes note of where the bits stand after an MCU.
    #[inline(always)]
    pub(super) fn after_mcu(&mut self, bits: Bits) {
        self.bits = bits;
        if bits.position > self.end || bits.faulty {
            self.examine();
        }
    }

    #[cold]
    #[inline(never)]
    fn examine(&mut self) {
        if self.bits.faulty {
            self.bits.faulty = false;
            self.note(Undecided::Corrupt);
        }
        if self.bits.used_bytes() > self.end {
            self.insufficient = true;
            self.note_end();
        }
    }

    pub(super) fn note(&mut self, fault: Undecided) {
        self.fault.get_or_insert(fault);
    }

    /// The data ended at this marker before the picture did.
    fn note_end(&mut self) {
        let ended = self.marker == Some(EOI);
        self.note(if ended { Undecided::Truncated } else { Undecided::Corrupt });
    }

    /// One byte of a segment without its stuffing, for a decoder that needs them one by one.
    #[inline(always)]
    pub(super) fn byte(&mut self, reader: &mut BlockReader<'_>) -> Option<u8> {
        if self.bits.position >= self.end {
            if self.marker.is_none() {
                self.fill(reader);
            }
            if self.bits.position >= self.end {
                return None;
            }
        }
        let byte = self.window.get(self.bits.position).copied();
        self.bits.position = self.bits.position.wrapping_add(1);
        byte
    }

    /// The arithmetic decoder went on with this many zeros behind the segment. That is meant: its
    /// encoder leaves zeros out at the end, however many. Only where the file ends is it a cut.
    pub(super) fn ran_dry(&mut self, zeros: u32) {
        if zeros > 0 && self.ended {
            self.note_end();
        }
    }

    /// The arithmetic decoder met data that cannot be.
    pub(super) fn fail_segment(&mut self) {
        self.note(Undecided::Corrupt);
    }

    #[cold]
    #[inline(never)]
    fn fill(&mut self, reader: &mut BlockReader<'_>) {
        let used = self.bits.position.min(self.end);
        self.window.copy_within(used..self.end, 0);
        self.end = self.end.saturating_sub(used);
        self.bits.position = 0;
        while self.end < FULL && self.marker.is_none() {
            if let Err(error) = self.take_in(reader) {
                self.failed = Some(reason::of_reader(&error));
                self.marker = Some(EOI);
            }
        }
        if self.marker.is_some() {
            self.zeros_behind();
        }
    }

    fn zeros_behind(&mut self) {
        let end = self.end.saturating_add(MCU_BYTES).saturating_add(8);
        if let Some(rest) = self.window.get_mut(self.end..end) {
            rest.fill(0);
        }
    }

    /// Takes in a block of the file, or as much of it as comes before a marker. The reader is paid
    /// for it at once: a segment may be as long as the file.
    fn take_in(&mut self, reader: &mut BlockReader<'_>) -> std::io::Result<()> {
        reader.seek(SeekFrom::Start(self.at))?;
        let block = reader.fill_buf()?;
        let room = self.window.get_mut(self.end..FULL).unwrap_or_default();
        let (read, written) = unstuff(block, room);
        if read > 0 {
            reader.consume(read);
            self.at = self.at.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
            self.end = self.end.saturating_add(written);
            return Ok(());
        }
        // A marker, a stuffed byte or the end of the file.
        let Some(code) = self.code(reader)? else {
            (self.marker, self.ended) = (Some(EOI), true);
            return Ok(());
        };
        if code == 0 {
            if let Some(to) = self.window.get_mut(self.end) {
                *to = 0xff;
            }
            self.end = self.end.saturating_add(1);
        } else {
            self.marker = Some(code);
        }
        Ok(())
    }

    /// The byte behind any number of FF; `None` at the end of the file.
    fn code(&mut self, reader: &mut BlockReader<'_>) -> std::io::Result<Option<u8>> {
        loop {
            reader.seek(SeekFrom::Start(self.at))?;
            let block = reader.fill_buf()?;
            let fill = block.iter().take_while(|byte| **byte == 0xff).count();
            let (code, ended) = (block.get(fill).copied(), block.is_empty());
            let read = fill.saturating_add(usize::from(code.is_some()));
            reader.consume(read);
            self.at = self.at.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
            if ended || code.is_some() {
                return Ok(code);
            }
        }
    }

    /// Finds the next marker. Data on the way is lost.
    fn find_marker(&mut self, reader: &mut BlockReader<'_>) {
        let used = self.bits.used_bytes();
        let unread = self.window.get(used..self.end).unwrap_or_default();
        self.left_over |= !is_padding(unread);
        while self.marker.is_none() {
            (self.end, self.bits) = (0, Bits::default());
            self.fill(reader);
            self.left_over |= !is_padding(self.window.get(..self.end).unwrap_or_default());
        }
        (self.end, self.bits) = (0, Bits::default());
        self.zeros_behind();
    }

    /// Goes to the next segment, by the number of its marker, as `jpeg_resync_to_restart` does.
    #[cold]
    #[inline(never)]
    fn restart(&mut self, reader: &mut BlockReader<'_>) {
        self.left = self.interval;
        self.find_marker(reader);
        if core::mem::take(&mut self.left_over) {
            self.note(Undecided::Corrupt);
        }
        let expected = self.next_restart;
        self.next_restart = expected.wrapping_add(1) & 7;
        if self.marker != Some(RST0 | expected) {
            self.note_end();
        }
        loop {
            match self.marker {
                Some(marker @ RST0..=RST7) => match marker.wrapping_sub(expected) & 7 {
                    // One of the next two: what was expected is missing.
                    1 | 2 => break,
                    // One of the last two.
                    6 | 7 => {}
                    _ => {
                        self.marker = None;
                        break;
                    }
                },
                Some(0xc0..) | None => break,
                // No marker of any JPEG.
                Some(_) => {}
            }
            self.marker = None;
            self.find_marker(reader);
        }
        self.left_over = false;
        // Against a marker, the first MCU is decoded from zeros, unless there was too little before.
        self.insufficient &= self.marker.is_some();
    }

    /// Goes to the marker behind the scan, or the end of the file.
    pub(super) fn finish(&mut self, reader: &mut BlockReader<'_>) -> Behind {
        self.find_marker(reader);
        while let Some(RST0..=RST7 | TEM) = self.marker {
            self.marker = None;
            self.find_marker(reader);
        }
        let marker = self.marker.filter(|_| !self.ended);
        Behind { marker, position: self.at, left_over: self.left_over }
    }
}

impl Drop for Source {
    fn drop(&mut self) {
        self.window.zeroize();
    }
}
