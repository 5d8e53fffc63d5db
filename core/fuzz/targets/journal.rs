//! A journal's text is read exactly as it would be written, or refused; also when every hash in it is
//! right, which random bytes never are.
#![no_main]

use libfuzzer_sys::fuzz_target;
use presend::journal::{JournalFault, parse_records, verify_text};

fuzz_target!(|bytes: &[u8]| {
    check(bytes);
    if let Ok(text) = str::from_utf8(bytes) {
        check(sealed(text).as_bytes());
    }
});

fn check(text: &[u8]) {
    let records = parse_records(text);
    let lines = text.split(|byte| *byte == b'\n').count() as u64;
    if let Err(JournalFault::Malformed { index } | JournalFault::Changed { index }) = &records {
        assert!(*index < lines, "the fault names a line that is there");
    }
    if let Ok(records) = records {
        let written: String = records.iter().map(|record| format!("{record}\n")).collect();
        assert_eq!(written.as_bytes(), text, "read as it would be written");
    }
    if let Ok(verified) = verify_text(text, None) {
        assert_eq!(
            verify_text(text, Some(verified.head)).map(|again| again.head),
            Ok(verified.head)
        );
    }
}

/// The same lines with the hashes that make them a chain.
fn sealed(text: &str) -> String {
    let mut previous = blake3::Hash::from_bytes([0; 32]);
    let mut chain = String::new();
    for line in text.lines() {
        let body = line.rsplitn(3, ' ').nth(2).unwrap_or(line);
        let body = format!("{body} {previous}");
        let hash = blake3::derive_key("presend journal v1 record", body.as_bytes());
        previous = blake3::Hash::from_bytes(hash);
        chain.push_str(&format!("{body} {previous}\n"));
    }
    chain
}
