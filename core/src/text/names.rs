//! What in a text is written as a scheme, a host or a name.

use super::canonical::is_scheme;
use super::host::Host;
use super::suffix;

/// What host names are written with, or what may be a letter of one.
pub(super) fn is_of_host(c: char) -> bool {
    match c {
        '-' | '_' | '.' => true,
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        '\u{80}'..='\u{bf}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{3001}' => false,
        '\u{3003}'..='\u{3004}' | '\u{3008}'..='\u{3020}' => false,
        _ => true,
    }
}

pub(super) const fn ends_authority(c: char) -> bool {
    matches!(c, '/' | '\\' | '?' | '#')
}

/// The end of a run that can be a scheme; empty if none can.
pub(super) fn scheme_of(run: &str) -> &str {
    let inner = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    let start =
        run.rfind(|c| !inner(c)).map_or(0, |at| run.ceil_char_boundary(at.saturating_add(1)));
    let ascii = run.get(start..).unwrap_or_default();
    let name = ascii.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
    if is_scheme(name.as_bytes()) { name } else { "" }
}

/// How much of an authority without path is the link's: with a user all of it; else a host and port, and
/// of writing without blanks, as in Chinese, only the name in it that is known.
pub(super) fn host_as_written(authority: &str) -> usize {
    if authority.contains('@') {
        return authority.len();
    }
    let belongs = |c: char| is_of_host(c) || matches!(c, '%' | ':' | '[' | ']');
    let length = authority.find(|c| !belongs(c)).unwrap_or(authority.len());
    let host = authority.get(..length).unwrap_or_default();
    if host.is_ascii() || is_known(host) {
        return length;
    }
    let ascii = host.find(|c: char| !c.is_ascii()).unwrap_or(length);
    if host.get(..ascii).is_some_and(is_known) { ascii } else { length }
}

/// A name on the Internet in a run, and where in it: the run without its last dots, or the first part in
/// ASCII that is one.
pub(super) fn known_name(run: &str) -> Option<(usize, &str)> {
    let head = run.trim_start_matches(['.', '-', '_']);
    let whole = head.trim_end_matches(['.', '-']);
    if is_known(whole) {
        return Some((run.len().saturating_sub(head.len()), whole));
    }
    if run.is_ascii() {
        return None;
    }
    let mut at = 0_usize;
    for part in run.split(|c: char| !c.is_ascii()) {
        let name = part.trim_end_matches(['.', '-']);
        if is_known(name) {
            return Some((at, name));
        }
        let next = at.saturating_add(part.len());
        at = run.get(next..)?.chars().next().map_or(next, |c| next.saturating_add(c.len_utf8()));
    }
    None
}

/// True for a name of two labels or more of which the last is known, and for an address of four numbers.
fn is_known(name: &str) -> bool {
    let Some(host) = Host::of(name.as_bytes()).filter(|_| name.contains(is_dot)) else {
        return false;
    };
    if host.is_address {
        return host.text == name;
    }
    host.text.rsplit_once('.').is_some_and(|(_, last)| suffix::is_known(last))
}

const fn is_dot(c: char) -> bool {
    matches!(c, '.' | '\u{3002}' | '\u{ff0e}' | '\u{ff61}')
}
