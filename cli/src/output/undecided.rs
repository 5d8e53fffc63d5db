use presend::decode::VideoCodec;
use presend::limits::LimitName;
use presend::undecided::Undecided;
use serde::Serialize;

/// Why a check could not be finished, as JSON shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Reason {
    reason: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<&'static str>,
}

impl From<Undecided> for Reason {
    fn from(undecided: Undecided) -> Self {
        let limit = undecided.limit().map(LimitName::name);
        Self { reason: undecided.name(), limit }
    }
}

/// ` (av1)` behind a reason, if the codec is what is lacking.
pub(crate) fn codec_said(codec: Option<VideoCodec>) -> String {
    codec.map(|codec| format!(" ({})", codec.name())).unwrap_or_default()
}
