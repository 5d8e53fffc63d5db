use super::item::Record;

/// Appends the record as one line of a plain list: its words with their prefixes, in lower case,
/// one blank between them. Equal records give equal lines.
pub fn write_line(record: &Record, into: &mut Vec<u8>) {
    let mut first = true;
    let mut begin = |prefix: &str, into: &mut Vec<u8>| {
        if !core::mem::take(&mut first) {
            into.push(b' ');
        }
        into.extend_from_slice(prefix.as_bytes());
        into.push(b':');
    };
    for value in &record.values {
        begin(value.algorithm().name(), into);
        write_hex(value.bytes(), into);
    }
    for video in &record.videos {
        begin("vpdq", into);
        for (at, frame) in video.iter().enumerate() {
            if at > 0 {
                into.push(b',');
            }
            write_hex(frame.as_bytes(), into);
        }
    }
    for value in &record.lent {
        begin("lent", into);
        into.extend_from_slice(value.form().name().as_bytes());
        into.push(b':');
        write_hex(value.bytes(), into);
    }
    into.push(b'\n');
}

fn write_hex(bytes: &[u8], into: &mut Vec<u8>) {
    let from = into.len();
    into.resize(from.saturating_add(bytes.len().saturating_mul(2)), 0);
    let (pairs, _) = into.get_mut(from..).unwrap_or_default().as_chunks_mut::<2>();
    for (pair, byte) in pairs.iter_mut().zip(bytes) {
        *pair = [digit(byte >> 4), digit(byte & 15)];
    }
}

/// The lower-case digit of a number up to 15.
fn digit(value: u8) -> u8 {
    let letters = if value > 9 { b'a'.wrapping_sub(b'0').wrapping_sub(10) } else { 0 };
    b'0'.wrapping_add(value).wrapping_add(letters)
}
