//! How a picture lies on a flat ground, told by the triangles that it leaves empty in the corners.

use super::grey::Grey;
use super::turned::Angle;

/// How far the four corners may lie from their mean, in steps of luma.
const MAX_CORNER_STEP: u32 = 8;

/// How far a pixel of the ground may lie from it.
const MAX_GROUND_STEP: u32 = 14;

/// The longer leg of each triangle, in pixels: with less there is no triangle, and with less than
/// the second it tells no angle.
const MIN_LEG: u32 = 8;
const MIN_TELLING_LEG: u32 = 20;

/// Sines of the least and the most that is looked at: 0.3 and 25 degrees.
const MIN_SINE: f64 = 0.005_235_963_831_419_58;
const MAX_SINE: f64 = 0.422_618_261_740_699_4;

/// The angle, never negative; `None` if the corners are not all empty and alike.
pub(super) fn angle(grey: &Grey) -> Option<Angle> {
    let corners = Corner::all(grey);
    let ground = ground(grey, &corners)?;
    let legs = corners.map(|corner| [true, false].map(|along| corner.leg(grey, ground, along)));
    if legs.iter().any(|[across, down]| *across.max(down) < MIN_LEG) {
        return None;
    }
    let [upper_left, upper_right, lower_left, lower_right] = legs;
    let triangles = [(upper_left, lower_right), (upper_right, lower_left)];
    let [a, b] = triangles.map(|(one, opposite)| Triangle::of(one, opposite));
    let longer = if a.long >= b.long { a } else { b };
    if longer.long < MIN_TELLING_LEG {
        return None;
    }
    let tangent = if a.is_like(b) { a.and(b).tangent() } else { longer.tangent() };
    // No function of angles: their last bits differ between platforms.
    let cosine = 1.0 / (1.0 + tangent * tangent).sqrt();
    let sine = tangent * cosine;
    (MIN_SINE..MAX_SINE).contains(&sine).then_some(Angle { cosine, sine })
}

/// The legs of the triangle in two opposite corners, in pixels.
#[derive(Clone, Copy)]
struct Triangle {
    short: u32,
    long: u32,
}

impl Triangle {
    /// Opposite triangles are alike. Where the picture is as dark as the ground, a leg seems longer.
    fn of([across, down]: [u32; 2], [across_opposite, down_opposite]: [u32; 2]) -> Self {
        let (across, down) = (across.min(across_opposite), down.min(down_opposite));
        Self { short: across.min(down), long: across.max(down) }
    }

    /// Both put together, which halves what rounding does.
    const fn and(self, other: Self) -> Self {
        let short = self.short.saturating_add(other.short);
        Self { short, long: self.long.saturating_add(other.long) }
    }

    /// True if both tell nearly the same angle.
    fn is_like(self, other: Self) -> bool {
        let (a, b) = (self.short.saturating_mul(other.long), other.short.saturating_mul(self.long));
        a.abs_diff(b).saturating_mul(4) <= a.max(b)
    }

    fn tangent(self) -> f64 {
        f64::from(self.short) / f64::from(self.long)
    }
}

/// The mean of the corners, times four, if they are alike.
fn ground(grey: &Grey, corners: &[Corner; 4]) -> Option<u32> {
    let values = corners.map(|corner| corner.pixel(grey, 0, 0));
    let [Some(a), Some(b), Some(c), Some(d)] = values else { return None };
    let sum = [a, b, c, d].iter().fold(0, |sum: u32, value| sum.saturating_add(*value));
    let alike = |value: &u32| value.saturating_mul(4).abs_diff(sum) <= 4 * MAX_CORNER_STEP;
    [a, b, c, d].iter().all(alike).then_some(sum)
}

/// One corner, by the ends of the copy that it lies at.
#[derive(Clone, Copy)]
struct Corner {
    right: bool,
    bottom: bool,
    width: usize,
    height: usize,
}

impl Corner {
    fn all(grey: &Grey) -> [Self; 4] {
        let (width, height) = (grey.width(), grey.height());
        let corner = |right, bottom| Self { right, bottom, width, height };
        [corner(false, false), corner(true, false), corner(false, true), corner(true, true)]
    }

    /// The pixel so far from the corner.
    fn pixel(self, grey: &Grey, along: usize, down: usize) -> Option<u32> {
        let place = |far: usize, side: usize, is_end: bool| {
            if is_end { side.checked_sub(1)?.checked_sub(far) } else { Some(far) }
        };
        let x = place(along, self.width, self.right)?;
        let y = place(down, self.height, self.bottom)?;
        grey.row(y).get(x).map(|value| u32::from(*value))
    }

    /// How far the ground reaches from the corner, one pixel inside the edge.
    fn leg(self, grey: &Grey, ground: u32, along: bool) -> u32 {
        let pixel = |far| if along { self.pixel(grey, far, 1) } else { self.pixel(grey, 1, far) };
        let is_ground = |far: &u32| {
            let value = usize::try_from(*far).ok().and_then(pixel);
            value.is_some_and(|it| it.saturating_mul(4).abs_diff(ground) <= 4 * MAX_GROUND_STEP)
        };
        let reach = (0..u32::MAX).take_while(is_ground).count();
        u32::try_from(reach).unwrap_or(u32::MAX)
    }
}
