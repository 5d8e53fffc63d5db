use super::rows::{Row, Section};
use super::{Draft, Made};

/// What turns `old` into `new`: written from the format, row by row.
pub fn delta((old, from): (&Draft, &Made), (new, to): (&Draft, &Made)) -> Vec<u8> {
    let sections: usize = new.sections.iter().map(|section| section.bytes().len()).sum();
    let head = &to.bytes[..to.bytes.len() - sections];
    let parts: Vec<u8> = new.sections.iter().flat_map(|section| change(old, section)).collect();
    file(from.leaf, head, &parts)
}

pub fn file(from_leaf: [u8; 32], head: &[u8], parts: &[u8]) -> Vec<u8> {
    let total = 64 + head.len() + parts.len();
    let mut bytes = b"PKHD\x01\0\r\n".to_vec();
    bytes.extend(u64::try_from(total).unwrap().to_le_bytes());
    bytes.extend(from_leaf);
    bytes.extend(number(head.len()));
    bytes.resize(64, 0);
    bytes.extend(head);
    bytes.extend(parts);
    bytes
}

fn change(old: &Draft, new: &Section) -> Vec<u8> {
    let old = old.sections.iter().find(|old| old.algorithm == new.algorithm);
    let old: &[Row] = old.map_or(&[], |old| &old.rows);
    let removed: Vec<usize> = (0..old.len()).filter(|row| !new.rows.contains(&old[*row])).collect();
    let added: Vec<&Row> = new.rows.iter().filter(|row| !old.contains(row)).collect();
    let mut bytes = [number(removed.len()), number(added.len())].concat();
    removed.into_iter().for_each(|row| bytes.extend(number(row)));
    for row in added {
        if new.algorithm == "vpdq" {
            bytes.extend(number(row.key.len() / 32));
        }
        bytes.extend(&row.key);
        bytes.extend(row.entry.to_le_bytes());
        bytes.extend(row.mask.to_le_bytes());
    }
    bytes
}

fn number(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap().to_le_bytes()
}
