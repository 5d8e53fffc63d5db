use presend::limits::LimitName;
use presend::sniff::MediaKind;
use presend::undecided::Undecided;
use serde_json::{Value, json};

/// What a scan against the kit's list must come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Expected {
    /// `None` for a file without a byte.
    pub(crate) kind: Option<MediaKind>,
    pub(crate) wanted: Wanted,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// Looked at, nothing found.
    Clean,
    /// No picture in it: clean, and said so.
    NotApplicable,
    /// Too flat for PDQ: clean, and said so.
    LowQuality,
    /// The very bytes are on the list.
    Exact,
    /// Resembles the listed picture so turned, in this frame, within these bits.
    Perceptual { variant: &'static str, frame: u32, max_distance_bits: u32 },
    /// Resembles a listed picture after one of these edits was undone.
    Edited { undone: &'static [&'static str] },
    /// Cannot be decided, for this reason.
    Undecided(Undecided),
}

impl Expected {
    pub(crate) fn new(kind: MediaKind, wanted: Wanted) -> Self {
        let kind = (wanted != Wanted::Undecided(Undecided::Empty)).then_some(kind);
        Self { kind, wanted }
    }

    /// The line of `expected.json` for this file.
    pub(crate) fn json(&self, file: &str) -> Value {
        let mut line = json!({ "file": file, "kind": self.kind.map(MediaKind::mime), "outcome": self.outcome() });
        match &self.wanted {
            Wanted::Clean => {}
            Wanted::NotApplicable => line["coverage"] = json!("not_applicable"),
            Wanted::LowQuality => line["coverage"] = json!("low_quality"),
            Wanted::Exact => line["evidence"] = json!("exact"),
            Wanted::Perceptual { variant, frame, max_distance_bits } => {
                line["evidence"] = json!("perceptual");
                line["variant"] = json!(variant);
                line["frame"] = json!(frame);
                line["max_distance_bits"] = json!(max_distance_bits);
            }
            Wanted::Edited { undone } => {
                line["evidence"] = json!("edited");
                line["variant"] = json!(undone);
            }
            Wanted::Undecided(reason) => line["undecided"] = undecided(*reason),
        }
        line
    }

    pub(crate) fn outcome(&self) -> &'static str {
        match self.wanted {
            Wanted::Clean | Wanted::NotApplicable | Wanted::LowQuality => "clean",
            Wanted::Exact | Wanted::Perceptual { .. } => "match",
            Wanted::Edited { .. } => "near",
            Wanted::Undecided(_) => "undecided",
        }
    }
}

fn undecided(reason: Undecided) -> Value {
    let limit = match reason {
        Undecided::OverLimit(limit) => Some(limit.name()),
        _ => None,
    };
    json!({ "reason": reason.name(), "limit": limit })
}

/// Short for the reason that a header claims too many pixels.
pub(crate) const TOO_MANY_PIXELS: Wanted =
    Wanted::Undecided(Undecided::OverLimit(LimitName::Pixels));
