use std::path::Path;

use presend::hash::FrameFingerprints;
use presend::orientation::Orientation;
use presend::scan::{Fingerprinted, Part};

use crate::output::{Colour, Style, codec_said, hex, printable};

/// A few lines for a person: the file, its digests, the hashes of each picture in it; and the same of
/// each part.
pub(super) fn lines(
    path: &Path,
    hashed: &Fingerprinted,
    orientations: bool,
    style: Style,
) -> String {
    let mut text = headline(printable(path), hashed);
    text.push_str(&facts(hashed, orientations, style));
    for Part { name, found } in hashed.all_parts() {
        text.push_str(&headline(format!("  {name}"), found));
        text.push_str(&facts(found, orientations, style));
    }
    text
}

fn facts(hashed: &Fingerprinted, orientations: bool, style: Style) -> String {
    let mut text = String::new();
    let digests = &hashed.fingerprints.digests;
    line(&mut text, "blake3", digests.blake3.map(|d| hex(&d)));
    line(&mut text, "sha256", digests.sha256.map(|d| hex(&d)));
    line(&mut text, "sha1", digests.sha1.map(|d| hex(&d)));
    line(&mut text, "md5", digests.md5.map(|d| hex(&d)));
    let animated = hashed.fingerprints.frames.len() > 1;
    for frame in &hashed.fingerprints.frames {
        picture(&mut text, frame, animated, orientations);
    }
    if let Some(undecided) = hashed.undecided {
        let why = format!("{undecided}{}", codec_said(hashed.codec));
        let why = style.paint(Colour::Cyan, &why, 0);
        line(&mut text, "undecided", Some(why));
    }
    text
}

fn headline(name: String, hashed: &Fingerprinted) -> String {
    let kind = hashed.kind.map_or("", |kind| kind.mime());
    let bytes = hashed.length_bytes.map(|bytes| format!("{bytes} bytes")).unwrap_or_default();
    let facts = [name, kind.to_owned(), bytes];
    let facts: Vec<_> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    facts.join("  ") + "\n"
}

fn picture(text: &mut String, frame: &FrameFingerprints, animated: bool, orientations: bool) {
    let size = format!("{}x{}", frame.width, frame.height);
    let time = frame.time_ms.map(|ms| format!(" at {ms} ms")).unwrap_or_default();
    if animated {
        line(text, "frame", Some(format!("{}{time}, {size}", frame.frame)));
    } else {
        line(text, "size", Some(size));
    }
    for (orientation, pdq) in Orientation::ALL.iter().zip(&frame.pdq) {
        let upright = *orientation == Orientation::Upright;
        let label = if upright { "pdq" } else { orientation.name() };
        let value = format!("{}  quality {}", hex(pdq.hash.as_bytes()), pdq.quality);
        line(text, label, (upright || orientations).then_some(value));
    }
    let pdq512 = &frame.pdq512;
    let value = format!("{}  quality {}", hex(pdq512.hash.as_bytes()), pdq512.quality);
    line(text, "pdq512", Some(value));
}

fn line(text: &mut String, label: &str, value: Option<String>) {
    if let Some(value) = value {
        text.push_str(&format!("  {label:<10} {value}\n"));
    }
}
