use core::fmt::Display;

/// A whole number as a person reads it: `1,936`.
pub(crate) fn grouped(number: impl Display) -> String {
    let digits = number.to_string();
    let before_comma = |at: usize| at > 0 && digits.len().saturating_sub(at).is_multiple_of(3);
    digits.chars().enumerate().fold(String::new(), |mut text, (at, digit)| {
        text.extend(before_comma(at).then_some(','));
        text.push(digit);
        text
    })
}

/// `12 of 1,936 files`, or `12 files` as long as nobody knows how many there are.
pub(crate) fn files_of(files: usize, total: Option<usize>) -> String {
    match total {
        Some(total) => format!("{} of {} files", grouped(files), grouped(total)),
        None => format!("{} files", grouped(files)),
    }
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn a_comma_stands_before_every_third_digit_from_the_end() {
        let shown = [0_u32, 999, 1_000, 12_345, 123_456, 1_234_567].map(grouped);
        assert_eq!(shown, ["0", "999", "1,000", "12,345", "123,456", "1,234,567"]);
    }
}
