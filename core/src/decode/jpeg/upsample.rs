//! Components that are stored coarser than the picture, brought to its size as libjpeg does it.

use super::frame::{Component, Frame};
use super::plane::Plane;
use crate::undecided::Undecided;

/// How the lines of a component become those of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Upsample {
    /// They are.
    None,
    /// Twice as wide, by a triangle filter.
    Across,
    /// Twice as high, by a triangle filter.
    Down,
    /// Both.
    Both,
    /// Each sample so many times across and down.
    Repeat(u32, u32),
}

impl Upsample {
    /// What libjpeg does; it does not show what is no whole number of times coarser.
    pub(super) fn of(frame: &Frame, component: Component) -> Result<Self, Undecided> {
        let (horizontal, vertical) = frame.largest;
        let times = |whole: u32, part: u32| {
            let times =
                whole.checked_div(part).filter(|times| times.checked_mul(part) == Some(whole));
            times.ok_or(Undecided::UnsupportedFormat)
        };
        let across = times(horizontal, component.horizontal)?;
        let down = times(vertical, component.vertical)?;
        let (width, _) = frame.samples(component);
        Ok(match (across, down) {
            (1, 1) => Self::None,
            (2, 1) if width > 2 => Self::Across,
            (1, 2) => Self::Down,
            (2, 2) if width > 2 => Self::Both,
            (across, down) => Self::Repeat(across, down),
        })
    }

    /// True if a line depends on those of the next row of MCUs.
    pub(super) const fn looks_around(self) -> bool {
        matches!(self, Self::Down | Self::Both)
    }

    /// Line `y` of the picture, `into` as wide as the picture.
    pub(super) fn line(self, plane: &Plane, y: u32, into: &mut [u8]) {
        match self {
            Self::None => copy(plane.line(y), into),
            Self::Across => across(plane.line(y), into),
            Self::Down => {
                let (near, far) = near_and_far(plane, y);
                let bias = if y & 1 == 0 { 1 } else { 2 };
                for ((to, near), far) in into.iter_mut().zip(near).zip(far) {
                    *to = quarter(near_sum(*near, *far), bias);
                }
            }
            Self::Both => {
                let (near, far) = near_and_far(plane, y);
                both(near, far, into);
            }
            Self::Repeat(across, down) => {
                let from = plane.line(y.checked_div(down).unwrap_or(y));
                let across = super::cut::index(across);
                for (to, sample) in into.chunks_mut(across.max(1)).zip(from) {
                    to.fill(*sample);
                }
            }
        }
    }
}

fn copy(from: &[u8], into: &mut [u8]) {
    for (to, sample) in into.iter_mut().zip(from) {
        *to = *sample;
    }
}

/// The lines of a component that is half as high: the one that line `y` lies in, and its other
/// neighbour; at the edge of the picture, itself.
fn near_and_far(plane: &Plane, y: u32) -> (&[u8], &[u8]) {
    let near = y / 2;
    let far = if y & 1 == 0 { near.saturating_sub(1) } else { near.saturating_add(1) };
    (plane.line(near), plane.line(far))
}

fn near_sum(near: u8, far: u8) -> u16 {
    u16::from(near).wrapping_mul(3).wrapping_add(u16::from(far))
}

fn quarter(sum: u16, bias: u16) -> u8 {
    u8::try_from(sum.wrapping_add(bias) >> 2).unwrap_or(u8::MAX)
}

/// Three quarters of the near sample, one of the far; at the edges the sample itself.
fn across(from: &[u8], into: &mut [u8]) {
    let left = from.iter().take(1).chain(from);
    let right = from.iter().skip(1).chain(from.last());
    for (((to, sample), left), right) in into.chunks_mut(2).zip(from).zip(left).zip(right) {
        let values = [quarter(near_sum(*sample, *left), 1), quarter(near_sum(*sample, *right), 2)];
        copy(&values, to);
    }
}

/// The same in both directions, added up before the rounding.
fn both(near: &[u8], far: &[u8], into: &mut [u8]) {
    let sums = || near.iter().zip(far).map(|(near, far)| near_sum(*near, *far));
    let left = sums().take(1).chain(sums());
    let right = sums().skip(1).chain(sums().next_back());
    for (((to, sum), left), right) in into.chunks_mut(2).zip(sums()).zip(left).zip(right) {
        let value = |other: u16, bias: u16| {
            let sum = sum.wrapping_mul(3).wrapping_add(other).wrapping_add(bias) >> 4;
            u8::try_from(sum).unwrap_or(u8::MAX)
        };
        copy(&[value(left, 8), value(right, 7)], to);
    }
}
