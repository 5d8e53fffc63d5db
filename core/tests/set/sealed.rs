//! The way to a sealed report, and every way that does not lead there.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use presend::attachment::Attachment;
use presend::context::ScanContext;
use presend::explain::Language;
use presend::hash::digest::{DigestSet, digest};
use presend::journal::{
    JournalChange, JournalEvent, JournalFault, JournalRecord, JournalState, JournalStore,
    MemoryJournal,
};
use presend::policy::{Action, BuiltInPolicy};
use presend::scan::{AttachmentScanner, Checked};
use presend::sealed::{AppealDesk, NoReport, REPORT_BYTES, ReportHead, ThresholdReached, key_id};
use presend::set::Pins;
use presend::set::store::{SetStore, StoreFault};
use presend::set::vault::{MemoryVault, StateVault, VaultUnavailable};

use crate::maker::rows::{ALL, Row, Section, tag};
use crate::maker::{DAY, Draft, Made, NOW, base64, pins, sign};
use crate::store::{Folder, NAME, bytes};

const FILES: [(&[u8], u32); 4] =
    [(b"made up, 1", 90), (b"made up, 2", 91), (b"made up, 3", 92), (b"made up, 4", 93)];

/// The public key of some private key.
const RECIPIENT: [u8; 32] = {
    let mut key = [0; 32];
    key[0] = 9;
    key
};

fn draft(recipient: &[u8; 32]) -> Draft {
    let sound = Draft::sound();
    let recipient = format!("office.example x25519 {}", base64(recipient));
    let mut draft = Draft { actions: "warn,ask,block,report".into(), recipient, ..sound };
    let mut rows = draft.sections[1].rows.clone();
    rows.extend(FILES.iter().map(|(file, entry)| {
        let sha256 = digest(file, DigestSet::ALL).sha256.unwrap();
        Row { key: tag(draft.salt, "sha256", &sha256), entry: *entry, mask: ALL }
    }));
    draft.sections[1] = Section::sorted("sha256", rows);
    draft
}

struct Phone {
    _folder: Folder,
    store: Arc<SetStore>,
    journal: Arc<MemoryJournal>,
}

impl Phone {
    fn with(made: &Made) -> Self {
        let pins = pins().replace("recipient none", "recipient office.example");
        Self::keeping(made, &pins, Arc::new(MemoryVault::default()))
    }

    fn keeping(made: &Made, pins: &str, vault: Arc<dyn StateVault>) -> Self {
        let folder = Folder::new();
        let pins = vec![Pins::parse(pins).unwrap()];
        let store = Arc::new(SetStore::open(&folder.0, pins, vault, NOW).unwrap());
        store.install(NAME, &bytes(made), NOW).unwrap();
        Self { _folder: folder, store, journal: Arc::default() }
    }

    fn scanner(&self) -> AttachmentScanner {
        let builder = AttachmentScanner::builder().add_sets_of(&self.store);
        let builder = builder.policy(Arc::new(BuiltInPolicy::ReportCandidate));
        builder.journal(self.journal.clone()).seal_reports(desk()).build()
    }

    fn send(&self, file: usize, now: u64) -> Checked {
        self.scanner().scan(Attachment::bytes(FILES[file].0), &ScanContext::at(now))
    }

    /// Three distinct entries on three days.
    fn reached(&self) -> ThresholdReached {
        for (file, day) in [(0, 0), (1, 1)] {
            assert!(self.send(file, NOW + day * DAY).threshold_reached().is_none());
        }
        let checked = self.send(2, NOW + 2 * DAY);
        assert_eq!(checked.decision().action(), Action::ReportCandidate);
        checked.threshold_reached().unwrap()
    }

    fn events(&self) -> Vec<&'static str> {
        let records = self.journal.records().unwrap();
        records.iter().map(|record| record.event().name()).collect()
    }

    fn pending(&self) -> usize {
        self.store.pending(NAME).unwrap().len()
    }
}

fn desk() -> AppealDesk {
    AppealDesk::new("https://office.example/contest").unwrap()
}

const LATER: u64 = NOW + 2 * DAY + 60;

