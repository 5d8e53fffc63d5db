//! Which last labels a host name on the Internet can have.

/// The last labels of the ICANN section of the Public Suffix List, in ASCII, sorted: one a line.
const LABELS: &str = include_str!("suffixes.txt");

/// True if `label`, in lower-case ASCII, is one of them. Halves the text, and needs no table.
pub(super) fn is_known(label: &str) -> bool {
    let mut rest = LABELS;
    while !rest.is_empty() {
        let middle = rest.len() / 2;
        let start = rest.get(..middle).and_then(|head| head.rfind('\n'));
        let start = start.map_or(0, |line_end| line_end.saturating_add(1));
        let (head, tail) = rest.split_at_checked(start).unwrap_or((rest, ""));
        let (line, after) = tail.split_once('\n').unwrap_or((tail, ""));
        match label.cmp(line) {
            core::cmp::Ordering::Less => rest = head,
            core::cmp::Ordering::Equal => return true,
            core::cmp::Ordering::Greater => rest = after,
        }
    }
    false
}
