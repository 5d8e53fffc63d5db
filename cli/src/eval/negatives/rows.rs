//! What pictures are compared with: their own upright hashes, or the lines of a list.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use presend::hash::pdq::PdqHash;

use super::record::{Kind, Prints, Record};
use crate::output::printable;

/// Some 100 bytes a picture with its name, whatever is kept of it elsewhere.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// The first and the last 16 bytes of each hash, as the look-up takes them.
    pub(super) first: Vec<[u8; 16]>,
    pub(super) last: Vec<[u8; 16]>,
    pub(super) names: Vec<Box<str>>,
    /// By row, its place in `class_names`.
    pub(super) classes: Vec<u16>,
    pub(super) class_names: Vec<String>,
    /// Half of the digest of the file: what is the same in it is the same file.
    digests: Vec<[u8; 16]>,
}

impl Rows {
    /// None yet; classes are numbered as those of the others.
    pub(super) fn beside(others: &Self) -> Self {
        Self { class_names: others.class_names.clone(), ..Self::default() }
    }

    /// A picture of these folders.
    pub(super) fn add_picture(&mut self, name: &str, prints: &Prints, folders: &[PathBuf]) {
        let [upright, ..] = &prints.turned;
        self.add(name, upright, &class_of(Path::new(name), folders));
        self.digests.push(half(&prints.digest));
    }

    /// A row of this class.
    pub(super) fn add(&mut self, name: &str, hash: &PdqHash, class: &str) {
        let halves = hash.as_bytes().as_chunks::<16>().0;
        self.first.extend(halves.first());
        self.last.extend(halves.get(1));
        self.names.push(name.into());
        let known = self.class_names.iter().position(|known| known == class);
        let place = known.unwrap_or_else(|| {
            self.class_names.push(class.to_owned());
            self.class_names.len() - 1
        });
        self.classes.push(u16::try_from(place).unwrap_or(u16::MAX));
    }

    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    pub(super) fn class(&self, row: usize) -> u16 {
        self.classes.get(row).copied().unwrap_or_default()
    }

    pub(super) fn name(&self, row: usize) -> &str {
        self.names.get(row).map(Box::as_ref).unwrap_or_default()
    }

    /// True for two rows of the same bytes; a list has no bytes.
    pub(super) fn are_same_file(&self, a: usize, b: usize) -> bool {
        self.digests.get(a).zip(self.digests.get(b)).is_some_and(|(a, b)| a == b)
    }

    /// Each pair of rows with the same bytes, once.
    pub(super) fn each_same_file(&self, mut pair: impl FnMut(usize, usize)) {
        let mut by_digest: BTreeMap<[u8; 16], Vec<usize>> = BTreeMap::new();
        for (row, digest) in self.digests.iter().enumerate() {
            by_digest.entry(*digest).or_default().push(row);
        }
        for rows in by_digest.values() {
            for (at, a) in rows.iter().enumerate() {
                rows.iter().skip(at + 1).for_each(|b| pair(*a, *b));
            }
        }
    }
}

fn half(digest: &[u8; 32]) -> [u8; 16] {
    digest.first_chunk().copied().unwrap_or_default()
}

/// The first folder under the one that was named, else that one.
fn class_of(path: &Path, folders: &[PathBuf]) -> String {
    let under = folders.iter().find_map(|folder| path.strip_prefix(folder).ok().zip(Some(folder)));
    let Some((inside, folder)) = under else { return String::new() };
    let mut parts = inside.components();
    let own = || Path::new(folder.file_name().unwrap_or(folder.as_os_str()));
    match (parts.next(), parts.next()) {
        (Some(first), Some(_)) => printable(Path::new(first.as_os_str())),
        _ => printable(own()),
    }
}

/// What the pictures of a store come to: rows of those that can be compared, and how many cannot.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub(super) rows: Rows,
    pub(super) no_picture: u64,
    pub(super) too_flat: u64,
}

impl Kept {
    pub(super) fn add(&mut self, record: &Record, folders: &[PathBuf]) {
        match &record.kind {
            Kind::NoPicture => self.no_picture += 1,
            Kind::TooFlat => self.too_flat += 1,
            Kind::Picture(prints) => self.rows.add_picture(&record.name, prints, folders),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_class_is_the_first_folder_under_the_one_that_was_named() {
        let folders = [PathBuf::from("data"), PathBuf::from("more/faces")];
        let class = |path: &str| class_of(Path::new(path), &folders);
        assert_eq!(class("data/icons/a/b.png"), "icons");
        assert_eq!(class("data/b.png"), "data");
        assert_eq!(class("more/faces/b.png"), "faces");
    }

    #[test]
    fn three_files_of_the_same_bytes_are_three_pairs() {
        let digests = vec![[1; 16], [2; 16], [1; 16], [1; 16], [3; 16]];
        let rows = Rows { digests, ..Rows::default() };
        let mut pairs = Vec::new();
        rows.each_same_file(|a, b| pairs.push((a, b)));
        assert_eq!(pairs, [(0, 2), (0, 3), (2, 3)]);
        assert!(rows.are_same_file(0, 3) && !rows.are_same_file(0, 1));
    }
}
