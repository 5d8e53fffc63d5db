use super::value::{Dictionary, Value};

/// Deepest nesting of arrays and dictionaries, and most values of one object.
const MOST_DEPTH: u32 = 32;
const MOST_VALUES: u32 = 200_000;

/// Reads objects (ISO 32000-1, 7.3) out of bytes, from a place on.
pub(super) struct Parser<'a> {
    bytes: &'a [u8],
    pub(super) at: usize,
    values: u32,
}

impl<'a> Parser<'a> {
    pub(super) const fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at, values: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn step(&mut self) {
        self.at = self.at.saturating_add(1);
    }

    pub(super) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Steps over blanks and comments.
    pub(super) fn skip_blanks(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b'%' => {
                    let line = self.rest().iter().position(|byte| matches!(byte, b'\n' | b'\r'));
                    self.at = line.map_or(self.bytes.len(), |line| self.at.saturating_add(line));
                }
                _ if is_blank(byte) => self.step(),
                _ => break,
            }
        }
    }

    /// Takes a keyword that is next, and no part of a longer word.
    pub(super) fn word(&mut self, word: &[u8]) -> Option<()> {
        let behind = self.rest().strip_prefix(word)?;
        let ended = behind.first().is_none_or(|byte| !is_regular(*byte));
        ended.then(|| self.at = self.at.saturating_add(word.len()))
    }

    /// The next object, or `None` if it breaks a rule.
    pub(super) fn value(&mut self, depth: u32) -> Option<Value> {
        self.values = self.values.checked_add(1).filter(|values| *values <= MOST_VALUES)?;
        if depth > MOST_DEPTH {
            return None;
        }
        self.skip_blanks();
        match self.peek()? {
            b'/' => self.name().map(Value::Name),
            b'(' => self.text().map(Value::Text),
            b'[' => self.array(depth),
            b'<' if self.rest().starts_with(b"<<") => self.dictionary(depth).map(Value::Dictionary),
            b'<' => self.digits().map(Value::Text),
            b'0'..=b'9' | b'+' | b'-' | b'.' => Some(self.number_or_reference()),
            _ => self.keyword(),
        }
    }

    fn keyword(&mut self) -> Option<Value> {
        let known: [&[u8]; 3] = [b"true", b"false", b"null"];
        known.iter().find_map(|word| self.word(word)).map(|()| Value::Other)
    }

    fn array(&mut self, depth: u32) -> Option<Value> {
        self.step();
        let mut values = Vec::new();
        loop {
            self.skip_blanks();
            if self.peek()? == b']' {
                self.step();
                return Some(Value::Array(values));
            }
            values.push(self.value(depth.saturating_add(1))?);
        }
    }

    fn dictionary(&mut self, depth: u32) -> Option<Dictionary> {
        self.at = self.at.saturating_add(2);
        let mut entries = Vec::new();
        loop {
            self.skip_blanks();
            if self.rest().starts_with(b">>") {
                self.at = self.at.saturating_add(2);
                return Some(Dictionary(entries));
            }
            if self.peek()? != b'/' {
                return None;
            }
            let key = self.name()?;
            entries.push((key, self.value(depth.saturating_add(1))?));
        }
    }

    /// A name; `#` and two digits stand for a byte.
    fn name(&mut self) -> Option<Vec<u8>> {
        self.step();
        let mut name = Vec::new();
        while let Some(byte) = self.peek().filter(|byte| is_regular(*byte)) {
            self.step();
            let escaped = self.rest().split_at_checked(2).filter(|_| byte == b'#');
            match escaped.and_then(|(digits, _)| pair(*digits.first()?, *digits.last()?)) {
                Some(escaped) => {
                    name.push(escaped);
                    self.at = self.at.saturating_add(2);
                }
                None => name.push(byte),
            }
        }
        Some(name)
    }

    /// A text in brackets. What its escapes stand for matters only where it is a palette.
    fn text(&mut self) -> Option<Vec<u8>> {
        self.step();
        let (mut text, mut open) = (Vec::new(), 1_u32);
        loop {
            let byte = self.peek()?;
            self.step();
            match byte {
                b'\\' => text.extend(self.escape()?),
                b'(' => open = open.saturating_add(1),
                b')' => open = open.saturating_sub(1),
                _ => {}
            }
            if open == 0 {
                return Some(text);
            }
            if byte != b'\\' {
                text.push(byte);
            }
        }
    }

    fn escape(&mut self) -> Option<Option<u8>> {
        let byte = self.peek()?;
        self.step();
        Some(match byte {
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'b' => Some(8),
            b'f' => Some(12),
            b'\n' | b'\r' => None,
            b'0'..=b'7' => {
                let mut code = u32::from(byte & 7);
                for _ in 0..2 {
                    if let Some(digit @ b'0'..=b'7') = self.peek() {
                        self.step();
                        code = code << 3 | u32::from(digit & 7);
                    }
                }
                u8::try_from(code & 0xff).ok()
            }
            other => Some(other),
        })
    }

    /// A text written in hexadecimal digits.
    fn digits(&mut self) -> Option<Vec<u8>> {
        self.step();
        let end = self.rest().iter().position(|byte| *byte == b'>')?;
        let digits = self.rest().get(..end)?.iter().filter(|byte| !is_blank(**byte));
        let digits: Vec<u8> = digits.copied().collect();
        self.at = self.at.saturating_add(end).saturating_add(1);
        let byte = |two: &[u8]| pair(*two.first()?, two.get(1).copied().unwrap_or(b'0'));
        digits.chunks(2).map(byte).collect()
    }

    /// `12 0 R` is a reference, and `12 0` are two numbers.
    fn number_or_reference(&mut self) -> Value {
        let number = self.number();
        let behind = self.at;
        let reference = number.and_then(|number| {
            self.skip_blanks();
            self.peek().filter(u8::is_ascii_digit)?;
            self.number()?;
            self.skip_blanks();
            self.word(b"R")?;
            u32::try_from(number).ok()
        });
        if let Some(reference) = reference {
            return Value::Reference(reference);
        }
        self.at = behind;
        number.map_or(Value::Other, Value::Number)
    }

    /// A whole number; `None` for another, which is stepped over too.
    pub(super) fn number(&mut self) -> Option<u64> {
        let is_part = |byte: &u8| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.');
        let length = self.rest().iter().take_while(|byte| is_part(byte)).count();
        let number = self.rest().get(..length).unwrap_or_default();
        self.at = self.at.saturating_add(length.max(1));
        core::str::from_utf8(number).ok()?.parse().ok()
    }
}

fn pair(high: u8, low: u8) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(high)? << 4 | digit(low)?).ok()
}

pub(super) const fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

const fn is_regular(byte: u8) -> bool {
    !is_blank(byte)
        && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}
