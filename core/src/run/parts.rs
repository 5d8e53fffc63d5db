use super::guard::Guard;
use crate::limits::{LimitName, Limits};
use crate::undecided::Undecided;

/// What the parts of one attachment may still take together.
#[derive(Debug)]
pub(super) struct PartsLeft {
    parts: u32,
    unpacked_bytes: u64,
    frames: u32,
}

impl PartsLeft {
    pub(super) fn of(limits: &Limits) -> Self {
        Self {
            parts: limits.max_parts,
            unpacked_bytes: limits.max_unpacked_bytes,
            // The attachment itself is never refused for this.
            frames: limits.max_video_frames.max(1),
        }
    }
}

impl Guard<'_> {
    /// Takes one part.
    pub(crate) fn part(&mut self) -> Result<(), Undecided> {
        self.cancelled()?;
        let left = self.left.parts.checked_sub(1);
        self.left.parts = left.ok_or(Undecided::OverLimit(LimitName::Parts))?;
        Ok(())
    }

    /// Takes a part's bytes, before they are unpacked or read: those of it that are refused do not
    /// count.
    pub(crate) fn unpack(&mut self, bytes: u64) -> Result<(), Undecided> {
        if bytes > self.limits().max_part_bytes {
            return Err(Undecided::OverLimit(LimitName::PartBytes));
        }
        let left = self.left.unpacked_bytes.checked_sub(bytes);
        let left = left.ok_or(Undecided::OverLimit(LimitName::UnpackedBytes))?;
        self.work(bytes)?;
        self.left.unpacked_bytes = left;
        Ok(())
    }

    /// Refuses the pictures of another part once those before had as many frames as a video may.
    pub(crate) const fn more_frames(&self) -> Result<(), Undecided> {
        if self.left.frames == 0 {
            return Err(Undecided::OverLimit(LimitName::VideoFrames));
        }
        Ok(())
    }

    /// Takes frames that were hashed.
    pub(crate) fn frames(&mut self, hashed: usize) {
        let hashed = u32::try_from(hashed).unwrap_or(u32::MAX);
        self.left.frames = self.left.frames.saturating_sub(hashed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::CancelToken;

    const OVER: fn(LimitName) -> Result<(), Undecided> = |name| Err(Undecided::OverLimit(name));

    #[test]
    fn each_bound_is_inclusive_and_has_its_name() {
        let cancel = CancelToken::new();
        let limits = Limits {
            max_parts: 2,
            max_part_bytes: 10,
            max_unpacked_bytes: 15,
            max_video_frames: 3,
            ..Limits::default()
        };
        let mut guard = Guard::new(&limits, &cancel);
        assert_eq!(guard.part().and(guard.part()), Ok(()));
        assert_eq!(guard.part(), OVER(LimitName::Parts));
        assert_eq!(guard.unpack(11), OVER(LimitName::PartBytes));
        assert_eq!(guard.unpack(10), Ok(()));
        assert_eq!(guard.unpack(6), OVER(LimitName::UnpackedBytes));
        assert_eq!(guard.unpack(5), Ok(()), "what was refused took nothing");
        guard.frames(2);
        assert_eq!(guard.more_frames(), Ok(()));
        guard.frames(2);
        assert_eq!(guard.more_frames(), OVER(LimitName::VideoFrames));
    }

    #[test]
    fn unpacking_is_work_of_the_same_budget_as_decoding() {
        let cancel = CancelToken::new();
        let limits = Limits { max_work_bytes: 10, ..Limits::default() };
        let mut guard = Guard::new(&limits, &cancel);
        assert_eq!(guard.unpack(8), Ok(()));
        assert_eq!(guard.work(3), OVER(LimitName::WorkBytes));
        assert_eq!(guard.unpack(0), OVER(LimitName::WorkBytes));
        cancel.cancel();
        assert_eq!(guard.part(), Err(Undecided::Cancelled));
    }
}
