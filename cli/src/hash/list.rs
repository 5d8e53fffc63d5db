use std::path::Path;

use presend::scan::Fingerprinted;
use presend::set::MatchParameters;
use presend::unpack::Unpacked;

use crate::output::{hex, printable};

/// A line of a plain list: what the file is known by, and its name as a comment. A picture of a
/// quality at which nothing is compared is known by its digest alone; a file that could not be read
/// to its end by nothing. A video is known by its frames together.
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
    if hashed.kind.map(Unpacked::of) == Some(Unpacked::Video) {
        let frames: Vec<_> = compared.map(|pdq| hex(pdq.hash.as_bytes())).collect();
        words.extend((!frames.is_empty()).then(|| format!("vpdq:{}", frames.join(","))));
        return format!("{} # {}\n", words.join(" "), printable(path));
    }
    for pdq in compared {
        let word = format!("pdq:{}", hex(pdq.hash.as_bytes()));
        if !words.contains(&word) {
            words.push(word);
        }
    }
    format!("{} # {}\n", words.join(" "), printable(path))
}
