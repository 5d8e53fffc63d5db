//! What an evaluation has done so far, so that a later run goes on from there.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use presend::hash::digest::{DigestKind, DigestSet, digest};
use presend_curator::file;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::exit::Failure;
use crate::output::{hex, printable};

/// The first line; the second is the digest of what follows.
const MARK: &str = "presend eval state v1";

/// What was kept, or nothing if there is no such file yet.
///
/// # Errors
/// A file that is no state, was cut short or changed is refused, and named.
pub(super) fn read<T: DeserializeOwned>(path: &Path) -> Result<Option<T>, Failure> {
    let text = match fs::read(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        read => read.map_err(|error| refused(path, &error.to_string()))?,
    };
    parse(&text).map(Some).map_err(|why| refused(path, why))
}

/// Takes the place of what was kept, whole or not at all.
///
/// # Errors
/// If it cannot be written.
pub(super) fn write(path: &Path, state: &impl Serialize) -> Result<(), Failure> {
    let failed = |why: String| Failure::internal(format!("{}: {why}", printable(path)));
    let body = serde_json::to_vec(state).map_err(|error| failed(error.to_string()))?;
    file::replace(path, &framed(&body)).map_err(|error| failed(error.to_string()))
}

fn framed(body: &[u8]) -> Vec<u8> {
    [MARK.as_bytes(), b"\n", sum(body).as_bytes(), b"\n", body].concat()
}

fn parse<T: DeserializeOwned>(text: &[u8]) -> Result<T, &'static str> {
    let mut lines = text.splitn(3, |byte| *byte == b'\n');
    if lines.next() != Some(MARK.as_bytes()) {
        return Err("is there already, and no state of an evaluation");
    }
    let (Some(kept), Some(body)) = (lines.next(), lines.next()) else {
        return Err("the state was cut short");
    };
    if kept != sum(body).as_bytes() {
        return Err("the state was changed or cut short");
    }
    serde_json::from_slice(body).map_err(|_| "the state is of another version of this command")
}

/// BLAKE3 in hex.
pub(super) fn sum(bytes: &[u8]) -> String {
    let only = DigestSet::from_iter([DigestKind::Blake3]);
    digest(bytes, only).blake3.map(|sum| hex(&sum)).unwrap_or_default()
}

/// A state that is not gone on from.
pub(super) fn refused(path: &Path, why: &str) -> Failure {
    Failure::unusable_set(format!("{}: {why}", printable(path)))
}

#[cfg(test)]
#[expect(clippy::indexing_slicing, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_state_comes_back_as_it_was() {
        assert_eq!(parse(&framed(b"[1,2,3]")), Ok(vec![1, 2, 3]));
        assert_eq!(
            parse::<u8>(b"a letter"),
            Err("is there already, and no state of an evaluation")
        );
    }

    #[test]
    fn a_state_that_was_cut_or_changed_anywhere_is_refused() {
        let whole = framed(b"{\"done\":[7,8,9]}");
        type State = std::collections::BTreeMap<String, Vec<u64>>;
        assert!(parse::<State>(&whole).is_ok());
        for end in 0..whole.len() {
            assert!(parse::<State>(&whole[..end]).is_err(), "{end}");
        }
        assert!(parse::<State>(&[&whole[..], b" "].concat()).is_err());
        for place in 0..whole.len() {
            for bit in 0..8 {
                let mut changed = whole.clone();
                changed[place] ^= 1 << bit;
                assert!(parse::<State>(&changed).is_err(), "{place} {bit}");
            }
        }
    }
}
