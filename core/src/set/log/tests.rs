#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    reason = "a test may fail"
)]

use super::{Checkpoint, EMPTY_ROOT, is_consistent, leaf_hash, node_hash, root_of_inclusion};

/// The tree of the certificate-transparency reference implementation's own tests.
const LEAVES: [&[u8]; 8] = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    b"\x50\x51\x52\x53\x54\x55\x56\x57",
    b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
];

/// Its roots at sizes 1 to 8.
const ROOTS: [&str; 8] = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

pub(super) fn root(leaves: &[[u8; 32]]) -> [u8; 32] {
    match leaves {
        [] => EMPTY_ROOT,
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(split(leaves.len()));
            node_hash(&root(left), &root(right))
        }
    }
}

/// The largest power of two under `length`.
fn split(length: usize) -> usize {
    (0..).map(|bit| 1 << bit).take_while(|power| *power < length).last().unwrap_or(1)
}

pub(super) fn inclusion(leaves: &[[u8; 32]], at: usize) -> Vec<[u8; 32]> {
    if leaves.len() < 2 {
        return Vec::new();
    }
    let middle = split(leaves.len());
    let (left, right) = leaves.split_at(middle);
    let (mut path, sibling) = if at < middle {
        (inclusion(left, at), root(right))
    } else {
        (inclusion(right, at - middle), root(left))
    };
    path.push(sibling);
    path
}

/// RFC 6962, section 2.1.2: SUBPROOF(m, D[n], b).
pub(super) fn consistency(leaves: &[[u8; 32]], old: usize, whole: bool) -> Vec<[u8; 32]> {
    if old == leaves.len() {
        return if whole { Vec::new() } else { vec![root(leaves)] };
    }
    let middle = split(leaves.len());
    let (left, right) = leaves.split_at(middle);
    let (mut path, other) = if old <= middle {
        (consistency(left, old, whole), root(right))
    } else {
        (consistency(right, old - middle, false), root(left))
    };
    path.push(other);
    path
}

pub(super) fn many(count: u8) -> Vec<[u8; 32]> {
    (0..count).map(|n| leaf_hash(&[n])).collect()
}

#[test]
fn the_roots_of_the_reference_tree_come_out() {
    let leaves: Vec<_> = LEAVES.iter().map(|leaf| leaf_hash(leaf)).collect();
    for (size, expected) in (1..).zip(ROOTS) {
        let hex = blake3::Hash::from_bytes(root(&leaves[..size])).to_hex();
        assert_eq!(hex.as_str(), expected, "{size}");
    }
}

#[test]
fn every_inclusion_is_shown_by_its_own_path_alone() {
    for size in 1..=33_usize {
        let leaves = many(u8::try_from(size).unwrap_or(0));
        let whole = root(&leaves);
        for at in 0..size {
            let path = inclusion(&leaves, at);
            let shown = |leaf: usize, index: usize, size: usize, path: &[[u8; 32]]| {
                root_of_inclusion(leaves[leaf], index as u64, size as u64, path) == Some(whole)
            };
            assert!(shown(at, at, size, &path), "{at} of {size}");
            for other in 0..size {
                assert_eq!(shown(at, other, size, &path), other == at);
                assert_eq!(shown(other, at, size, &path), other == at);
            }
            assert!(!shown(at, at, size, &[&path[..], &[whole]].concat()));
            assert!(path.is_empty() || !shown(at, at, size, &path[1..]));
            assert!(path.is_empty() || !shown(at, at, size, &path[..path.len() - 1]));
        }
        assert_eq!(root_of_inclusion(whole, size as u64, size as u64, &[]), None);
    }
    assert_eq!(root_of_inclusion([0; 32], 0, 0, &[]), None);
    assert_eq!(root_of_inclusion([0; 32], u64::MAX - 1, u64::MAX, &[[0; 32]; 70]), None);
}

#[test]
fn every_growth_is_shown_by_its_own_path_alone() {
    for new in 0..=20_usize {
        let leaves = many(u8::try_from(new).unwrap_or(0));
        for old in 1..=new {
            let path = consistency(&leaves, old, true);
            let roots = (root(&leaves[..old]), root(&leaves));
            let shown = |old_size: usize, path: &[[u8; 32]]| {
                is_consistent(old_size as u64, roots.0, new as u64, roots.1, path)
            };
            assert!(shown(old, &path), "{old} to {new}");
            for other in (1..=new).filter(|other| *other != old) {
                assert!(!shown(other, &path), "{old} as {other} to {new}");
            }
            for at in 0..path.len() {
                let mut changed = path.clone();
                changed[at][0] ^= 1;
                assert!(!shown(old, &changed));
                changed.remove(at);
                assert!(!shown(old, &changed));
            }
            assert!(!shown(old, &[&path[..], &[[0; 32]]].concat()));
            assert!(!is_consistent(old as u64, [1; 32], new as u64, roots.1, &path));
        }
        assert!(is_consistent(0, EMPTY_ROOT, new as u64, root(&leaves), &[]));
        assert!(!is_consistent(0, [0; 32], new as u64 + 1, root(&leaves), &[]));
    }
}

#[test]
fn a_checkpoint_is_three_strict_lines() {
    let text =
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    let checkpoint = Checkpoint::parse(text);
    let facts = checkpoint.as_ref().map(|found| (found.origin, found.size, found.extensions));
    assert_eq!(facts, Some(("example.com/behind-the-sofa", 20_852_163, 0)));
    assert_eq!(checkpoint.map(|found| found.to_string()).as_deref(), Some(text));
    for length in 0..text.len() {
        assert_eq!(Checkpoint::parse(&text[..length]), None, "{length}");
    }
    let extended = text.to_owned() + "more\n";
    assert_eq!(Checkpoint::parse(&extended).map(|found| found.extensions), Some(1));
    for wrong in [
        text.replace("20852163", "020852163"),
        text.replace("20852163", "+20852163"),
        text.replace("q2I=", "q2J="),
        text.replace("q2I=", "q2I"),
        text.replace("example.com/behind-the-sofa", ""),
        text.to_owned() + "\n",
        text.replace('\n', "\r\n"),
    ] {
        assert_eq!(Checkpoint::parse(&wrong), None, "{wrong}");
    }
}
