use super::{MediaKind, SNIFF_BYTES};

/// Width and height follow the signature in every form. They are looked for, since `P1` may begin a
/// text.
pub(super) fn kind(form: u8, rest: &[u8]) -> Option<MediaKind> {
    let sides = if form == b'7' { names_a_side(rest) } else { two_numbers(rest) };
    sides.then_some(MediaKind::Pnm)
}

/// A PAM has lines that begin with a name.
fn names_a_side(rest: &[u8]) -> bool {
    const NAMES: [&[u8]; 7] =
        [b"WIDTH", b"HEIGHT", b"DEPTH", b"MAXVAL", b"TUPLTYPE", b"ENDHDR", b"#"];
    let first = rest.strip_prefix(b"\n").or_else(|| rest.strip_prefix(b"\r\n"));
    first.is_some_and(|line| NAMES.iter().any(|name| line.starts_with(name)))
}

fn two_numbers(rest: &[u8]) -> bool {
    let mut rest = rest;
    for _ in 0..2 {
        let number = match behind_space(rest) {
            // A comment that is longer than what is looked at.
            Some([]) => return rest.contains(&b'#') && rest.len() > SNIFF_BYTES.saturating_sub(64),
            Some(number) => number,
            None => return false,
        };
        let digits = number.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 0 || digits > 10 {
            return false;
        }
        rest = number.get(digits..).unwrap_or_default();
    }
    matches!(rest, [byte, ..] if is_space(*byte) || *byte == b'#')
}

/// What follows white space and comments; `None` if there are none.
fn behind_space(text: &[u8]) -> Option<&[u8]> {
    let mut rest = text;
    loop {
        match rest {
            [byte, after @ ..] if is_space(*byte) => rest = after,
            [b'#', after @ ..] => {
                let line = after.split(|byte| matches!(byte, b'\n' | b'\r')).next()?;
                rest = after.get(line.len()..)?;
            }
            _ => return (rest.len() < text.len()).then_some(rest),
        }
    }
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}
