//! The host of a URL in its one form.

use core::net::{Ipv4Addr, Ipv6Addr};

use super::punycode;
use super::unescape::escaped;

/// A host in its one form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Host {
    pub(super) text: String,
    /// True for an address in numbers, which has no parents.
    pub(super) is_address: bool,
}

impl Host {
    /// `authority` may have a user before it and a port behind it. `None` if no host is left.
    pub(super) fn of(authority: &[u8]) -> Option<Self> {
        let host = without_user(authority);
        if let Some(address) = ip_v6(host) {
            return Some(Self { text: address, is_address: true });
        }
        let host = one_dot_each(&to_ascii(without_port(host)));
        if let Some(address) = ip_v4(&host) {
            return Some(Self { text: address.to_string(), is_address: true });
        }
        (!host.is_empty()).then(|| Self { text: escaped(&host), is_address: false })
    }
}

fn without_user(authority: &[u8]) -> &[u8] {
    authority.rsplit(|byte| *byte == b'@').next().unwrap_or(authority)
}

fn without_port(host: &[u8]) -> &[u8] {
    let colon = host.iter().rposition(|byte| *byte == b':');
    let cut = colon.and_then(|at| host.split_at_checked(at));
    match cut {
        Some((name, [_, port @ ..])) if port.iter().all(u8::is_ascii_digit) => name,
        _ => host,
    }
}

/// Lower-case, and what is not ASCII as Punycode. Bytes that are no UTF-8 stay.
fn to_ascii(host: &[u8]) -> Vec<u8> {
    let name = core::str::from_utf8(host).ok().filter(|name| !name.is_ascii());
    let Some(name) = name else { return host.to_ascii_lowercase() };
    let lower: String = name.chars().map(narrow).flat_map(char::to_lowercase).collect();
    let labels = lower.split('.').map(|label| match punycode::encoded(label) {
        Some(encoded) if !label.is_ascii() => format!("xn--{encoded}"),
        _ => label.to_owned(),
    });
    labels.collect::<Vec<_>>().join(".").into_bytes()
}

/// The full stops of East Asian writing, and the wide forms of ASCII.
fn narrow(c: char) -> char {
    match c {
        '\u{3002}' | '\u{ff61}' => '.',
        '\u{ff01}'..='\u{ff5e}' => {
            let narrow = u32::from(c).checked_sub(0xfee0).and_then(char::from_u32);
            narrow.unwrap_or(c)
        }
        _ => c,
    }
}

/// No dot first or last, and never two on end.
fn one_dot_each(host: &[u8]) -> Vec<u8> {
    let labels = host.split(|byte| *byte == b'.').filter(|label| !label.is_empty());
    labels.collect::<Vec<_>>().join(&b'.')
}

/// One to four numbers, decimal, octal or hexadecimal, of which the last fills what is left: all forms
/// that a browser takes.
fn ip_v4(host: &[u8]) -> Option<Ipv4Addr> {
    let host = core::str::from_utf8(host).ok()?;
    let numbers: Vec<u32> = host.split('.').map(number).collect::<Option<_>>()?;
    let (last, first) = numbers.split_last()?;
    if first.len() > 3 {
        return None;
    }
    let mut address = 0_u32;
    for number in first {
        address = address << 8 | u32::from(u8::try_from(*number).ok()?);
    }
    let bits = u32::BITS.checked_sub(u32::try_from(first.len()).ok()?.checked_mul(8)?)?;
    let fits = last.checked_shr(bits).is_none_or(|above| above == 0);
    fits.then(|| Ipv4Addr::from(address.checked_shl(bits).unwrap_or(0) | last))
}

fn number(text: &str) -> Option<u32> {
    let (digits, radix) = match text.strip_prefix("0x") {
        Some(digits) => (digits, 16),
        None if text.len() > 1 && text.starts_with('0') => (text, 8),
        None => (text, 10),
    };
    let is_number = !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix));
    is_number.then(|| u32::from_str_radix(digits, radix).ok()).flatten()
}

/// An address in brackets. One that stands for an IPv4 address is that address.
fn ip_v6(host: &[u8]) -> Option<String> {
    let host = core::str::from_utf8(host).ok()?.strip_prefix('[')?;
    let (address, _port) = host.split_once(']')?;
    let address: Ipv6Addr = address.parse().ok()?;
    let v4 = match address.segments() {
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            Some(Ipv4Addr::from(u32::from(high) << 16 | u32::from(low)))
        }
        _ => None,
    };
    Some(v4.map_or_else(|| format!("[{address}]"), |v4| v4.to_string()))
}
