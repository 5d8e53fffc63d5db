//! The plain list of the test kit, and how such a list is written.

use presend::attachment::Attachment;
use presend::context::CancelToken;
use presend::hash::pdq::PdqHash;
use presend::hash::{Digests, Fingerprints};
use presend::limits::Limits;
use presend::scan::{Job, fingerprint};
use presend::set::canary::{Canary, PICTURES};

use super::draw::DRAWINGS;
use super::kit::original;
use crate::exit::Failure;
use crate::output::hex;

/// Says that the entries of a list are harmless test entries.
pub(crate) const TEST: &str = "#! test\n";

/// One listed picture.
pub(crate) struct Entry {
    name: String,
    pub(crate) pdq: PdqHash,
    digests: Digests,
}

impl Entry {
    /// Hashes a file with the core that scans.
    pub(crate) fn of(name: &str, file: &[u8]) -> Result<Self, Failure> {
        let Fingerprints { digests, frames, .. } = fingerprints(file);
        let frame = frames.first();
        let upright = frame.and_then(|frame| frame.pdq.first());
        let pdq = upright.ok_or_else(|| Failure::internal(format!("{name} was not hashed")))?.hash;
        Ok(Self { name: name.to_owned(), pdq, digests })
    }

    /// PDQ, SHA-256 and MD5 on one line, which makes them one entry.
    fn line(&self) -> String {
        let digest = |name: &str, bytes: Option<&[u8]>| {
            bytes.map(|bytes| format!(" {name}:{}", hex(bytes))).unwrap_or_default()
        };
        let sha256 = digest("sha256", self.digests.sha256.as_ref().map(<[u8; 32]>::as_slice));
        let md5 = digest("md5", self.digests.md5.as_ref().map(<[u8; 16]>::as_slice));
        format!("# {}\npdq:{}{sha256}{md5}\n", self.name, self.pdq.to_hex())
    }
}

/// The digests and picture hashes of a file.
pub(crate) fn fingerprints(file: &[u8]) -> Fingerprints {
    let (limits, cancel) = (Limits::default(), CancelToken::new());
    let video_decoders = &crate::video::decoders();
    let job = Job { video_decoders, ..Job::everything(&limits, &cancel) };
    fingerprint(&Attachment::bytes(file), &job).fingerprints
}

/// The entries of the six listed drawings.
pub(crate) fn entries() -> Result<Vec<Entry>, Failure> {
    let listed = DRAWINGS.iter().filter(|drawing| drawing.listed);
    listed
        .map(|drawing| {
            let (path, bytes) = original(drawing)?;
            Entry::of(&path, &bytes)
        })
        .collect()
}

/// The entries of the test pictures that are built in.
fn built_in() -> Result<Vec<Entry>, Failure> {
    let entry = |canary: &Canary| Entry::of(&format!("canary/{}", canary.name), &canary.file());
    PICTURES.iter().map(entry).collect()
}

/// A plain list, as `presend scan --list` reads it, after these directives.
pub(crate) fn written(directives: &str, entries: &[Entry]) -> String {
    let lines: String = entries.iter().map(Entry::line).collect();
    format!("{directives}{lines}")
}

/// The kit's list.
pub(crate) fn text() -> Result<String, Failure> {
    let head =
        "# The drawn pictures of the Presend test kit. There is no real material in this list.\n";
    let all: Vec<_> = entries()?.into_iter().chain(built_in()?).collect();
    Ok(format!("{head}{}", written(TEST, &all)))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use presend::set::KnownSet;

    use super::*;
    use crate::testkit::kit::Sheet;
    use crate::testkit::kit::SheetName;

    /// PDQ of every drawing, listed or not, in all eight turns.
    fn hashes() -> Vec<[presend::hash::pdq::Pdq; 8]> {
        let drawn = |name: &SheetName| matches!(name, SheetName::Drawn(_));
        let sheets = SheetName::ALL.into_iter().filter(drawn).map(Sheet::of);
        let first = |sheet: Sheet| sheet.files().next().unwrap().unwrap().bytes;
        sheets.map(|sheet| fingerprints(&first(sheet)).frames.first().unwrap().pdq).collect()
    }

    #[test]
    fn the_pictures_have_structure_and_are_far_from_each_other_in_every_turn() {
        let hashes = hashes();
        assert_eq!(hashes.len(), DRAWINGS.len());
        for (i, a) in hashes.iter().enumerate() {
            assert!(a[0].quality >= 80, "{i}: {}", a[0].quality);
            for (j, b) in hashes.iter().enumerate() {
                for (turn, turned) in b.iter().enumerate().filter(|(turn, _)| i != j || *turn > 0) {
                    let bits = a[0].hash.distance_bits(&turned.hash);
                    assert!(bits > 90, "{i} against {j}, turn {turn}: {bits} bits");
                }
            }
        }
    }

    #[test]
    fn the_list_holds_six_pictures_and_the_built_in_ones_with_two_digests_each() {
        let set = KnownSet::from_list_unverified("kit", &text().unwrap()).unwrap();
        assert_eq!(set.rows(), (6 + 2) * 3);
    }
}
