//! What others published: the certificate-transparency project's Merkle tests (Apache-2.0) and the
//! examples of C2SP; and a naive tree, of any size and any leaves.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails by panicking"
)]

use proptest::prelude::*;

use super::tests::{consistency, inclusion, root};
use super::{Checkpoint, EMPTY_ROOT, is_consistent, leaf_hash, node_hash, root_of_inclusion};
use crate::set::note::{Note, cosigned_message};

fn hash(hex: &str) -> [u8; 32] {
    *blake3::Hash::from_hex(hex).unwrap().as_bytes()
}

fn hashes(lines: &str) -> Vec<[u8; 32]> {
    lines.split_whitespace().map(hash).collect()
}

/// Nodes of the reference tree of eight leaves; the first is its first leaf.
const L0: &str = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";
const L1: &str = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
const L4: &str = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
const N01: &str = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125";
const N23: &str = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
const N45: &str = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
const N67: &str = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
const N03: &str = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7";
const N47: &str = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
const R5: &str = "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4";
const R6: &str = "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef";
const R8: &str = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328";

#[test]
fn leaves_and_nodes_hash_as_published() {
    let bytes: Vec<u8> = (0..64).collect();
    assert_eq!(leaf_hash(b""), hash(L0));
    let leaf = hash("3bfb960453ebaebf33727da7a1f4db38acc051d381b6da20d6d4e88f0eabfd7a");
    assert_eq!(leaf_hash(&bytes[16..32]), leaf);
    let (left, right) = (bytes[..32].try_into().unwrap(), bytes[32..].try_into().unwrap());
    let node = hash("1a378704c17da31e2d05b6d121c2bb2c7d76f6ee6fa8f983e596c2d034963c57");
    assert_eq!(node_hash(left, right), node);
    let nothing = ring::digest::digest(&ring::digest::SHA256, b"");
    assert_eq!(nothing.as_ref(), EMPTY_ROOT);
}

/// Entry, index, size, path, root.
type Inclusion<'a> = (&'a [u8], u64, u64, &'a [&'a str], &'a str);

