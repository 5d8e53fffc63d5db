use std::io::{self, Read, Seek, SeekFrom};

use super::coding::{Adobe, Coding};
use crate::decode::{BlockReader, exif, reason};
use crate::orientation::Orientation;
use crate::undecided::Undecided;

/// What the segments up to the first scan say, and those of them that the decoder needs.
///
/// The decoder is given `tables` in place of the file's own head: application data (EXIF, XMP,
/// colour profiles, thumbnails) stays outside it, so none of it is copied or can slow it down.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) components: Vec<Component>,
    pub(super) coding: Coding,
    pub(super) progressive: bool,
    pub(super) first_scan: Vec<u8>,
    pub(super) orientation: Orientation,
    /// What the decoder is given up to the first scan: SOI, frame, tables, scan header.
    pub(super) tables: Vec<u8>,
    /// Where the entropy-coded data of the first scan begins, in bytes from the start of the file.
    pub(super) scan_start: u64,
}

/// One component of the frame header.
#[derive(Clone, Copy, Debug)]
pub(super) struct Component {
    pub(super) id: u8,
    pub(super) horizontal: u8,
    pub(super) vertical: u8,
}

impl Header {
    /// Reads up to the end of the first scan header.
    pub(super) fn read(reader: &mut BlockReader<'_>) -> Result<Self, Undecided> {
        let mut parser = Parser::default();
        let mut start = [0; 2];
        reader.read_exact(&mut start).map_err(|e| reason::of_reader(&e))?;
        if start != [0xff, SOI] {
            return Err(Undecided::Corrupt);
        }
        loop {
            let marker = next_marker(reader).map_err(|e| reason::of_reader(&e))?;
            if marker == SOS {
                let scan = read_segment(reader)?;
                let scan_start = reader.stream_position().map_err(|e| reason::of_reader(&e))?;
                return parser.finish(&scan, scan_start);
            }
            parser.segment(marker, reader)?;
        }
    }
}

#[derive(Default)]
struct Parser {
    frame: Option<Frame>,
    tables: Vec<u8>,
    huffman: bool,
    jfif: bool,
    adobe: Option<Adobe>,
    orientation: Option<Orientation>,
}

struct Frame {
    marker: u8,
    width: u32,
    height: u32,
    components: Vec<Component>,
    segment: Vec<u8>,
}

impl Parser {
    fn segment(&mut self, marker: u8, reader: &mut BlockReader<'_>) -> Result<(), Undecided> {
        match marker {
            SOF0..=SOF2 => self.frame(marker, &read_segment(reader)?),
            // Lossless, hierarchical and arithmetic frames; 0xc4 and 0xcc are tables.
            0xc3 | 0xc5..=0xcb | 0xcd..=0xcf => Err(Undecided::UnsupportedFormat),
            DHT | DQT | DRI => {
                self.huffman |= marker == DHT;
                self.keep(marker, &read_segment(reader)?)
            }
            APP0 => {
                self.jfif |= read_segment(reader)?.starts_with(b"JFIF\0");
                Ok(())
            }
            APP1 if self.orientation.is_none() => {
                let segment = read_segment(reader)?;
                self.orientation = segment.strip_prefix(b"Exif\0\0").map(exif::orientation);
                Ok(())
            }
            APP14 => {
                let segment = read_segment(reader)?;
                self.adobe = Adobe::parse(&segment).or(self.adobe);
                Ok(())
            }
            EOI => Err(Undecided::Corrupt),
            SOI | TEM | RST0..=RST7 => Ok(()),
            _ => skip_segment(reader),
        }
    }

    fn frame(&mut self, marker: u8, segment: &[u8]) -> Result<(), Undecided> {
        let (&[precision, h1, h0, w1, w0, count], rest) =
            segment.split_first_chunk().ok_or(Undecided::Corrupt)?;
        let (components, leftover) = rest.as_chunks::<3>();
        if self.frame.is_some() || components.len() != usize::from(count) || !leftover.is_empty() {
            return Err(Undecided::Corrupt);
        }
        if precision != 8 {
            return Err(Undecided::UnsupportedFormat);
        }
        let components = components.iter().map(component).collect::<Result<_, _>>()?;
        self.frame = Some(Frame {
            marker,
            width: u32::from(u16::from_be_bytes([w1, w0])),
            height: u32::from(u16::from_be_bytes([h1, h0])),
            components,
            segment: segment.to_vec(),
        });
        Ok(())
    }

    /// Adds a segment to those that the decoder gets.
    fn keep(&mut self, marker: u8, segment: &[u8]) -> Result<(), Undecided> {
        write_segment(&mut self.tables, marker, segment)?;
        if self.tables.len() > MAX_TABLE_BYTES { Err(Undecided::Corrupt) } else { Ok(()) }
    }

