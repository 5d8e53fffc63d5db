//! Trees, inclusion proofs, heads and cosignatures that we make, verified by `sigsum` and by us.

use std::fmt::Write as _;

use presend::set::log::{Checkpoint, leaf_hash};
use presend::set::note::{KeyKind, Note, NoteKey};
use presend_curator::key::SigningKey;
use presend_curator::log::tree::{path, root};
use ring::signature::{Ed25519KeyPair, KeyPair as _};
use sigsum::{Hash, Policy, PolicyBuilder, PublicKey, SigsumSignature};

use crate::ours::Trusted;
use crate::{changed, hex, origin, sha256, signing_key};

const MESSAGE: [u8; 32] = [7; 32];

/// Who signs, and who trusts them: two of two witnesses.
struct Case {
    log: SigningKey,
    witnesses: [SigningKey; 2],
    author: Ed25519KeyPair,
    policy: Policy,
    trusted: Trusted,
}

impl Case {
    fn new() -> Self {
        let log = signing_key("log", KeyKind::Ed25519);
        let witnesses = ["w1", "w2"].map(|name| signing_key(name, KeyKind::Cosignature));
        let mut policy = PolicyBuilder::new();
        policy.add_log((*log.public().public()).into(), None).unwrap();
        for key in witnesses.iter().map(SigningKey::public) {
            policy.add_witness(key.name().into(), (*key.public()).into(), None).unwrap();
        }
        let names = witnesses.iter().map(|key| key.public().name().to_owned()).collect();
        policy.add_group("both".into(), 2, names).unwrap();
        policy.set_quorum("both".into()).unwrap();
        let public = *log.public().public();
        let trusted = Trusted {
            log: NoteKey::new(&origin(&public), KeyKind::Ed25519, public).unwrap(),
            witnesses: witnesses.iter().map(|key| key.public().clone()).collect(),
            quorum: 2,
        };
        let author = Ed25519KeyPair::from_seed_unchecked(&[5; 32]).unwrap();
        Self { log, witnesses, author, policy: policy.build(), trusted }
    }

    /// The message at `index` of a tree of `size`, as a Sigsum proof.
    fn proof(&self, index: usize, size: usize) -> String {
        let (checksum, author) = (sha256(&MESSAGE), sha256(self.author.public_key().as_ref()));
        let signed = self.author.sign(&[b"sigsum.org/v1/tree-leaf\0", &checksum[..]].concat());
        let leaf = leaf_hash(&[&checksum, signed.as_ref(), &author].concat());
        let mut leaves: Vec<_> = (0..size).map(|n| leaf_hash(&n.to_be_bytes())).collect();
        leaves[index] = leaf;
        let (log, root) = (self.log.public().public(), root(&leaves));
        let length = u64::try_from(size).unwrap();
        let head = Checkpoint { origin: &origin(log), size: length, root, extensions: 0 };
        let head = head.to_string();
        let mut text = format!(
            "version=2\nlog={}\nleaf={} {}\n\nsize={size}\nroot_hash={}\nsignature={}\n",
            hex(&sha256(log)),
            hex(&author),
            hex(signed.as_ref()),
            hex(&root),
            hex(&signature(&self.log.sign(&head))),
        );
        for (key, time) in self.witnesses.iter().zip([1_u64, 1_800_000_000]) {
            let keyhash = hex(&sha256(key.public().public()));
            // Behind the eight bytes of the time.
            let signature = hex(&signature(&key.cosign(&head, time))[8..]);
            writeln!(text, "cosignature={keyhash} {time} {signature}").unwrap();
        }
        write!(text, "\nleaf_index={index}\n").unwrap();
        let nodes = path(&leaves, index);
        nodes.iter().for_each(|node| writeln!(text, "node_hash={}", hex(node)).unwrap());
        text
    }

    /// What `sigsum` says, and what we say.
    fn said(&self, proof: &str) -> (bool, bool) {
        let public: [u8; 32] = self.author.public_key().as_ref().try_into().unwrap();
        let (signers, message) = ([PublicKey::from(public)], Hash::from(MESSAGE));
        let theirs = SigsumSignature::from_ascii(proof)
            .is_ok_and(|read| sigsum::verify(&message, &read, &signers, &self.policy).is_ok());
        (theirs, self.trusted.accepts(&MESSAGE, proof))
    }
}

/// What a line holds behind the id of its key.
fn signature(line: &str) -> Vec<u8> {
    let note = format!("text\n\n{line}");
    Note::parse(note.as_bytes(), 1).unwrap().signatures()[0].bytes.clone()
}

#[test]
fn both_accept_what_our_log_and_witnesses_sign_at_every_place_of_small_trees() {
    let case = Case::new();
    for (size, index) in (1..=20).flat_map(|size| (0..size).map(move |index| (size, index))) {
        let proof = case.proof(index, size);
        assert_eq!(case.said(&proof), (true, true), "{index} of {size}");
    }
}

#[test]
fn both_refuse_it_with_any_digit_changed_or_a_line_left_out() {
    let case = Case::new();
    let proof = case.proof(6, 13);
    assert_eq!(case.said(&proof), (true, true));
    let mut changes = 0;
    for changed in changed(&proof) {
        assert_eq!(case.said(&changed), (false, false), "{changed}");
        changes += 1;
    }
    assert!(changes > 64 + 128 + 2 * (64 + 128) + 4 * 64, "{changes}");
    for left_out in ["cosignature=", "node_hash=", "signature="] {
        let at = proof.find(&format!("\n{left_out}")).unwrap();
        let end = proof[at + 1..].find('\n').unwrap();
        let without = format!("{}{}", &proof[..at], &proof[at + 1 + end..]);
        assert_eq!(case.said(&without), (false, false), "{without}");
    }
}
