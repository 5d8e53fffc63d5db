//! Built without HEIC: such pictures are `unsupported_format`.

use std::sync::Arc;

use presend::decode::StillDecoder;

/// The decoders that this build adds to the core's: none.
pub(crate) fn decoders() -> Vec<Arc<dyn StillDecoder>> {
    Vec::new()
}
