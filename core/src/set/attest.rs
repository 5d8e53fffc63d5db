//! What an authority signs of a section: the rows that have its bit set.

use ring::digest::{Context, SHA256};

use super::view::SectionView;

/// Rows are gathered into so many bytes before they are hashed.
const CHUNK_BYTES: usize = 16 * 1024;

/// How many rows have an authority's bit set, and which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attested {
    /// How many.
    pub rows: u64,
    /// SHA-256 over key and entry number of each, in row order.
    pub sha256: [u8; 32],
}

/// Of each authority, in the order of the bits.
#[must_use]
pub fn attested(section: &SectionView, authorities: usize) -> Vec<Attested> {
    let mut gathered: Vec<Gathered> = (0..authorities).map(|_| Gathered::new()).collect();
    let mut row_bytes = Vec::new();
    let rows = section.rows();
    for (row, (entry, mask)) in rows.entries().zip(rows.masks()).enumerate() {
        row_bytes.clear();
        section.push_key(row, &mut row_bytes);
        row_bytes.extend_from_slice(&entry.to_le_bytes());
        for (bit, gathered) in gathered.iter_mut().enumerate() {
            if has_bit(mask, bit) {
                gathered.add(&row_bytes);
            }
        }
    }
    gathered.into_iter().map(Gathered::finish).collect()
}

/// True if the authority in this place vouches.
#[must_use]
pub fn has_bit(mask: u16, authority: usize) -> bool {
    u32::try_from(authority).ok().and_then(|bit| mask.checked_shr(bit)).is_some_and(|m| m & 1 == 1)
}

struct Gathered {
    rows: u64,
    waiting: Vec<u8>,
    context: Context,
}

impl Gathered {
    fn new() -> Self {
        Self { rows: 0, waiting: Vec::new(), context: Context::new(&SHA256) }
    }

    fn add(&mut self, row: &[u8]) {
        self.rows = self.rows.saturating_add(1);
        self.waiting.extend_from_slice(row);
        if self.waiting.len() >= CHUNK_BYTES {
            self.context.update(&self.waiting);
            self.waiting.clear();
        }
    }

    fn finish(mut self) -> Attested {
        self.context.update(&self.waiting);
        Attested { rows: self.rows, sha256: sha256_of(self.context) }
    }
}

fn sha256_of(context: Context) -> [u8; 32] {
    let mut sha256 = [0; 32];
    sha256.iter_mut().zip(context.finish().as_ref()).for_each(|(to, from)| *to = *from);
    sha256
}
