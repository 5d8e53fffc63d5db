use crate::report::SetRef;

/// Whether reports can be sealed, and to whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Sealing {
    /// The app did not switch it on, or lacks a journal or a store.
    #[default]
    Off,
    /// After a threshold and a notice that the user has seen.
    On {
        /// Where the user contests one.
        appeal: String,
        /// Each set that leads to reports, with its recipient.
        to: Vec<SealedTo>,
    },
}

/// A set that leads to reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedTo {
    /// The set.
    pub set: SetRef,
    /// Who alone can open a report.
    pub recipient: String,
    /// Names the recipient's key: the first 16 bytes of its SHA-256, in hexadecimal digits.
    pub key_id: String,
    /// So many distinct entries make a report.
    pub threshold: u64,
    /// Within so many days.
    pub window_days: u64,
    /// No report from then on, in seconds since 1970: the legal basis ends.
    pub sunset: u64,
}

impl Sealing {
    pub(super) fn lines(&self) -> Vec<String> {
        match self {
            Self::Off => vec!["sealed_reports off".to_owned()],
            Self::On { appeal, to } => {
                let on = format!("sealed_reports after a notice, appeal {appeal}");
                core::iter::once(on).chain(to.iter().map(SealedTo::line)).collect()
            }
        }
    }
}

impl SealedTo {
    fn line(&self) -> String {
        let Self { set, recipient, key_id, threshold, window_days, sunset } = self;
        let (name, version) = (&set.name, set.version);
        format!(
            "sealed_reports set {name} version {version} to {recipient} key {key_id} \
             threshold {threshold} {window_days} until {sunset}"
        )
    }
}
