use super::{MediaKind, SNIFF_BYTES};

/// Width and height follow the signature in every form. They are looked for, since `P1` may begin a
/// text.
pub(super) fn kind(form: u8, rest: &[u8]) -> Option<MediaKind> {
    let sides = if form == b'7' { names_a_side(rest) } else { two_numbers(rest) };
    sides.then_some(MediaKind::Pnm)
}

/// True if a lenient viewer may find a picture in what begins like one: some skip letters between
/// the numbers.
pub(super) fn begins(head: &[u8]) -> bool {
    match head {
        [b'P', b'7', b'\n' | b'\r', ..] => true,
        [b'P', b'1'..=b'7', rest @ ..] => {
            let number = behind_space(rest);
            let number = number.strip_prefix(b"+").unwrap_or(number);
            number.first().is_some_and(u8::is_ascii_digit) || (number.is_empty() && goes_on(rest))
        }
        _ => false,
    }
}

/// Whether more than the head follows, which begins with a signature of two bytes.
fn goes_on(rest: &[u8]) -> bool {
    rest.len().saturating_add(2) >= SNIFF_BYTES
}

/// A PAM has lines that begin with a name.
fn names_a_side(rest: &[u8]) -> bool {
    const NAMES: [&[u8]; 7] =
        [b"WIDTH", b"HEIGHT", b"DEPTH", b"MAXVAL", b"TUPLTYPE", b"ENDHDR", b"#"];
    let first = rest.strip_prefix(b"\n").or_else(|| rest.strip_prefix(b"\r\n"));
    first.is_some_and(|line| NAMES.iter().any(|name| line.starts_with(name)))
}

fn two_numbers(text: &[u8]) -> bool {
    let mut rest = text;
    for _ in 0..2 {
        let number = behind_space(rest);
        let (zeros, number) = while_digits(number, |byte| byte == b'0');
        let (digits, behind) = while_digits(number, |byte| byte.is_ascii_digit());
        match (zeros.saturating_add(digits), behind) {
            // Spaces, a comment or zeros that are longer than what is looked at.
            (_, []) => return goes_on(text),
            (0, _) => return false,
            _ if digits > 10 => return false,
            _ => rest = behind,
        }
    }
    matches!(rest, [byte, ..] if is_space(*byte) || *byte == b'#')
}

/// How many such bytes there are, and what follows them.
fn while_digits(text: &[u8], is_such: fn(u8) -> bool) -> (usize, &[u8]) {
    let count = text.iter().take_while(|byte| is_such(**byte)).count();
    (count, text.get(count..).unwrap_or_default())
}

/// What follows white space and comments, if there are any.
fn behind_space(text: &[u8]) -> &[u8] {
    let mut rest = text;
    loop {
        match rest {
            [byte, after @ ..] if is_space(*byte) => rest = after,
            [b'#', after @ ..] => {
                let line = after.iter().take_while(|byte| !matches!(byte, b'\n' | b'\r')).count();
                rest = after.get(line..).unwrap_or_default();
            }
            _ => return rest,
        }
    }
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}
