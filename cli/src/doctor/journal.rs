use std::path::PathBuf;
use std::sync::Arc;

use presend::attachment::Attachment;
use presend::context::ScanContext;
use presend::journal::FileJournal;
use presend::scan::AttachmentScanner;
use presend::set::KnownSet;
use serde_json::json;

use super::{Finding, State};
use crate::testkit::list;

/// Keeps a journal in a temporary folder, finds a test picture, and reads the record back.
pub(super) fn finding() -> Finding {
    let (state, detail) = match try_out() {
        Ok(()) => (State::Works, "a record was kept in a temporary folder and verified".to_owned()),
        Err(reason) => (State::Fails, reason),
    };
    let value = json!(state == State::Works);
    Finding { what: "Journal".to_owned(), state, detail, name: "journal", value }
}

fn try_out() -> Result<(), String> {
    let folder = TemporaryFolder::new();
    let journal = FileJournal::open(&folder.path).map_err(|fault| fault.to_string())?;
    let journal = Arc::new(journal);
    warn_once(journal.clone())?;
    let verified = journal.verify().map_err(|fault| fault.to_string())?;
    match verified.head.count {
        1 => Ok(()),
        count => Err(format!("{count} records instead of one")),
    }
}

/// Removed again, whatever happens.
struct TemporaryFolder {
    path: PathBuf,
}

impl TemporaryFolder {
    fn new() -> Self {
        let name = format!("presend-doctor-{}", std::process::id());
        Self { path: std::env::temp_dir().join(name) }
    }
}

impl Drop for TemporaryFolder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.path);
    }
}

/// A text whose digest is listed: enough for a warning, which the journal must record.
fn warn_once(journal: Arc<FileJournal>) -> Result<(), String> {
    const TEXT: &[u8] = b"presend doctor\n";
    let sha256 = list::fingerprints(TEXT).digests.sha256.ok_or("no digest was taken")?;
    let list = format!("{}sha256:{}\n", list::TEST, crate::output::hex(&sha256));
    let set = KnownSet::from_list_unverified("doctor", &list).map_err(|e| e.to_string())?;
    let scanner = AttachmentScanner::builder().add_set(set).journal(journal).build();
    let checked = scanner.scan(Attachment::bytes(TEXT), &ScanContext::at(0));
    match checked.report.findings.len() {
        1 => Ok(()),
        found => Err(format!("{found} findings instead of one")),
    }
}
