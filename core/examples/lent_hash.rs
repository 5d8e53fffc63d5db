//! A hash whose code the app lends, made up here: in place of one that only a licence gives. It runs by
//! itself: `cargo run -p presend --example lent_hash`.
#![expect(clippy::print_stdout, reason = "a program")]

// ANCHOR: program
use std::error::Error;
use std::sync::Arc;

use presend::lent::{
    LentAnswer, LentDistance, LentFailed, LentForm, LentHash, LentInput, LentPicture, LentTerms,
};
use presend::{Attachment, AttachmentScanner, KnownSet, ScanContext};

/// The picture itself, 4 by 4 pixels small.
struct MadeUp;

impl LentHash for MadeUp {
    fn hash(&self, picture: &LentPicture) -> Result<LentAnswer, LentFailed> {
        match picture {
            LentPicture::Grey { width: _, height: _, pixels } => {
                Ok(LentAnswer::Value(pixels.to_vec()))
            }
            // Not what the terms ask for.
            LentPicture::Bytes(_) => Err(LentFailed),
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let set = KnownSet::from_list_unverified("my list", LIST)?;
    let form = LentForm::new("made-up", 16).ok_or("no such form")?;
    let input = LentInput::GreyThumbnail { width: 4, height: 4 };
    // Up to 100 apart, all bytes together, is the same picture; an answer takes two seconds at most.
    let terms = LentTerms::new(form, input, LentDistance::L1, 100, 2_000)?;
    let without = AttachmentScanner::builder().add_set(set);
    let with = without.clone().lend_hash(terms, Arc::new(MadeUp));
    let picture = include_bytes!("../testdata/photos/cat.jpg");
    for scanner in [without.build(), with.build()] {
        let checked = scanner.scan(Attachment::bytes(picture), &ScanContext::at(1_800_000_000));
        println!("{}", checked.report.outcome.name());
        for left in &checked.report.coverage.not_compared {
            println!("not compared: {}, {}", left.hash, left.reason.name());
        }
    }
    Ok(())
}

/// The cat as that hash sees it, and the MD5 of nothing in particular.
const LIST: &str =
    "lent:made-up:00000000000000000000000000000001 md5:0123456789abcdef0123456789abcdef";
// ANCHOR_END: program

#[test]
fn it_runs() -> Result<(), Box<dyn Error>> {
    main()
}