#[test]
fn a_threshold_a_notice_and_consent_make_one_sealed_report() {
    let made = draft(&RECIPIENT).make();
    let phone = Phone::with(&made);
    let notice = phone.reached().notice(LATER).unwrap();
    let facts = notice.facts().clone();
    assert_eq!((facts.findings, facts.recipient.as_str()), (3, "office.example"));
    assert!(notice.text(Language::English).contains(&facts.appeal.to_string()));
    assert_eq!(phone.pending(), 3, "nothing is taken before the user agrees");
    let shown = notice.shown(LATER).unwrap();
    assert_eq!(phone.events().last(), Some(&"notice_shown"));
    let report = shown.seal(LATER).unwrap();
    assert_eq!((report.as_bytes().len(), report.appeal()), (REPORT_BYTES, facts.appeal));
    let head = ReportHead::of_report(report.as_bytes()).unwrap();
    assert_eq!((head.leaf, head.key_id), (made.leaf, key_id(&RECIPIENT)));
    assert_eq!(phone.pending(), 0, "what was sealed is never counted again");
    let records = phone.journal.records().unwrap();
    let entry = match records.last().map(JournalRecord::event) {
        Some(JournalEvent::ReportSealed(entry)) => Some((entry.appeal, entry.set.name())),
        _ => None,
    };
    assert_eq!(entry, Some((facts.appeal, NAME)));
    let line = records.last().unwrap().to_string();
    assert_eq!(
        &JournalRecord::parse(&line, records.last().unwrap().index()).unwrap(),
        records.last().unwrap()
    );
}

#[test]
fn the_same_findings_make_no_second_report() {
    let phone = Phone::with(&draft(&RECIPIENT).make());
    for (file, day) in [(0, 0), (1, 1)] {
        let _ = phone.send(file, NOW + day * DAY);
    }
    let checked = phone.send(2, NOW + 2 * DAY);
    let both = [(), ()].map(|()| checked.threshold_reached().unwrap().notice(LATER).unwrap());
    let [one, other] = both.map(|notice| notice.shown(LATER).unwrap());
    assert!(one.seal(LATER).is_ok());
    assert_eq!(other.seal(LATER).unwrap_err(), NoReport::BelowThreshold);
    let again = checked.threshold_reached().unwrap().notice(LATER);
    assert_eq!(again.unwrap_err(), NoReport::BelowThreshold);
}

#[test]
fn a_decline_is_a_decline() {
    let phone = Phone::with(&draft(&RECIPIENT).make());
    let shown = phone.reached().notice(LATER).unwrap().shown(LATER).unwrap();
    shown.decline(LATER).unwrap();
    assert_eq!((phone.pending(), phone.events().last()), (0, Some(&"report_declined")));
    let next = phone.send(3, LATER);
    assert_eq!((next.decision().action(), phone.pending()), (Action::Block, 1));
    assert!(next.threshold_reached().is_none());
}

#[test]
fn what_the_user_deleted_is_not_sealed() {
    let phone = Phone::with(&draft(&RECIPIENT).make());
    let reached = phone.reached();
    let shown = reached.notice(LATER).unwrap().shown(LATER).unwrap();
    phone.store.forget_pending(NAME).unwrap();
    assert_eq!(shown.seal(LATER).unwrap_err(), NoReport::BelowThreshold);
    // Nor after as many others were found: they are another matter.
    assert_eq!(phone.send(0, LATER).decision().action(), Action::Block);
}

#[test]
fn below_the_threshold_there_is_no_first_step() {
    let phone = Phone::with(&draft(&RECIPIENT).make());
    for file in [0, 0, 1, 1, 0] {
        let checked = phone.send(file, NOW);
        assert!(checked.threshold_reached().is_none());
        assert_eq!(checked.decision().action(), Action::Block);
    }
}

#[test]
fn the_sunset_ends_reports_at_each_step() {
    let sunset = NOW + 5 * DAY;
    let made = Draft { sunset, ..draft(&RECIPIENT) }.make();
    let step = |steps: usize| {
        let phone = Phone::with(&made);
        let reached = phone.reached();
        let at = |step: usize| if steps == step { sunset } else { LATER };
        let sealed = reached.notice(at(0)).and_then(|notice| notice.shown(LATER)?.seal(at(1)));
        // A clock that is set back afterwards brings nothing back.
        (sealed.err(), phone.send(3, LATER).threshold_reached().is_some())
    };
    assert_eq!(step(0), (Some(NoReport::Ended), false));
    assert_eq!(step(1), (Some(NoReport::Ended), false));
    let phone = Phone::with(&made);
    let _ = phone.reached();
    assert!(phone.send(3, sunset).threshold_reached().is_none());
}

