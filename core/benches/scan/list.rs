//! A made-up list of random hashes: none of them is the hash of a picture.

use presend::hash::pdq::PdqHash;
use presend::set::{KnownSet, ListBuilder, ListValue};

/// Random values, and the same PDQ hashes for a plain scan.
pub(crate) struct MadeUp {
    pub(crate) set: KnownSet,
    pub(crate) hashes: Vec<PdqHash>,
}

/// A list of this many PDQ hashes and as many SHA-256 digests.
pub(crate) fn made_up(rows: usize) -> MadeUp {
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    let hashes: Vec<_> = (0..rows).map(|_| PdqHash::from_bytes(random.bytes())).collect();
    let mut list = ListBuilder::new("made-up").unwrap();
    for hash in &hashes {
        list.add_entry(&[ListValue::Pdq(*hash)]).unwrap();
        list.add_entry(&[ListValue::Sha256(random.bytes())]).unwrap();
    }
    MadeUp { set: list.build().unwrap(), hashes }
}

struct Random(u64);

impl Random {
    fn bytes(&mut self) -> [u8; 32] {
        let mut bytes = [0; 32];
        for part in bytes.chunks_mut(8) {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            part.copy_from_slice(&self.0.to_le_bytes());
        }
        bytes
    }
}
