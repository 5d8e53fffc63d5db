//! Answers of NCMEC's hash sharing, version 2: `queryResult` with `images` and `videos`.

mod entry;
mod guard;

use std::io::Read;

use quick_xml::Reader;
use quick_xml::events::{BytesDecl, BytesStart, Event};

use super::desk::Desk;
use super::reason::{BadLine, Reason};
use entry::Entry;
use guard::Guard;

const NAMESPACE: &str = "https://hashsharing.ncmec.org/hashsharing/v2";
/// Deepest nesting. The feedback on an entry is 8 deep.
const MAX_DEPTH: usize = 32;

/// Reads one document.
pub(super) fn read(source: impl Read, desk: &mut Desk<'_>) -> Result<(), BadLine> {
    let mut parser = Reader::from_reader(Guard::new(source));
    let mut document = Document { entry: Entry::new(desk.lent()), ..Document::default() };
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        parser.get_mut().renew();
        let event = parser.read_event_into(&mut buffer);
        let (line, fault) = (parser.get_ref().line, parser.get_ref().fault);
        desk.summary.lines = line;
        let at = |reason| BadLine { line, reason };
        let event = event.map_err(|error| at(fault.unwrap_or_else(|| why(&error))))?;
        if matches!(event, Event::Eof) {
            return document.ended().map_err(at);
        }
        document.see(line, &event, desk)?;
    }
}

fn why(error: &quick_xml::Error) -> Reason {
    match error {
        quick_xml::Error::Syntax(_) => Reason::Truncated,
        _ => Reason::Broken,
    }
}

/// Which elements are open.
#[derive(Default)]
struct Document {
    open: Vec<Vec<u8>>,
    begun: bool,
    entry: Entry,
}

impl Document {
    fn see(&mut self, line: u64, event: &Event<'_>, desk: &mut Desk<'_>) -> Result<(), BadLine> {
        let at = |reason| BadLine { line, reason };
        match event {
            Event::Start(tag) => self.start(line, tag).map_err(at),
            Event::Empty(tag) => {
                self.start(line, tag).map_err(at)?;
                self.end(desk)
            }
            Event::End(_) => self.end(desk),
            Event::Text(text) => self.text(text.as_bytes()).map_err(at),
            Event::CData(text) => self.text(text.as_bytes()).map_err(at),
            Event::GeneralRef(_) if self.open.is_empty() => Err(at(Reason::Broken)),
            // No digest has one; a reference elsewhere is no concern of ours.
            Event::GeneralRef(_) => {
                self.entry.text(b"&");
                Ok(())
            }
            Event::Decl(declaration) => encoding(declaration).map_err(at),
            Event::DocType(_) => Err(at(Reason::Broken)),
            Event::Comment(_) | Event::PI(_) | Event::Eof => Ok(()),
        }
    }

    fn start(&mut self, line: u64, tag: &BytesStart<'_>) -> Result<(), Reason> {
        if self.open.len() >= MAX_DEPTH {
            return Err(Reason::TooDeep);
        }
        let name = tag.local_name().as_ref().as_bytes().to_vec();
        if self.open.is_empty() {
            if self.begun {
                return Err(Reason::Broken);
            }
            if name != b"queryResult" || !has_namespace(tag) {
                return Err(Reason::WrongMetadata);
            }
            self.begun = true;
        }
        self.entry.start(line, &self.open, &name);
        self.open.push(name);
        Ok(())
    }

    fn end(&mut self, desk: &mut Desk<'_>) -> Result<(), BadLine> {
        let name = self.open.pop().unwrap_or_default();
        self.entry.end(&self.open, &name, desk)
    }

    fn text(&mut self, text: &[u8]) -> Result<(), Reason> {
        if self.open.is_empty() && !text.trim_ascii().is_empty() {
            return Err(Reason::Broken);
        }
        self.entry.text(text);
        Ok(())
    }

    fn ended(&self) -> Result<(), Reason> {
        if self.begun && self.open.is_empty() { Ok(()) } else { Err(Reason::Truncated) }
    }
}

fn has_namespace(tag: &BytesStart<'_>) -> bool {
    tag.attributes().any(|attribute| {
        attribute.is_ok_and(|attribute| {
            attribute.key.as_namespace_binding().is_some() && attribute.value.as_ref() == NAMESPACE
        })
    })
}

/// Documents without one are UTF-8.
fn encoding(declaration: &BytesDecl<'_>) -> Result<(), Reason> {
    match declaration.encoding() {
        None => Ok(()),
        Some(Ok(name)) if name.eq_ignore_ascii_case("utf-8") => Ok(()),
        Some(Ok(name)) if name.eq_ignore_ascii_case("us-ascii") => Ok(()),
        Some(Ok(_)) => Err(Reason::WrongEncoding),
        Some(Err(_)) => Err(Reason::Broken),
    }
}
