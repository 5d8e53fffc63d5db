//! Writes small verified sets for `bindings/c/tests/store.c` into a folder: `1.khs` to `20.khs`, each
//! the next version, `2.delta` from the first to the second, `2.forged`, and `pins.txt`. See
//! scripts/test-c.
#![expect(
    dead_code,
    unreachable_pub,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "the maker is the one of the core's tests, and may fail by panicking"
)]

#[path = "../../../core/tests/set/maker/mod.rs"]
mod maker;

use std::path::PathBuf;

use maker::{Draft, Made, pins};

const VERSIONS: usize = 20;

fn main() -> std::io::Result<()> {
    let folder = PathBuf::from(std::env::args_os().nth(1).unwrap());
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("pins.txt"), pins())?;
    let mut drafts = vec![Draft::sound()];
    let mut sets: Vec<Made> = vec![drafts[0].make()];
    while sets.len() < VERSIONS {
        let next = drafts[drafts.len() - 1].after(&sets[sets.len() - 1]);
        sets.push(next.make());
        drafts.push(next);
    }
    for (number, made) in (1..).zip(&sets) {
        std::fs::write(folder.join(format!("{number}.khs")), &made.bytes)?;
    }
    std::fs::write(folder.join("2.delta"), delta(&sets[0], &sets[1], drafts[1].sections.len()))?;
    let mut forged = sets[1].bytes.clone();
    let last_row = forged.len() - 64;
    forged[last_row] ^= 1;
    std::fs::write(folder.join("2.forged"), forged)
}

/// From one version to the next, between which no row changed: the new head, and nothing removed or
/// added in any section.
fn delta(from: &Made, to: &Made, sections: usize) -> Vec<u8> {
    let number = |at: usize| u32::from_le_bytes(to.bytes[at..at + 4].try_into().unwrap());
    // Where the proof begins and how long it is: the sections follow at the next multiple of 64.
    let head = (number(24) + number(28)).div_ceil(64) * 64;
    let head = &to.bytes[..usize::try_from(head).unwrap()];
    let total = 64 + head.len() + 8 * sections;
    let mut bytes = b"PKHD\x01\0\r\n".to_vec();
    bytes.extend(u64::try_from(total).unwrap().to_le_bytes());
    bytes.extend(from.leaf);
    bytes.extend(u32::try_from(head.len()).unwrap().to_le_bytes());
    bytes.resize(64, 0);
    bytes.extend(head);
    bytes.resize(total, 0);
    bytes
}
