//! Three authorities of two jurisdictions, and what they submit by.

use presend::set::check::Bundle;
use presend::set::manifest::Manifest;
use presend::set::note::KeyKind;
use presend::set::{Pins, SetBytes, VersionLeaf};
use presend_curator::bundle::{bundle, join};
use presend_curator::key::SigningKey;
use presend_curator::submission::Submission;

pub(crate) const NAMES: [&str; 3] =
    ["test.presend.invalid/one", "test.presend.invalid/two", "test.presend.invalid/three"];

pub(crate) fn key(name: &str, kind: KeyKind) -> SigningKey {
    SigningKey::published_test(name, kind).unwrap()
}

pub(crate) fn pins() -> Pins {
    let vkey = |name, kind| key(name, kind).public().to_string();
    let [one, two, three] = NAMES.map(|name| vkey(name, KeyKind::Ed25519));
    Pins::parse(&format!(
        "presend/pins/v1\nset made-up/images\npurpose known-images\nquorum 2 2\nauthority nl {one}\n\
         authority nl {two}\nauthority de {three}\nlog {}\nwitness {}\nwitness-quorum 1\n\
         caps 1000000 10000 1000 2000\nsince 0 0\nrecipient none\n",
        vkey("test.presend.invalid/log", KeyKind::Ed25519),
        vkey("test.presend.invalid/w1", KeyKind::Cosignature),
    ))
    .unwrap()
}

/// The version that follows `previous`, with further lines.
pub(crate) fn parameters(previous: Option<&Bundle>, lines: &str) -> Manifest {
    let text = format!(
        "presend/parameters/v1\nset made-up/images\nversion 1\nvalid 1000 2000\n\
         basis urn:example:law 3000\npurpose known-images\nactions warn,ask,block\n\
         threshold 3 30\nnotice immediate\nrecipient none\n\
         salt AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nprev none\n\
         authority {}\nauthority {}\nauthority {}\n{lines}",
        NAMES[0], NAMES[1], NAMES[2]
    );
    let parsed = Manifest::parse_parameters(&text).unwrap();
    assert_eq!(parsed.parameters(), text, "what is read is what is written");
    let previous = previous.map(|p| VersionLeaf { version: p.manifest.version, leaf: p.leaf() });
    Manifest { version: previous.map_or(1, |p| p.version + 1), previous, ..parsed }
}

pub(crate) fn submission(name: &str, parameters: &Manifest, list: &str) -> Submission {
    let made = Submission::make(name, parameters, list.as_bytes(), std::io::empty()).unwrap();
    assert_eq!(Submission::parse(&made.to_text()).unwrap(), made);
    made
}

/// A set file of a draft, signed by all, with a proof that proves nothing: for parts that do not ask.
pub(crate) fn file(draft: &Bundle) -> Bundle {
    let text = draft.manifest.to_string();
    let lines: Vec<String> =
        NAMES.iter().map(|name| key(name, KeyKind::Ed25519).sign(&text)).collect();
    let manifest = join(draft, &lines).unwrap();
    let bytes = bundle(draft, &manifest, "no proof").unwrap();
    Bundle::read_unverified(&SetBytes::from(bytes)).unwrap()
}
