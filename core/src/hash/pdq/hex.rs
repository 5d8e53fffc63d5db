use core::fmt;

use super::value::PdqHash;

/// The text is not 64 hexadecimal digits. It says nothing more: an error never carries a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HexInvalid;

impl fmt::Display for HexInvalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a PDQ hash is 64 hexadecimal digits")
    }
}

impl core::error::Error for HexInvalid {}

impl PdqHash {
    /// The hash as 64 lower-case hex digits: one big-endian number whose lowest bit is bit 0.
    #[must_use]
    pub fn to_hex(&self) -> String {
        let nibbles = self.as_bytes().iter().flat_map(|byte| [byte >> 4, byte & 15]);
        nibbles.filter_map(|nibble| char::from_digit(u32::from(nibble), 16)).collect()
    }

    /// Reads exactly 64 hex digits of either case.
    ///
    /// # Errors
    /// [`HexInvalid`] for any other length or character, white space included.
    pub fn from_hex(text: &str) -> Result<Self, HexInvalid> {
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        if pairs.len() != 32 || !rest.is_empty() {
            return Err(HexInvalid);
        }
        let mut bytes = [0; 32];
        for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
            *byte = digit(*high)? << 4 | digit(*low)?;
        }
        Ok(Self::from_bytes(bytes))
    }
}

fn digit(text: u8) -> Result<u8, HexInvalid> {
    let value = char::from(text).to_digit(16).ok_or(HexInvalid)?;
    u8::try_from(value).map_err(|_| HexInvalid)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    const TEXT: &str = "0123456789abcdef0123456789abcdef00000000000000000000000000000fff";

    #[test]
    fn text_and_bytes_stand_in_the_same_order() {
        let hash = PdqHash::from_hex(TEXT).unwrap();
        assert_eq!(hash.as_bytes().first(), Some(&0x01));
        assert_eq!(hash.as_bytes().last(), Some(&0xff));
        assert_eq!(hash.to_hex(), TEXT);
        assert_eq!(PdqHash::from_hex(&TEXT.to_uppercase()), Ok(hash));
    }

    #[test]
    fn anything_but_64_hex_digits_is_refused() {
        let long = format!("{TEXT}0");
        let signed = format!("+{}", "0".repeat(63));
        let space = format!(" {}", "0".repeat(63));
        let wide = format!("\u{ff10}{}", "0".repeat(61));
        for text in ["", "0", &TEXT.repeat(2), &long, &signed, &space, &wide, &"g".repeat(64)] {
            assert_eq!(PdqHash::from_hex(text), Err(HexInvalid), "{text}");
        }
    }
}
