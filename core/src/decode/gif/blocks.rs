use std::io::{Seek, SeekFrom};

use crate::decode::Guard;
use crate::decode::animation::{Area, Disposal};
use crate::decode::bytes::{next_byte, read_most, u16_le};
use crate::decode::reader::BlockReader;
use crate::undecided::Undecided;

/// What a block of data costs to be passed over, in bytes of work.
const BLOCK_OVERHEAD_BYTES: u64 = 16;

/// Red, green, blue of each index.
pub(super) type Palette = Vec<[u8; 3]>;

/// The blocks of a file, one after the other, as lenient as viewers are.
pub(super) struct Blocks<'a> {
    reader: BlockReader<'a>,
    screen: (u32, u32),
    global: Option<Palette>,
    control: Control,
    /// Bytes left of the current block of data; `None` behind the last one.
    left: Option<u8>,
    rubbish: Rubbish,
    cut: bool,
}

/// What was met between blocks that is no block.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rubbish {
    None,
    Met,
    /// A frame lies behind it, which some viewers show.
    HidesFrame,
}

/// What an extension says of the frame that follows.
#[derive(Default)]
struct Control {
    disposal: Disposal,
    delay_ms: u64,
    transparent: Option<u8>,
}

/// The header of a frame; its data follow.
pub(super) struct Frame {
    pub(super) area: Area,
    pub(super) interlaced: bool,
    pub(super) palette: Option<Palette>,
    pub(super) code_bits: u8,
    pub(super) disposal: Disposal,
    pub(super) delay_ms: u64,
    pub(super) transparent: Option<u8>,
}

impl<'a> Blocks<'a> {
    /// Reads the screen and its colours.
    pub(super) fn open(mut reader: BlockReader<'a>, guard: &Guard<'_>) -> Result<Self, Undecided> {
        let mut head = [0; 13];
        if read_most(&mut reader, &mut head, guard)? < head.len() {
            return Err(Undecided::Truncated);
        }
        let [b'G', b'I', b'F', .., flags, _, _] = head else { return Err(Undecided::Corrupt) };
        Ok(Self {
            global: palette(&mut reader, flags, guard)?,
            reader,
            screen: (u16_le(&head, 6).into(), u16_le(&head, 8).into()),
            control: Control::default(),
            left: None,
            rubbish: Rubbish::None,
            cut: false,
        })
    }

    pub(super) const fn screen(&self) -> (u32, u32) {
        self.screen
    }

    /// The colours of frames that have none of their own; given once.
    pub(super) const fn take_global(&mut self) -> Option<Palette> {
        self.global.take()
    }

    /// The file ended before its end mark came.
    pub(super) const fn cut(&self) -> bool {
        self.cut
    }

    /// The place behind the end mark, once [`Self::next_frame`] met it.
    pub(super) fn end(&mut self) -> Option<u64> {
        self.reader.stream_position().ok().filter(|_| !self.cut)
    }

    pub(super) fn found_in_rubbish(&self) -> bool {
        self.rubbish == Rubbish::HidesFrame
    }

    /// The next frame; `None` at the end mark, or where the file ends without it.
    ///
    /// Bytes that begin no block are passed over, as some viewers do; zeros, which old writers left
    /// behind the data of a frame, say nothing.
    pub(super) fn next_frame(&mut self, guard: &mut Guard<'_>) -> Result<Option<Frame>, Undecided> {
        while let Some(byte) = next_byte(&mut self.reader, guard)? {
            guard.work(1)?;
            match byte {
                b';' => return Ok(None),
                b'!' => self.extension(guard)?,
                b',' if self.rubbish == Rubbish::None => return self.frame(guard).map(Some),
                b',' if self.plausible(guard)? => {
                    self.rubbish = Rubbish::HidesFrame;
                    return self.frame(guard).map(Some);
                }
                0 => {}
                _ if self.rubbish == Rubbish::None => self.rubbish = Rubbish::Met,
                _ => {}
            }
        }
        self.cut = true;
        Ok(None)
    }

