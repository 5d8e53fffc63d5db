//! What another process says of an attachment's pictures is read exactly as it would be written, or
//! refused, and a scan that goes on from it never takes a picture that is missing for clean.
#![no_main]

use libfuzzer_sys::fuzz_target;
use presend::context::ScanContext;
use presend::report::Outcome;
use presend::scan::{AttachmentScanner, PictureHashes};
use presend::set::KnownSet;

const NO_PICTURE: &str = "presend/pictures/v3\nundecided none\n";

fuzz_target!(|text: &str| {
    let Some(read) = PictureHashes::parse(text) else { return };
    assert_eq!(read.to_text(), text, "read as it would be written");
    let set = KnownSet::from_list_unverified("made-up", &"0f".repeat(32)).unwrap();
    let scanner = AttachmentScanner::builder().add_set(set).build();
    let checked = scanner.scan_hashed(b"\xff\xd8\xff\xe0", &read, &ScanContext::at(0));
    assert!(text != NO_PICTURE || checked.report.outcome != Outcome::Clean);
});
