/// Strict text, line by line: a name, then fields with one blank before each.
///
/// It does not look for blanks too many or leading zeros: whoever reads a text with it writes the
/// result again and compares.
#[derive(Clone, Debug)]
pub(crate) struct Lines<'a> {
    rest: &'a str,
}

impl<'a> Lines<'a> {
    pub(crate) const fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    /// The fields of the next line, if it has this name and so many fields. Else it stays.
    pub(crate) fn fields<const FIELDS: usize>(&mut self, name: &str) -> Option<[&'a str; FIELDS]> {
        let (line, rest) = self.rest.split_once('\n')?;
        let fields = line.strip_prefix(name)?.strip_prefix(' ')?;
        // One more than wanted, to see that there are not too many.
        let fields: Vec<&str> = fields.splitn(FIELDS.saturating_add(1), ' ').collect();
        let fields = fields.try_into().ok()?;
        self.rest = rest;
        Some(fields)
    }

    /// The one field of the next line.
    pub(crate) fn field(&mut self, name: &str) -> Option<&'a str> {
        self.fields(name).map(|[field]| field)
    }

    /// Takes a line that is exactly this.
    pub(crate) fn exactly(&mut self, line: &str) -> Option<()> {
        let (next, rest) = self.rest.split_once('\n')?;
        (next == line).then(|| self.rest = rest)
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.rest.is_empty()
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
    fn the_last_line_needs_its_end() {
        assert_eq!(Lines::new("set a").field("set"), None);
    }
}
