#![expect(
    clippy::unwrap_used,
    clippy::as_conversions,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

mod candidates;
mod documents;
mod hostile;
mod lent;
mod tables;

use std::io::Read;

use super::samples::{Reading, Sample};
use super::{
    BadLine, Format, Halted, Item, KnownGood, OnBadLine, Options, Reason, Summary, read,
    read_known_good, write_line,
};

const SHA256: &str = "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22";
const SHA1: &str = "00112233445566778899aabbccddeeff00112233";
const MD5: &str = "00112233445566778899aabbccddeeff";
const EMPTY_MD5: &str = "d41d8cd98f00b204e9800998ecf8427e";

/// All that an import shows.
#[derive(Debug, PartialEq, Eq)]
struct Shown {
    lines: Vec<u64>,
    list: String,
    bad: Vec<(u64, Reason)>,
    shortened: Vec<(u64, Reason)>,
    withdrawn: Vec<String>,
    ended: Result<Summary, Halted>,
}

fn show(reading: &Reading, source: impl Read, options: &Options) -> Shown {
    let (mut lines, mut list, mut bad) = (Vec::new(), Vec::new(), Vec::new());
    let (mut shortened, mut withdrawn) = (Vec::new(), Vec::new());
    let mut sink = |item: Item<'_>| match item {
        Item::Record(record) => {
            lines.push(record.line);
            write_line(record, &mut list);
        }
        Item::Bad(BadLine { line, reason }, _) => bad.push((line, reason)),
        Item::Shortened(BadLine { line, reason }, _) => shortened.push((line, reason)),
        Item::Header(_) => {}
        Item::Withdrawn(record) => withdrawn.push(String::from_utf8(record.id.clone()).unwrap()),
    };
    let ended = match reading {
        Reading::List(format) => read(format, source, options, &mut sink),
        Reading::KnownGood(format) => read_known_good(format, source, options, &mut sink),
    };
    let list = String::from_utf8(list).unwrap();
    let shown = Shown { lines, list, bad, shortened, withdrawn, ended };
    shown.check();
    shown
}

impl Shown {
    /// What holds for every import of anything.
    fn check(&self) {
        let summary = self.ended.as_ref().unwrap_or_else(|halted| &halted.summary);
        assert_eq!(summary.records, self.lines.len() as u64);
        assert_eq!(summary.bad_rows(), self.bad.len() as u64);
        assert_eq!(summary.shortened.values().sum::<u64>(), self.shortened.len() as u64);
        assert_eq!(summary.withdrawn, self.withdrawn.len() as u64);
        let gave_none = summary.bad_rows() + summary.rows_left_out();
        assert_eq!(summary.rows, summary.records + summary.withdrawn + gave_none);
        let lines = self.lines.iter().chain(self.bad.iter().map(|(line, _)| line));
        assert!(lines.clone().all(|line| *line >= 1));
        if let Err(halted) = &self.ended {
            assert_eq!(self.bad.last(), Some(&(halted.at.line, halted.at.reason)));
        }
        assert_eq!(self.list.lines().count(), self.lines.len());
    }
}

fn show_list(format: Format, text: &str) -> Shown {
    show(&Reading::List(format), text.as_bytes(), &Options::default())
}

fn show_good(format: KnownGood, text: &str) -> Shown {
    show(&Reading::KnownGood(format), text.as_bytes(), &Options::default())
}

fn samples(rows: u32) -> Vec<Sample> {
    super::samples::all(rows).unwrap()
}

#[test]
fn every_sample_gives_its_records_and_names_its_bad_lines() {
    for sample in samples(40) {
        let shown = show(&sample.reading, sample.bytes.as_slice(), &Options::default());
        let bad: Vec<u64> = shown.bad.iter().map(|(line, _)| *line).collect();
        assert_eq!(bad, sample.bad_lines, "{} {:?}", sample.name, shown.bad);
        let summary = shown.ended.unwrap();
        assert_eq!(summary.records, sample.records, "{}", sample.name);
        let lines = sample.bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
        assert!((lines..=lines + 1).contains(&summary.lines), "{}", sample.name);
    }
}

#[test]
fn what_an_import_writes_is_a_plain_list_and_comes_back_as_it_was() {
    for sample in samples(40) {
        let shown = show(&sample.reading, sample.bytes.as_slice(), &Options::default());
        let again = show_list(Format::Plain, &shown.list);
        assert_eq!((again.list.as_str(), again.bad.len()), (shown.list.as_str(), 0));
        let set = presend::set::KnownSet::from_list_unverified("drawn", &shown.list).unwrap();
        assert!(set.rows() > 0, "{}", sample.name);
    }
}

