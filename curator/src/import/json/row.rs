use core::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::guard::Meter;
use super::scalar::{AnyScalar, Scalar};
use crate::import::reason::Reason;

/// The wanted fields of one object.
#[derive(Clone, Debug, Default)]
pub(in crate::import) struct Fields {
    /// The line on which the object begins.
    pub(super) line: u64,
    names: &'static [&'static str],
    values: Vec<Option<Scalar>>,
    flaw: Option<Reason>,
}

impl Fields {
    pub(super) fn new(names: &'static [&'static str]) -> Self {
        Self { names, ..Self::default() }
    }

    /// What is wrong with the row as such.
    pub(in crate::import) fn checked(&self) -> Result<&Self, Reason> {
        self.flaw.map_or(Ok(self), Err)
    }

    /// The field of this name; `None` if it is absent or null.
    pub(in crate::import) fn get(&self, name: &str) -> Option<&Scalar> {
        let at = self.names.iter().position(|known| *known == name)?;
        self.values.get(at)?.as_ref().filter(|value| **value != Scalar::Null)
    }

    /// The text of a field; empty if it is absent or null. Any other type is a fault.
    pub(in crate::import) fn text(&self, name: &str) -> Result<&str, Reason> {
        match self.get(name) {
            None => Ok(""),
            Some(Scalar::Text(text)) => Ok(text),
            Some(_) => Err(Reason::WrongType),
        }
    }

    fn clear(&mut self, line: u64) {
        self.line = line;
        self.values.clear();
        self.values.resize(self.names.len(), None);
        self.flaw = None;
    }

    fn put(&mut self, at: usize, value: Scalar) {
        if let Some(slot) = self.values.get_mut(at)
            && slot.replace(value).is_some()
        {
            self.flaw = Some(Reason::DuplicateField);
        }
    }
}

/// Reads the next element of a list of rows. What is no object is a row with a flaw.
pub(super) struct OneRow<'a> {
    pub(super) fields: &'a mut Fields,
    pub(super) meter: &'a Meter,
}

impl<'de> DeserializeSeed<'de> for OneRow<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl OneRow<'_> {
    fn no_row<E>(self) -> Result<(), E> {
        self.fields.clear(self.meter.line.get());
        self.fields.flaw = Some(Reason::NotARow);
        Ok(())
    }
}

impl<'de> Visitor<'de> for OneRow<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a row")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        // Only its opening bracket has been read.
        self.fields.clear(self.meter.line.get());
        while let Some(at) = object.next_key_seed(Name(self.fields.names))? {
            match at {
                Some(at) => {
                    let value = object.next_value_seed(AnyScalar)?;
                    self.fields.put(at, value);
                }
                None => {
                    object.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let line = self.meter.line.get();
        while list.next_element::<IgnoredAny>()?.is_some() {}
        self.fields.clear(line);
        self.fields.flaw = Some(Reason::NotARow);
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        self.no_row()
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        self.no_row()
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        self.no_row()
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        self.no_row()
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        self.no_row()
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.no_row()
    }
}

/// Reads a name; its place among the known ones.
pub(super) struct Name(pub(super) &'static [&'static str]);

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_str(self)
    }
}

impl Visitor<'_> for Name {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(self.0.iter().position(|known| *known == name))
    }
}
