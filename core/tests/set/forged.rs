//! A state, and files in the store's folder, that somebody else wrote: worth no more than an old state.

use presend::set::check::{self, Bundle};
use presend::set::store::StoreFault;
use presend::set::vault::StateVault;
use presend::set::{SetBytes, SetFault, SetState, StoredVersion, VersionLeaf};

use crate::changing::both;
use crate::maker::rows::ALL;
use crate::maker::{Draft, Made, NOW};
use crate::store::{Device, NAME, three, version};
use crate::{fresh, install, parsed_pins, state_with};

/// What whoever can write the state may write, so that it fits a file.
fn forged(state: &SetState, file: &[u8]) -> [SetState; 2] {
    let head =
        Bundle::read_unverified(&SetBytes::new(file)).map_or(0, |b| b.container.sections_start);
    [file, &file[..head]].map(|hashed| {
        let blake3 = *blake3::hash(hashed).as_bytes();
        let active = state.active.map(|active| StoredVersion { blake3, ..active });
        SetState { active, ..state.clone() }
    })
}

#[test]
fn no_changed_byte_of_the_sections_is_opened_whatever_the_state_says() {
    let mut draft = Draft::sound();
    draft
        .sections
        .retain(|s| ["sha256", "vpdq", "canary-sha256", "canary-pdq"].contains(&s.algorithm));
    let bytes = draft.make().bytes;
    let state = state_with(&install(&bytes).unwrap());
    let sections =
        Bundle::read_unverified(&SetBytes::new(&bytes)).unwrap().container.sections_start;
    let open = |bytes: &[u8], state: &SetState| {
        check::open(&SetBytes::new(bytes), &parsed_pins(), state, NOW).map(|_| ())
    };
    assert!(forged(&state, &bytes).iter().any(|state| open(&bytes, state) == Ok(())));
    for at in sections..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 0x10;
        for state in forged(&state, &changed) {
            assert!(open(&changed, &state).is_err(), "byte {at}");
        }
    }
}

#[test]
fn a_store_whose_state_and_folder_somebody_else_wrote_uses_only_what_was_signed() {
    let (honest, other) = both();
    let device = Device::new();
    device.store_at(NOW).install(NAME, &SetBytes::new(&honest), NOW).unwrap();
    let state = SetState::parse(&device.vault.load(NAME).unwrap().unwrap()).unwrap();
    for state in forged(&state, &other) {
        let hex = blake3::Hash::from_bytes(state.active.unwrap().blake3).to_hex();
        let name = format!("made-up_images-1-{}.khs", &hex[..16]);
        std::fs::write(device.folder.0.join(name), &other).unwrap();
        device.vault.save(NAME, &state.to_string()).unwrap();
        let opened = device.store_at(NOW).snapshot(NAME);
        assert_eq!(opened.err(), Some(StoreFault::Refused(SetFault::SectionDigest)));
    }
}

#[test]
fn a_forged_state_brings_in_no_signed_set_whose_rows_too_few_vouch_for() {
    let state_of = |made: &Made| {
        let version = VersionLeaf { version: 1, leaf: made.leaf };
        let active = Some(StoredVersion { version, blake3: [0; 32] });
        SetState { active, high: Some(version), ..fresh() }
    };
    let opened = |change: &dyn Fn(&mut Draft)| {
        let mut draft = Draft::sound();
        change(&mut draft);
        let made = draft.make();
        let bytes = SetBytes::new(&made.bytes);
        let open = |state: &SetState| check::open(&bytes, &parsed_pins(), state, NOW).map(|_| ());
        forged(&state_of(&made), &made.bytes).map(|state| open(&state))
    };
    let second = |results: [Result<(), SetFault>; 2]| results[1];
    assert_eq!(second(opened(&|_| {})), Ok(()));
    let alone = |draft: &mut Draft| draft.sections[1].rows[0].mask = 0b001;
    assert_eq!(second(opened(&alone)), Err(SetFault::UnderAttested { rows: 1 }));
    let nobody = |draft: &mut Draft| draft.sections[1].rows[0].mask = ALL | 0b1000;
    assert_eq!(second(opened(&nobody)), Err(SetFault::AttestDigest));
    let turned = |draft: &mut Draft| draft.sections[4].rows.swap(1, 2);
    assert_eq!(second(opened(&turned)), Err(SetFault::NotSorted));
}

#[test]
fn a_state_forged_to_an_older_version_brings_back_that_version_and_nothing_else() {
    let [first, second, _] = three();
    let device = Device::new();
    let store = device.store_at(NOW);
    store.install(NAME, &SetBytes::new(&first.bytes), NOW).unwrap();
    let old = device.vault.load(NAME).unwrap().unwrap();
    store.install(NAME, &SetBytes::new(&second.bytes), NOW).unwrap();
    drop(store);
    device.vault.save(NAME, &old).unwrap();
    assert_eq!(version(&device.store_at(NOW)), Some(1));
}
