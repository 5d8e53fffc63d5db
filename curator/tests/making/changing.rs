//! Whoever makes a draft may still write to it: an authority signs the rows that it looked at, or
//! nothing, and what is made of a source whose bytes change is made of one state of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use presend::set::check::Bundle;
use presend::set::container::Container;
use presend::set::delta::apply;
use presend::set::manifest::Manifest;
use presend::set::note::KeyKind;
use presend::set::{Pins, SetBytes};
use presend_curator::attest::{Refusal, review};
use presend_curator::build::{BuildError, build};
use presend_curator::bundle::{bundle, join};
use presend_curator::delta::{delta, difference};
use presend_curator::key::SigningKey;
use presend_curator::submission::Submission;

const NAMES: [&str; 2] = ["test.presend.invalid/one", "test.presend.invalid/two"];

fn key(name: &str) -> SigningKey {
    SigningKey::published_test(name, KeyKind::Ed25519).unwrap()
}

fn pins() -> Pins {
    let witness = SigningKey::published_test("test.presend.invalid/w1", KeyKind::Cosignature);
    Pins::parse(&format!(
        "presend/pins/v1\nset made-up/images\npurpose known-images\nquorum 1 1\nauthority nl {}\n\
         authority de {}\nlog {}\nwitness {}\nwitness-quorum 1\ncaps 1000000 10000 1000 2000\n\
         since 0 0\nrecipient none\n",
        key(NAMES[0]).public(),
        key(NAMES[1]).public(),
        key("test.presend.invalid/log").public(),
        witness.unwrap().public(),
    ))
    .unwrap()
}

fn parameters() -> Manifest {
    Manifest::parse_parameters(&format!(
        "presend/parameters/v1\nset made-up/images\nversion 1\nvalid 1000 2000\n\
         basis urn:example:law 3000\npurpose known-images\nactions warn,ask,block\n\
         threshold 3 30\nnotice immediate\nrecipient none\n\
         salt AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nprev none\n\
         authority {}\nauthority {}\n",
        NAMES[0], NAMES[1]
    ))
    .unwrap()
}

fn list(digits: &[char]) -> String {
    digits.iter().map(|digit| format!("sha256:{}\n", digit.to_string().repeat(64))).collect()
}

fn submission(name: &str, parameters: &Manifest, digits: &[char]) -> Submission {
    Submission::make(name, parameters, list(digits).as_bytes(), std::io::empty()).unwrap()
}

/// The draft of lists that both authorities hold.
fn draft(parameters: &Manifest, digits: &[char], previous: Option<&Bundle>) -> Vec<u8> {
    let handed_in = NAMES.map(|name| submission(name, parameters, digits));
    build(parameters, &handed_in, previous, &pins(), 10).unwrap().draft
}

/// A set file that is in no log.
fn file(draft: Vec<u8>) -> Vec<u8> {
    let draft = Bundle::read_draft(&SetBytes::from(draft)).unwrap();
    let lines = NAMES.map(|name| key(name).sign(&draft.manifest.to_string()));
    bundle(&draft, &join(&draft, &lines).unwrap(), "no proof").unwrap()
}

/// The head of one file and the sections of another.
fn mixed(head: &[u8], sections: &[u8]) -> Vec<u8> {
    let start = |bytes| Container::parse(bytes).unwrap().sections_start;
    let (head, sections) = (head.split_at(start(head)).0, sections.split_at(start(sections)).1);
    [head, sections].concat()
}

/// Lends one thing until it was looked at so often, and from then on another.
struct Turning {
    before: Vec<u8>,
    after: Vec<u8>,
    looks: AtomicUsize,
    turns_at: usize,
}

impl AsRef<[u8]> for Turning {
    fn as_ref(&self) -> &[u8] {
        let look = self.looks.fetch_add(1, Ordering::SeqCst);
        if look < self.turns_at { &self.before } else { &self.after }
    }
}

/// Runs `work` with an owner that turns at every look there is, in both directions.
fn at_every_look(before: &[u8], after: &[u8], work: impl Fn(Arc<Turning>)) {
    for (before, after) in [(before, after), (after, before)] {
        let turning = |turns_at| {
            let (before, after) = (before.to_vec(), after.to_vec());
            Arc::new(Turning { before, after, looks: AtomicUsize::new(0), turns_at })
        };
        let counting = turning(usize::MAX);
        work(Arc::clone(&counting));
        let looks = counting.looks.load(Ordering::SeqCst);
        assert!(looks > 0);
        (0..=looks).for_each(|turns_at| work(turning(turns_at)));
    }
}

