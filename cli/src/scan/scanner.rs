use std::path::Path;
use std::sync::Arc;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use presend::context::Monotonic;
use presend::hash::edits::EditProfile;
use presend::journal::FileJournal;
use presend::limits::Limits;
use presend::policy::BuiltInPolicy;
use presend::scan::AttachmentScanner;

use super::Known;
use crate::exit::Failure;
use crate::output::printable;

/// The scanner of the command line: with HEIC and videos where they are built in, and with a clock.
pub(crate) fn scanner(
    known: &Known,
    policy: BuiltInPolicy,
    journal: Option<&Path>,
    limits: Limits,
    edits: EditProfile,
) -> Result<AttachmentScanner, Failure> {
    let mut builder = AttachmentScanner::builder()
        .policy(Arc::new(policy))
        .limits(limits)
        .edits(edits)
        .monotonic(Arc::new(Stopwatch(Instant::now())));
    for set in &known.sets {
        builder = builder.add_set(set.clone());
    }
    if known.lacks_a_set {
        builder = builder.lacks_a_set();
    }
    for decoder in crate::heic::decoders() {
        builder = builder.add_decoder(decoder);
    }
    for decoder in crate::video::decoders() {
        builder = builder.add_video_decoder(decoder);
    }
    if let Some(folder) = journal {
        let failed = |fault| Failure::internal(format!("{}: {fault}", printable(folder)));
        builder = builder.journal(Arc::new(FileJournal::open(folder).map_err(failed)?));
    }
    Ok(builder.build())
}

/// The time, for the sets' windows and the journal's day.
pub(crate) fn now_unix_seconds() -> Result<u64, Failure> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map(|since| since.as_secs()).map_err(|_| Failure::internal("the clock is before 1970"))
}

struct Stopwatch(Instant);

impl Monotonic for Stopwatch {
    fn now_us(&self) -> u64 {
        u64::try_from(self.0.elapsed().as_micros()).unwrap_or(u64::MAX)
    }
}
