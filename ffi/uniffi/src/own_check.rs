//! Checks of the app's own.

use std::sync::Arc;

use presend::own as core;

use crate::failure::HostFailure;
use crate::mirror::mirrors;
use crate::pixels::PixelLayout;

/// A check of the app's own.
#[uniffi::export(rust, foreign)]
pub trait OwnCheck: Send + Sync {
    /// Looks at what is about to be sent.
    ///
    /// # Errors
    /// If it cannot tell.
    fn check(&self, seen: OwnSeen) -> Result<OwnAnswer, HostFailure>;
}

/// What an own check looks at.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum OwnInput {
    /// The text of a message.
    Text,
    /// The bytes of a file.
    Bytes,
    /// The pixels of a picture that is handed over as pixels.
    Pixels,
}

/// What is about to be sent, copied.
#[derive(uniffi::Enum)]
pub enum OwnSeen {
    /// The text of a message.
    Text {
        /// The text.
        text: String,
    },
    /// The bytes of a file.
    Bytes {
        /// The bytes.
        bytes: Vec<u8>,
    },
    /// A picture.
    Pixels {
        /// Its rows.
        bytes: Vec<u8>,
        /// How they lie.
        layout: PixelLayout,
    },
}

/// What an own check says.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum OwnAnswer {
    /// Nothing.
    Nothing,
    /// There is something that the user may want to look at.
    Remark,
}

/// What came of asking an own check.
#[derive(Clone, Copy, Debug, uniffi::Enum)]
pub enum OwnSaid {
    /// It was not asked.
    NotAsked,
    /// It has nothing to say.
    Nothing,
    /// It has a remark.
    Remark,
    /// It failed.
    Failed,
    /// It panicked.
    Panicked,
    /// It did not answer in time.
    Late,
    /// What it looks at could not be read.
    Unread,
}

/// An own check, and what came of asking it.
#[derive(Clone, Debug, uniffi::Record)]
pub struct OwnResult {
    /// Its name.
    pub check: String,
    /// What came of it.
    pub said: OwnSaid,
}

/// An own check, and what the app declares about it.
#[derive(uniffi::Record)]
pub struct LentOwnCheck {
    /// Its name.
    pub name: String,
    /// What it looks at.
    pub looks_at: OwnInput,
    /// How long it may take, in milliseconds.
    pub deadline_ms: u32,
    /// The check.
    pub check: Arc<dyn OwnCheck>,
}

mirrors!(core::OwnInput, OwnInput: Text Bytes Pixels);
mirrors!(core::OwnAnswer, OwnAnswer: Nothing Remark);
mirrors!(core::OwnSaid, OwnSaid: NotAsked Nothing Remark Failed Panicked Late Unread);

impl From<&core::OwnResult> for OwnResult {
    fn from(result: &core::OwnResult) -> Self {
        let core::OwnResult { check, said } = result;
        Self { check: check.to_string(), said: (*said).into() }
    }
}

impl LentOwnCheck {
    pub(crate) fn terms(&self) -> core::OwnTerms {
        core::OwnTerms { looks_at: self.looks_at.into(), deadline_ms: self.deadline_ms }
    }

    pub(crate) fn hosted(self) -> Arc<dyn core::OwnCheck> {
        Arc::new(Hosted(self.check))
    }
}

struct Hosted(Arc<dyn OwnCheck>);

impl core::OwnCheck for Hosted {
    fn check(&self, seen: core::OwnSeen<'_>) -> Result<core::OwnAnswer, core::OwnCheckFailed> {
        let seen = match seen {
            core::OwnSeen::Text(text) => OwnSeen::Text { text: text.to_owned() },
            core::OwnSeen::Bytes(bytes) => OwnSeen::Bytes { bytes: bytes.to_vec() },
            core::OwnSeen::Pixels(view) => {
                OwnSeen::Pixels { bytes: view.bytes.to_vec(), layout: view.into() }
            }
        };
        self.0.check(seen).map(Into::into).map_err(|_| core::OwnCheckFailed)
    }
}
