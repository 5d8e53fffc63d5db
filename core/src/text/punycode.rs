//! Punycode (RFC 3492): the ASCII form of a label of a host name.

/// A longer label is no host name, and the encoder takes time by the square of it.
const MAX_LABEL_CHARS: usize = 63;

const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;
const FIRST_BIAS: u32 = 72;
const FIRST_CODE: u32 = 0x80;

/// What follows `xn--`. `None` for a label that is too long.
pub(super) fn encoded(label: &str) -> Option<String> {
    let codes: Vec<u32> = label.chars().map(u32::from).collect();
    if codes.len() > MAX_LABEL_CHARS {
        return None;
    }
    let mut out: String = label.chars().filter(char::is_ascii).collect();
    let basic = u32::try_from(out.len()).ok()?;
    if basic > 0 {
        out.push('-');
    }
    let (mut next, mut delta, mut bias, mut done) = (FIRST_CODE, 0_u32, FIRST_BIAS, basic);
    while let Some(code) = codes.iter().copied().filter(|code| *code >= next).min() {
        let rise = code.checked_sub(next)?.checked_mul(done.checked_add(1)?)?;
        delta = delta.checked_add(rise)?;
        for met in &codes {
            if *met < code {
                delta = delta.checked_add(1)?;
            }
            if *met == code {
                push_number(&mut out, delta, bias)?;
                bias = adapted(delta, done.checked_add(1)?, done == basic)?;
                delta = 0;
                done = done.checked_add(1)?;
            }
        }
        delta = delta.checked_add(1)?;
        next = code.checked_add(1)?;
    }
    Some(out)
}

/// A number of variable length, its least digit first.
fn push_number(out: &mut String, number: u32, bias: u32) -> Option<()> {
    let (mut rest, mut k) = (number, BASE);
    loop {
        let threshold = k.saturating_sub(bias).clamp(T_MIN, T_MAX);
        let Some(above) = rest.checked_sub(threshold) else {
            out.push(digit(rest)?);
            return Some(());
        };
        let values = BASE.checked_sub(threshold)?;
        out.push(digit(threshold.checked_add(above.checked_rem(values)?)?)?);
        rest = above.checked_div(values)?;
        k = k.checked_add(BASE)?;
    }
}

/// Digits run from `a` to `z`, then from `0` to `9`.
fn digit(value: u32) -> Option<char> {
    const DIGITS: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";
    DIGITS.get(usize::try_from(value).ok()?).map(|digit| char::from(*digit))
}

fn adapted(delta: u32, count: u32, is_first: bool) -> Option<u32> {
    let damped = if is_first { delta.checked_div(DAMP)? } else { delta / 2 };
    let mut delta = damped.checked_add(damped.checked_div(count)?)?;
    let mut k = 0_u32;
    let values = BASE.checked_sub(T_MIN)?;
    while delta > values.checked_mul(T_MAX)? / 2 {
        delta = delta.checked_div(values)?;
        k = k.checked_add(BASE)?;
    }
    k.checked_add(BASE.checked_mul(delta)?.checked_div(delta.checked_add(SKEW)?)?)
}
