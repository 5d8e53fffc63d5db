//! Reports are opened only if they are whole, and their content is read exactly as it is written.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use presend::sealed::{CONTENT_BYTES, REPORT_BYTES, ReportContent, ReportHead};
use presend_curator::report::{RecipientKey, open};

/// Nobody's key: it is printed here.
const KEY: &str =
    "PRIVATE+RECIPIENT+office.example+9dab69d8+MG37jNH/lq5v9KvT9Ag3n3tj9ogkyOAl+/wcXA2G0X0=\n";

static RECIPIENT: LazyLock<RecipientKey> = LazyLock::new(|| RecipientKey::parse(KEY).unwrap());

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = str::from_utf8(bytes) {
        if let Some(content) = ReportContent::parse(text) {
            assert_eq!(content.to_string(), text);
        }
        if let Ok(key) = RecipientKey::parse(text) {
            assert_eq!(key.to_private_text().trim_end(), text.trim_end());
        }
    }
    // What is sealed, so that the zero bytes need not be found.
    let mut padded = bytes.to_vec();
    padded.resize(CONTENT_BYTES, 0);
    if let Some(content) = ReportContent::of_sealed(&padded) {
        assert!(padded.starts_with(content.to_string().as_bytes()));
    }
    // A head that is right, so that what is behind it is decrypted: nothing of it was sealed to this key.
    let head = ReportHead::new([7; 32], RECIPIENT.public()).to_bytes();
    let mut report = [head.as_slice(), bytes].concat();
    assert!(open(&RECIPIENT, bytes).is_err() && open(&RECIPIENT, &report).is_err());
    report.resize(REPORT_BYTES, 0);
    assert!(open(&RECIPIENT, &report).is_err());
});
