//! Which of many hashes are near to others, without comparing all with all.
//!
//! 256 bits are sixteen bands of sixteen. Two hashes at most `d` bits apart have a band in which they
//! are at most `d / 16` bits apart: were each band further apart, they would be more than `d` in sum
//! (the pigeonhole principle). So each band of a query is looked up with every value so near to it.

use super::failure::DeskFailure;

const BANDS: usize = 16;
/// Values of a band.
const VALUES: usize = 1 << 16;

type Bands = [u16; BANDS];

/// Hashes, each band sorted by its value.
#[derive(uniffi::Object)]
pub struct NearIndex {
    hashes: Vec<Bands>,
    bands: Vec<Band>,
}

/// The entries of each value of a band, one value after the other.
struct Band {
    /// Where the entries of a value begin; one more than there are values.
    starts: Vec<u32>,
    entries: Vec<u32>,
}

/// An entry near to a query.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Near {
    bits: u32,
    entry: u32,
}

#[uniffi::export]
impl NearIndex {
    /// Of these hashes, 32 bytes each: about 100 bytes of memory a hash, and 4 MiB.
    ///
    /// # Errors
    /// If they are not 32 bytes each, or more than 2^32.
    #[uniffi::constructor]
    pub fn new(hashes: &[u8]) -> Result<Self, DeskFailure> {
        let hashes = banded(hashes)?;
        u32::try_from(hashes.len()).map_err(|_| DeskFailure::Hashes)?;
        let bands = (0..BANDS).map(|band| Band::of(&hashes, band)).collect();
        Ok(Self { hashes, bands })
    }

    /// How many.
    #[must_use]
    pub fn count(&self) -> u64 {
        u64::try_from(self.hashes.len()).unwrap_or(u64::MAX)
    }

    /// For each query of 32 bytes the entries at most so many bits from it, the nearest first, at most
    /// `most` of them: number of the query, number of the entry, and bits, four bytes each, the lowest first.
    ///
    /// # Errors
    /// If the queries are not 32 bytes each, or more than 2^32.
    pub fn within(
        &self,
        queries: &[u8],
        max_bits: u32,
        most: Option<u32>,
    ) -> Result<Vec<u8>, DeskFailure> {
        let queries = banded(queries)?;
        let most = most.map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX));
        let masks = masks(max_bits >> 4);
        let mut found = Vec::new();
        for (number, query) in queries.iter().enumerate() {
            let number = u32::try_from(number).map_err(|_| DeskFailure::Hashes)?;
            let mut near = match &masks {
                Some(masks) if self.is_worth_it(masks) => self.by_bands(query, max_bits, masks),
                Some(_) | None => self.by_all(query, max_bits),
            };
            near.sort_unstable();
            for Near { bits, entry } in near.into_iter().take(most) {
                for value in [number, entry, bits] {
                    found.extend(value.to_le_bytes());
                }
            }
        }
        Ok(found)
    }
}

impl NearIndex {
    /// Few hashes are compared with all sooner than looked up.
    fn is_worth_it(&self, masks: &[u16]) -> bool {
        masks.len().saturating_mul(BANDS) < self.hashes.len()
    }

    /// The naive way, and the only one beyond 47 bits.
    fn by_all(&self, query: &Bands, max_bits: u32) -> Vec<Near> {
        let near = |(entry, other): (u32, &Bands)| {
            let bits = distance(query, other);
            (bits <= max_bits).then_some(Near { bits, entry })
        };
        (0..).zip(&self.hashes).filter_map(near).collect()
    }

    fn by_bands(&self, query: &Bands, max_bits: u32, masks: &[u16]) -> Vec<Near> {
        let allowed = max_bits >> 4;
        let mut near = Vec::new();
        for (number, (band, value)) in self.bands.iter().zip(query).enumerate() {
            for entry in masks.iter().flat_map(|mask| band.entries_of(value ^ mask)) {
                let other = usize::try_from(*entry).ok().and_then(|at| self.hashes.get(at));
                let Some(other) = other else { continue };
                // Found in an earlier band already.
                let before = query.iter().zip(other).take(number);
                if before.into_iter().any(|(a, b)| (a ^ b).count_ones() <= allowed) {
                    continue;
                }
                let bits = distance(query, other);
                if bits <= max_bits {
                    near.push(Near { bits, entry: *entry });
                }
            }
        }
        near
    }
}

impl core::fmt::Debug for NearIndex {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "NearIndex({} hashes)", self.hashes.len())
    }
}

impl Band {
    /// Counts, sums up, and puts each entry in its place.
    fn of(hashes: &[Bands], band: usize) -> Self {
        let value = |hash: &Bands| hash.get(band).copied().map_or(0, usize::from);
        let mut starts = vec![0_u32; VALUES.saturating_add(1)];
        for hash in hashes {
            if let Some(count) = starts.get_mut(value(hash).saturating_add(1)) {
                *count = count.saturating_add(1);
            }
        }
        let mut sum = 0_u32;
        for start in &mut starts {
            sum = sum.saturating_add(*start);
            *start = sum;
        }
        let (mut next, mut entries) = (starts.clone(), vec![0; hashes.len()]);
        for (entry, hash) in (0_u32..).zip(hashes) {
            let Some(at) = next.get_mut(value(hash)) else { continue };
            if let Some(place) = usize::try_from(*at).ok().and_then(|at| entries.get_mut(at)) {
                *place = entry;
            }
            *at = at.saturating_add(1);
        }
        Self { starts, entries }
    }

    fn entries_of(&self, value: u16) -> &[u32] {
        let start = |value: usize| usize::try_from(*self.starts.get(value)?).ok();
        let value = usize::from(value);
        let range = start(value).zip(start(value.saturating_add(1)));
        range.and_then(|(from, to)| self.entries.get(from..to)).unwrap_or_default()
    }
}

/// Every band value with at most so many bits set; `None` for more than two, of which there are too many.
fn masks(bits: u32) -> Option<Vec<u16>> {
    let few = |mask: &u16| mask.count_ones() <= bits;
    (bits <= 2).then(|| (0..=u16::MAX).filter(few).collect())
}

fn banded(hashes: &[u8]) -> Result<Vec<Bands>, DeskFailure> {
    let (hashes, []) = hashes.as_chunks::<32>() else { return Err(DeskFailure::Hashes) };
    let bands = |hash: &[u8; 32]| {
        let mut bands = [0; BANDS];
        let (pairs, _) = hash.as_chunks::<2>();
        bands.iter_mut().zip(pairs).for_each(|(band, pair)| *band = u16::from_be_bytes(*pair));
        bands
    };
    Ok(hashes.iter().map(bands).collect())
}

fn distance(a: &Bands, b: &Bands) -> u32 {
    a.iter().zip(b).fold(0, |sum, (a, b)| (a ^ b).count_ones().saturating_add(sum))
}
