//! PDF (ISO 32000-1): the pictures of a document, by a walk over everything that is written in it.
//!
//! Nothing is drawn: a page of text and lines has no picture that could be compared. The walk does not
//! ask which page shows what, so what no page shows is looked at as well.

mod ascii;
mod filters;
mod flate;
mod inline;
mod lzw;
mod objects;
mod palette;
mod parser;
mod picture;
mod runs;
mod samples;
#[cfg(test)]
mod tests;
mod value;

use self::objects::{Objects, Stream};
use self::value::Value;
use super::{PartSink, Pieces, Place};
use crate::limits::LimitName;
use crate::sniff::{MediaKind, sniff};
use crate::undecided::Undecided;

/// Gives the pictures and files of a document to the sink, in the order in which they are written.
pub(super) fn open(document: &dyn Pieces, sink: &mut dyn PartSink<'_>) -> Result<(), Undecided> {
    let length = document.length();
    if length > sink.guard().limits().max_input_bytes_in_memory {
        return Err(Undecided::OverLimit(LimitName::InputBytesInMemory));
    }
    sink.enter()?;
    sink.guard().work(length)?;
    let file = document.piece(0, length)?;
    let mut objects = Objects::read(&file);
    if objects.is_empty() {
        return Err(Undecided::Truncated);
    }
    if objects.encrypted {
        return Err(Undecided::Encrypted);
    }
    flate::read_packed_objects(&file, &mut objects, sink.guard())?;
    let mut walk = Walk { file: &file, objects: &objects, sink, pictures: 0, attached: 0 };
    for (number, stream) in (1..).zip(&objects.streams) {
        walk.stream(number, stream)?;
    }
    walk.behind()?;
    objects.ended.map_or(Ok(()), Err)
}

struct Walk<'w, 's> {
    file: &'w [u8],
    objects: &'w Objects,
    sink: &'w mut dyn PartSink<'s>,
    pictures: u32,
    attached: u32,
}

impl Walk<'_, '_> {
    fn stream(&mut self, number: u32, stream: &Stream) -> Result<(), Undecided> {
        self.sink.guard().cancelled()?;
        let name = |key| {
            let value = self.objects.resolved(stream.dictionary.get(key));
            value.and_then(Value::name).unwrap_or_default()
        };
        match (name(b"Type"), name(b"Subtype")) {
            (b"XRef" | b"ObjStm", _) => Ok(()),
            (_, b"Image") => {
                let data = self.file.get(stream.data.clone()).unwrap_or_default();
                let within = (self.file, self.objects);
                let made = picture::bytes(data, &stream.dictionary, within, self.sink.guard());
                let number = self.next_picture();
                match made {
                    Ok(bytes) => self.sink.part(Place::PagePicture, number, &bytes),
                    Err(why) => self.sink.skip(Place::PagePicture, number, why),
                }
            }
            (kind, _) => self.other(number, stream, kind == b"EmbeddedFile"),
        }
    }

    fn next_picture(&mut self) -> u32 {
        self.pictures = self.pictures.saturating_add(1);
        self.pictures
    }

    /// Any other stream may draw a picture that it holds itself, or be a file that is attached.
    fn other(&mut self, number: u32, stream: &Stream, is_file: bool) -> Result<(), Undecided> {
        let unpacked = filters::all(self.file, self.objects, stream, self.sink.guard());
        let bytes = match unpacked {
            Ok(bytes) => bytes,
            Err(why) => return self.sink.skip(Place::Stream, number, why),
        };
        if is_file || is_file_of_its_own(&bytes) {
            self.attached = self.attached.saturating_add(1);
            return self.sink.part(Place::Attached, self.attached, &bytes);
        }
        self.between_words(&bytes)
    }

    fn between_words(&mut self, content: &[u8]) -> Result<(), Undecided> {
        let mut search = inline::Search::new(content);
        while let Some(found) = search.next() {
            self.sink.guard().cancelled()?;
            let number = self.next_picture();
            let within = (self.file, self.objects);
            let made = found.and_then(|found| found.bytes(within, self.sink.guard()));
            match made {
                Ok((bytes, length)) => {
                    search.skip(length);
                    self.sink.part(Place::PagePicture, number, &bytes)?;
                }
                Err(why) => self.sink.skip(Place::PagePicture, number, why)?,
            }
        }
        Ok(())
    }

    /// What lies behind the mark of the end, but for blanks, is no part of the document.
    fn behind(&mut self) -> Result<(), Undecided> {
        const END: &[u8] = b"%%EOF";
        let end = self.file.windows(END.len()).rposition(|window| window == END);
        let behind = end.and_then(|end| self.file.get(end.checked_add(END.len())?..));
        let behind = behind.ok_or(Undecided::Truncated)?;
        let blank = |byte: &u8| *byte == 0 || byte.is_ascii_whitespace();
        let start = behind.iter().position(|byte| !blank(byte)).unwrap_or(behind.len());
        match behind.get(start..) {
            None | Some([]) => Ok(()),
            Some(rest) => self.sink.part(Place::AfterEnd, 1, rest),
        }
    }
}

/// True for what begins with a signature that no other stream has by chance.
fn is_file_of_its_own(bytes: &[u8]) -> bool {
    !matches!(
        sniff(bytes),
        MediaKind::PlainText
            | MediaKind::Unknown
            | MediaKind::Tga
            | MediaKind::Ico
            | MediaKind::Pnm
            | MediaKind::QuickTime
    )
}
