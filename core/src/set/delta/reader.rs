use super::DeltaFault;

/// Takes a delta's bytes from the front.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(super) fn take(&mut self, length: usize) -> Result<&'a [u8], DeltaFault> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(DeltaFault::BadLayout)?;
        self.rest = rest;
        Ok(taken)
    }

    pub(super) fn u32(&mut self) -> Result<u32, DeltaFault> {
        let bytes = self.take(4)?.first_chunk().ok_or(DeltaFault::BadLayout)?;
        Ok(u32::from_le_bytes(*bytes))
    }

    pub(super) fn u16(&mut self) -> Result<u16, DeltaFault> {
        let bytes = self.take(2)?.first_chunk().ok_or(DeltaFault::BadLayout)?;
        Ok(u16::from_le_bytes(*bytes))
    }

    /// A number of things of at least so many bytes each: never more than there are bytes for.
    pub(super) fn count(&mut self, bytes_each: usize) -> Result<usize, DeltaFault> {
        let count = usize::try_from(self.u32()?).map_err(|_| DeltaFault::BadLayout)?;
        let fits = count.checked_mul(bytes_each).is_some_and(|bytes| bytes <= self.rest.len());
        if fits { Ok(count) } else { Err(DeltaFault::BadLayout) }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }
}
