use std::io::Seek;

use super::coding::{Adobe, Coding};
use super::frame::Frame;
use super::marker::*;
use super::progress::Progress;
use super::scan::Scan;
use super::tables::{Quantiser, Tables};
use crate::decode::{BlockReader, Guard, exif, reason};
use crate::limits::LimitName;
use crate::orientation::Orientation;
use crate::undecided::Undecided;

/// What all segments of a picture say: the frame, its scans, and the tables of each.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) frame: Frame,
    /// Whether a segment of JFIF stands before the first scan, and what one of Adobe's says.
    pub(super) jfif: bool,
    pub(super) adobe: Option<Adobe>,
    pub(super) orientation: Orientation,
    pub(super) scans: Vec<Scan>,
    /// Of each component the table in force at its first scan.
    pub(super) quantisers: Vec<Option<Quantiser>>,
    pub(super) progress: Progress,
    /// What is wrong with the segments or their order. The scans before are shown.
    pub(super) fault: Option<Undecided>,
    /// An end of image was met behind the last scan.
    pub(super) ended: bool,
    /// The tables that were defined up to here, for a stream that goes on with them.
    pub(super) tables: Tables,
}

impl Head {
    /// Reads up to the first scan; where a picture has many scans, up to its end.
    pub(super) fn read(
        reader: &mut BlockReader<'_>,
        guard: &mut Guard<'_>,
        tables: Tables,
    ) -> Result<Self, Undecided> {
        let mut walk = Walk::start(reader, tables)?;
        while walk.scans.is_empty() {
            if walk.step(reader, guard)? == Step::End {
                return Err(Undecided::Corrupt);
            }
        }
        let frame = walk.frame.clone().ok_or(Undecided::Corrupt)?;
        guard.picture(frame.width, frame.height)?;
        if walk.in_many_scans() {
            walk.rest(reader, guard)?;
        }
        Ok(Self {
            frame,
            jfif: walk.jfif,
            adobe: walk.adobe,
            orientation: walk.orientation.unwrap_or_default(),
            scans: walk.scans,
            quantisers: walk.quantisers,
            progress: walk.progress,
            fault: walk.fault,
            ended: walk.ended,
            tables: walk.tables,
        })
    }

    /// Reads up to the frame header.
    pub(super) fn read_frame(
        reader: &mut BlockReader<'_>,
        guard: &Guard<'_>,
    ) -> Result<Frame, Undecided> {
        let mut walk = Walk::start(reader, Tables::default())?;
        loop {
            if let Some(frame) = walk.frame {
                return Ok(frame);
            }
            if walk.step(reader, guard)? == Step::End {
                return Err(Undecided::Corrupt);
            }
        }
    }

    /// What viewers of JPEG take its components for.
    pub(super) fn coding(&self) -> Result<Coding, Undecided> {
        Coding::of(&self.frame.components, self.jfif, self.adobe)
    }

    /// True if the first scan holds the whole picture: libjpeg shows it and looks no further.
    pub(super) fn is_one_scan(&self) -> bool {
        !self.frame.progressive
            && self.scans.first().map(|s| s.components.len()) == Some(self.frame.components.len())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    On,
    End,
}

struct Walk {
    tables: Tables,
    frame: Option<Frame>,
    jfif: bool,
    adobe: Option<Adobe>,
    orientation: Option<Orientation>,
    scans: Vec<Scan>,
    quantisers: Vec<Option<Quantiser>>,
    progress: Progress,
    fault: Option<Undecided>,
    ended: bool,
}

impl Walk {
    /// Steps over the start of the image.
    fn start(reader: &mut BlockReader<'_>, tables: Tables) -> Result<Self, Undecided> {
        start_of_image(reader)?;
        Ok(Self {
            tables,
            frame: None,
            jfif: false,
            adobe: None,
            orientation: None,
            scans: Vec::new(),
            quantisers: Vec::new(),
            progress: Progress::default(),
            fault: None,
            ended: false,
        })
    }

    fn in_many_scans(&self) -> bool {
        let all = self.frame.as_ref().map_or(0, |frame| frame.components.len());
        self.frame.as_ref().is_some_and(|frame| frame.progressive)
            || self.scans.first().is_some_and(|scan| scan.components.len() < all)
    }

    /// Reads on until the end of the picture or of what can be understood.
    fn rest(
        &mut self,
        reader: &mut BlockReader<'_>,
        guard: &mut Guard<'_>,
    ) -> Result<(), Undecided> {
        loop {
            match self.step(reader, guard) {
                Ok(Step::On) => {}
                Ok(Step::End) | Err(Undecided::Truncated) => break,
                Err(fault @ (Undecided::Corrupt | Undecided::UnsupportedFormat)) => {
                    guard.cancelled()?;
                    self.fault.get_or_insert(fault_of_rest(fault));
                    break;
                }
                Err(other) => return Err(other),
            }
        }
        if self.progress.out_of_order {
            self.fault.get_or_insert(Undecided::Corrupt);
        }
        if !self.progress.is_complete() {
            self.fault.get_or_insert(Undecided::Truncated);
        }
        Ok(())
    }

