//! A scanner that also opens what the command line opens.

use std::sync::Arc;

use presend::attachment::Attachment;
use presend::decode::VideoDecoder;
use presend_video::SoftwareDecoder;

use super::failure::DeskFailure;
use super::file::open;
use crate::checked::Checked;
use crate::context::ScanContext;
use crate::failure::PresendFailure;
use crate::heic;
use crate::scanner::{AttachmentScanner, ScannerOptions};

/// A scanner with the decoders of the command line: HEIC pictures and the frames of videos.
///
/// # Errors
/// If an own check is refused.
#[uniffi::export]
pub fn desk_scanner(options: ScannerOptions) -> Result<Arc<AttachmentScanner>, PresendFailure> {
    let mut builder = options.builder()?;
    for decoder in heic::decoders() {
        builder = builder.add_decoder(decoder);
    }
    for decoder in video_decoders() {
        builder = builder.add_video_decoder(decoder);
    }
    Ok(Arc::new(AttachmentScanner { scanner: builder.build() }))
}

#[uniffi::export]
impl AttachmentScanner {
    /// Checks a file, read by position. The name is as `os.fsencode` gives it.
    ///
    /// # Errors
    /// If it cannot be opened.
    pub fn scan_file(&self, name: Vec<u8>, context: ScanContext) -> Result<Checked, DeskFailure> {
        let file = open(name)?;
        Ok(self.scan(Attachment::source(&file), context))
    }
}

pub(super) fn video_decoders() -> Vec<Arc<dyn VideoDecoder>> {
    vec![Arc::new(SoftwareDecoder)]
}