#[test]
fn findings_that_are_too_old_at_the_time_of_sealing_do_not_count() {
    let made = Draft { valid: (NOW - DAY, NOW + 60 * DAY), ..draft(&RECIPIENT) }.make();
    for (days, sealed) in [(29, true), (30, false)] {
        let phone = Phone::with(&made);
        let notice = phone.reached().notice(LATER).unwrap();
        let report = notice.shown(LATER).unwrap().seal(NOW + days * DAY);
        assert_eq!(report.is_ok(), sealed, "{days} days after the first");
    }
}

#[test]
fn a_version_that_came_in_between_ends_the_report() {
    let (listed, other) = (draft(&RECIPIENT), [8; 32]);
    let made = listed.make();
    // To another recipient's key: what the user was told is no longer so.
    let next = Draft { recipient: draft(&other).recipient, ..listed.after(&made) };
    let phone = Phone::with(&made);
    let reached = phone.reached();
    let notice = reached.notice(LATER).unwrap();
    phone.store.install(NAME, &bytes(&next.make()), LATER).unwrap();
    let sealed = notice.shown(LATER).unwrap().seal(LATER);
    assert_eq!(sealed.unwrap_err(), NoReport::OtherVersion);
    assert_eq!(phone.pending(), 3, "they count for the next report");
    let head = phone.send(3, LATER).threshold_reached().unwrap().notice(LATER).unwrap();
    let report = head.shown(LATER).unwrap().seal(LATER).unwrap();
    assert_eq!(ReportHead::of_report(report.as_bytes()).unwrap().key_id, key_id(&other));
}

#[test]
fn without_a_switch_a_journal_or_a_policy_that_reports_there_is_no_first_step() {
    let phone = Phone::with(&draft(&RECIPIENT).make());
    let _ = phone.reached();
    let with_store = || AttachmentScanner::builder().add_sets_of(&phone.store);
    let reports = || Arc::new(BuiltInPolicy::ReportCandidate);
    let journal = || phone.journal.clone();
    let scanners = [
        with_store().policy(reports()).journal(journal()),
        with_store().policy(reports()).seal_reports(desk()),
        with_store().journal(journal()).seal_reports(desk()),
        with_store()
            .policy(Arc::new(BuiltInPolicy::BlockMatch))
            .journal(journal())
            .seal_reports(desk()),
        AttachmentScanner::builder()
            .add_set(phone.store.snapshot(NAME).unwrap())
            .policy(reports())
            .journal(journal())
            .seal_reports(desk()),
    ];
    for (at, builder) in scanners.into_iter().enumerate() {
        let scanner = builder.build();
        let checked = scanner.scan(Attachment::bytes(FILES[2].0), &ScanContext::at(LATER));
        assert!(checked.threshold_reached().is_none(), "{at}");
        let says_off = scanner.describe_policy().ends_with("\nsealed_reports off\n");
        assert!(says_off, "{at}");
    }
    assert!(phone.send(2, LATER).threshold_reached().is_some(), "with all of them there is");
}

#[test]
fn the_policy_says_whether_and_to_whom_reports_can_be_sealed() {
    let phone = Phone::with(&draft(&RECIPIENT).make());
    let text = phone.scanner().describe_policy();
    let id: String = key_id(&RECIPIENT).iter().map(|byte| format!("{byte:02x}")).collect();
    let says = format!(
        "sealed_reports after a notice, appeal https://office.example/contest\nsealed_reports set \
         {NAME} version 1 to office.example key {id} threshold 3 30 until {}\n",
        NOW + 365 * DAY,
    );
    assert!(text.ends_with(&says), "{text}");
}

#[test]
fn plain_lists_test_sets_and_sets_without_a_recipient_never_lead_to_a_report() {
    let sha256 = digest(FILES[0].0, DigestSet::ALL).sha256.unwrap();
    let hex: String = sha256.iter().map(|byte| format!("{byte:02x}")).collect();
    let list =
        presend::set::KnownSet::from_list_unverified(NAME, &format!("sha256:{hex}")).unwrap();
    let phone =
        Phone::with(&Draft { actions: "warn,ask,block".into(), ..draft(&RECIPIENT) }.make());
    let builder = AttachmentScanner::builder().add_sets_of(&phone.store).add_set(list);
    let builder = builder.policy(Arc::new(BuiltInPolicy::ReportCandidate));
    let scanner = builder.journal(phone.journal.clone()).seal_reports(desk()).build();
    for (file, _) in FILES {
        let checked = scanner.scan(Attachment::bytes(file), &ScanContext::at(NOW));
        assert_eq!(checked.decision().action(), Action::Block);
        assert!(checked.threshold_reached().is_none());
    }
    // A set that asks for reports and names nobody, or somebody else than the pins, is refused whole.
    for recipient in ["none".to_owned(), format!("other.example x25519 {}", base64(&[9; 32]))] {
        let draft = Draft { recipient, ..draft(&RECIPIENT) };
        let made = draft.make_with(&sign(&draft.text(), &draft.signers));
        assert!(phone.store.install(NAME, &bytes(&made), NOW).is_err());
    }
}

