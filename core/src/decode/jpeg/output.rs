use zune_core::colorspace::ColorSpace;

use super::coding::Coding;
use super::header::{Component, Header};
use crate::limits::LimitName;
use crate::undecided::Undecided;

/// What the decoder is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Output {
    /// The luma plane alone, which spares the colour planes' work.
    Luma,
    /// The luma plane from a first scan that holds nothing else, as if the picture were gray.
    LumaScan,
    /// All components as stored, upsampled to full size.
    Components(Coding),
}

impl Output {
    /// The cheapest that zune-jpeg 0.5.15 decodes rightly.
    ///
    /// Held against libjpeg-turbo over all sampling factors that `cjpeg` writes, it is wrong or
    /// panics where the first component is stored coarser than another, and where a sequential
    /// picture in many scans is subsampled in height: both are refused by name. Its luma of a
    /// progressive picture halved in height alone is wrong too, its components are right.
    pub(super) fn of(header: &Header) -> Result<Self, Undecided> {
        if !header.first_component_is_full_size() {
            return Err(Undecided::UnsupportedFormat);
        }
        if header.luma_scan_stands_alone() {
            return Ok(Self::LumaScan);
        }
        let (_, vertical) = header.largest_sampling();
        if !header.progressive && header.in_many_scans() && vertical > 1 {
            return Err(Undecided::UnsupportedFormat);
        }
        let halved_in_height = header.progressive && header.largest_sampling() == (1, 2);
        Ok(match header.coding {
            Coding::Luma if header.components.len() == 1 || !halved_in_height => Self::Luma,
            coding => Self::Components(coding),
        })
    }

    /// Bytes a pixel.
    pub(super) const fn channels(self) -> u8 {
        match self {
            Self::Luma | Self::LumaScan => 1,
            Self::Components(Coding::Luma | Coding::Rgb) => 3,
            Self::Components(Coding::Cmyk(_) | Coding::Ycck(_)) => 4,
        }
    }

    /// The decoder's name for it. Components come as stored if output and input have one name.
    pub(super) const fn color_space(self, input: ColorSpace) -> ColorSpace {
        match self {
            Self::Luma | Self::LumaScan => ColorSpace::Luma,
            Self::Components(_) => input,
        }
    }

    /// Bytes of one row.
    pub(super) fn row_bytes(self, header: &Header) -> Result<usize, Undecided> {
        header
            .dimensions()
            .and_then(|(width, _)| width.checked_mul(usize::from(self.channels())))
            .filter(|bytes| *bytes > 0)
            .ok_or(Undecided::OverLimit(LimitName::DecodeBytes))
    }

    /// Bytes of all pixels.
    pub(super) fn plane_bytes(self, header: &Header) -> Result<usize, Undecided> {
        self.row_bytes(header)?
            .checked_mul(header.dimensions().map_or(0, |(_, height)| height))
            .ok_or(Undecided::OverLimit(LimitName::DecodeBytes))
    }
}

impl Header {
    /// Width and height as the decoder tells them.
    pub(super) fn dimensions(&self) -> Option<(usize, usize)> {
        Some((usize::try_from(self.width).ok()?, usize::try_from(self.height).ok()?))
    }

    /// Width times height.
    pub(super) fn pixels(&self) -> u64 {
        u64::from(self.width).saturating_mul(u64::from(self.height))
    }

    /// The largest sampling factors of any component: horizontal, vertical.
    pub(super) fn largest_sampling(&self) -> (u8, u8) {
        let largest = |side: fn(&Component) -> u8| self.components.iter().map(side).max();
        (largest(|c| c.horizontal).unwrap_or(1), largest(|c| c.vertical).unwrap_or(1))
    }

    /// True if the first scan does not hold all components.
    pub(super) fn in_many_scans(&self) -> bool {
        self.first_scan.len() != self.components.len()
    }

    /// True if the first scan is the whole luma and nothing else.
    pub(super) fn luma_scan_stands_alone(&self) -> bool {
        let first = self.components.first().map(|component| component.id);
        self.coding == Coding::Luma
            && !self.progressive
            && self.in_many_scans()
            && self.first_scan.len() == 1
            && self.first_scan.first().copied() == first
            && self.first_component_is_full_size()
    }

    fn first_component_is_full_size(&self) -> bool {
        let largest = self.largest_sampling();
        self.components.first().is_some_and(|c| (c.horizontal, c.vertical) == largest)
    }
}