    /// Reads an extension. Only the control of the next frame matters.
    fn extension(&mut self, guard: &mut Guard<'_>) -> Result<(), Undecided> {
        const CONTROL: u8 = 0xf9;
        let label = next_byte(&mut self.reader, guard)?;
        self.left = Some(0);
        let mut fields = [0; 4];
        for field in &mut fields {
            if let (Some(CONTROL), Some(byte)) = (label, self.data(guard)?) {
                *field = byte;
            } else {
                return self.skip_data(guard);
            }
        }
        let [flags, low, high, index] = fields;
        self.control = Control {
            disposal: disposal(flags >> 2 & 7),
            delay_ms: u64::from(u16::from_le_bytes([low, high])).saturating_mul(10),
            transparent: (flags & 1 != 0).then_some(index),
        };
        self.skip_data(guard)
    }

    fn frame(&mut self, guard: &mut Guard<'_>) -> Result<Frame, Undecided> {
        let mut head = [0; 9];
        if read_most(&mut self.reader, &mut head, guard)? < head.len() {
            return Err(Undecided::Truncated);
        }
        let [.., flags] = head;
        let palette = palette(&mut self.reader, flags, guard)?;
        let code_bits = next_byte(&mut self.reader, guard)?.ok_or(Undecided::Truncated)?;
        self.left = Some(0);
        let Control { disposal, delay_ms, transparent } = core::mem::take(&mut self.control);
        let area = area(&head);
        let interlaced = flags & 0x40 != 0;
        Ok(Frame { area, interlaced, palette, code_bits, disposal, delay_ms, transparent })
    }

    /// Whether a frame may begin here, in the midst of rubbish: it lies on the screen.
    fn plausible(&mut self, guard: &Guard<'_>) -> Result<bool, Undecided> {
        let mut head = [0; 9];
        let there = read_most(&mut self.reader, &mut head, guard)?;
        let back = i64::try_from(there).unwrap_or(0).saturating_neg();
        self.reader.seek(SeekFrom::Current(back)).map_err(|_| Undecided::Corrupt)?;
        let (area, (width, height)) = (area(&head), self.screen);
        let fits = area.left.saturating_add(area.width) <= width
            && area.top.saturating_add(area.height) <= height;
        let [.., flags] = head;
        Ok(there == head.len() && fits && area.width > 0 && area.height > 0 && flags & 0x18 == 0)
    }

    /// The next byte of the data of a frame or extension; `None` behind the last one.
    pub(super) fn data(&mut self, guard: &mut Guard<'_>) -> Result<Option<u8>, Undecided> {
        match self.left {
            None => return Ok(None),
            Some(0) => match next_byte(&mut self.reader, guard)? {
                None | Some(0) => {
                    self.left = None;
                    return Ok(None);
                }
                Some(length) => {
                    guard.work(BLOCK_OVERHEAD_BYTES)?;
                    self.left = Some(length);
                }
            },
            Some(_) => {}
        }
        self.left = self.left.map(|left| left.saturating_sub(1));
        let byte = next_byte(&mut self.reader, guard)?;
        if byte.is_none() {
            self.left = None;
        }
        Ok(byte)
    }

    /// Passes over the data that are left. The file may end in them.
    pub(super) fn skip_data(&mut self, guard: &mut Guard<'_>) -> Result<(), Undecided> {
        while let Some(left) = self.left {
            guard.work(BLOCK_OVERHEAD_BYTES)?;
            self.reader.seek(SeekFrom::Current(left.into())).map_err(|_| Undecided::Corrupt)?;
            self.left = next_byte(&mut self.reader, guard)?.filter(|length| *length > 0);
        }
        Ok(())
    }
}

fn palette(
    reader: &mut BlockReader<'_>,
    flags: u8,
    guard: &Guard<'_>,
) -> Result<Option<Palette>, Undecided> {
    if flags & 0x80 == 0 {
        return Ok(None);
    }
    let mut table = [[0; 3]; 256];
    let colours = 2_usize.checked_shl(u32::from(flags & 7)).unwrap_or(0);
    let table = table.get_mut(..colours).unwrap_or_default();
    let bytes = table.as_flattened_mut();
    if read_most(reader, bytes, guard)? < bytes.len() {
        return Err(Undecided::Truncated);
    }
    Ok(Some(table.to_vec()))
}

fn area(head: &[u8; 9]) -> Area {
    Area {
        left: u16_le(head, 0).into(),
        top: u16_le(head, 2).into(),
        width: u16_le(head, 4).into(),
        height: u16_le(head, 6).into(),
    }
}

/// Writers meant 3 by every number from there on.
const fn disposal(method: u8) -> Disposal {
    match method {
        0 | 1 => Disposal::Keep,
        2 => Disposal::Clear,
        _ => Disposal::Restore,
    }
}
