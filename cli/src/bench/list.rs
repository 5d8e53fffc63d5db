use presend::hash::pdq::PdqHash;
use presend::set::{KnownSet, ListBuilder, ListErrorKind, ListValue};

use crate::exit::Failure;

/// A list of this many random PDQ hashes and as many random digests. None stands for a picture.
pub(super) fn made_up(entries: u32) -> Result<KnownSet, Failure> {
    build(entries).map_err(|kind| Failure::internal(format!("the made-up list: {kind}")))
}

fn build(entries: u32) -> Result<KnownSet, ListErrorKind> {
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    let mut list = ListBuilder::new("made-up")?;
    for _ in 0..entries {
        list.add_entry(&[ListValue::Pdq(PdqHash::from_bytes(random.bytes()))])?;
        list.add_entry(&[ListValue::Sha256(random.bytes())])?;
    }
    list.build()
}

/// Marsaglia's xorshift: the same list on every machine.
struct Random(u64);

impl Random {
    fn bytes(&mut self) -> [u8; 32] {
        let mut bytes = [0; 32];
        for part in bytes.as_chunks_mut::<8>().0 {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            *part = self.0.to_le_bytes();
        }
        bytes
    }
}
