//! The kind is told from the first bytes alone: more of the file changes nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use presend::sniff::{SNIFF_BYTES, sniff};

fuzz_target!(|bytes: &[u8]| {
    let head = bytes.get(..SNIFF_BYTES).unwrap_or(bytes);
    assert_eq!(sniff(bytes), sniff(head));
});
