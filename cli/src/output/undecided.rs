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
