//! Two implementations by others against ours, with another Ed25519: Cloudflare's `signed_note` for
//! notes, Mullvad's `sigsum` for heads, cosignatures and inclusion.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod notes;
mod ours;
mod real;
mod trees;

use presend::set::note::KeyKind;
use presend_curator::key::SigningKey;

/// A key that is the same in every run.
fn signing_key(name: &str, kind: KeyKind) -> SigningKey {
    SigningKey::published_test(&format!("test.presend.invalid/{name}"), kind).unwrap()
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    ring::digest::digest(&ring::digest::SHA256, bytes).as_ref().try_into().unwrap()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The origin that Sigsum gives a log: the hash of its key.
fn origin(log: &[u8; 32]) -> String {
    format!("sigsum.org/v1/tree/{}", hex(&sha256(log)))
}

/// A Sigsum proof with one digit changed, for each digit of head, cosignatures and inclusion.
fn changed(proof: &str) -> impl Iterator<Item = String> {
    let start = proof.find("\n\n").unwrap();
    let value =
        |at: usize| proof[..at].rfind(['=', '\n']).is_some_and(|to| proof[to..].starts_with('='));
    let digits = proof.char_indices().filter(move |(at, _)| *at > start && value(*at));
    digits.filter_map(|(at, digit)| {
        let other = char::from_digit(digit.to_digit(16)? ^ 1, 16)?;
        Some(format!("{}{other}{}", &proof[..at], &proof[at.saturating_add(1)..]))
    })
}
