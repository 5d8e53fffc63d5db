//! Bytes written in letters (ISO 32000-1, 7.4.2 and 7.4.3).

use zeroize::Zeroizing;

use super::flate::room;
use crate::decode::Guard;
use crate::undecided::Undecided;

/// Two digits a byte, up to the mark of the end or as far as there are any; a last digit alone has a zero
/// behind it.
pub(super) fn hex(letters: &[u8], guard: &mut Guard<'_>) -> Result<Zeroizing<Vec<u8>>, Undecided> {
    let mut bytes = room(letters.len().div_ceil(2), letters, guard)?;
    let mut high = None;
    for letter in letters.iter().take_while(|letter| **letter != b'>') {
        if is_blank(*letter) {
            continue;
        }
        let digit = char::from(*letter).to_digit(16).ok_or(Undecided::Corrupt)?;
        let digit = u8::try_from(digit).map_err(|_| Undecided::Corrupt)?;
        match high.take() {
            None => high = Some(digit << 4),
            Some(high) => bytes.push(high | digit),
        }
    }
    bytes.extend(high);
    Ok(bytes)
}

/// Five letters of 85 for four bytes, up to the mark of the end or as far as there are any; one letter for
/// four zeros.
pub(super) fn base85(
    letters: &[u8],
    guard: &mut Guard<'_>,
) -> Result<Zeroizing<Vec<u8>>, Undecided> {
    let zeros = letters.iter().filter(|letter| **letter == b'z').count();
    let most = letters.len().saturating_add(zeros.saturating_mul(4));
    let mut bytes = room(most, letters, guard)?;
    let (mut group, mut count) = (0_u32, 0_usize);
    for letter in letters.iter().take_while(|letter| **letter != b'~') {
        match letter {
            b'z' if count == 0 => bytes.extend([0; 4]),
            b'!'..=b'u' => {
                group = with_digit(group, letter.saturating_sub(b'!'))?;
                count = count.saturating_add(1);
            }
            letter if is_blank(*letter) => {}
            _ => return Err(Undecided::Corrupt),
        }
        if count == 5 {
            bytes.extend(group.to_be_bytes());
            (group, count) = (0, 0);
        }
    }
    // Of a last group as many bytes are there as it has letters, less one.
    let there = match count {
        0 => return Ok(bytes),
        1 => return Err(Undecided::Corrupt),
        count => count.saturating_sub(1),
    };
    for _ in count..5 {
        group = with_digit(group, 84)?;
    }
    bytes.extend(group.to_be_bytes().iter().take(there));
    Ok(bytes)
}

fn with_digit(group: u32, digit: u8) -> Result<u32, Undecided> {
    let more = group.checked_mul(85).and_then(|group| group.checked_add(digit.into()));
    more.ok_or(Undecided::Corrupt)
}

const fn is_blank(letter: u8) -> bool {
    matches!(letter, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}
