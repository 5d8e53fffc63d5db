use std::path::Path;

use presend::limits::Limits;
use presend::scan::Fingerprinted;
use presend::set::MatchParameters;
use presend::unpack::Unpacked;

use super::crops::{Looked, look};
use crate::input::Opened;
use crate::output::{hex, printable};

/// A line of a plain list: what the file is known by, and its name as a comment. A picture of a
/// quality at which nothing is compared, or in which too little is to be seen, is known by its digest
/// alone; a file that could not be read to its end by nothing. A video is known by its frames together.
pub(super) fn line(
    path: &Path,
    opened: &Opened,
    hashed: &Fingerprinted,
    limits: &Limits,
    crops: bool,
) -> String {
    let Some(sha256) = hashed.fingerprints.digests.sha256 else {
        return format!("# nothing to list: {}\n", printable(path));
    };
    let frames = hashed.fingerprints.frames.iter().map(|frame| {
        let [upright, ..] = &frame.pdq;
        upright
    });
    let compared: Vec<_> =
        frames.filter(|pdq| pdq.quality >= MatchParameters::LOWEST_QUALITY).collect();
    let looked = hashed.kind.filter(|_| !compared.is_empty());
    let looked = looked.and_then(|kind| look(opened, kind, limits, crops));
    let is_empty = looked.as_ref().is_some_and(|looked| looked.content.is_empty());
    let is_single = hashed.fingerprints.frames.len() == 1;
    let mut words = vec![format!("sha256:{}", hex(&sha256))];
    if hashed.kind.map(Unpacked::of) == Some(Unpacked::Video) {
        let frames: Vec<_> = compared.iter().map(|pdq| hex(pdq.hash.as_bytes())).collect();
        words.extend((!frames.is_empty()).then(|| format!("vpdq:{}", frames.join(","))));
        return format!("{} # {}\n", words.join(" "), printable(path));
    }
    let parts = looked.iter().flat_map(|looked| &looked.parts);
    for pdq in compared.into_iter().chain(parts).filter(|_| !(is_empty && is_single)) {
        let word = format!("pdq:{}", hex(pdq.hash.as_bytes()));
        if !words.contains(&word) {
            words.push(word);
        }
    }
    format!("{} # {}{}\n", words.join(" "), printable(path), remark(looked.as_ref()))
}

/// What somebody who lists the picture must know.
fn remark(looked: Option<&Looked>) -> String {
    match looked.map(|looked| looked.content) {
        Some(content) if content.is_empty() => {
            format!(" (digest alone: {} of 256 values near the median)", content.near_median)
        }
        Some(content) if content.is_graphic => " (graphic: others of its family match)".to_owned(),
        Some(_) | None => String::new(),
    }
}
