//! Reports are opened only if they are whole, and their content is read exactly as it is written.
#![no_main]

use std::sync::LazyLock;

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable as _, Kem, OpModeS, Serializable as _, single_shot_seal};
use libfuzzer_sys::fuzz_target;
use presend::sealed::{CONTENT_BYTES, INFO, REPORT_BYTES, ReportContent, ReportHead};
use presend_curator::report::{RecipientKey, open};

/// Nobody's key: it is printed here.
const KEY: &str =
    "PRIVATE+RECIPIENT+office.example+9dab69d8+MG37jNH/lq5v9KvT9Ag3n3tj9ogkyOAl+/wcXA2G0X0=\n";

static RECIPIENT: LazyLock<RecipientKey> = LazyLock::new(|| RecipientKey::parse(KEY).unwrap());

/// A report that does open: the target changes it.
static SEALED: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut content = include_bytes!("../corpus/report/content").to_vec();
    content.resize(CONTENT_BYTES, 0);
    let parsed = ReportContent::of_sealed(&content).unwrap();
    let head = ReportHead::new(parsed.leaf, RECIPIENT.public()).to_bytes();
    let public = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(RECIPIENT.public()).unwrap();
    let (key, body) = single_shot_seal::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeS::Base,
        &public,
        INFO,
        &content,
        &head,
    )
    .unwrap();
    let report = [head.as_slice(), &key.to_bytes(), &body].concat();
    assert_eq!(open(&RECIPIENT, &report).unwrap().content, parsed);
    report
});

/// A sealed report changed as the input says: where, and then by which bits.
fn changed(bytes: &[u8]) -> Option<Vec<u8>> {
    let (place, bits) = bytes.split_at_checked(2)?;
    let from = usize::from(u16::from_le_bytes(place.try_into().ok()?)) % REPORT_BYTES;
    let mut report = SEALED.clone();
    report[from..].iter_mut().zip(bits).for_each(|(byte, bits)| *byte ^= bits);
    (report != *SEALED).then_some(report)
}

fuzz_target!(|bytes: &[u8]| {
    if let Some(report) = changed(bytes) {
        assert!(open(&RECIPIENT, &report).is_err());
    }
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