#[test]
fn a_draft_that_changes_at_any_look_is_not_signed() {
    let parameters = parameters();
    let own = submission(NAMES[0], &parameters, &['1', '2']);
    let signed = |bytes: &SetBytes| {
        let draft = Bundle::read_draft(bytes).unwrap();
        review(&draft, &own, None).sign(&key(NAMES[0]))
    };
    let sound = draft(&parameters, &['1', '2'], None);
    assert!(signed(&SetBytes::new(&sound)).is_some());
    // The assembler wants a signature for a row that the authority does not hold, and shows it its own.
    let wanted = draft(&parameters, &['1', '3'], None);
    let shown = mixed(&wanted, &sound);
    assert!(shown.len() == wanted.len() && shown != wanted);
    at_every_look(&wanted, &shown, |owner| assert_eq!(signed(&SetBytes::new(owner)), None));
}

#[test]
fn a_text_that_is_not_the_one_agreed_to_is_not_signed() {
    let parameters = parameters();
    let own = submission(NAMES[0], &parameters, &['1', '2']);
    let reviewed = |digits: &[char]| {
        let bytes = SetBytes::from(draft(&parameters, digits, None));
        review(&Bundle::read_draft(&bytes).unwrap(), &own, None)
    };
    let (mut first, mut second) = (reviewed(&['1', '2']), reviewed(&['1']));
    let agreed = first.text_sha256();
    first.agreed(&agreed);
    assert!(first.refusals.is_empty() && first.sign(&key(NAMES[0])).is_some());
    assert!(second.sign(&key(NAMES[0])).is_some());
    second.agreed(&agreed);
    assert_eq!(second.refusals, [Refusal::OtherText]);
    assert_eq!(second.sign(&key(NAMES[0])), None);
}

#[test]
fn a_version_before_that_changes_at_any_look_is_refused_or_is_the_signed_one() {
    let first = file(draft(&parameters(), &['1', '2'], None));
    let other = mixed(&first, &file(draft(&parameters(), &['1', '3'], None)));
    let known = Bundle::read_unverified(&SetBytes::new(&first)).unwrap();
    let leaf = presend::set::VersionLeaf { version: 1, leaf: known.leaf() };
    let parameters = Manifest { previous: Some(leaf), version: 2, ..parameters() };
    let handed_in = NAMES.map(|name| submission(name, &parameters, &['1', '2', '4']));
    let made = |previous: &Bundle| {
        build(&parameters, &handed_in, Some(previous), &pins(), 20).map(|built| built.draft)
    };
    let expected = made(&known).unwrap();
    let next = Bundle::read_draft(&SetBytes::new(&expected)).unwrap();
    at_every_look(&first, &other, |owner| {
        let previous = Bundle::read_unverified(&SetBytes::new(owner)).unwrap();
        match made(&previous) {
            Ok(draft) => assert!(draft == expected),
            Err(refused) => assert_eq!(refused, BuildError::WrongPrevious),
        }
        let refusals = review(&next, &handed_in[0], Some(&previous)).refusals;
        assert!(refusals.is_empty() || refusals.contains(&Refusal::WrongPrevious));
    });
}

#[test]
fn a_delta_of_a_set_that_changes_at_any_look_is_that_of_one_of_its_two_states() {
    let first = file(draft(&parameters(), &['1', '2'], None));
    let second = file(draft(&parameters(), &['1', '5'], None));
    let other = mixed(&second, &file(draft(&parameters(), &['2', '5'], None)));
    let old = Bundle::read_unverified(&SetBytes::new(&first)).unwrap();
    at_every_look(&second, &other, |owner| {
        let new = Bundle::read_unverified(&SetBytes::new(owner)).unwrap();
        let applied = apply(&old.bytes, &delta(&old, &new).unwrap(), 1_000_000).unwrap();
        assert!(applied == second || applied == other);
        let said = difference(&old, &new);
        let again = Bundle::read_unverified(&SetBytes::from(applied)).unwrap();
        assert_eq!(said, difference(&old, &again));
    });
}
