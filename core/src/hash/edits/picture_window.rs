use core::fmt;

use super::grey::Grey;
use super::tilt::TurnedWindow;
use super::window::Window;
use crate::hash::pdq::{Side, Stretch};

/// Where in a picture something was found, as the picture is seen: in thousandths of its width and height.
/// It may reach outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PictureWindow {
    /// Its left end, before it is turned.
    pub left_permille: i32,
    /// Its upper end, before it is turned.
    pub top_permille: i32,
    /// Its width.
    pub width_permille: u32,
    /// Its height.
    pub height_permille: u32,
    /// How far it is turned clockwise about its middle, in tenths of a degree.
    pub turned_decidegrees: i32,
}

/// The whole of a side.
const WHOLE: i32 = 1_000;

impl PictureWindow {
    pub(super) fn upright(grey: &Grey, window: Window) -> Self {
        let [left_permille, width_permille] = permille(grey.columns, window.across);
        let [top_permille, height_permille] = permille(grey.rows, window.down);
        Self {
            left_permille,
            top_permille,
            width_permille: width_permille.unsigned_abs(),
            height_permille: height_permille.unsigned_abs(),
            turned_decidegrees: 0,
        }
    }

    /// Its middle is that of the picture.
    pub(super) fn turned(grey: &Grey, (size, angle): TurnedWindow) -> Self {
        let [width, height] = size;
        let [width, height] =
            [share(width, grey.width()), share(height, grey.height())].map(|share| share.max(0));
        Self {
            left_permille: WHOLE.saturating_sub(width) / 2,
            top_permille: WHOLE.saturating_sub(height) / 2,
            width_permille: width.unsigned_abs(),
            height_permille: height.unsigned_abs(),
            turned_decidegrees: rounded(angle.sine.asin().to_degrees() * 10.0),
        }
    }
}

/// `80..920 x 200..800 of 1000, turned by 3.0 degrees`
impl fmt::Display for PictureWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |start: i32, length: u32| start.saturating_add_unsigned(length);
        let (left, top) = (self.left_permille, self.top_permille);
        let (right, bottom) = (end(left, self.width_permille), end(top, self.height_permille));
        write!(f, "{left}..{right} x {top}..{bottom} of {WHOLE}")?;
        match self.turned_decidegrees {
            0 => Ok(()),
            tenths => write!(f, ", {:.1}°", f64::from(tenths) / 10.0),
        }
    }
}

/// Start and length of a stretch.
fn permille(side: Side, stretch: Stretch) -> [i32; 2] {
    let signed = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
    let full = signed(side.full).max(1);
    // Half of the side is added, so that it is rounded to the nearest.
    let of = |pixels: i64| {
        let twice = pixels.saturating_mul(i64::from(WHOLE)).saturating_mul(2).saturating_add(full);
        let rounded = twice.checked_div_euclid(full.saturating_mul(2)).unwrap_or(0);
        i32::try_from(rounded).unwrap_or(0)
    };
    [of(stretch.from), of(signed(stretch.length))]
}

fn share(part: f64, whole: usize) -> i32 {
    let whole = u32::try_from(whole).map_or(f64::INFINITY, f64::from);
    rounded(part / whole * f64::from(WHOLE))
}

#[expect(clippy::as_conversions, reason = "from float to whole number it saturates")]
fn rounded(value: f64) -> i32 {
    value.round() as i32
}
