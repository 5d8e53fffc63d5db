use presend::set::check::{self, Bundle, Step};
use presend::set::{Pins, SetBytes, SetFault};

use crate::maker::{DAY, Draft, NOW, pins};
use crate::{fresh, install, parsed_pins, sound, state_with};

#[test]
fn a_sound_set_is_installed_and_says_where_it_comes_from() {
    let made = sound();
    let verified = install(&made.bytes).unwrap();
    let origin = &verified.origin;
    assert_eq!((origin.leaf, origin.log.index, origin.log.size), (made.leaf, 5, 6));
    assert_eq!(origin.manifest.to_string(), Draft::sound().text());
    let signers: Vec<_> = origin.signers.iter().map(|s| (&*s.name, &*s.jurisdiction)).collect();
    assert_eq!(signers, [("one.example", "nl"), ("three.example", "de"), ("two.example", "nl")]);
    assert_eq!(origin.witnesses.len(), 2);
    assert!(verified.set.reference().verified);
    assert_eq!(verified.floor_unix_seconds, NOW);
    let sections: usize = Draft::sound().sections.iter().map(|s| s.bytes().len()).sum();
    let head = &made.bytes[..made.bytes.len() - sections];
    assert_eq!(verified.blake3, *blake3::hash(head).as_bytes());
}

#[test]
fn every_step_is_told_in_its_order() {
    let mut steps = Vec::new();
    let bytes = SetBytes::from(sound().bytes);
    check::install_watched(&bytes, &parsed_pins(), &fresh(), NOW, &mut |step| steps.push(step))
        .unwrap();
    assert_eq!(steps, Step::ALL);
}

#[test]
fn it_opens_again_and_only_as_the_file_that_was_installed() {
    let made = sound();
    let state = state_with(&install(&made.bytes).unwrap());
    let open = |bytes: &[u8], now| {
        check::open(&SetBytes::from(bytes.to_vec()), &parsed_pins(), &state, now).map(|_| ())
    };
    assert_eq!(open(&made.bytes, NOW), Ok(()));
    let mut changed = made.bytes.clone();
    *changed.iter_mut().rev().find(|byte| **byte != 0).unwrap() ^= 1;
    assert_eq!(open(&changed, NOW), Err(SetFault::SectionDigest));
    let other = Draft { witness_time: NOW - 61, ..Draft::sound() };
    assert_eq!(open(&other.make().bytes, NOW), Err(SetFault::SectionDigest));
    let next = Draft::sound().after(&made).make();
    assert_eq!(open(&next.bytes, NOW), Err(SetFault::RolledBack));
    assert_eq!(open(&made.bytes, NOW + 30 * DAY), Err(SetFault::Expired));
    assert_eq!(open(&made.bytes, 0), Ok(()), "a clock set back changes nothing");
}

#[test]
fn an_authority_that_is_not_pinned_counts_for_nothing_and_does_no_harm() {
    let mut draft = Draft::sound();
    draft.authorities.push("four.example".into());
    draft.signers.push(crate::maker::keys::Key::note("four.example"));
    draft.sections[1].rows[0].mask |= 0b1000;
    install(&draft.make().bytes).unwrap();
    // With three of four bits and two jurisdictions, but only one of them pinned.
    draft.sections[1].rows[0].mask = 0b1001;
    assert_eq!(install(&draft.make().bytes).err(), Some(SetFault::UnderAttested { rows: 1 }));
}

#[test]
fn an_old_and_a_new_key_of_one_authority_count_once() {
    let old = crate::maker::keys::Key::note("one.example");
    let new = old.another();
    let both =
        pins().replacen("authority nl", &format!("authority nl {}\nauthority nl", new.vkey()), 1);
    let both = Pins::parse(&both).unwrap();
    let mut draft = Draft::sound();
    draft.authorities.truncate(1);
    draft.signers = vec![old, new];
    let bytes = SetBytes::from(draft.make().bytes);
    let refused = check::install(&bytes, &both, &fresh(), NOW).err();
    assert_eq!(refused, Some(SetFault::AuthorityQuorum));
}

#[test]
fn a_bundle_can_be_taken_apart_without_trusting_it() {
    let made =
        Draft { signers: vec![crate::maker::keys::Key::note("nobody")], ..Draft::sound() }.make();
    let bundle = Bundle::read_unverified(&SetBytes::from(made.bytes)).unwrap();
    assert_eq!(bundle.sections.len(), 11);
    let rows: Vec<usize> = bundle.lines().map(|(_, section)| section.rows().len()).collect();
    assert_eq!(rows, [3, 3, 3, 3, 4, 2, 2, 3, 1, 2, 2]);
}
