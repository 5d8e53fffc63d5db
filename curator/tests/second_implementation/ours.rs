use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use presend::set::log::{Checkpoint, LogProof, leaf_hash, root_of_inclusion};
use presend::set::note::{NoteKey, Signed};

use crate::sha256;

/// Whom we trust.
pub(crate) struct Trusted {
    pub(crate) log: NoteKey,
    pub(crate) witnesses: Vec<NoteKey>,
    pub(crate) quorum: usize,
}

impl Trusted {
    /// What our code says of a Sigsum proof: it is written as the C2SP tlog-proof that stands in a
    /// set file, and every part of that is verified.
    pub(crate) fn accepts(&self, message: &[u8; 32], proof: &str) -> bool {
        self.verified(message, proof).is_some()
    }

    fn verified(&self, message: &[u8; 32], sigsum: &str) -> Option<()> {
        let text = self.as_tlog_proof(sigsum)?;
        let proof = LogProof::parse(text.as_bytes())?;
        let head = Checkpoint::parse(proof.checkpoint.text())?;
        let leaf = leaf_hash(&leaf(message, field(sigsum, "leaf")?)?);
        let root = root_of_inclusion(leaf, proof.index, head.size, &proof.path);
        let said: Vec<_> = self.witnesses.iter().map(|key| proof.checkpoint.check(key)).collect();
        let seen = said.iter().filter(|said| matches!(said, Signed::YesAt(_))).count();
        let sound = proof.checkpoint.check(&self.log) == Signed::Yes
            && !said.contains(&Signed::Wrong)
            && seen >= self.quorum
            && root == Some(head.root);
        sound.then_some(())
    }

    fn as_tlog_proof(&self, sigsum: &str) -> Option<String> {
        let size = field(sigsum, "size")?.parse().ok()?;
        let root = bytes(field(sigsum, "root_hash")?)?;
        let head = Checkpoint { origin: self.log.name(), size, root, extensions: 0 };
        let signed = line(&self.log, &bytes::<64>(field(sigsum, "signature")?)?);
        let seen: Option<String> = fields(sigsum, "cosignature").map(|it| self.seen(it)).collect();
        let node = |hex| Some(STANDARD.encode(bytes::<32>(hex)?) + "\n");
        let nodes: Option<String> = fields(sigsum, "node_hash").map(node).collect();
        let (index, nodes, seen) = (field(sigsum, "leaf_index")?, nodes?, seen?);
        Some(format!("c2sp.org/tlog-proof@v1\nindex {index}\n{nodes}\n{head}\n{signed}{seen}"))
    }

    /// The line of a witness; nothing for one that we do not know.
    fn seen(&self, cosignature: &str) -> Option<String> {
        let mut words = cosignature.split(' ');
        let keyhash: [u8; 32] = bytes(words.next()?)?;
        let time: u64 = words.next()?.parse().ok()?;
        let signature: [u8; 64] = bytes(words.next()?)?;
        let known = self.witnesses.iter().find(|key| sha256(key.public()) == keyhash);
        let signed = [&time.to_be_bytes()[..], &signature].concat();
        Some(known.map(|key| line(key, &signed)).unwrap_or_default())
    }
}

/// What is in the tree: the message's checksum, its author's signature and key hash.
fn leaf(message: &[u8; 32], field: &str) -> Option<Vec<u8>> {
    let (keyhash, signature) = field.split_once(' ')?;
    Some([&sha256(message)[..], &bytes::<64>(signature)?, &bytes::<32>(keyhash)?].concat())
}

fn line(key: &NoteKey, signature: &[u8]) -> String {
    let bytes = [&key.id(), signature].concat();
    format!("\u{2014} {} {}\n", key.name(), STANDARD.encode(bytes))
}

/// The values of all lines of this name.
pub(crate) fn fields<'a>(proof: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    proof.lines().filter_map(move |line| line.strip_prefix(name)?.strip_prefix('='))
}

pub(crate) fn field<'a>(proof: &'a str, name: &'a str) -> Option<&'a str> {
    fields(proof, name).next()
}

pub(crate) fn bytes<const LENGTH: usize>(hex: &str) -> Option<[u8; LENGTH]> {
    let pairs = hex.as_bytes().as_chunks::<2>().0;
    let byte = |pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let bytes: Option<Vec<u8>> = pairs.iter().map(|pair| byte(&pair[..])).collect();
    bytes?.try_into().ok()
}
