use presend::decode::VideoCodec;
use presend::hash::pdq::Pdq;
use presend::hash::{Digests, Fingerprints, FrameFingerprints};
use presend::orientation::Orientation;
use presend::scan::{Fingerprinted, Part};
use serde::{Serialize, Serializer, ser::SerializeMap};

use super::crops::Looked;
use crate::input::FileName;
use crate::output::{Reason, hex};

/// One line of `presend hash --json`. The names are part of the command's interface.
#[derive(Debug, Serialize)]
pub(super) struct HashLine {
    v: u32,
    #[serde(flatten)]
    file: FileName,
    kind: Option<&'static str>,
    bytes: Option<u64>,
    digests: DigestsShown,
    /// Every picture and frame, with the part that it belongs to.
    parts: Vec<PartShown>,
    contents: Vec<ContentShown>,
    undecided: Option<Reason>,
    /// How the frames of a video are coded that were not decoded.
    #[serde(skip_serializing_if = "Option::is_none")]
    codec: Option<&'static str>,
    /// With `--content` only: null if no picture could be decoded whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<Option<SeenShown>>,
}

/// What is to be seen in the first picture.
#[derive(Debug, Serialize)]
struct SeenShown {
    near_median: u32,
    empty: bool,
    graphic: bool,
}

/// A part of the file, as if it were a file.
#[derive(Debug, Serialize)]
struct ContentShown {
    part: String,
    kind: Option<&'static str>,
    bytes: Option<u64>,
    digests: DigestsShown,
    undecided: Option<Reason>,
    #[serde(skip_serializing_if = "Option::is_none")]
    codec: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct DigestsShown {
    blake3: Option<String>,
    sha256: Option<String>,
    sha1: Option<String>,
    md5: Option<String>,
}

#[derive(Debug, Serialize)]
struct PartShown {
    part: String,
    frame: u32,
    time_ms: Option<u64>,
    width: u32,
    height: u32,
    pdq: String,
    pdq_quality: u8,
    pdq512: String,
    pdq512_quality: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    orientations: Option<Orientations>,
}

/// PDQ of the seven other orientations, by name, in the order of [`Orientation::ALL`].
#[derive(Debug)]
struct Orientations(Vec<(&'static str, String)>);

impl HashLine {
    pub(super) fn new(
        file: FileName,
        bytes: Option<u64>,
        hashed: &Fingerprinted,
        orientations: bool,
    ) -> Self {
        // `bytes` is the length of the file as it was opened.
        let Fingerprinted {
            kind,
            length_bytes: _,
            fingerprints,
            parts: _,
            not_applicable: _,
            codec,
            undecided,
            not_compared: _,
            timing: _,
        } = hashed;
        // No edit is undone: a list names the picture as it is.
        let Fingerprints { digests, frames: _, edited: _, links: _, lent: _ } = fingerprints;
        let shown = |name: &str, found: &Fingerprinted| {
            let frames = found.fingerprints.frames.iter();
            frames.map(|frame| PartShown::new(name, frame, orientations)).collect::<Vec<_>>()
        };
        let mut pictures = shown("", hashed);
        pictures.extend(hashed.all_parts().flat_map(|part| shown(&part.name, &part.found)));
        Self {
            v: 1,
            file,
            kind: kind.map(|kind| kind.mime()),
            bytes,
            digests: DigestsShown::new(digests),
            parts: pictures,
            contents: hashed.all_parts().map(ContentShown::new).collect(),
            undecided: undecided.map(Reason::from),
            codec: codec.map(VideoCodec::name),
            content: None,
        }
    }

    /// With what is to be seen in the first picture.
    pub(super) fn with_content(self, looked: Option<&Looked>) -> Self {
        let shown = looked.map(|looked| SeenShown {
            near_median: looked.content.near_median,
            empty: looked.content.is_empty(),
            graphic: looked.content.is_graphic,
        });
        Self { content: Some(shown), ..self }
    }
}

impl DigestsShown {
    fn new(digests: &Digests) -> Self {
        let Digests { blake3, sha256, sha1, md5 } = digests;
        Self {
            blake3: blake3.map(|digest| hex(&digest)),
            sha256: sha256.map(|digest| hex(&digest)),
            sha1: sha1.map(|digest| hex(&digest)),
            md5: md5.map(|digest| hex(&digest)),
        }
    }
}

impl ContentShown {
    fn new(part: &Part) -> Self {
        let Part { name, found } = part;
        Self {
            part: name.clone(),
            kind: found.kind.map(|kind| kind.mime()),
            bytes: found.length_bytes,
            digests: DigestsShown::new(&found.fingerprints.digests),
            undecided: found.undecided.map(Reason::from),
            codec: found.codec.map(VideoCodec::name),
        }
    }
}

impl PartShown {
    fn new(part: &str, frame: &FrameFingerprints, orientations: bool) -> Self {
        let FrameFingerprints { frame, time_ms, width, height, pdq, over_black: _, pdq512 } = frame;
        let [upright, ..] = pdq;
        Self {
            part: part.to_owned(),
            frame: *frame,
            time_ms: *time_ms,
            width: *width,
            height: *height,
            pdq: digits(upright),
            pdq_quality: upright.quality,
            pdq512: digits(pdq512),
            pdq512_quality: pdq512.quality,
            orientations: orientations.then(|| Orientations::new(pdq)),
        }
    }
}

impl Orientations {
    fn new(pdq: &[Pdq; 8]) -> Self {
        let turned = Orientation::ALL.iter().zip(pdq).skip(1);
        Self(turned.map(|(orientation, pdq)| (orientation.name(), digits(pdq))).collect())
    }
}

impl Serialize for Orientations {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, digits) in &self.0 {
            map.serialize_entry(name, digits)?;
        }
        map.end()
    }
}

fn digits(pdq: &Pdq) -> String {
    hex(pdq.hash.as_bytes())
}
