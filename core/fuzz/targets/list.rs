//! A plain list is read whole or refused with a line of it; which of the two, does not depend on how
//! the bytes arrive.
#![no_main]

use std::io::Read;

use libfuzzer_sys::fuzz_target;
use presend::set::KnownSet;

/// Hands out one byte at a time.
struct Drip<'a>(&'a [u8]);

impl Read for Drip<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = buffer.len().min(1);
        self.0.read(&mut buffer[..length])
    }
}

fuzz_target!(|bytes: &[u8]| {
    let whole = KnownSet::from_list_reader_unverified("fuzz", bytes).map(|set| set.rows());
    let dripped = KnownSet::from_list_reader_unverified("fuzz", Drip(bytes)).map(|set| set.rows());
    assert_eq!(whole, dripped);
    if let Err(error) = whole {
        let lines = bytes.iter().filter(|byte| **byte == b'\n').count() + 1;
        assert!((1..=lines).contains(&usize::try_from(error.line).unwrap()));
    }
});
