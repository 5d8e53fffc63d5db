//! JSON text, piece by piece. Names are ours and need no escape; texts may come from a list.

/// One object under way.
pub(super) struct Object {
    text: String,
}

impl Object {
    pub(super) fn new() -> Self {
        Self { text: String::from("{") }
    }

    /// The member `name`, whose value is JSON already.
    fn member(&mut self, name: &str, value: &str) {
        if !self.text.ends_with('{') {
            self.text.push(',');
        }
        quoted(&mut self.text, name);
        self.text.push(':');
        self.text.push_str(value);
    }

    pub(super) fn text(&mut self, name: &str, value: &str) {
        let mut text = String::new();
        quoted(&mut text, value);
        self.member(name, &text);
    }

    pub(super) fn maybe_text(&mut self, name: &str, value: Option<&str>) {
        match value {
            Some(value) => self.text(name, value),
            None => self.member(name, "null"),
        }
    }

    pub(super) fn number(&mut self, name: &str, value: impl Into<u64>) {
        self.member(name, &value.into().to_string());
    }

    pub(super) fn signed(&mut self, name: &str, value: i32) {
        self.member(name, &value.to_string());
    }

    pub(super) fn maybe_number(&mut self, name: &str, value: Option<impl Into<u64>>) {
        match value {
            Some(value) => self.number(name, value),
            None => self.member(name, "null"),
        }
    }

    /// A number of thousandths as one with three decimals.
    pub(super) fn thousandths(&mut self, name: &str, value: u64) {
        self.member(name, &format!("{}.{:03}", value / 1_000, value % 1_000));
    }

    pub(super) fn truth(&mut self, name: &str, value: bool) {
        self.member(name, if value { "true" } else { "false" });
    }

    pub(super) fn maybe_object(&mut self, name: &str, value: Option<Self>) {
        match value {
            Some(value) => self.member(name, &value.end()),
            None => self.member(name, "null"),
        }
    }

    pub(super) fn object(&mut self, name: &str, value: Self) {
        self.maybe_object(name, Some(value));
    }

    pub(super) fn list(&mut self, name: &str, values: impl Iterator<Item = Self>) {
        let values: Vec<String> = values.map(Self::end).collect();
        self.member(name, &format!("[{}]", values.join(",")));
    }

    pub(super) fn end(mut self) -> String {
        self.text.push('}');
        self.text
    }
}

/// Appends a JSON string: quotes, backslashes and control characters are escaped, as RFC 8259 asks.
fn quoted(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => {
                out.push_str(&format!("\\u{:04x}", u32::from(character)));
            }
            _ => out.push(character),
        }
    }
    out.push('"');
}
