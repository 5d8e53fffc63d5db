//! A video that the app decodes: it pushes frames, one a second or more. It runs by itself:
//! `cargo run -p presend --example frames`.
#![expect(clippy::print_stdout, reason = "a program")]

// ANCHOR: program
use std::error::Error;

use presend::attachment::{PixelFormat, PixelView};
use presend::explain::{Language, Level};
use presend::orientation::Orientation;
use presend::{AttachmentScanner, KnownSet, ScanContext};

fn main() -> Result<(), Box<dyn Error>> {
    let list = "pdq:5feb5321f01da156898e2bf629a5d3438412cdbd23f48942464526315db33ffd";
    let set = KnownSet::from_list_unverified("my list", list)?;
    let scanner = AttachmentScanner::builder().add_set(set).build();

    let mut video = scanner.frames(&ScanContext::at(1_800_000_000));
    for second in 0..3_u8 {
        // Drawn here; on a phone they come from the system's decoder.
        let bytes: Vec<u8> = (0..=u8::MAX).cycle().map(|at| at ^ second).take(64 * 64).collect();
        let frame = PixelView {
            width: 64,
            height: 64,
            stride_bytes: 64,
            format: PixelFormat::Gray8,
            orientation: Orientation::Upright,
            bytes: &bytes,
        };
        video.push(frame, u64::from(second) * 1000)?;
    }
    println!("{}", video.finish().explain(Level::Engineer, Language::English));
    Ok(())
}
// ANCHOR_END: program

#[test]
fn it_runs() -> Result<(), Box<dyn Error>> {
    main()
}
