use std::sync::Arc;

use zeroize::Zeroizing;

use super::input::Opened;
use crate::attachment::{Attachment, Input, PixelView};
use crate::decode::used_pixel_bytes;
use crate::own::OwnSeen;
use crate::run::Run;

/// A copy of what is about to be sent, for the threads of own checks: one that is late may look at it after
/// the scan has ended. Wiped when the last lets go of it.
pub(super) enum Lent {
    Text(Zeroizing<String>),
    Bytes(Zeroizing<Vec<u8>>),
    Pixels { shape: PixelView<'static>, bytes: Zeroizing<Vec<u8>> },
}

impl Lent {
    /// `None` if it cannot be read, is over a limit, or has fewer pixels than it says.
    pub(super) fn of(attachment: &Attachment<'_>, run: Run<'_>) -> Option<Arc<Self>> {
        let lent = match attachment.input {
            Input::Text(text) => {
                is_within(text.len(), run.limits.max_text_bytes)?;
                Self::Text(Zeroizing::new(text.to_owned()))
            }
            Input::Bytes(bytes) => {
                is_within(bytes.len(), run.limits.max_input_bytes_in_memory)?;
                Self::Bytes(Zeroizing::new(bytes.to_vec()))
            }
            Input::Source(source) => match Opened::source(source, run.quiet()).ok()? {
                Opened::Owned(bytes) => Self::Bytes(bytes),
                Opened::Borrowed(_) | Opened::Part(_) | Opened::Streamed { .. } => return None,
            },
            Input::Pixels(view) => {
                let bytes = view.bytes.get(..used_pixel_bytes(&view).ok()?)?;
                is_within(bytes.len(), run.limits.max_decode_bytes)?;
                let bytes = Zeroizing::new(bytes.to_vec());
                Self::Pixels { shape: PixelView { bytes: &[], ..view }, bytes }
            }
        };
        Some(Arc::new(lent))
    }

    pub(super) fn seen(&self) -> OwnSeen<'_> {
        match self {
            Self::Text(text) => OwnSeen::Text(text),
            Self::Bytes(bytes) => OwnSeen::Bytes(bytes),
            Self::Pixels { shape, bytes } => OwnSeen::Pixels(PixelView { bytes, ..*shape }),
        }
    }
}

fn is_within(length: usize, most: u64) -> Option<()> {
    u64::try_from(length).is_ok_and(|length| length <= most).then_some(())
}