/// Takes no record of what is about a report.
#[derive(Debug, Default)]
struct Forgetful(MemoryJournal, &'static str);

impl JournalStore for Forgetful {
    fn state(&self) -> Result<JournalState, JournalFault> {
        self.0.state()
    }

    fn records(&self) -> Result<Vec<JournalRecord>, JournalFault> {
        self.0.records()
    }

    fn update(
        &self,
        change: &mut dyn FnMut(&JournalState) -> JournalChange,
    ) -> Result<(), JournalFault> {
        let about = change(&self.0.state()?).records.iter().any(|it| it.event().name() == self.1);
        if about { Err(JournalFault::Unavailable) } else { self.0.update(change) }
    }

    fn replace_all(&self, mark: &mut dyn FnMut(u64) -> JournalRecord) -> Result<(), JournalFault> {
        self.0.replace_all(mark)
    }
}

#[test]
fn no_report_is_sealed_that_the_journal_does_not_have() {
    for refused in ["notice_shown", "report_sealed"] {
        let phone = Phone::with(&draft(&RECIPIENT).make());
        let _ = phone.reached();
        let builder = AttachmentScanner::builder().add_sets_of(&phone.store);
        let builder = builder.policy(Arc::new(BuiltInPolicy::ReportCandidate));
        let journal = Arc::new(Forgetful(MemoryJournal::default(), refused));
        let scanner = builder.journal(journal).seal_reports(desk()).build();
        let checked = scanner.scan(Attachment::bytes(FILES[2].0), &ScanContext::at(LATER));
        let notice = checked.threshold_reached().unwrap().notice(LATER).unwrap();
        let sealed = notice.shown(LATER).and_then(|shown| shown.seal(LATER));
        let fault = NoReport::NotRecorded(JournalFault::Unavailable);
        assert_eq!(sealed.unwrap_err(), fault, "{refused}");
    }
}

/// Keeps no state once it is told so.
#[derive(Default)]
struct Full(MemoryVault, AtomicBool);

impl StateVault for Full {
    fn load(&self, set: &str) -> Result<Option<String>, VaultUnavailable> {
        self.0.load(set)
    }

    fn save(&self, set: &str, text: &str) -> Result<(), VaultUnavailable> {
        if self.1.load(Ordering::Relaxed) { Err(VaultUnavailable) } else { self.0.save(set, text) }
    }
}

#[test]
fn findings_that_cannot_be_forgotten_are_not_sealed() {
    let pins = pins().replace("recipient none", "recipient office.example");
    let vault = Arc::new(Full::default());
    let phone = Phone::keeping(&draft(&RECIPIENT).make(), &pins, vault.clone());
    let shown = phone.reached().notice(LATER).unwrap().shown(LATER).unwrap();
    vault.1.store(true, Ordering::Relaxed);
    assert_eq!(shown.seal(LATER).unwrap_err(), NoReport::Store(StoreFault::Vault));
    assert_eq!(phone.events().last(), Some(&"notice_shown"), "no report is in the journal");
}

#[test]
fn a_recipient_key_that_gives_no_secret_seals_nothing() {
    let phone = Phone::with(&draft(&[0; 32]).make());
    let shown = phone.reached().notice(LATER).unwrap().shown(LATER).unwrap();
    assert_eq!(shown.seal(LATER).unwrap_err(), NoReport::CannotSeal);
    assert_eq!(phone.pending(), 3);
}

#[test]
fn nothing_of_a_step_shows_an_entry() {
    let phone = Phone::with(&draft(&RECIPIENT).make());
    let reached = phone.reached();
    let mut shown = format!("{reached:?}");
    let notice = reached.notice(LATER).unwrap();
    shown += &format!("{notice:?} {}", notice.text(Language::Dutch));
    let seen = notice.shown(LATER).unwrap();
    shown += &format!("{seen:?}");
    shown += &format!("{:?}", seen.seal(LATER).unwrap());
    for number in ["90", "91", "92"] {
        let apart = |c: char| !c.is_ascii_digit();
        assert!(!shown.split(apart).any(|word| word == number), "{number} in {shown}");
    }
}
