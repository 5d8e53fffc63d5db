use std::io::Read;

use super::builder::ListBuilder;
use super::error::{ListError, ListErrorKind};
use super::lent::LentValue;
use super::lines::{Line, Lines};
use super::value::ListValue;
use super::word::ListWord;
use crate::hash::pdq::PdqHash;
use crate::set::KnownSet;

pub(in crate::set) fn read_list(name: &str, list: impl Read) -> Result<KnownSet, ListError> {
    let at = |line| move |kind| ListError { line, kind };
    let mut builder = ListBuilder::new(name).map_err(at(0))?;
    let mut lines = Lines::new(list);
    let mut entry = Entry::default();
    while let Some(line) = lines.next()? {
        read_line(&mut builder, &line, &mut entry).map_err(at(line.number))?;
    }
    let last = lines.number().saturating_sub(1);
    builder.build().map_err(at(last))
}

/// What one line holds; kept from line to line for its memory.
#[derive(Default)]
struct Entry {
    values: Vec<ListValue>,
    videos: Vec<Vec<PdqHash>>,
    lent: Vec<LentValue>,
}

fn read_line(
    builder: &mut ListBuilder,
    line: &Line<'_>,
    entry: &mut Entry,
) -> Result<(), ListErrorKind> {
    if let Some(instruction) = line.text.strip_prefix(b"#!") {
        return if line.cut {
            Err(ListErrorKind::BadInstruction)
        } else {
            obey(builder, instruction)
        };
    }
    let comment = line.text.iter().position(|byte| *byte == b'#');
    if line.cut && comment.is_none() {
        return Err(ListErrorKind::UnknownValue);
    }
    entry.values.clear();
    entry.videos.clear();
    entry.lent.clear();
    let text = line.text.get(..comment.unwrap_or(line.text.len())).unwrap_or_default();
    for word in words(text) {
        match ListWord::parse(word)? {
            ListWord::Value(value) => entry.values.push(value),
            ListWord::Video(frames) => entry.videos.push(frames),
            ListWord::Lent(value) => entry.lent.push(value),
        }
    }
    builder.add_record(&entry.values, &entry.videos, &entry.lent)
}

fn obey(builder: &mut ListBuilder, instruction: &[u8]) -> Result<(), ListErrorKind> {
    let mut words = words(instruction);
    match (words.next(), words.next(), words.next()) {
        (Some(b"test"), None, None) => builder.mark_test(),
        (Some(b"borderline"), Some(bits), None) => {
            builder.set_borderline_bits(small_number(bits).ok_or(ListErrorKind::BadInstruction)?)
        }
        _ => Err(ListErrorKind::BadInstruction),
    }
}

fn words(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| matches!(byte, b' ' | b'\t')).filter(|word| !word.is_empty())
}

fn small_number(digits: &[u8]) -> Option<u32> {
    if digits.len() > 2 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    core::str::from_utf8(digits).ok()?.parse().ok()
}
