use std::sync::Arc;

use presend::attachment::Attachment;
use presend::context::ScanContext;
use presend::hash::digest::{DigestSet, digest};
use presend::journal::MemoryJournal;
use presend::policy::{BuiltInPolicy, PolicyDigest, policy_digest};
use presend::scan::AttachmentScanner;
use presend::sealed::{AppealDesk, SealedReport};
use presend::set::store::SetStore;
use presend::set::vault::MemoryVault;
use presend::set::{Pins, SetBytes};
use presend_curator::report::RecipientKey;
use tempfile::TempDir;

use crate::maker::rows::{ALL, Row, Section, tag};
use crate::maker::{DAY, Draft, Made, NOW, pins};

const NAME: &str = "made-up/images";

/// Attachments, and the numbers of their entries.
pub const FILES: [(&[u8], u32); 3] =
    [(b"made up, 1", 90), (b"made up, 2", 91), (b"made up, 3", 92)];

/// A set that leads to reports for this key.
pub fn draft(key: &RecipientKey) -> Draft {
    let recipient = key.manifest_line().strip_prefix("recipient ").unwrap().to_owned();
    let actions = "warn,ask,block,report".into();
    let mut draft = Draft { actions, recipient, ..Draft::sound() };
    let mut rows = draft.sections[1].rows.clone();
    rows.extend(FILES.iter().map(|(file, entry)| {
        let sha256 = digest(file, DigestSet::ALL).sha256.unwrap();
        Row { key: tag(draft.salt, "sha256", &sha256), entry: *entry, mask: ALL }
    }));
    draft.sections[1] = Section::sorted("sha256", rows);
    draft
}

pub fn pins_text() -> String {
    pins().replace("recipient none", "recipient office.example")
}

/// A phone with one set, whose user agrees.
pub struct Phone {
    _folder: TempDir,
    store: Arc<SetStore>,
}

impl Phone {
    pub fn with(made: &Made) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let pins = vec![Pins::parse(&pins_text()).unwrap()];
        let vault = Arc::new(MemoryVault::default());
        let store = Arc::new(SetStore::open(folder.path(), pins, vault, NOW).unwrap());
        let phone = Self { _folder: folder, store };
        phone.install(made);
        phone
    }

    pub fn install(&self, made: &Made) {
        self.store.install(NAME, &SetBytes::new(&made.bytes), NOW).unwrap();
    }

    fn scanner(&self) -> AttachmentScanner {
        let desk = AppealDesk::new("https://office.example/contest").unwrap();
        let builder = AttachmentScanner::builder().add_sets_of(&self.store);
        let builder = builder.policy(Arc::new(BuiltInPolicy::ReportCandidate));
        builder.journal(Arc::new(MemoryJournal::default())).seal_reports(desk).build()
    }

    pub fn policy(&self) -> PolicyDigest {
        policy_digest(&self.scanner().describe_policy())
    }

    pub fn report(&self) -> SealedReport {
        let (scanner, now) = (self.scanner(), NOW + 2 * DAY);
        let found =
            FILES.map(|(file, _)| scanner.scan(Attachment::bytes(file), &ScanContext::at(now)));
        let reached = found.last().and_then(|checked| checked.threshold_reached()).unwrap();
        reached.notice(now).unwrap().shown(now).unwrap().seal(now).unwrap()
    }
}
