use std::path::Path;

use presend::scan::Fingerprinted;
use presend::set::MatchParameters;

use crate::output::{hex, printable};

/// A line of a plain list: what the file is known by, and its name as a comment. A picture of a
/// quality at which nothing is compared is known by its digest alone; a file that could not be read
/// to its end by nothing.
pub(super) fn line(path: &Path, hashed: &Fingerprinted) -> String {
    let Some(sha256) = hashed.fingerprints.digests.sha256 else {
        return format!("# nothing to list: {}\n", printable(path));
    };
    let frames = hashed.fingerprints.frames.iter().map(|frame| {
        let [upright, ..] = &frame.pdq;
        upright
    });
    let compared = frames.filter(|pdq| pdq.quality >= MatchParameters::LOWEST_QUALITY);
    let mut words = vec![format!("sha256:{}", hex(&sha256))];
    for pdq in compared {
        let word = format!("pdq:{}", hex(pdq.hash.as_bytes()));
        if !words.contains(&word) {
            words.push(word);
        }
    }
    format!("{} # {}\n", words.join(" "), printable(path))
}
