//! Videos, by `presend-video`.

use std::sync::Arc;

use presend::decode::VideoDecoder;
use presend_video::SoftwareDecoder;

/// The decoders of videos that this build lends to the core.
pub(crate) fn decoders() -> Vec<Arc<dyn VideoDecoder>> {
    vec![Arc::new(SoftwareDecoder)]
}
