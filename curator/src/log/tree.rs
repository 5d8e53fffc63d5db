//! Merkle trees by the definitions of RFC 6962, section 2.1: slow, and obviously right. A log of
//! manifests has thousands of entries, not billions.

use presend::set::log::{EMPTY_ROOT, node_hash};

/// MTH(D\[n\]).
#[must_use]
pub fn root(leaves: &[[u8; 32]]) -> [u8; 32] {
    match leaves {
        [] => EMPTY_ROOT,
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(split(leaves.len()));
            node_hash(&root(left), &root(right))
        }
    }
}

/// PATH(m, D\[n\]): from the leaf's sibling upwards. Empty for a leaf that is not there.
#[must_use]
pub fn path(leaves: &[[u8; 32]], index: usize) -> Vec<[u8; 32]> {
    if leaves.len() < 2 || index >= leaves.len() {
        return Vec::new();
    }
    let middle = split(leaves.len());
    let (left, right) = leaves.split_at(middle);
    let (mut below, sibling) = match index.checked_sub(middle) {
        None => (path(left, index), root(right)),
        Some(index) => (path(right, index), root(left)),
    };
    below.push(sibling);
    below
}

/// PROOF(m, D\[n\]): that the first `old` leaves are the beginning of all.
#[must_use]
pub fn consistency(leaves: &[[u8; 32]], old: usize) -> Vec<[u8; 32]> {
    if old == 0 || old >= leaves.len() { Vec::new() } else { subproof(leaves, old, true) }
}

fn subproof(leaves: &[[u8; 32]], old: usize, whole: bool) -> Vec<[u8; 32]> {
    if old == leaves.len() {
        return if whole { Vec::new() } else { vec![root(leaves)] };
    }
    let middle = split(leaves.len());
    let (left, right) = leaves.split_at(middle);
    let (mut path, other) = match old.checked_sub(middle) {
        None | Some(0) => (subproof(left, old, whole), root(right)),
        Some(old) => (subproof(right, old, false), root(left)),
    };
    path.push(other);
    path
}

/// The largest power of two under `length`.
fn split(length: usize) -> usize {
    let power = length.saturating_sub(1).checked_ilog2().unwrap_or(0);
    1_usize.checked_shl(power).unwrap_or(0)
}

#[cfg(test)]
#[expect(clippy::indexing_slicing, reason = "a test may fail")]
mod tests {
    use super::{consistency, path, root};
    use presend::set::log::{is_consistent, leaf_hash, root_of_inclusion};

    #[test]
    fn what_is_proved_here_is_verified_by_the_core() {
        let number = |n: usize| u64::try_from(n).unwrap_or(0);
        for size in 1..=40_usize {
            let leaves: Vec<_> =
                (0..size).map(|n| leaf_hash(&[u8::try_from(n).unwrap_or(0)])).collect();
            for at in 0..size {
                let shown =
                    root_of_inclusion(leaves[at], number(at), number(size), &path(&leaves, at));
                assert_eq!(shown, Some(root(&leaves)));
                let old = at + 1;
                let (before, proof) = (root(&leaves[..old]), consistency(&leaves, old));
                assert!(is_consistent(number(old), before, number(size), root(&leaves), &proof));
            }
        }
    }
}
