use csv_core::{ReadRecordResult, Reader, ReaderBuilder, Terminator};
use memchr::{memchr, memchr_iter, memchr2};

/// Splits rows into fields. Rows without a quotation mark are split as they are; the others by
/// `csv-core`. The tests hold one against the other.
pub(super) struct Fields {
    delimiter: u8,
    quote: Option<u8>,
    reader: Reader,
    /// The unquoted fields, one behind the other, if the row had quotation marks.
    text: Vec<u8>,
    /// Where each field ends: in the row, or in `text`.
    ends: Vec<usize>,
    plain: bool,
}

impl Fields {
    pub(super) fn new(delimiter: u8, quote: Option<u8>) -> Self {
        let reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .quote(quote.unwrap_or(b'"'))
            .quoting(quote.is_some())
            .terminator(Terminator::Any(b'\n'))
            .build();
        Self { delimiter, quote, reader, text: Vec::new(), ends: Vec::new(), plain: true }
    }

    /// Splits a row; its fields can be asked for until the next one.
    pub(super) fn split(&mut self, row: &[u8]) {
        self.plain = self.quote.is_none_or(|quote| memchr(quote, row).is_none());
        self.ends.clear();
        if self.plain {
            self.ends.extend(memchr_iter(self.delimiter, row));
            self.ends.push(row.len());
        } else {
            self.split_quoted(row);
        }
    }

    /// True if each mark stands where a field begins or ends, or twice within one. Marks elsewhere
    /// do no harm within a line; over several they would swallow what is between them.
    pub(super) fn are_closed(&self, row: &[u8]) -> bool {
        let Some(quote) = self.quote else { return true };
        let mut rest = row;
        loop {
            let end = match rest.strip_prefix(&[quote]) {
                None => memchr2(quote, self.delimiter, rest).unwrap_or(rest.len()),
                Some(inside) => match closing(quote, inside) {
                    None => return false,
                    // Behind both marks.
                    Some(length) => length.saturating_add(2),
                },
            };
            match rest.get(end..).and_then(<[u8]>::split_first) {
                None => return true,
                Some((byte, more)) if *byte == self.delimiter => rest = more,
                Some(_) => return false,
            }
        }
    }

    /// How many.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The field of this number, from 0, of the row that was split last.
    pub(super) fn get<'f>(&'f self, row: &'f [u8], at: usize) -> Option<&'f [u8]> {
        let end = *self.ends.get(at)?;
        let before = at.checked_sub(1).and_then(|before| self.ends.get(before));
        let start = before.map_or(0, |end| end.saturating_add(usize::from(self.plain)));
        let text = if self.plain { row } else { &self.text };
        text.get(start..end)
    }

    fn split_quoted(&mut self, row: &[u8]) {
        let delimiters = memchr_iter(self.delimiter, row).count();
        self.text.resize(row.len(), 0);
        self.ends.resize(delimiters.saturating_add(2), 0);
        self.reader.reset();
        let (mut input, mut written, mut fields) = (row, 0_usize, 0_usize);
        // The row ends where its text does: a second, empty input says so.
        loop {
            let text = self.text.get_mut(written..).unwrap_or_default();
            let ends = self.ends.get_mut(fields..).unwrap_or_default();
            let (result, read, wrote, ended) = self.reader.read_record(input, text, ends);
            written = written.saturating_add(wrote);
            fields = fields.saturating_add(ended);
            match result {
                ReadRecordResult::InputEmpty if !input.is_empty() => {
                    input = input.get(read..).unwrap_or_default();
                }
                _ => break,
            }
        }
        self.ends.truncate(fields);
    }
}

/// How far the mark is that closes the field.
fn closing(quote: u8, inside: &[u8]) -> Option<usize> {
    let mut from = 0_usize;
    loop {
        let at = from.saturating_add(memchr(quote, inside.get(from..)?)?);
        if inside.get(at.saturating_add(1)) != Some(&quote) {
            return Some(at);
        }
        from = at.saturating_add(2);
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use proptest::prelude::*;

    use super::*;

    fn split(delimiter: u8, quote: Option<u8>, row: &[u8]) -> Vec<Vec<u8>> {
        let mut fields = Fields::new(delimiter, quote);
        fields.split(b"\"used\",before");
        fields.split(row);
        (0..fields.len()).map(|at| fields.get(row, at).unwrap().to_vec()).collect()
    }

    #[test]
    fn quotation_marks_are_taken_off_and_may_hold_delimiters_line_ends_and_doubled_marks() {
        let fields = split(b';', Some(b'"'), b"a;\"b;\nc\";\"d\"\"e\";;\"\"");
        assert_eq!(fields, [&b"a"[..], b"b;\nc", b"d\"e", b"", b""]);
        assert_eq!(split(b',', None, b"\"a,b\""), [&b"\"a"[..], b"b\""]);
        assert_eq!(split(b',', Some(b'"'), b""), [b""]);
    }

    #[test]
    fn marks_are_closed_where_fields_end() {
        for (row, closed) in [
            ("", true),
            ("a,b", true),
            ("\"a,\",\"\"", true),
            ("a,\"b\"\"\n,\"\"\"\"\"", true),
            ("\"a\"b", false),
            ("a\"b\"", false),
            ("\"a", false),
            ("\"a\"\"", false),
            ("a,\"b,c\",\"", false),
        ] {
            assert_eq!(Fields::new(b',', Some(b'"')).are_closed(row.as_bytes()), closed, "{row}");
        }
    }

    proptest! {
        #[test]
        fn rows_without_a_mark_are_split_as_csv_core_splits_them(row in "[a-c, ;é]{0,40}") {
            let mut plain = Fields::new(b',', Some(b'"'));
            let mut other = Fields::new(b',', Some(b'"'));
            plain.split(row.as_bytes());
            other.plain = false;
            other.ends.clear();
            other.split_quoted(row.as_bytes());
            // To csv-core a row without a byte is no row; to a table it is one empty field.
            prop_assume!(!row.is_empty());
            prop_assert_eq!(plain.len(), other.len());
            for at in 0..plain.len() {
                prop_assert_eq!(plain.get(row.as_bytes(), at), other.get(row.as_bytes(), at));
            }
        }

        #[test]
        fn what_was_quoted_comes_back(fields in prop::collection::vec("[a-c\",\n;]{0,8}", 1..8)) {
            let quoted: Vec<_> = fields.iter().map(|f| format!("\"{}\"", f.replace('"', "\"\""))).collect();
            let read = split(b',', Some(b'"'), quoted.join(",").as_bytes());
            let read: Vec<_> = read.into_iter().map(|field| String::from_utf8(field).unwrap()).collect();
            prop_assert_eq!(read, fields);
            prop_assert!(Fields::new(b',', Some(b'"')).are_closed(quoted.join(",").as_bytes()));
        }
    }
}
