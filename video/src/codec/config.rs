//! What a container keeps of a track for its decoder: `avcC` and `hvcC` (ISO/IEC 14496-15).

use presend::undecided::Undecided;

use crate::file::Fields;

/// Parameter sets, and how long the lengths before units are.
pub(super) struct Config<'a> {
    pub(super) length_bytes: usize,
    pub(super) sets: Vec<&'a [u8]>,
}

impl<'a> Config<'a> {
    pub(super) fn h264(bytes: &'a [u8]) -> Result<Self, Undecided> {
        let mut fields = Fields(bytes);
        if fields.u8()? != 1 {
            return Err(Undecided::Corrupt);
        }
        fields.take(3)?;
        let length_bytes = usize::from(fields.u8()? & 3).saturating_add(1);
        let mut sets = Vec::new();
        for mask in [0x1f, 0xff] {
            for _ in 0..fields.u8()? & mask {
                let length = usize::from(fields.u16()?);
                sets.push(fields.take(length)?);
            }
        }
        Ok(Self { length_bytes, sets })
    }

    pub(super) fn hevc(bytes: &'a [u8]) -> Result<Self, Undecided> {
        let mut fields = Fields(bytes);
        fields.take(21)?;
        let length_bytes = usize::from(fields.u8()? & 3).saturating_add(1);
        let mut sets = Vec::new();
        for _ in 0..fields.u8()? {
            fields.u8()?;
            for _ in 0..fields.u16()? {
                let length = usize::from(fields.u16()?);
                sets.push(fields.take(length)?);
            }
        }
        Ok(Self { length_bytes, sets })
    }
}
