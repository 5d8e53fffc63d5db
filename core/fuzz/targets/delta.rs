//! A delta of any bytes behind a sound beginning: it is refused, or what it makes is a file that its
//! own head describes, and never more than is allowed.
#![no_main]

#[expect(dead_code, reason = "the tests use more of it")]
#[path = "../../tests/set/maker/mod.rs"]
mod maker;

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use maker::{Draft, Made};
use presend::set::SetBytes;
use presend::set::check::Bundle;
use presend::set::delta::{HEADER_BYTES, MAGIC, apply};

const MAX_BYTES: u64 = 1 << 20;

fuzz_target!(|body: &[u8]| {
    static FIRST: OnceLock<(Made, Vec<u8>)> = OnceLock::new();
    let (old, head) = FIRST.get_or_init(|| {
        let old = Draft::sound().make();
        let new = Draft::sound().after(&old).make();
        let bundle = Bundle::read_unverified(&SetBytes::from(new.bytes.clone())).unwrap();
        (old, new.bytes[..bundle.container.sections_start].to_vec())
    });
    let old_bytes = SetBytes::from(old.bytes.clone());
    let _ = apply(&old_bytes, body, MAX_BYTES);
    let total = HEADER_BYTES + head.len() + body.len();
    let mut delta = MAGIC.to_vec();
    delta.extend((total as u64).to_le_bytes());
    delta.extend(old.leaf);
    delta.extend((head.len() as u32).to_le_bytes());
    delta.resize(HEADER_BYTES, 0);
    delta.extend(head);
    delta.extend(body);
    if let Ok(file) = apply(&old_bytes, &delta, MAX_BYTES) {
        assert!(file.len() as u64 <= MAX_BYTES && file.starts_with(head));
        assert!(Bundle::read_unverified(&SetBytes::from(file)).is_ok());
    }
});
