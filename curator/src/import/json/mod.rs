//! Documents that are one object with a list of rows, read row by row.

mod guard;
mod row;
mod scalar;

use core::cell::Cell;
use core::fmt;
use std::io::Read;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;

use super::desk::Desk;
use super::reason::{BadLine, Reason};
use guard::{Guard, Meter};
pub(super) use row::Fields;
use row::{Name, OneRow};
use scalar::AnyScalar;
pub(super) use scalar::Scalar;

/// What sets one of these formats apart.
pub(super) trait Shape {
    /// The name under which the rows stand, then the names that say what the document is.
    const NAMES: &'static [&'static str];
    /// True if the rows may also be the whole document.
    const BARE: bool;
    /// The names of the fields that are wanted of a row.
    const FIELDS: &'static [&'static str];

    /// One of the names that say what the document is, with its value.
    fn head(&mut self, name: &str, value: &Scalar) -> Result<(), Reason>;
    /// The rows begin: was what came before them enough?
    fn begin(&self) -> Result<(), Reason>;
    /// One row. An error ends the reading.
    fn row(&self, line: u64, fields: &Fields, desk: &mut Desk<'_>) -> Result<(), BadLine>;
}

/// Reads one document.
pub(super) fn read<S: Shape>(
    mut shape: S,
    source: impl Read,
    desk: &mut Desk<'_>,
) -> Result<(), BadLine> {
    let meter = Meter { line: Cell::new(1), fault: Cell::new(None) };
    let mut parser = serde_json::Deserializer::from_reader(Guard::new(source, &meter));
    let mut halt = None;
    let document = Document { shape: &mut shape, meter: &meter, desk, halt: &mut halt };
    let ended = parser.deserialize_any(document).and_then(|()| parser.end());
    desk.summary.lines = meter.line.get();
    let Err(fault) = ended else { return Ok(()) };
    let reason = meter.fault.get().unwrap_or(match fault.classify() {
        Category::Eof => Reason::Truncated,
        Category::Io => Reason::Unreadable,
        Category::Syntax | Category::Data => Reason::Broken,
    });
    // The parser tidies up behind its error: the line is the error's, not where the parser is now.
    let line = u64::try_from(fault.line()).ok().filter(|line| *line > 0);
    let line = line.unwrap_or(meter.line.get());
    Err(halt.unwrap_or(BadLine { line, reason }))
}

struct Document<'a, 'd, S> {
    shape: &'a mut S,
    meter: &'a Meter,
    desk: &'a mut Desk<'d>,
    /// Why the reading ends, if it is not the parser who ends it.
    halt: &'a mut Option<BadLine>,
}

impl<S> Document<'_, '_, S> {
    fn stop<E: Error>(&mut self, reason: Reason) -> E {
        *self.halt = Some(BadLine { line: self.meter.line.get(), reason });
        E::custom("stopped")
    }
}

impl<'de, S: Shape> Visitor<'de> for Document<'_, '_, S> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a document")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut object: A) -> Result<(), A::Error> {
        let mut rows_seen = false;
        while let Some(at) = object.next_key_seed(Name(S::NAMES))? {
            match at {
                None => {
                    object.next_value::<IgnoredAny>()?;
                }
                Some(0) if rows_seen => return Err(self.stop(Reason::DuplicateField)),
                Some(0) => {
                    rows_seen = true;
                    self.shape.begin().map_err(|reason| self.stop(reason))?;
                    object.next_value_seed(&mut self)?;
                }
                Some(at) => {
                    let value = object.next_value_seed(AnyScalar)?;
                    let name = S::NAMES.get(at).copied().unwrap_or_default();
                    self.shape.head(name, &value).map_err(|reason| self.stop(reason))?;
                }
            }
        }
        if rows_seen { Ok(()) } else { Err(self.stop(Reason::NoRows)) }
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, rows: A) -> Result<(), A::Error> {
        if !S::BARE {
            return Err(self.stop(Reason::NoRows));
        }
        (&mut self).visit_seq(rows)
    }
}

/// The list of rows.
impl<'de, S: Shape> DeserializeSeed<'de> for &mut Document<'_, '_, S> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de, S: Shape> Visitor<'de> for &mut Document<'_, '_, S> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<(), A::Error> {
        let mut fields = Fields::new(S::FIELDS);
        let meter = self.meter;
        while rows.next_element_seed(OneRow { fields: &mut fields, meter })?.is_some() {
            if let Err(bad) = self.shape.row(fields.line, &fields, self.desk) {
                *self.halt = Some(bad);
                return Err(A::Error::custom("stopped"));
            }
        }
        Ok(())
    }
}
