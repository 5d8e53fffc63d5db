/// Lower-case hex digits, two a byte.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| DIGITS.get(usize::from(nibble)).map_or('?', |d| char::from(*d));
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn writes_two_digits_a_byte() {
        assert_eq!(super::hex(&[0, 9, 10, 0x7f, 255]), "00090a7fff");
    }
}