    fn finish(mut self, scan: &[u8], scan_start: u64) -> Result<Header, Undecided> {
        if !self.huffman {
            // Frames cut from a motion JPEG leave the standard tables out; viewers fill them in.
            self.keep(APP0, b"AVI1\0")?;
        }
        let frame = self.frame.ok_or(Undecided::Corrupt)?;
        let header = Header {
            width: frame.width,
            height: frame.height,
            coding: Coding::of(&frame.components, self.jfif, self.adobe)?,
            progressive: frame.marker == SOF2,
            components: frame.components,
            first_scan: scan_components(scan)?,
            orientation: self.orientation.unwrap_or_default(),
            tables: Vec::new(),
            scan_start,
        };
        header.with_tables(frame.marker, frame.segment, &self.tables, scan)
    }
}

impl Header {
    /// Puts the frame before the tables: the decoder builds them by the kind of frame.
    fn with_tables(
        mut self,
        marker: u8,
        mut frame: Vec<u8>,
        tables: &[u8],
        scan: &[u8],
    ) -> Result<Self, Undecided> {
        let mut scan = scan.to_vec();
        if self.luma_scan_stands_alone() {
            keep_first_component(&mut frame, &mut scan)?;
        }
        self.tables.extend([0xff, SOI]);
        write_segment(&mut self.tables, marker, &frame)?;
        self.tables.extend(tables);
        write_segment(&mut self.tables, SOS, &scan)?;
        Ok(self)
    }
}

/// Makes a frame header and a scan header of many components those of a gray picture: count 1,
/// sampling 1x1. The order of blocks in a scan of one component is that of a gray picture.
fn keep_first_component(frame: &mut Vec<u8>, scan: &mut Vec<u8>) -> Result<(), Undecided> {
    frame.truncate(9);
    for (at, value) in [(5, 1), (7, 0x11)] {
        *frame.get_mut(at).ok_or(Undecided::Corrupt)? = value;
    }
    scan.truncate(6);
    Ok(())
}

/// The component ids of a scan header.
pub(super) fn scan_components(scan: &[u8]) -> Result<Vec<u8>, Undecided> {
    let (count, rest) = scan.split_first().ok_or(Undecided::Corrupt)?;
    let (components, _) = rest.as_chunks::<2>();
    Ok(components.iter().take(usize::from(*count)).map(|[id, _]| *id).collect())
}

fn write_segment(into: &mut Vec<u8>, marker: u8, segment: &[u8]) -> Result<(), Undecided> {
    let length = u16::try_from(segment.len()).ok().and_then(|len| len.checked_add(2));
    into.extend([0xff, marker]);
    into.extend(length.ok_or(Undecided::Corrupt)?.to_be_bytes());
    into.extend(segment);
    Ok(())
}

fn component(&[id, sampling, _]: &[u8; 3]) -> Result<Component, Undecided> {
    let (horizontal, vertical) = (sampling >> 4, sampling & 0x0f);
    match (horizontal, vertical) {
        (1 | 2 | 4, 1..=4) => Ok(Component { id, horizontal, vertical }),
        // Allowed by the standard, never written, and not decoded.
        (3, 1..=4) => Err(Undecided::UnsupportedFormat),
        _ => Err(Undecided::Corrupt),
    }
}

/// The next marker, skipping fill bytes and, as viewers do, stray bytes before it.
fn next_marker(reader: &mut BlockReader<'_>) -> io::Result<u8> {
    let mut byte = [0];
    loop {
        while byte != [0xff] {
            reader.read_exact(&mut byte)?;
        }
        while byte == [0xff] {
            reader.read_exact(&mut byte)?;
        }
        if byte != [0] {
            return Ok(byte[0]);
        }
    }
}

fn segment_length(reader: &mut BlockReader<'_>) -> Result<u16, Undecided> {
    let mut length = [0; 2];
    reader.read_exact(&mut length).map_err(|e| reason::of_reader(&e))?;
    u16::from_be_bytes(length).checked_sub(2).ok_or(Undecided::Corrupt)
}

pub(super) fn read_segment(reader: &mut BlockReader<'_>) -> Result<Vec<u8>, Undecided> {
    let mut segment = vec![0; usize::from(segment_length(reader)?)];
    reader.read_exact(&mut segment).map_err(|e| reason::of_reader(&e))?;
    Ok(segment)
}

/// Steps over a segment.
pub(super) fn skip_segment(reader: &mut BlockReader<'_>) -> Result<(), Undecided> {
    let length = segment_length(reader)?;
    reader.seek(SeekFrom::Current(i64::from(length))).map_err(|e| reason::of_reader(&e))?;
    Ok(())
}

/// Tables take under 3 KB; a file that repeats them without end is not a picture.
const MAX_TABLE_BYTES: usize = 1 << 20;

const SOF0: u8 = 0xc0;
const SOF2: u8 = 0xc2;
const DHT: u8 = 0xc4;
const RST0: u8 = 0xd0;
const RST7: u8 = 0xd7;
const SOI: u8 = 0xd8;
pub(super) const EOI: u8 = 0xd9;
pub(super) const SOS: u8 = 0xda;
const DQT: u8 = 0xdb;
const DRI: u8 = 0xdd;
const APP0: u8 = 0xe0;
const APP1: u8 = 0xe1;
const APP14: u8 = 0xee;
const TEM: u8 = 0x01;