    /// Reads one marker and its segment.
    fn step(&mut self, reader: &mut BlockReader<'_>, guard: &Guard<'_>) -> Result<Step, Undecided> {
        let found = next_marker(reader).map_err(|e| reason::of_io(&e, guard))?;
        let Some(found) = found else { return Err(Undecided::Truncated) };
        self.ended = found == EOI;
        if self.ended || (self.progress.is_complete() && is_foreign(found)) {
            return Ok(Step::End);
        }
        let taken = self.take(found, reader);
        guard.cancelled()?;
        guard.within_work()?;
        taken.map(|()| Step::On)
    }

    fn take(&mut self, found: u8, reader: &mut BlockReader<'_>) -> Result<(), Undecided> {
        match found {
            SOF0..=SOF2 | SOF9 | SOF10 => self.start_frame(found, &read_segment(reader)?),
            DHT | DQT | DRI | DAC => self.tables.define(found, &read_segment(reader)?),
            SOS => {
                let segment = read_segment(reader)?;
                self.start_scan(&segment, position(reader)?)
            }
            // Lossless and hierarchical frames.
            0xc3..=0xcf => Err(Undecided::UnsupportedFormat),
            APP0..=APP15 => self.application(found, reader),
            COM | DNL => skip_segment(reader),
            TEM => Ok(()),
            // Between the segments of restarts any code is passed over.
            0x02..=0xbf if self.scans.last().is_some_and(|scan| scan.restart > 0) => Ok(()),
            // Also a second start of an image.
            _ => Err(Undecided::Corrupt),
        }
    }

    fn start_frame(&mut self, found: u8, segment: &[u8]) -> Result<(), Undecided> {
        if self.frame.is_some() {
            return Err(Undecided::Corrupt);
        }
        let frame = Frame::parse(found, segment)?;
        self.quantisers = vec![None; frame.components.len()];
        self.progress = Progress::new(frame.components.len());
        self.frame = Some(frame);
        Ok(())
    }

    fn start_scan(&mut self, segment: &[u8], start: u64) -> Result<(), Undecided> {
        let frame = self.frame.as_ref().ok_or(Undecided::Corrupt)?;
        if self.scans.len() >= MAX_SCANS {
            return Err(Undecided::OverLimit(LimitName::WorkBytes));
        }
        let mut tables = self.tables.clone();
        if !frame.progressive && !frame.arithmetic {
            tables.add_standard();
        }
        let scan = Scan::parse(segment, frame, &tables, start)?;
        for component in &scan.components {
            let number = frame.components.get(component.index).map_or(0xff, |c| c.quantiser);
            let table = self.tables.quantisers.get(usize::from(number)).and_then(Option::as_ref);
            let latched = self.quantisers.get_mut(component.index).ok_or(Undecided::Corrupt)?;
            if latched.is_none() {
                *latched = Some(table.ok_or(Undecided::Corrupt)?.clone());
            }
        }
        if frame.progressive {
            self.progress.add(&scan);
        } else if self.progress.add_sequential(&scan) {
            // Viewers show one over the other.
            self.fault.get_or_insert(Undecided::Corrupt);
        }
        self.scans.push(scan);
        Ok(())
    }

    fn application(&mut self, found: u8, reader: &mut BlockReader<'_>) -> Result<(), Undecided> {
        if !self.scans.is_empty() {
            return skip_segment(reader);
        }
        match found {
            APP0 => {
                let segment = read_application(reader)?;
                self.jfif |= segment.len() >= 14 && segment.starts_with(b"JFIF\0");
            }
            APP1 if self.orientation.is_none() => {
                let segment = read_application(reader)?;
                self.orientation = segment.strip_prefix(b"Exif\0\0").map(exif::orientation);
            }
            APP14 => {
                let segment = read_application(reader)?;
                self.adobe = Adobe::parse(&segment).or(self.adobe);
            }
            _ => skip_segment(reader)?,
        }
        Ok(())
    }
}

/// True for what follows a picture without an end of image: the start of another, or stray bytes.
const fn is_foreign(marker: u8) -> bool {
    matches!(marker, 0x02..=0xbf | SOI | 0xf0..=0xfd)
}

/// Why the scans behind a segment that cannot be understood are missing.
fn fault_of_rest(fault: Undecided) -> Undecided {
    match fault {
        Undecided::UnsupportedFormat => Undecided::Corrupt,
        other => other,
    }
}

pub(super) fn position(reader: &mut BlockReader<'_>) -> Result<u64, Undecided> {
    reader.stream_position().map_err(|e| reason::of_reader(&e))
}

/// Encoders write up to 12 scans; each more is work that a small file makes a phone do.
const MAX_SCANS: usize = 100;
