//! The records of all files, one after the other in a file: they are too many for memory, and a later
//! run goes on from them.

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::record::Record;
use super::records::{Records, Step, beside};
use crate::eval::state::refused;
use crate::exit::{Failure, note};
use crate::made::Scratch;
use crate::output::printable;

/// The first line, with the profile of edits in its end.
const MARK: &str = "presend eval negatives v1 ";

/// The file, and what is in it.
#[derive(Debug)]
pub(super) struct Store {
    path: PathBuf,
    writer: BufWriter<File>,
    header: u64,
    _scratch: Option<Scratch>,
}

impl Store {
    /// Opens or begins it; without a path it goes when the command ends. The names in it are handed on.
    ///
    /// # Errors
    /// A file that is no such store, of other edits, or changed is refused and named. A last record that
    /// an interruption cut short is taken away.
    pub(super) fn open(
        state: Option<&Path>,
        profile: &str,
    ) -> Result<(Self, BTreeSet<String>), Failure> {
        let scratch = state.is_none().then(|| Scratch::new("eval"));
        let path = match (state, &scratch) {
            (Some(path), _) => path.to_owned(),
            (None, Some(scratch)) => scratch.path("hashes"),
            (None, None) => PathBuf::new(),
        };
        let failed = |error: io::Error| Failure::internal(format!("{}: {error}", printable(&path)));
        let mut file = opened(&path).map_err(failed)?;
        let header = format!("{MARK}{profile}\n");
        if file.metadata().map_err(failed)?.len() == 0 {
            file.write_all(header.as_bytes()).map_err(failed)?;
        }
        let (names, end) = known(&path, &header)?;
        file.set_len(end).and_then(|()| file.seek(SeekFrom::Start(end))).map_err(failed)?;
        let header = header.len() as u64;
        Ok((Self { path, writer: BufWriter::new(file), header, _scratch: scratch }, names))
    }

    /// Adds a record.
    pub(super) fn add(&mut self, record: &Record) -> Result<(), Failure> {
        let body = record.to_bytes();
        let length = u32::try_from(body.len()).unwrap_or(u32::MAX).to_le_bytes();
        let whole = [&length[..], &body, beside(&body).as_bytes()].concat();
        self.writer.write_all(&whole).map_err(|error| self.failed(&error))
    }

    /// All that was added reaches the file.
    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        self.writer.flush().map_err(|error| self.failed(&error))
    }

    /// The records, in the order in which they were added.
    pub(super) fn records(&self) -> Result<Records, Failure> {
        Records::open(&self.path, self.header).map_err(|error| self.failed(&error))
    }

    fn failed(&self, error: &io::Error) -> Failure {
        Failure::internal(format!("{}: {error}", printable(&self.path)))
    }
}

fn opened(path: &Path) -> io::Result<File> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)?;
    }
    OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)
}

/// The names in a store, and where its last whole record ends.
fn known(path: &Path, header: &str) -> Result<(BTreeSet<String>, u64), Failure> {
    let failed = |error: io::Error| refused(path, &error.to_string());
    let (mut first, most) = (Vec::new(), header.len() as u64);
    let begun = File::open(path).and_then(|file| file.take(most).read_to_end(&mut first));
    begun.map_err(failed)?;
    if first != header.as_bytes() {
        let ours = first.starts_with(MARK.as_bytes());
        let why = if ours {
            "the state is of other edits"
        } else {
            "is there already, and no state of an evaluation"
        };
        return Err(refused(path, why));
    }
    let (mut names, mut end) = (BTreeSet::new(), most);
    let mut records = Records::open(path, most).map_err(failed)?;
    loop {
        match records.read()? {
            Step::Record(record) => {
                names.insert(record.name);
                end = records.at;
            }
            Step::End => return Ok((names, end)),
            Step::CutShort => {
                note(&format!(
                    "{}: its last record was cut short and is made again",
                    printable(path)
                ));
                return Ok((names, end));
            }
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]
mod tests {
    use presend::hash::edits::Edit;

    use super::super::record::tests::made_up;
    use super::*;

    fn filled(path: &Path) -> Vec<Record> {
        let records =
            [made_up(1, &[Edit::Tilted]), made_up(2, &[]), made_up(3, &[Edit::Trimmed; 2])];
        let (mut store, names) = Store::open(Some(path), "full").unwrap();
        assert!(names.is_empty());
        records.iter().for_each(|record| store.add(record).unwrap());
        store.flush().unwrap();
        records.to_vec()
    }

    #[test]
    fn a_store_is_gone_on_from_wherever_it_was_cut() {
        let scratch = Scratch::new("store-cut");
        let path = scratch.path("state");
        let all = filled(&path);
        let whole = std::fs::read(&path).unwrap();
        let header = MARK.len() + "full\n".len();
        for end in (header..whole.len()).step_by(97) {
            std::fs::write(&path, &whole[..end]).unwrap();
            let (mut store, names) = Store::open(Some(&path), "full").unwrap();
            assert!(names.len() < all.len());
            for record in all.iter().filter(|record| !names.contains(&record.name)) {
                store.add(record).unwrap();
            }
            store.flush().unwrap();
            let read: Vec<_> = store.records().unwrap().map(Result::unwrap).collect();
            assert_eq!(read, all, "{end}");
        }
        for end in 1..header {
            std::fs::write(&path, &whole[..end]).unwrap();
            assert!(Store::open(Some(&path), "full").is_err(), "{end}");
        }
    }

    #[test]
    fn a_changed_store_is_refused_and_named() {
        let scratch = Scratch::new("store-changed");
        let path = scratch.path("state");
        filled(&path);
        let whole = std::fs::read(&path).unwrap();
        for place in (0..whole.len()).step_by(3) {
            let mut changed = whole.clone();
            changed[place] ^= 0x10;
            std::fs::write(&path, &changed).unwrap();
            // A length that grew past the end looks like an end that was cut: nothing of it is taken.
            match Store::open(Some(&path), "full") {
                Err(failure) => assert!(failure.to_string().contains("state: "), "{failure}"),
                Ok((_, names)) => assert!(names.len() < 3, "{place}"),
            }
        }
        std::fs::write(&path, &whole).unwrap();
        assert!(Store::open(Some(&path), "none").is_err());
    }
}
