//! Any bytes, decoded as Tga: the contract of the sink holds, and nothing panics or passes a bound.
#![no_main]

use libfuzzer_sys::fuzz_target;
use presend::sniff::MediaKind;

fuzz_target!(|bytes: &[u8]| presend_fuzz::decode_as(MediaKind::Tga, bytes));