#[test]
fn the_published_inclusions_of_the_reference_tree_verify() {
    let cases: [Inclusion; 5] = [
        (b"", 0, 1, &[], L0),
        (b"", 0, 8, &[L1, N23, N47], R8),
        (b"\x40\x41\x42\x43", 5, 8, &[L4, N67, N03], R8),
        (b"\x10", 2, 3, &[N01], "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
        (b"\x00", 1, 5, &[L0, N23, L4], R5),
    ];
    for (leaf, index, size, path, root) in cases {
        let path: Vec<_> = path.iter().map(|node| hash(node)).collect();
        let shown = root_of_inclusion(leaf_hash(leaf), index, size, &path);
        assert_eq!(shown, Some(hash(root)), "{index} of {size}");
    }
}

#[test]
fn the_published_growths_of_the_reference_tree_verify() {
    let cases: [(u64, u64, &str, &str, &[&str]); 4] = [
        (1, 1, L0, L0, &[]),
        (1, 8, L0, R8, &[L1, N23, N47]),
        (6, 8, R6, R8, &[N45, N67, N03]),
        (2, 5, N01, R5, &[N23, L4]),
    ];
    for (old, new, old_root, new_root, path) in cases {
        let path: Vec<_> = path.iter().map(|node| hash(node)).collect();
        let (old_root, new_root) = (hash(old_root), hash(new_root));
        assert!(is_consistent(old, old_root, new, new_root, &path), "{old} to {new}");
        // Backwards, with a hash less or more, and with two of them swapped.
        assert!(old == new || !is_consistent(new, new_root, old, old_root, &path));
        let more = [&path[..], &[new_root]].concat();
        assert!(!is_consistent(old, old_root, new, new_root, &more));
        if let [.., _, _] = &path[..] {
            assert!(!is_consistent(old, old_root, new, new_root, &path[..path.len() - 1]));
            let mut swapped = path.clone();
            swapped.swap(0, 1);
            assert!(!is_consistent(old, old_root, new, new_root, &swapped));
        }
    }
}

/// Entry 848,049 of a public log when that had 3,630,887.
const LARGE_PATH: &str = "
    1a208aeebcd1b39fe2de247ee8db9454e1e93a312d206b87f6ca9cc6ec6f1ddd
    0a1b78b383f580856f433c01a5741e160d451c185910027f6cc9f828687a40c4
    3d1745789bc63f2da15850de1c12a5bf46ed81e1cc90f086148b1662e79aab3d
    9095b61e14d8990acf390905621e62b1714fb8e399fbb71de5510e0aef45affe
    0a332b91b8fab564e6afd1dd452449e04619b18accc0ff9aa8393cd4928451f2
    2336f0181d264aed6d8f3a6507ca14a8d3b3c3a23791ac263e845d208c1ee330
    b4ce56e300590500360c146c6452edbede25d4ed83919278749ee5dbe178e048
    933f6ddc848ea562e4f9c5cfb5f176941301dad0c6fdb9d1fbbe34fac1be6966
    b95a6222958a86f74c030be27c44f57dbe313e5e7c7f4ffb98bcbd3a03bb52f2
    daeeb3ce5923defd0faeb8e0c210b753b85b809445d7d3d3cd537a9aabaa9c45
    7fadd0a13e9138a2aa6c3fdec4e2275af233b94812784f66bcca9aa8e989f2bc
    1864e6ba3e32878610546539734fb5eeae2529991f130c575c73a7e25a2a7c56
    12842d1202b1dc6828a17ab253c02e7ce9409b5192430feba44189f39cc02d66
    29af64b16fa3053c13d02ac63aa75b23aa468506e44c3a2315edc85d2dc22b11
    b527b99934a0bd9edd154e449b0502e2c499bba783f3bc3dfe23364b6b532009
    4584db8ae8e351ace08e01f306378a92bfd43611714814f3d834a2842d69faa8
    86a9a41573b0d6e4292f01e93243d6cc65b30f06606fc6fa57390e7e90ed580f
    a88b98fbe84d4c6aae8db9d1605dfac059d9f03fe0fcb0d5dff1295dacba09e6
    06326dc617a6d1f7021dc536026dbfd5fffc6f7c5531d48ef6ccd1ed1569f2a1
    f41fe8fdc3a2e4e8345e30216e7ebecffee26ff266eeced208a6c2a3cf08f960
    40cf5bde8abb76983f3e98ba97aa36240402975674e120f234b3448911090f8d
    b3222dc8658538079883d980d7fdc2bef9285344ea34338968f736b04aeb387a";

#[test]
fn an_entry_of_a_real_log_of_millions_verifies() {
    let leaf = hash("7a395c866d5ecdb0cccb623e011dbc392cd348d1d1d72776174e127a24b09c78");
    let root = hash("78316a05c9bcf14a3a4548f5b854a9adfcd46a4c034401b3ce7eb7ac2f1d0ecb");
    let (path, size) = (hashes(LARGE_PATH), 3_630_887);
    assert_eq!(root_of_inclusion(leaf, 848_049, size, &path), Some(root));
    for other in [848_048, 848_050, 0, size - 1] {
        assert_ne!(root_of_inclusion(leaf, other, size, &path), Some(root), "{other}");
    }
}

#[test]
fn the_published_example_of_a_cosigned_checkpoint_is_taken_apart_and_signed_as_specified() {
    let note = "example.com/behind-the-sofa\n20852163\n\
        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\
        \u{2014} example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URY\
        N7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n\
        \u{2014} witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9\
        dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n";
    let note = Note::parse(note.as_bytes(), 16).unwrap();
    assert_eq!(Checkpoint::parse(note.text()).unwrap().size, 20_852_163);
    let [log, witness]: &[_; 2] = note.signatures().try_into().unwrap();
    assert_eq!((log.name, log.bytes.len()), ("example.com/behind-the-sofa", 64));
    assert_eq!((witness.name, witness.bytes.len()), ("witness.example.com/w1", 8 + 64));
    let time = u64::from_be_bytes(*witness.bytes.first_chunk().unwrap());
    let signed = "cosignature/v1\ntime 1679315147\nexample.com/behind-the-sofa\n20852163\n\
        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    assert_eq!(cosigned_message(note.text(), time), signed);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Also for leaves that are equal to each other, as those of `0..3` often are.
    #[test]
    fn any_tree_is_shown_by_its_naive_proofs_and_by_no_other(
        leaves in prop::collection::vec(0_u8..3, 1..200),
        (at, old) in (any::<prop::sample::Index>(), any::<prop::sample::Index>()),
        (flip, noise) in (any::<prop::sample::Index>(), 1_u8..),
    ) {
        let leaves: Vec<_> = leaves.iter().map(|leaf| leaf_hash(&[*leaf])).collect();
        let (at, old) = (at.index(leaves.len()), old.index(leaves.len()) + 1);
        let (whole, size) = (root(&leaves), leaves.len().try_into().unwrap());
        let index = at.try_into().unwrap();
        let mut path = inclusion(&leaves, at);
        prop_assert_eq!(root_of_inclusion(leaves[at], index, size, &path), Some(whole));
        let (before, old_size) = (root(&leaves[..old]), old.try_into().unwrap());
        let mut growth = consistency(&leaves, old, true);
        prop_assert!(is_consistent(old_size, before, size, whole, &growth));
        if !path.is_empty() {
            let node = flip.index(path.len());
            path[node][flip.index(32)] ^= noise;
            prop_assert_ne!(root_of_inclusion(leaves[at], index, size, &path), Some(whole));
        }
        if !growth.is_empty() {
            let node = flip.index(growth.len());
            growth[node][flip.index(32)] ^= noise;
            prop_assert!(!is_consistent(old_size, before, size, whole, &growth));
        }
    }

    #[test]
    fn made_up_proofs_of_any_size_show_nothing(
        (leaf, before, after) in any::<([u8; 32], [u8; 32], [u8; 32])>(),
        (index, old, size) in any::<(u64, u64, u64)>(),
        path in prop::collection::vec(any::<[u8; 32]>(), 0..70),
    ) {
        prop_assert_ne!(root_of_inclusion(leaf, index, size, &path), Some(after));
        prop_assert!(!is_consistent(old, before, size, after, &path));
    }
}
