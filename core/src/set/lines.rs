/// Strict text, line by line: a name, then fields with one blank before each.
///
/// It does not look for blanks too many or leading zeros: whoever reads a text with it writes the
/// result again and compares.
#[derive(Clone, Debug)]
pub(crate) struct Lines<'a> {
    rest: &'a str,
    /// How many were taken.
    taken: usize,
    /// What was asked for in vain since the last one, with the number of its fields.
    asked: Vec<(String, usize)>,
}

impl<'a> Lines<'a> {
    pub(crate) const fn new(text: &'a str) -> Self {
        Self { rest: text, taken: 0, asked: Vec::new() }
    }

    /// The fields of the next line, if it has this name and so many fields. Else it stays.
    pub(crate) fn fields<const FIELDS: usize>(&mut self, name: &str) -> Option<[&'a str; FIELDS]> {
        let found = self.next(|line| {
            let fields = line.strip_prefix(name)?.strip_prefix(' ')?;
            // One more than wanted, to see that there are not too many.
            let fields: Vec<&str> = fields.splitn(FIELDS.saturating_add(1), ' ').collect();
            fields.try_into().ok()
        });
        if found.is_none() {
            self.asked.push((name.to_owned(), FIELDS));
        }
        found
    }

    /// The one field of the next line.
    pub(crate) fn field(&mut self, name: &str) -> Option<&'a str> {
        self.fields(name).map(|[field]| field)
    }

    /// Takes a line that is exactly this.
    pub(crate) fn exactly(&mut self, line: &str) -> Option<()> {
        let found = self.next(|next| (next == line).then_some(()));
        if found.is_none() {
            self.asked.push((line.to_owned(), 0));
        }
        found
    }

    fn next<T>(&mut self, read: impl FnOnce(&'a str) -> Option<T>) -> Option<T> {
        let (line, rest) = self.rest.split_once('\n')?;
        let found = read(line)?;
        self.take(rest);
        Some(found)
    }

    fn take(&mut self, rest: &'a str) {
        self.rest = rest;
        self.taken = self.taken.saturating_add(1);
        self.asked.clear();
    }

    /// For a reader that gave up: the number of the line at which it did, from 1, and what it wanted.
    /// One that asked for nothing more gave up over the values of the line that it took.
    pub(crate) fn wanted(&self) -> (usize, String) {
        let mut wanted: Vec<_> =
            self.asked.iter().map(|(name, fields)| form(name, *fields)).collect();
        wanted.dedup();
        if wanted.is_empty() {
            return (
                self.taken,
                "other values than these, of the kind that this line has".to_owned(),
            );
        }
        let last = self.rest.split_once('\n').is_none();
        let end = if last { ", and the end of its line" } else { "" };
        (self.taken.saturating_add(1), wanted.join(" or ") + end)
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }
}

fn form(name: &str, fields: usize) -> String {
    match fields {
        0 => format!("`{name}`"),
        1 => format!("`{name}` and one value, one blank between them"),
        _ => format!("`{name}` and {fields} values, one blank before each"),
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn a_line_is_taken_only_if_name_and_fields_fit() {
        let mut lines = Lines::new("set a\nvalid 1 2\nend\n");
        assert_eq!(lines.field("version"), None);
        assert_eq!(lines.fields::<2>("set"), None);
        assert_eq!(lines.field("set"), Some("a"));
        assert_eq!(lines.field("valid"), None);
        assert_eq!(lines.fields("valid"), Some(["1", "2"]));
        assert_eq!(lines.exactly("en"), None);
        assert_eq!(lines.exactly("end"), Some(()));
        assert!(lines.is_empty());
    }

    #[test]
    fn a_reader_that_gives_up_is_told_where_and_what_it_wanted() {
        let mut lines = Lines::new("set a\nvalid 1 x\nend");
        assert_eq!(lines.field("set"), Some("a"));
        assert_eq!((lines.field("valid"), lines.exactly("end")), (None, None));
        let wanted = "`valid` and one value, one blank between them or `end`";
        assert_eq!(lines.wanted(), (2, wanted.to_owned()));
        assert_eq!(lines.fields("valid"), Some(["1", "x"]));
        assert_eq!(lines.wanted().0, 2, "its values are of the wrong kind");
        assert_eq!(lines.exactly("end"), None);
        assert_eq!(lines.wanted(), (3, "`end`, and the end of its line".to_owned()));
    }

    #[test]
    fn the_last_line_needs_its_end() {
        assert_eq!(Lines::new("set a").field("set"), None);
    }
}
