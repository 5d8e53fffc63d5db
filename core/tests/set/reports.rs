//! What counts towards a report, and what a device keeps of it.

use std::sync::{Arc, Mutex};

use presend::attachment::Attachment;
use presend::context::ScanContext;
use presend::hash::digest::{DigestSet, digest};
use presend::policy::{Action, Allowed, BuiltInPolicy, Decision, Policy, PolicyError};
use presend::report::{Outcome, ScanReport};
use presend::scan::AttachmentScanner;
use presend::set::store::SetStore;
use presend::set::vault::{MemoryVault, StateVault, VaultUnavailable};
use presend::set::{Pins, SetState};

use crate::maker::rows::{ALL, Row, Section, tag};
use crate::maker::{DAY, Draft, Made, NOW, base64, pins, sign};
use crate::store::{Folder, NAME, bytes};

/// An attachment, and the number of its entry.
type Listed = (&'static [u8], u32);

const A: Listed = (b"made up, first", 90);
const B: Listed = (b"made up, second", 91);
const C: Listed = (b"made up, third", 92);

/// A set that may lead to reports and lists these by SHA-256.
fn reporting(draft: Draft, listed: &[Listed]) -> Draft {
    let recipient = format!("office.example x25519 {}", base64(&[9; 32]));
    let mut draft = Draft { actions: "warn,ask,block,report".into(), recipient, ..draft };
    let mut rows = Draft::sound().sections[1].rows.clone();
    rows.extend(listed.iter().map(|(file, entry)| {
        let sha256 = digest(file, DigestSet::ALL).sha256.unwrap();
        Row { key: tag(draft.salt, "sha256", &sha256), entry: *entry, mask: ALL }
    }));
    draft.sections[1] = Section::sorted("sha256", rows);
    draft
}

fn first(listed: &[Listed]) -> Draft {
    reporting(Draft::sound(), listed)
}

/// The same set with another threshold and window.
fn asking(draft: &Draft, terms: &str) -> Made {
    let text = draft.text().replace("threshold 3 30", &format!("threshold {terms}"));
    draft.make_with(&sign(&text, &draft.signers))
}

fn reporting_pins() -> Pins {
    Pins::parse(&pins().replace("recipient none", "recipient office.example")).unwrap()
}

/// Keeps every text that it was ever given.
#[derive(Default)]
struct Recording {
    vault: MemoryVault,
    texts: Mutex<Vec<String>>,
}

impl StateVault for Recording {
    fn load(&self, set: &str) -> Result<Option<String>, VaultUnavailable> {
        self.vault.load(set)
    }

    fn save(&self, set: &str, text: &str) -> Result<(), VaultUnavailable> {
        self.texts.lock().unwrap().push(text.to_owned());
        self.vault.save(set, text)
    }
}

struct Phone {
    folder: Folder,
    vault: Arc<Recording>,
    store: Arc<SetStore>,
}

impl Phone {
    fn with(made: &Made) -> Self {
        let (folder, vault) = (Folder::new(), Arc::new(Recording::default()));
        let store = Arc::new(open(&folder, &vault, NOW));
        store.install(NAME, &bytes(made), NOW).unwrap();
        Self { folder, vault, store }
    }

    fn scanner(&self, policy: Arc<dyn Policy>) -> AttachmentScanner {
        AttachmentScanner::builder().add_sets_of(&self.store).policy(policy).build()
    }

    /// What a policy that reports is allowed to do about this file on this day.
    fn send(&self, file: Listed, day: u64) -> Action {
        send(&self.scanner(Arc::new(BuiltInPolicy::ReportCandidate)), file, day)
    }

    fn pending(&self) -> usize {
        self.store.pending(NAME).unwrap().len()
    }

    fn text(&self) -> String {
        self.vault.load(NAME).unwrap().unwrap()
    }
}

fn open(folder: &Folder, vault: &Arc<Recording>, now: u64) -> SetStore {
    SetStore::open(&folder.0, vec![reporting_pins()], vault.clone(), now).unwrap()
}

fn send(scanner: &AttachmentScanner, (file, _): Listed, day: u64) -> Action {
    let checked = scanner.scan(Attachment::bytes(file), &ScanContext::at(NOW + day * DAY));
    assert_eq!(checked.report.outcome, Outcome::Match);
    checked.decided.decision.action()
}

#[test]
fn so_many_distinct_entries_as_the_set_asks_for_make_a_report_candidate() {
    let phone = Phone::with(&first(&[A, B, C]).make());
    for (file, day, expected) in [
        (A, 0, Action::Block),
        (A, 1, Action::Block),
        (B, 2, Action::Block),
        (C, 3, Action::ReportCandidate),
    ] {
        assert_eq!(phone.send(file, day), expected, "{day}");
    }
}

#[test]
fn an_entry_that_was_withdrawn_does_not_count_any_more() {
    let listed = first(&[A, B, C]);
    let made = listed.make();
    let phone = Phone::with(&made);
    assert_eq!((phone.send(A, 0), phone.send(B, 1)), (Action::Block, Action::Block));
    let old_scanner = phone.scanner(Arc::new(BuiltInPolicy::ReportCandidate));
    let second = reporting(listed.after(&made), &[C]).make();
    phone.store.install(NAME, &bytes(&second), NOW + 2 * DAY).unwrap();
    assert_eq!(phone.pending(), 0);
    assert!(!phone.text().contains("pending") && phone.text().contains("key none\n"));
    assert_eq!(phone.send(C, 3), Action::Block);
    // Nor by a scanner that still has the old version.
    for file in [A, B, A] {
        assert_eq!(send(&old_scanner, file, 4), Action::Block);
    }
    assert_eq!(phone.pending(), 1);
    // Going back brings nothing back, and drops what the older version does not have.
    phone.store.rollback(NAME, NOW + 5 * DAY).unwrap();
    assert_eq!(phone.pending(), 1);
}

#[test]
fn an_entry_whose_digest_was_withdrawn_does_not_count_as_found_by_its_digest() {
    let listed = first(&[A, B]);
    let made = listed.make();
    let phone = Phone::with(&made);
    assert_eq!((phone.send(A, 0), phone.pending()), (Action::Block, 1));
    let mut second = reporting(listed.after(&made), &[B]);
    let mut rows = second.sections[4].rows.clone();
    rows.push(Row { key: crate::maker::rows::hash(7_000), entry: A.1, mask: ALL });
    second.sections[4] = Section::sorted("pdq", rows);
    phone.store.install(NAME, &bytes(&second.make()), NOW + DAY).unwrap();
    assert_eq!(phone.pending(), 0);
}

#[test]
fn a_set_that_no_longer_leads_to_reports_leaves_nothing_that_counts() {
    let listed = first(&[A]);
    let made = listed.make();
    let phone = Phone::with(&made);
    assert_eq!((phone.send(A, 0), phone.pending()), (Action::Block, 1));
    let second = Draft { actions: "warn,ask,block".into(), ..listed.after(&made) };
    phone.store.install(NAME, &bytes(&second.make()), NOW + DAY).unwrap();
    assert_eq!((phone.pending(), phone.send(A, 2), phone.pending()), (0, Action::Block, 0));
}

#[test]
fn where_the_terms_of_two_versions_differ_the_stricter_ones_hold() {
    // (terms of version 1, of version 2), reached by a scanner that still has version 1?
    for (old, new, reached) in [
        ("32 1", "2 30", false),
        ("2 30", "32 1", false),
        ("2 1", "2 30", false),
        ("2 30", "2 1", false),
        ("2 30", "2 30", true),
    ] {
        let draft = first(&[A, B]);
        let made = asking(&draft, old);
        let phone = Phone::with(&made);
        let scanner = phone.scanner(Arc::new(BuiltInPolicy::ReportCandidate));
        let second = asking(&draft.after(&made), new);
        phone.store.install(NAME, &bytes(&second), NOW).unwrap();
        assert_eq!(send(&scanner, A, 1), Action::Block);
        let expected = if reached { Action::ReportCandidate } else { Action::Block };
        assert_eq!(send(&scanner, B, 6), expected, "{old} {new}");
    }
}

#[test]
fn what_was_found_under_strict_terms_does_not_count_under_loose_ones() {
    for (strict, days) in [("32 30", 1), ("3 1", 2)] {
        let draft = first(&[A, B]);
        let made = asking(&draft, strict);
        let phone = Phone::with(&made);
        assert_eq!(phone.send(A, 0), Action::Block);
        phone.store.install(NAME, &bytes(&asking(&draft.after(&made), "2 30")), NOW).unwrap();
        assert_eq!(phone.send(B, days), Action::Block, "{strict}");
    }
}

#[test]
fn findings_that_another_hand_wrote_into_the_state_make_no_report() {
    let phone = Phone::with(&first(&[A, B, C]).make());
    assert_eq!(phone.send(A, 0), Action::Block);
    let mut text = phone.text();
    let line = text.lines().last().unwrap().to_owned();
    let (before, rest) = line.split_once(" 3 30 ").unwrap();
    let (_, after) = rest.split_once(' ').unwrap();
    for made_up in 1..=5 {
        text += &format!("{before} 3 30 {} {after}\n", base64(&[made_up; 32]));
    }
    assert!(SetState::parse(&text).is_some());
    phone.vault.save(NAME, &text).unwrap();
    assert_eq!(phone.send(B, 1), Action::Block);
    assert_eq!((phone.pending(), phone.send(C, 2)), (2, Action::ReportCandidate));
}

/// Says that it may report, or that it does not, and reports.
struct Reports(bool);

impl Policy for Reports {
    fn decide(&self, report: &ScanReport, _: Allowed) -> Result<Decision, PolicyError> {
        Ok(Decision::about(Action::ReportCandidate, report))
    }

    fn describe(&self) -> String {
        "reports".to_owned()
    }

    fn may_report(&self) -> bool {
        self.0
    }
}

#[test]
fn under_a_policy_that_does_not_report_nothing_is_counted() {
    let policies = BuiltInPolicy::ALL.into_iter();
    let built_in = policies.map(|policy| -> (Arc<dyn Policy>, bool) {
        (Arc::new(policy), policy == BuiltInPolicy::ReportCandidate)
    });
    let own = [true, false].map(|may| -> (Arc<dyn Policy>, bool) { (Arc::new(Reports(may)), may) });
    for (policy, reports) in built_in.chain(own) {
        let phone = Phone::with(&first(&[A, B, C]).make());
        let before = phone.text();
        for own_thread in [false, true] {
            let builder =
                AttachmentScanner::builder().add_sets_of(&phone.store).policy(policy.clone());
            let builder = if own_thread { builder.policy_on_its_own_thread() } else { builder };
            let scanner = builder.build();
            let actions = [A, B, C].map(|file| send(&scanner, file, 0));
            assert_eq!(actions.contains(&Action::ReportCandidate), reports);
            let says = scanner.describe_policy().contains("\nreport never by this policy");
            assert_eq!(says, !reports);
        }
        assert_eq!(phone.pending() > 0, reports);
        assert_eq!(phone.text() == before, !reports, "no day and no entry in the state");
    }
}

/// A number that is in no text by chance.
const NUMBER: u32 = 3_141_592_653;

/// Looks wherever a policy can look.
struct Peeks {
    store: Arc<SetStore>,
    seen: Mutex<Vec<String>>,
}

impl Policy for Peeks {
    fn decide(&self, report: &ScanReport, allowed: Allowed) -> Result<Decision, PolicyError> {
        let (state, pending) = (self.store.state(NAME).unwrap(), self.store.pending(NAME).unwrap());
        assert_eq!(pending.len(), 1, "it is counted before the policy is asked");
        self.seen.lock().unwrap().extend([
            state.to_string(),
            format!("{state:?} {state:#?}"),
            format!("{pending:?} {pending:#?}"),
            format!("{report:?} {allowed:?} {:?}", self.store),
            format!("{:?}", self.store.snapshot(NAME).unwrap()),
        ]);
        Ok(Decision::about(Action::Allow, report))
    }

    fn describe(&self) -> String {
        "peeks".to_owned()
    }
}

#[test]
fn neither_vault_nor_policy_nor_debug_is_shown_the_number_of_an_entry() {
    let phone = Phone::with(&first(&[(A.0, NUMBER)]).make());
    let policy = Arc::new(Peeks { store: phone.store.clone(), seen: Mutex::default() });
    let scanner = phone.scanner(policy.clone());
    let checked = scanner.scan(Attachment::bytes(A.0), &ScanContext::at(NOW));
    let state = SetState::parse(&phone.text()).unwrap();
    assert_eq!(state.pending.len(), 1);
    let mut texts = phone.vault.texts.lock().unwrap().clone();
    texts.append(&mut policy.seen.lock().unwrap());
    texts.extend([format!("{checked:?} {scanner:?}"), format!("{state:?}")]);
    let hex = |bytes: [u8; 4]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let (big, little) = (NUMBER.to_be_bytes(), NUMBER.to_le_bytes());
    let bytes = |bytes: [u8; 4]| format!("{bytes:?}").trim_matches(['[', ']']).to_owned();
    let forms = [
        NUMBER.to_string(),
        hex(big),
        hex(little),
        bytes(big),
        bytes(little),
        base64(&big)[..5].to_owned(),
        base64(&little)[..5].to_owned(),
    ];
    for text in &texts {
        for form in &forms {
            assert!(!text.contains(form.as_str()), "{form} in {text}");
        }
    }
    assert!(texts.iter().any(|text| text.contains("\npending ")));
    // Two devices keep the same entry under names that have nothing in common.
    let other = Phone::with(&first(&[(A.0, NUMBER)]).make());
    assert_eq!(other.send(A, 0), Action::Block);
    let tag = |text: String| text.lines().last().unwrap().split(' ').nth(5).unwrap().to_owned();
    assert_ne!(tag(phone.text()), tag(other.text()));
}

#[test]
fn findings_outside_the_window_are_dropped_at_the_next_start() {
    let phone = Phone::with(&first(&[A]).make());
    assert_eq!(phone.send(A, 0), Action::Block);
    let at = |day: u64| open(&phone.folder, &phone.vault, NOW + day * DAY).pending(NAME).unwrap();
    assert_eq!((at(29).len(), at(30).len()), (1, 0));
    assert!(!phone.text().contains("pending"));
}

#[test]
fn what_another_process_took_out_of_use_counts_no_more() {
    let listed = first(&[A, B, C]);
    let made = listed.make();
    let phone = Phone::with(&made);
    // Two processes have the same folder and vault.
    let other = open(&phone.folder, &phone.vault, NOW);
    let second = reporting(listed.after(&made), &[C]).make();
    other.install(NAME, &bytes(&second), NOW).unwrap();
    let scanner = phone.scanner(Arc::new(BuiltInPolicy::ReportCandidate));
    for day in 1..4 {
        assert_eq!(send(&scanner, A, day), Action::Block);
        assert!(!phone.text().contains("pending"), "day {day}");
    }
    // What it had by then is what the other one put into use, and it reports by that alone.
    assert_eq!(crate::store::version(&phone.store), Some(2));
    assert_eq!((phone.send(C, 4), phone.pending()), (Action::Block, 1));
}
