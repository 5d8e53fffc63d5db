#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

use presend::AttachmentScanner;
use presend::attachment::Attachment;
use presend::context::{CancelToken, ScanContext};
use presend::report::Outcome;
use presend::set::KnownSet;
use presend::undecided::Undecided;

use super::{LentVideoDecoder, VideoDecoder, VideoFile, VideoKind, VideoSeen};
use crate::failure::{HostFailure, PresendFailure};

const FILE: &[u8] = b"\0\0\0\x18ftypisom\0\0\x02\0isomiso2\0\0\0\x08free";

/// Says that it began, and does not return before it is let go.
struct Hangs {
    began: Sender<()>,
    go: Mutex<Receiver<()>>,
    after: Sender<bool>,
}

impl VideoDecoder for Hangs {
    fn decode(&self, video: Arc<VideoFile>) -> Result<VideoSeen, HostFailure> {
        self.began.send(()).unwrap();
        self.go.lock().unwrap().recv().unwrap();
        let read = video.read_at(0, 1);
        self.after.send(matches!(read, Err(PresendFailure::Finished))).unwrap();
        Ok(VideoSeen::Whole)
    }
}

fn outcome(decoder: Arc<dyn VideoDecoder>, cancel: CancelToken) -> Outcome {
    let set = KnownSet::from_list_unverified("made-up", &format!("pdq:{}", "0f".repeat(32)));
    let lent = LentVideoDecoder { kinds: vec![VideoKind::Mp4], decoder };
    let builder = AttachmentScanner::builder().add_set(set.unwrap());
    let scanner = builder.add_video_decoder(Arc::new(lent)).build();
    let context = ScanContext { cancel, ..ScanContext::at(1) };
    scanner.scan(Attachment::bytes(FILE), &context).report.outcome
}

#[test]
fn a_cancelled_scan_leaves_a_decoder_that_hangs() {
    let ((began, has_begun), (let_go, go), (after, ended)) = (channel(), channel(), channel());
    let cancel = CancelToken::new();
    let watched = cancel.clone();
    thread::spawn(move || {
        has_begun.recv().unwrap();
        watched.cancel();
    });
    let hangs = Arc::new(Hangs { began, go: Mutex::new(go), after });
    assert_eq!(outcome(hangs, cancel), Outcome::Undecided(Undecided::Cancelled));
    let_go.send(()).unwrap();
    assert!(ended.recv().unwrap(), "what it asks later is answered at once: the scan is over");
}

struct Panics;

impl VideoDecoder for Panics {
    #[expect(clippy::panic, reason = "that is what is tested")]
    fn decode(&self, video: Arc<VideoFile>) -> Result<VideoSeen, HostFailure> {
        assert_eq!(video.length(), u64::try_from(FILE.len()).unwrap());
        panic!("made up")
    }
}

#[test]
fn a_decoder_that_panics_has_failed() {
    let failed = Outcome::Undecided(Undecided::DecoderFailed);
    assert_eq!(outcome(Arc::new(Panics), CancelToken::new()), failed);
}
