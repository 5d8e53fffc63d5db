//! From a phone to the recipient: what is sealed by one implementation of HPKE is opened by another.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    unreachable_pub,
    reason = "a test fails by panicking, and its parts are shared"
)]

mod hostile;
#[expect(dead_code, reason = "the core's own tests use all of it")]
#[path = "../../../core/tests/set/maker/mod.rs"]
mod maker;
mod phone;

use maker::{DAY, NOW};
use phone::{FILES, Phone, draft, pins_text};
use presend::sealed::ReportContent;
use presend::set::{Pins, SetBytes};
use presend_curator::report::{OpenFault, RecipientKey, ReportFault, SetCopy, Tally, open};

fn key() -> RecipientKey {
    RecipientKey::generate("office.example").unwrap()
}

#[test]
fn the_recipient_reads_what_the_phone_found_and_no_more() {
    let key = key();
    let made = draft(&key).make();
    let phone = Phone::with(&made);
    let report = phone.report();
    let opened = open(&key, report.as_bytes()).unwrap();
    let ReportContent { set, version, leaf, day, build, policy, appeal, findings } = opened.content;
    assert_eq!((set.as_str(), version, leaf), ("made-up/images", 1, made.leaf));
    assert_eq!(u64::from(day), (NOW + 2 * DAY) / DAY);
    assert_eq!((appeal, build.as_str()), (report.appeal(), "presend-0.1.0"));
    assert_eq!(policy, phone.policy());
    let entries: Vec<u32> = findings.iter().map(|found| found.entry).collect();
    assert_eq!(entries, FILES[..3].iter().map(|(_, entry)| *entry).collect::<Vec<u32>>());
    assert!(findings.iter().all(|found| (found.version, found.distance_bits) == (1, 0)));
}

#[test]
fn a_true_report_fits_the_recipients_copy_and_a_forged_one_need_not() {
    let key = key();
    let made = draft(&key).make();
    let copy = SetCopy::check(&SetBytes::new(&made.bytes), &pins()).unwrap();
    let content = open(&key, Phone::with(&made).report().as_bytes()).unwrap().content;
    let faults = |content: &ReportContent| copy.faults(content, &key, NOW + 3 * DAY);
    assert_eq!(faults(&content), []);
    let changed = |change: &dyn Fn(&mut ReportContent)| {
        let mut forged = content.clone();
        change(&mut forged);
        faults(&forged)
    };
    assert_eq!(changed(&|it| it.version = 2), [ReportFault::OtherSet]);
    assert_eq!(changed(&|it| it.leaf[31] ^= 1), [ReportFault::OtherSet]);
    assert_eq!(changed(&|it| it.set.push('x')), [ReportFault::OtherSet]);
    assert_eq!(changed(&|it| it.day -= 4), [ReportFault::Day]);
    assert_eq!(changed(&|it| it.day += 3), [ReportFault::Day]);
    assert_eq!(changed(&|it| it.day += 365), [ReportFault::Day]);
    assert_eq!(changed(&|it| it.findings.truncate(2)), [ReportFault::BelowThreshold]);
    assert_eq!(changed(&|it| it.findings[1].entry = 7_777), [ReportFault::Entry(7_777)]);
    assert_eq!(changed(&|it| it.findings[0].version = 2), [ReportFault::Entry(90)]);
    assert_eq!(changed(&|it| it.findings[0].distance_bits = 1), [ReportFault::Distance(90)]);
    let other = RecipientKey::generate("office.example").unwrap();
    let of_other = copy.faults(&content, &other, NOW + 3 * DAY);
    assert_eq!(of_other, [ReportFault::NotRecipient]);
}

#[test]
fn a_copy_that_a_device_would_refuse_is_no_copy() {
    let mut made = draft(&key()).make();
    *made.bytes.last_mut().unwrap() ^= 1;
    assert!(SetCopy::check(&SetBytes::new(&made.bytes), &pins()).is_err());
}

#[test]
fn a_set_that_leads_to_no_report_vouches_for_none() {
    let key = key();
    let made = draft(&key).make();
    let content = open(&key, Phone::with(&made).report().as_bytes()).unwrap().content;
    let mute = maker::Draft { actions: "warn,ask,block".into(), ..draft(&key) }.make();
    let copy = SetCopy::check(&SetBytes::new(&mute.bytes), &pins()).unwrap();
    let faults = copy.faults(&content, &key, NOW + 3 * DAY);
    assert!(faults.contains(&ReportFault::NotAllowed));
}

#[test]
fn an_old_key_opens_old_reports_and_no_new_ones() {
    let (old, new) = (key(), key());
    let first = draft(&old);
    let made = first.make();
    let phone = Phone::with(&made);
    let report = phone.report();
    let second = maker::Draft { recipient: draft(&new).recipient, ..first.after(&made) }.make();
    phone.install(&second);
    let later = phone.report();
    assert!(open(&old, report.as_bytes()).is_ok() && open(&new, later.as_bytes()).is_ok());
    assert_eq!(open(&new, report.as_bytes()), Err(OpenFault::OtherKey));
    assert_eq!(open(&old, later.as_bytes()), Err(OpenFault::OtherKey));
}

#[test]
fn reports_of_equal_findings_share_the_head_and_nothing_else() {
    let key = key();
    let made = draft(&key).make();
    let reports = [(), ()].map(|()| Phone::with(&made).report().into_bytes());
    assert_eq!(reports[0][..64], reports[1][..64]);
    let equal = reports[0][64..].iter().zip(&reports[1][64..]).filter(|(a, b)| a == b).count();
    // Of 4,144 random bytes 16 are equal by chance; more than 80 come once in 10^28 runs.
    assert!(equal <= 80, "{equal}");
}

#[test]
fn copies_and_equal_findings_are_counted() {
    let key = key();
    let made = draft(&key).make();
    let of_phone = || open(&key, Phone::with(&made).report().as_bytes()).unwrap().content;
    let (one, other) = (of_phone(), of_phone());
    let mut tally = Tally::default();
    assert_eq!(tally.add(&one), (0, 0));
    assert_eq!(tally.add(&other), (0, 1));
    assert_eq!(tally.add(&one), (1, 2));
    assert_eq!((tally.opened, tally.same_code, tally.same_entries), (3, 1, 1));
}

fn pins() -> Pins {
    Pins::parse(&pins_text()).unwrap()
}
