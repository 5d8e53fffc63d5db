use core::fmt;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Mutex, MutexGuard, PoisonError};

use presend::undecided::Undecided;
use presend::unpack::VideoPlan;

use super::served::{Asked, Frame};
use crate::failure::PresendFailure;
use crate::piece::Piece;
use crate::pixels::PixelLayout;

/// A video as a decoder of the app's sees it: bytes to read, and where frames go.
#[derive(uniffi::Object)]
pub struct VideoFile {
    length: u64,
    plan: Mutex<VideoPlan>,
    asked: Mutex<Option<SyncSender<Asked>>>,
}

impl VideoFile {
    pub(super) fn new(length: u64, asked: SyncSender<Asked>) -> Self {
        let plan = Mutex::new(VideoPlan::new(0, 0));
        Self { length, plan, asked: Mutex::new(Some(asked)) }
    }

    /// Ends it: whatever is asked from now on fails.
    pub(super) fn close(&self) -> Option<SyncSender<Asked>> {
        locked(&self.asked).take()
    }

    /// Asks the thread that scans, and waits for its answer. `None`: the scan is over.
    fn ask<T>(
        &self,
        question: impl FnOnce(SyncSender<Result<T, Undecided>>) -> Asked,
    ) -> Result<T, PresendFailure> {
        let (answer, answered) = sync_channel(1);
        let asked = locked(&self.asked).clone().ok_or(PresendFailure::Finished)?;
        asked.send(question(answer)).map_err(|_| PresendFailure::Finished)?;
        // Else a thread that this decoder left behind would keep the scan from seeing its end.
        drop(asked);
        Ok(answered.recv().map_err(|_| PresendFailure::Finished)??)
    }
}

#[uniffi::export]
impl VideoFile {
    /// The length of the file in bytes.
    #[must_use]
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Up to `count` bytes from `offset`: fewer only at the end, or if more than 16 MiB are asked for.
    ///
    /// # Errors
    /// Why the scan ended; `Finished` once it is over.
    pub fn read_at(&self, offset: u64, count: u64) -> Result<Piece, PresendFailure> {
        self.ask(|answer| Asked::Read { offset, count, answer })
    }

    /// What the header says: asked before anything is decoded. The sides are in pixels, before a viewer
    /// turns them; the frames are all that are shown.
    ///
    /// # Errors
    /// As above; also if the pictures are larger than the limits allow.
    pub fn begin(
        &self,
        width: u32,
        height: u32,
        frames: u64,
        duration_ms: u64,
    ) -> Result<(), PresendFailure> {
        *locked(&self.plan) = VideoPlan::new(frames, duration_ms);
        self.ask(|answer| Asked::Size { width, height, answer })
    }

    /// True if this frame is looked at. Frames are asked about in the order in which they are shown,
    /// numbered from 0.
    pub fn takes(&self, frame: u32, time_ms: u64) -> bool {
        locked(&self.plan).takes(frame.into(), time_ms)
    }

    /// Hashes a frame that is looked at.
    ///
    /// # Errors
    /// As above.
    pub fn push(
        &self,
        frame: u32,
        time_ms: u64,
        layout: PixelLayout,
        pixels: Piece,
    ) -> Result<(), PresendFailure> {
        let frame = Frame { number: frame, time_ms, layout, pixels };
        self.ask(|answer| Asked::Frame { frame, answer })
    }

    /// Takes a picture that lies in the file as a file of its own, its cover say: it becomes a part.
    ///
    /// # Errors
    /// As above.
    pub fn picture(&self, file: Piece) -> Result<(), PresendFailure> {
        self.ask(|answer| Asked::Picture { file, answer })
    }
}

impl fmt::Debug for VideoFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VideoFile({} bytes)", self.length)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
