//! Merkle trees as RFC 6962, section 2.1, defines them; proofs are read as RFC 9162, sections
//! 2.1.3.2 and 2.1.4.2, says.

use ring::digest::{SHA256, digest};

/// The root of a tree without a leaf: SHA-256 of nothing.
pub const EMPTY_ROOT: [u8; 32] = [
    0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9, 0x24,
    0x27, 0xae, 0x41, 0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52, 0xb8, 0x55,
];

/// The hash of an entry.
#[must_use]
pub fn leaf_hash(entry: &[u8]) -> [u8; 32] {
    sha256(&[&[0], entry])
}

/// The hash of two subtrees.
#[must_use]
pub fn node_hash(left: &[u8; 32], right: &[u8; 32]) -> [u8; 32] {
    sha256(&[&[1], left, right])
}

/// The root that a tree of `size` leaves has if `leaf` is at `index` with this path, from the
/// leaf's sibling upwards. `None` if the path is not exactly as long as it must be.
#[must_use]
pub fn root_of_inclusion(
    leaf: [u8; 32],
    index: u64,
    size: u64,
    path: &[[u8; 32]],
) -> Option<[u8; 32]> {
    let (mut at, mut last) = (index, size.checked_sub(1)?);
    if at > last {
        return None;
    }
    let mut root = leaf;
    for sibling in path {
        if last == 0 {
            return None;
        }
        if at % 2 == 1 || at == last {
            root = node_hash(sibling, &root);
            skip_lone_levels(&mut at, &mut last);
        } else {
            root = node_hash(&root, sibling);
        }
        at /= 2;
        last /= 2;
    }
    (last == 0).then_some(root)
}

/// True if a tree of `new_size` leaves and this root begins with the one of `old_size` leaves and
/// that root, as this path shows.
#[must_use]
pub fn is_consistent(
    old_size: u64,
    old_root: [u8; 32],
    new_size: u64,
    new_root: [u8; 32],
    path: &[[u8; 32]],
) -> bool {
    if old_size == new_size {
        let exists = new_size > 0 || new_root == EMPTY_ROOT;
        return path.is_empty() && old_root == new_root && exists;
    }
    if old_size == 0 {
        return path.is_empty() && old_root == EMPTY_ROOT;
    }
    let roots = (old_size < new_size).then(|| roots_of(old_size, old_root, new_size, path));
    roots.flatten() == Some((old_root, new_root))
}

/// The two roots that a consistency path leads to.
fn roots_of(
    old_size: u64,
    old_root: [u8; 32],
    new_size: u64,
    path: &[[u8; 32]],
) -> Option<([u8; 32], [u8; 32])> {
    let (mut at, mut last) = (old_size.checked_sub(1)?, new_size.checked_sub(1)?);
    while at % 2 == 1 {
        at /= 2;
        last /= 2;
    }
    let (mut old, mut path) = (old_root, path.iter());
    // An old tree that is a whole subtree is its own beginning.
    if !old_size.is_power_of_two() {
        old = *path.next()?;
    }
    let mut new = old;
    for hash in path {
        if last == 0 {
            return None;
        }
        if at % 2 == 1 || at == last {
            old = node_hash(hash, &old);
            new = node_hash(hash, &new);
            skip_lone_levels(&mut at, &mut last);
        } else {
            new = node_hash(&new, hash);
        }
        at /= 2;
        last /= 2;
    }
    (last == 0).then_some((old, new))
}

/// A left node at the right edge has no sibling: it rises until it is a right one.
const fn skip_lone_levels(at: &mut u64, last: &mut u64) {
    while *at > 0 && (*at).is_multiple_of(2) {
        *at /= 2;
        *last /= 2;
    }
}

fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    digest(&SHA256, &parts.concat()).as_ref().try_into().unwrap_or_default()
}
