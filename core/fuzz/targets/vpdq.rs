//! The text form of a video's hashes is read whole or refused with a line of it; what was read is
//! read again as the same after writing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use presend::hash::vpdq::{parse, write};

fuzz_target!(|text: &str| match parse(text) {
    Ok(frames) => assert!(parse(&write(&frames)).is_ok_and(|again| again == frames)),
    Err(error) => {
        let lines = text.lines().count();
        assert!((1..=lines).contains(&usize::try_from(error.line).unwrap()));
    }
});
