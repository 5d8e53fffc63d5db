use super::arithmetic::Arithmetic;
use super::bits::{Bits, Window};
use super::blocks::{Blocks, Place, Unit};
use super::coin::Feed;
use super::frame::Frame;
use super::progressive::{AcFirst, AcRefine, DcFirst, DcRefine};
use super::scan::Scan;
use super::sequential::Sequential;
use super::source::Source;
use super::tail::Behind;
use crate::decode::BlockReader;
use crate::undecided::Undecided;

/// One scan, decoded side by side with the others: a span of a row of MCUs at a time.
pub(super) struct Pass {
    source: Source,
    coding: Coding,
    /// True if it has the blocks of one component line by line.
    single: bool,
    /// MCUs in a row, and rows of them: blocks, if `single`.
    columns: u32,
    rows: u32,
    /// The component's sampling if `single`, else 1x1.
    per_mcu: (u32, u32),
    /// The last row of MCUs for which there was data.
    last_good: u32,
}

/// What decodes the MCUs of a scan.
enum Coding {
    Sequential(Sequential),
    DcFirst(DcFirst),
    DcRefine(DcRefine),
    AcFirst(AcFirst),
    AcRefine(AcRefine),
    Arithmetic(Box<Arithmetic>),
}

/// Decodes the Huffman-coded MCUs of one kind of scan.
pub(super) trait Coder {
    /// Forgets what was before a restart.
    fn restart(&mut self);

    /// Steps over MCUs that take no bits and change nothing, `most` or fewer. How many.
    fn idle(&mut self, _most: u32) -> u32 {
        0
    }

    /// Decodes one MCU, which is not idle.
    fn unit(&mut self, bits: &mut Bits, window: &Window, unit: Unit, blocks: &mut [Blocks]);
}

/// Columns `start` to `end` of a row of MCUs, counted as a scan of many components has them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub(super) row: u32,
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Pass {
    /// `shown` tells by index whether a component is.
    pub(super) fn new(frame: &Frame, scan: &Scan, shown: &[bool]) -> Self {
        let places = places(frame, scan);
        let only = scan.components.first().and_then(|c| frame.components.get(c.index));
        let only = only.filter(|_| scan.is_single());
        let (columns, rows) =
            only.map_or((frame.mcu_columns(), frame.mcu_rows()), |only| frame.blocks(*only));
        Self {
            source: Source::new(scan.start, scan.restart),
            coding: Coding::new(frame, scan, &places, shown),
            single: scan.is_single(),
            columns,
            rows,
            per_mcu: only.map_or((1, 1), |only| (only.horizontal, only.vertical)),
            last_good: 0,
        }
    }

    /// True if it can be decoded in spans of less than a row.
    pub(super) const fn takes_spans(&self) -> bool {
        !self.single || self.per_mcu.1 == 1
    }

    #[inline(always)]
    pub(super) fn run(&mut self, span: Span, blocks: &mut [Blocks], reader: &mut BlockReader<'_>) {
        let (across, down) = self.per_mcu;
        let start = span.start.saturating_mul(across);
        let columns = span.end.saturating_mul(across).min(self.columns).saturating_sub(start);
        let lines = self.rows.saturating_sub(span.row.saturating_mul(down)).min(down);
        let source = &mut self.source;
        for line in 0..lines {
            let good = match &mut self.coding {
                Coding::Sequential(coder) => drive(coder, source, line, columns, blocks, reader),
                Coding::DcFirst(coder) => drive(coder, source, line, columns, blocks, reader),
                Coding::DcRefine(coder) => drive(coder, source, line, columns, blocks, reader),
                Coding::AcFirst(coder) => drive(coder, source, line, columns, blocks, reader),
                Coding::AcRefine(coder) => drive(coder, source, line, columns, blocks, reader),
                Coding::Arithmetic(coder) => {
                    coder.line(Feed { source, reader }, line, columns, blocks);
                    true
                }
            };
            if good {
                self.last_good = span.row;
            }
        }
    }

    /// Looks at what follows the last MCU.
    pub(super) fn finish(&mut self, reader: &mut BlockReader<'_>) -> Behind {
        let behind = self.source.finish(reader);
        let unfinished = match &self.coding {
            Coding::AcFirst(coder) => coder.runs_on(),
            Coding::AcRefine(coder) => coder.runs_on(),
            _ => false,
        };
        if unfinished && !self.source.insufficient {
            self.source.note(Undecided::Corrupt);
        }
        behind
    }

    /// Why a part of the picture is made up.
    pub(super) const fn fault(&self) -> Option<Undecided> {
        self.source.fault
    }

    /// The last row of MCUs for which there was data.
    pub(super) const fn last_good(&self) -> u32 {
        self.last_good
    }

    /// Why reading stopped, if it did.
    pub(super) const fn failed(&self) -> Option<Undecided> {
        self.source.failed()
    }
}

impl Coding {
    fn new(frame: &Frame, scan: &Scan, places: &[Place], shown: &[bool]) -> Self {
        match (scan.band.0, scan.high) {
            _ if frame.arithmetic => {
                Self::Arithmetic(Box::new(Arithmetic::new(frame.progressive, scan, places, shown)))
            }
            _ if !frame.progressive => Self::Sequential(Sequential::new(scan, places, shown)),
            (0, 0) => Self::DcFirst(DcFirst::new(scan, places)),
            (0, _) => Self::DcRefine(DcRefine::new(scan, places)),
            (_, 0) => Self::AcFirst(AcFirst::new(scan, places)),
            _ => Self::AcRefine(AcRefine::new(scan, places)),
        }
    }
}

/// The blocks of one MCU in their order.
fn places(frame: &Frame, scan: &Scan) -> Vec<Place> {
    let mut places = Vec::new();
    for (member, component) in scan.components.iter().enumerate() {
        let Some(sampling) = frame.components.get(component.index) else { continue };
        let whole = (sampling.horizontal, sampling.vertical);
        let (across, down) = if scan.is_single() { (1, 1) } else { whole };
        for y in 0..down {
            for x in 0..across {
                places.push(Place { component: component.index, member, step: across, x, y });
            }
        }
    }
    places
}

/// Decodes the MCUs of one line. True if there was data for any.
#[inline(always)]
fn drive<C: Coder>(
    coder: &mut C,
    source: &mut Source,
    line: u32,
    columns: u32,
    blocks: &mut [Blocks],
    reader: &mut BlockReader<'_>,
) -> bool {
    let mut good = false;
    let mut column = 0;
    while column < columns {
        // As libjpeg counts: before the restart.
        good |= !source.insufficient;
        if !source.insufficient {
            let idle = coder.idle(source.before_restart().min(columns.wrapping_sub(column)));
            source.skip(idle);
            column = column.wrapping_add(idle);
            if column == columns {
                break;
            }
        }
        if source.before_mcu(reader) {
            coder.restart();
        }
        let unit = Unit { column, line };
        column = column.wrapping_add(1);
        if source.insufficient {
            continue;
        }
        let mut bits = source.bits;
        coder.unit(&mut bits, &source.window, unit, blocks);
        source.after_mcu(bits);
    }
    good
}
