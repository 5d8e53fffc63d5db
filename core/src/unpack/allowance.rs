use crate::context::CancelToken;
use crate::decode::Guard;
use crate::limits::{LimitName, Limits};
use crate::undecided::Undecided;

/// What all parts of one attachment may take together: asked before anything is unpacked.
#[derive(Debug)]
pub(crate) struct Allowance<'a> {
    guard: Guard<'a>,
    parts_left: u32,
    unpacked_bytes_left: u64,
    frames_left: u32,
}

impl<'a> Allowance<'a> {
    pub(crate) fn new(limits: &'a Limits, cancel: &'a CancelToken) -> Self {
        Self {
            guard: Guard::new(limits, cancel),
            parts_left: limits.max_parts,
            unpacked_bytes_left: limits.max_unpacked_bytes,
            // The attachment itself is never refused for this.
            frames_left: limits.max_video_frames.max(1),
        }
    }

    /// The one guard of the scan: its work budget is that of all parts.
    pub(crate) const fn guard(&mut self) -> &mut Guard<'a> {
        &mut self.guard
    }

    pub(crate) const fn limits(&self) -> &'a Limits {
        self.guard.limits()
    }

    /// Takes one part.
    pub(crate) fn part(&mut self) -> Result<(), Undecided> {
        self.guard.cancelled()?;
        let left = self.parts_left.checked_sub(1);
        self.parts_left = left.ok_or(Undecided::OverLimit(LimitName::Parts))?;
        Ok(())
    }

    /// Takes a part's bytes, before they are unpacked or read: those of it that are refused do not
    /// count.
    pub(crate) fn unpack(&mut self, bytes: u64) -> Result<(), Undecided> {
        if bytes > self.limits().max_part_bytes {
            return Err(Undecided::OverLimit(LimitName::PartBytes));
        }
        let left = self.unpacked_bytes_left.checked_sub(bytes);
        let left = left.ok_or(Undecided::OverLimit(LimitName::UnpackedBytes))?;
        self.guard.work(bytes)?;
        self.unpacked_bytes_left = left;
        Ok(())
    }

    /// Refuses the pictures of another part once those before had as many frames as a video may.
    pub(crate) const fn more_frames(&self) -> Result<(), Undecided> {
        if self.frames_left == 0 {
            return Err(Undecided::OverLimit(LimitName::VideoFrames));
        }
        Ok(())
    }

    /// Takes frames that were hashed.
    pub(crate) fn frames(&mut self, hashed: usize) {
        let hashed = u32::try_from(hashed).unwrap_or(u32::MAX);
        self.frames_left = self.frames_left.saturating_sub(hashed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let mut allowance = Allowance::new(&limits, &cancel);
        assert_eq!(allowance.part().and(allowance.part()), Ok(()));
        assert_eq!(allowance.part(), OVER(LimitName::Parts));
        assert_eq!(allowance.unpack(11), OVER(LimitName::PartBytes));
        assert_eq!(allowance.unpack(10), Ok(()));
        assert_eq!(allowance.unpack(6), OVER(LimitName::UnpackedBytes));
        assert_eq!(allowance.unpack(5), Ok(()), "what was refused took nothing");
        allowance.frames(2);
        assert_eq!(allowance.more_frames(), Ok(()));
        allowance.frames(2);
        assert_eq!(allowance.more_frames(), OVER(LimitName::VideoFrames));
    }

    #[test]
    fn unpacking_is_work_of_the_same_budget_as_decoding() {
        let cancel = CancelToken::new();
        let limits = Limits { max_work_bytes: 10, ..Limits::default() };
        let mut allowance = Allowance::new(&limits, &cancel);
        assert_eq!(allowance.unpack(8), Ok(()));
        assert_eq!(allowance.guard().work(3), OVER(LimitName::WorkBytes));
        assert_eq!(allowance.unpack(0), OVER(LimitName::WorkBytes));
        cancel.cancel();
        assert_eq!(allowance.part(), Err(Undecided::Cancelled));
    }
}
