use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use presend::lent::LentForm;
use presend::set::{LentValue, ListErrorKind};

use super::reason::Reason;

/// With padding or without: lists have both.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Reads one value as lists have it: hex digits of either case, base64, or the bytes as numbers with commas
/// between them.
pub(super) fn read(form: LentForm, text: &[u8]) -> Result<LentValue, Reason> {
    let length = usize::from(form.bytes());
    let bytes = if text.contains(&b',') {
        numbers(text)?
    } else if text.len() == length.saturating_mul(2) && text.iter().all(u8::is_ascii_hexdigit) {
        hex(text)
    } else {
        BASE64.decode(text).map_err(|_| why_no_base64(text))?
    };
    LentValue::new(form, bytes).map_err(|kind| match kind {
        ListErrorKind::AllZeroHash => Reason::AllZeroHash,
        _ => Reason::LentLength,
    })
}

/// True if a column, a field or a kind of hash of this name holds values of the hash: neither case nor
/// signs count, nor the word `hash`.
pub(super) fn is_named(form: LentForm, name: &str) -> bool {
    let letters = |name: &str| {
        let letters = name.chars().filter(char::is_ascii_alphanumeric);
        letters.collect::<String>().to_ascii_lowercase()
    };
    let (own, name) = (letters(form.name()), letters(name));
    // As NCMEC's lists call it.
    let short = own == "photodna" && name == "pdna";
    own == name || own == name.replace("hash", "") || short
}

fn numbers(text: &[u8]) -> Result<Vec<u8>, Reason> {
    let number = |text: &[u8]| {
        let text = text.trim_ascii();
        let digits = !text.is_empty() && text.len() <= 3 && text.iter().all(u8::is_ascii_digit);
        let text = core::str::from_utf8(text).ok().filter(|_| digits)?;
        text.parse().ok()
    };
    text.split(|byte| *byte == b',').map(|text| number(text).ok_or(Reason::LentAlphabet)).collect()
}

fn hex(digits: &[u8]) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|d| u8::try_from(d).ok());
    let byte = |[high, low]: &[u8; 2]| Some(digit(*high)? << 4 | digit(*low)?);
    digits.as_chunks::<2>().0.iter().filter_map(byte).collect()
}

/// Of what is no base64: the alphabet is the graver mistake.
fn why_no_base64(text: &[u8]) -> Reason {
    let letter = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/=".contains(byte);
    if text.iter().all(letter) { Reason::LentLength } else { Reason::LentAlphabet }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
    use proptest::prelude::*;

    use super::*;

    fn form(bytes: u16) -> LentForm {
        LentForm::new("made-up", bytes).unwrap()
    }

    proptest! {
        #[test]
        fn the_three_ways_to_write_a_value_are_one_value(bytes in prop::collection::vec(1_u8.., 8..300)) {
            let form = form(u16::try_from(bytes.len()).unwrap());
            let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            let numbers: Vec<_> = bytes.iter().map(u8::to_string).collect();
            for text in [
                hex.clone(),
                hex.to_uppercase(),
                STANDARD.encode(&bytes),
                STANDARD_NO_PAD.encode(&bytes),
                numbers.join(","),
                numbers.join(", "),
            ] {
                let value = read(form, text.as_bytes()).unwrap();
                prop_assert_eq!(value.bytes(), bytes.as_slice(), "{}", text);
            }
        }

        #[test]
        fn no_text_makes_it_panic_or_give_another_length(text in prop::collection::vec(any::<u8>(), 0..200)) {
            if let Ok(value) = read(form(8), &text) {
                prop_assert_eq!(value.bytes().len(), 8);
            }
        }
    }

    #[test]
    fn what_is_no_value_is_refused_by_what_is_wrong_with_it() {
        for (text, reason) in [
            ("0a0a0a0a0a0a0a0", Reason::LentLength),
            ("0a0a0a0a0a0a0a", Reason::LentLength),
            ("1,2,3,4,5,6,7", Reason::LentLength),
            ("1,2,3,4,5,6,7,8,9", Reason::LentLength),
            ("1,2,3,4,5,6,7,256", Reason::LentAlphabet),
            ("1,2,3,4,5,6,7,-8", Reason::LentAlphabet),
            ("1,2,3,4,5,6,7,", Reason::LentAlphabet),
            ("AQIDBAUGBwg!", Reason::LentAlphabet),
            ("AQIDBAUGBwgJ", Reason::LentLength),
            ("0000000000000000", Reason::AllZeroHash),
            ("0,0,0,0,0,0,0,0", Reason::AllZeroHash),
        ] {
            assert_eq!(read(form(8), text.as_bytes()).unwrap_err(), reason, "{text}");
        }
    }

    #[test]
    fn a_column_is_known_by_letters_and_digits_alone() {
        for name in ["made-up", "MadeUp", "made_up hash", "MADEUPHASH"] {
            assert!(is_named(form(8), name), "{name}");
        }
        for name in ["made-up-2", "made", "hash", ""] {
            assert!(!is_named(form(8), name), "{name}");
        }
    }
}
