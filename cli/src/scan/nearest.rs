use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use presend::hash::digest::DigestKind;
use presend::hash::edits::EditedPdq;
use presend::hash::pdq::{Pdq, PdqHash};
use presend::hash::{Digests, FrameFingerprints};
use presend::set::{ListWord, MatchParameters, NearForm, SectionAlgorithm};
use serde::Serialize;

use crate::exit::Failure;
use crate::output::printable;

/// The lines of plain lists, to name the one that is nearest to a file. A list is its owner's own
/// text; of a signed set nothing like this is told, to whom or by what way ever.
#[derive(Debug, Default)]
pub(crate) struct Neighbours {
    lists: Vec<Lines>,
}

#[derive(Debug)]
struct Lines {
    name: String,
    /// By kind and digest.
    digests: BTreeMap<(SectionAlgorithm, Vec<u8>), u64>,
    hashes: Vec<(NearForm, PdqHash, u64)>,
}

/// The line that is nearest to a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Nearest {
    pub(crate) list: String,
    pub(crate) line: u64,
    /// 0 to 256 for a picture; none if the line has the digest of this very file.
    pub(crate) distance_bits: Option<u32>,
}

/// The PDQ hashes of a plain list, each with its line.
///
/// # Errors
/// For a list that is no file, or has no such hash.
pub(crate) fn pdq_lines(path: &Path) -> Result<Vec<(PdqHash, u64)>, Failure> {
    // What is no value is refused as in a scan.
    super::lists::open(path)?;
    let lines = Lines::read(path)?.hashes.into_iter();
    let of_form = lines.filter(|(form, ..)| *form == NearForm::Pdq);
    let hashes: Vec<_> = of_form.map(|(_, hash, line)| (hash, line)).collect();
    if hashes.is_empty() {
        return Err(Failure::unusable_set(format!("{}: no PDQ hash in it", printable(path))));
    }
    Ok(hashes)
}

impl Neighbours {
    /// Reads the lists again: the scan keeps no lines.
    ///
    /// # Errors
    /// For a list that is no file: a pipe cannot be read twice.
    pub(super) fn read(paths: &[impl AsRef<Path>]) -> Result<Self, Failure> {
        let lists =
            paths.iter().map(|path| Lines::read(path.as_ref())).collect::<Result<_, _>>()?;
        Ok(Self { lists })
    }

    /// The line that has a digest of the file, else the one that is nearest in bits; of two that are
    /// as near, the first.
    pub(crate) fn nearest(
        &self,
        digests: &Digests,
        frames: &[FrameFingerprints],
    ) -> Option<Nearest> {
        let found = |list: &Lines| {
            let exact = list.exact(digests).map(|line| (None, line));
            let near = || list.near(frames).map(|(bits, line)| (Some(bits), line));
            exact.or_else(near).map(|(bits, line)| (bits, line, list.name.clone()))
        };
        let nearest = self.lists.iter().filter_map(found).min_by_key(|(bits, ..)| *bits);
        nearest.map(|(distance_bits, line, list)| Nearest { list, line, distance_bits })
    }
}

impl Neighbours {
    /// The line that is nearest to what is left of a picture after an edit was undone, if that is near
    /// enough to be found.
    pub(crate) fn nearest_edited(&self, edited: &[EditedPdq]) -> Option<Nearest> {
        let of_line = |(form, hash, line): &(NearForm, PdqHash, u64)| {
            let all = edited.iter().filter(|_| *form == NearForm::Pdq).flat_map(|edited| {
                let bits = edited.pdq.map(|pdq| pdq.hash.distance_bits(hash));
                bits.into_iter().filter(|bits| *bits <= edited.edit.most_bits())
            });
            all.min().map(|bits| (bits, *line))
        };
        let of_list = |list: &Lines| {
            let near = list.hashes.iter().filter_map(of_line).min();
            near.map(|(bits, line)| (bits, line, list.name.clone()))
        };
        let nearest = self.lists.iter().filter_map(of_list).min();
        nearest.map(|(bits, line, list)| Nearest { list, line, distance_bits: Some(bits) })
    }
}

impl Lines {
    fn read(path: &Path) -> Result<Self, Failure> {
        let failed = |why: String| Failure::unusable_set(format!("{}: {why}", printable(path)));
        if !path.is_file() {
            return Err(failed(
                "--nearest and --page read a list twice, which takes a file".into(),
            ));
        }
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let mut lines = Self { name, digests: BTreeMap::new(), hashes: Vec::new() };
        let file = File::open(path).map_err(|error| failed(error.to_string()))?;
        for (number, line) in (1..).zip(BufReader::new(file).split(b'\n')) {
            let line = line.map_err(|error| failed(error.to_string()))?;
            let values = line.split(|byte| *byte == b'#').next().unwrap_or_default();
            let words = values.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
            // What is no value was refused when the list was opened.
            words
                .filter_map(|word| ListWord::parse(word).ok())
                .for_each(|word| lines.add(word, number));
        }
        Ok(lines)
    }

    fn add(&mut self, word: ListWord, line: u64) {
        match word {
            // Without the code that an app lends nothing is near to it.
            ListWord::Lent(_) => {}
            ListWord::Video(frames) => {
                self.hashes.extend(frames.into_iter().map(|hash| (NearForm::Pdq, hash, line)));
            }
            ListWord::Value(value) => match (value.algorithm(), value.bytes().try_into()) {
                (SectionAlgorithm::Near(form), Ok(bytes)) => {
                    self.hashes.push((form, PdqHash::from_bytes(bytes), line));
                }
                (algorithm, _) => {
                    self.digests.entry((algorithm, value.bytes().to_vec())).or_insert(line);
                }
            },
        }
    }

    fn exact(&self, digests: &Digests) -> Option<u64> {
        DigestKind::ALL.into_iter().find_map(|kind| {
            let key = (SectionAlgorithm::Exact(kind), digests.get(kind)?.to_vec());
            self.digests.get(&key).copied()
        })
    }

    fn near(&self, frames: &[FrameFingerprints]) -> Option<(u32, u64)> {
        let usable = |pdq: &&Pdq| pdq.quality >= MatchParameters::LOWEST_QUALITY;
        let of_form = |frame: &FrameFingerprints, form| -> Vec<PdqHash> {
            let hashes: Vec<&Pdq> = match form {
                NearForm::Pdq => frame.pdq.iter().chain(&frame.over_black).collect(),
                NearForm::Pdq512 => vec![&frame.pdq512],
            };
            hashes.into_iter().filter(usable).map(|pdq| pdq.hash).collect()
        };
        let asked = [NearForm::Pdq, NearForm::Pdq512]
            .map(|form| frames.iter().flat_map(|frame| of_form(frame, form)).collect::<Vec<_>>());
        let [pdq, pdq512] = &asked;
        let nearest = |(form, hash, line): &(NearForm, PdqHash, u64)| {
            let hashes = if *form == NearForm::Pdq { pdq } else { pdq512 };
            hashes.iter().map(|own| own.distance_bits(hash)).min().map(|bits| (bits, *line))
        };
        self.hashes.iter().filter_map(nearest).min()
    }
}

impl Nearest {
    /// `known.txt line 12, 6 bits apart`
    pub(super) fn text(&self) -> String {
        let Self { list, line, distance_bits } = self;
        match distance_bits {
            Some(bits) => format!("{list} line {line}, {bits} bits apart"),
            None => format!("{list} line {line}, this very file"),
        }
    }
}
