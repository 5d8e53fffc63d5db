//! Verified sets, kept as a device keeps them: `cargo run -p presend --example store -- FOLDER PINS [SET]`.
//! PINS is the text that names whom the app believes. SET is a file to install first.
#![expect(clippy::print_stdout, reason = "a program")]

// ANCHOR: program
use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use presend::journal::FileJournal;
use presend::report::Outcome;
use presend::set::store::SetStore;
use presend::set::vault::FileVault;
use presend::set::{Pins, SetBytes};
use presend::{Attachment, AttachmentScanner, ScanContext};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (Some(folder), Some(pins)) = (arguments.first(), arguments.get(1)) else {
        return Err("usage: store FOLDER PINS [SET]".into());
    };
    let pins = Pins::parse(&std::fs::read_to_string(pins)?)?;
    let set = arguments.get(2).map(std::fs::read).transpose()?;
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?.as_secs();
    println!("{}", outcome_of_a_scan(Path::new(folder), pins, set, now)?.name());
    Ok(())
}

fn outcome_of_a_scan(
    folder: &Path,
    pins: Pins,
    set: Option<Vec<u8>>,
    now: u64,
) -> Result<Outcome, Box<dyn Error>> {
    let name = pins.set.clone();

    // On a phone the vault is what the system's keystore protects.
    let vault = Arc::new(FileVault::open(&folder.join("state"))?);
    let store = Arc::new(SetStore::open(&folder.join("sets"), vec![pins], vault, now)?);
    if let Some(bytes) = set {
        store.install(&name, &SetBytes::from(bytes), now)?;
    }
    println!("{name}: {:?}", store.status(&name, now)?.kind);

    // A scanner keeps the sets that it was made with: make a new one after an update.
    let journal = Arc::new(FileJournal::open(&folder.join("journal"))?);
    let scanner = AttachmentScanner::builder().add_sets_of(&store).journal(journal).build();
    let checked = scanner.scan(Attachment::bytes(b"about to be sent"), &ScanContext::at(now));
    Ok(checked.report.outcome)
}
// ANCHOR_END: program

#[cfg(test)]
#[path = "../tests/set/maker/mod.rs"]
#[expect(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "the tests of sets use the rest; a test fails by panicking"
)]
mod maker;

#[test]
fn without_a_set_nothing_is_clean_and_with_one_a_scan_is() -> Result<(), Box<dyn Error>> {
    let folder = std::env::temp_dir().join(format!("presend-example-store-{}", std::process::id()));
    let pins = || Pins::parse(&maker::pins());
    let missing = outcome_of_a_scan(&folder, pins()?, None, maker::NOW)?;
    assert_eq!(missing, Outcome::Undecided(presend::undecided::Undecided::NoUsableSet));
    let set = maker::Draft::sound().make().bytes;
    let clean = outcome_of_a_scan(&folder, pins()?, Some(set), maker::NOW)?;
    std::fs::remove_dir_all(&folder)?;
    assert_eq!(clean, Outcome::Clean);
    Ok(())
}
