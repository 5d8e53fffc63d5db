use core::ops::Range;
use std::collections::BTreeMap;

use super::parser::{Parser, is_blank};
use super::value::{Dictionary, Value};
use crate::sniff::find_from;
use crate::undecided::Undecided;

/// A stream of the file: what is said of it, and where its bytes lie.
#[derive(Debug)]
pub(super) struct Stream {
    pub(super) dictionary: Dictionary,
    pub(super) data: Range<usize>,
}

/// Everything that is written in the file, whether or not any page refers to it.
#[derive(Debug, Default)]
pub(super) struct Objects {
    pub(super) streams: Vec<Stream>,
    /// Objects that are no streams, by number; of those with one number the last.
    pub(super) values: BTreeMap<u32, Value>,
    /// Which object of a number is a stream.
    pub(super) numbered: BTreeMap<u32, usize>,
    /// The file says that its streams are locked.
    pub(super) encrypted: bool,
    /// Why the file was not read to its end.
    pub(super) ended: Option<Undecided>,
}

/// Most objects of a file, streams or not.
const MOST_OBJECTS: usize = 500_000;

impl Objects {
    /// Reads all objects one after the other. The file's own table of them is not asked: it may leave
    /// some out, and a picture that no page shows is sent all the same.
    pub(super) fn read(file: &[u8]) -> Self {
        let mut objects = Self::default();
        let mut at = 0;
        while let Some((start, number)) = next_object(file, at) {
            if objects.streams.len().saturating_add(objects.values.len()) >= MOST_OBJECTS {
                objects.ended = Some(Undecided::Corrupt);
                break;
            }
            objects.trailers(file, at..start);
            match objects.object(file, start, number) {
                Ok(end) => at = end,
                Err(reason) => {
                    objects.ended = Some(reason);
                    break;
                }
            }
        }
        objects.trailers(file, at..file.len());
        objects
    }

    pub(super) fn is_empty(&self) -> bool {
        self.streams.is_empty() && self.values.is_empty() && self.ended.is_none()
    }

    /// Reads the object that begins behind `obj`, and gives where it ends.
    fn object(&mut self, file: &[u8], start: usize, number: u32) -> Result<usize, Undecided> {
        let mut parser = Parser::new(file, start);
        let Some(value) = parser.value(0) else {
            // Nothing between its words is an object too. Behind anything else a stream may hide.
            let mut parser = Parser::new(file, start);
            parser.skip_blanks();
            let nothing = parser.word(b"endobj").is_some();
            return if nothing { Ok(parser.at) } else { Err(Undecided::Corrupt) };
        };
        parser.skip_blanks();
        let dictionary = match value {
            Value::Dictionary(dictionary) if parser.rest().starts_with(b"stream") => dictionary,
            value => {
                self.values.insert(number, value);
                return Ok(parser.at);
            }
        };
        self.encrypted |= dictionary.get(b"Encrypt").is_some();
        let data = data_start(file, parser.at.saturating_add(b"stream".len()));
        let end = data_end(file, data, &dictionary)?;
        self.numbered.insert(number, self.streams.len());
        self.streams.push(Stream { dictionary, data: data..end });
        Ok(end)
    }

    /// A trailer between objects says whether the file is locked.
    fn trailers(&mut self, file: &[u8], between: Range<usize>) {
        let Some(bytes) = file.get(between) else { return };
        let mut from = 0;
        while let Some(at) = find_from(bytes, from, b"trailer") {
            let mut parser = Parser::new(bytes, at.saturating_add(b"trailer".len()));
            let value = parser.value(0);
            from = parser.at;
            let dictionary = value.as_ref().and_then(Value::dictionary);
            self.encrypted |= dictionary.is_some_and(|found| found.get(b"Encrypt").is_some());
        }
    }

    /// The value itself, where a reference stands for it.
    pub(super) fn resolved<'o>(&'o self, value: Option<&'o Value>) -> Option<&'o Value> {
        match value {
            Some(Value::Reference(number)) => self.values.get(number),
            other => other,
        }
    }

    /// The dictionary of the stream or the object that is meant.
    pub(super) fn dictionary_of<'o>(&'o self, value: &'o Value) -> Option<&'o Dictionary> {
        match value {
            Value::Reference(number) => {
                let stream = self.numbered.get(number).and_then(|at| self.streams.get(*at));
                let dictionary = stream.map(|stream| &stream.dictionary);
                dictionary.or_else(|| self.values.get(number).and_then(Value::dictionary))
            }
            other => other.dictionary(),
        }
    }
}

/// Where the next object begins behind its `12 0 obj`, and its number.
fn next_object(file: &[u8], from: usize) -> Option<(usize, u32)> {
    let mut at = from;
    loop {
        let word = find_from(file, at, b"obj")?;
        at = word.saturating_add(b"obj".len());
        let before = file.get(from..word).unwrap_or_default().trim_ascii_end();
        let (before, generation) = number_at_end(before);
        let (_, number) = number_at_end(before.trim_ascii_end());
        if let (Some(_), Some(number)) = (generation, number) {
            return Some((at, number));
        }
    }
}

fn number_at_end(bytes: &[u8]) -> (&[u8], Option<u32>) {
    let digits = bytes.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let (before, number) = bytes.split_at(bytes.len().saturating_sub(digits));
    (before, core::str::from_utf8(number).ok().and_then(|number| number.parse().ok()))
}

/// Behind the word `stream` and the end of its line.
fn data_start(file: &[u8], at: usize) -> usize {
    let rest = file.get(at..).unwrap_or_default();
    let line = match rest {
        [b'\r', b'\n', ..] => 2,
        [b'\n' | b'\r', ..] => 1,
        _ => 0,
    };
    at.saturating_add(line)
}

/// Where the bytes end: where their length says, if the word for their end follows there, and else at
/// the first such word.
fn data_end(file: &[u8], start: usize, dictionary: &Dictionary) -> Result<usize, Undecided> {
    const END: &[u8] = b"endstream";
    let length = dictionary.get(b"Length").and_then(Value::number);
    let told = length.and_then(|length| usize::try_from(length).ok()?.checked_add(start));
    let told = told.filter(|end| {
        let behind = file.get(*end..).unwrap_or_default();
        let blanks = behind.iter().take(3).take_while(|byte| is_blank(**byte)).count();
        behind.get(blanks..).is_some_and(|behind| behind.starts_with(END))
    });
    if let Some(end) = told {
        return Ok(end);
    }
    let end = find_from(file, start, END).ok_or(Undecided::Truncated)?;
    let data = file.get(start..end).unwrap_or_default();
    let line = match data {
        [.., b'\r', b'\n'] => 2,
        [.., b'\n' | b'\r'] => 1,
        _ => 0,
    };
    Ok(end.saturating_sub(line))
}
