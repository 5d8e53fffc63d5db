use std::sync::Arc;

use presend::context::{ScanContext, ScanProgress, ScanStep};
use presend::explain::clock;

use crate::output::Working;

/// Says on the terminal at which time of a video a scan is. The line goes away with the last context that
/// has it.
struct VideoTime(Working);

impl ScanProgress for VideoTime {
    fn step(&self, step: ScanStep) {
        if let ScanStep::Picture { time_ms: Some(ms), .. } = step {
            self.0.at(|| format!("looking at {}", clock(ms)));
        }
    }
}

/// The same context, followed on the terminal.
pub(super) fn followed(context: &ScanContext) -> ScanContext {
    let line = Working::begin();
    line.at(|| "looking".to_owned());
    context.clone().with_progress(Arc::new(VideoTime(line)))
}
