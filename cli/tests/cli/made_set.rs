//! A set of two authorities, made in the library. It stands in no log.

use std::path::PathBuf;

use presend::set::check::Bundle;
use presend::set::manifest::Manifest;
use presend::set::note::KeyKind;
use presend::set::{Pins, SetBytes};
use presend_curator::build::build;
use presend_curator::bundle::{bundle, join};
use presend_curator::key::SigningKey;
use presend_curator::submission::Submission;

use crate::support::Folder;

const PARAMETERS: &str = "presend/parameters/v1
set made-up/images
version 1
valid 1000 2000
basis urn:example:law 3000
purpose known-images
actions warn,ask,block
threshold 3 30
notice immediate
recipient none
salt AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
prev none
authority test.presend.invalid/one
authority test.presend.invalid/two
";

fn key(name: &str, kind: KeyKind) -> SigningKey {
    SigningKey::published_test(&format!("test.presend.invalid/{name}"), kind).unwrap()
}

/// Pins of this set that know `one`, which is Dutch, and not `two`.
pub(crate) fn pins(set: &str) -> String {
    let vkey = |name, kind| key(name, kind).public().to_string();
    format!(
        "presend/pins/v1\nset {set}\npurpose known-images\nquorum 1 1\nauthority nl {}\nlog {}\n\
         witness {}\nwitness-quorum 1\ncaps 1000000 10000 1000 2000\nsince 0 0\nrecipient none\n",
        vkey("one", KeyKind::Ed25519),
        vkey("log", KeyKind::Ed25519),
        vkey("w1", KeyKind::Cosignature),
    )
}

/// A set file with one row, signed by both.
pub(crate) fn made_set(folder: &Folder) -> PathBuf {
    let parameters = Manifest::parse_parameters(PARAMETERS).unwrap();
    let list = format!("sha256:{}\n", "1".repeat(64));
    let submissions: Vec<_> = parameters
        .authorities
        .iter()
        .map(|name| Submission::make(name, &parameters, list.as_bytes(), std::io::empty()).unwrap())
        .collect();
    let pins = Pins::parse(&pins("made-up/images")).unwrap();
    let built = build(&parameters, &submissions, None, &pins, 1).unwrap();
    let draft = Bundle::read_draft(&SetBytes::from(built.draft)).unwrap();
    let text = draft.manifest.to_string();
    let lines = ["one", "two"].map(|name| key(name, KeyKind::Ed25519).sign(&text));
    let manifest = join(&draft, &lines).unwrap();
    folder.write("1.khs", bundle(&draft, &manifest, "no proof").unwrap())
}
