//! The outermost layer of a set file. Integers are little-endian.
//!
//! ```text
//! magic "PKHS\x01\0\r\n" | total_len u64 | manifest_off u32 = 64 | manifest_len u32
//!   | proof_off u32 | proof_len u32 | zero to 64
//! manifest | proof | zero to a multiple of 64 | sections
//! ```

use core::ops::Range;

use super::fault::SetFault;

/// Bytes of the header. Sections begin at multiples of it.
pub const HEADER_BYTES: usize = 64;

/// The longest manifest, signatures included.
pub const MAX_MANIFEST_BYTES: usize = 65_535;

/// The longest proof.
pub const MAX_PROOF_BYTES: usize = 65_536;

const MAGIC: [u8; 8] = *b"PKHS\x01\0\r\n";
const VERSION_AT: usize = 4;

/// Where the parts of a set file are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Container {
    /// The signed note.
    pub manifest: Range<usize>,
    /// The tlog-proof.
    pub proof: Range<usize>,
    /// Where the first section begins.
    pub sections_start: usize,
}

impl Container {
    /// Reads the header, and checks that the parts lie where they must.
    ///
    /// # Errors
    /// `NotASet`, `UnsupportedVersion`, `Truncated` or `BadLayout`.
    pub fn parse(bytes: &[u8]) -> Result<Self, SetFault> {
        Self::check_magic(bytes)?;
        let header = bytes.first_chunk::<HEADER_BYTES>().ok_or(SetFault::Truncated)?;
        let container = Self::read(header, bytes.len())?;
        let gap = container.proof.end..container.sections_start;
        let is_zero =
            |range: Range<usize>| bytes.get(range).is_some_and(|gap| gap.iter().all(|b| *b == 0));
        if is_zero(gap) && is_zero(32..HEADER_BYTES) {
            Ok(container)
        } else {
            Err(SetFault::BadLayout)
        }
    }

    /// Reads the header of a file of which only the part before its sections is there.
    pub(super) fn parse_head(head: &[u8]) -> Result<Self, SetFault> {
        Self::check_magic(head)?;
        let header = head.first_chunk::<HEADER_BYTES>().ok_or(SetFault::Truncated)?;
        let [_, total, ..] = header.as_chunks::<8>().0 else { return Err(SetFault::BadLayout) };
        let total = usize::try_from(u64::from_le_bytes(*total)).map_err(|_| SetFault::BadLayout)?;
        Self::read(header, total)
    }

    /// A file that begins otherwise is no set file; one that only ends too early is cut off.
    pub(super) fn check_magic(bytes: &[u8]) -> Result<(), SetFault> {
        for (at, (byte, expected)) in bytes.iter().zip(&MAGIC).enumerate() {
            if byte != expected {
                let other =
                    at == VERSION_AT && bytes.get(5..8).is_none_or(|rest| rest == b"\0\r\n");
                return Err(if other { SetFault::UnsupportedVersion } else { SetFault::NotASet });
            }
        }
        if bytes.len() < MAGIC.len() { Err(SetFault::Truncated) } else { Ok(()) }
    }

    fn read(header: &[u8; HEADER_BYTES], length: usize) -> Result<Self, SetFault> {
        let [_, total, manifest, proof, ..] = header.as_chunks::<8>().0 else {
            return Err(SetFault::BadLayout);
        };
        let total = usize::try_from(u64::from_le_bytes(*total)).map_err(|_| SetFault::Truncated)?;
        if length < total {
            return Err(SetFault::Truncated);
        }
        let (manifest, proof) = (extent(*manifest)?, extent(*proof)?);
        let sections_start =
            proof.end.checked_next_multiple_of(HEADER_BYTES).ok_or(SetFault::BadLayout)?;
        let fits = length == total
            && manifest.start == HEADER_BYTES
            && manifest.len() <= MAX_MANIFEST_BYTES
            && proof.start == manifest.end
            && proof.len() <= MAX_PROOF_BYTES
            && sections_start <= total;
        fits.then_some(Self { manifest, proof, sections_start }).ok_or(SetFault::BadLayout)
    }

    /// Puts a set file together. `None` if a part is too long.
    #[must_use]
    pub fn assemble(manifest: &[u8], proof: &[u8], sections: &[&[u8]]) -> Option<Vec<u8>> {
        let proof_start = HEADER_BYTES.checked_add(manifest.len())?;
        let proof_end = proof_start.checked_add(proof.len())?;
        let padding = proof_end.checked_next_multiple_of(HEADER_BYTES)?.checked_sub(proof_end)?;
        let content = sections.iter().try_fold(0_usize, |sum, part| sum.checked_add(part.len()))?;
        let total = proof_end.checked_add(padding)?.checked_add(content)?;
        if manifest.len() > MAX_MANIFEST_BYTES || proof.len() > MAX_PROOF_BYTES {
            return None;
        }
        let mut bytes = Vec::new();
        bytes.try_reserve_exact(total).ok()?;
        bytes.extend_from_slice(&MAGIC);
        bytes.extend_from_slice(&u64::try_from(total).ok()?.to_le_bytes());
        for number in [HEADER_BYTES, manifest.len(), proof_start, proof.len()] {
            bytes.extend_from_slice(&u32::try_from(number).ok()?.to_le_bytes());
        }
        bytes.resize(HEADER_BYTES, 0);
        bytes.extend_from_slice(manifest);
        bytes.extend_from_slice(proof);
        bytes.resize(proof_end.checked_add(padding)?, 0);
        sections.iter().for_each(|section| bytes.extend_from_slice(section));
        Some(bytes)
    }
}

/// Offset and length, each a u32.
fn extent(bytes: [u8; 8]) -> Result<Range<usize>, SetFault> {
    let ([start, length], _) = bytes.as_chunks::<4>() else { return Err(SetFault::BadLayout) };
    let number = |bytes: &[u8; 4]| usize::try_from(u32::from_le_bytes(*bytes)).ok();
    let range = || {
        let start = number(start)?;
        Some(start..start.checked_add(number(length)?)?)
    };
    range().ok_or(SetFault::BadLayout)
}
