//! What is kept of one file: its name, and what is compared of its picture.

use presend::hash::edits::Edit;
use presend::hash::pdq::PdqHash;

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) name: String,
    pub(super) kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    NoPicture,
    TooFlat,
    Picture(Box<Prints>),
}

/// Everything that is compared of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Prints {
    /// BLAKE3 of the file.
    pub(super) digest: [u8; 32],
    /// Eight orientations, upright first.
    pub(super) turned: [PdqHash; 8],
    /// What is left after an edit was undone, upright and mirrored.
    pub(super) edited: Vec<(Edit, [PdqHash; 2])>,
}

const NO_PICTURE: u8 = 0;
const TOO_FLAT: u8 = 1;
const PICTURE: u8 = 2;

impl Record {
    /// Kind, length of the name, name; of a picture digest, hashes, and by edit its number and hashes.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![match self.kind {
            Kind::NoPicture => NO_PICTURE,
            Kind::TooFlat => TOO_FLAT,
            Kind::Picture(_) => PICTURE,
        }];
        bytes.extend(u32::try_from(self.name.len()).unwrap_or(u32::MAX).to_le_bytes());
        bytes.extend(self.name.as_bytes());
        if let Kind::Picture(prints) = &self.kind {
            bytes.extend(prints.digest);
            bytes.extend(prints.turned.iter().flat_map(PdqHash::as_bytes));
            for (edit, pdq) in &prints.edited {
                bytes.push(number(*edit));
                bytes.extend(pdq.iter().flat_map(PdqHash::as_bytes));
            }
        }
        bytes
    }

    /// `None` if it is no record.
    pub(super) fn from_bytes(mut bytes: &[u8]) -> Option<Self> {
        let [kind] = take(&mut bytes)?;
        let length = usize::try_from(u32::from_le_bytes(take(&mut bytes)?)).ok()?;
        let (name, mut rest) = bytes.split_at_checked(length)?;
        let name = String::from_utf8(name.to_vec()).ok()?;
        let kind = match kind {
            NO_PICTURE => Kind::NoPicture,
            TOO_FLAT => Kind::TooFlat,
            PICTURE => {
                let digest = take(&mut rest)?;
                let mut turned = [PdqHash::from_bytes([0; 32]); 8];
                for pdq in &mut turned {
                    *pdq = hash(&mut rest)?;
                }
                let mut edited = Vec::new();
                while !rest.is_empty() {
                    let [number] = take(&mut rest)?;
                    let edit = Edit::ALL.get(usize::from(number)).copied()?;
                    edited.push((edit, [hash(&mut rest)?, hash(&mut rest)?]));
                }
                Kind::Picture(Box::new(Prints { digest, turned, edited }))
            }
            _ => return None,
        };
        rest.is_empty().then_some(Self { name, kind })
    }
}

/// Its place among all.
pub(super) fn number(edit: Edit) -> u8 {
    let place = Edit::ALL.iter().position(|other| *other == edit);
    place.and_then(|place| u8::try_from(place).ok()).unwrap_or(u8::MAX)
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (first, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(*first)
}

fn hash(bytes: &mut &[u8]) -> Option<PdqHash> {
    take(bytes).map(PdqHash::from_bytes)
}

#[cfg(test)]
#[expect(clippy::indexing_slicing, reason = "a test fails by panicking")]
pub(super) mod tests {
    use super::*;

    /// A record of made-up hashes.
    pub(in super::super) fn made_up(seed: u8, edits: &[Edit]) -> Record {
        let hash = |at: u8| {
            let mut state = u32::from(seed) << 8 | u32::from(at) | 1 << 20;
            PdqHash::from_bytes([0; 32].map(|_: u8| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                state.to_le_bytes()[3]
            }))
        };
        let edited =
            edits.iter().map(|edit| (*edit, [hash(8 + number(*edit)), hash(90 + number(*edit))]));
        let turned = [0, 1, 2, 3, 4, 5, 6, 7].map(hash);
        let prints = Prints { digest: [seed; 32], turned, edited: edited.collect() };
        Record { name: format!("a/{seed}.jpg"), kind: Kind::Picture(Box::new(prints)) }
    }

    #[test]
    fn a_record_comes_back_as_it_was_and_cut_it_does_not() {
        let flat = Record { name: "é.png".to_owned(), kind: Kind::TooFlat };
        let none = Record { name: String::new(), kind: Kind::NoPicture };
        let edits = [Edit::Rectangle, Edit::Uncropped, Edit::Rectangle];
        for record in [flat, none, made_up(7, &edits), made_up(8, &[])] {
            let bytes = record.to_bytes();
            assert_eq!(Record::from_bytes(&bytes), Some(record));
            for end in 0..bytes.len() {
                let cut = bytes.get(..end).and_then(Record::from_bytes);
                // A picture cut between two of its edits is another record: the sum beside it tells.
                let whole_edits = cut.is_some_and(|cut| matches!(cut.kind, Kind::Picture(_)));
                assert!(whole_edits == (edits_end_at(&bytes, end)), "{end}");
            }
            assert_eq!(Record::from_bytes(&[&bytes[..], &[9]].concat()), None);
        }
    }

    fn edits_end_at(bytes: &[u8], end: usize) -> bool {
        let fixed = 1 + 4 + usize::from(bytes[1]) + 9 * 32;
        bytes[0] == PICTURE && end >= fixed && (end - fixed).is_multiple_of(65)
    }
}
