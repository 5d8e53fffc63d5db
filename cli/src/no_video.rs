//! Built without videos: they are `unopened_container`.

use std::sync::Arc;

use presend::decode::VideoDecoder;

/// The decoders of videos that this build lends to the core: none.
pub(crate) fn decoders() -> Vec<Arc<dyn VideoDecoder>> {
    Vec::new()
}