#[test]
fn a_strict_import_ends_at_the_first_bad_line() {
    let options = Options { on_bad_line: OnBadLine::Stop, lent: None };
    for sample in samples(10) {
        let shown = show(&sample.reading, sample.bytes.as_slice(), &options);
        let halted = shown.ended.unwrap_err();
        assert_eq!(shown.bad.len(), 1);
        assert_eq!(halted.at.line, sample.bad_lines[0], "{}", sample.name);
    }
}

#[test]
fn how_the_bytes_arrive_makes_no_difference() {
    /// Hands out one byte at a time, and is interrupted before each.
    struct Drip<'a>(&'a [u8], bool);
    impl Read for Drip<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            self.1 = !self.1;
            if self.1 {
                return Err(std::io::ErrorKind::Interrupted.into());
            }
            let length = buffer.len().min(1);
            self.0.read(&mut buffer[..length])
        }
    }
    for sample in samples(8) {
        let whole = show(&sample.reading, sample.bytes.as_slice(), &Options::default());
        let dripped = show(&sample.reading, Drip(&sample.bytes, false), &Options::default());
        assert_eq!(whole, dripped, "{}", sample.name);
    }
}

#[test]
fn a_mark_at_the_start_other_line_ends_and_no_last_line_end_make_no_difference() {
    for sample in samples(8) {
        let text = String::from_utf8(sample.bytes.clone()).unwrap().replace("\r\n", "\n");
        let plain = show(&sample.reading, text.as_bytes(), &Options::default());
        let crlf = text.trim_end().replace('\n', "\r\n");
        // Lines of documents are counted, and have no meaning.
        let is_document = sample.name.ends_with("json") || sample.name.ends_with("xml");
        let cr = if is_document { text.clone() } else { text.replace('\n', "\r") };
        for odd in [format!("\u{feff}{text}"), crlf, cr, text.trim_end().to_owned()] {
            let shown = show(&sample.reading, odd.as_bytes(), &Options::default());
            assert_eq!((&shown.list, &shown.bad), (&plain.list, &plain.bad), "{}", sample.name);
            assert_eq!(shown.lines, plain.lines);
        }
    }
}

#[test]
fn a_file_that_is_something_else_is_refused_by_name() {
    for sample in samples(4) {
        for (start, reason) in [
            (&b"\xff\xfem\0d\x005\0"[..], Reason::WrongEncoding),
            (b"\xfe\xff\0m\0d", Reason::WrongEncoding),
            (b"SQLite format 3\0 and so on", Reason::Database),
        ] {
            let shown = show(&sample.reading, start, &Options::default());
            assert_eq!(shown.ended.unwrap_err().at, BadLine { line: 1, reason });
        }
    }
}

#[test]
fn a_source_that_fails_is_named_and_what_came_before_stands() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("gone"))
        }
    }
    for sample in samples(8) {
        let source = sample.bytes.as_slice().chain(Broken);
        let shown = show(&sample.reading, source, &Options::default());
        assert_eq!(shown.ended.unwrap_err().at.reason, Reason::Unreadable, "{}", sample.name);
    }
}

#[test]
fn nothing_that_is_said_of_a_line_repeats_it() {
    let shown = show_list(Format::Plain, "md5:deadbeef\n");
    assert!(!format!("{:?}", (&shown.bad, &shown.ended)).contains("dead"));
    let mut debug = String::new();
    let list = format!("md5:{MD5} {SHA256}\n");
    read(&Format::Plain, list.as_bytes(), &Options::default(), &mut |item| {
        debug = format!("{item:?}");
    })
    .unwrap();
    assert!(!debug.contains("0011") && !debug.contains("17") && !debug.contains("f8"), "{debug}");
}

#[test]
fn a_summary_counts_by_reason() {
    let text = format!("md5:{MD5}\nmd5:12\nsha1:34\nx:{MD5}\n{EMPTY_MD5}\n");
    let summary = show_list(Format::Plain, &text).ended.unwrap();
    assert_eq!(
        summary.to_string(),
        "lines 5\nrows 5\nrecords 1\nwithdrawn 0\nbad 4\n  2 a digest of the wrong length\n  \
         1 an unknown prefix\n  1 the digest of an empty file\nleft out 0\nshortened 0\n"
    );
}
