//! Scans a file as an app would before it sends it: `cargo run -p presend --example scan -- LIST FILE`.
//! LIST is a text file with a hash a line, as `presend hash` prints them.
#![expect(clippy::print_stdout, reason = "a program")]

// ANCHOR: program
use std::error::Error;
use std::fs::File;
use std::path::Path;
use std::time::SystemTime;

use presend::{Attachment, AttachmentScanner, Decision, KnownSet, ScanContext, explain};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let (Some(list), Some(file)) = (arguments.next(), arguments.next()) else {
        return Err("usage: scan LIST FILE".into());
    };
    println!("{}", if may_be_sent(list.as_ref(), file.as_ref())? { "send it" } else { "hold it" });
    Ok(())
}

fn may_be_sent(list: &Path, file: &Path) -> Result<bool, Box<dyn Error>> {
    let list = KnownSet::from_list_unverified("my list", &std::fs::read_to_string(list)?)?;
    let scanner = AttachmentScanner::builder().add_set(list).build();

    // A file is read by offset. `Attachment::bytes` takes the very bytes that are encrypted next.
    let file = File::open(file)?;
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?.as_secs();
    let checked = scanner.scan(Attachment::source(&file), &ScanContext::at(now));

    println!("{}", checked.explain(explain::Level::User, explain::Language::English));
    // The default policy, `warn_only`, tells the user and holds nothing up.
    Ok(matches!(checked.decision(), Decision::Allow | Decision::Warn(_)))
}
// ANCHOR_END: program

#[test]
fn a_list_that_cannot_be_read_lets_nothing_pass() {
    let cat = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/photos/cat.jpg"));
    assert!(may_be_sent(cat, cat).is_err());
}

#[test]
fn a_listed_picture_is_told_to_the_user() -> Result<(), Box<dyn Error>> {
    let cat = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/photos/cat.jpg"));
    let list = std::env::temp_dir().join(format!("presend-example-{}.txt", std::process::id()));
    std::fs::write(&list, "md5:28e441b4c72ae30d05fc94e67163e077\n")?;
    let sent = may_be_sent(&list, cat);
    std::fs::remove_file(&list)?;
    assert!(sent?);
    Ok(())
}
